//! Proving again who one is, before something that weighs.

use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::passkeys::has_passkeys;
use super::sign_in::Wish;
use super::signed_in::{SignedIn, begin_session, end_session, next_page, token};
use crate::error::AppError;
use crate::services::staff::{Second, StaffDesk};
use crate::text::Words;
use crate::web::desks::Site;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, typed_status, words_for};

#[derive(Template)]
#[template(path = "staff/confirm.html")]
struct ConfirmPage {
    words: Words,
    section: &'static str,
    email: String,
    next: String,
    is_wrong: bool,
    has_passkeys: bool,
}

/// GET /staff/confirm
pub async fn new(
    request: HttpRequest,
    who: SignedIn,
    wish: Query<Wish>,
    (desk, site): (Data<StaffDesk>, Data<Site>),
) -> Result<HttpResponse, AppError> {
    page(&request, &who, wish.next(), false, desk, &site).await
}

/// POST /staff/confirm
pub async fn create(
    request: HttpRequest,
    who: SignedIn,
    (desk, site): (Data<StaffDesk>, Data<Site>),
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let next = next_page(form.first("next")).to_owned();
    let token = token(&request).ok_or(AppError::NotFound)?;
    let password = form.first("password").unwrap_or_default();
    match desk.confirm(&token, password).await? {
        Second::Done(token) => Ok(begin_session(&token, &next)),
        Second::Wrong => page(&request, &who, &next, true, desk, &site).await,
        Second::Over => Ok(end_session("/staff/sign-in")),
        Second::Wait(wait) => Err(AppError::TooMany(wait)),
    }
}

async fn page(
    request: &HttpRequest,
    who: &SignedIn,
    next: &str,
    is_wrong: bool,
    desk: Data<StaffDesk>,
    site: &Site,
) -> Result<HttpResponse, AppError> {
    let id = who.id();
    let has_passkeys = has_passkeys(site, desk, id).await?;
    let page = ConfirmPage {
        words: words_for(request),
        section: "account",
        email: who.email().to_owned(),
        next: next.to_owned(),
        is_wrong,
        has_passkeys,
    };
    let status = typed_status(is_wrong);
    Ok(draw(status, &page))
}
