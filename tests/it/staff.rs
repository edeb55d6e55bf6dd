//! Somebody of the staff, for the tests of every page of theirs.

use chorus::domain::account::Role;
use chorus::domain::id::Id;
use chorus::domain::training::right_answers;
use reqwest::blocking::Response;
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};

use crate::app::TestApp;

pub const EMAIL: &str = "ada@hospital.example";
pub const PASSWORD: &str = "three green bicycles";

/// Somebody of the staff, signed in.
pub struct Staff<'a> {
    pub app: &'a TestApp,
    pub cookie: String,
}

impl<'a> Staff<'a> {
    pub fn signed_in(app: &'a TestApp) -> Self {
        Self::again(app, &account(app))
    }

    /// Signs in with the password and a recovery code.
    pub fn again(app: &'a TestApp, code: &str) -> Self {
        Self::of(app, EMAIL, code)
    }

    /// Signs in to an account with every role that was never trained.
    pub fn untrained(app: &'a TestApp) -> Self {
        let codes = newcomer(app, EMAIL, &Role::ALL);
        Self::again(app, &codes[0])
    }

    /// Signs in to the account with every role, made where there is none yet.
    pub fn known(app: &'a TestApp) -> Self {
        let desk = app.app().staff();
        match desk.find(EMAIL).expect("a database that works") {
            Some(account) => Self::again(app, &desk.give_totp(&account).expect("a database that works").1[0]),
            None => Self::signed_in(app),
        }
    }

    /// Signs somebody in.
    pub fn of(app: &'a TestApp, email: &str, code: &str) -> Self {
        let half = sign_in(app, email, PASSWORD);
        assert_eq!(half.status(), 303, "{}", half.text().unwrap_or_default());
        let half = Self {
            app,
            cookie: plain_cookie(&half),
        };
        let whole = half.post("/staff/second", &[("code", code), ("next", "/staff/organisation")]);
        assert_eq!(whole.status(), 303, "{}", whole.text().unwrap_or_default());
        Self {
            app,
            cookie: plain_cookie(&whole),
        }
    }

    pub fn get(&self, path: &str) -> (u16, String) {
        read(
            self.app
                .client()
                .get(self.app.url(path))
                .header(COOKIE, &self.cookie)
                .send()
                .expect("an answer"),
        )
    }

    pub fn page(&self, path: &str) -> String {
        let (status, body) = self.get(path);
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let request = self.app.client().post(self.app.url(path)).header(COOKIE, &self.cookie);
        request.form(fields).send().expect("an answer")
    }

    /// Sends a form that is taken; gives where it leads.
    pub fn done(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(path, fields);
        assert_eq!(answer.status(), 303, "{path}: {}", answer.text().unwrap_or_default());
        location(&answer)
    }
}

/// An account with every role; gives a recovery code.
pub fn account(app: &TestApp) -> String {
    somebody(app, EMAIL, &Role::ALL).remove(0)
}

/// An account that is set up and trained; gives its recovery codes.
pub fn somebody(app: &TestApp, email: &str, roles: &[Role]) -> Vec<String> {
    let codes = newcomer(app, email, roles);
    let found = app.app().staff().find(email).expect("a database that works");
    train(app, found.expect("an account").id);
    codes
}

/// An account that is set up and was never trained; gives its recovery codes.
pub fn newcomer(app: &TestApp, email: &str, roles: &[Role]) -> Vec<String> {
    let desk = app.app().staff();
    desk.create(email, roles)
        .expect("a database that works")
        .expect("a new account");
    desk.set_password(email, PASSWORD).expect("a database that works");
    let account = desk.find(email).expect("a database that works").expect("an account");
    desk.give_totp(&account).expect("a database that works").1
}

/// Nobody of the test, for changes that somebody else makes.
pub fn somebody_else() -> Id {
    Id::new([0; 16])
}

/// Lets somebody acknowledge the guidelines in force.
pub fn train(app: &TestApp, account: Id) {
    let desk = app.app().training();
    let version = desk.guidelines().expect("a database that works").version();
    desk.acknowledge(account, &version, &right_answers())
        .expect("a database that works");
}

/// The cookie of an answer, as a browser sends it back.
pub fn plain_cookie(answer: &Response) -> String {
    cookie_of(answer).split(';').next().expect("a cookie").to_owned()
}

pub fn sign_in(app: &TestApp, email: &str, password: &str) -> Response {
    let fields = [
        ("email", email),
        ("password", password),
        ("next", "/staff/organisation"),
    ];
    app.client()
        .post(app.url("/staff/sign-in"))
        .form(&fields)
        .send()
        .expect("an answer")
}

pub fn cookie_of(answer: &Response) -> String {
    answer.headers()[SET_COOKIE].to_str().expect("letters").to_owned()
}

pub fn location(answer: &Response) -> String {
    answer.headers()[LOCATION].to_str().expect("letters").to_owned()
}

pub fn read(answer: Response) -> (u16, String) {
    (answer.status().as_u16(), answer.text().expect("text"))
}

/// Every page of staff.
pub const PAGES: [&str; 27] = [
    "/staff/account",
    "/staff/account/tokens",
    "/staff/confirm",
    "/staff/office",
    "/staff/permissions",
    "/staff/people",
    "/staff/people/new",
    "/staff/trail",
    "/staff",
    "/staff/surveys",
    "/staff/surveys/new",
    "/staff/surveys/visit",
    "/staff/surveys/visit/edit",
    "/staff/surveys/visit/json",
    "/staff/surveys/visit/publish",
    "/staff/surveys/visit/close",
    "/staff/surveys/visit/share",
    "/staff/surveys/visit/invitations",
    "/staff/surveys/visit/invitations/new",
    "/staff/keys",
    "/staff/mails",
    "/staff/surveys/visit/qr.svg",
    "/staff/surveys/visit/results",
    "/staff/surveys/visit/results.json",
    "/staff/surveys/visit/results.csv",
    "/staff/surveys/visit/why",
    "/staff/organisation",
];
