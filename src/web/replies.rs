//! Replies in JSON, which nobody keeps.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use serde_json::{Value, json};

/// A status and what it means, in words.
pub fn told(status: StatusCode, title: &str) -> HttpResponse {
    document(status, &json!({ "title": title, "status": status.as_u16() }))
}

/// A document with a status.
pub fn document(status: StatusCode, document: &Value) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("application/json")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(document.to_string())
}
