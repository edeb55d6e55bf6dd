//! The policy on one page with pictures, and the questions people ask.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::versions::OwnText;
use crate::domain::policy::Facts;
use crate::error::AppError;
use crate::services::organisation::OrganisationDesk;
use crate::services::policy::PolicyDesk;
use crate::text::Words;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "public/policy_summary.html")]
struct SummaryPage {
    words: Words,
    organisation: String,
    cards: Vec<Card>,
}

/// A promise with its picture.
struct Card {
    /// Which picture of the template.
    picture: &'static str,
    title: String,
    text: String,
}

#[derive(Template)]
#[template(path = "public/policy_questions.html")]
struct QuestionsPage {
    words: Words,
    organisation: String,
    faq: OwnText,
}

/// GET /privacy/summary
pub async fn show(
    request: HttpRequest,
    (desk, organisation): (Data<PolicyDesk>, Data<OrganisationDesk>),
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let current = desk.current().await?;
    let page = SummaryPage {
        words,
        organisation: organisation.current().await?.name.clone(),
        cards: cards(words, &current.facts),
    };
    Ok(draw(StatusCode::OK, &page))
}

fn cards(words: Words, facts: &Facts) -> Vec<Card> {
    let card = |picture: &'static str, text: String| Card {
        picture,
        title: words.t(&format!("summary-{picture}")),
        text,
    };
    let least = facts.surveys.iter().map(|survey| survey.group_size).min();
    let longest = facts.surveys.iter().map(|survey| survey.retention_days).max();
    let parties = match facts.processors.is_empty() {
        true => words.t("policy-no-processors"),
        false => {
            let names: Vec<String> = facts.processors.iter().map(|one| one.name.clone()).collect();
            words.with_one("summary-parties-are", "names", words.list(&names))
        }
    };
    let mut cards = vec![
        card("nobody", words.t("panel-anonymous")),
        card("scrubbed", words.t("privacy-scrubbed")),
    ];
    cards.extend(least.map(|least| card("groups", words.with_one("panel-group", "k", i64::from(least)))));
    cards.push(card("deleted", words.t("panel-kept")));
    cards.extend(longest.map(|days| card("comments", words.with_one("panel-texts", "days", i64::from(days)))));
    cards.push(card("parties", parties));
    cards.push(card(
        "change",
        words.with_one("policy-notice", "days", facts.notice_days),
    ));
    cards.push(card("rights", words.t("privacy-rights")));
    cards
}

/// GET /privacy/questions
pub async fn questions(
    request: HttpRequest,
    (desk, organisation): (Data<PolicyDesk>, Data<OrganisationDesk>),
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let current = desk.current().await?;
    let page = QuestionsPage {
        words,
        organisation: organisation.current().await?.name.clone(),
        faq: OwnText::of(words, &current.wording().faq),
    };
    Ok(draw(StatusCode::OK, &page))
}
