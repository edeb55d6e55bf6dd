//! The form as a respondent meets it: its language, its promises, every kind of question, errors, the review.

use serde_json::json;

use crate::app::TestApp;
use crate::pages::{Page, RIGHT, assert_nothing_stored, encoded, every_kind};
use crate::samples;

fn app_with_a_survey() -> TestApp {
    let app = TestApp::start();
    app.publish(&every_kind("kinds"));
    app
}

fn send(app: &TestApp, fields: &[(&str, &str)]) -> Page {
    let token = app.form_token("kinds");
    let mut all = vec![("_form", token.as_str())];
    all.extend_from_slice(fields);
    Page::post(app, "/s/kinds", encoded(&all))
}

#[test]
fn the_form_speaks_the_language_asked_for_then_the_browsers_then_its_own() {
    let app = app_with_a_survey();
    let cases = [
        ("/s/kinds", "", "en", "Overall?"),
        ("/s/kinds", "pt-BR,en;q=0.5", "pt", "Overall? (pt)"),
        ("/s/kinds?lang=ar", "pt", "ar", "Overall? (ع)"),
        ("/s/kinds?lang=de", "de,fr", "en", "Overall?"),
        ("/s/kinds?lang=pt-PT", "", "pt", "Overall? (pt)"),
    ];

    for (path, accepted, language, question) in cases {
        let page = Page::of(app.client().get(app.url(path)).header("accept-language", accepted));

        let direction = if language == "ar" { "rtl" } else { "ltr" };
        assert!(
            page.body
                .contains(&format!("<div lang=\"{language}\" dir=\"{direction}\">")),
            "{path} {accepted}"
        );
        assert!(page.words().contains(question), "{path} {accepted}");
        assert!(
            page.body.contains(&format!("action=\"/s/kinds?lang={language}\"")),
            "the answer keeps the language"
        );
    }
    let portuguese = Page::get(&app, "/s/kinds?lang=pt");
    assert!(portuguese.body.contains("<html lang=\"pt\" dir=\"ltr\">"));
    assert!(portuguese.tag("hreflang=\"ar\"").contains("href=\"/s/kinds?lang=ar\""));
}

#[test]
fn words_of_the_interface_among_the_answers_say_their_own_language() {
    let app = TestApp::start();
    let mut survey = every_kind("kinds");
    survey["questions"][4]["other"] = json!(true);
    app.publish(&survey);

    let arabic = Page::get(&app, "/s/kinds?lang=ar").body;
    let portuguese = Page::get(&app, "/s/kinds?lang=pt").body;

    for own in ["Yes", "No", "Other", "None of these"] {
        let marked = format!("<span lang=\"en\" dir=\"ltr\">{own}</span></label>");
        assert_eq!(arabic.matches(&marked).count(), 1, "{own}");
    }
    assert!(arabic.contains("<option value=\"other\" lang=\"en\" dir=\"ltr\">Other</option>"));
    assert!(arabic.contains("<span>NORTH (ع)</span>") && arabic.contains("<option value=\"here\">HERE (ع)</option>"));
    for own in [
        "<span>Sim</span>",
        "<span>Não</span>",
        "<option value=\"other\">Outra opção</option>",
    ] {
        assert!(portuguese.contains(own), "{own}");
    }
}

#[test]
fn the_panel_says_the_group_size_and_the_days_of_the_version_in_force() {
    let app = app_with_a_survey();
    let before = Page::get(&app, "/s/kinds").words();
    let mut stricter = every_kind("kinds");
    stricter["group_size"] = json!(25);
    stricter["retention_days"] = json!(30);
    app.publish(&stricter);

    let after = Page::get(&app, "/s/kinds").words();

    assert!(
        before.contains("groups of at least 12 people") && before.contains("deleted 90 days after"),
        "{before}"
    );
    assert!(
        after.contains("groups of at least 25 people") && after.contains("deleted 30 days after"),
        "{after}"
    );
    for promise in [
        "To try everything.",
        "A better form.",
        "Responsible: Test Hospital, privacy@hospital.example",
    ] {
        assert!(after.contains(promise), "{promise}");
    }
}

#[test]
fn a_question_that_asks_more_than_a_scale_says_why() {
    let app = app_with_a_survey();

    let page = Page::get(&app, "/s/kinds");

    assert!(page.body.matches("<details class=\"why\">").count() >= 8);
    assert_eq!(
        page.body.matches("Used to compare groups:").count(),
        1,
        "the one segment is marked"
    );
    assert!(
        page.body.matches("(optional)").count() == 14,
        "all but one of the questions that take an answer"
    );
}

#[test]
fn every_kind_of_question_keeps_its_answer_when_another_one_is_wrong() {
    let app = app_with_a_survey();
    let mut fields = RIGHT.to_vec();
    fields[0].1 = "";
    fields.push(("more", "  two\nlines & <more> \"text\""));

    let page = send(&app, &fields);

    assert_eq!(page.status, 422);
    for (name, value) in RIGHT.iter().skip(1) {
        let kept = if name.starts_with("order") || *name == "town" {
            let (_, list) = page.body.split_once(&format!("name=\"{name}\"")).expect("a list");
            let (list, _) = list.split_once("</select>").expect("its end");
            list.contains(&format!("<option value=\"{value}\" selected>"))
        } else if ["way.other", "spend", "day", "name"].contains(name) {
            page.tag(&format!("name=\"{name}\""))
                .contains(&format!("value=\"{value}\""))
        } else {
            page.tag(&format!("name=\"{name}\" value=\"{value}\""))
                .contains("checked")
        };
        assert!(kept, "{name} is lost");
    }
    assert_eq!(
        page.between("rows=\"5\" maxlength=\"4000\" dir=\"auto\">\n", "</textarea>"),
        "  two\nlines & <more> \"text\""
    );
    let selected = page.body.matches(" checked>").count() + page.body.matches(" selected").count();
    assert_eq!(selected, 14, "nothing is chosen that was not");
    assert_nothing_stored(&app);
}

#[test]
fn all_that_is_wrong_is_told_at_once_and_every_line_leads_to_its_field() {
    let app = app_with_a_survey();
    let long = "x".repeat(5_000);
    let wrong = [
        ("region", "moon"),
        ("way", "bus"),
        ("way.other", "also"),
        ("town", "nowhere"),
        ("areas", "desk"),
        ("areas", "none"),
        ("again", "perhaps"),
        ("friends", "12"),
        ("content", "6"),
        ("effort", "8"),
        ("staff.kind", "9"),
        ("staff.fast", "9"),
        ("order.price", "1"),
        ("order.place", "1"),
        ("spend", "501"),
        ("day", "2026-02-30"),
        ("name", &long),
        ("more", &long),
        ("unheard", "1"),
    ];

    let page = send(&app, &wrong);

    assert_eq!(page.status, 422);
    let (_, rest) = page.body.split_once("<div class=\"error-summary\"").expect("a summary");
    let (summary, _) = rest.split_once("</div>").expect("its end");
    let links: Vec<&str> = summary
        .split("href=\"#")
        .skip(1)
        .filter_map(|link| link.split('"').next())
        .collect();
    // the required question, each of the others once, each row by itself, the field nobody asked for
    assert_eq!(links.len(), 17, "{links:?}");
    let ids = page.attributes("id");
    for link in &links {
        assert!(ids.iter().any(|id| id == link), "#{link} leads nowhere");
    }
    for described in page.attributes("aria-describedby") {
        assert!(
            described.split(' ').all(|id| ids.iter().any(|known| known == id)),
            "{described}"
        );
    }
    let mut sorted = ids.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), ids.len(), "an id stands twice");
    assert!(page.between("<title>", "</title>").starts_with("Error:"));
    assert!(page.words().contains("stay between 0 and 500") && page.words().contains("2026-11-21"));
}

#[test]
fn the_review_shows_exactly_what_will_be_removed() {
    let app = app_with_a_survey();
    let text = "Ask ana@example.org <b>or</b> call +351 912 345 678.\nThank you!";

    let review = send(&app, &[("overall", "4"), ("more", text), ("name", "fine")]);

    assert_eq!(review.status, 200);
    let shown = review.words();
    assert!(
        shown.contains("Ask will be removed: ana@example.org [email] <b>or</b> call will be removed: +351 912 345 678 [phone] . Thank you!"),
        "{shown}"
    );
    assert_eq!(review.body.matches("<del>").count(), 2);
    assert!(!review.body.contains("<b>or"), "what was typed is escaped");
    assert!(
        !shown.contains("In a word?"),
        "a text that stays as it is needs no review"
    );
    assert_nothing_stored(&app);
}

#[test]
fn after_the_review_the_rest_is_sent_or_edited() {
    let app = app_with_a_survey();
    let text = "Write to ana@example.org & thanks";
    let review = send(
        &app,
        &[("overall", "4"), ("areas", "desk"), ("areas", "web"), ("more", text)],
    );
    let (names, values) = (hidden(&review, "name"), hidden(&review, "value"));
    let mut fields: Vec<(&str, &str)> = names
        .iter()
        .map(String::as_str)
        .zip(values.iter().map(String::as_str))
        .collect();

    fields.push(("_step", "edit"));
    let edit = Page::post(&app, "/s/kinds", encoded(&fields));
    assert_eq!(edit.status, 200);
    assert_eq!(
        edit.between("rows=\"5\" maxlength=\"4000\" dir=\"auto\">\n", "</textarea>"),
        text
    );
    assert!(edit.tag("name=\"areas\" value=\"web\"").contains("checked"));
    assert_nothing_stored(&app);

    fields.last_mut().expect("the step").1 = "send";
    let thanks = app.post("/s/kinds", &fields);
    let receipt = thanks.receipt.clone().expect("a receipt");
    let kept = app.receipt("kinds", &receipt, "", &[]).body;
    assert!(
        kept.contains("Write to <span class=\"placeholder\">[email]</span> &#38; thanks") && kept.contains("DESK, WEB"),
        "{kept}"
    );
    assert!(!kept.contains("ana@"));
}

#[test]
fn a_free_text_asks_once_to_leave_out_names_and_says_it_of_its_field() {
    let app = TestApp::start();
    for starter in ["visit", "suggestions", "product"] {
        let definition = crate::house::text_of(&format!("templates/surveys/{starter}.json"));
        app.publish(&serde_json::from_str(&definition).expect("a definition"));
        for (language, hint) in [("en", "leave out names"), ("pt", "escreva nomes"), ("zh", "不要写姓名")] {
            let page = Page::get(&app, &format!("/s/{starter}?lang={language}"));

            let fields: Vec<(usize, &str)> = page.body.match_indices("data-free-text=\"").collect();
            assert!(page.body.contains("<textarea") && !fields.is_empty(), "{starter}");
            assert_eq!(
                page.words().matches(hint).count(),
                fields.len(),
                "{starter} in {language}"
            );
            for (place, _) in fields {
                let tag = &page.body[page.body[..place].rfind('<').expect("a field")..];
                let described = crate::app::between(tag, "aria-describedby=\"", "\"");
                let id = described.and_then(|ids| ids.split(' ').next_back()).expect("a hint");
                assert_eq!(crate::app::between(tag, "data-free-text=\"", "\""), Some(id));
                let told = page.between(&format!("id=\"{id}\">"), "</p>");
                assert!(told.contains(hint), "{starter}: {told}");
            }
        }
    }
}

fn hidden(page: &Page, attribute: &str) -> Vec<String> {
    let inputs: String = page
        .body
        .split("<input type=\"hidden\"")
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
        .collect();
    Page {
        status: 0,
        headers: page.headers.clone(),
        body: inputs,
    }
    .attributes(attribute)
}

#[test]
fn a_form_without_identifiers_is_thanked_at_once_with_the_receipt_folded_away() {
    let app = app_with_a_survey();

    let thanks = send(&app, &RIGHT);

    assert_eq!(thanks.status, 200);
    assert!(thanks.words().contains("Thank you so much."));
    let folded = thanks.between("<details class=\"notice\">", "</details>");
    assert!(folded.contains("class=\"receipt-code\"") && !folded.contains("<details open"));
    thanks.assert_hardened("thanks");
}

#[test]
fn what_staff_write_is_text_and_never_markup() {
    let app = TestApp::start();
    let mut survey = samples::one_question("quotes");
    survey["title"]["en"] = json!("<script>alert('title')</script> & \"more\"");
    survey["purpose"]["en"] = json!("<img src=x onerror=alert(1)>");
    survey["questions"][0]["text"]["en"] = json!("</legend><b>bold</b>");
    app.publish(&survey);

    for path in ["/s/quotes", "/", "/privacy"] {
        let page = Page::get(&app, path);

        assert_eq!(page.status, 200);
        assert!(
            page.foreign_scripts() == 0 && !page.body.contains("<img") && !page.body.contains("<b>bold"),
            "{path}"
        );
    }
}
