//! Single invitations for programs: `POST /api/v1/campaigns/{id}/send` with a token and an idempotency key.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use crate::domain::address::Address;
use crate::domain::id::Id;
use crate::domain::token::Scope;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::campaigns::{CampaignDesk, standing::Called};
use crate::services::tokens::TokenDesk;
use crate::web::bearer;
use crate::web::desks::Site;
use crate::web::json_body;
use crate::web::replies::{document, told};

/// Characters of an idempotency key at most.
const LONGEST_KEY: usize = 200;

/// POST /api/v1/campaigns/{id}/send
pub async fn create(
    request: HttpRequest,
    id: Path<String>,
    payload: Payload,
    (desk, tokens): (Data<CampaignDesk>, Data<TokenDesk>),
    site: Data<Site>,
) -> Result<HttpResponse, AppError> {
    let token = match bearer::token(&request, (&tokens, &site), Scope::Send, "campaign.send").await? {
        Ok(token) => token,
        Err(answer) => return Ok(answer),
    };
    let again = request
        .headers()
        .get("Idempotency-Key")
        .and_then(|value| value.to_str().ok());
    let again = again.map(|key| key.trim().to_owned()).filter(|key| !key.is_empty());
    let Some(again) = again.filter(|key| key.len() <= LONGEST_KEY) else {
        return Ok(told(
            StatusCode::BAD_REQUEST,
            "send an Idempotency-Key of at most 200 characters, the same when you try again",
        ));
    };
    let asked = match json_body::read(&request, payload).await {
        Ok(asked) => asked,
        Err(wrong) => return Ok(told(wrong.status(), &wrong.sentence())),
    };
    let field = |name: &str| asked.get(name).and_then(Value::as_str).unwrap_or_default();
    let Some(address) = Address::parse(field("email")) else {
        return Ok(told(StatusCode::UNPROCESSABLE_ENTITY, "email is not an address"));
    };
    let language = field("language").to_owned();
    let called = match Id::parse(&id) {
        Some(id) => {
            let desk = desk.into_inner();
            blocking(move || desk.send_one(token.survey, id, &address, &language, &again)).await?
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
