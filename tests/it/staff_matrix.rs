//! Every route of staff × role × survey × method, compared with the table of permissions.

use std::collections::BTreeSet;

use chorus::domain::account::{Role, Roles};
use chorus::web::staff::{Access, Row, TABLE};
use reqwest::Method;
use reqwest::header::COOKIE;

use crate::app::TestApp;
use crate::routes::ROUTES;
use crate::staff::{EMAIL, PASSWORD, Staff, account, plain_cookie, sign_in, somebody, somebody_else};

/// An app with a survey somebody belongs to and one they do not.
fn app() -> TestApp {
    let app = TestApp::start();
    app.survey("visit");
    app.survey("other");
    app
}

fn path_of(row: &Row, slug: &str) -> String {
    row.path
        .replace("{slug}", slug)
        .replace("{id}", &"ab".repeat(16))
        .replace("{token}", &"cd".repeat(32))
}

fn knock(staff: &Staff, method: &str, path: &str) -> u16 {
    let method = Method::from_bytes(method.as_bytes()).expect("a method");
    let request = staff.app.client().request(method.clone(), staff.app.url(path));
    let request = request.header(COOKIE, &staff.cookie);
    let request = match method {
        Method::GET | Method::HEAD => request,
        _ => request.form(&[("nothing", "at all")]),
    };
    request.send().expect("an answer").status().as_u16()
}

fn denials(app: &TestApp) -> i64 {
    app.place
        .number("SELECT count(*) AS value FROM audit WHERE entry LIKE '%\"what\":\"denied.%'")
}

#[test]
fn every_address_of_staff_is_in_the_table_of_access_and_no_other() {
    let routed: BTreeSet<&str> = ROUTES
        .iter()
        .copied()
        .filter(|path| path.starts_with("/staff"))
        .collect();
    let listed: BTreeSet<&str> = TABLE.iter().map(|row| row.path).collect();

    assert_eq!(routed, listed);
}

#[test]
fn each_role_gets_what_the_table_gives_it_and_a_foreign_survey_is_none() {
    let app = app();
    for role in Role::ALL {
        let email = format!("{}@hospital.example", role.name());
        let codes = somebody(&app, &email, &[role]);
        let desk = app.app().staff();
        let found = desk.find(&email).expect("a database").expect("an account");
        let own = app
            .app()
            .surveys()
            .id_of("visit")
            .expect("a database")
            .expect("a survey");
        let changed = desk.change(somebody_else(), found.id, &Roles::of(&[role]), false, &[own]);
        // the last administrator stays one, which this is
        changed.expect("a database").expect("a change");
        let staff = Staff::of(&app, &email, &codes[0]);

        for row in TABLE.iter().filter(|row| row.access != Access::Anybody) {
            for slug in ["visit", "other", "nowhere"] {
                let may = match row.access {
                    Access::May(permission) => permission.roles().contains(&role),
                    Access::OfSurvey(permission) => {
                        let belongs = slug == "visit" || slug == "other" && !role.is_by_survey();
                        permission.roles().contains(&role) && belongs
                    }
                    Access::Anybody | Access::Begun | Access::Own => true,
                };
                let before = denials(&app);

                let status = knock(&staff, row.method, &path_of(row, slug));

                let denied = denials(&app) > before;
                assert_eq!(
                    denied,
                    !may,
                    "{} {} {} {slug}: {status}",
                    role.name(),
                    row.method,
                    row.path
                );
                assert!(
                    may || status == 404,
                    "{} {} {}: {status}",
                    role.name(),
                    row.method,
                    row.path
                );
                assert!(status < 500 && status != 401, "{} {}: {status}", row.method, row.path);
                if !row.path.contains("{slug}") {
                    break;
                }
            }
        }
    }
}

#[test]
fn another_method_is_refused_and_nobody_and_half_a_session_open_nothing() {
    let app = app();
    let code = account(&app);
    let half = Staff {
        app: &app,
        cookie: plain_cookie(&sign_in(&app, EMAIL, PASSWORD)),
    };
    let nobody = Staff {
        app: &app,
        cookie: format!("__Host-s={}", "0".repeat(64)),
    };
    let whole = Staff::again(&app, &code);
    for row in TABLE {
        let path = path_of(row, "visit");
        for method in ["PUT", "DELETE", "PATCH"] {
            assert_eq!(knock(&whole, method, &path), 405, "{method} {path}");
        }
        let unlisted = ["GET", "POST"].into_iter().find(|method| {
            !TABLE
                .iter()
                .any(|other| other.path == row.path && other.method == *method)
        });
        if let Some(method) = unlisted {
            assert_eq!(knock(&whole, method, &path), 405, "{method} {path}");
        }
        let turned = match row.method {
            "GET" => 303,
            _ => 401,
        };
        match row.access {
            Access::Anybody => {}
            Access::Begun => assert_eq!(knock(&nobody, row.method, &path), turned, "{path}"),
            _ => {
                assert_eq!(knock(&nobody, row.method, &path), turned, "{path}");
                assert_eq!(knock(&half, row.method, &path), turned, "{path}");
            }
        }
    }
    assert_eq!(knock(&whole, "GET", "/staff/surveys/visit/nothing"), 404);
    // escaped letters name no survey, whatever they spell
    assert_eq!(knock(&whole, "GET", "/staff/surveys/%76isit/results"), 404);
}

#[test]
fn no_form_of_staff_is_taken_from_another_site() {
    let app = app();
    let staff = Staff::signed_in(&app);
    for row in TABLE.iter().filter(|row| row.method == "POST") {
        for (name, value) in [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")] {
            let request = app
                .client()
                .post(app.url(&path_of(row, "visit")))
                .header(COOKIE, &staff.cookie);
            let answer = request
                .header(name, value)
                .form(&[("a", "b")])
                .send()
                .expect("an answer");
            assert_eq!(answer.status(), 403, "{} {name}", row.path);
        }
    }
    staff.page("/staff/surveys");
}

#[test]
fn a_campaign_of_another_survey_is_not_found_under_ones_own() {
    let app = app();
    let foreign = app
        .app()
        .campaigns()
        .create("other", &crate::invited::plan())
        .expect("a database")
        .expect("a survey");
    let staff = Staff::signed_in(&app);

    assert_eq!(staff.get(&format!("/staff/surveys/other/invitations/{foreign}")).0, 200);
    for below in ["", "/list", "/preview", "/stop"] {
        let path = format!("/staff/surveys/visit/invitations/{foreign}{below}");
        assert_eq!(staff.get(&path).0, 404, "{path}");
    }
}

#[test]
fn results_and_contacts_stay_closed_until_the_guidelines_are_acknowledged() {
    let app = app();
    let staff = Staff::untrained(&app);
    for row in TABLE {
        let permission = match row.access {
            Access::May(permission) | Access::OfSurvey(permission) => permission,
            _ => continue,
        };
        let (path, closed) = (path_of(row, "visit"), permission.needs_training());
        let status = knock(&staff, row.method, &path);
        let turned = match row.method {
            "GET" => 303,
            _ => 401,
        };
        assert!(!closed || status == turned, "{} {path}: {status}", row.method);
    }
    assert_eq!(staff.get("/staff/surveys").0, 200);

    let id = app
        .app()
        .staff()
        .find(EMAIL)
        .expect("a database")
        .expect("an account")
        .id;
    crate::staff::train(&app, id);
    assert_eq!(staff.get("/staff/surveys/visit/results").0, 200);
}
