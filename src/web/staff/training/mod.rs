//! Training before access: the guidelines with a short check of understanding.

pub mod guidelines;
pub mod record;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::done::Done;
use super::see_other;
use super::sign_in::Wish;
use super::signed_in::{SignedIn, next_page};
use crate::domain::guidelines::Guidelines;
use crate::domain::id::Id;
use crate::domain::training::{Acknowledgement, Answers, CHECK, OPTIONS, Question};
use crate::error::AppError;
use crate::services::training::{Acknowledged, TrainingDesk};
use crate::services::{ServiceError, blocking};
use crate::text::{Words, direction};
use crate::web::form_fields::FormFields;
use crate::web::markdown::MarkdownPart;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "staff/training.html")]
struct TrainingPage {
    words: Words,
    section: &'static str,
    done: Option<String>,
    /// Where to go on afterwards.
    next: String,
    /// Until when it counts; none while results are closed.
    standing: Option<String>,
    text: TextPart,
    questions: Vec<QuestionPart>,
    /// Whether a question was answered wrongly.
    has_problems: bool,
    /// Whether another version came into force while this one was read.
    is_other: bool,
}

/// A version in a language.
pub(super) struct TextPart {
    /// The version's name, for the form.
    version: String,
    /// The version, for people.
    label: String,
    language: String,
    dir: &'static str,
    text: MarkdownPart,
}

struct QuestionPart {
    name: &'static str,
    text: String,
    is_wrong: bool,
    options: Vec<OptionLine>,
}

struct OptionLine {
    value: &'static str,
    text: String,
    is_chosen: bool,
}

/// The guidelines and the check.
pub async fn show(
    request: HttpRequest,
    who: SignedIn,
    (done, wish): (Query<Done>, Query<Wish>),
    desk: Data<TrainingDesk>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let known = find(desk, who.id()).await?;
    let page = TrainingPage {
        done: done.told(words),
        next: wish.next().to_owned(),
        ..page(words, &known, &Answers::new())
    };
    Ok(draw(StatusCode::OK, &page))
}

/// The check: passed, it is noted; else the page again, with what was chosen.
pub async fn create(
    request: HttpRequest,
    who: SignedIn,
    desk: Data<TrainingDesk>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let (version, answers) = (form.first("version").unwrap_or_default().to_owned(), answers(&form));
    let noted = {
        let (desk, id, answers) = (desk.clone(), who.id(), answers.clone());
        blocking(move || desk.acknowledge(id, &version, &answers)).await?
    };
    let wrong = match noted {
        Acknowledged::Done => {
            let next = form.first("next").filter(|next| *next == next_page(Some(next)));
            return Ok(see_other(next.unwrap_or("/staff/training?done=acknowledged")));
        }
        Acknowledged::Wrong(wrong) => wrong,
        Acknowledged::OtherVersion => Vec::new(),
    };
    let known = find(desk, who.id()).await?;
    let mut page = page(words, &known, &answers);
    page.next = form.first("next").unwrap_or_default().to_owned();
    page.is_other = wrong.is_empty();
    page.has_problems = !wrong.is_empty();
    for question in &mut page.questions {
        question.is_wrong = wrong.contains(&question.name);
    }
    Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

fn answers(form: &FormFields) -> Answers {
    let of = |question: Question| {
        let chosen = form.all(question.name).map(str::to_owned);
        chosen
            .map(move |option| (question.name.to_owned(), option))
            .collect::<Vec<_>>()
    };
    CHECK.into_iter().flat_map(of).collect()
}

type Known = (Guidelines, Option<Acknowledgement>);

async fn find(desk: Data<TrainingDesk>, id: Id) -> Result<Known, ServiceError> {
    blocking(move || Ok((desk.guidelines()?, desk.current(id)?))).await
}

fn page(words: Words, (guidelines, current): &Known, answers: &Answers) -> TrainingPage {
    let option = |question: Question, option: &'static str| OptionLine {
        value: option,
        text: words.t(&format!("training-{}-{}", question.name, option)),
        is_chosen: answers
            .iter()
            .any(|(name, chosen)| name == question.name && chosen == option),
    };
    let question = |question: Question| QuestionPart {
        name: question.name,
        text: words.t(&format!("training-{}", question.name)),
        is_wrong: false,
        options: OPTIONS.map(|value| option(question, value)).into(),
    };
    let standing = |current: &Acknowledgement| {
        let (day, due) = (words.date(current.day), words.date(current.due_on()));
        words.with_two("training-current", "day", day.as_str(), "due", due.as_str())
    };
    TrainingPage {
        words,
        next: String::new(),
        section: "training",
        done: None,
        standing: current.as_ref().map(standing),
        text: TextPart::of(words, guidelines),
        questions: CHECK.map(question).into(),
        has_problems: false,
        is_other: false,
    }
}

impl TextPart {
    fn of(words: Words, guidelines: &Guidelines) -> Self {
        let (language, text) = guidelines.text(words.lang());
        Self {
            version: guidelines.version(),
            label: version_label(words, &guidelines.version()),
            language: language.to_owned(),
            dir: direction(language),
            text: MarkdownPart::of(text),
        }
    }
}

/// A version as people call it.
fn version_label(words: Words, version: &str) -> String {
    match version.parse::<i32>() {
        Ok(number) => words.with_one("training-version", "number", number),
        Err(_) => words.t("training-shipped"),
    }
}
