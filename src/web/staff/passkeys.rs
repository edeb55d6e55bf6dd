//! Passkeys, for the script of the pages: first what the browser is asked, then its answer.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::second::elsewhere;
use super::signed_in::{BegunSession, next_page, token, with_session};
use crate::domain::id::Id;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::staff::{Second, StaffDesk};
use crate::web::desks::Site;
use crate::web::json_body;
use crate::web::page::words_for;
use crate::web::replies::{document, told};

/// Whether somebody may be asked for a passkey: they have one, and this address can take it.
pub(super) async fn has_passkeys(site: &Site, desk: Data<StaffDesk>, account: Id) -> Result<bool, AppError> {
    Ok(site.passkeys.is_some() && blocking(move || desk.has_passkeys(account)).await?)
}

/// POST /staff/second/passkey: `{}` gives what to prove; `{"answer": …, "next": …}` proves it.
pub async fn check(
    request: HttpRequest,
    who: BegunSession,
    payload: Payload,
    (desk, site): (Data<StaffDesk>, Data<Site>),
) -> Result<HttpResponse, AppError> {
    let (words, token) = (words_for(&request), token(&request).ok_or(AppError::NotFound)?);
    let party = site.passkeys.clone().ok_or(AppError::NotFound)?;
    let asked = match json_body::read(&request, payload).await {
        Ok(asked) => asked,
        Err(wrong) => return Ok(told(wrong.status(), &wrong.sentence())),
    };
    let wrong = || told(StatusCode::FORBIDDEN, &words.t("passkey-wrong"));
    let Some(answer) = asked.get("answer").cloned() else {
        let id = who.account().id;
        let challenge = blocking(move || desk.ask_passkey(&party, &token, id)).await?;
        return Ok(challenge.map_or_else(wrong, |challenge| document(StatusCode::OK, &challenge)));
    };
    let next = next_page(asked.get("next").and_then(Value::as_str)).to_owned();
    let proved = blocking(move || desk.second_by_passkey(&party, &token, &answer)).await?;
    Ok(match proved {
        Second::Done(token) => with_session(&token, document(StatusCode::OK, &json!({ "next": next }))),
        Second::Wrong | Second::Over | Second::Wait(_) => wrong(),
    })
}

/// POST /staff/second/new/passkey: `{}` gives what to make; `{"answer": …, "name": …}` adds it.
pub async fn create(
    request: HttpRequest,
    who: BegunSession,
    payload: Payload,
    (desk, site): (Data<StaffDesk>, Data<Site>),
) -> Result<HttpResponse, AppError> {
    let (words, token) = (words_for(&request), token(&request).ok_or(AppError::NotFound)?);
    let party = site.passkeys.clone().ok_or(AppError::NotFound)?;
    if elsewhere(&who, &desk).is_some() {
        return Ok(told(StatusCode::FORBIDDEN, &words.t("passkey-not-now")));
    }
    let asked = match json_body::read(&request, payload).await {
        Ok(asked) => asked,
        Err(wrong) => return Ok(told(wrong.status(), &wrong.sentence())),
    };
    let account = who.account().clone();
    let wrong = || told(StatusCode::FORBIDDEN, &words.t("passkey-wrong"));
    let Some(answer) = asked.get("answer").cloned() else {
        let challenge = blocking(move || desk.begin_passkey(&party, &token, &account)).await?;
        return Ok(challenge.map_or_else(wrong, |challenge| document(StatusCode::OK, &challenge)));
    };
    let name = asked.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let added = blocking(move || desk.add_passkey(&party, &token, &account, &name, &answer)).await?;
    Ok(match added {
        Some((token, codes)) => with_session(&token, document(StatusCode::OK, &json!({ "codes": codes }))),
        None => wrong(),
    })
}
