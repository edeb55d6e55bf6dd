//! The page that both proofs open: everything that is held about an address, and what its owner does about it. What opens it travels in its
//! forms for half an hour, never in an address.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use crate::domain::address::Address;
use crate::domain::request::{Kind, LONGEST};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::{Catalogue, Published};
use crate::services::organisation::OrganisationDesk;
use crate::services::requests::{Grant, Held, RequestDesk, Tried};
use crate::text::Words;
use crate::web::desks::Site;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, words_for};
use crate::web::topics::{self, LanguageLine, TopicLine};

/// The page of the link: asks for the code.
#[derive(Template)]
#[template(path = "public/request_code.html")]
struct CodePage {
    words: Words,
    organisation: String,
    link: String,
    is_there: bool,
    is_wrong: bool,
}

/// What is held.
#[derive(Template)]
#[template(path = "public/held.html")]
struct HeldPage {
    words: Words,
    organisation: String,
    address: String,
    /// The hidden field; empty in the copy to keep, which has no forms.
    grant: String,
    done: Option<String>,
    problem: Option<Problem>,
    is_nothing: bool,
    is_partial: bool,
    is_staff: bool,
    is_suppressed: bool,
    subscription: Option<SubscriptionPart>,
    invitations: Vec<Vec<(String, String)>>,
    requests: Vec<String>,
    text: String,
    new_address: String,
}

struct SubscriptionPart {
    topics: Vec<TopicLine>,
    languages: Vec<LanguageLine>,
    language: String,
    since: String,
    is_confirmed: bool,
    choices: String,
}

/// What has to be put right, and the field.
struct Problem {
    field: &'static str,
    told: String,
}

/// GET /privacy/requests/{link}: opening it changes nothing, since scanners open links.
pub async fn ask(
    request: HttpRequest,
    link: Path<String>,
    desk: Data<RequestDesk>,
    organisation: Data<OrganisationDesk>,
) -> Result<HttpResponse, AppError> {
    let asked = link.clone();
    let is_there = blocking(move || desk.is_link(&asked)).await?;
    code_page(&request, &organisation, link.into_inner(), is_there, false).await
}

/// POST /privacy/requests/{link}: the code.
pub async fn open(
    request: HttpRequest,
    link: Path<String>,
    form: FormFields,
    desk: Data<RequestDesk>,
    organisation: Data<OrganisationDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let (asked, trying) = (link.clone(), desk.clone());
    let typed = form.first("code").unwrap_or_default().to_owned();
    let tried = blocking(move || trying.open(&asked, &typed)).await?;
    match tried {
        Tried::Gone => code_page(&request, &organisation, link.into_inner(), false, false).await,
        Tried::Wrong => code_page(&request, &organisation, link.into_inner(), true, true).await,
        Tried::Open(grant) => {
            let page = held_page(&request, &organisation, desk, catalogue, grant).await?;
            Ok(draw(StatusCode::OK, &page))
        }
    }
}

/// POST /privacy/requests/opened
pub async fn act(
    request: HttpRequest,
    form: FormFields,
    site: Data<Site>,
    desk: Data<RequestDesk>,
    organisation: Data<OrganisationDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let Some(grant) = desk.read(form.first("grant").unwrap_or_default()) else {
        return code_page(&request, &organisation, String::new(), false, false).await;
    };
    let act = form.first("act").unwrap_or_default().to_owned();
    match act.as_str() {
        "json" => return json(desk, grant).await,
        "copy" => {
            let mut page = held_page(&request, &organisation, desk, catalogue, grant).await?;
            page.grant = String::new();
            let mut answer = draw(StatusCode::OK, &page);
            attach(&mut answer, "attachment; filename=\"held.html\"");
            return Ok(answer);
        }
        _ => {}
    }
    let (done, problem) = match done(words, &act, form, &site, &request, &desk, &grant).await? {
        Ok(done) => (done, None),
        Err(problem) => (None, Some(problem)),
    };
    let mut page = held_page(&request, &organisation, desk, catalogue, grant).await?;
    let status = match problem {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    if let Some((problem, typed)) = problem {
        match problem.field {
            "text" => page.text = typed,
            "new" => page.new_address = typed,
            _ => {}
        }
        page.problem = Some(problem);
    }
    page.done = done.map(|key| words.t(key));
    Ok(draw(status, &page))
}

/// Does it: gives the word for what was done, or what has to be put right and what was typed there.
async fn done(
    words: Words,
    act: &str,
    form: FormFields,
    site: &Site,
    request: &HttpRequest,
    desk: &Data<RequestDesk>,
    grant: &Grant,
) -> Result<Result<Option<&'static str>, (Problem, String)>, AppError> {
    let (desk, grant) = (desk.clone(), desk.read(grant.token()));
    let Some(grant) = grant else { return Ok(Ok(None)) };
    let language = topics::language(&form, words);
    let wrong = |field, key: &str, typed: &str| {
        let told = words.t(key);
        Ok(Err((Problem { field, told }, typed.to_owned())))
    };
    let done = match act {
        "language" => {
            blocking(move || desk.set_language(&grant, language)).await?;
            "held-done-language"
        }
        "move" => {
            let typed = form.first("new").unwrap_or_default();
            let Some(address) = Address::parse(typed) else {
                return wrong("new", "subscribe-no-address", typed);
            };
            if site.may_send_mail(request) {
                blocking(move || desk.move_to(&grant, &address)).await?;
            }
            "held-done-move"
        }
        "object" => {
            blocking(move || desk.object(&grant)).await?;
            "held-done-object"
        }
        "delete" => {
            if form.first("sure") != Some("yes") {
                return wrong("sure", "held-not-sure", "");
            }
            let (never, address) = (form.first("never") == Some("yes"), grant.address().clone());
            blocking(move || desk.erase(&grant, never)).await?;
            site.forget_kept_mails(&address).await;
            "held-done-delete"
        }
        "person" => {
            let typed = form.first("text").unwrap_or_default().trim().replace("\r\n", "\n");
            if typed.is_empty() {
                return wrong("text", "requests-no-text", &typed);
            }
            if typed.chars().count() > LONGEST {
                return wrong("text", "held-long", &typed);
            }
            let kind = form.first("kind").and_then(Kind::parse).unwrap_or(Kind::Restriction);
            let language = words.lang();
            blocking(move || desk.ask_a_person(&grant, kind, &typed, language)).await?;
            "held-done-person"
        }
        _ => return Ok(Ok(None)),
    };
    Ok(Ok(Some(done)))
}

async fn json(desk: Data<RequestDesk>, grant: Grant) -> Result<HttpResponse, AppError> {
    let document = blocking(move || Ok(desk.held(&grant)?.document(grant.address()))).await?;
    let mut answer = HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(format!("{document:#}\n"));
    attach(&mut answer, "attachment; filename=\"held.json\"");
    Ok(answer)
}

fn attach(answer: &mut HttpResponse, as_file: &'static str) {
    let value = actix_web::http::header::HeaderValue::from_static(as_file);
    answer.headers_mut().insert(CONTENT_DISPOSITION, value);
}

async fn code_page(
    request: &HttpRequest,
    organisation: &OrganisationDesk,
    link: String,
    is_there: bool,
    is_wrong: bool,
) -> Result<HttpResponse, AppError> {
    let status = match (is_there, is_wrong) {
        (false, _) => StatusCode::NOT_FOUND,
        (true, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, false) => StatusCode::OK,
    };
    let page = CodePage {
        words: words_for(request),
        organisation: organisation.current().await?.name.clone(),
        link,
        is_there,
        is_wrong,
    };
    Ok(draw(status, &page))
}

async fn held_page(
    request: &HttpRequest,
    organisation: &OrganisationDesk,
    desk: Data<RequestDesk>,
    catalogue: Data<Catalogue>,
    grant: Grant,
) -> Result<HeldPage, AppError> {
    let words = words_for(request);
    let (address, token) = (grant.address().text(), grant.token().to_owned());
    let (held, listed) = blocking(move || Ok((desk.held(&grant)?, catalogue.listed()?))).await?;
    Ok(HeldPage {
        organisation: organisation.current().await?.name.clone(),
        address,
        grant: token,
        done: None,
        problem: None,
        is_nothing: held.is_nothing(),
        is_partial: held.partial,
        is_staff: held.staff,
        is_suppressed: held.suppressed,
        subscription: subscription(words, &held, &listed),
        invitations: invitations(words, &held),
        requests: requests(words, &held),
        text: String::new(),
        new_address: String::new(),
        words,
    })
}

fn subscription(words: Words, held: &Held, listed: &[Arc<Published>]) -> Option<SubscriptionPart> {
    held.subscription.as_ref().map(|held| SubscriptionPart {
        topics: topics::told(words, listed, &held.topics),
        languages: topics::languages(&held.language),
        language: Words::for_tag(&held.language).t("staff-language-name"),
        since: words.date(held.created_on),
        is_confirmed: held.confirmed,
        choices: format!("/choices/{}", held.token),
    })
}

fn invitations(words: Words, held: &Held) -> Vec<Vec<(String, String)>> {
    let line = |key: &str, value: String| (words.t(key), value);
    let of = held.invitations.iter().map(|held| {
        let until = held.ends_on.map_or_else(|| "–".to_owned(), |day| words.date(day));
        let state = words.t(&format!("held-state-{}", held.state));
        vec![
            line("held-campaign", held.name.clone()),
            line("held-purpose", held.purpose.clone()),
            line("held-source", held.source.clone()),
            line("held-survey", held.survey.clone()),
            line("held-state", state),
            line("held-until", until),
        ]
    });
    of.collect()
}

fn requests(words: Words, held: &Held) -> Vec<String> {
    let of = held.requests.iter().map(|held| {
        let kind = words.t(&format!("request-{}", held.kind.name()));
        let state = words.t(&format!("request-state-{}", held.state.name()));
        let (came, due) = (words.date(held.received_on), words.date(held.due_on));
        let days = words.with_two("held-request-days", "came", came, "due", due);
        format!("{kind} – {state}. {days}")
    });
    of.collect()
}
