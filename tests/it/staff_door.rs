//! The door of the staff pages: signing in and out, set-up links, and whoever stands outside.

use chorus::domain::account::Role;
use reqwest::header::COOKIE;

use crate::app::TestApp;
use crate::pages::Page;
use crate::staff::{EMAIL, PAGES, PASSWORD, Staff, account, cookie_of, location, read, sign_in, somebody};

const FORMS: [&str; 7] = [
    "/staff/surveys/new",
    "/staff/surveys/visit/edit",
    "/staff/surveys/visit/json",
    "/staff/surveys/visit/publish",
    "/staff/surveys/visit/close",
    "/staff/surveys/visit/invitations/new",
    "/staff/organisation",
];

#[test]
fn whoever_is_not_signed_in_sees_the_sign_in_page_and_changes_nothing() {
    let app = TestApp::start();
    app.survey("visit");

    for path in PAGES {
        let answer = app.client().get(app.url(path)).send().expect("an answer");
        assert_eq!(
            (answer.status().as_u16(), location(&answer)),
            (303, format!("/staff/sign-in?next={path}"))
        );
    }
    for path in FORMS {
        assert_eq!(app.post(path, &[("act", "save")]).status, 401, "{path}");
    }
    assert_eq!(app.get("/s/visit").status, 200);
}

#[test]
fn a_form_sent_after_the_session_ended_can_be_sent_again_from_its_own_page() {
    let app = TestApp::start();
    let codes = somebody(&app, EMAIL, &Role::ALL);
    let staff = Staff::again(&app, &codes[0]);
    let facts = [
        ("name", "Library"),
        ("address", "1 Road"),
        ("contact", "a@b.example"),
        ("legal_ground", "consent"),
    ];
    let send = |cookie: &str| {
        // what a browser sends on a reload of the page, see pages_browser_staff.rs
        let request = app
            .client()
            .post(app.url("/staff/organisation?lang=en"))
            .header(COOKIE, cookie);
        let request = request.header("Origin", "null").header("Sec-Fetch-Site", "same-origin");
        Page::of(request.header("Cache-Control", "max-age=0").form(&facts))
    };
    app.on("2026-11-03");

    let ended = send(&staff.cookie);
    let portuguese = app.post("/staff/organisation?lang=pt", &facts);
    let again = Staff::again(&app, &codes[1]);
    let taken = send(&again.cookie);

    assert_eq!((ended.status, portuguese.status, taken.status), (401, 401, 303));
    assert_eq!(ended.header("cache-control"), "no-store");
    let link = ended.tag("href=\"/staff/sign-in\"");
    assert!(
        link.contains("target=\"_blank\"") && link.contains("rel=\"noopener\""),
        "{link}"
    );
    for told in [
        "session has ended",
        "Nothing was stored",
        "reload this page",
        "sent again",
    ] {
        assert!(ended.words().contains(told), "{told}: {}", ended.words());
    }
    assert!(!ended.body.contains("Library") && !ended.body.contains("<script"));
    assert!(portuguese.body.contains("recarregue esta página"));
    assert!(again.page("/staff/organisation").contains("value=\"Library\""));
}

#[test]
fn a_wrong_pair_is_one_sentence_whether_or_not_there_is_an_account() {
    let app = TestApp::start();
    account(&app);

    let (known_status, known) = read(sign_in(&app, EMAIL, "four green bicycles"));
    let (unknown_status, unknown) = read(sign_in(&app, "bob@hospital.example", PASSWORD));

    assert_eq!((known_status, unknown_status), (422, 422));
    assert!(known.contains(EMAIL) && !known.contains("bicycles"));
    assert_eq!(known.replace(EMAIL, "bob@hospital.example"), unknown);
}

#[test]
fn the_session_is_a_cookie_that_scripts_and_other_sites_cannot_use_and_it_ends() {
    let app = TestApp::start();
    let code = account(&app);

    let answer = sign_in(&app, &EMAIL.to_uppercase(), PASSWORD);

    let cookie = cookie_of(&answer);
    assert_eq!(location(&answer), "/staff/second?next=/staff/organisation");
    assert!(cookie.starts_with("__Host-s="));
    for part in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let staff = Staff::again(&app, &code);
    staff.page("/staff/surveys");
    let forged = app
        .client()
        .post(app.url("/staff/sign-out"))
        .header(COOKIE, &staff.cookie)
        .header("Sec-Fetch-Site", "cross-site");
    assert_eq!(forged.send().expect("an answer").status(), 403);
    let end = staff.post("/staff/sign-out", &[]);
    assert!(cookie_of(&end).contains("Max-Age=0"));
    assert_eq!(staff.get("/staff/surveys").0, 303);
}

#[test]
fn a_set_up_link_is_opened_as_often_as_one_likes_and_used_once() {
    let app = TestApp::start();
    let token = app.app().staff().create(EMAIL, &[Role::Editor]).unwrap().unwrap();
    let link = format!("/staff/setup/{token}");

    let opened = [app.get(&link), app.get(&link)].map(|page| page.status);
    let different = app.post(&link, &[("password", PASSWORD), ("again", "three green bicycle")]);
    let short = app.post(&link, &[("password", "bicycles"), ("again", "bicycles")]);
    let used = app.post(&link, &[("password", PASSWORD), ("again", PASSWORD)]);
    let again = app.post(&link, &[("password", PASSWORD), ("again", PASSWORD)]);

    assert_eq!(
        (opened, different.status, short.status, used.status, again.status),
        ([200, 200], 422, 422, 303, 404)
    );
    assert!(different.body.contains("not the same") && short.body.contains("at least"));
    assert!(!short.body.contains("value=\"bicycles\""));
    assert_eq!(app.get(&link).status, 404);
}
