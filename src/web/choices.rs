//! What a subscriber is told, on or off, by the link in every mail to them. Stopping deletes them for good, also by the one-click request
//! of a mail program (RFC 8058).

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::desks::Site;
use super::form_fields::FormFields;
use super::page::{draw, words_for};
use super::topics::{self, LanguageLine, TopicLine};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::{Catalogue, Published};
use crate::services::organisation::OrganisationDesk;
use crate::services::subscribers::{Choices, SubscriberDesk};
use crate::text::Words;

#[derive(Template)]
#[template(path = "public/choices.html")]
struct ChoicesPage {
    words: Words,
    organisation: String,
    token: String,
    state: State,
    topics: Vec<TopicLine>,
    languages: Vec<LanguageLine>,
    is_confirmed: bool,
    is_suppressed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Shown,
    Saved,
    Stopped,
    Gone,
}

/// GET /choices/{token}
pub async fn show(
    request: HttpRequest,
    token: Path<String>,
    desk: Data<SubscriberDesk>,
    organisation: Data<OrganisationDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    page(
        &request,
        token.into_inner(),
        desk,
        organisation,
        catalogue,
        State::Shown,
    )
    .await
}

/// POST /choices/{token}: `act=save`, or else everything stops. Confirmed whoever asks, so that nobody learns which links are ours.
pub async fn update(
    request: HttpRequest,
    token: Path<String>,
    form: FormFields,
    site: Data<Site>,
    desk: Data<SubscriberDesk>,
    organisation: Data<OrganisationDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let (words, token) = (words_for(&request), token.into_inner());
    if form.first("act") == Some("save") {
        let (saving, known, asked) = (desk.clone(), catalogue.clone(), token.clone());
        let language = topics::language(&form, words);
        blocking(move || {
            let before = saving.choices(&asked)?.map(|choices| choices.topics);
            let topics = topics::read(&form, &known.listed()?, &before.unwrap_or_default());
            saving.choose(&asked, &topics, language)
        })
        .await?;
        return page(&request, token, desk, organisation, catalogue, State::Saved).await;
    }
    let never = form.first("never") == Some("yes");
    let (stopping, asked) = (desk.clone(), token.clone());
    if let Some(address) = blocking(move || stopping.stop(&asked, never)).await? {
        site.forget_kept_mails(&address).await;
    }
    page(&request, token, desk, organisation, catalogue, State::Stopped).await
}

async fn page(
    request: &HttpRequest,
    token: String,
    desk: Data<SubscriberDesk>,
    organisation: Data<OrganisationDesk>,
    catalogue: Data<Catalogue>,
    state: State,
) -> Result<HttpResponse, AppError> {
    let (words, asked) = (words_for(request), token.clone());
    let (choices, listed): (Option<Choices>, Vec<Arc<Published>>) =
        blocking(move || Ok((desk.choices(&asked)?, catalogue.listed()?))).await?;
    let state = match (&choices, state) {
        (None, State::Shown | State::Saved) => State::Gone,
        (_, state) => state,
    };
    let status = match state {
        State::Gone => StatusCode::NOT_FOUND,
        State::Shown | State::Saved | State::Stopped => StatusCode::OK,
    };
    let chosen = choices.as_ref();
    let page = ChoicesPage {
        words,
        organisation: organisation.current().await?.name.clone(),
        token,
        state,
        topics: topics::lines(words, &listed, chosen.map_or(&[], |choices| &choices.topics)),
        languages: topics::languages(chosen.map_or(words.lang(), |choices| &choices.language)),
        is_confirmed: chosen.is_some_and(|choices| choices.confirmed),
        is_suppressed: chosen.is_some_and(|choices| choices.suppressed),
    };
    Ok(draw(status, &page))
}
