//! A new account's first page: the one-time link and the password. Opening the link changes nothing.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::signed_in::begin_session;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::staff::{PASSWORD_LEAST, PasswordProblem, SetUp, StaffDesk};
use crate::text::Words;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "staff/setup.html")]
struct SetupPage {
    words: Words,
    /// Whose account it is; none where the link does not count.
    email: Option<String>,
    hint: String,
    password_problem: Option<String>,
    again_problem: Option<String>,
}

/// The form, for a link that counts.
pub async fn new(request: HttpRequest, link: Path<String>, desk: Data<StaffDesk>) -> Result<HttpResponse, AppError> {
    show(&request, &link, &desk, None, None).await
}

/// Sets the password and signs in.
pub async fn create(
    request: HttpRequest,
    link: Path<String>,
    desk: Data<StaffDesk>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let password = form.first("password").unwrap_or_default();
    if form.first("again") != Some(password) {
        let problem = words.t("staff-setup-not-the-same");
        return show(&request, &link, &desk, None, Some(problem)).await;
    }
    match desk.set_up(&link, password).await? {
        SetUp::Done(token) => Ok(begin_session(&token, "/staff/second?next=/staff/surveys")),
        SetUp::NoLink => show(&request, &link, &desk, None, None).await,
        SetUp::Password(problem) => {
            let problem = told(words, problem);
            show(&request, &link, &desk, Some(problem), None).await
        }
    }
}

async fn show(
    request: &HttpRequest,
    link: &str,
    desk: &Data<StaffDesk>,
    password_problem: Option<String>,
    again_problem: Option<String>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(request);
    let (desk, link) = (desk.clone(), link.to_owned());
    let account = blocking(move || desk.link_owner(&link)).await?;
    let is_wrong = password_problem.is_some() || again_problem.is_some();
    let page = SetupPage {
        words,
        email: account.map(|account| account.email),
        hint: words.with_one("staff-setup-hint", "least", PASSWORD_LEAST),
        password_problem,
        again_problem,
    };
    let status = match (&page.email, is_wrong) {
        (None, _) => StatusCode::NOT_FOUND,
        (Some(_), true) => StatusCode::UNPROCESSABLE_ENTITY,
        (Some(_), false) => StatusCode::OK,
    };
    Ok(draw(status, &page))
}

/// A problem in words.
pub(super) fn told(words: Words, problem: PasswordProblem) -> String {
    match problem {
        PasswordProblem::TooShort => words.with_one("staff-setup-too-short", "least", PASSWORD_LEAST),
        PasswordProblem::TooLong => words.t("staff-setup-too-long"),
        PasswordProblem::Common => words.t("staff-setup-common"),
    }
}
