//! Whoever is signed in: the session's cookie and the extractor that reads it.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::Payload;
use actix_web::error::InternalError;
use actix_web::http::{Method, StatusCode};
use actix_web::web::Data;
use actix_web::{Error, FromRequest, HttpRequest, HttpResponse};
use askama::Template;
use futures_util::future::LocalBoxFuture;

use super::permission::{Permission, may};
use super::see_other;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::sign_in::SignInDesk;
use crate::text::Words;
use crate::web::page::{draw, words_for};

/// The prefix makes browsers insist on TLS (or the own machine), on no domain and on the whole site.
const COOKIE: &str = "__Host-s";
/// Letters of a token; anything longer was not made here.
const TOKEN: usize = 64;

/// The answer to a form that nobody signed in sent. Only the browser keeps what was typed: it sends it again when this
/// page is reloaded.
#[derive(Template)]
#[template(path = "staff/session_ended.html")]
struct SessionEndedPage {
    words: Words,
}

/// A signed-in member of staff. As an argument of a handler it turns everybody else away: to the sign-in page
/// and back for a page, with 401 and the way to send it again for a form.
pub struct SignedIn(Account);

impl SignedIn {
    /// Goes on only with the permission; who lacks it finds nothing here.
    pub fn must(&self, permission: Permission) -> Result<(), AppError> {
        if may(&self.0, permission) {
            Ok(())
        } else {
            Err(AppError::NotFound)
        }
    }

    /// Whether they may, for pages that leave out what is not for them.
    pub fn may(&self, permission: Permission) -> bool {
        may(&self.0, permission)
    }

    /// Random name of the account.
    pub fn id(&self) -> Id {
        self.0.id
    }

    /// How they sign in.
    pub fn email(&self) -> &str {
        &self.0.email
    }
}

impl FromRequest for SignedIn {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            match account(&request).await? {
                Some(account) => Ok(Self(account)),
                None => Err(turned_away(&request)),
            }
        })
    }
}

async fn account(request: &HttpRequest) -> Result<Option<Account>, AppError> {
    let (Some(desk), Some(token)) = (request.app_data::<Data<SignInDesk>>(), token(request)) else {
        return Ok(None);
    };
    let desk = desk.clone();
    Ok(blocking(move || desk.session(&token)).await?)
}

fn turned_away(request: &HttpRequest) -> Error {
    let answer = if *request.method() == Method::GET {
        see_other(&format!("/staff/sign-in?next={}", escaped(request)))
    } else {
        let words = words_for(request);
        draw(StatusCode::UNAUTHORIZED, &SessionEndedPage { words })
    };
    InternalError::from_response("nobody is signed in", answer).into()
}

/// The address that was asked for, fit to stand in another address.
fn escaped(request: &HttpRequest) -> String {
    let asked = request
        .uri()
        .path_and_query()
        .map_or("/staff", |address| address.as_str());
    asked
        .bytes()
        .map(|byte| match byte {
            b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// Where to go after signing in: a page of staff on this site, or else the surveys.
pub fn next_page(wished: Option<&str>) -> &str {
    let is_ours = |address: &&str| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.?=&%".contains(&byte);
        address.starts_with("/staff/")
            && !address.starts_with("/staff/sign-in")
            && !address.contains("//")
            && !address.contains("..")
            && address.bytes().all(plain)
    };
    wished.filter(is_ours).unwrap_or("/staff/surveys")
}

/// The session's token, if the browser brought one.
pub fn token(request: &HttpRequest) -> Option<String> {
    let cookie = request.cookie(COOKIE)?;
    (cookie.value().len() == TOKEN).then(|| cookie.value().to_owned())
}

/// To `location`, signed in.
pub fn begin_session(token: &str, location: &str) -> HttpResponse {
    with_cookie(cookie(token), location)
}

/// To `location`, signed out.
pub fn end_session(location: &str) -> HttpResponse {
    let mut gone = cookie("");
    gone.set_max_age(Duration::ZERO);
    with_cookie(gone, location)
}

fn cookie(token: &str) -> Cookie<'static> {
    Cookie::build(COOKIE, token.to_owned())
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .finish()
}

fn with_cookie(cookie: Cookie<'_>, location: &str) -> HttpResponse {
    let mut answer = see_other(location);
    // a cookie of plain letters always fits into a header
    let _ = answer.add_cookie(&cookie);
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_nobody_is_sent_to_another_site() {
        let foreign = [
            "https://evil.example/",
            "//evil.example",
            "/staff//evil.example",
            "/staff/\\evil.example",
            "/staff/../s/visit",
            "/staff/sign-in?next=/staff/sign-in",
            "/staff/a\r\nSet-Cookie: x=y",
            "/s/visit",
            "",
        ];

        for address in foreign {
            assert_eq!(next_page(Some(address)), "/staff/surveys", "{address}");
        }
        assert_eq!(next_page(None), "/staff/surveys");
        let own = "/staff/surveys/visit/results?period=2026-11";
        assert_eq!(next_page(Some(own)), own);
    }
}
