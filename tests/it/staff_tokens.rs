//! Tokens for programs: of a person, for a survey, for one thing, until a day.

use chorus::domain::account::{Role, Roles};
use chorus::domain::token::Scope;
use chorus::services::tokens::NotMade;
use serde_json::Value;

use crate::answered::Answered;
use crate::app::{TestApp, between};
use crate::staff::{EMAIL, Staff, somebody, somebody_else};

fn app() -> TestApp {
    let app = TestApp::start();
    app.survey("visit");
    app.survey("other");
    app.many("visit", 40);
    app.tick("visit");
    app
}

fn get(app: &TestApp, path: &str, token: &str) -> Answered {
    let request = app.client().get(app.url(path));
    app.send(request.header("Authorization", format!("Bearer {token}")))
}

const RELEASES: &str = "/api/v1/surveys/visit/releases";

#[test]
fn a_token_made_on_the_page_reads_the_releases_of_its_survey_and_nothing_else() {
    let app = app();
    let staff = Staff::signed_in(&app);
    for (fields, told) in [
        (&[("name", ""), ("what", "read visit"), ("days", "30")][..], "a name"),
        (&[("name", "a"), ("what", "read nothing"), ("days", "30")], "may do"),
        (&[("name", "a"), ("what", "read visit"), ("days", "900")], "366"),
    ] {
        let answer = staff.post("/staff/account/tokens", fields);
        assert_eq!(answer.status(), 422);
        assert!(answer.text().expect("a page").contains(told), "{told}");
    }
    let fields = [("name", "Table"), ("what", "read visit"), ("days", "30")];
    let made = staff.post("/staff/account/tokens", &fields).text().expect("a page");
    let token = between(&made, "<p class=\"secret\" dir=\"ltr\">", "<")
        .expect("a token")
        .to_owned();
    assert!(!staff.page("/staff/account/tokens").contains(&token), "shown once");
    assert!(
        !app.place
            .every_value()
            .iter()
            .any(|(_, value)| value == token.as_bytes())
    );

    let all = get(&app, RELEASES, &token);
    let document: Value = serde_json::from_str(&all.body).expect("JSON");
    assert_eq!(
        (all.status, document["releases"][0]["release"].as_i64()),
        (200, Some(1))
    );
    let one: Value = serde_json::from_str(&get(&app, &format!("{RELEASES}/1"), &token).body).expect("JSON");
    assert_eq!(one, document["releases"][0]);
    assert_eq!(get(&app, &format!("{RELEASES}/2"), &token).status, 404);
    assert_eq!(get(&app, "/api/v1/surveys/other/releases", &token).status, 404);
    assert_eq!(get(&app, RELEASES, &"0".repeat(64)).status, 401);
    assert_eq!(app.get(RELEASES).status, 401);
    assert!(staff.page("/staff/account/tokens").contains("last used on"));

    let id = between(&staff.page("/staff/account/tokens"), "name=\"token\" value=\"", "\"")
        .expect("it")
        .to_owned();
    staff.done("/staff/account/tokens/end", &[("token", &id)]);
    assert_eq!(get(&app, RELEASES, &token).status, 401, "ended at once");
}

#[test]
fn a_token_ends_with_its_day_and_may_no_more_than_its_owner() {
    let app = app();
    somebody(&app, EMAIL, &[Role::Analyst]);
    let (staff, tokens) = (app.app().staff(), app.app().tokens());
    let owner = staff.find(EMAIL).expect("a database").expect("an account");
    let make = |scope| tokens.create(&owner, "visit", scope, "a", 10).expect("a database");
    assert_eq!(make(Scope::Send), Err(NotMade::NotAllowed), "an analyst sends nothing");
    let token = make(Scope::Read).expect("a token");
    assert_eq!(get(&app, RELEASES, &token).status, 200);

    let elsewhere = app
        .app()
        .surveys()
        .id_of("other")
        .expect("a database")
        .expect("a survey");
    let change = |roles: &[Role], everywhere| {
        let changed = staff.change(somebody_else(), owner.id, &Roles::of(roles), everywhere, &[elsewhere]);
        changed.expect("a database").expect("a change");
    };
    change(&[Role::Editor], true);
    assert_eq!(get(&app, RELEASES, &token).status, 401, "an editor exports nothing");
    change(&[Role::Analyst], false);
    assert_eq!(get(&app, RELEASES, &token).status, 401, "an analyst of other surveys");
    change(&[Role::Analyst], true);
    assert_eq!(get(&app, RELEASES, &token).status, 200);
    app.app()
        .training()
        .publish("", &[("en".to_owned(), "## Ours".to_owned())].into())
        .expect("a database");
    let version = app.app().training().guidelines().expect("a database").version();
    app.app()
        .training()
        .publish(&version, &[("en".to_owned(), "## Ours".to_owned())].into())
        .expect("a database");
    assert_eq!(get(&app, RELEASES, &token).status, 401, "new guidelines close it too");
    assert_eq!(make(Scope::Read), Err(NotMade::Untrained), "and none is made");
    crate::staff::train(&app, owner.id);
    assert_eq!(get(&app, RELEASES, &token).status, 200);
    app.on("2026-11-12");
    assert_eq!(get(&app, RELEASES, &token).status, 200, "its last day");
    app.on("2026-11-13");
    assert_eq!(get(&app, RELEASES, &token).status, 401, "the day after");
    staff.clean().expect("a database");
    assert_eq!(app.place.number("SELECT count(*) AS value FROM tokens"), 0);
}
