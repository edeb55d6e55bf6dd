//! Asking to be told what is published. The reply is the same whether or not the address is known; the link of the mail asks once more.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::desks::Site;
use super::evenly::Evenly;
use super::form_fields::FormFields;
use super::page::{draw, typed_status, words_for};
use super::topics::{self, LanguageLine, TopicLine};
use crate::domain::address::Address;
use crate::domain::announcement::Topic;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::{Catalogue, Published};
use crate::services::organisation::OrganisationDesk;
use crate::services::subscribers::{SubscriberDesk, UNCONFIRMED};
use crate::text::Words;

/// The form, or the reply to it.
#[derive(Template)]
#[template(path = "public/subscribe.html")]
struct SubscribePage {
    words: Words,
    organisation: String,
    email: String,
    email_problem: Option<String>,
    topics: Vec<TopicLine>,
    topics_problem: Option<String>,
    languages: Vec<LanguageLine>,
    is_sent: bool,
    kept: String,
}

/// The page of the link.
#[derive(Template)]
#[template(path = "public/confirm.html")]
struct ConfirmPage {
    words: Words,
    organisation: String,
    link: String,
    state: Confirming,
    choices: String,
}

#[derive(PartialEq, Eq)]
enum Confirming {
    Asked,
    Done,
    Gone,
}

/// What was typed.
#[derive(Default)]
struct Typed {
    email: String,
    topics: Vec<Topic>,
    language: &'static str,
    is_wrong: bool,
}

/// GET /subscribe
pub async fn show(
    request: HttpRequest,
    organisation: Data<OrganisationDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let listed = blocking(move || catalogue.listed()).await?;
    let typed = Typed {
        language: words.lang(),
        ..Typed::default()
    };
    let page = page(words, organisation.current().await?.name.clone(), &listed, &typed);
    Ok(draw(StatusCode::OK, &page))
}

/// POST /subscribe
pub async fn create(
    request: HttpRequest,
    form: FormFields,
    site: Data<Site>,
    desk: Data<SubscriberDesk>,
    organisation: Data<OrganisationDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let (words, evenly) = (words_for(&request), Evenly::begin());
    let listed = blocking(move || catalogue.listed()).await?;
    let mut typed = Typed {
        email: form.first("email").unwrap_or_default().to_owned(),
        topics: topics::read(&form, &listed, &[]),
        language: topics::language(&form, words),
        is_wrong: false,
    };
    let address = Address::parse(&typed.email);
    typed.is_wrong = address.is_none() || typed.topics.is_empty();
    let mut page = page(words, organisation.current().await?.name.clone(), &listed, &typed);
    if let (Some(address), false) = (address, typed.is_wrong) {
        if site.may_send_mail(&request) {
            let (language, topics) = (typed.language, typed.topics);
            blocking(move || desk.subscribe(&address, language, &topics)).await?;
        }
        page.is_sent = true;
        evenly.end().await;
    }
    Ok(draw(typed_status(typed.is_wrong), &page))
}

/// GET /subscribe/{link}: opening it changes nothing, since scanners open links.
pub async fn ask(
    request: HttpRequest,
    link: Path<String>,
    desk: Data<SubscriberDesk>,
    organisation: Data<OrganisationDesk>,
) -> Result<HttpResponse, AppError> {
    let asked = link.clone();
    let state = match blocking(move || desk.is_link(&asked)).await? {
        true => Confirming::Asked,
        false => Confirming::Gone,
    };
    confirming(&request, &organisation, link.into_inner(), state, String::new()).await
}

/// POST /subscribe/{link}
pub async fn confirm(
    request: HttpRequest,
    link: Path<String>,
    desk: Data<SubscriberDesk>,
    organisation: Data<OrganisationDesk>,
) -> Result<HttpResponse, AppError> {
    let asked = link.clone();
    let (state, choices) = match blocking(move || desk.confirm(&asked)).await? {
        Some(choices) => (Confirming::Done, choices),
        None => (Confirming::Gone, String::new()),
    };
    confirming(&request, &organisation, link.into_inner(), state, choices).await
}

async fn confirming(
    request: &HttpRequest,
    organisation: &OrganisationDesk,
    link: String,
    state: Confirming,
    choices: String,
) -> Result<HttpResponse, AppError> {
    let status = match state {
        Confirming::Gone => StatusCode::NOT_FOUND,
        Confirming::Asked | Confirming::Done => StatusCode::OK,
    };
    let page = ConfirmPage {
        words: words_for(request),
        organisation: organisation.current().await?.name.clone(),
        link,
        state,
        choices,
    };
    Ok(draw(status, &page))
}

fn page(words: Words, organisation: String, listed: &[Arc<Published>], typed: &Typed) -> SubscribePage {
    let no_address = typed.is_wrong && Address::parse(&typed.email).is_none();
    let no_topic = typed.is_wrong && typed.topics.is_empty();
    SubscribePage {
        words,
        organisation,
        email: typed.email.clone(),
        email_problem: no_address.then(|| words.t("subscribe-no-address")),
        topics: topics::lines(words, listed, &typed.topics),
        topics_problem: no_topic.then(|| words.t("subscribe-no-topic")),
        languages: topics::languages(typed.language),
        is_sent: false,
        kept: words.with_one("subscribe-kept", "days", i64::try_from(UNCONFIRMED).unwrap_or_default()),
    }
}
