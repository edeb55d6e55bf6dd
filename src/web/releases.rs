//! Releases for programs, with a token of an analyst.

use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::bearer;
use super::desks::Site;
use super::replies::told;
use crate::domain::release::Release;
use crate::domain::token::Scope;
use crate::error::AppError;
use crate::services::results::ResultsReader;
use crate::services::tokens::TokenDesk;
use crate::services::{blocking, export};

/// GET /api/v1/surveys/{slug}/releases
pub async fn index(
    request: HttpRequest,
    slug: Path<String>,
    tokens: Data<TokenDesk>,
    site: Data<Site>,
    reader: Data<ResultsReader>,
) -> Result<HttpResponse, AppError> {
    match releases(&request, &slug, &tokens, &site, reader).await? {
        Ok(releases) => Ok(json(export::json(&releases))),
        Err(answer) => Ok(answer),
    }
}

/// GET /api/v1/surveys/{slug}/releases/{number}
pub async fn show(
    request: HttpRequest,
    path: Path<(String, String)>,
    tokens: Data<TokenDesk>,
    site: Data<Site>,
    reader: Data<ResultsReader>,
) -> Result<HttpResponse, AppError> {
    let (slug, number) = path.into_inner();
    let releases = match releases(&request, &slug, &tokens, &site, reader).await? {
        Ok(releases) => releases,
        Err(answer) => return Ok(answer),
    };
    let wanted = number.parse().ok();
    let one = releases.into_iter().find(|release| Some(release.release) == wanted);
    Ok(match one {
        Some(release) => json(export::one(&release)),
        None => told(StatusCode::NOT_FOUND, "there is no such release"),
    })
}

async fn releases(
    request: &HttpRequest,
    slug: &str,
    tokens: &Data<TokenDesk>,
    site: &Data<Site>,
    reader: Data<ResultsReader>,
) -> Result<Result<Vec<Release>, HttpResponse>, AppError> {
    let token = match bearer::token(request, (tokens, site), Scope::Read, "results.program").await? {
        Ok(token) => token,
        Err(answer) => return Ok(Err(answer)),
    };
    // a survey the token is not for is no survey
    let none = || {
        told(
            StatusCode::NOT_FOUND,
            "the token is for no such survey, or nothing is published",
        )
    };
    if token.slug != slug {
        return Ok(Err(none()));
    }
    let found = blocking(move || reader.releases(&token.slug)).await?;
    Ok(found.ok_or_else(none))
}

fn json(text: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(text)
}
