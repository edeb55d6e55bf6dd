//! The transparency log as JSON: each entry as the text that was hashed, so that anybody can check the chain.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use serde::Deserialize;
use serde_json::json;

use super::replies::document;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::transparency::{PAGE, TransparencyDesk};

/// Which part of the log is asked for.
#[derive(Deserialize)]
pub struct Part {
    from: Option<String>,
}

/// GET /transparency
pub async fn show(query: Query<Part>, desk: Data<TransparencyDesk>) -> Result<HttpResponse, AppError> {
    let from = query.from.as_deref().and_then(|from| from.parse().ok()).unwrap_or(1);
    let entries = blocking(move || desk.from(from)).await?;
    let next = (entries.len() == PAGE).then(|| from + i64::try_from(PAGE).unwrap_or_default());
    let shown: Vec<_> = entries
        .iter()
        .map(|sealed| json!({ "entry": sealed.text, "digest": sealed.digest }))
        .collect();
    let body = json!({
        "chorus": 1,
        "check": "digest is the SHA-256 of entry; each entry names the digest of the one before it",
        "entries": shown,
        "next": next.map(|next| format!("/transparency?from={next}")),
    });
    Ok(document(StatusCode::OK, &body))
}
