//! The guard of every page of staff: finds the route in the table, asks who it is, and writes down what they are about to do. A handler
//! runs only behind it.

use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse};
use askama::Template;

use super::access::{Access, Row, find};
use super::see_other;
use super::signed_in::{BegunSession, SignedIn, token};
use crate::domain::id::Id;
use crate::domain::permission::Permission;
use crate::domain::slug::Slug;
use crate::domain::trail::Act;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::publish::SurveyDesk;
use crate::services::staff::{Begun, StaffDesk, Whole};
use crate::services::trail::TrailDesk;
use crate::services::training::TrainingDesk;
use crate::text::Words;
use crate::web::page::{draw, words_for};

/// The answer to a form that was sent by nobody signed in, or by somebody who has to prove again who they are. Only the browser keeps
/// what was typed: it sends it again when this page is reloaded.
#[derive(Template)]
#[template(path = "staff/session_ended.html")]
struct SessionEndedPage {
    words: Words,
    why: Turned,
}

/// Why a form was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turned {
    /// Nobody is signed in.
    Ended,
    /// Somebody is, and has to prove once more who they are.
    Stale,
    /// Somebody is, and has to know the guidelines first.
    Untrained,
}

/// Middleware around all routes of staff.
pub async fn guard(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let method = match *request.method() {
        Method::HEAD => Method::GET,
        ref other => other.clone(),
    };
    let pattern = request.match_pattern().unwrap_or_default();
    let row = match find(method.as_str(), &pattern) {
        Ok(row) => row,
        Err(is_known) => {
            let status = match is_known {
                true => StatusCode::METHOD_NOT_ALLOWED,
                false => StatusCode::NOT_FOUND,
            };
            return Ok(request
                .into_response(HttpResponse::build(status).finish())
                .map_into_boxed_body());
        }
    };
    if row.access == Access::Anybody {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    match admit(request.request(), row).await? {
        Admitted::Turned(answer) => Ok(request.into_response(answer).map_into_boxed_body()),
        Admitted::Half(begun) => {
            request.extensions_mut().insert(BegunSession::of(begun));
            Ok(next.call(request).await?.map_into_boxed_body())
        }
        Admitted::Whole(begun, whole) => {
            let act = act(request.request(), &whole, row.act);
            let trail = desk::<TrailDesk>(request.request())?;
            if !row.act.is_empty() {
                note(&trail, act.clone()).await?;
            }
            {
                let mut kept = request.extensions_mut();
                kept.insert(BegunSession::of(begun));
                kept.insert(SignedIn::of(whole));
            }
            let answer = next.call(request).await?.map_into_boxed_body();
            if let Some(what) = outcome(row, &answer, &act) {
                note(&trail, what).await?;
            }
            Ok(answer)
        }
    }
}

/// Who comes in.
enum Admitted {
    /// Nobody: this is what they see.
    Turned(HttpResponse),
    /// Somebody whose second factor is missing.
    Half(Begun),
    /// Somebody of whom two proofs are on record.
    Whole(Begun, Whole),
}

async fn admit(request: &HttpRequest, row: &Row) -> Result<Admitted, AppError> {
    let staff = desk::<StaffDesk>(request)?;
    let begun = match token(request) {
        Some(token) => {
            let staff = Arc::clone(&staff);
            blocking(move || staff.session(&token)).await?
        }
        None => None,
    };
    let Some(begun) = begun else {
        return Ok(Admitted::Turned(turned(request, "/staff/sign-in", Turned::Ended)));
    };
    let Some(whole) = begun.whole() else {
        if row.access == Access::Begun {
            return Ok(Admitted::Half(begun));
        }
        let to = match begun.has_factor {
            true => "/staff/second",
            false => "/staff/second/new",
        };
        return Ok(Admitted::Turned(turned(request, to, Turned::Ended)));
    };
    if let Some(permission) = wanted(row.access)
        && !allowed(request, &whole, row.access, permission).await?
    {
        let what = format!("denied.{}", permission.name());
        note(&desk::<TrailDesk>(request)?, act(request, &whole, &what)).await?;
        return Err(AppError::NotFound);
    }
    if wanted(row.access).is_some_and(Permission::needs_training) {
        let (training, id) = (desk::<TrainingDesk>(request)?, whole.account.id);
        if !blocking(move || training.is_current(id)).await? {
            return Ok(Admitted::Turned(turned(request, "/staff/training", Turned::Untrained)));
        }
    }
    if row.fresh && !staff.is_fresh(&whole.session) {
        return Ok(Admitted::Turned(turned(request, "/staff/confirm", Turned::Stale)));
    }
    Ok(Admitted::Whole(begun, whole))
}

fn wanted(access: Access) -> Option<Permission> {
    match access {
        Access::May(permission) | Access::OfSurvey(permission) => Some(permission),
        Access::Anybody | Access::Begun | Access::Own => None,
    }
}

async fn allowed(
    request: &HttpRequest,
    whole: &Whole,
    access: Access,
    permission: Permission,
) -> Result<bool, AppError> {
    if !matches!(access, Access::OfSurvey(_)) {
        return Ok(whole.account.may(permission));
    }
    let (surveys, slug) = (desk::<SurveyDesk>(request)?, slug(request).to_owned());
    let survey = blocking(move || surveys.id_of(&slug)).await?;
    Ok(survey.is_some_and(|survey| whole.account.may_on(permission, survey)))
}

/// The survey in the address, as it was typed: one with escaped letters is none, whatever a handler would make of it.
fn slug(request: &HttpRequest) -> &str {
    let rest = request.path().strip_prefix("/staff/surveys/").unwrap_or_default();
    rest.split('/').next().unwrap_or_default()
}

fn act(request: &HttpRequest, whole: &Whole, what: &str) -> Act {
    let mut ids = request.path().split('/').filter(|part| Id::parse(part).is_some());
    let has_survey = request
        .match_pattern()
        .is_some_and(|pattern| pattern.contains("{slug}"));
    Act {
        who: whole.account.id.to_string(),
        what: what.to_owned(),
        // a name in an address that nobody here gave may be anything
        survey: Some(slug(request))
            .filter(|slug| has_survey && Slug::parse(slug).is_ok())
            .unwrap_or_default()
            .to_owned(),
        about: ids.next_back().unwrap_or_default().to_owned(),
    }
}

async fn note(trail: &Arc<TrailDesk>, act: Act) -> Result<(), AppError> {
    let trail = Arc::clone(trail);
    Ok(blocking(move || trail.note(&act)).await?)
}

/// What a handler did, where the address does not say it: told to the trail beside what was about to be done.
#[derive(Debug, Clone)]
pub struct Did {
    /// What, such as `people.removed`.
    pub what: &'static str,
    /// To whom or what: a random name, names of roles, a survey's name in addresses.
    pub about: String,
}

impl Did {
    /// An answer that says what was done.
    pub fn say(what: &'static str, about: String, mut answer: HttpResponse) -> HttpResponse {
        answer.extensions_mut().insert(Self { what, about });
        answer
    }
}

/// What is added to the trail after a form: what was done, or that nothing was. A form that is taken leads elsewhere or says what it did;
/// a preview is nothing done.
fn outcome(row: &Row, answer: &ServiceResponse<BoxBody>, act: &Act) -> Option<Act> {
    if row.act.is_empty() || row.method != "POST" {
        return None;
    }
    if let Some(did) = answer.response().extensions().get::<Did>() {
        return Some(Act {
            what: did.what.to_owned(),
            about: did.about.clone(),
            ..act.clone()
        });
    }
    (!answer.status().is_redirection()).then(|| Act {
        what: format!("{}.not", act.what),
        ..act.clone()
    })
}

fn desk<T: 'static>(request: &HttpRequest) -> Result<Arc<T>, AppError> {
    let found = request.app_data::<Data<T>>();
    found.map(|desk| Arc::clone(desk)).ok_or(AppError::NotFound)
}

fn turned(request: &HttpRequest, to: &str, why: Turned) -> HttpResponse {
    match *request.method() {
        Method::GET | Method::HEAD => see_other(&format!("{to}?next={}", escaped_address(asked_for(request)))),
        _ => {
            let page = SessionEndedPage {
                words: words_for(request),
                why,
            };
            draw(StatusCode::UNAUTHORIZED, &page)
        }
    }
}

fn asked_for(request: &HttpRequest) -> &str {
    let asked = request.uri().path_and_query();
    asked.map_or("/staff", |address| address.as_str())
}

/// An address, fit to stand in another address.
pub(super) fn escaped_address(asked: &str) -> String {
    asked
        .bytes()
        .map(|byte| match byte {
            b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}
