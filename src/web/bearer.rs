//! Tokens of programs: `Authorization: Bearer …`.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::AUTHORIZATION;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::desks::Site;
use super::replies::told;
use crate::domain::token::Scope;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::tokens::{Token, TokenDesk};

/// The token a request carries, if it counts for this; otherwise what its program is told. Calls whose token does not count are slowed.
/// `what` is what the trail says of it.
pub async fn token(
    request: &HttpRequest,
    (desk, site): (&Data<TokenDesk>, &Data<Site>),
    scope: Scope,
    what: &'static str,
) -> Result<Result<Token, HttpResponse>, AppError> {
    let header = request
        .headers()
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let carried = header.and_then(|value| value.trim().strip_prefix("Bearer ").map(str::to_owned));
    let known = match carried {
        Some(token) => {
            let desk = Arc::clone(desk);
            blocking(move || desk.check(&token, scope, what)).await?
        }
        None => None,
    };
    match known {
        Some(token) => Ok(Ok(token)),
        None => {
            site.slows_codes(request)?;
            let sentence = "send a token that counts: Authorization: Bearer …";
            Ok(Err(told(StatusCode::UNAUTHORIZED, sentence)))
        }
    }
}
