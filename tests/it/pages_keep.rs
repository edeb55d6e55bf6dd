//! Words that stay although they look like names: by every way an answer comes, in what people read, in the draft of staff.

use chorus::privacy::promise::Refusal;
use chorus::services::publish::Publication;
use serde_json::json;

use crate::pages::Page;
use crate::pages_scrub::{app_with, checked, comment, in_two_languages, receipt};
use crate::samples::{one_question, varied, visit, with};
use crate::staff::Staff;

#[test]
fn words_that_a_survey_keeps_stay_by_every_way_and_people_read_which() {
    let survey = with(in_two_languages("visit"), "keep", json!(["Maria Silva", "Café Lisboa"]));
    let app = app_with(&survey);
    let text = "My name is Maria Silva and not João Pereira.";
    let stored = "My name is Maria Silva and not [name].";

    let code = comment(&app, "", text);
    let shown = receipt(&app, "", &code, "", "").body;
    assert!(shown.contains("Maria Silva and not <span"), "{shown}");
    receipt(&app, "", &code, "save:more", &format!("{text} Again."));
    let form = Page::get(&app, "/s/visit?lang=pt").words();
    let notice = Page::get(&app, "/privacy").words();
    assert!(
        form.contains("Estas palavras ficam: Maria Silva, Café Lisboa."),
        "{form}"
    );
    assert!(
        notice.contains("These words stay: Maria Silva, Café Lisboa."),
        "{notice}"
    );
    let found = checked(&app, text, "en");
    assert_eq!(found["pieces"][0]["text"], "My name is Maria Silva and not ");
    assert_eq!(found["pieces"][1]["kind"], "name");

    app.publish(&with(survey, "slug", json!("loaded")));
    let desk = app.app().loads();
    let published = desk
        .begin("loaded", None)
        .expect("a database that works")
        .expect("an open survey");
    let lines = (0..30).map(|place| Ok(json!({"answers": with(varied(place), "more", json!(text))}).to_string()));
    let loaded = actix_web::rt::System::new().block_on(desk.load(&published, None, lines));
    assert_eq!((loaded.stored, loaded.problems.len()), (30, 0));
    for _ in 0..30 {
        app.answer_api("visit", &with(varied(1), "more", json!(text))).stored();
    }
    for slug in ["visit", "loaded"] {
        app.close_period(slug);
        let results = app
            .app()
            .results()
            .of_period(slug, None)
            .expect("a database that works")
            .expect("a survey");
        let comments = &results.comments["more"];
        assert!(
            comments.len() >= 30 && comments.iter().all(|kept| kept.starts_with(stored)),
            "{slug}: {comments:?}"
        );
    }
}

#[test]
fn a_word_more_that_stays_waits_for_the_next_period_and_a_word_less_does_not() {
    let app = app_with(&with(visit("visit"), "keep", json!(["Lisboa", "Porto"])));
    let shown = || Page::get(&app, "/s/visit").words();

    let less = app.publish(&with(visit("visit"), "keep", json!(["Lisboa"])));
    let fewer = shown();
    let more = app.publish(&with(visit("visit"), "keep", json!(["Lisboa", "Braga"])));
    let until_then = shown();
    app.on("2026-12-01");
    let after = shown();
    app.publish(&one_question("once"));
    let refused = app.publish(&with(one_question("once"), "keep", json!(["Lisboa"])));

    assert!(matches!(less, Publication::Done { version: 2, effective_on } if effective_on.to_string() == "2026-11-02"));
    assert!(fewer.contains("These words stay: Lisboa."), "{fewer}");
    assert!(matches!(more, Publication::Done { version: 3, effective_on } if effective_on.to_string() == "2026-12-01"));
    assert!(until_then.contains("These words stay: Lisboa.") && after.contains("These words stay: Lisboa, Braga."));
    assert!(matches!(refused, Publication::Refused(refusals) if refusals == [Refusal::OneOff]));
}

#[test]
fn staff_type_the_words_that_stay_one_a_line() {
    let app = app_with(&visit("visit"));
    let staff = Staff::signed_in(&app);
    let edit = "/staff/surveys/visit/edit";

    let saved = staff.done(edit, &[("keep", " Chez Léa \r\n\r\nLisboa\r\n"), ("act", "save:")]);
    let wrong = staff.post(edit, &[("keep", "Lisboa\nLISBOA\n–"), ("act", "save:")]);

    assert!(saved.ends_with("done=saved"));
    let draft = staff.page("/staff/surveys/visit/json").replace("&#34;", "\"");
    assert!(
        draft.contains("\"keep\": [\n    \"Chez Léa\",\n    \"Lisboa\"\n  ]"),
        "{draft}"
    );
    let form = staff.page(edit);
    assert!(
        form.contains("Chez Léa\nLisboa</textarea>") && form.contains("a person’s name only with their consent"),
        "{form}"
    );
    assert!(staff.page("/staff/surveys/visit/publish").contains("Chez Léa, Lisboa"));
    assert_eq!(wrong.status(), 422);
    let told = wrong.text().expect("a page");
    assert!(
        told.contains("<a href=\"#f-keep\">") && told.contains("LISBOA"),
        "{told}"
    );
}
