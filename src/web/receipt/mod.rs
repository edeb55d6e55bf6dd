//! The receipt: with the code, see what waits, change it, withdraw it.

mod lines;

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use self::lines::{AnswerLine, answered, lines};
use super::client_address::client_address;
use super::desks::Site;
use super::form_fields::FormFields;
use super::page::draw;
use super::placeholders::{to_store, to_type};
use super::survey::form_page::Frame;
use super::survey::language_of;
use super::survey::question_part::QuestionPart;
use crate::error::AppError;
use crate::privacy::form::{FieldProblem, SubmissionForm};
use crate::privacy::receipt::Nonce;
use crate::services::blocking;
use crate::services::catalogue::{Catalogue, Published};
use crate::services::organisation::OrganisationDesk;
use crate::services::receipts::{Changed, Receipt, ReceiptDesk};
use crate::text::Words;

/// Asks for the code.
#[derive(Template)]
#[template(path = "survey/receipt_code.html")]
pub struct CodePage {
    words: Words,
    organisation: String,
    frame: Frame,
    code: String,
    wrong: bool,
}

/// What a code opens.
#[derive(Template)]
#[template(path = "survey/receipt.html")]
pub struct ReceiptPage {
    words: Words,
    organisation: String,
    frame: Frame,
    code: String,
    message: String,
    lines: Vec<AnswerLine>,
    any_waits: bool,
}

/// One question to answer anew.
#[derive(Template)]
#[template(path = "survey/correction.html")]
pub struct CorrectionPage {
    words: Words,
    organisation: String,
    frame: Frame,
    code: String,
    question: QuestionPart,
}

/// What every step needs.
struct Desk {
    receipts: ReceiptDesk,
    published: std::sync::Arc<Published>,
    organisation: String,
    language: String,
    words: Words,
    slug: String,
}

/// GET /s/{slug}/receipt
pub async fn find(
    request: HttpRequest,
    slug: Path<String>,
    catalogue: Data<Catalogue>,
    receipts: Data<ReceiptDesk>,
    organisation: Data<OrganisationDesk>,
) -> Result<HttpResponse, AppError> {
    let desk = open(&request, &slug, &catalogue, &receipts, &organisation).await?;
    Ok(draw(StatusCode::OK, &desk.code_page(String::new(), false)))
}

/// POST /s/{slug}/receipt
pub async fn show(
    request: HttpRequest,
    slug: Path<String>,
    fields: FormFields,
    catalogue: Data<Catalogue>,
    receipts: Data<ReceiptDesk>,
    organisation: Data<OrganisationDesk>,
    site: Data<Site>,
) -> Result<HttpResponse, AppError> {
    let desk = open(&request, &slug, &catalogue, &receipts, &organisation).await?;
    if let Some(address) = client_address(&request, &site.trusted) {
        site.receipts
            .check(address)
            .map_err(|wait| AppError::TooMany(Duration::max(wait.0, Duration::from_secs(1))))?;
    }
    let form = SubmissionForm::new(fields.into_fields());
    let Some(nonce) = Nonce::parse(form.value("_code")) else {
        return Ok(draw(
            StatusCode::UNPROCESSABLE_ENTITY,
            &desk.code_page(form.value("_code").to_owned(), true),
        ));
    };
    desk.step(nonce, form).await
}

async fn open(
    request: &HttpRequest,
    slug: &str,
    catalogue: &Catalogue,
    receipts: &ReceiptDesk,
    organisation: &OrganisationDesk,
) -> Result<Desk, AppError> {
    let organisation = organisation.current().await?.name.clone();
    let (catalogue, wanted) = (catalogue.clone(), slug.to_owned());
    let published = blocking(move || catalogue.published(&wanted))
        .await?
        .ok_or(AppError::NotFound)?;
    let language = language_of(request, &published);
    let words = Words::for_tag(&language);
    Ok(Desk {
        receipts: receipts.clone(),
        published,
        organisation,
        language,
        words,
        slug: slug.to_owned(),
    })
}

impl Desk {
    async fn step(self, nonce: Nonce, form: SubmissionForm) -> Result<HttpResponse, AppError> {
        let step = form.value("_step").to_owned();
        let (what, key) = step.split_once(':').unwrap_or((&step, ""));
        let (receipts, slug, language) = (self.receipts.clone(), self.slug.clone(), self.language.clone());
        let (code, key) = (nonce.clone(), key.to_owned());
        match what {
            "edit" => match self.published.survey.question(&key) {
                Some(question) if self.published.is_told_by_the_list(&question.key) => {
                    self.page(nonce, self.words.t("receipt-from-list")).await
                }
                _ => self.correction(nonce, &key).await,
            },
            "save" => {
                let form = exchanged(&form, |text| to_store(self.words, text));
                let (form, changed) = {
                    let key = key.clone();
                    blocking(move || {
                        let changed = receipts.correct(&slug, &code, &key, &form, &language)?;
                        Ok((form, changed))
                    })
                    .await?
                };
                match changed {
                    Changed::Problems(problems) => Ok(self.correct_again(&nonce, &key, &form, &problems)),
                    other => self.page(nonce, self.words.t(saved(&other))).await,
                }
            }
            "withdraw" => {
                let changed = blocking(move || receipts.withdraw_question(&slug, &code, &key)).await?;
                self.page(nonce, self.words.t(withdrawn(&changed))).await
            }
            "withdraw-all" => {
                let changed = blocking(move || receipts.withdraw_all(&slug, &code)).await?;
                self.page(nonce, self.words.t(withdrawn(&changed))).await
            }
            _ => self.page(nonce, String::new()).await,
        }
    }

    async fn opened(&self, nonce: &Nonce) -> Result<Option<Receipt>, AppError> {
        let (receipts, slug, code) = (self.receipts.clone(), self.slug.clone(), nonce.clone());
        Ok(blocking(move || receipts.open(&slug, &code)).await?)
    }

    async fn page(&self, nonce: Nonce, message: String) -> Result<HttpResponse, AppError> {
        let Some(receipt) = self.opened(&nonce).await? else {
            return Ok(draw(
                StatusCode::UNPROCESSABLE_ENTITY,
                &self.code_page(nonce.code_in_groups(), true),
            ));
        };
        let lines = lines(&receipt, &self.language, self.words);
        let page = ReceiptPage {
            words: self.words,
            organisation: self.organisation.clone(),
            frame: Frame::new(&self.published, &self.language),
            code: nonce.code_in_groups(),
            message,
            any_waits: lines.iter().any(|line| line.can_withdraw),
            lines,
        };
        Ok(draw(StatusCode::OK, &page))
    }

    async fn correction(self, nonce: Nonce, key: &str) -> Result<HttpResponse, AppError> {
        let Some(receipt) = self.opened(&nonce).await? else {
            return Ok(draw(
                StatusCode::UNPROCESSABLE_ENTITY,
                &self.code_page(nonce.code_in_groups(), true),
            ));
        };
        let form = SubmissionForm::new(answered(&receipt, key));
        Ok(self.correct_again(&nonce, key, &form, &[]))
    }

    fn correct_again(
        &self,
        nonce: &Nonce,
        key: &str,
        form: &SubmissionForm,
        problems: &[FieldProblem],
    ) -> HttpResponse {
        let survey = &self.published.survey;
        let Some(question) = survey.question(key) else {
            return draw(StatusCode::UNPROCESSABLE_ENTITY, &self.code_page(String::new(), true));
        };
        let segment = survey.is_segment(&question.key);
        let form = exchanged(form, |text| to_type(self.words, text));
        let page = CorrectionPage {
            words: self.words,
            organisation: self.organisation.clone(),
            frame: Frame::new(&self.published, &self.language),
            code: nonce.code_in_groups(),
            question: QuestionPart::new(question, segment, &self.language, self.words, &form, problems),
        };
        draw(
            if problems.is_empty() {
                StatusCode::OK
            } else {
                StatusCode::UNPROCESSABLE_ENTITY
            },
            &page,
        )
    }

    fn code_page(&self, code: String, wrong: bool) -> CodePage {
        let frame = Frame::new(&self.published, &self.language);
        CodePage {
            words: self.words,
            organisation: self.organisation.clone(),
            frame,
            code,
            wrong,
        }
    }
}

/// A form whose texts name what was removed in other words.
fn exchanged(form: &SubmissionForm, change: impl Fn(&str) -> String) -> SubmissionForm {
    let fields = form.fields().iter();
    SubmissionForm::new(fields.map(|(name, value)| (name.clone(), change(value))).collect())
}

fn saved(changed: &Changed) -> &'static str {
    match changed {
        Changed::Done => "receipt-saved",
        Changed::FromTheList => "receipt-from-list",
        Changed::SegmentTooLate => "receipt-segment-too-late",
        Changed::TooLate | Changed::Problems(_) => "receipt-too-late",
    }
}

fn withdrawn(changed: &Changed) -> &'static str {
    match changed {
        Changed::Done => "receipt-withdrawn",
        Changed::SegmentTooLate => "receipt-segment-too-late",
        Changed::TooLate | Changed::FromTheList | Changed::Problems(_) => "receipt-too-late",
    }
}
