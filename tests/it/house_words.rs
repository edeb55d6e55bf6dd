//! Every word a page says exists, and every word of the files is said somewhere. (`text::words` compares the languages.)

use std::collections::BTreeSet;

use chorus::domain::account::Role;
use chorus::domain::data_access::{Doing, Who};
use chorus::domain::incident::{Severity, State};
use chorus::domain::inventory::DataKind;
use chorus::domain::inventory_facts::{About, Ends, Recipient, Sensitivity, Stands};
use chorus::domain::organisation::LegalGround;
use chorus::domain::permission::TABLE;
use chorus::domain::policy::{Concerns, What};
use chorus::domain::processor;
use chorus::domain::request::{Kind as RequestKind, State as RequestState};
use chorus::domain::retention::{FIXED, SETTABLE};
use chorus::domain::statement::Status;
use chorus::domain::token::Scope;
use chorus::domain::training::{CHECK, OPTIONS};
use chorus::privacy::scrub::Kind;
use chorus::text::keys;
use chorus::web::transparency::KINDS;
use regex::Regex;

use crate::house::{files, sources};

/// Keys that are put together while the program runs: what the source says, and every key that can come of it.
fn put_together() -> Vec<(&'static str, Vec<String>)> {
    let data = DataKind::ALL
        .iter()
        .flat_map(|kind| ["", "-why", "-kept", "-from"].map(|ending| format!("data-{}{ending}", kind.name())));
    let grounds = LegalGround::ALL
        .iter()
        .map(|ground| format!("legal-{}", ground.name().replace('_', "-")));
    let removed = Kind::ALL
        .iter()
        .flat_map(|kind| ["", "-why"].map(|ending| format!("removed-{}{ending}", kind.name().replace(' ', "-"))));
    let roles: Vec<String> = Role::ALL.map(|role| format!("role-{}", role.word())).into();
    let doors = [
        "people",
        "policy",
        "organisation",
        "trail",
        "keys",
        "mails",
        "permissions",
        "guidelines",
        "training",
        "version",
        "incidents",
        "requests",
        "processors",
        "inventory",
        "retention",
    ];
    let doors: Vec<String> = doors.map(|door| format!("office-{door}")).into();
    let notices: Vec<String> = [
        "set-up", "lost", "password", "factors", "recovery", "roles", "address", "register",
    ]
    .map(|notice| format!("notice-{notice}"))
    .into();
    let who = [
        Who::Respondent,
        Who::Everybody,
        Who::Oneself,
        Who::Operator,
        Who::Program,
    ];
    let rules: Vec<&str> = SETTABLE
        .iter()
        .map(|rule| rule.name)
        .chain(FIXED.iter().map(|(name, _)| *name))
        .collect();
    let of_rules =
        |ending: &str| -> Vec<String> { rules.iter().map(|rule| format!("retention-{rule}{ending}")).collect() };
    let fields = [
        "name",
        "purpose",
        "place",
        "host",
        "contract_on",
        "valid_until",
        "measures",
        "measures_checked_on",
        "review_on",
    ];
    let levels = Sensitivity::ALL.map(Sensitivity::name);
    let roles_of_processors =
        processor::Role::ALL.map(|role| format!("processor-role-{}", role.name().replace('_', "-")));
    let questions = CHECK.iter().map(|question| format!("training-{}", question.name));
    let options = CHECK
        .iter()
        .flat_map(|question| OPTIONS.map(|option| format!("training-{}-{option}", question.name)));
    let changes = What::ALL.iter().map(|what| format!("change-{}", what.name()));
    let concerns = Concerns::ALL.map(|whom| format!("concerns-{}", whom.name()));
    let log = KINDS.iter().map(|kind| format!("log-{kind}"));
    let pictures = [
        "nobody", "scrubbed", "groups", "deleted", "comments", "parties", "change", "rights",
    ];
    let named =
        |start: &str, names: &[&str]| -> Vec<String> { names.iter().map(|name| format!("{start}-{name}")).collect() };
    let of_register = [
        "title",
        "found-on",
        "found-time",
        "found-by",
        "what",
        "kinds",
        "groups",
        "people",
        "records",
        "risk",
        "measures",
        "advice",
        "contact",
        "tell-authority",
        "told-on",
        "told-time",
        "delay",
    ];
    let of_notice = [
        "responsible",
        "found",
        "told",
        "what",
        "groups",
        "people",
        "kinds",
        "records",
        "contact",
        "risk",
        "measures",
        "delay",
    ];
    let to_people = ["what", "kinds", "risk", "measures", "advice", "contact"];
    let severities = Severity::ALL.map(Severity::name);
    let (states, statuses) = (State::ALL.map(State::name), Status::ALL.map(Status::name));
    let kinds: Vec<String> = RequestKind::ALL.map(|kind| format!("request-{}", kind.name())).into();
    let told: Vec<String> = [
        "announce-policy",
        "announce-incident",
        "announce-statement",
        "message-subscribe",
        "message-subscribed",
        "message-held",
        "message-answer",
    ]
    .map(str::to_owned)
    .into();
    vec![
        ("change-{}", changes.collect()),
        ("concerns-{}", concerns.into()),
        ("log-{}", log.collect()),
        (
            "summary-{picture}",
            pictures.map(|picture| format!("summary-{picture}")).into(),
        ),
        ("incident-field-{}", named("incident-field", &of_register)),
        ("incident-field-{name}", named("incident-field", &of_register)),
        ("incident-authority-{name}", named("incident-authority", &of_notice)),
        ("incident-people-{name}", named("incident-people", &to_people)),
        (
            "incident-check-{name}",
            named("incident-check", &Severity::High.checklist()),
        ),
        ("incident-severity-{}", named("incident-severity", &severities)),
        ("incident-state-{}", named("incident-state", &states)),
        ("statement-status-{name}", named("statement-status", &statuses)),
        (
            "statement-missing-{name}",
            named("statement-missing", &["title", "text", "reason", "quotes"]),
        ),
        ("training-{}", questions.collect()),
        ("training-{}-{}", options.collect()),
        (
            "data-{kind}-kept",
            DataKind::ALL
                .iter()
                .map(|kind| format!("data-{}-kept", kind.name()))
                .collect(),
        ),
        (
            "data-{kind}",
            DataKind::ALL
                .iter()
                .map(|kind| format!("data-{}", kind.name()))
                .collect(),
        ),
        ("data-{}{ending}", data.collect()),
        (
            "data-{}",
            DataKind::ALL
                .iter()
                .map(|kind| format!("data-{}", kind.name()))
                .collect(),
        ),
        (
            "doing-{}",
            Doing::ALL.map(|doing| format!("doing-{}", doing.name())).into(),
        ),
        ("factor-{}", ["factor-totp", "factor-passkey"].map(str::to_owned).into()),
        ("legal-{}", grounds.collect()),
        ("notice-{name}", notices.clone()),
        (
            "notice-{name}-subject",
            notices.iter().map(|key| format!("{key}-subject")).collect(),
        ),
        ("office-{name}", doors.clone()),
        (
            "office-{name}-about",
            doors.iter().map(|key| format!("{key}-about")).collect(),
        ),
        (
            "permission-{}",
            TABLE
                .iter()
                .map(|(one, _)| format!("permission-{}", one.name()))
                .collect(),
        ),
        ("role-{}", roles.clone()),
        (
            "role-{}-about",
            roles.iter().map(|key| format!("{key}-about")).collect(),
        ),
        (
            "token-{}",
            Scope::ALL.map(|scope| format!("token-{}", scope.name())).into(),
        ),
        ("who-{}", who.map(|one| format!("who-{}", one.name())).into()),
        ("removed-{}{ending}", removed.collect()),
        (
            "topic-{}",
            ["changes", "incidents", "statements"]
                .map(|name| format!("topic-{name}"))
                .into(),
        ),
        ("request-{}", kinds.clone()),
        (
            "request-{}-about",
            kinds.iter().map(|key| format!("{key}-about")).collect(),
        ),
        (
            "request-state-{}",
            RequestState::ALL
                .map(|state| format!("request-state-{}", state.name()))
                .into(),
        ),
        (
            "held-state-{}",
            ["waiting", "sent", "refused", "stopped", "test"]
                .map(|state| format!("held-state-{state}"))
                .into(),
        ),
        ("announce-{}", told.clone()),
        ("{}-subject", told.iter().map(|key| format!("{key}-subject")).collect()),
        ("retention-{}", of_rules("")),
        ("retention-{kind}", of_rules("")),
        ("retention-{name}", of_rules("")),
        ("retention-{name}-about", of_rules("-about")),
        (
            "retention-{name}-kept",
            FIXED.iter().map(|(name, _)| format!("retention-{name}-kept")).collect(),
        ),
        (
            "retention-clock-{}",
            named("retention-clock", &["backwards", "pause", "jumped"]),
        ),
        ("processor-{name}", named("processor", &fields)),
        (
            "processor-{name}-hint",
            fields.iter().map(|name| format!("processor-{name}-hint")).collect(),
        ),
        (
            "processor-state-{}",
            named("processor-state", &["proposed", "announced", "in-use", "ended"]),
        ),
        ("processor-role-{}", roles_of_processors.into()),
        ("level-{}", named("level", &levels)),
        (
            "level-{}-about",
            levels.iter().map(|name| format!("level-{name}-about")).collect(),
        ),
        ("stands-{}", named("stands", &Stands::ALL.map(Stands::name))),
        ("recipient-{}", named("recipient", &Recipient::ALL.map(Recipient::name))),
        ("ends-{}", named("ends", &Ends::ALL.map(Ends::name))),
        ("about-{}", named("about", &About::ALL.map(About::name))),
        (
            "data-may-{}",
            Doing::ALL.map(|doing| format!("data-may-{}", doing.name())).into(),
        ),
    ]
}

/// Every quoted word of sources and templates that looks like a key.
fn quoted() -> BTreeSet<String> {
    let key = Regex::new(r#""([a-z][a-z0-9]*(?:-[a-z0-9]+)*)""#).expect("a pattern");
    let templates = files("templates", &["html", "txt"]).into_iter().map(|file| file.whole);
    let code = sources().into_iter().map(|file| file.code);
    templates
        .chain(code)
        .flat_map(|text| {
            key.captures_iter(&text)
                .map(|found| found[1].to_owned())
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Every key that a page asks for by name.
fn asked_for() -> BTreeSet<String> {
    let asked = Regex::new(r#"\b(?:t|with|with_one|with_two)\(\s*"([a-z0-9-]+)""#).expect("a pattern");
    let templates = files("templates", &["html", "txt"]).into_iter().map(|file| file.whole);
    let code = sources().into_iter().map(|file| file.code);
    templates
        .chain(code)
        .flat_map(|text| {
            asked
                .captures_iter(&text)
                .map(|found| found[1].to_owned())
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn no_page_asks_for_a_word_that_is_not_there() {
    let known = keys("en");

    let missing: Vec<String> = asked_for()
        .into_iter()
        .chain(put_together().into_iter().flat_map(|(_, keys)| keys))
        .filter(|key| !known.contains(key.as_str()))
        .collect();

    assert!(known.len() > 50, "the words are not where they were");
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn no_word_is_there_that_nobody_says() {
    let quoted = quoted();
    let dynamic: BTreeSet<String> = put_together().into_iter().flat_map(|(_, keys)| keys).collect();

    let unused: Vec<&str> = keys("en")
        .into_iter()
        .filter(|key| !quoted.contains(*key) && !dynamic.contains(*key))
        .collect();

    assert_eq!(unused, Vec::<&str>::new());
}

#[test]
fn keys_are_put_together_only_where_a_test_knows_what_comes_of_it() {
    let known: Vec<&str> = put_together().into_iter().map(|(pattern, _)| pattern).collect();
    let made = Regex::new(r#"\b(?:t|text|with|with_one|with_two)\(\s*&?format!\(\s*"([^"]*)""#).expect("a pattern");

    for source in sources().into_iter().filter(|source| source.is_in(&["web/"])) {
        for found in made.captures_iter(&source.code) {
            assert!(
                known.contains(&&found[1]),
                "{} puts together {}",
                source.path,
                &found[1]
            );
        }
    }
}
