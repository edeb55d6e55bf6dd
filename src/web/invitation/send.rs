//! Single invitations for programs: `POST /api/v1/campaigns/{id}/send` with a token and an idempotency key.

use actix_web::http::StatusCode;
use actix_web::http::header::AUTHORIZATION;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use serde_json::{Value, json};

use crate::domain::address::Address;
use crate::domain::id::Id;
use crate::error::AppError;
use crate::privacy::json;
use crate::services::blocking;
use crate::services::campaigns::{CampaignDesk, standing::Called};
use crate::web::deadline::{BodyError, BodyLimits, read_body};
use crate::web::desks::Site;
use crate::web::replies::{document, told};

/// Characters of an idempotency key at most.
const LONGEST_KEY: usize = 200;

/// POST /api/v1/campaigns/{id}/send
pub async fn create(
    request: HttpRequest,
    id: Path<String>,
    payload: Payload,
    desk: Data<CampaignDesk>,
    site: Data<Site>,
) -> Result<HttpResponse, AppError> {
    site.slows_codes(&request)?;
    let header = |name: &str| {
        let value = request.headers().get(name)?.to_str().ok()?;
        Some(value.trim().to_owned()).filter(|value| !value.is_empty())
    };
    let token = header(AUTHORIZATION.as_str()).and_then(|value| value.strip_prefix("Bearer ").map(str::to_owned));
    let checking = desk.clone().into_inner();
    let known = match token {
        Some(token) => blocking(move || checking.knows_token(&token)).await?,
        None => false,
    };
    if !known {
        return Ok(told(
            StatusCode::UNAUTHORIZED,
            "send a token that counts: Authorization: Bearer …",
        ));
    }
    let Some(again) = header("Idempotency-Key").filter(|key| key.len() <= LONGEST_KEY) else {
        return Ok(told(
            StatusCode::BAD_REQUEST,
            "send an Idempotency-Key of at most 200 characters, the same when you try again",
        ));
    };
    if request.content_type() != "application/json" {
        return Ok(told(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send application/json"));
    }
    let limits = request.app_data::<BodyLimits>().copied().unwrap_or_default();
    let body = match read_body(payload, limits.bytes, limits.deadline)
        .await
        .map_err(BodyError::status)
    {
        Ok(body) => body,
        Err(status) => {
            return Ok(told(
                status,
                "the body did not arrive whole, in time or within the limit",
            ));
        }
    };
    let asked = json::document(&body).unwrap_or(Value::Null);
    let field = |name: &str| asked.get(name).and_then(Value::as_str).unwrap_or_default();
    let Some(address) = Address::parse(field("email")) else {
        return Ok(told(StatusCode::UNPROCESSABLE_ENTITY, "email is not an address"));
    };
    let language = field("language").to_owned();
    let called = match Id::parse(&id) {
        Some(id) => {
            let desk = desk.into_inner();
            blocking(move || desk.send_one(id, &address, &language, &again)).await?
        }
        None => Called::NoCampaign,
    };
    Ok(match called {
        Called::Accepted => document(StatusCode::ACCEPTED, &json!({ "accepted": true })),
        Called::NoCampaign => told(
            StatusCode::NOT_FOUND,
            "no campaign for single invitations has this name, or it is not running",
        ),
    })
}
