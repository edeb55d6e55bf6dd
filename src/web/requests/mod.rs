//! Requests of people about data of themselves. The reply is the same, and takes as long, whether or not an address is known.

pub mod opened;

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::desks::Site;
use super::evenly::Evenly;
use super::form_fields::FormFields;
use super::page::{draw, typed_status, words_for};
use super::topics::{self, LanguageLine};
use crate::domain::address::Address;
use crate::domain::request::{DUE, Kind, LONGEST};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::Catalogue;
use crate::services::organisation::OrganisationDesk;
use crate::services::requests::RequestDesk;
use crate::text::Words;

/// The page with its form.
#[derive(Template)]
#[template(path = "public/requests.html")]
struct RequestsPage {
    words: Words,
    organisation: String,
    /// Surveys with a page for receipts: name in addresses and title.
    surveys: Vec<(String, String)>,
    kinds: Vec<KindLine>,
    kind_problem: Option<String>,
    email: String,
    email_problem: Option<String>,
    text: String,
    text_problem: Option<String>,
    text_hint: String,
    languages: Vec<LanguageLine>,
    due: String,
}

struct KindLine {
    value: &'static str,
    label: String,
    hint: String,
    is_on: bool,
}

/// The reply.
#[derive(Template)]
#[template(path = "public/requested.html")]
struct RequestedPage {
    words: Words,
    organisation: String,
    /// The code to be typed on the page of the link; empty where words went to a person.
    code: String,
    due: String,
}

/// What was typed.
#[derive(Default)]
struct Typed {
    kind: Option<Kind>,
    email: String,
    text: String,
    language: &'static str,
    is_wrong: bool,
}

impl Typed {
    fn of(form: &FormFields, words: Words) -> Self {
        let typed = |name| form.first(name).unwrap_or_default().trim().to_owned();
        let mut typed = Self {
            kind: form.first("kind").and_then(Kind::parse),
            email: typed("email"),
            text: typed("text").replace("\r\n", "\n"),
            language: topics::language(form, words),
            is_wrong: true,
        };
        typed.is_wrong = typed.kind.is_none() || typed.has_bad_address() || typed.has_bad_text();
        typed
    }

    /// An address is needed unless the words are for a person, and then may be left out.
    fn has_bad_address(&self) -> bool {
        let may_be_empty = self.kind.is_some_and(|kind| !kind.is_about_an_address());
        !(self.email.is_empty() && may_be_empty) && Address::parse(&self.email).is_none()
    }

    fn has_bad_text(&self) -> bool {
        let is_needed = self.kind.is_some_and(|kind| !kind.is_about_an_address());
        is_needed && self.text.is_empty() || self.text.chars().count() > LONGEST
    }
}

/// GET /privacy/requests
pub async fn show(
    request: HttpRequest,
    organisation: Data<OrganisationDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let typed = Typed {
        language: words.lang(),
        ..Typed::default()
    };
    form_page(words, &organisation, catalogue, &typed).await
}

/// POST /privacy/requests
pub async fn create(
    request: HttpRequest,
    form: FormFields,
    site: Data<Site>,
    desk: Data<RequestDesk>,
    organisation: Data<OrganisationDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let (words, evenly) = (words_for(&request), Evenly::begin());
    let typed = Typed::of(&form, words);
    let (Some(kind), false) = (typed.kind, typed.is_wrong) else {
        return form_page(words, &organisation, catalogue, &typed).await;
    };
    let (code, address) = (desk.fresh_code(), Address::parse(&typed.email));
    let mut shown = String::new();
    let is_free = site.may_send_mail(&request);
    match (kind.is_about_an_address(), address) {
        (true, Some(address)) => {
            shown = code.in_groups();
            if is_free {
                let language = typed.language;
                blocking(move || desk.ask(kind, &address, language, &code)).await?;
            }
        }
        // words that nobody would read are not taken
        (_, _) if !is_free => return Err(AppError::TooMany(std::time::Duration::from_secs(3_600))),
        (_, address) => {
            let (text, language) = (typed.text, typed.language);
            if !blocking(move || desk.write(kind, &text, address.as_ref(), language)).await? {
                return Err(AppError::TooMany(std::time::Duration::from_secs(3_600)));
            }
        }
    }
    let page = RequestedPage {
        words,
        organisation: organisation.current().await?.name.clone(),
        code: shown,
        due: due(words),
    };
    evenly.end().await;
    Ok(draw(StatusCode::OK, &page))
}

async fn form_page(
    words: Words,
    organisation: &OrganisationDesk,
    catalogue: Data<Catalogue>,
    typed: &Typed,
) -> Result<HttpResponse, AppError> {
    let listed = blocking(move || catalogue.listed()).await?;
    let survey = |survey: &crate::domain::survey::Survey| {
        let title = survey.title.in_language(words.lang()).to_owned();
        (survey.slug.to_string(), title)
    };
    let kind = |kind: Kind| KindLine {
        value: kind.name(),
        label: words.t(&format!("request-{}", kind.name())),
        hint: words.t(&format!("request-{}-about", kind.name())),
        is_on: typed.kind == Some(kind),
    };
    let wrong = |is_wrong: bool, key: &str| (typed.is_wrong && is_wrong).then(|| words.t(key));
    let longest = i64::try_from(LONGEST).unwrap_or_default();
    let is_long = typed.text.chars().count() > LONGEST;
    let page = RequestsPage {
        words,
        organisation: organisation.current().await?.name.clone(),
        surveys: listed.iter().map(|published| survey(&published.survey)).collect(),
        kinds: Kind::ALL.map(kind).into(),
        kind_problem: wrong(typed.kind.is_none(), "requests-no-kind"),
        email: typed.email.clone(),
        email_problem: wrong(typed.has_bad_address(), "subscribe-no-address"),
        text: typed.text.clone(),
        text_problem: match is_long {
            true => Some(words.with_one("requests-long", "most", longest)),
            false => wrong(typed.has_bad_text(), "requests-no-text"),
        },
        text_hint: words.with_one("requests-text-hint", "most", longest),
        languages: topics::languages(typed.language),
        due: due(words),
    };
    Ok(draw(typed_status(typed.is_wrong), &page))
}

fn due(words: Words) -> String {
    words.with_one("requests-due", "days", i64::try_from(DUE).unwrap_or_default())
}
