//! The office: ways to everything that is not about one survey, and the table of who may do what.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::incidents::{ClockLine, clock_line};
use super::register::warnings;
use super::signed_in::SignedIn;
use crate::clock::Clock;
use crate::domain::account::Role;
use crate::domain::data_access::{Doing, who_may};
use crate::domain::inventory::DataKind;
use crate::domain::permission::{Permission, TABLE};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::incidents::IncidentDesk;
use crate::services::processors::ProcessorDesk;
use crate::services::retention::RetentionDesk;
use crate::text::Words;
use crate::web::desks::Site;
use crate::web::handling::who_in_words;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "staff/office.html")]
struct OfficePage {
    words: Words,
    section: &'static str,
    /// What comes soon or is wrong: where, and what.
    warnings: Vec<(&'static str, String)>,
    doors: Vec<DoorLine>,
    /// Clocks of 72 hours that run.
    clocks: Vec<ClockOf>,
}

struct ClockOf {
    href: String,
    title: String,
    is_exercise: bool,
    clock: ClockLine,
}

struct DoorLine {
    href: &'static str,
    name: String,
    about: String,
}

#[derive(Template)]
#[template(path = "staff/permissions.html")]
struct PermissionsPage {
    words: Words,
    section: &'static str,
    roles: Vec<String>,
    rows: Vec<PermissionLine>,
    doings: Vec<String>,
    kinds: Vec<(String, Vec<String>)>,
}

struct PermissionLine {
    name: String,
    /// One a role.
    has: Vec<bool>,
}

/// Pages of the office: what one needs to open it, and its words.
const DOORS: &[(Option<Permission>, &str, &str)] = &[
    (Some(Permission::ManageStaff), "/staff/people", "people"),
    (
        Some(Permission::NameOrganisation),
        "/staff/organisation",
        "organisation",
    ),
    (Some(Permission::SeeTrail), "/staff/trail", "trail"),
    (Some(Permission::SeeKeys), "/staff/keys", "keys"),
    (Some(Permission::ReadKeptMails), "/staff/mails", "mails"),
    (None, "/staff/permissions", "permissions"),
    (
        Some(Permission::WriteGuidelines),
        "/staff/guidelines/edit",
        "guidelines",
    ),
    (Some(Permission::WritePolicy), "/staff/policy", "policy"),
    (Some(Permission::SeeTraining), "/staff/training/record", "training"),
    (Some(Permission::SeeRegister), "/staff/processors", "processors"),
    (Some(Permission::SeeRegister), "/staff/inventory", "inventory"),
    (Some(Permission::SeeRegister), "/staff/retention", "retention"),
    (None, "/staff/version", "version"),
    (Some(Permission::SeeIncidents), "/staff/incidents", "incidents"),
    (Some(Permission::HandleRequests), "/staff/requests", "requests"),
];

/// GET /staff/office
pub async fn show(
    request: HttpRequest,
    who: SignedIn,
    site: Data<Site>,
    incidents: Data<IncidentDesk>,
    (processors, retention): (Data<ProcessorDesk>, Data<RetentionDesk>),
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let incidents = match who.may(Permission::SeeIncidents) {
        true => blocking(move || incidents.all()).await?,
        false => Vec::new(),
    };
    let now = clock.now();
    let running = incidents.iter().filter_map(|incident| {
        Some(ClockOf {
            href: format!("/staff/incidents/{}", incident.id),
            title: incident.title.clone(),
            is_exercise: incident.exercise,
            clock: clock_line(words, incident, now)?,
        })
    });
    let warnings = match who.may(Permission::SeeRegister) {
        true => warnings(words, &site, &processors, &retention, clock.today()).await?,
        false => Vec::new(),
    };
    let opens = |(needs, href, _): &&(Option<Permission>, &str, &str)| {
        needs.is_none_or(|permission| who.may(permission)) && (*href != "/staff/mails" || site.mail_folder.is_some())
    };
    let door = |(_, href, name): &(Option<Permission>, &'static str, &str)| DoorLine {
        href,
        name: words.t(&format!("office-{name}")),
        about: words.t(&format!("office-{name}-about")),
    };
    let page = OfficePage {
        words,
        section: "office",
        warnings,
        doors: DOORS.iter().filter(opens).map(door).collect(),
        clocks: running.collect(),
    };
    Ok(draw(StatusCode::OK, &page))
}

/// GET /staff/permissions
pub async fn permissions(request: HttpRequest, _: SignedIn) -> HttpResponse {
    let words = words_for(&request);
    let row = |(permission, roles): &(Permission, &[Role])| PermissionLine {
        name: words.t(&format!("permission-{}", permission.name())),
        has: Role::ALL.iter().map(|role| roles.contains(role)).collect(),
    };
    let kind = |kind: &DataKind| {
        let allowed = Doing::ALL
            .iter()
            .map(|doing| who_in_words(words, who_may(*kind, *doing)));
        (words.t(&format!("data-{}", kind.name())), allowed.collect())
    };
    let page = PermissionsPage {
        words,
        section: "office",
        roles: Role::ALL
            .iter()
            .map(|role| words.t(&format!("role-{}", role.word())))
            .collect(),
        rows: TABLE.iter().map(row).collect(),
        doings: Doing::ALL
            .iter()
            .map(|doing| words.t(&format!("doing-{}", doing.name())))
            .collect(),
        kinds: DataKind::ALL.iter().map(kind).collect(),
    };
    draw(StatusCode::OK, &page)
}
