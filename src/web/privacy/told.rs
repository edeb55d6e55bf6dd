//! A version of the policy in the words of a reader: its facts as lines, its changes as sentences.

use crate::domain::inventory::DataKind;
use crate::domain::organisation::LegalGround;
use crate::domain::policy::{Body, Change, Facts, ProcessorFact, SurveyFact, What};
use crate::domain::retention::Settable;
use crate::domain::translated::nearest;
use crate::text::Words;

/// A part of a version under a heading.
pub struct Section {
    /// The heading.
    pub title: String,
    /// What stands there, a paragraph each.
    pub lines: Vec<String>,
}

/// A change, for people.
pub struct ChangeLine {
    /// What changed.
    pub text: String,
    /// Whom it concerns.
    pub concerns: String,
    /// Whether it is less strict.
    pub loosens: bool,
}

/// Who else processes data, a sentence each.
pub fn processors(words: Words, facts: &Facts) -> Vec<String> {
    facts.processors.iter().map(|one| of_processor(words, one)).collect()
}

/// The computed facts of a version.
pub fn sections(words: Words, facts: &Facts) -> Vec<Section> {
    let known = &facts.organisation;
    let ground = LegalGround::parse(&known.legal_ground).unwrap_or_default();
    let mut responsible = vec![
        format!("{}: {}, {}", words.t("privacy-responsible"), known.name, known.address),
        format!("{}: {}", words.t("privacy-contact"), known.contact),
    ];
    if !known.officer.is_empty() {
        responsible.push(format!("{}: {}", words.t("privacy-officer"), known.officer));
    }
    responsible.push(format!(
        "{}: {}",
        words.t("privacy-ground"),
        ground_in(words, ground.name())
    ));
    if !known.authority.is_empty() {
        responsible.push(format!("{}: {}", words.t("privacy-authority"), known.authority));
    }
    let section = |title: &str, lines: Vec<String>| Section {
        title: words.t(title),
        lines,
    };
    let or_none = |lines: Vec<String>, none: &str| match lines.is_empty() {
        true => vec![words.t(none)],
        false => lines,
    };
    let surveys = facts
        .surveys
        .iter()
        .flat_map(|survey| of_survey(words, survey))
        .collect();
    let kinds = facts.kinds.iter().map(|kind| of_kind(words, kind)).collect();
    vec![
        section("privacy-responsible-title", responsible),
        section("privacy-data-title", kinds),
        section(
            "policy-retention-title",
            facts
                .retention
                .iter()
                .map(|(rule, days)| of_rule(words, rule, *days))
                .collect(),
        ),
        section("privacy-surveys-title", or_none(surveys, "policy-no-surveys")),
        section(
            "policy-processors-title",
            or_none(processors(words, facts), "policy-no-processors"),
        ),
        section(
            "policy-notice-title",
            vec![words.with_one("policy-notice", "days", facts.notice_days)],
        ),
        section("privacy-rights-title", vec![words.t("privacy-rights")]),
    ]
}

fn of_survey(words: Words, survey: &SurveyFact) -> Vec<String> {
    let mut lines = vec![survey.called(words.lang()).to_owned()];
    let mut said = |label: &str, text: &str| {
        if !text.is_empty() {
            lines.push(format!("{} {text}", words.t(label)));
        }
    };
    said("panel-purpose", nearest(&survey.purpose, words.lang()).1);
    said("panel-benefit", nearest(&survey.benefit, words.lang()).1);
    lines.push(words.with_one("panel-group", "k", i64::from(survey.group_size)));
    lines.push(words.with_one("panel-texts", "days", i64::from(survey.retention_days)));
    if survey.keeps > 0 {
        lines.push(words.with_one("policy-keeps", "count", i64::from(survey.keeps)));
    }
    lines
}

fn of_processor(words: Words, one: &ProcessorFact) -> String {
    let kinds: Vec<String> = one.data.iter().map(|kind| kind_in(words, kind)).collect();
    let (name, place) = (one.name.as_str(), one.place.as_str());
    words.with(
        "policy-processor",
        &[
            ("name", &name),
            ("place", &place),
            ("purpose", &one.purpose.as_str()),
            ("data", &words.list(&kinds).as_str()),
        ],
    )
}

fn of_kind(words: Words, kind: &str) -> String {
    match DataKind::ALL.iter().any(|known| known.name() == kind) {
        true => format!("{}: {}", kind_in(words, kind), words.t(&format!("data-{kind}-kept"))),
        // a kind that the program of then had and this one has not
        false => kind.to_owned(),
    }
}

fn of_rule(words: Words, rule: &str, days: i64) -> String {
    words.with_two("policy-kept", "rule", rule_in(words, rule).as_str(), "days", days)
}

fn rule_in(words: Words, kind: &str) -> String {
    match Settable::find(kind) {
        Some(_) => words.t(&format!("retention-{kind}")),
        // a rule that the program of then had and this one has not
        None => kind.to_owned(),
    }
}

fn kind_in(words: Words, kind: &str) -> String {
    match DataKind::ALL.iter().any(|known| known.name() == kind) {
        true => words.t(&format!("data-{kind}")),
        false => kind.to_owned(),
    }
}

fn ground_in(words: Words, ground: &str) -> String {
    let ground = LegalGround::parse(ground).unwrap_or_default();
    words.t(&format!("legal-{}", ground.name().replace('_', "-")))
}

/// The paragraphs of a version, to be compared with those of another.
pub fn paragraphs(words: Words, body: &Body) -> Vec<String> {
    let own = |text: &str| -> Vec<String> {
        let parts = text.split("\n\n").map(|part| part.trim().replace('\n', " "));
        parts.filter(|part| !part.is_empty()).collect()
    };
    let mut found = own(nearest(&body.wording.policy, words.lang()).1);
    for section in sections(words, &body.facts) {
        found.push(section.title);
        found.extend(section.lines);
    }
    found.extend(own(nearest(&body.wording.faq, words.lang()).1));
    found
}

/// What changed, in sentences.
pub fn changes(words: Words, body: &Body) -> Vec<ChangeLine> {
    body.changes
        .iter()
        .map(|change| line(words, change, &body.facts))
        .collect()
}

/// One change; `facts` are those of the version that tells of it.
pub fn line(words: Words, change: &Change, facts: &Facts) -> ChangeLine {
    let survey = facts.surveys.iter().find(|survey| survey.name == change.subject);
    let subject = match change.what {
        What::KindNew | What::KindGone => kind_in(words, &change.subject),
        What::Kept => rule_in(words, &change.subject),
        _ => survey
            .map_or(change.subject.as_str(), |survey| survey.called(words.lang()))
            .to_owned(),
    };
    let value = |value: &str| match change.what {
        What::LegalGround => ground_in(words, value),
        _ => value.to_owned(),
    };
    let (from, to) = (value(&change.from), value(&change.to));
    let arguments = [
        ("subject", subject.as_str()),
        ("from", from.as_str()),
        ("to", to.as_str()),
    ];
    let arguments = arguments
        .each_ref()
        .map(|(name, value)| (*name, value as &dyn crate::text::Argument));
    ChangeLine {
        text: words.with(&format!("change-{}", change.what.name()), &arguments),
        concerns: words.with_one(
            &format!("concerns-{}", change.what.concerns().name()),
            "subject",
            subject.as_str(),
        ),
        loosens: change.loosens,
    }
}
