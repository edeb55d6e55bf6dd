//! Errors at the web edge: the only place that knows status codes. Fixed words to the visitor, the cause once to the log.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};

use crate::services::ServiceError;

/// What a handler can fail with. Everything else is an answer.
#[derive(Debug)]
pub enum AppError {
    /// There is nothing at this address.
    NotFound,
    /// Too many tries.
    TooMany(std::time::Duration),
    /// The database or the key folder failed: 503, never "not found".
    Unavailable(ServiceError),
}

impl std::fmt::Display for AppError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound => out.write_str("not found"),
            Self::TooMany(_) => out.write_str("too many tries"),
            Self::Unavailable(_) => out.write_str("unavailable"),
        }
    }
}

impl From<ServiceError> for AppError {
    fn from(error: ServiceError) -> Self {
        let cause = std::error::Error::source(&error)
            .map(ToString::to_string)
            .unwrap_or_default();
        let root = std::error::Error::source(&error)
            .and_then(std::error::Error::source)
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(error = %error, cause, root, "a request could not be answered");
        Self::Unavailable(error)
    }
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Bare: the page in the visitor's language is put into it on the way out.
    fn error_response(&self) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status_code());
        match self {
            Self::TooMany(wait) => answer.insert_header((header::RETRY_AFTER, wait.as_secs().max(1).to_string())),
            Self::Unavailable(_) => answer.insert_header((header::RETRY_AFTER, "10")),
            Self::NotFound => &mut answer,
        };
        answer.finish()
    }
}
