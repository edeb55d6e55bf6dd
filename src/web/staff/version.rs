//! What runs here: version, age, how to update, and the libraries it is made of.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::signed_in::SignedIn;
use crate::clock::Clock;
use crate::domain::program::{self, Library};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::program::ProgramDesk;
use crate::text::Words;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "staff/version.html")]
struct VersionPage {
    words: Words,
    section: &'static str,
    version: &'static str,
    built_on: String,
    updated_on: String,
    is_old: bool,
    /// Heading and lines: what is in the program, and what only built it.
    tables: [(String, Vec<LibraryLine>); 2],
}

struct LibraryLine {
    name: String,
    version: String,
    licence: String,
}

/// The page.
pub async fn show(
    request: HttpRequest,
    _who: SignedIn,
    desk: Data<ProgramDesk>,
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let updated_on = blocking(move || desk.updated_on()).await?;
    let (inside, helped) = program::libraries().into_iter().partition(|library| library.is_inside);
    let page = VersionPage {
        words,
        section: "",
        version: program::VERSION,
        built_on: words.date(program::built_on()),
        updated_on: words.date(updated_on),
        is_old: program::is_old(clock.today()),
        tables: [
            (words.t("version-inside"), lines(words, inside)),
            (words.t("version-helped"), lines(words, helped)),
        ],
    };
    Ok(draw(StatusCode::OK, &page))
}

/// The list, to keep.
pub async fn sbom(_who: SignedIn) -> HttpResponse {
    let name = format!("attachment; filename=\"chorus-{}-sbom.json\"", program::VERSION);
    HttpResponse::Ok()
        .content_type("application/vnd.cyclonedx+json; version=1.5")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, name))
        .body(program::SBOM)
}

fn lines(words: Words, libraries: Vec<Library>) -> Vec<LibraryLine> {
    let line = |library: Library| LibraryLine {
        name: library.name,
        version: library.version,
        licence: library.licence.unwrap_or_else(|| words.t("version-licence-unknown")),
    };
    libraries.into_iter().map(line).collect()
}
