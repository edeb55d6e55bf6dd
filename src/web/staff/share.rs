//! How people reach a survey: its address, a picture of it to scan, and words for a message.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::done::Done;
use super::edit::language_name;
use super::qr::CodePart;
use super::signed_in::SignedIn;
use super::survey_head::{Found, SurveyHeadPart, find};
use crate::domain::survey::Survey;
use crate::error::AppError;
use crate::services::catalogue::{Catalogue, Published};
use crate::services::publish::SurveyDesk;
use crate::text::{Words, direction};
use crate::web::desks::Site;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "staff/share.html")]
struct SharePage {
    words: Words,
    section: &'static str,
    head: SurveyHeadPart,
    done: Option<String>,
    address: String,
    /// Whether nobody else can open it: the address is that of this machine.
    is_local: bool,
    /// None for an address too long for a code.
    code: Option<CodePart>,
    messages: Vec<MessageLine>,
}

/// A message to paste, in one of the survey's languages.
pub struct MessageLine {
    /// The language.
    pub lang: String,
    /// The direction of that.
    pub dir: &'static str,
    /// Its name.
    pub language: String,
    /// The message.
    pub text: String,
}

/// The page.
pub async fn show(
    request: HttpRequest,
    who: SignedIn,
    slug: Path<String>,
    done: Query<Done>,
    desk: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
    site: Data<Site>,
) -> Result<HttpResponse, AppError> {
    let found = find(&who, &desk, &catalogue, &slug).await?;
    let words = words_for(&request);
    let address = address(&site, &found)?;
    let page = SharePage {
        words,
        section: "surveys",
        head: found.head(words, "share"),
        done: done.told(words),
        is_local: ["//localhost", "//127.", "//[::1]"]
            .iter()
            .any(|own| address.contains(own)),
        code: code(words, &address),
        messages: messages(&published(&found)?.survey, &address),
        address,
    };
    Ok(draw(StatusCode::OK, &page))
}

/// The picture alone, to keep.
pub async fn picture(
    request: HttpRequest,
    who: SignedIn,
    slug: Path<String>,
    desk: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
    site: Data<Site>,
) -> Result<HttpResponse, AppError> {
    let found = find(&who, &desk, &catalogue, &slug).await?;
    let code = code(words_for(&request), &address(&site, &found)?);
    let svg = code.and_then(|code| code.render().ok()).ok_or(AppError::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{slug}.svg\"")))
        .body(svg))
}

/// The address as a picture.
fn code(words: Words, address: &str) -> Option<CodePart> {
    CodePart::of(words.with_one("staff-share-code-of", "address", address), address)
}

fn published(found: &Found) -> Result<&Published, AppError> {
    found.published().ok_or(AppError::NotFound)
}

/// The address of a published survey's form.
fn address(site: &Site, found: &Found) -> Result<String, AppError> {
    published(found)?;
    let origin = site.origin.trim_end_matches('/');
    Ok(format!("{origin}/s/{}", found.overview.row.slug))
}

/// A message in each language of the survey. One that the interface does not speak has the title and the address alone.
fn messages(survey: &Survey, address: &str) -> Vec<MessageLine> {
    let message = |tag: &String| {
        let own = Words::for_tag(tag);
        let speaks = tag.split('-').next() == Some(own.lang());
        let mut parts = vec![survey.title.in_language(tag).to_owned()];
        if speaks {
            parts.push(own.with_one("staff-share-message", "people", survey.group_size));
        }
        parts.push(match survey.languages.len() {
            1 => address.to_owned(),
            _ => format!("{address}?lang={tag}"),
        });
        MessageLine {
            lang: tag.clone(),
            dir: direction(tag),
            language: language_name(tag),
            // the marks around variables are for pages; in a message they would stick to the address
            text: parts.join("\n\n").replace(['\u{2068}', '\u{2069}'], ""),
        }
    };
    survey.languages.iter().map(message).collect()
}
