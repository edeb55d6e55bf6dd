//! The second factor: each code counts once, half a session opens nothing and adds nothing.

use chorus::clock::Clock;
use chorus::domain::account::Role;
use chrono::TimeDelta;

use crate::app::{TestApp, between};
use crate::staff::{EMAIL, PASSWORD, Staff, plain_cookie, sign_in, somebody};

fn half(app: &TestApp) -> Staff<'_> {
    Staff {
        app,
        cookie: plain_cookie(&sign_in(app, EMAIL, PASSWORD)),
    }
}

/// The six digits of a secret, so many steps of thirty seconds from now.
pub fn digits(app: &TestApp, secret: &str, steps: i64) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret.replace(' ', "")).expect("base 32");
    let totp = totp_rs::Builder::new()
        .with_secret(secret)
        .with_account_name("a")
        .build();
    let now = app.clock.now().and_utc().timestamp() + 30 * steps;
    totp.expect("an authenticator")
        .generate(u64::try_from(now).expect("after 1970"))
        .to_string()
}

/// An account without a second factor.
fn without_factor(app: &TestApp) {
    let desk = app.app().staff();
    desk.create(EMAIL, &Role::ALL).expect("a database").expect("a link");
    desk.set_password(EMAIL, PASSWORD).expect("a database");
}

#[test]
fn whoever_has_no_second_factor_sets_one_up_before_anything_is_shown() {
    let app = TestApp::start();
    without_factor(&app);
    let half = half(&app);
    assert_eq!(half.get("/staff/surveys").0, 303);
    assert_eq!(half.get("/staff/second").0, 303);

    let page = half.page("/staff/second/new");
    let secret = between(&page, "class=\"secret\" dir=\"ltr\">", "<")
        .expect("a secret")
        .to_owned();
    let again = half.page("/staff/second/new");
    assert!(again.contains(&secret), "opened twice it is one picture");
    let wrong = half.post("/staff/second/new", &[("code", "000000")]);
    assert_eq!(wrong.status(), 422);
    let code = digits(&app, &secret, 0);
    let done = half.post("/staff/second/new", &[("code", &code), ("next", "/staff/surveys")]);
    assert_eq!(done.status(), 200);
    let whole = Staff {
        app: &app,
        cookie: plain_cookie(&done),
    };
    let codes = done.text().expect("a page");
    let listed = between(&codes, "class=\"codes", "</ul>").expect("a list");
    assert_eq!(listed.matches("<li>").count(), 10, "ten recovery codes: {codes}");
    whole.page("/staff/surveys");
    assert!(
        !whole.page("/staff/account").contains("name=\"factor\""),
        "the last factor stays"
    );
}

#[test]
fn a_code_counts_once_and_five_wrong_ones_end_half_a_session() {
    let app = TestApp::start();
    somebody(&app, EMAIL, &Role::ALL);
    let desk = app.app().staff();
    let account = desk.find(EMAIL).expect("a database").expect("an account");
    let (secret, codes) = desk.give_totp(&account).expect("a database");
    let code = digits(&app, &secret, 0);

    let first = half(&app).post("/staff/second", &[("code", &code)]);
    let replayed = half(&app).post("/staff/second", &[("code", &code)]);
    let older = half(&app).post("/staff/second", &[("code", &digits(&app, &secret, -1))]);
    let next = half(&app).post("/staff/second", &[("code", &digits(&app, &secret, 1))]);
    assert_eq!(
        [first, replayed, older, next].map(|answer| answer.status().as_u16()),
        [303, 422, 422, 303],
        "a code, the same again, one of before it, the one after it"
    );
    let far = half(&app).post("/staff/second", &[("code", &digits(&app, &secret, 40))]);
    assert_eq!(far.status(), 422);

    let recovery = &codes[3];
    // the wrong ones above stand in the account's way for a moment
    std::thread::sleep(std::time::Duration::from_millis(600));
    assert_eq!(half(&app).post("/staff/second", &[("code", recovery)]).status(), 303);
    assert_eq!(half(&app).post("/staff/second", &[("code", recovery)]).status(), 422);

    let half = half(&app);
    let mut last = 0;
    for _ in 0..40 {
        let answer = half.post("/staff/second", &[("code", "123456")]);
        last = answer.status().as_u16();
        if last == 303 || last == 401 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(250));
    }
    assert!(matches!(last, 303 | 401), "{last}");
    assert_eq!(half.get("/staff/second").0, 303, "the half session is over");
}

#[test]
fn whoever_opened_the_invitation_first_does_not_know_the_secret_of_who_sets_it_up() {
    let app = TestApp::start();
    without_factor(&app);
    let secret_of = |staff: &Staff| {
        let page = staff.page("/staff/second/new");
        between(&page, "class=\"secret\" dir=\"ltr\">", "<")
            .expect("a secret")
            .to_owned()
    };
    let (thief, owner) = (half(&app), half(&app));
    let (stolen, own) = (secret_of(&thief), secret_of(&owner));
    assert_ne!(stolen, own);

    let code = digits(&app, &own, 0);
    assert_eq!(owner.post("/staff/second/new", &[("code", &code)]).status(), 200);

    let code = digits(&app, &stolen, 0);
    assert_ne!(
        thief.post("/staff/second/new", &[("code", &code)]).status(),
        200,
        "the half session is over"
    );
    assert_eq!(half(&app).post("/staff/second", &[("code", &code)]).status(), 422);
    assert_eq!(app.place.number("SELECT count(*) AS value FROM factors"), 1);
}

#[test]
fn half_a_session_cannot_add_a_factor_beside_the_one_it_lacks() {
    let app = TestApp::start();
    somebody(&app, EMAIL, &Role::ALL);
    let half = half(&app);

    let page = half.app.client().get(app.url("/staff/second/new"));
    let page = page.header("Cookie", &half.cookie).send().expect("an answer");
    assert_eq!(crate::staff::location(&page), "/staff/second");
    let sent = half.post("/staff/second/new", &[("code", "123456")]);
    assert_eq!(crate::staff::location(&sent), "/staff/second");
    let passkey = app
        .client()
        .post(app.url("/staff/second/new/passkey"))
        .header("Cookie", &half.cookie);
    let passkey = passkey.json(&serde_json::json!({})).send().expect("an answer");
    assert_eq!(passkey.status(), 403);
    assert_eq!(app.place.number("SELECT count(*) AS value FROM factors"), 1);
}

#[test]
fn factors_are_added_and_removed_by_their_owner_with_a_fresh_proof() {
    let app = TestApp::start();
    let codes = somebody(&app, EMAIL, &Role::ALL);
    let (staff, other) = (Staff::again(&app, &codes[0]), Staff::again(&app, &codes[1]));
    let page = staff.page("/staff/second/new");
    let secret = between(&page, "class=\"secret\" dir=\"ltr\">", "<")
        .expect("a secret")
        .to_owned();
    let added = staff.post("/staff/second/new", &[("code", &digits(&app, &secret, 0))]);
    assert_eq!(added.status(), 303, "recovery codes are there already");
    let staff = Staff {
        app: &app,
        cookie: plain_cookie(&added),
    };
    assert_eq!(
        other.get("/staff/surveys").0,
        303,
        "a new factor ends the other sessions"
    );
    let other = Staff::again(&app, &codes[2]);

    let page = staff.page("/staff/account");
    let factor = between(&page, "name=\"factor\" value=\"", "\"")
        .expect("a factor")
        .to_owned();
    assert_eq!(page.matches("name=\"factor\"").count(), 2);
    staff.done("/staff/account/factors", &[("factor", &factor)]);
    assert_eq!(other.get("/staff/surveys").0, 303, "one that goes ends them too");
    let left = staff.page("/staff/account");
    assert!(!left.contains("name=\"factor\""));
    let renewed = staff.post("/staff/account/recovery", &[]);
    assert_eq!(renewed.status(), 200);
    assert_eq!(
        half(&app).post("/staff/second", &[("code", &codes[5])]).status(),
        422,
        "old codes are gone"
    );

    let now = app.clock.now();
    app.clock.set_moment(now + TimeDelta::minutes(20));
    assert_eq!(staff.post("/staff/account/recovery", &[]).status(), 401);
    let page = staff.app.client().get(app.url("/staff/second/new"));
    let page = page.header("Cookie", &staff.cookie).send().expect("an answer");
    assert_eq!(crate::staff::location(&page), "/staff/confirm?next=/staff/second/new");
}

#[test]
fn an_administrator_who_lost_everything_gets_a_new_start_on_the_machine() {
    let app = TestApp::start();
    let codes = somebody(&app, EMAIL, &Role::ALL);
    let staff = Staff::again(&app, &codes[0]);

    app.survey("visit");
    let owner = app.app().staff().find(EMAIL).expect("a database").expect("an account");
    let scope = chorus::domain::token::Scope::Read;
    let token = app.app().tokens().create(&owner, "visit", scope, "a", 9);
    assert!(token.expect("a database").is_ok());

    let link = app.app().staff().reset(EMAIL).expect("a database").expect("a link");

    assert_eq!(staff.get("/staff/surveys").0, 303);
    assert_eq!(sign_in(&app, EMAIL, PASSWORD).status(), 422);
    let set = app.post(
        &format!("/staff/setup/{link}"),
        &[
            ("password", "four yellow tricycles"),
            ("again", "four yellow tricycles"),
        ],
    );
    assert_eq!(set.status, 303);
    assert_eq!(app.place.number("SELECT count(*) AS value FROM factors"), 0);
    assert_eq!(app.place.number("SELECT count(*) AS value FROM recovery_codes"), 0);
    assert_eq!(app.place.number("SELECT count(*) AS value FROM tokens"), 0);
}
