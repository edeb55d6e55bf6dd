//! The register of those who handle data, for privacy officers: who there is, what comes soon, what is wrong.

pub mod entry;
pub mod inventory;
pub mod retention;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::NaiveDate;

use super::done::Done;
use super::signed_in::SignedIn;
use crate::clock::Clock;
use crate::domain::permission::Permission;
use crate::domain::processor::{Due, Processor, Role, State};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::processors::ProcessorDesk;
use crate::services::retention::{Refused, RetentionDesk};
use crate::text::{Argument, Words};
use crate::web::desks::Site;
use crate::web::handling::kind_names;
use crate::web::handling::processors::role_name;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "staff/processors.html")]
struct RegisterPage {
    words: Words,
    section: &'static str,
    done: Option<String>,
    warnings: Vec<String>,
    entries: Vec<EntryLine>,
    /// Whether something waits for the next version of the policy.
    has_proposals: bool,
    may_keep: bool,
}

struct EntryLine {
    id: String,
    name: String,
    state: String,
    tone: &'static str,
    facts: Vec<(String, String)>,
    is_open: bool,
}

/// GET /staff/processors
pub async fn index(
    request: HttpRequest,
    who: SignedIn,
    done: Query<Done>,
    desk: Data<ProcessorDesk>,
    (site, clock): (Data<Site>, Data<dyn Clock>),
) -> Result<HttpResponse, AppError> {
    let (words, today) = (words_for(&request), clock.today());
    let reading = desk.clone();
    let (all, due) = blocking(move || Ok((reading.all()?, reading.due()?))).await?;
    let missing = unregistered(words, &site, &desk).await?;
    let page = RegisterPage {
        words,
        section: "office",
        done: done.told(words),
        warnings: missing.into_iter().chain(reminders(words, &due, today)).collect(),
        has_proposals: all.iter().any(|one| one.state(today) == State::Proposed),
        entries: all.into_iter().map(|one| line(words, one, today)).collect(),
        may_keep: who.may(Permission::KeepRegister),
    };
    Ok(draw(StatusCode::OK, &page))
}

fn line(words: Words, entry: Processor, today: NaiveDate) -> EntryLine {
    let state = entry.state(today);
    let day = |day: Option<NaiveDate>| day.map_or_else(|| "–".to_owned(), |day| words.date(day));
    let mut facts = told(words, &entry);
    facts.extend([
        (words.t("processor-contract_on"), day(entry.kept.contract_on)),
        (words.t("processor-valid_until"), day(entry.kept.valid_until)),
        (words.t("processor-review_on"), day(entry.kept.review_on)),
    ]);
    facts.extend(
        entry
            .uses_from
            .map(|first| (words.t("processors-since"), words.date(first))),
    );
    facts.extend(
        entry
            .ended_on
            .map(|last| (words.t("processor-ended"), words.date(last))),
    );
    EntryLine {
        id: entry.id.to_string(),
        state: words.t(&format!("processor-state-{}", state.name())),
        tone: match state {
            State::InUse => "good",
            State::Proposed | State::Announced => "warning",
            State::Ended => "",
        },
        is_open: state != State::Ended,
        facts,
        name: entry.told.name,
    }
}

/// What people are told, with the host, which they are not.
fn told(words: Words, entry: &Processor) -> Vec<(String, String)> {
    let mut facts = vec![
        (words.t("processor-role"), role_name(words, entry)),
        (words.t("processor-purpose"), entry.told.purpose.clone()),
        (words.t("processor-data"), kind_names(words, &entry.told.kinds())),
        (words.t("processor-place"), entry.told.place.clone()),
    ];
    if !entry.told.host.is_empty() {
        facts.push((words.t("processor-host"), entry.told.host.clone()));
    }
    facts
}

/// The entry that is missing for mails to go out, in words; none where none is.
pub async fn unregistered(
    words: Words,
    site: &Data<Site>,
    desk: &Data<ProcessorDesk>,
) -> Result<Option<String>, AppError> {
    let Some(host) = site.relay.clone() else {
        return Ok(None);
    };
    let (desk, asked) = (desk.clone(), host.clone());
    let is_permitted = blocking(move || desk.permits_relay(&asked)).await?;
    let entry = format!("{} {host}", Role::MailRelay.name());
    Ok((!is_permitted).then(|| words.with_one("processors-missing", "entry", entry)))
}

/// A line for each day that comes soon or is past.
fn reminders(words: Words, due: &[(Processor, Due)], today: NaiveDate) -> Vec<String> {
    let line = |(entry, due): &(Processor, Due)| {
        let is_past = due.day < today;
        let key = match (due.field, is_past) {
            ("valid_until", false) => "processor-runs-out",
            ("valid_until", true) => "processor-ran-out",
            (_, false) => "processor-review-soon",
            (_, true) => "processor-review-late",
        };
        let arguments: [(&str, &dyn Argument); 2] = [("name", &entry.told.name), ("day", &words.date(due.day))];
        words.with(key, &arguments)
    };
    due.iter().map(line).collect()
}

/// What whoever keeps the register is told in the office: where, and what.
pub async fn warnings(
    words: Words,
    site: &Data<Site>,
    desk: &Data<ProcessorDesk>,
    retention: &Data<RetentionDesk>,
    today: NaiveDate,
) -> Result<Vec<(&'static str, String)>, AppError> {
    let (reading, clock) = (desk.clone(), retention.clone());
    let (due, refused) = blocking(move || Ok((reading.due()?, clock.refusal()?))).await?;
    let missing = unregistered(words, site, desk).await?;
    let register = missing.into_iter().chain(reminders(words, &due, today));
    let clock = refused.map(|refused| ("/staff/retention", refusal(words, refused)));
    Ok(register.map(|line| ("/staff/processors", line)).chain(clock).collect())
}

/// Why nothing is deleted, in words.
pub fn refusal(words: Words, refused: Refused) -> String {
    words.with_one(
        &format!("retention-clock-{}", refused.name()),
        "day",
        words.date(refused.day()),
    )
}
