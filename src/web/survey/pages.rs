//! The other pages of a survey: review, thanks, sent before, not open.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::form_page::Frame;
use super::forms::language_of;
use crate::domain::organisation::Organisation;
use crate::privacy::form::SubmissionForm;
use crate::privacy::scrub::Kind;
use crate::privacy::submission::{Piece, Preview};
use crate::services::catalogue::{Form, Published};
use crate::text::Words;
use crate::web::errors;
use crate::web::page::draw;
use crate::web::placeholders::{label, reasons};

/// Shows exactly what will be removed before anything is sent.
#[derive(Template)]
#[template(path = "survey/review.html")]
pub struct ReviewPage {
    words: Words,
    organisation: String,
    frame: Frame,
    texts: Vec<ReviewedText>,
    /// What each kind that occurs is, and why it goes.
    reasons: Vec<String>,
    token: String,
    fields: Vec<(String, String)>,
    invited: bool,
    code: String,
}

/// One text of a review.
pub struct ReviewedText {
    question: String,
    pieces: Vec<ReviewedPiece>,
}

/// A piece of it: what was typed, and what takes its place.
pub struct ReviewedPiece {
    words: String,
    instead: String,
}

impl ReviewPage {
    pub(super) fn new(
        published: &Published,
        organisation: &Organisation,
        language: &str,
        token: String,
        form: &SubmissionForm,
        previews: Vec<Preview>,
    ) -> Self {
        let words = Words::for_tag(language);
        let found = previews.iter().flat_map(|preview| &preview.pieces);
        let kinds: Vec<Kind> = found
            .filter_map(|piece| match piece {
                Piece::Removed { kind, .. } => Some(*kind),
                Piece::Kept(_) => None,
            })
            .collect();
        let texts = previews
            .into_iter()
            .map(|preview| reviewed(published, language, words, preview))
            .collect();
        Self {
            words,
            organisation: organisation.name.clone(),
            frame: Frame::new(published, language),
            texts,
            reasons: reasons(words, &kinds),
            token,
            fields: answers_of(form),
            invited: published.invited.is_some(),
            code: form.value("_code").to_owned(),
        }
    }
}

/// The answers as they were typed, without what is the form's own.
fn answers_of(form: &SubmissionForm) -> Vec<(String, String)> {
    let own = |name: &str| name.starts_with('_');
    form.fields().iter().filter(|(name, _)| !own(name)).cloned().collect()
}

/// Asks for the code of an invitation, when everything else is there.
#[derive(Template)]
#[template(path = "survey/code.html")]
pub struct CodeNeededPage {
    words: Words,
    organisation: String,
    frame: Frame,
    token: String,
    fields: Vec<(String, String)>,
    code: String,
    wrong: bool,
}

impl CodeNeededPage {
    pub(super) fn new(
        published: &Published,
        organisation: &Organisation,
        language: &str,
        token: String,
        form: &SubmissionForm,
        wrong: bool,
    ) -> Self {
        Self {
            words: Words::for_tag(language),
            organisation: organisation.name.clone(),
            frame: Frame::new(published, language),
            token,
            fields: answers_of(form),
            code: form.value("_code").to_owned(),
            wrong,
        }
    }
}

fn reviewed(published: &Published, language: &str, words: Words, preview: Preview) -> ReviewedText {
    let question = published
        .items
        .iter()
        .find(|item| item.name == preview.item)
        .and_then(|item| published.survey.questions.get(item.question))
        .map(|question| question.text.in_language(language).to_owned())
        .unwrap_or_default();
    let pieces = preview
        .pieces
        .into_iter()
        .map(|piece| match piece {
            Piece::Kept(words) => ReviewedPiece {
                words,
                instead: String::new(),
            },
            Piece::Removed { words: typed, kind } => ReviewedPiece {
                words: typed,
                instead: label(words, kind),
            },
        })
        .collect();
    ReviewedText { question, pieces }
}

/// Thanks, with the receipt folded away.
#[derive(Template)]
#[template(path = "survey/thanks.html")]
pub struct ThanksPage {
    words: Words,
    organisation: String,
    frame: Frame,
    thanks: String,
    code: String,
}

impl ThanksPage {
    pub(super) fn new(published: &Published, organisation: &Organisation, language: &str, code: String) -> Self {
        let thanks = published
            .survey
            .thanks
            .as_ref()
            .map(|text| text.in_language(language).to_owned())
            .unwrap_or_default();
        Self {
            words: Words::for_tag(language),
            organisation: organisation.name.clone(),
            frame: Frame::new(published, language),
            thanks,
            code,
        }
    }
}

/// This form was sent before with other answers; a fresh one is a link away, and no receipt is shown.
#[derive(Template)]
#[template(path = "survey/sent_before.html")]
pub struct SentBeforePage {
    words: Words,
    organisation: String,
    frame: Frame,
}

impl SentBeforePage {
    pub(super) fn new(published: &Published, organisation: &Organisation, language: &str) -> Self {
        Self {
            words: Words::for_tag(language),
            organisation: organisation.name.clone(),
            frame: Frame::new(published, language),
        }
    }
}

/// The survey is closed or opens later.
#[derive(Template)]
#[template(path = "survey/not_open.html")]
struct NotOpenPage {
    words: Words,
    organisation: String,
    frame: Frame,
    heading: String,
    sentence: String,
}

/// The page for a form that takes no answers now.
pub(super) fn not_open(request: &HttpRequest, form: &Form, organisation: &Organisation) -> HttpResponse {
    let (status, published) = match form {
        Form::Unknown => return errors::page(request, StatusCode::NOT_FOUND),
        Form::NotYet(published) => (StatusCode::FORBIDDEN, published),
        Form::Closed(published) | Form::Open(published) => (StatusCode::GONE, published),
    };
    let language = language_of(request, published);
    let words = Words::for_tag(&language);
    let (heading, sentence) = match (form, published.survey.opens) {
        (Form::NotYet(_), Some(opens)) => (
            words.t("not-yet-title"),
            words.with_one("not-yet", "day", words.date(opens).as_str()),
        ),
        _ => (words.t("closed-title"), words.t("closed")),
    };
    let page = NotOpenPage {
        words,
        organisation: organisation.name.clone(),
        frame: Frame::new(published, &language),
        heading,
        sentence,
    };
    draw(status, &page)
}
