//! Whoever is signed in: the session's cookie and the extractor that reads it.

use std::future::{Ready, ready};
use std::rc::Rc;

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};

use super::see_other;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::permission::Permission;
use crate::domain::proof::TwoProofs;
use crate::error::AppError;
use crate::services::staff::{Begun, Session, Whole};

/// The prefix makes browsers insist on TLS (or the own machine), on no domain and on the whole site.
const COOKIE: &str = "__Host-s";
/// Letters of a token; anything longer was not made here.
const TOKEN: usize = 64;

/// A signed-in member of staff, of whom two independent proofs are on record. Only the guard makes one, so that a handler that takes it
/// as an argument does not run without having been asked for in the table of access.
#[derive(Clone)]
pub struct SignedIn(Rc<Whole>);

impl SignedIn {
    pub(super) fn of(whole: Whole) -> Self {
        Self(Rc::new(whole))
    }

    /// Whether they may, for pages that leave out what is not for them.
    pub fn may(&self, permission: Permission) -> bool {
        self.0.account.may(permission)
    }

    /// Whether they may on one survey.
    pub fn may_on(&self, permission: Permission, survey: Id) -> bool {
        self.0.account.may_on(permission, survey)
    }

    /// Their account.
    pub fn account(&self) -> &Account {
        &self.0.account
    }

    /// Random name of their account.
    pub fn id(&self) -> Id {
        self.0.account.id
    }

    /// How they sign in.
    pub fn email(&self) -> &str {
        &self.0.account.email
    }

    /// Their session.
    pub fn session(&self) -> &Session {
        &self.0.session
    }

    /// What opens addresses of other people.
    pub fn proofs(&self) -> &TwoProofs {
        &self.0.proofs
    }
}

impl FromRequest for SignedIn {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(request.extensions().get::<Self>().cloned().ok_or(AppError::NotFound))
    }
}

/// Somebody who gave a password, and perhaps a second factor as well.
#[derive(Clone)]
pub struct BegunSession(Rc<Begun>);

impl BegunSession {
    pub(super) fn of(begun: Begun) -> Self {
        Self(Rc::new(begun))
    }

    /// Their account.
    pub fn account(&self) -> &Account {
        &self.0.account
    }

    /// Their session.
    pub fn session(&self) -> &Session {
        &self.0.session
    }

    /// Whether both proofs are there.
    pub fn is_whole(&self) -> bool {
        self.0.whole().is_some()
    }

    /// Whether the account has a second factor.
    pub fn has_factor(&self) -> bool {
        self.0.has_factor
    }
}

impl FromRequest for BegunSession {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(request.extensions().get::<Self>().cloned().ok_or(AppError::NotFound))
    }
}

/// Where to go after signing in: a page of staff on this site, or else the surveys.
pub fn next_page(wished: Option<&str>) -> &str {
    let is_ours = |address: &&str| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.?=&%".contains(&byte);
        address.starts_with("/staff/")
            && ![
                "/staff/sign-",
                "/staff/second",
                "/staff/confirm",
                "/staff/setup",
                "/staff/lost",
            ]
            .iter()
            .any(|door| address.starts_with(door))
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
    with_session(token, see_other(location))
}

/// An answer that gives a session another token.
pub fn with_session(token: &str, answer: HttpResponse) -> HttpResponse {
    with_cookie(cookie(token), answer)
}

/// To `location`, signed out.
pub fn end_session(location: &str) -> HttpResponse {
    let mut gone = cookie("");
    gone.set_max_age(Duration::ZERO);
    with_cookie(gone, see_other(location))
}

fn cookie(token: &str) -> Cookie<'static> {
    Cookie::build(COOKIE, token.to_owned())
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .finish()
}

fn with_cookie(cookie: Cookie<'_>, mut answer: HttpResponse) -> HttpResponse {
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
