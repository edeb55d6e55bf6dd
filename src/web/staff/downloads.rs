//! What was released, to take away.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, ETAG, IF_NONE_MATCH};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::signed_in::SignedIn;
use crate::domain::release::Release;
use crate::error::AppError;
use crate::services::results::ResultsReader;
use crate::services::{blocking, export};

/// Every release as one JSON document.
pub async fn json(
    request: HttpRequest,
    _: SignedIn,
    slug: Path<String>,
    reader: Data<ResultsReader>,
) -> Result<HttpResponse, AppError> {
    let releases = releases(&slug, reader).await?;
    Ok(file(&request, &slug, &releases, "json", || export::json(&releases)))
}

/// Every table of every release, a line a value.
pub async fn csv(
    request: HttpRequest,
    _: SignedIn,
    slug: Path<String>,
    reader: Data<ResultsReader>,
) -> Result<HttpResponse, AppError> {
    let releases = releases(&slug, reader).await?;
    Ok(file(&request, &slug, &releases, "csv", || export::csv(&releases)))
}

async fn releases(slug: &str, reader: Data<ResultsReader>) -> Result<Vec<Release>, AppError> {
    let slug = slug.to_owned();
    let releases = blocking(move || reader.releases(&slug)).await?;
    releases.ok_or(AppError::NotFound)
}

/// The chain of digests makes the last one the name of the whole.
fn file(
    request: &HttpRequest,
    slug: &str,
    releases: &[Release],
    format: &str,
    write: impl FnOnce() -> String,
) -> HttpResponse {
    let last = releases.last().map_or("none", |release| &release.digest);
    let tag = format!("\"{format}-{last}\"");
    let known = request.headers().get(IF_NONE_MATCH);
    let is_known = known
        .and_then(|known| known.to_str().ok())
        .is_some_and(|known| known.contains(&tag));
    let mut answer = if is_known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    answer
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, "no-store"));
    if is_known {
        return answer.finish();
    }
    let kind = if format == "json" {
        "application/json"
    } else {
        "text/csv; charset=utf-8"
    };
    answer
        .content_type(kind)
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{slug}.{format}\"")))
        .body(write())
}
