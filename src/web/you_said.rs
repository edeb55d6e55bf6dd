//! "You said, we did": what was made of released results, by survey, with every status by its day.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::inclusion::InclusionPart;
use super::markdown::MarkdownPart;
use super::page::{draw, words_for};
use super::quotes::QuotePart;
use crate::domain::statement::{Status, Version};
use crate::domain::translated::{Texts, nearest};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::{Catalogue, Published};
use crate::services::organisation::OrganisationDesk;
use crate::services::statements::StatementDesk;
use crate::services::transparency::{Inclusion, TransparencyDesk};
use crate::text::{Words, direction, negotiate};

/// Which survey is asked for; every listed one otherwise.
#[derive(Deserialize)]
pub struct Part {
    survey: Option<String>,
}

#[derive(Template)]
#[template(path = "public/you_said.html")]
struct YouSaidPage {
    words: Words,
    organisation: String,
    surveys: Vec<SurveyPart>,
}

/// Where versions of statements stand in the log, by their names there.
type Places = BTreeMap<String, Inclusion>;

struct SurveyPart {
    slug: String,
    title: String,
    lang: String,
    dir: &'static str,
    statements: Vec<StatementPart>,
}

/// A statement with its history.
pub struct StatementPart {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) lang: String,
    pub(super) dir: &'static str,
    pub(super) status: String,
    pub(super) is_done: bool,
    pub(super) text: MarkdownPart,
    pub(super) text_lang: String,
    pub(super) text_dir: &'static str,
    pub(super) reason: String,
    pub(super) quotes: Vec<QuotePart>,
    /// Every status with its day, the newest first.
    pub(super) history: Vec<String>,
    /// Where the newest version stands in the log; none for what is not published yet.
    pub(super) inclusion: Option<InclusionPart>,
}

/// GET /you-said
pub async fn show(
    request: HttpRequest,
    part: Query<Part>,
    organisation: Data<OrganisationDesk>,
    (desk, catalogue, log): (Data<StatementDesk>, Data<Catalogue>, Data<TransparencyDesk>),
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let wished = part.into_inner().survey;
    let found = blocking(move || {
        let versions = desk.public()?;
        let mut slugs: Vec<&str> = versions.iter().map(|version| version.survey.as_str()).collect();
        slugs.sort_unstable();
        slugs.dedup();
        let mut found = Vec::new();
        for slug in slugs {
            // who knows the name of a survey that is not listed may read what came of it
            let is_wished = |published: &Published| match &wished {
                Some(wished) => wished == slug,
                None => published.survey.listed,
            };
            if let Some(published) = catalogue.published(slug)?.filter(|published| is_wished(published)) {
                let own = versions.iter().filter(|version| version.survey == slug);
                let own: Vec<Version> = own.cloned().collect();
                found.push((published.clone(), own));
            }
        }
        Ok((found, log.inclusions("statement")?))
    });
    let (surveys, places) = found.await?;
    let page = YouSaidPage {
        words,
        organisation: organisation.current().await?.name.clone(),
        surveys: surveys
            .iter()
            .map(|(published, versions)| survey(words, published, versions, &places))
            .collect(),
    };
    Ok(draw(StatusCode::OK, &page))
}

fn survey(words: Words, published: &Published, versions: &[Version], places: &Places) -> SurveyPart {
    let survey = &published.survey;
    let tags: Vec<&str> = survey.languages.iter().map(String::as_str).collect();
    let lang = negotiate(Some(words.lang()), None, &tags, &survey.default_language);
    let mut newest: Vec<&Version> = Vec::new();
    for version in versions.iter().rev() {
        if !newest.iter().any(|known| known.statement == version.statement) {
            newest.push(version);
        }
    }
    let statements = newest.into_iter().map(|one| {
        let own: Vec<&Version> = versions
            .iter()
            .filter(|other| other.statement == one.statement)
            .collect();
        StatementPart {
            inclusion: InclusionPart::new(words, places.get(&format!("{}/{}", one.statement, one.number)).cloned()),
            ..StatementPart::of(words, one, &own)
        }
    });
    SurveyPart {
        slug: survey.slug.to_string(),
        title: survey.title.in_language(&lang).to_owned(),
        dir: direction(&lang),
        lang,
        statements: statements.collect(),
    }
}

impl StatementPart {
    /// The newest version of a statement, with all versions in order.
    pub fn of(words: Words, newest: &Version, all: &[&Version]) -> Self {
        let said = &newest.said;
        let (lang, title) = nearest(&said.title, words.lang());
        let (text_lang, text) = nearest(&said.text, words.lang());
        let line = |version: &&Version| {
            let status = status(words, &version.said.status);
            words.with_two(
                "statement-history-line",
                "status",
                status,
                "day",
                words.date(version.day),
            )
        };
        Self {
            id: newest.statement.clone(),
            title: title.to_owned(),
            dir: direction(lang),
            lang: lang.to_owned(),
            status: status(words, &said.status),
            is_done: said.status() == Status::Done,
            text: MarkdownPart::below(3, text),
            text_dir: direction(text_lang),
            text_lang: text_lang.to_owned(),
            reason: reason(words, &said.reason),
            quotes: said.quotes.iter().map(|quote| QuotePart::of(words, quote)).collect(),
            history: all.iter().rev().map(line).collect(),
            inclusion: None,
        }
    }
}

/// A status in a word.
pub fn status(words: Words, name: &str) -> String {
    words.t(&format!("statement-status-{name}"))
}

fn reason(words: Words, texts: &Texts) -> String {
    nearest(texts, words.lang()).1.to_owned()
}
