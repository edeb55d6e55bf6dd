//! Sessions: new tokens, ends, and everything that ends them.

use std::time::{Duration, Instant};

use chorus::domain::account::{Role, Roles};
use chrono::TimeDelta;
use reqwest::header::COOKIE;

use crate::app::TestApp;
use crate::staff::{EMAIL, PASSWORD, Staff, plain_cookie, sign_in, somebody, somebody_else};

fn later(app: &TestApp, wait: TimeDelta) {
    let now = chorus::clock::Clock::now(&*app.clock);
    app.clock.set_moment(now + wait);
}

fn opens(app: &TestApp, cookie: &str) -> bool {
    let staff = Staff {
        app,
        cookie: cookie.to_owned(),
    };
    staff.get("/staff/surveys").0 == 200
}

#[test]
fn every_proof_gives_a_new_token_and_ends_the_old_one() {
    let app = TestApp::start();
    let codes = somebody(&app, EMAIL, &Role::ALL);
    let fixed = Staff {
        app: &app,
        cookie: format!("__Host-s={}", "a".repeat(64)),
    };
    // a token that somebody else put into the browser
    let request = app
        .client()
        .post(app.url("/staff/sign-in"))
        .header(COOKIE, &fixed.cookie);
    let half = request
        .form(&[("email", EMAIL), ("password", PASSWORD)])
        .send()
        .expect("an answer");
    let half = Staff {
        app: &app,
        cookie: plain_cookie(&half),
    };
    assert!(half.cookie != fixed.cookie && !opens(&app, &fixed.cookie) && !opens(&app, &half.cookie));

    let whole = half.post("/staff/second", &[("code", &codes[0])]);
    let whole = Staff {
        app: &app,
        cookie: plain_cookie(&whole),
    };
    assert!(opens(&app, &whole.cookie) && !opens(&app, &half.cookie));

    let confirmed = whole.post("/staff/confirm", &[("password", PASSWORD)]);
    let confirmed = plain_cookie(&confirmed);
    assert!(opens(&app, &confirmed) && !opens(&app, &whole.cookie));

    // signing in again on the same browser ends what was there
    let request = app.client().post(app.url("/staff/sign-in")).header(COOKIE, &confirmed);
    request
        .form(&[("email", EMAIL), ("password", PASSWORD)])
        .send()
        .expect("an answer");
    assert!(!opens(&app, &confirmed));
}

#[test]
fn a_session_ends_by_its_owner_by_itself_and_by_every_change() {
    let app = TestApp::start();
    let codes = somebody(&app, EMAIL, &Role::ALL);
    somebody(&app, "second@hospital.example", &[Role::Administrator]);
    let desk = app.app().staff();
    let id = desk.find(EMAIL).expect("a database").expect("an account").id;
    let mut codes = codes.iter();
    let mut again = || Staff::again(&app, codes.next().expect("a code"));

    let first = again();
    first.post("/staff/sign-out", &[]);
    assert!(!opens(&app, &first.cookie), "replayed after sign-out");

    let (one, other) = (again(), again());
    let page = one.page("/staff/account");
    assert_eq!(
        page.matches("name=\"session\"").count(),
        1,
        "the other one can be ended"
    );
    one.done("/staff/account/sessions", &[]);
    assert!(opens(&app, &one.cookie) && !opens(&app, &other.cookie));

    let other = again();
    let kept = one.done(
        "/staff/account/password",
        &[
            ("password", "four yellow tricycles"),
            ("again", "four yellow tricycles"),
        ],
    );
    assert_eq!(kept, "/staff/account?done=password");
    assert!(opens(&app, &one.cookie) && !opens(&app, &other.cookie));
    desk.set_password(EMAIL, PASSWORD).expect("a database");
    assert!(!opens(&app, &one.cookie), "a new password from elsewhere ends all");

    let one = again();
    desk.change(somebody_else(), id, &Roles::all(), true, &[])
        .expect("a database")
        .expect("a change");
    assert!(!opens(&app, &one.cookie), "a change of roles");
}

#[test]
fn a_session_idle_or_old_or_half_for_long_is_over() {
    let app = TestApp::start();
    let codes = somebody(&app, EMAIL, &Role::ALL);

    let half = plain_cookie(&sign_in(&app, EMAIL, PASSWORD));
    later(&app, TimeDelta::minutes(16));
    let late = Staff {
        app: &app,
        cookie: half,
    };
    assert_eq!(
        late.post("/staff/second", &[("code", &codes[0])]).status(),
        401,
        "half for long"
    );

    let idle = Staff::again(&app, &codes[0]);
    later(&app, TimeDelta::minutes(119));
    assert!(opens(&app, &idle.cookie));
    later(&app, TimeDelta::minutes(121));
    assert!(!opens(&app, &idle.cookie), "idle");

    let used = Staff::again(&app, &codes[1]);
    for _ in 0..7 {
        assert!(opens(&app, &used.cookie));
        later(&app, TimeDelta::minutes(100));
    }
    later(&app, TimeDelta::minutes(30));
    assert!(!opens(&app, &used.cookie), "twelve hours old");
}

#[test]
fn what_weighs_wants_a_fresh_proof() {
    let app = TestApp::start();
    app.survey("visit");
    let staff = Staff::signed_in(&app);
    assert_eq!(staff.get("/staff/people/new").0, 200);
    later(&app, TimeDelta::minutes(16));

    let looked = staff
        .app
        .client()
        .get(app.url("/staff/surveys/visit/results.csv"))
        .header(COOKIE, &staff.cookie);
    let looked = looked.send().expect("an answer");
    assert_eq!(looked.status(), 303);
    assert_eq!(
        crate::staff::location(&looked),
        "/staff/confirm?next=/staff/surveys/visit/results.csv"
    );
    let sent = staff.post(
        "/staff/people/new",
        &[("email", "new@hospital.example"), ("role", "editor")],
    );
    assert_eq!(sent.status(), 401);
    assert!(sent.text().expect("a page").contains("/staff/confirm"));
    assert!(
        app.app()
            .staff()
            .find("new@hospital.example")
            .expect("a database")
            .is_none()
    );

    let wrong = staff.post("/staff/confirm", &[("password", "three green tricycles")]);
    assert_eq!(wrong.status(), 422);
    let confirmed = staff.post(
        "/staff/confirm",
        &[("password", PASSWORD), ("next", "/staff/surveys/visit/results.csv")],
    );
    assert_eq!(crate::staff::location(&confirmed), "/staff/surveys/visit/results.csv");
    let staff = Staff {
        app: &app,
        cookie: plain_cookie(&confirmed),
    };
    assert_eq!(staff.get("/staff/surveys/visit/results.csv").0, 200);
}

#[test]
fn a_flood_of_wrong_passwords_does_not_keep_the_honest_out() {
    let app = TestApp::start();
    let codes = somebody(&app, EMAIL, &Role::ALL);
    let mut longest = Duration::ZERO;

    std::thread::scope(|scope| {
        for thread in 0..8 {
            let app = &app;
            scope.spawn(move || {
                for place in 0..5 {
                    let from = format!("10.{thread}.{place}.9");
                    let request = app
                        .client()
                        .post(app.url("/staff/sign-in"))
                        .header("X-Forwarded-For", from);
                    let wrong = [("email", EMAIL), ("password", "three green tricycles")];
                    let status = request.form(&wrong).send().expect("an answer").status();
                    assert!(matches!(status.as_u16(), 422 | 429), "{status}");
                }
            });
        }
        std::thread::sleep(Duration::from_millis(500));
        let began = Instant::now();
        let staff = Staff::again(&app, &codes[0]);
        assert!(opens(&app, &staff.cookie));
        longest = longest.max(began.elapsed());
    });

    // eight seconds at most for the account, and its turn among the others
    assert!(longest < Duration::from_secs(20), "{longest:?}");
    let wrong = app
        .place
        .number("SELECT count(*) AS value FROM audit WHERE entry LIKE '%sign-in.wrong%'");
    assert!((3..20).contains(&wrong), "{wrong} entries about wrong tries");
}
