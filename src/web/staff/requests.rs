//! Requests that need a person, for the privacy officer: by the day they are due; one opened, answered and closed.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::done::Done;
use super::signed_in::SignedIn;
use super::{Did, see_other};
use crate::domain::id::Id;
use crate::domain::request::{KEPT, State};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::requests::{Case, Line, RequestDesk};
use crate::text::Words;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, typed_status, words_for};

/// Letters of an answer at most.
const LONGEST: usize = 10_000;

#[derive(Template)]
#[template(path = "staff/requests.html")]
struct RequestsPage {
    words: Words,
    section: &'static str,
    done: Option<String>,
    /// How many there are in each state.
    counts: Vec<String>,
    waiting: Vec<RequestLine>,
    others: Vec<RequestLine>,
}

struct RequestLine {
    id: Id,
    kind: String,
    state: String,
    came: String,
    due: String,
    is_overdue: bool,
}

#[derive(Template)]
#[template(path = "staff/request.html")]
struct RequestPage {
    words: Words,
    section: &'static str,
    line: RequestLine,
    waits: bool,
    address: Option<String>,
    text: Option<String>,
    answer: Option<String>,
    typed: String,
    problem: Option<String>,
    kept: String,
}

/// GET /staff/requests
pub async fn index(
    request: HttpRequest,
    _: SignedIn,
    done: Query<Done>,
    desk: Data<RequestDesk>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let (lines, counts) = blocking(move || desk.list()).await?;
    let (waiting, others): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(|line| line.state == State::Person);
    let count = |(state, count): &(State, i64)| {
        let state = words.t(&format!("request-state-{}", state.name()));
        format!("{state}: {}", words.number(*count))
    };
    let page = RequestsPage {
        words,
        section: "office",
        done: done.told(words),
        counts: counts.iter().map(count).collect(),
        waiting: waiting.into_iter().map(|line| row(words, line)).collect(),
        others: others.into_iter().map(|line| row(words, line)).collect(),
    };
    Ok(draw(StatusCode::OK, &page))
}

/// GET /staff/requests/{id}
pub async fn show(
    request: HttpRequest,
    who: SignedIn,
    id: Path<String>,
    desk: Data<RequestDesk>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let case = find(&who, &id, desk).await?;
    Ok(draw(StatusCode::OK, &page(words, case, String::new(), None)))
}

/// POST /staff/requests/{id}: the answer, or closing without one.
pub async fn update(
    request: HttpRequest,
    who: SignedIn,
    id: Path<String>,
    form: FormFields,
    desk: Data<RequestDesk>,
) -> Result<HttpResponse, AppError> {
    let (words, proofs) = (words_for(&request), *who.proofs());
    let case = find(&who, &id, desk.clone()).await?;
    let typed = form.first("answer").unwrap_or_default().trim().replace("\r\n", "\n");
    let closes = form.first("act") == Some("close");
    let problem = match (closes, typed.chars().count()) {
        (true, _) => None,
        (false, 0) => Some(words.t("request-no-answer")),
        (false, length) => (length > LONGEST).then(|| words.with_one("requests-long", "most", 10_000)),
    };
    if problem.is_some() {
        return Ok(draw(typed_status(true), &page(words, case, typed, problem)));
    }
    let (id, text) = (case.line.id, if closes { String::new() } else { typed.clone() });
    if !blocking(move || desk.answer(id, &text, &proofs)).await? {
        let problem = words.t("request-not-waiting");
        return Ok(draw(typed_status(true), &page(words, case, typed, Some(problem))));
    }
    let what = match closes {
        true => "request.closed",
        false => "request.answered",
    };
    let answer = see_other("/staff/requests?done=request-answered");
    Ok(Did::say(what, id.to_string(), answer))
}

async fn find(who: &SignedIn, id: &str, desk: Data<RequestDesk>) -> Result<Case, AppError> {
    let (id, proofs) = (Id::parse(id).ok_or(AppError::NotFound)?, *who.proofs());
    let case = blocking(move || desk.case(id, &proofs)).await?;
    case.ok_or(AppError::NotFound)
}

fn page(words: Words, case: Case, typed: String, problem: Option<String>) -> RequestPage {
    RequestPage {
        words,
        section: "office",
        waits: case.line.state == State::Person,
        line: row(words, &case.line),
        address: case.address,
        text: case.text,
        answer: case.answer,
        typed,
        problem,
        kept: words.with_one("request-kept", "days", i64::try_from(KEPT).unwrap_or_default()),
    }
}

fn row(words: Words, line: &Line) -> RequestLine {
    RequestLine {
        id: line.id,
        kind: words.t(&format!("request-{}", line.kind.name())),
        state: words.t(&format!("request-state-{}", line.state.name())),
        came: words.date(line.received_on),
        due: words.date(line.due_on),
        is_overdue: line.is_overdue,
    }
}
