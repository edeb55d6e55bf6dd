//! The second factor: asked for after the password, and set up where there is none yet.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::passkeys::has_passkeys;
use super::qr::CodePart;
use super::sign_in::Wish;
use super::signed_in::{BegunSession, begin_session, end_session, next_page, token, with_session};
use super::{escaped_address, see_other};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::staff::{Enrolment, Second, StaffDesk};
use crate::text::Words;
use crate::web::desks::Site;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, typed_status, words_for};

#[derive(Template)]
#[template(path = "staff/second.html")]
struct SecondPage {
    words: Words,
    next: String,
    is_wrong: bool,
    has_passkeys: bool,
}

#[derive(Template)]
#[template(path = "staff/second_new.html")]
struct NewFactorPage {
    words: Words,
    next: String,
    is_wrong: bool,
    /// Whether it is the first one, without which nothing is shown.
    is_first: bool,
    code: Option<CodePart>,
    secret: String,
    makes_passkeys: bool,
}

/// Recovery codes, shown once.
#[derive(Template)]
#[template(path = "staff/codes.html")]
pub struct CodesPage {
    pub(super) words: Words,
    pub(super) codes: Vec<String>,
    pub(super) next: String,
}

/// GET /staff/second
pub async fn ask(
    request: HttpRequest,
    who: BegunSession,
    wish: Query<Wish>,
    (desk, site): (Data<StaffDesk>, Data<Site>),
) -> Result<HttpResponse, AppError> {
    if who.is_whole() {
        return Ok(see_other(wish.next()));
    }
    if !who.has_factor() {
        return Ok(see_other(&format!(
            "/staff/second/new?next={}",
            escaped_address(wish.next())
        )));
    }
    page(&request, &who, wish.next(), false, desk, &site).await
}

/// POST /staff/second
pub async fn check(
    request: HttpRequest,
    who: BegunSession,
    (desk, site): (Data<StaffDesk>, Data<Site>),
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let next = next_page(form.first("next")).to_owned();
    let code = form.first("code").unwrap_or_default().to_owned();
    let token = token(&request).ok_or(AppError::NotFound)?;
    let checking = desk.clone();
    match blocking(move || checking.second(&token, &code)).await? {
        Second::Done(token) => Ok(begin_session(&token, &next)),
        Second::Wrong => page(&request, &who, &next, true, desk, &site).await,
        Second::Over => Ok(end_session("/staff/sign-in")),
        Second::Wait(wait) => Err(AppError::TooMany(wait)),
    }
}

async fn page(
    request: &HttpRequest,
    who: &BegunSession,
    next: &str,
    is_wrong: bool,
    desk: Data<StaffDesk>,
    site: &Site,
) -> Result<HttpResponse, AppError> {
    let id = who.account().id;
    let has_passkeys = has_passkeys(site, desk, id).await?;
    let page = SecondPage {
        words: words_for(request),
        next: next.to_owned(),
        is_wrong,
        has_passkeys,
    };
    let status = typed_status(is_wrong);
    Ok(draw(status, &page))
}

/// Where whoever may not add a factor now has to go first: half a session may add the very first one only, a whole one while it is fresh.
pub(super) fn elsewhere(who: &BegunSession, desk: &StaffDesk) -> Option<&'static str> {
    match (who.is_whole(), who.has_factor()) {
        (false, true) => Some("/staff/second"),
        (true, _) if !desk.is_fresh(who.session()) => Some("/staff/confirm?next=/staff/second/new"),
        _ => None,
    }
}

/// GET /staff/second/new
pub async fn new(
    request: HttpRequest,
    who: BegunSession,
    wish: Query<Wish>,
    (desk, site): (Data<StaffDesk>, Data<Site>),
) -> Result<HttpResponse, AppError> {
    if let Some(place) = elsewhere(&who, &desk) {
        return Ok(see_other(place));
    }
    let next = match who.is_whole() {
        true => "/staff/account",
        false => wish.next(),
    };
    enrol(&request, &who, next, false, desk, &site).await
}

async fn enrol(
    request: &HttpRequest,
    who: &BegunSession,
    next: &str,
    is_wrong: bool,
    desk: Data<StaffDesk>,
    site: &Site,
) -> Result<HttpResponse, AppError> {
    let (words, account) = (words_for(request), who.account().clone());
    let token = token(request).ok_or(AppError::NotFound)?;
    let Enrolment { secret, url } = blocking(move || desk.begin_totp(&token, &account)).await?;
    let page = NewFactorPage {
        words,
        next: next.to_owned(),
        is_wrong,
        is_first: !who.has_factor(),
        code: CodePart::of(words.t("second-new-picture"), &url),
        secret: in_groups(&secret),
        makes_passkeys: site.passkeys.is_some(),
    };
    let status = typed_status(is_wrong);
    Ok(draw(status, &page))
}

/// Letters in fours, to type.
fn in_groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// POST /staff/second/new
pub async fn create(
    request: HttpRequest,
    who: BegunSession,
    (desk, site): (Data<StaffDesk>, Data<Site>),
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    if let Some(place) = elsewhere(&who, &desk) {
        return Ok(see_other(place));
    }
    let next = next_page(form.first("next")).to_owned();
    let code = form.first("code").unwrap_or_default().to_owned();
    let (token, account, confirming) = (
        token(&request).ok_or(AppError::NotFound)?,
        who.account().clone(),
        desk.clone(),
    );
    let confirmed = blocking(move || confirming.confirm_totp(&token, &account, &code)).await?;
    match confirmed {
        None => enrol(&request, &who, &next, true, desk, &site).await,
        Some((token, codes)) if codes.is_empty() => Ok(begin_session(&token, &next)),
        Some((token, codes)) => {
            let page = CodesPage {
                words: words_for(&request),
                codes,
                next,
            };
            Ok(with_session(&token, draw(StatusCode::OK, &page)))
        }
    }
}
