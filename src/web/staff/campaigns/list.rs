//! The list of addresses: read and told before anything is stored, then sent. Until then it lives in the form alone.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::field::{FieldPart, typed};
use super::result::ResultPart;
use super::{Known, refused};
use crate::clock::Clock;
use crate::domain::campaign::{DAYS, MOST_DAYS, State};
use crate::domain::invitees::{Columns, List};
use crate::domain::release::digest;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::campaigns::{CampaignDesk, NotSealed, Preview, Wish};
use crate::services::catalogue::Catalogue;
use crate::services::organisation::OrganisationDesk;
use crate::services::publish::SurveyDesk;
use crate::text::Words;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, words_for};
use crate::web::staff::see_other;
use crate::web::staff::signed_in::SignedIn;
use crate::web::staff::survey_head::SurveyHeadPart;

/// The time of the first mail where only a day was typed.
const MORNING: &str = "09:00";
#[derive(Template)]
#[template(path = "staff/campaign_list.html")]
struct ListPage {
    words: Words,
    section: &'static str,
    head: SurveyHeadPart,
    name: String,
    back: String,
    text: String,
    least: String,
    columns: Vec<FieldPart>,
    result: Option<ResultPart>,
    /// What was looked at, so that nothing else is sent.
    checked: String,
    start: [FieldPart; 2],
    days: FieldPart,
    problems: Vec<(String, String)>,
    text_problem: Option<String>,
    /// Whether it begins without a list.
    standing: bool,
}

/// What was typed.
#[derive(Default)]
struct Typed {
    text: String,
    columns: Columns,
    checked: String,
    day: String,
    time: String,
    days: String,
}

/// What the page tells of what was typed.
#[derive(Default)]
struct Told {
    result: Option<ResultPart>,
    problems: Vec<(String, String)>,
}

/// The form.
pub async fn new(
    request: HttpRequest,
    who: SignedIn,
    path: Path<(String, String)>,
    desk: Data<CampaignDesk>,
    surveys: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let known = Known::find(&who, &desk, &surveys, &catalogue, &path).await?;
    if known.campaign.state != State::Draft {
        return Ok(see_other(&known.href("")));
    }
    let typed = Typed {
        days: DAYS.to_string(),
        ..Typed::default()
    };
    let words = words_for(&request);
    let told = match known.campaign.plan.standing {
        true => told(words, &known, &typed, &List::default())?,
        false => Told::default(),
    };
    Ok(draw(StatusCode::OK, &page(words, &known, typed, told)?))
}

/// Tells what a list comes to; sends it where that is asked for, the list is the one that was told, and nothing stands against it.
pub async fn create(
    request: HttpRequest,
    who: SignedIn,
    path: Path<(String, String)>,
    desk: Data<CampaignDesk>,
    (surveys, catalogue): (Data<SurveyDesk>, Data<Catalogue>),
    (organisation, clock): (Data<OrganisationDesk>, Data<dyn Clock>),
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let known = Known::find(&who, &desk, &surveys, &catalogue, &path).await?;
    if known.campaign.state != State::Draft {
        return Ok(see_other(&known.href("")));
    }
    let (words, typed) = (words_for(&request), Typed::read(&form));
    let (asking, contact) = (Arc::clone(&desk), organisation.current().await?.contact.clone());
    let own = blocking(move || asking.own_addresses(&contact)).await?;
    let (text, columns) = (typed.text.clone(), typed.columns.clone());
    let list = blocking(move || Ok(List::read(&text, &columns, &own))).await?;
    let mut told = told(words, &known, &typed, &list)?;
    if form.first("act") == Some("send") && told.problems.is_empty() {
        match wish(words, &known, &typed, clock.now())? {
            Err(problems) => told.problems = problems,
            Ok(wish) => {
                let (slug, id) = (path.0.clone(), known.campaign.id);
                let sending = blocking(move || desk.seal(&slug, id, &list, wish)).await?;
                catalogue.forget();
                match sending {
                    Ok(_) => return Ok(see_other(&known.href("?done=sending"))),
                    Err(refusal) => told.problems.push(refusal_of(words, &refusal)?),
                }
            }
        }
    }
    let status = match told.problems.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok(draw(status, &page(words, &known, typed, told)?))
}

impl Typed {
    fn read(form: &FormFields) -> Self {
        Self {
            text: typed(form, "list"),
            columns: Columns {
                address: typed(form, "address"),
                language: typed(form, "language"),
                value: typed(form, "value"),
            },
            checked: typed(form, "checked"),
            day: typed(form, "start_day"),
            time: typed(form, "start_time"),
            days: typed(form, "days"),
        }
    }

    /// Changes with every change of the list or of its columns.
    fn mark(&self) -> String {
        let Columns {
            address,
            language,
            value,
        } = &self.columns;
        digest(
            [address, language, value, &self.text]
                .map(String::as_str)
                .join("\n")
                .as_bytes(),
        )
    }
}

/// What a list comes to, and what stands against it.
fn told(words: Words, known: &Known, typed: &Typed, list: &List) -> Result<Told, AppError> {
    let (published, segment) = (known.published()?, known.campaign.plan.segment.as_deref());
    let preview = Preview::of(list, published, segment);
    let mut problems = Vec::new();
    if known.campaign.plan.standing {
        // single invitations begin without a list
        let result = Some(ResultPart::of(words, list, &preview, true));
        return Ok(Told { result, problems });
    }
    let columns = [
        ("address", &typed.columns.address),
        ("language", &typed.columns.language),
        ("value", &typed.columns.value),
    ];
    for (id, heading) in columns {
        if list.missing.contains(heading) {
            let problem = words.with_one("staff-list-no-heading", "heading", heading.as_str());
            problems.push((id.to_owned(), problem));
        }
    }
    if segment.is_some() && typed.columns.value.is_empty() {
        problems.push(("value".to_owned(), words.t("staff-list-value-missing")));
    }
    if list.people.is_empty() {
        problems.push(("list".to_owned(), words.t("staff-list-empty")));
    } else if preview.people < preview.least {
        problems.push(refusal_of(words, &NotSealed::TooFew(preview.least))?);
    }
    if !preview.unknown.is_empty() {
        problems.push(refusal_of(words, &NotSealed::UnknownValues(preview.unknown.clone()))?);
    }
    let result = (!typed.text.is_empty()).then(|| ResultPart::of(words, list, &preview, problems.is_empty()));
    Ok(Told { result, problems })
}

fn refusal_of(words: Words, refusal: &NotSealed) -> Result<(String, String), AppError> {
    let told = refused::told(words, refusal).ok_or(AppError::NotFound)?;
    Ok(("list".to_owned(), told))
}

/// When it begins and how long its addresses are kept, or what is to be put right.
fn wish(
    words: Words,
    known: &Known,
    typed: &Typed,
    now: NaiveDateTime,
) -> Result<Result<Wish, Vec<(String, String)>>, AppError> {
    let mut problems = Vec::new();
    let mut problem = |id: &str, told: String| problems.push((id.to_owned(), told));
    if typed.checked != typed.mark() {
        problem("list", words.t("staff-list-changed"));
    }
    let time = if typed.time.is_empty() { MORNING } else { &typed.time };
    let (day, time) = (
        NaiveDate::parse_from_str(&typed.day, "%Y-%m-%d"),
        NaiveTime::parse_from_str(time, "%H:%M"),
    );
    let starts_at = match (typed.day.is_empty(), day, time) {
        (true, _, _) => now,
        (false, Ok(day), Ok(time)) => day.and_time(time),
        (false, Err(_), _) => {
            problem("start_day", words.t("staff-list-day-wrong"));
            now
        }
        (false, _, Err(_)) => {
            problem("start_time", words.t("staff-list-time-wrong"));
            now
        }
    };
    if starts_at < now {
        problem("start_day", words.t("staff-list-start-past"));
    }
    let end = known.published()?.span_on(now.date()).end;
    if !known.campaign.plan.standing && starts_at.date() >= end {
        problem(
            "start_day",
            words.with_one("staff-list-start-late", "day", words.date(end)),
        );
    }
    let days = typed.days.parse().ok().filter(|days| (1..=MOST_DAYS).contains(days));
    let Some(days) = days else {
        problem("days", words.with_one("staff-list-days-wrong", "most", MOST_DAYS));
        return Ok(Err(problems));
    };
    Ok(if problems.is_empty() {
        Ok(Wish { starts_at, days })
    } else {
        Err(problems)
    })
}

fn page(words: Words, known: &Known, typed: Typed, told: Told) -> Result<ListPage, AppError> {
    let Told { result, problems } = told;
    let problem = |id: &str| {
        problems
            .iter()
            .find(|(known, _)| known == id)
            .map(|(_, told)| told.clone())
    };
    let with_problem = |mut field: FieldPart| {
        field.problem = problem(&field.id);
        field
    };
    let column =
        |id: &str, label: &str, hint: &str, value: &str| with_problem(FieldPart::line(words, id, label, hint, value));
    let short = |kind: &'static str, id: &str, label: &str, hint: &str, value: &str| {
        with_problem(FieldPart::short(words, kind, id, label, hint, value))
    };
    let Columns {
        address,
        language,
        value,
    } = &typed.columns;
    let mut columns = vec![
        column("address", "staff-list-address", "staff-list-address-hint", address),
        column("language", "staff-list-language", "staff-list-language-hint", language),
    ];
    if known.campaign.plan.segment.is_some() {
        columns.push(column("value", "staff-list-value", "staff-list-value-hint", value));
    }
    let least = Preview::of(&List::default(), known.published()?, None).least;
    Ok(ListPage {
        words,
        section: "surveys",
        head: known.found.head(words, "invitations"),
        name: known.campaign.plan.name.clone(),
        back: known.href(""),
        least: words.with_one("staff-list-least", "least", least),
        standing: known.campaign.plan.standing,
        columns,
        checked: typed.mark(),
        start: [
            short(
                "date",
                "start_day",
                "staff-list-start-day",
                "staff-list-start-day-hint",
                &typed.day,
            ),
            short(
                "time",
                "start_time",
                "staff-list-start-time",
                "staff-list-start-time-hint",
                &typed.time,
            ),
        ],
        days: short("text", "days", "staff-list-days", "staff-list-days-hint", &typed.days),
        text_problem: problem("list"),
        text: typed.text,
        result,
        problems,
    })
}
