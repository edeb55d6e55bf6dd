//! Taking the form: what is wrong, what will be removed, and thanks as the answer to the POST itself.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue, RETRY_AFTER, TryIntoHeaderPair};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::form_page::FormPage;
use super::forms::{Forms, language_of};
use super::pages::{self, CodeNeededPage, ReviewPage, SentBeforePage};
use crate::domain::organisation::Organisation;
use crate::error::AppError;
use crate::privacy::form::{FieldProblem, SubmissionForm};
use crate::privacy::invitation::Code;
use crate::privacy::receipt::Nonce;
use crate::privacy::submission::RawSubmission;
use crate::services::campaigns::{Admission, InvitationDesk};
use crate::services::catalogue::{Form, Published};
use crate::services::organisation::OrganisationDesk;
use crate::services::submit::{Refused, SubmissionDesk};
use crate::services::writer::{NotTaken, Outcome};
use crate::services::{ServiceError, blocking};
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
    invitations: InvitationDesk,
}

/// Whether an invitation was good for the form.
enum Admitted {
    /// The answers are stored with this nonce, and get this value of the list's segment.
    As(Nonce, Option<String>),
    /// It opens nothing.
    NotWelcome,
    /// The form was sent before, with another one.
    SentBefore,
}

/// POST /s/{slug}
pub async fn create(
    request: HttpRequest,
    slug: Path<String>,
    fields: FormFields,
    desk: Data<SubmissionDesk>,
    organisation: Data<OrganisationDesk>,
    invitations: Data<InvitationDesk>,
    (forms, site): (Data<Forms>, Data<Site>),
) -> Result<HttpResponse, AppError> {
    let organisation = organisation.current().await?;
    let published = match desk.form(&slug).await? {
        Form::Open(published) => published,
        closed => return Ok(pages::not_open(&request, &closed, &organisation)),
    };
    let language = language_of(&request, &published);
    let mut form = SubmissionForm::new(fields.into_fields());
    if let Some(segment) = published
        .invited
        .as_ref()
        .and_then(|invited| invited.segment.as_deref())
    {
        form = form.with(segment, None);
    }
    let sheet = Sheet {
        published,
        organisation,
        language,
        form,
        forms: Forms::clone(&forms),
        invitations: InvitationDesk::clone(&invitations),
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
            "send" => self.send_if_admitted(request, desk, nonce, raw).await,
            _ => {
                let previews = raw.preview(&self.published.items, &self.language, &self.published.keep);
                if previews.is_empty() {
                    return self.send_if_admitted(request, desk, nonce, raw).await;
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

    /// Sends what is complete, once an invitation was used for it where one is needed. A code is used in a transaction of its own,
    /// which touches no answer; a ticket cannot be told from any other.
    async fn send_if_admitted(
        mut self,
        request: &HttpRequest,
        desk: &SubmissionDesk,
        nonce: Nonce,
        raw: RawSubmission,
    ) -> HttpResponse {
        let (ticket, code) = (
            self.form.value("_ticket").to_owned(),
            self.form.value("_code").to_owned(),
        );
        if ticket.is_empty() && code.is_empty() {
            return match self.published.invited {
                Some(_) => self.code_needed(desk, nonce, false),
                None => self.send(request, desk, nonce, raw).await,
            };
        }
        let form_nonce = nonce.clone();
        let (nonce, value) = match self.admit(ticket, code, nonce).await {
            Ok(Admitted::As(nonce, value)) => (nonce, value),
            Ok(Admitted::NotWelcome) => return self.code_needed(desk, form_nonce, true),
            Ok(Admitted::SentBefore) => return self.sent_before(),
            Err(_) => return self.busy(desk, form_nonce),
        };
        let segment = self
            .published
            .invited
            .as_ref()
            .and_then(|invited| invited.segment.clone());
        let (Some(segment), Some(value)) = (segment, value) else {
            return self.send(request, desk, nonce, raw).await;
        };
        self.form = self.form.with(&segment, Some(&value));
        match self.form.parse(&self.published.survey, &self.published.items) {
            Ok(raw) => self.send(request, desk, nonce, raw).await,
            Err(problems) => {
                let page = self.again(desk.token_for(&self.published, form_nonce), &problems);
                draw(StatusCode::UNPROCESSABLE_ENTITY, &page)
            }
        }
    }

    async fn admit(&self, ticket: String, code: String, nonce: Nonce) -> Result<Admitted, ServiceError> {
        let (invitations, published) = (self.invitations.clone(), Arc::clone(&self.published));
        blocking(move || {
            if !ticket.is_empty() {
                let redeemed = invitations.redeem(&published, &ticket)?;
                return Ok(redeemed.map_or(Admitted::NotWelcome, |(nonce, value)| Admitted::As(nonce, value)));
            }
            let Some(code) = Code::parse(&code) else {
                return Ok(Admitted::NotWelcome);
            };
            Ok(match invitations.admit(&published, &code, &nonce)? {
                Admission::Welcome(value) => Admitted::As(nonce, value),
                Admission::NotWelcome => Admitted::NotWelcome,
                Admission::SentBefore => Admitted::SentBefore,
            })
        })
        .await
    }

    fn sent_before(&self) -> HttpResponse {
        draw(
            StatusCode::CONFLICT,
            &SentBeforePage::new(&self.published, &self.organisation, &self.language),
        )
    }

    fn code_needed(&self, desk: &SubmissionDesk, nonce: Nonce, wrong: bool) -> HttpResponse {
        let page = CodeNeededPage::new(
            &self.published,
            &self.organisation,
            &self.language,
            desk.token_for(&self.published, nonce),
            &self.form,
            wrong,
        );
        let mut answer = draw(StatusCode::UNPROCESSABLE_ENTITY, &page);
        let needs = if wrong { "another invitation" } else { "invitation" };
        answer
            .headers_mut()
            .insert(HeaderName::from_static("chorus-needs"), HeaderValue::from_static(needs));
        answer
    }

    fn busy(&self, desk: &SubmissionDesk, nonce: Nonce) -> HttpResponse {
        let page = self.again(desk.token_for(&self.published, nonce), &[]);
        let mut answer = draw(
            StatusCode::SERVICE_UNAVAILABLE,
            &page.with_message(self.words().t("form-busy")),
        );
        answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
        answer
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
            Ok(Outcome::OtherAnswers) => self.sent_before(),
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
            Err(Refused::NotTaken(NotTaken::Busy | NotTaken::Failed(_))) => self.busy(desk, nonce),
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

/// A form nobody typed into, opened with the code of an invitation.
pub(in crate::web) fn draw_invited(
    published: &Published,
    organisation: &Organisation,
    language: &str,
    token: String,
    code: String,
) -> HttpResponse {
    let form = SubmissionForm::new(vec![("_code".to_owned(), code)]);
    let page = FormPage::new(published, organisation, language, token, &form, &[]);
    draw(StatusCode::OK, &page)
}
