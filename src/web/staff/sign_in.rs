//! Signing in with a password, signing out, and asking for a new password.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::escaped_address;
use super::signed_in::{begin_session, end_session, next_page, token};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::staff::{SignIn, StaffDesk};
use crate::text::Words;
use crate::web::client_address::{client_address, first_bits};
use crate::web::desks::Site;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, words_for};

/// What may stand in the address of the page.
#[derive(Deserialize)]
pub struct Wish {
    next: Option<String>,
}

impl Wish {
    /// Where to go on afterwards.
    pub fn next(&self) -> &str {
        next_page(self.next.as_deref())
    }
}

#[derive(Template)]
#[template(path = "staff/sign_in.html")]
struct SignInPage {
    words: Words,
    email: String,
    next: String,
    is_wrong: bool,
}

#[derive(Template)]
#[template(path = "staff/lost.html")]
struct LostPage {
    words: Words,
    is_sent: bool,
}

/// The form.
pub async fn new(request: HttpRequest, wish: Query<Wish>) -> HttpResponse {
    let page = SignInPage {
        words: words_for(&request),
        email: String::new(),
        next: wish.next().to_owned(),
        is_wrong: false,
    };
    draw(StatusCode::OK, &page)
}

/// Takes a password; the second factor comes next. Which of the two was wrong is never said.
pub async fn create(
    request: HttpRequest,
    site: Data<Site>,
    desk: Data<StaffDesk>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let network = slowed(&request, &site)?;
    let (email, password) = (form.first("email"), form.first("password"));
    let (email, next) = (email.unwrap_or_default(), next_page(form.first("next")));
    // a session that is here already ends: nobody goes on under a token that was known before
    if let Some(old) = token(&request) {
        let desk = desk.clone();
        blocking(move || desk.sign_out(&old)).await?;
    }
    match desk.sign_in(email, password.unwrap_or_default(), &network).await? {
        SignIn::Half(token) => Ok(begin_session(
            &token,
            &format!("/staff/second?next={}", escaped_address(next)),
        )),
        SignIn::Wrong => Ok(wrong_pair(&request, email, next)),
        SignIn::Busy => Err(AppError::TooMany(std::time::Duration::from_secs(5))),
    }
}

/// Slows whoever tries again and again from one network; gives what is known of it.
fn slowed(request: &HttpRequest, site: &Site) -> Result<Vec<u8>, AppError> {
    let Some(address) = client_address(request, &site.trusted) else {
        return Ok(Vec::new());
    };
    site.sign_ins
        .check(address)
        .map_err(|again| AppError::TooMany(again.0))?;
    let bits = if address.is_ipv4() { 24 } else { 56 };
    Ok(first_bits(address, bits)
        .map(|(kind, bits)| [&[kind][..], &bits.to_be_bytes()].concat())
        .unwrap_or_default())
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
pub async fn destroy(request: HttpRequest, desk: Data<StaffDesk>) -> Result<HttpResponse, AppError> {
    if let Some(token) = token(&request) {
        blocking(move || desk.sign_out(&token)).await?;
    }
    Ok(end_session("/staff/sign-in"))
}

/// Asks for an address to send a link to.
pub async fn lost(request: HttpRequest) -> HttpResponse {
    let words = words_for(&request);
    draw(StatusCode::OK, &LostPage { words, is_sent: false })
}

/// Sends a link where there is an account, and says the same, as fast, where there is none.
pub async fn send(
    request: HttpRequest,
    site: Data<Site>,
    desk: Data<StaffDesk>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    slowed(&request, &site)?;
    let words = words_for(&request);
    let email = form.first("email").unwrap_or_default().to_owned();
    let origin = site.origin.clone();
    let sending = blocking(move || desk.send_lost_link(&email, &origin, words.lang()));
    // nobody waits for it, so that the time it takes tells nothing
    actix_web::rt::spawn(async move {
        if sending.await.is_err() {
            tracing::error!("a link for a lost password could not be sent");
        }
    });
    Ok(draw(StatusCode::OK, &LostPage { words, is_sent: true }))
}
