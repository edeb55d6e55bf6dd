//! Whatever is sent: the form parser does not panic, the server answers 2xx or 4xx, and what it takes it can seal.

use chorus::domain::id::Id;
use chorus::domain::survey::Survey;
use chorus::privacy::form::SubmissionForm;
use chorus::privacy::receipt::Nonce;
use chorus::privacy::scrub::Keep;
use chorus::privacy::split::split;
use chorus::web::form_fields::FormFields;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::app::TestApp;
use crate::pages::{Page, RIGHT, encoded, every_kind};

/// The same cases at every run.
fn runner(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

fn name() -> impl Strategy<Value = String> {
    let known = [
        "more",
        "areas",
        "staff",
        "staff.",
        "way.",
        "order.price.x",
        "welcome",
        "_form",
        "_step",
        "_",
        ".",
        "",
    ];
    let known: Vec<String> = known
        .iter()
        .copied()
        .chain(RIGHT.iter().map(|(name, _)| *name))
        .map(str::to_owned)
        .collect();
    prop_oneof![8 => proptest::sample::select(known), 1 => any::<String>(), 1 => "[a-z.]{0,12}"]
}

fn value() -> impl Strategy<Value = String> {
    let odd = [
        "",
        " ",
        "0",
        "1",
        "2",
        "5",
        "none",
        "other",
        "north",
        "yes",
        "desk",
        "send",
        "edit",
        "NaN",
        "-0",
        "1e999",
        "+",
        "-",
        ",",
        "1,5",
        "2026-02-30",
        "2026-02-28",
        "0000-00-00",
        "-2026-1-1",
        "\u{202E}",
        "\u{0}",
        "\r\n",
        "ana@example.org",
        "+351 912 345 678",
    ];
    let odd: Vec<String> = odd.iter().map(|text| (*text).to_owned()).collect();
    prop_oneof![
        6 => proptest::sample::select(odd),
        1 => any::<String>(),
        1 => any::<i64>().prop_map(|number| number.to_string()),
        1 => any::<f64>().prop_map(|number| number.to_string()),
        1 => "\\PC{0,80}",
        1 => "[a@.:/0-9 +-]{0,60}",
    ]
}

fn fields() -> impl Strategy<Value = Vec<(String, String)>> {
    proptest::collection::vec((name(), value()), 0..24)
}

#[test]
fn no_fields_make_the_form_parser_panic_and_what_it_takes_can_be_split() {
    let survey = Survey::from_json(&every_kind("kinds").to_string()).expect("a definition");
    let items = survey.items();
    let (id, nonce) = (Id::new([7; 16]), Nonce::new([9; 16]));
    let right = RIGHT.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    assert!(SubmissionForm::new(right.clone()).parse(&survey, &items).is_ok());

    let outcome = runner(3_000).run(&(fields(), any::<bool>()), |(mut fields, otherwise_right)| {
        if otherwise_right {
            // so that the stages after the parser are met too
            fields.truncate(2);
            fields.extend(right.clone());
        }
        let Ok(raw) = SubmissionForm::new(fields).parse(&survey, &items) else {
            return Ok(());
        };
        for preview in raw.preview(&items, "en", &Keep::default()) {
            prop_assert!(!preview.pieces.is_empty());
        }
        let parts = split(id, &nonce, &items, raw.scrub("en", &Keep::default()));
        prop_assert_eq!(parts.expect("texts within their limits").answers.len(), items.len());
        Ok(())
    });

    assert_eq!(outcome, Ok(()));
}

#[test]
fn no_bytes_make_the_body_parser_panic() {
    let body = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..200),
        "[a-c&=%+0-9A-Fa-f\\PC]{0,200}".prop_map(String::into_bytes),
    ];

    let outcome = runner(3_000).run(&body, |body| {
        if let Ok(form) = FormFields::parse(&body) {
            for (name, value) in form.into_fields() {
                prop_assert!(!name.contains('\0') && !value.contains('\0'));
            }
        }
        Ok(())
    });

    assert_eq!(outcome, Ok(()));
}

#[test]
fn the_server_answers_whatever_fields_come_and_never_with_a_fault_of_its_own() {
    let app = TestApp::start();
    app.publish(&every_kind("kinds"));
    let token = app.form_token("kinds");

    let outcome = runner(250).run(&(fields(), any::<bool>()), |(fields, ours)| {
        let mut all: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        if ours {
            all.insert(0, ("_form", &token));
            all.push(("overall", "3"));
        }
        for path in ["/s/kinds", "/s/kinds/receipt"] {
            let page = Page::post(&app, path, encoded(&all));
            prop_assert!(
                [200, 400, 409, 422, 429].contains(&page.status),
                "{} {:.300}",
                page.status,
                page.body
            );
            prop_assert!(!page.body.contains("panicked"));
        }
        Ok(())
    });

    assert_eq!(outcome, Ok(()));
    assert_eq!(Page::get(&app, "/s/kinds").status, 200);
}

#[test]
fn the_interface_for_programs_answers_whatever_document_comes() {
    let app = TestApp::start();
    app.publish(&every_kind("kinds"));
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        value().prop_map(Into::into),
    ];
    let tree = leaf.prop_recursive(3, 24, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            proptest::collection::vec((name(), inner), 0..6)
                .prop_map(|fields| serde_json::Value::Object(fields.into_iter().collect())),
        ]
    });
    let answers = proptest::collection::vec((name(), tree), 0..6);

    let outcome = runner(250).run(&answers, |answers| {
        let answers: serde_json::Map<_, _> = answers.into_iter().collect();
        let page = Page::post_json(&app, "kinds", serde_json::json!({ "answers": answers }).to_string());
        prop_assert!(
            [200, 400, 422].contains(&page.status),
            "{} {:.300}",
            page.status,
            page.body
        );
        Ok(())
    });

    assert_eq!(outcome, Ok(()));
}
