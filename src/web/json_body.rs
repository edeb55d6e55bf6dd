//! Reads a body of JSON: the type, the size, the time, and no field twice.

use actix_web::http::StatusCode;
use actix_web::web::Payload;
use actix_web::{HttpMessage, HttpRequest};
use serde_json::Value;

use super::deadline::{BodyError, BodyLimits, read_body};
use crate::privacy::json;

/// Why a body is no document.
#[derive(Debug)]
pub enum NoDocument {
    /// It is not said to be JSON.
    OtherType,
    /// It did not arrive whole, in time or within the limit.
    NotWhole(StatusCode),
    /// It is not JSON, or a field stands twice: at this line and column, both from 1.
    NotJson(usize, usize),
}

impl NoDocument {
    /// The status that says so.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::OtherType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NotWhole(status) => *status,
            Self::NotJson(..) => StatusCode::BAD_REQUEST,
        }
    }

    /// What a programmer is told. The words of serde_json would quote what they stumble over: only the place is told.
    pub fn sentence(&self) -> String {
        match self {
            Self::OtherType => "send application/json".to_owned(),
            Self::NotWhole(_) => "the body did not arrive whole, in time or within the limit".to_owned(),
            Self::NotJson(line, column) => {
                format!("not JSON, or a field stands twice (line {line}, column {column})")
            }
        }
    }
}

/// The document of a request.
pub async fn read(request: &HttpRequest, payload: Payload) -> Result<Value, NoDocument> {
    if request.content_type() != "application/json" {
        return Err(NoDocument::OtherType);
    }
    let limits = request.app_data::<BodyLimits>().copied().unwrap_or_default();
    let body = read_body(payload, limits.bytes, limits.deadline)
        .await
        .map_err(|error| NoDocument::NotWhole(BodyError::status(error)))?;
    json::document(&body).map_err(|error| NoDocument::NotJson(error.line(), error.column()))
}
