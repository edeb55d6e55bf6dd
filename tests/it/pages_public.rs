//! The organisation's page, the privacy notice, and what every public answer carries.

use chorus::domain::inventory::DataKind;
use chorus::text::Words;
use regex::Regex;
use serde_json::{Value, json};

use crate::app::{TestApp, between};
use crate::house::{files, text_of};
use crate::pages::{Page, encoded, every_kind};
use crate::samples;

#[test]
fn the_portuguese_is_that_of_portugal() {
    let brazilian = Regex::new(
        r"(?ix) \b (
            vocês? | equipes? | (uma|est[ae]|nova|nenhuma|d[ae]|nossas) \s pesquisas? | arquivos? | usuári\w+ | senhas? |
            salv(ar|os?|as?) | telas? | celular(es)? | contatos? | registros? | compartilh\w+ | aplicativos? | conosco |
            anônim\w+ | conexão | controle | seção | gerenci\w+ | deletar | baix(ar|e) | digit(e|ou|ar) | em \s uma?s? |
            tod[oa] \s (dia|semana|mês|trimestre|sugestão) | aparelhos? | ruim | busca | agendamentos? | consertar |
            nos \s ajud\w+ | tão \s \w+ \s quanto | demais | quais \s \w+ \s (você|usou|vamos) | por \s que
        ) \b",
    )
    .expect("a pattern");
    let mut texts: Vec<(String, String)> = text_of("templates/i18n/pt.ftl")
        .lines()
        .map(|line| ("pt.ftl".to_owned(), line.to_owned()))
        .collect();
    for file in files("templates/surveys", &["json"])
        .into_iter()
        .chain(files("templates/demo", &["json"]))
    {
        collect_portuguese(
            &serde_json::from_str(&file.whole).expect("a definition"),
            &file.path,
            &mut texts,
        );
    }

    let wrong: Vec<String> = texts
        .iter()
        .filter_map(|(path, text)| Some(format!("{path}: {} in {text}", brazilian.find(text)?.as_str())))
        .collect();

    assert!(texts.len() > 600, "{}", texts.len());
    assert_eq!(wrong, Vec::<String>::new());
}

/// Every text that stands under `pt` in a definition.
fn collect_portuguese(value: &Value, path: &str, texts: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if name == "pt" {
                    texts.push((path.to_owned(), value.to_string()));
                } else {
                    collect_portuguese(value, path, texts);
                }
            }
        }
        Value::Array(entries) => entries.iter().for_each(|entry| collect_portuguese(entry, path, texts)),
        _ => {}
    }
}

#[test]
fn the_organisations_page_lists_surveys_that_are_open_and_listed() {
    let app = TestApp::start();
    let mut hidden = samples::one_question("hidden");
    hidden["title"]["en"] = json!("Nobody sees this");
    let mut over = every_kind("over");
    (over["title"]["en"], over["closes"]) = (json!("This was long ago"), json!("2026-11-03"));
    for survey in [samples::visit("visit"), hidden, over, every_kind("kinds")] {
        app.publish(&survey);
    }
    app.on("2026-11-05");

    let page = Page::get(&app, "/");
    let portuguese = Page::get(&app, "/?lang=pt");

    assert!(
        page.words().contains("Test Hospital")
            && page.body.contains("href=\"/s/visit\"")
            && page.body.contains("href=\"/s/kinds\"")
    );
    assert!(!page.words().contains("Nobody sees this") && !page.words().contains("This was long ago"));
    assert!(portuguese.body.contains("<html lang=\"pt\"") && portuguese.words().contains("Every kind (pt)"));
}

#[test]
fn the_notice_names_the_responsible_every_kind_of_data_and_every_promise() {
    let app = TestApp::start();
    app.publish(&every_kind("kinds"));

    let page = Page::get(&app, "/privacy");

    let words = page.words();
    for fact in [
        "Test Hospital, 1 Main Street",
        "privacy@hospital.example",
        "your consent",
        "groups of at least 12 people",
        "90 days",
        "To try everything.",
    ] {
        assert!(words.contains(fact), "{fact}");
    }
    for kind in DataKind::ALL {
        for ending in ["", "-why", "-kept"] {
            let text = Words::for_tag("en").t(&format!("data-{}{ending}", kind.name()));
            assert!(words.contains(&text), "{text}");
        }
    }
}

#[test]
fn every_answer_of_every_status_is_hardened_and_sets_no_cookie() {
    let app = TestApp::start();
    app.publish(&samples::one_question("open"));
    let mut later = samples::one_question("later");
    later["opens"] = json!("2027-01-01");
    app.publish(&later);
    let token = app.form_token("open");
    let first = encoded(&[("_form", &token), ("overall", "3")]);
    let other = encoded(&[("_form", &token), ("overall", "4")]);
    let cross = app
        .client()
        .post(app.url("/s/open"))
        .header("sec-fetch-site", "cross-site")
        .header("origin", "https://evil.example");

    let pages = [
        (200, Page::get(&app, "/")),
        (200, Page::get(&app, "/privacy")),
        (200, Page::get(&app, "/s/open")),
        (200, Page::get(&app, "/s/open/receipt")),
        (200, Page::get(&app, "/healthz")),
        (200, Page::get(&app, "/readyz")),
        (200, Page::of(app.client().head(app.url("/s/open")))),
        (200, Page::post(&app, "/s/open", first.as_str())),
        (409, Page::post(&app, "/s/open", other.as_str())),
        (403, Page::get(&app, "/s/later")),
        (
            403,
            Page::of(
                cross
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(first.clone()),
            ),
        ),
        (404, Page::get(&app, "/nowhere")),
        (404, Page::get(&app, "/static/none/nothing.css")),
        (405, Page::of(app.client().delete(app.url("/s/open")))),
        (413, Page::post(&app, "/s/open", "a".repeat(3 << 20))),
        (422, Page::post(&app, "/s/open", "overall=9")),
        (422, Page::post(&app, "/s/open/receipt", "_code=wrong")),
    ];

    for (place, (status, page)) in pages.iter().enumerate() {
        let what = format!("answer {place} with {}", page.status);
        assert_eq!(page.status, *status, "{what}: {:.300}", page.body);
        page.assert_hardened(&what);
        assert!(
            !page.headers.contains_key("strict-transport-security"),
            "{what}: not without TLS"
        );
    }
}

#[test]
fn only_the_own_pages_may_send_a_form_and_programs_from_anywhere_the_interface() {
    let app = TestApp::start();
    app.publish(&samples::one_question("open"));
    let form = |name: &'static str, value: String| {
        let body = encoded(&[("_form", &app.form_token("open")), ("overall", "3")]);
        let request = app
            .client()
            .post(app.url("/s/open"))
            .header("content-type", "application/x-www-form-urlencoded");
        Page::of(request.header(name, value).body(body)).status
    };

    assert_eq!(form("origin", "https://evil.example".to_owned()), 403);
    assert_eq!(form("sec-fetch-site", "cross-site".to_owned()), 403);
    assert_eq!(form("origin", app.origin()), 200);
    assert_eq!(form("sec-fetch-site", "same-origin".to_owned()), 200);
    let api = app
        .client()
        .post(app.url("/api/v1/surveys/open/responses"))
        .header("origin", "https://shop.example");
    assert_eq!(Page::of(api.json(&json!({"answers": {"overall": 3}}))).status, 200);
}

#[test]
fn a_receipt_page_with_something_wrong_says_so_first_of_all_in_its_title() {
    let app = TestApp::start();
    app.publish(&every_kind("kinds"));
    let receipt = app.answer_api("kinds", &json!({"overall": 3})).stored();
    let title = |page: &str| between(page, "<title>", "</title>").unwrap_or_default().to_owned();

    let asked = Page::get(&app, "/s/kinds/receipt?lang=pt");
    let unreadable = Page::post(&app, "/s/kinds/receipt?lang=pt", "_code=wrong");
    let unknown = app.receipt("kinds", &crate::app::fresh_receipt(), "", &[]);
    let changed = app.receipt("kinds", &receipt, "edit:overall", &[]);
    let changed_badly = app.receipt("kinds", &receipt, "save:overall", &[("overall", "9")]);

    assert_eq!(title(&asked.body), "Every kind (pt) – Test Hospital");
    assert_eq!(title(&unreadable.body), "Erro: Every kind (pt) – Test Hospital");
    assert_eq!((unknown.status, changed_badly.status), (422, 422));
    assert_eq!(title(&unknown.body), "Error: Every kind – Test Hospital");
    assert_eq!(title(&changed.body), "Every kind – Test Hospital");
    assert_eq!(title(&changed_badly.body), "Error: Every kind – Test Hospital");
}

#[test]
fn guessing_receipts_is_slowed_down_without_locking_others_out() {
    let app = TestApp::start();
    app.publish(&samples::one_question("open"));
    let receipt = app.answer_api("open", &json!({"overall": 3})).stored();
    let from = |address: &str, code: &str| {
        let request = app
            .client()
            .post(app.url("/s/open/receipt"))
            .header("x-forwarded-for", address.to_owned());
        Page::of(request.form(&[("_code", code)]))
    };

    let tries: Vec<Page> = (0..40)
        .map(|_| from("192.0.2.7", &crate::app::fresh_receipt()))
        .collect();

    let slowed = tries.iter().find(|page| page.status == 429).expect("a limit");
    assert!(!slowed.header("retry-after").is_empty());
    slowed.assert_hardened("too many tries");
    assert!(tries[0].status == 422 && tries[0].words().contains("This code opens nothing here."));
    assert_eq!(from("198.51.100.9", &receipt).status, 200, "somebody else's network");
}

#[test]
fn every_public_page_speaks_every_language_of_the_interface() {
    let app = TestApp::start();
    app.survey("visit");
    app.app().retention().run(false).expect("a run");
    let pages: Vec<String> = crate::routes::ROUTES
        .iter()
        .filter(|route| !route.starts_with("/staff") && !route.starts_with("/api") && !route.contains("{slug}"))
        .map(|route| route.replace("{number}", "1"))
        .filter(|route| !route.contains('{'))
        .collect();
    assert!(pages.len() > 20, "{pages:?}");
    for path in &pages {
        let mut seen = Vec::new();
        for language in chorus::text::INTERFACE_LANGUAGES {
            let page = Page::get(&app, &format!("{path}?lang={language}"));
            // what takes a form only, and what programs read
            if page.status == 405 || !page.header("content-type").starts_with("text/html") {
                continue;
            }
            assert_eq!(page.status, 200, "{path}");
            assert!(
                page.body.contains(&format!("<html lang=\"{language}\"")),
                "{path} {language}"
            );
            seen.push(page.between("<h1>", "</h1>"));
        }
        seen.dedup();
        assert!(
            seen.is_empty() || seen.len() == 3,
            "{path} has one heading for several languages: {seen:?}"
        );
    }
}
