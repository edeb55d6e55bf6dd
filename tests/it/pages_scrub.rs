//! What people see of the scrubber: the review, the check of one text, placeholders in their language, counts.

use chorus::services::publish::Publication;
use chorus::services::release::Outcome;
use reqwest::blocking::RequestBuilder;
use serde_json::{Value, json};

use crate::app::{Answered, TestApp};
use crate::log;
use crate::outside::holds;
use crate::pages::{Page, assert_nothing_stored, encoded};
use crate::samples::{one_question, varied, visit, with};
use crate::staff::Staff;

const TEXT: &str = "My name is Maria Silva, write to maria@mail.example or call +351 912 345 678. Thank you!";

/// The sample survey in English and Portuguese.
pub fn in_two_languages(slug: &str) -> Value {
    fn translated(value: &mut Value) {
        match value {
            Value::Object(fields) if fields.contains_key("en") => {
                let words = fields["en"].clone();
                fields.insert("pt".to_owned(), words);
            }
            Value::Object(fields) => fields.values_mut().for_each(translated),
            Value::Array(list) => list.iter_mut().for_each(translated),
            _ => {}
        }
    }
    let mut survey = visit(slug);
    translated(&mut survey);
    with(survey, "languages", json!(["en", "pt"]))
}

pub fn app_with(survey: &Value) -> TestApp {
    let app = TestApp::start();
    assert!(matches!(app.publish(survey), Publication::Done { .. }));
    app
}

fn check(app: &TestApp, slug: &str, body: &str) -> RequestBuilder {
    app.client()
        .post(app.url(&format!("/s/{slug}/check")))
        .header("content-type", "application/json")
        .body(body.to_owned())
}

pub fn checked(app: &TestApp, text: &str, language: &str) -> Value {
    let body = json!({"text": text, "language": language}).to_string();
    let answer = app.send(check(app, "visit", &body));
    assert_eq!(answer.status, 200, "{}", answer.body);
    serde_json::from_str(&answer.body).expect("JSON")
}

/// Sends a comment after its review; gives the receipt.
pub fn comment(app: &TestApp, query: &str, text: &str) -> String {
    let token = app.form_token("visit");
    let fields = [("_form", &*token), ("overall", "4"), ("more", text), ("_step", "send")];
    app.post(&format!("/s/visit{query}"), &fields).stored()
}

pub fn receipt(app: &TestApp, query: &str, code: &str, step: &str, more: &str) -> Answered {
    let fields = [("_code", code), ("_step", step), ("more", more)];
    app.post(&format!("/s/visit/receipt{query}"), &fields)
}

#[test]
fn the_review_says_in_the_language_of_the_page_what_goes_and_why() {
    let app = app_with(&in_two_languages("visit"));
    let review = |language: &str| {
        let token = app.form_token("visit");
        let fields = [
            ("_form", &*token),
            ("overall", "4"),
            ("more", TEXT),
            ("way", "other"),
            ("way.other", "maria@mail.example"),
        ];
        Page::post(&app, &format!("/s/visit?lang={language}"), encoded(&fields))
    };

    let (english, portuguese) = (review("en"), review("pt"));

    let words = english.words();
    assert!(
        words.contains("My name is will be removed: Maria Silva [name] , write to will be removed: maria@mail.example [email] or call will be removed: +351 912 345 678 [phone] . Thank you!"),
        "{words}"
    );
    for sentence in [
        "Names: so that nobody is recognised.",
        "E-mail addresses: so that nobody can be found by them.",
        "Telephone numbers: so that nobody can be called or recognised by them.",
    ] {
        assert_eq!(words.matches(sentence).count(), 1, "{sentence} {words}");
    }
    assert!(!words.contains("Card numbers:"), "only kinds that occur");
    let words = portuguese.words();
    for part in [
        "[nome]",
        "[telefone]",
        "vai ser removido: maria@mail.example [e-mail]",
        "Nomes: para que ninguém seja reconhecido.",
    ] {
        assert!(words.contains(part), "{part} {words}");
    }
    for page in [english, portuguese] {
        assert!(page.body.contains("value=\"send\"") && page.body.contains("value=\"edit\""));
    }
    assert_nothing_stored(&app);
}

#[test]
fn a_text_is_checked_when_somebody_asks_and_nothing_of_it_is_kept() {
    let app = app_with(&in_two_languages("visit"));
    let mark = format!("mark{:016x}", rand::random::<u64>()).replace(char::is_numeric, "k");
    let text = format!("Write to {mark}@mail.example <b>today</b>");

    let english = Page::of(check(
        &app,
        "visit",
        &json!({"text": text, "language": "en"}).to_string(),
    ));
    let portuguese = checked(&app, &text, "pt");
    let clean = checked(&app, "The soup was cold.", "en");
    let foreign = checked(&app, &text, "xx");

    let found: Value = serde_json::from_str(&english.body).expect("JSON");
    assert_eq!(
        found,
        json!({
            "pieces": [
                {"text": "Write to "},
                {"text": format!("{mark}@mail.example"), "kind": "email", "label": "email"},
                {"text": " <b>today</b>"}
            ],
            "sentences": ["E-mail addresses: so that nobody can be found by them."]
        })
    );
    assert_eq!(
        (english.status, english.header("content-type")),
        (200, "application/json")
    );
    english.assert_hardened("check");
    assert_eq!(portuguese["pieces"][1]["label"], "e-mail");
    assert_eq!(
        portuguese["sentences"],
        json!(["Endereços de e-mail: para que ninguém seja encontrado através deles."])
    );
    assert_eq!(clean["pieces"], json!([{"text": "The soup was cold."}]));
    assert!(
        clean["sentences"][0]
            .as_str()
            .is_some_and(|told| told.starts_with("Nothing was found"))
    );
    assert_eq!(foreign, found, "another language is checked as the survey's own");
    assert_nothing_stored(&app);
    assert!(!log::text().contains(&mark), "the log knows the text");
    assert!(
        app.place
            .every_value()
            .iter()
            .all(|(_, value)| !holds(value, mark.as_bytes()))
    );
}

#[test]
fn what_is_no_text_to_check_is_refused_in_plain_words() {
    let app = app_with(&in_two_languages("visit"));
    let right = json!({"text": TEXT, "language": "en"}).to_string();
    let cases = [
        ("{\"text\": \"a\"", 400),
        ("{\"text\": \"a\", \"text\": \"b\", \"language\": \"en\"}", 400),
        ("[]", 422),
        ("{\"text\": \"a\"}", 422),
        ("{\"text\": 7, \"language\": \"en\"}", 422),
        (&json!({"text": "é".repeat(4001), "language": "en"}).to_string(), 422),
        (&json!({"text": "a".repeat(1 << 20), "language": "en"}).to_string(), 413),
    ];
    for (body, status) in cases {
        let page = Page::of(check(&app, "visit", body).header("accept-language", "pt"));

        let told: Value = serde_json::from_str(&page.body).expect("JSON");
        assert_eq!(page.status, status, "{}", page.body);
        assert_eq!(told["status"], status);
        let words = ["Use no máximo", "não é um texto", "demasiado", "de uma só vez"];
        let title = told["title"].as_str().expect("a sentence");
        assert!(words.iter().any(|part| title.contains(part)), "{title}");
        page.assert_hardened("a refusal");
    }
    assert_eq!(
        checked(&app, &"é".repeat(4000), "en")["pieces"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );

    let plain = app.client().post(app.url("/s/visit/check")).body(right.clone());
    let of_others = check(&app, "visit", &right).header("sec-fetch-site", "cross-site");
    let elsewhere = check(&app, "visit", &right).header("origin", "https://elsewhere.example");
    assert_eq!(app.send(check(&app, "nowhere", &right)).status, 404);
    assert_eq!(app.send(app.client().get(app.url("/s/visit/check"))).status, 405);
    assert_eq!(
        [plain, of_others, elsewhere].map(|request| app.send(request).status),
        [415, 403, 403]
    );
    app.publish(&with(one_question("later"), "opens", json!("2026-12-01")));
    assert_eq!(app.send(check(&app, "later", &right)).status, 403);
    app.on("2026-12-01");
    assert_eq!(app.send(check(&app, "later", &right)).status, 200);
    app.on("2027-12-01");
    assert_eq!(app.send(check(&app, "later", &right)).status, 410);
}

#[test]
fn whoever_has_very_many_texts_checked_waits_and_can_still_answer() {
    let app = app_with(&visit("visit"));
    let body = json!({"text": "fine", "language": "en"}).to_string();
    let ask = || Page::of(check(&app, "visit", &body).header("x-forwarded-for", "10.7.7.7"));

    let slow = (0..300)
        .map(|_| ask())
        .find(|page| page.status != 200)
        .expect("a pause");

    assert_eq!(slow.status, 429);
    assert!(
        slow.header("retry-after")
            .parse::<u32>()
            .is_ok_and(|seconds| seconds > 0)
    );
    assert!(
        slow.body.contains("Please try again in a few seconds."),
        "{}",
        slow.body
    );
    let token = app.form_token("visit");
    let answer = app
        .client()
        .post(app.url("/s/visit"))
        .header("x-forwarded-for", "10.7.7.7");
    app.send(answer.form(&[("_form", &*token), ("overall", "4")])).stored();
}

#[test]
fn placeholders_are_said_in_the_language_of_the_page_and_stored_as_they_were() {
    let app = app_with(&in_two_languages("visit"));
    let staff = Staff::signed_in(&app);
    let code = comment(&app, "?lang=pt", TEXT);
    let span = |label: &str| format!("<span class=\"placeholder\">[{label}]</span>");

    let shown = receipt(&app, "?lang=pt", &code, "", "").body;
    let english = receipt(&app, "?lang=en", &code, "", "").body;
    let typed = receipt(&app, "?lang=pt", &code, "edit:more", "").body;
    let typed = crate::app::between(&typed, "dir=\"auto\">\n", "</textarea>")
        .expect("a text")
        .to_owned();
    let corrected = format!("{typed} [nome] e [email]");
    assert_eq!(receipt(&app, "?lang=pt", &code, "save:more", &corrected).status, 200);
    let again = receipt(&app, "?lang=en", &code, "", "").body;

    assert!(
        shown.contains(&format!(
            "My name is {}, write to {} or call {}",
            span("nome"),
            span("e-mail"),
            span("telefone")
        )),
        "{shown}"
    );
    assert!(
        english.contains(&format!(
            "My name is {}, write to {} or call {}",
            span("name"),
            span("email"),
            span("phone")
        )),
        "{english}"
    );
    assert!(
        typed.starts_with("My name is [nome], write to [e-mail] or call [telefone]."),
        "{typed}"
    );
    assert!(
        again.contains(&format!("Thank you! {} e {}", span("name"), span("email"))),
        "{again}"
    );
    for place in 0..40 {
        app.answer_api(
            "visit",
            &with(varied(place), "more", json!(format!("{place} maria@mail.example"))),
        )
        .stored();
    }
    assert_eq!(app.tick("visit"), Outcome::Released(1));
    let page = staff.page("/staff/surveys/visit/results?lang=zh");
    let stored = app
        .app()
        .results()
        .of_period("visit", None)
        .expect("a database that works")
        .expect("a survey");
    assert!(
        page.contains(&format!("<li dir=\"auto\">7 {}</li>", span("电子邮箱"))),
        "{page}"
    );
    assert!(page.contains(&span("姓名")) && !page.contains("[email]"));
    assert!(stored.comments["more"].contains(&"7 [email]".to_owned()));
}

#[test]
fn staff_see_what_was_removed_only_at_releases_and_only_in_steps_of_k() {
    let app = app_with(&with(
        one_question("visit"),
        "questions",
        json!([
            {"key": "overall", "kind": "rating", "steps": 5, "text": {"en": "How was it?"}},
            {"key": "more", "kind": "long_text", "text": {"en": "More?"}}
        ]),
    ));
    let staff = Staff::signed_in(&app);
    let counts = |column: &str, kind: &str| {
        app.place.number(&format!(
            "SELECT CAST(COALESCE(SUM({column}), 0) AS BIGINT) AS value FROM removals WHERE kind = '{kind}'"
        ))
    };
    let both = |kind: &str| (counts("shown", kind), counts("pending", kind));
    // mails, names: so many of twenty comments hold one
    let release = |mails: usize, birthdays: usize, close: bool| {
        for place in 0..20 {
            let mail = if place < mails { "a@mail.example" } else { "nothing" };
            let birthday = if place < birthdays {
                "born on 12 March 1980"
            } else {
                "no day"
            };
            let answers = json!({"overall": place % 5 + 1, "more": format!("{mail}, {birthday}")});
            app.answer_api("visit", &answers).stored();
        }
        let before = (both("email"), both("date of birth"));
        let outcome = if close {
            app.close_period("visit")
        } else {
            app.tick("visit")
        };
        assert!(matches!(outcome, Outcome::Released(_)), "{outcome:?}");
        (before, (both("email"), both("date of birth")))
    };

    assert_eq!(release(12, 4, false), (((0, 0), (0, 0)), ((12, 0), (0, 4))));
    let page = staff.page("/staff/surveys/visit/results");
    assert!(
        page.contains("e-mail addresses") && !page.contains("dates of birth"),
        "{page}"
    );
    assert_eq!(release(9, 6, false), (((12, 0), (0, 4)), ((12, 9), (10, 0))));
    assert!(staff.page("/staff/surveys/visit/results").contains("dates of birth"));
    assert_eq!(
        release(0, 2, true),
        (((12, 9), (10, 0)), ((12, 0), (10, 0))),
        "what made no step is dropped at the end"
    );
}
