//! The receipt: with the code, see what waits, change it, withdraw it.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::client_address::client_address;
use super::desks::Site;
use super::form_fields::FormFields;
use super::page::draw;
use super::survey::form_page::Frame;
use super::survey::language_of;
use super::survey::question_part::QuestionPart;
use crate::domain::answer::Answer;
use crate::domain::item::{Item, Shape};
use crate::domain::survey::{Question, Survey};
use crate::error::AppError;
use crate::privacy::form::{FieldProblem, SubmissionForm};
use crate::privacy::receipt::Nonce;
use crate::privacy::record::Body;
use crate::services::blocking;
use crate::services::catalogue::{Catalogue, Published};
use crate::services::organisation::OrganisationDesk;
use crate::services::receipts::{Changed, LineState, Receipt, ReceiptDesk};
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

/// One question of a receipt.
pub struct AnswerLine {
    key: String,
    question: String,
    answer: String,
    state: String,
    waits: bool,
    can_withdraw: bool,
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
        site.receipts.check(address).map_err(|wait| AppError::TooMany(Duration::max(wait.0, Duration::from_secs(1))))?;
    }
    let form = SubmissionForm::new(fields.into_fields());
    let Some(nonce) = Nonce::parse(form.value("_code")) else {
        return Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, &desk.code_page(form.value("_code").to_owned(), true)));
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
    let published = blocking(move || catalogue.published(&wanted)).await?.ok_or(AppError::NotFound)?;
    let language = language_of(request, &published);
    let words = Words::for_tag(&language);
    Ok(Desk { receipts: receipts.clone(), published, organisation, language, words, slug: slug.to_owned() })
}

impl Desk {
    async fn step(self, nonce: Nonce, form: SubmissionForm) -> Result<HttpResponse, AppError> {
        let step = form.value("_step").to_owned();
        let (what, key) = step.split_once(':').unwrap_or((&step, ""));
        let (receipts, slug, language) = (self.receipts.clone(), self.slug.clone(), self.language.clone());
        let (code, key) = (nonce.clone(), key.to_owned());
        match what {
            "edit" => return self.correction(nonce, &key).await,
            "save" => {
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
            return Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, &self.code_page(nonce.code_in_groups(), true)));
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
            return Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, &self.code_page(nonce.code_in_groups(), true)));
        };
        let form = SubmissionForm::new(answered(&receipt, key));
        Ok(self.correct_again(&nonce, key, &form, &[]))
    }

    fn correct_again(&self, nonce: &Nonce, key: &str, form: &SubmissionForm, problems: &[FieldProblem]) -> HttpResponse {
        let survey = &self.published.survey;
        let Some(question) = survey.question(key) else {
            return draw(StatusCode::UNPROCESSABLE_ENTITY, &self.code_page(String::new(), true));
        };
        let segment = survey.is_segment(&question.key);
        let page = CorrectionPage {
            words: self.words,
            organisation: self.organisation.clone(),
            frame: Frame::new(&self.published, &self.language),
            code: nonce.code_in_groups(),
            question: QuestionPart::new(question, segment, &self.language, self.words, form, problems),
        };
        draw(if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &page)
    }

    fn code_page(&self, code: String, wrong: bool) -> CodePage {
        let frame = Frame::new(&self.published, &self.language);
        CodePage { words: self.words, organisation: self.organisation.clone(), frame, code, wrong }
    }
}

fn saved(changed: &Changed) -> &'static str {
    match changed {
        Changed::Done => "receipt-saved",
        Changed::SegmentTooLate => "receipt-segment-too-late",
        Changed::TooLate | Changed::Problems(_) => "receipt-too-late",
    }
}

fn withdrawn(changed: &Changed) -> &'static str {
    match changed {
        Changed::Done => "receipt-withdrawn",
        Changed::SegmentTooLate => "receipt-segment-too-late",
        Changed::TooLate | Changed::Problems(_) => "receipt-too-late",
    }
}

fn lines(receipt: &Receipt, language: &str, words: Words) -> Vec<AnswerLine> {
    let survey = &receipt.published.survey;
    survey
        .questions
        .iter()
        .enumerate()
        .filter_map(|(place, question)| {
            let own: Vec<_> = receipt.lines.iter().filter(|line| line.item.question == place).collect();
            if own.is_empty() {
                return None;
            }
            let waits = own.iter().any(|line| matches!(line.state, LineState::Waits(_)));
            let published = own.iter().any(|line| matches!(line.state, LineState::Published(_)));
            let taken_back = own.iter().any(|line| matches!(line.state, LineState::Withdrawn));
            let answer = own
                .iter()
                .map(|line| in_words(question, &line.item, &line.state, language, words))
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join("\n");
            let state = match (waits, published, taken_back) {
                (true, _, _) => "receipt-waits",
                (_, true, _) => "receipt-published",
                (_, _, true) => "receipt-taken-back",
                _ => "receipt-gone",
            };
            let segment_fixed = survey.is_segment(&question.key) && !receipt.whole;
            Some(AnswerLine {
                key: question.key.to_string(),
                question: question.text.in_language(language).to_owned(),
                answer: if answer.is_empty() && waits { words.t("receipt-left-out") } else { answer },
                state: words.t(state),
                waits: waits && !segment_fixed,
                can_withdraw: waits && !segment_fixed || published,
            })
        })
        .collect()
}

fn in_words(question: &Question, item: &Item, state: &LineState, language: &str, words: Words) -> String {
    let answer = match state {
        LineState::Waits(Body::Counted(answer)) => answer,
        LineState::Waits(Body::Comment { text, .. }) => return text.to_string(),
        LineState::Published(text) => return text.clone(),
        LineState::Waits(Body::LeftOut) | LineState::Withdrawn | LineState::Gone => return String::new(),
    };
    let label = |value: &str| Survey::label(question, value, language).unwrap_or_else(|| own_word(value, words));
    let row = item.name.split_once('.').map(|(_, row)| format!("{}: ", label(row))).unwrap_or_default();
    match (answer, &item.shape) {
        (Answer::One(place), Shape::One { values }) => {
            values.get(usize::from(*place)).map(|value| format!("{row}{}", label(value))).unwrap_or_default()
        }
        (Answer::Set(set), Shape::Set { options, .. }) => options
            .iter()
            .enumerate()
            .filter(|(place, _)| set >> place & 1 == 1)
            .map(|(_, option)| label(option))
            .collect::<Vec<_>>()
            .join(", "),
        (Answer::Order(order), Shape::Order { options }) => order
            .iter()
            .enumerate()
            .filter_map(|(place, option)| Some(format!("{}. {}", place + 1, label(options.get(usize::from(*option))?))))
            .collect::<Vec<_>>()
            .join("\n"),
        _ => String::new(),
    }
}

fn own_word(value: &str, words: Words) -> String {
    match value {
        "yes" => words.t("form-yes"),
        "no" => words.t("form-no"),
        "none" => words.t("form-none"),
        "other" => words.t("form-other"),
        // a band: 0..10
        band => band.replace("..", " – "),
    }
}

/// What was answered as the fields that would answer it again; numbers and dates were kept as bands and are typed anew.
fn answered(receipt: &Receipt, key: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for line in &receipt.lines {
        let name = &line.item.name;
        if name != key && name.split_once('.').is_none_or(|(question, _)| question != key) {
            continue;
        }
        let LineState::Waits(body) = &line.state else { continue };
        match (body, &line.item.shape) {
            (Body::Comment { text, .. }, _) => fields.push((name.clone(), text.to_string())),
            (Body::Counted(Answer::One(place)), Shape::One { values }) => {
                fields.extend(values.get(usize::from(*place)).map(|value| (name.clone(), value.clone())));
            }
            (Body::Counted(Answer::Set(set)), Shape::Set { options, .. }) => {
                let chosen = options.iter().enumerate().filter(|(place, _)| set >> place & 1 == 1);
                fields.extend(chosen.map(|(_, option)| (name.clone(), option.clone())));
            }
            (Body::Counted(Answer::Order(order)), Shape::Order { options }) => {
                let places = order.iter().enumerate();
                fields.extend(places.filter_map(|(place, option)| {
                    Some((format!("{name}.{}", options.get(usize::from(*option))?), (place + 1).to_string()))
                }));
            }
            _ => {}
        }
    }
    fields
}
