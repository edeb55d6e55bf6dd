//! The guidelines themselves, for the privacy officer: writing and publishing the next version, reading older ones.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::NaiveDate;

use super::TextPart;
use crate::domain::guidelines::{Guidelines, Texts};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::training::{Published, TrainingDesk};
use crate::text::{INTERFACE_LANGUAGES, Words, direction};
use crate::web::difference::{Row, Tag, compare};
use crate::web::form_fields::FormFields;
use crate::web::markdown::{self, MarkdownPart};
use crate::web::page::{draw, words_for};
use crate::web::staff::done::Done;
use crate::web::staff::edit::language_name;
use crate::web::staff::see_other;
use crate::web::staff::signed_in::SignedIn;

#[derive(Template)]
#[template(path = "staff/guidelines.html")]
struct GuidelinesPage {
    words: Words,
    section: &'static str,
    done: Option<String>,
    /// The version that was in force when the form was drawn.
    seen: String,
    fields: Vec<TextField>,
    /// What is wrong with the whole.
    problem: Option<String>,
    has_problems: bool,
    is_preview: bool,
    versions: Vec<VersionLine>,
}

struct TextField {
    tag: &'static str,
    language: String,
    dir: &'static str,
    value: String,
    problem: Option<String>,
    preview: MarkdownPart,
}

struct VersionLine {
    number: i32,
    label: String,
    day: String,
}

#[derive(Template)]
#[template(path = "staff/guidelines_version.html")]
struct VersionPage {
    words: Words,
    section: &'static str,
    text: TextPart,
    /// What differs from the version before.
    rows: Vec<Row>,
}

/// The text in force, to be changed.
pub async fn edit(
    request: HttpRequest,
    _who: SignedIn,
    done: Query<Done>,
    desk: Data<TrainingDesk>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let (guidelines, versions) = blocking(move || Ok((desk.guidelines()?, desk.versions()?))).await?;
    let page = GuidelinesPage {
        done: done.told(words),
        versions: lines(words, versions),
        ..page(words, guidelines.version(), guidelines.texts())
    };
    Ok(draw(StatusCode::OK, &page))
}

/// A preview, or the next version.
pub async fn update(
    request: HttpRequest,
    _who: SignedIn,
    desk: Data<TrainingDesk>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let (seen, texts) = (form.first("seen").unwrap_or_default().to_owned(), texts(&form));
    let mut page = page(words, seen.clone(), &texts);
    if form.first("act") != Some("publish") {
        page.is_preview = true;
        return Ok(draw(StatusCode::OK, &page));
    }
    if !page.has_problems {
        let publishing = desk.clone();
        let problem = match blocking(move || publishing.publish(&seen, &texts)).await? {
            Published::Done(_) => return Ok(see_other("/staff/guidelines/edit?done=published")),
            Published::Same => "guidelines-same",
            Published::Empty => "guidelines-empty",
            Published::OtherVersion => "guidelines-other",
        };
        page.problem = Some(words.t(problem));
        page.has_problems = true;
        // who was told that somebody else published, and can read it below, may publish over it
        let (guidelines, versions) = blocking(move || Ok((desk.guidelines()?, desk.versions()?))).await?;
        page.seen = guidelines.version();
        page.versions = lines(words, versions);
    }
    Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// A version as it was published.
pub async fn show(
    request: HttpRequest,
    _who: SignedIn,
    number: Path<String>,
    desk: Data<TrainingDesk>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let number = number.parse().map_err(|_| AppError::NotFound)?;
    let found: Option<(Guidelines, Guidelines)> = blocking(move || {
        let before = match number {
            // the first one takes the place of the text that comes along
            1 => Some(Guidelines::shipped()),
            number => desk.version(number - 1)?,
        };
        Ok(desk.version(number)?.zip(before))
    })
    .await?;
    let (version, before) = found.ok_or(AppError::NotFound)?;
    let paragraphs = |version: &Guidelines| -> Vec<String> {
        let parts = version
            .text(words.lang())
            .1
            .split("\n\n")
            .map(|part| part.trim().replace('\n', " "));
        parts.filter(|part| !part.is_empty()).collect()
    };
    let rows = compare(&paragraphs(&before), &paragraphs(&version));
    let page = VersionPage {
        words,
        section: "",
        text: TextPart::of(words, &version),
        rows: rows.into_iter().filter(Row::differs).collect(),
    };
    Ok(draw(StatusCode::OK, &page))
}

fn texts(form: &FormFields) -> Texts {
    let typed = |tag: &str| {
        let name = format!("text-{tag}");
        let typed = form.first(&name).unwrap_or_default();
        typed.replace("\r\n", "\n").trim().to_owned()
    };
    let texts = INTERFACE_LANGUAGES.map(|tag| (tag.to_owned(), typed(tag)));
    texts.into()
}

fn page(words: Words, seen: String, texts: &Texts) -> GuidelinesPage {
    let field = |tag: &'static str| {
        let value = texts.get(tag).cloned().unwrap_or_default();
        let is_long = value.len() > markdown::MOST;
        TextField {
            tag,
            language: language_name(tag),
            dir: direction(tag),
            problem: is_long.then(|| words.with_one("guidelines-long", "most", markdown::MOST)),
            preview: MarkdownPart::of(&value),
            value,
        }
    };
    let fields = INTERFACE_LANGUAGES.map(field);
    GuidelinesPage {
        words,
        section: "",
        done: None,
        seen,
        has_problems: fields.iter().any(|field| field.problem.is_some()),
        fields: fields.into(),
        problem: None,
        is_preview: false,
        versions: Vec::new(),
    }
}

fn lines(words: Words, versions: Vec<(i32, NaiveDate)>) -> Vec<VersionLine> {
    let line = |(number, day)| VersionLine {
        number,
        label: words.with_one("training-version", "number", number),
        day: words.date(day),
    };
    versions.into_iter().map(line).collect()
}
