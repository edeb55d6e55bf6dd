//! Signing in and out.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::signed_in::{begin_session, end_session, next_page, token};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::sign_in::SignInDesk;
use crate::text::Words;
use crate::web::client_address::client_address;
use crate::web::desks::Site;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, words_for};

/// What may stand in the address of the page.
#[derive(Deserialize)]
pub struct Wish {
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "staff/sign_in.html")]
struct SignInPage {
    words: Words,
    email: String,
    next: String,
    is_wrong: bool,
}

/// The form.
pub async fn new(request: HttpRequest, wish: Query<Wish>) -> HttpResponse {
    let page = SignInPage {
        words: words_for(&request),
        email: String::new(),
        next: next_page(wish.next.as_deref()).to_owned(),
        is_wrong: false,
    };
    draw(StatusCode::OK, &page)
}

/// Signs in. Which of the two was wrong is never said.
pub async fn create(
    request: HttpRequest,
    site: Data<Site>,
    desk: Data<SignInDesk>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    if let Some(address) = client_address(&request, &site.trusted) {
        let wait = site.sign_ins.check(address);
        wait.map_err(|again| AppError::TooMany(again.0))?;
    }
    let (email, password) = (form.first("email"), form.first("password"));
    let (email, next) = (email.unwrap_or_default(), next_page(form.first("next")));
    let session = desk.sign_in(email, password.unwrap_or_default()).await?;
    Ok(match session {
        Some(token) => begin_session(&token, next),
        None => wrong_pair(&request, email, next),
    })
}

fn wrong_pair(request: &HttpRequest, email: &str, next: &str) -> HttpResponse {
    let page = SignInPage {
        words: words_for(request),
        email: email.to_owned(),
        next: next.to_owned(),
        is_wrong: true,
    };
    draw(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Signs out.
pub async fn destroy(request: HttpRequest, desk: Data<SignInDesk>) -> Result<HttpResponse, AppError> {
    if let Some(token) = token(&request) {
        blocking(move || desk.sign_out(&token)).await?;
    }
    Ok(end_session("/staff/sign-in"))
}
