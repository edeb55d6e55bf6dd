//! Writing a statement: what people said, what was done, its status, and the figures it quotes.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::Both;
use crate::domain::id::Id;
use crate::domain::permission::Permission;
use crate::domain::statement::{Draft, Status};
use crate::domain::survey::Survey;
use crate::domain::translated::Texts;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::Catalogue;
use crate::services::publish::SurveyDesk;
use crate::services::statements::StatementDesk;
use crate::text::Words;
use crate::web::form_fields::FormFields;
use crate::web::markdown;
use crate::web::page::{draw, typed_status, words_for};
use crate::web::quotes::QuotePart;
use crate::web::staff::Did;
use crate::web::staff::campaigns::field::{FieldPart, typed};
use crate::web::staff::done::Done;
use crate::web::staff::edit::language_name;
use crate::web::staff::see_other;
use crate::web::staff::signed_in::SignedIn;
use crate::web::staff::survey_head::{Found, SurveyHeadPart, find};
use crate::web::you_said::status;

/// Code points of a title and of a reason.
const LINE: usize = 300;

#[derive(Template)]
#[template(path = "staff/statement_edit.html")]
struct EditPage {
    words: Words,
    section: &'static str,
    head: SurveyHeadPart,
    done: Option<String>,
    heading: String,
    /// Random name; empty for a new one.
    id: String,
    may_quote: bool,
    fields: Vec<FieldPart>,
    reasons: Vec<FieldPart>,
    statuses: Vec<(&'static str, String, bool)>,
    quotes: Vec<QuotePart>,
    problems: Vec<(String, String)>,
}

/// GET /staff/surveys/{slug}/statements/new
pub async fn new(
    request: HttpRequest,
    who: SignedIn,
    slug: Path<String>,
    (surveys, catalogue): (Data<SurveyDesk>, Data<Catalogue>),
) -> Result<HttpResponse, AppError> {
    let found = find(&who, &surveys, &catalogue, &slug).await?;
    let words = words_for(&request);
    let page = page(words, &who, (&found, None), &Draft::default(), Vec::new())?;
    Ok(draw(StatusCode::OK, &page))
}

/// POST /staff/surveys/{slug}/statements/new
pub async fn create(
    request: HttpRequest,
    who: SignedIn,
    slug: Path<String>,
    desk: Data<StatementDesk>,
    (surveys, catalogue): (Data<SurveyDesk>, Data<Catalogue>),
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let found = find(&who, &surveys, &catalogue, &slug).await?;
    let (words, survey) = (words_for(&request), found.definition()?);
    let draft = read(&form, survey);
    let problems = problems(words, survey, &draft);
    if !problems.is_empty() {
        let page = page(words, &who, (&found, None), &draft, problems)?;
        return Ok(draw(typed_status(true), &page));
    }
    let name = slug.clone();
    let id = blocking(move || desk.create(&name, &draft))
        .await?
        .ok_or(AppError::NotFound)?;
    let taken = see_other(&format!("/staff/surveys/{slug}/statements/{id}?done=saved"));
    Ok(Did::say("statement.created", id.to_string(), taken))
}

/// GET /staff/surveys/{slug}/statements/{id}
pub async fn edit(
    request: HttpRequest,
    who: SignedIn,
    path: Path<(String, String)>,
    done: Query<Done>,
    desk: Data<StatementDesk>,
    (surveys, catalogue): (Data<SurveyDesk>, Data<Catalogue>),
) -> Result<HttpResponse, AppError> {
    let both = Both::find(&who, &desk, (&surveys, &catalogue), &path).await?;
    let words = words_for(&request);
    let mut page = page(words, &who, (&both.found, Some(&both)), &both.known.draft, Vec::new())?;
    page.done = done.told(words);
    Ok(draw(StatusCode::OK, &page))
}

/// POST /staff/surveys/{slug}/statements/{id}
pub async fn update(
    request: HttpRequest,
    who: SignedIn,
    path: Path<(String, String)>,
    desk: Data<StatementDesk>,
    (surveys, catalogue): (Data<SurveyDesk>, Data<Catalogue>),
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let both = Both::find(&who, &desk, (&surveys, &catalogue), &path).await?;
    let (words, survey) = (words_for(&request), both.found.definition()?);
    let mut draft = read(&form, survey);
    draft.quotes.clone_from(&both.known.draft.quotes);
    let problems = problems(words, survey, &draft);
    if !problems.is_empty() {
        let page = page(words, &who, (&both.found, Some(&both)), &draft, problems)?;
        return Ok(draw(typed_status(true), &page));
    }
    let (slug, id) = (path.0.clone(), both.known.id);
    blocking(move || desk.save(&slug, id, &draft)).await?;
    let below = match form.first("act") {
        Some("quote") => "/quote",
        Some("publish") => "/publish",
        _ => "?done=saved",
    };
    Ok(see_other(&both.href(below)))
}

/// POST /staff/surveys/{slug}/statements/{id}/unquote
pub async fn unquote(
    path: Path<(String, String)>,
    desk: Data<StatementDesk>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let (slug, id) = path.into_inner();
    let id = Id::parse(&id).ok_or(AppError::NotFound)?;
    let place = form.first("place").and_then(|place| place.parse().ok());
    let (place, name) = (place.ok_or(AppError::NotFound)?, slug.clone());
    match blocking(move || desk.unquote(&name, id, place)).await? {
        true => Ok(see_other(&format!(
            "/staff/surveys/{slug}/statements/{id}?done=saved#quotes"
        ))),
        false => Err(AppError::NotFound),
    }
}

fn read(form: &FormFields, survey: &Survey) -> Draft {
    let texts = |name: &str| -> Texts {
        let languages = survey.languages.iter();
        languages
            .map(|tag| (tag.clone(), typed(form, &format!("{name}-{tag}"))))
            .collect()
    };
    Draft {
        title: texts("title"),
        text: texts("text"),
        status: Status::parse(&typed(form, "status"))
            .unwrap_or_default()
            .name()
            .to_owned(),
        reason: texts("reason"),
        quotes: Vec::new(),
    }
}

/// What has to be put right before it is kept; what is missing is told when it is published.
fn problems(words: Words, survey: &Survey, draft: &Draft) -> Vec<(String, String)> {
    let mut problems = Vec::new();
    let mut wrong = |name: &str, tag: &str, problem: String| {
        problems.push((format!("{name}-{tag}"), format!("{}: {problem}", language_name(tag))));
    };
    for tag in &survey.languages {
        let of = |texts: &Texts| texts.get(tag).cloned().unwrap_or_default();
        let is_long = |texts: &Texts| of(texts).chars().count() > LINE;
        let too_long = || words.with_one("staff-organisation-too-long", "most", LINE);
        if tag == &survey.default_language && of(&draft.title).is_empty() {
            wrong("title", tag, words.t("staff-organisation-missing"));
        }
        if is_long(&draft.title) {
            wrong("title", tag, too_long());
        }
        if of(&draft.text).len() > markdown::MOST {
            wrong("text", tag, words.with_one("guidelines-long", "most", markdown::MOST));
        }
        if is_long(&draft.reason) {
            wrong("reason", tag, too_long());
        }
    }
    problems
}

fn page(
    words: Words,
    who: &SignedIn,
    (found, both): (&Found, Option<&Both>),
    draft: &Draft,
    problems: Vec<(String, String)>,
) -> Result<EditPage, AppError> {
    let survey = found.definition()?;
    let field = |name: &str, key: &str, texts: &Texts, tag: &str, rows: usize| {
        let (id, value) = (format!("{name}-{tag}"), texts.get(tag).map_or("", String::as_str));
        let mut field = FieldPart::line(words, &id, key, "", value).in_language(tag).long(rows);
        field.label = format!("{} – {}", field.label, language_name(tag));
        let problem = problems.iter().find(|(wrong, _)| *wrong == id);
        field.problem = problem.map(|(_, problem)| problem.clone());
        field
    };
    let texts = |tag: &String| {
        [
            field("title", "statement-title", &draft.title, tag, 0),
            field("text", "statement-text", &draft.text, tag, 8),
        ]
    };
    let reason = |tag: &String| field("reason", "statement-reason", &draft.reason, tag, 2);
    let one = |one: Status| (one.name(), status(words, one.name()), one == draft.status());
    Ok(EditPage {
        words,
        section: "surveys",
        head: found.head(words, "statements"),
        done: None,
        heading: both.map_or_else(|| words.t("statement-new"), |both| both.title(words)),
        id: both.map(|both| both.known.id.to_string()).unwrap_or_default(),
        may_quote: who.may_on(Permission::QuoteResults, found.overview.row.id),
        fields: survey.languages.iter().flat_map(texts).collect(),
        reasons: survey.languages.iter().map(reason).collect(),
        statuses: Status::ALL.map(one).into(),
        quotes: draft.quotes.iter().map(|quote| QuotePart::of(words, quote)).collect(),
        problems,
    })
}
