//! One entry of the register: proposing it, changing it, ending it.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::NaiveDate;

use super::told;
use crate::clock::Clock;
use crate::domain::id::Id;
use crate::domain::inventory::DataKind;
use crate::domain::processor::{Kept, Mistake, Processor, Role, State, Told};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::processors::{NotChanged, ProcessorDesk};
use crate::text::Words;
use crate::web::form_fields::FormFields;
use crate::web::handling::kind_name;
use crate::web::page::{draw, typed_status, words_for};
use crate::web::staff::guard::Did;
use crate::web::staff::see_other;
use crate::web::staff::signed_in::SignedIn;

#[derive(Template)]
#[template(path = "staff/processor.html")]
struct EntryPage {
    words: Words,
    section: &'static str,
    /// The random name, where there is an entry.
    id: String,
    title: String,
    /// What people were told, where they were.
    told: Vec<(String, String)>,
    /// What they will be told, where they were not.
    fields: Vec<FieldLine>,
    roles: Vec<ChoiceLine>,
    kinds: Vec<ChoiceLine>,
    kinds_problem: Option<String>,
    kept: Vec<FieldLine>,
    problems: Vec<(&'static str, String)>,
}

struct FieldLine {
    name: &'static str,
    label: String,
    hint: String,
    value: String,
    /// `line`, `long` or `day`.
    widget: &'static str,
    is_optional: bool,
    problem: Option<String>,
}

struct ChoiceLine {
    value: &'static str,
    label: String,
    is_chosen: bool,
}

/// What was typed, and what is wrong with it.
struct Typed {
    told: Told,
    kept: Kept,
    /// Days as they were typed.
    days: Vec<(&'static str, String)>,
    problems: Vec<(&'static str, &'static str)>,
}

const DAYS: [&str; 4] = ["contract_on", "valid_until", "measures_checked_on", "review_on"];

/// GET /staff/processors/new
pub async fn new(request: HttpRequest, _: SignedIn) -> HttpResponse {
    let typed = Typed {
        told: nobody(),
        kept: Kept::default(),
        days: Vec::new(),
        problems: Vec::new(),
    };
    draw(StatusCode::OK, &page(words_for(&request), &typed, None))
}

fn nobody() -> Told {
    Told {
        name: String::new(),
        role: Role::MailRelay,
        host: String::new(),
        purpose: String::new(),
        data: Vec::new(),
        place: String::new(),
    }
}

/// POST /staff/processors/new
pub async fn create(
    request: HttpRequest,
    _: SignedIn,
    desk: Data<ProcessorDesk>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let typed = read(&form, None);
    if !typed.problems.is_empty() {
        let page = page(words_for(&request), &typed, None);
        return Ok(draw(typed_status(true), &page));
    }
    let id = blocking(move || desk.propose(&typed.told, &typed.kept)).await?;
    let answer = see_other("/staff/processors?done=processor-proposed");
    Ok(Did::say("processors.proposed", id.to_string(), answer))
}

/// GET /staff/processors/{id}
pub async fn edit(
    request: HttpRequest,
    _: SignedIn,
    path: Path<String>,
    desk: Data<ProcessorDesk>,
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let entry = find(&desk, &path, clock.today()).await?;
    let typed = Typed {
        told: entry.told.clone(),
        days: days(&entry.kept),
        kept: entry.kept.clone(),
        problems: Vec::new(),
    };
    let known = Some((&entry, clock.today()));
    Ok(draw(StatusCode::OK, &page(words_for(&request), &typed, known)))
}

/// POST /staff/processors/{id}
pub async fn update(
    request: HttpRequest,
    _: SignedIn,
    path: Path<String>,
    desk: Data<ProcessorDesk>,
    clock: Data<dyn Clock>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let (words, today) = (words_for(&request), clock.today());
    let entry = find(&desk, &path, today).await?;
    let fixed = (entry.state(today) != State::Proposed).then(|| entry.told.clone());
    let mut typed = read(&form, fixed);
    if typed.problems.is_empty() {
        let (id, new_told, new_kept) = (entry.id, typed.told.clone(), typed.kept.clone());
        match blocking(move || desk.change(id, &new_told, &new_kept)).await? {
            Ok(()) => return Ok(see_other("/staff/processors?done=saved")),
            Err(NotChanged::Announced) => typed.problems.push(("name", "processor-announced")),
            Err(NotChanged::Unknown | NotChanged::Ended) => return Err(AppError::NotFound),
        }
    }
    Ok(draw(typed_status(true), &page(words, &typed, Some((&entry, today)))))
}

/// POST /staff/processors/{id}/end
pub async fn end(_: SignedIn, path: Path<String>, desk: Data<ProcessorDesk>) -> Result<HttpResponse, AppError> {
    let id = Id::parse(&path).ok_or(AppError::NotFound)?;
    match blocking(move || desk.end(id)).await? {
        Ok(true) => Ok(see_other("/staff/processors?done=processor-ended")),
        Ok(false) => Ok(see_other("/staff/processors?done=processor-withdrawn")),
        Err(_) => Err(AppError::NotFound),
    }
}

/// An entry that can still be changed.
async fn find(desk: &Data<ProcessorDesk>, path: &str, today: NaiveDate) -> Result<Processor, AppError> {
    let id = Id::parse(path).ok_or(AppError::NotFound)?;
    let desk = desk.clone();
    let found = blocking(move || desk.find(id)).await?;
    found
        .filter(|entry| entry.state(today) != State::Ended)
        .ok_or(AppError::NotFound)
}

fn days(kept: &Kept) -> Vec<(&'static str, String)> {
    let known = [
        kept.contract_on,
        kept.valid_until,
        kept.measures_checked_on,
        kept.review_on,
    ];
    let text = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    DAYS.into_iter().zip(known.map(text)).collect()
}

/// Reads the form; `fixed` is what people were told already, which no form changes.
fn read(form: &FormFields, fixed: Option<Told>) -> Typed {
    let text = |name: &str| {
        form.first(name)
            .unwrap_or_default()
            .replace("\r\n", "\n")
            .trim()
            .to_owned()
    };
    let mut problems = Vec::new();
    let typed: Vec<(&'static str, String)> = DAYS.into_iter().map(|name| (name, text(name))).collect();
    let mut parsed = typed.iter().map(|(name, typed)| match typed.parse::<NaiveDate>() {
        Ok(day) => Some(day),
        Err(_) => {
            if !typed.is_empty() {
                problems.push((*name, "processor-no-day"));
            }
            None
        }
    });
    let mut next = || parsed.next().flatten();
    let (contract_on, valid_until, measures_checked_on, review_on) = (next(), next(), next(), next());
    drop(parsed);
    let kept = Kept {
        contract_on,
        valid_until,
        measures: text("measures"),
        measures_checked_on,
        review_on,
    };
    let is_fixed = fixed.is_some();
    let told = fixed.unwrap_or_else(|| Told {
        name: text("name"),
        role: Role::parse(&text("role")).unwrap_or(Role::Other),
        host: text("host").to_ascii_lowercase(),
        purpose: text("purpose"),
        data: DataKind::ALL
            .iter()
            .filter(|kind| form.all("data").any(|name| name == kind.name()))
            .map(|kind| kind.name().to_owned())
            .collect(),
        place: text("place"),
    });
    let of_told = if is_fixed { Vec::new() } else { told.mistakes() };
    problems.extend(
        of_told
            .into_iter()
            .chain(kept.mistakes())
            .map(|(name, mistake)| (name, key(mistake))),
    );
    Typed {
        told,
        kept,
        days: typed,
        problems,
    }
}

fn key(mistake: Mistake) -> &'static str {
    match mistake {
        Mistake::Missing => "processor-missing",
        Mistake::TooLong => "processor-too-long",
        Mistake::NoHost => "processor-no-host",
        Mistake::EndsBefore => "processor-ends-before",
    }
}

fn page(words: Words, typed: &Typed, known: Option<(&Processor, NaiveDate)>) -> EntryPage {
    let problem = |name: &str| {
        let found = typed.problems.iter().find(|(field, _)| *field == name);
        found.map(|(_, key)| words.t(key))
    };
    let field = |name: &'static str, value: &str, widget: &'static str| FieldLine {
        name,
        label: words.t(&format!("processor-{name}")),
        hint: words.t(&format!("processor-{name}-hint")),
        value: value.to_owned(),
        widget,
        is_optional: !matches!(name, "name" | "purpose" | "place"),
        problem: problem(name),
    };
    let day = |name: &'static str| {
        let typed = typed.days.iter().find(|(field, _)| *field == name);
        field(name, typed.map_or("", |(_, typed)| typed.as_str()), "day")
    };
    let was_told = known.filter(|(entry, today)| entry.state(*today) != State::Proposed);
    let fields = match was_told {
        Some(_) => Vec::new(),
        None => vec![
            field("name", &typed.told.name, "line"),
            field("purpose", &typed.told.purpose, "long"),
            field("place", &typed.told.place, "line"),
            field("host", &typed.told.host, "line"),
        ],
    };
    let label = |name: &str| words.t(&format!("processor-{name}"));
    EntryPage {
        words,
        section: "office",
        id: known.map(|(entry, _)| entry.id.to_string()).unwrap_or_default(),
        title: known.map_or_else(|| words.t("processor-new"), |(entry, _)| entry.told.name.clone()),
        told: was_told.map(|(entry, _)| told(words, entry)).unwrap_or_default(),
        fields,
        roles: Role::ALL
            .into_iter()
            .map(|role| ChoiceLine {
                value: role.name(),
                label: words.t(&format!("processor-role-{}", role.name().replace('_', "-"))),
                is_chosen: role == typed.told.role,
            })
            .collect(),
        kinds: DataKind::ALL
            .iter()
            .map(|kind| ChoiceLine {
                value: kind.name(),
                label: kind_name(words, *kind),
                is_chosen: typed.told.data.iter().any(|name| name == kind.name()),
            })
            .collect(),
        kinds_problem: problem("data"),
        kept: vec![
            day("contract_on"),
            day("valid_until"),
            field("measures", &typed.kept.measures, "long"),
            day("measures_checked_on"),
            day("review_on"),
        ],
        problems: typed
            .problems
            .iter()
            .map(|(name, key)| (*name, format!("{}: {}", label(name), words.t(key))))
            .collect(),
    }
}
