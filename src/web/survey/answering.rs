//! Taking the form: what is wrong, what will be removed, and thanks as the answer to the POST itself.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, RETRY_AFTER, TryIntoHeaderPair};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::form_page::FormPage;
use super::forms::{Forms, language_of};
use super::pages::{self, ReviewPage, SentBeforePage};
use crate::domain::organisation::Organisation;
use crate::error::AppError;
use crate::privacy::form::{FieldProblem, SubmissionForm};
use crate::privacy::receipt::Nonce;
use crate::privacy::submission::RawSubmission;
use crate::services::catalogue::{Form, Published};
use crate::services::organisation::OrganisationDesk;
use crate::services::submit::{Refused, SubmissionDesk};
use crate::services::writer::{NotTaken, Outcome};
use crate::text::Words;
use crate::web::desks::Site;
use crate::web::form_fields::FormFields;
use crate::web::page::draw;

/// Everything one answer needs.
struct Sheet {
    published: Arc<Published>,
    organisation: Arc<Organisation>,
    language: String,
    form: SubmissionForm,
    forms: Forms,
}

/// POST /s/{slug}
pub async fn create(
    request: HttpRequest,
    slug: Path<String>,
    fields: FormFields,
    desk: Data<SubmissionDesk>,
    organisation: Data<OrganisationDesk>,
    (forms, site): (Data<Forms>, Data<Site>),
) -> Result<HttpResponse, AppError> {
    let organisation = organisation.current().await?;
    let published = match desk.form(&slug).await? {
        Form::Open(published) => published,
        closed => return Ok(pages::not_open(&request, &closed, &organisation)),
    };
    let language = language_of(&request, &published);
    let form = SubmissionForm::new(fields.into_fields());
    let sheet = Sheet {
        published,
        organisation,
        language,
        form,
        forms: Forms::clone(&forms),
    };
    Ok(sheet.answer(&request, &desk, &site).await)
}

impl Sheet {
    async fn answer(self, request: &HttpRequest, desk: &SubmissionDesk, site: &Site) -> HttpResponse {
        let Ok(nonce) = desk.read_token(&self.published, self.form.value("_form")) else {
            let page = self.again(desk.new_token(&self.published), &[]);
            return draw(
                StatusCode::UNPROCESSABLE_ENTITY,
                &page.with_message(self.words().t("form-expired")),
            );
        };
        if let Some(wait) = site.slows_down(request) {
            let page = self.again(desk.token_for(&self.published, nonce), &[]);
            let mut answer = draw(
                StatusCode::TOO_MANY_REQUESTS,
                &page.with_message(self.words().t("form-too-many")),
            );
            let Ok((name, value)) = wait.try_into_pair();
            answer.headers_mut().insert(name, value);
            return answer;
        }
        let raw = match self.form.parse(&self.published.survey, &self.published.items) {
            Ok(raw) => raw,
            Err(problems) => {
                let page = self.again(desk.token_for(&self.published, nonce), &problems);
                return draw(StatusCode::UNPROCESSABLE_ENTITY, &page);
            }
        };
        match self.form.value("_step") {
            "edit" => draw(StatusCode::OK, &self.again(desk.token_for(&self.published, nonce), &[])),
            "send" => self.send(request, desk, nonce, raw).await,
            _ => {
                let previews = raw.preview(&self.published.items, &self.language, &self.published.keep);
                if previews.is_empty() {
                    return self.send(request, desk, nonce, raw).await;
                }
                let token = desk.token_for(&self.published, nonce);
                let page = ReviewPage::new(
                    &self.published,
                    &self.organisation,
                    &self.language,
                    token,
                    &self.form,
                    previews,
                );
                draw(StatusCode::OK, &page)
            }
        }
    }

    async fn send(
        self,
        request: &HttpRequest,
        desk: &SubmissionDesk,
        nonce: Nonce,
        raw: RawSubmission,
    ) -> HttpResponse {
        match desk
            .accept(Arc::clone(&self.published), &nonce, raw, &self.language, false)
            .await
        {
            Ok(Outcome::Stored | Outcome::SameAgain) => self.forms.thanks(
                &self.published,
                &self.organisation,
                &self.language,
                &nonce.code_in_groups(),
            ),
            Ok(Outcome::OtherAnswers) => draw(
                StatusCode::CONFLICT,
                &SentBeforePage::new(&self.published, &self.organisation, &self.language),
            ),
            Ok(Outcome::NotOpen) => {
                pages::not_open(request, &Form::Closed(Arc::clone(&self.published)), &self.organisation)
            }
            Err(Refused::TooLong) => {
                let page = self.again(desk.token_for(&self.published, nonce), &[]);
                draw(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    &page.with_message(self.words().t("form-too-long")),
                )
            }
            Err(Refused::NotTaken(NotTaken::Busy | NotTaken::Failed(_))) => {
                let page = self.again(desk.token_for(&self.published, nonce), &[]);
                let mut answer = draw(
                    StatusCode::SERVICE_UNAVAILABLE,
                    &page.with_message(self.words().t("form-busy")),
                );
                answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
                answer
            }
        }
    }

    fn again(&self, token: String, problems: &[FieldProblem]) -> FormPage {
        FormPage::new(
            &self.published,
            &self.organisation,
            &self.language,
            token,
            &self.form,
            problems,
        )
    }

    fn words(&self) -> Words {
        Words::for_tag(&self.language)
    }
}
