//! Invitations: the page that takes a code, the swap of a code for a ticket, and the link that ends all mails.

pub mod claim;
pub mod send;
pub mod stop;

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::desks::Site;
use super::form_fields::FormFields;
use super::page::{draw, words_for};
use super::survey::{draw_invited, language_of};
use crate::error::AppError;
use crate::privacy::form::SubmissionForm;
use crate::privacy::invitation::Code;
use crate::services::blocking;
use crate::services::campaigns::InvitationDesk;
use crate::services::catalogue::Form;
use crate::services::organisation::OrganisationDesk;
use crate::services::submit::SubmissionDesk;
use crate::text::Words;

/// Asks for the code of an invitation.
#[derive(Template)]
#[template(path = "survey/invitation.html")]
struct InvitationPage {
    words: Words,
    organisation: String,
    code: String,
    wrong: bool,
}

/// GET /i
pub async fn find(request: HttpRequest, organisation: Data<OrganisationDesk>) -> Result<HttpResponse, AppError> {
    let organisation = organisation.current().await?.name.clone();
    Ok(draw(
        StatusCode::OK,
        &InvitationPage {
            words: words_for(&request),
            organisation,
            code: String::new(),
            wrong: false,
        },
    ))
}

/// POST /i: the form of the survey the code belongs to. It uses nothing up: only a complete answer does.
pub async fn open(
    request: HttpRequest,
    fields: FormFields,
    (invitations, submissions): (Data<InvitationDesk>, Data<SubmissionDesk>),
    organisation: Data<OrganisationDesk>,
    site: Data<Site>,
) -> Result<HttpResponse, AppError> {
    site.slows_codes(&request)?;
    let organisation = organisation.current().await?;
    let form = SubmissionForm::new(fields.into_fields());
    let typed = form.value("_code").to_owned();
    let slug = match Code::parse(&typed) {
        Some(code) => {
            let desk = invitations.into_inner();
            blocking(move || desk.survey_of(&code)).await?
        }
        None => None,
    };
    let open = match slug {
        Some(slug) => match submissions.form(&slug).await? {
            Form::Open(published) => Some(published),
            _ => None,
        },
        None => None,
    };
    let Some(published) = open else {
        let page = InvitationPage {
            words: words_for(&request),
            organisation: organisation.name.clone(),
            code: typed,
            wrong: true,
        };
        return Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let language = language_of(&request, &published);
    let token = submissions.new_token(&published);
    Ok(draw_invited(&published, &organisation, &language, token, typed))
}
