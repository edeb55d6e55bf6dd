//! Swapping a code for a ticket. Asked by the script of the form, when a complete answer is about to be sent and not before.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use crate::domain::hex;
use crate::error::AppError;
use crate::privacy::invitation::Code;
use crate::services::blocking;
use crate::services::campaigns::InvitationDesk;
use crate::services::catalogue::Form;
use crate::services::submit::SubmissionDesk;
use crate::text::Words;
use crate::web::desks::Site;
use crate::web::json_body;
use crate::web::replies::{document, told};
use crate::web::survey::language_of;

/// POST /s/{slug}/claim
pub async fn create(
    request: HttpRequest,
    slug: Path<String>,
    payload: Payload,
    (invitations, submissions): (Data<InvitationDesk>, Data<SubmissionDesk>),
    site: Data<Site>,
) -> Result<HttpResponse, AppError> {
    site.slows_codes(&request)?;
    let Form::Open(published) = submissions.form(&slug).await? else {
        return Ok(told(StatusCode::GONE, "the survey takes no answers now"));
    };
    let words = Words::for_tag(&language_of(&request, &published));
    let refused = || told(StatusCode::FORBIDDEN, &words.t("invitation-wrong"));
    let asked = match json_body::read(&request, payload).await {
        Ok(asked) => asked,
        Err(wrong) => return Ok(told(wrong.status(), &wrong.sentence())),
    };
    let Some((code, blinded)) = read(&asked) else {
        return Ok(refused());
    };
    let desk: Arc<InvitationDesk> = invitations.into_inner();
    let claimed = blocking(move || desk.claim(&published, &code, &blinded)).await?;
    Ok(match claimed {
        Some(claimed) => document(
            StatusCode::OK,
            &json!({
                "evaluated": hex::encode(&claimed.issued.evaluated),
                "proof": hex::encode(&claimed.issued.proof),
                "key": hex::encode(&claimed.public),
            }),
        ),
        None => refused(),
    })
}

fn read(asked: &Value) -> Option<(Code, [u8; 32])> {
    let field = |name: &str| asked.get(name).and_then(Value::as_str);
    let blinded = hex::decode(field("blinded")?)?.try_into().ok()?;
    Some((Code::parse(field("code")?)?, blinded))
}
