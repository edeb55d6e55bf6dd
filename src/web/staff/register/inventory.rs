//! The record of processing activities (GDPR, article 30): to read, to print, to take away.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use crate::clock::Clock;
use crate::domain::inventory::DataKind;
use crate::domain::inventory_facts::{About, facts};
use crate::domain::organisation::Organisation;
use crate::domain::processor::{Processor, State};
use crate::domain::survey::Survey;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::inventory::csv;
use crate::services::organisation::OrganisationDesk;
use crate::services::processors::ProcessorDesk;
use crate::services::publish::SurveyDesk;
use crate::text::{Words, negotiate};
use crate::web::handling::{kind_name, kind_names};
use crate::web::page::{draw, words_for};
use crate::web::staff::signed_in::SignedIn;

#[derive(Template)]
#[template(path = "staff/inventory.html")]
struct InventoryPage {
    words: Words,
    section: &'static str,
    controller: Vec<(String, String)>,
    activities: Vec<ActivityPart>,
}

/// Something that is done with data.
struct ActivityPart {
    name: String,
    facts: Vec<(String, String)>,
}

/// Everything the record is made of.
struct Known {
    organisation: Organisation,
    surveys: Vec<Survey>,
    processors: Vec<Processor>,
}

type Desks = (Data<OrganisationDesk>, Data<SurveyDesk>, Data<ProcessorDesk>);

/// GET /staff/inventory
pub async fn show(
    request: HttpRequest,
    _: SignedIn,
    desks: Desks,
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let known = known(desks, clock).await?;
    let page = InventoryPage {
        words,
        section: "office",
        controller: controller(words, &known.organisation),
        activities: activities(words, &known),
    };
    Ok(draw(StatusCode::OK, &page))
}

/// GET /staff/inventory.csv
pub async fn file(
    request: HttpRequest,
    _: SignedIn,
    desks: Desks,
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let known = known(desks, clock).await?;
    let controller = controller(words, &known.organisation);
    let activities = activities(words, &known);
    let mut head: Vec<String> = controller.iter().map(|(word, _)| word.clone()).collect();
    head.push(words.t("record-activity"));
    if let Some(first) = activities.first() {
        head.extend(first.facts.iter().map(|(word, _)| word.clone()));
    }
    let row = |activity: &ActivityPart| -> Vec<String> {
        let facts = activity.facts.iter().map(|(_, fact)| fact.clone());
        let who = controller.iter().map(|(_, fact)| fact.clone());
        who.chain([activity.name.clone()]).chain(facts).collect()
    };
    let rows: Vec<Vec<String>> = activities.iter().map(row).collect();
    // marks of direction, which few programs for tables know
    let text = csv(&head, &rows).replace(['\u{2068}', '\u{2069}'], "");
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"processing.csv\""))
        .body(text))
}

async fn known((organisation, surveys, processors): Desks, clock: Data<dyn Clock>) -> Result<Known, AppError> {
    let today = clock.today();
    let known = blocking(move || {
        let published = surveys.all()?.into_iter();
        let mut in_use = processors.all()?;
        in_use.retain(|one| one.state(today) == State::InUse);
        Ok(Known {
            organisation: organisation.find()?,
            surveys: published
                .filter_map(|overview| overview.newest.map(|(_, survey)| survey))
                .collect(),
            processors: in_use,
        })
    });
    Ok(known.await?)
}

fn controller(words: Words, organisation: &Organisation) -> Vec<(String, String)> {
    let responsible = match organisation.name.is_empty() {
        true => words.t("privacy-nobody"),
        false => format!("{}, {}", organisation.name, organisation.address),
    };
    let or_none = |text: &str| match text.is_empty() {
        true => "–".to_owned(),
        false => text.to_owned(),
    };
    vec![
        (words.t("privacy-responsible"), responsible),
        (words.t("privacy-contact"), or_none(&organisation.contact)),
        (words.t("privacy-officer"), or_none(&organisation.officer)),
        (words.t("privacy-authority"), or_none(&organisation.authority)),
    ]
}

fn activities(words: Words, known: &Known) -> Vec<ActivityPart> {
    let ground = known.organisation.legal_ground.name();
    let ground = words.t(&format!("legal-{}", ground.replace('_', "-")));
    let answers: Vec<DataKind> = DataKind::ALL
        .iter()
        .filter(|kind| kind.is_from_respondents())
        .copied()
        .collect();
    let of_survey = |survey: &Survey| {
        let tags: Vec<&str> = survey.languages.iter().map(String::as_str).collect();
        let language = negotiate(Some(words.lang()), None, &tags, &survey.default_language);
        let kept = words.with_one("record-answers-kept", "days", i64::from(survey.retention_days));
        let facts = Activity {
            purpose: survey.purpose.in_language(&language).to_owned(),
            ground: ground.clone(),
            kinds: &answers,
            people: words.t("about-respondents"),
            kept,
        };
        let title = survey.title.in_language(&language);
        facts.told(words, words.with_one("record-survey", "title", title), known)
    };
    let of_kind = |kind: &DataKind| {
        let own = |ending: &str| words.t(&format!("data-{}{ending}", kind.name()));
        let facts = Activity {
            purpose: own("-why"),
            ground: match facts(*kind).about {
                About::Staff => words.t("record-ground-staff"),
                // whoever asks about their data has a right to the answer; whoever subscribes agrees
                About::Askers => words.t("legal-consent"),
                About::Respondents | About::Invited | About::Nobody => ground.clone(),
            },
            kinds: &[*kind],
            people: words.t(&format!("about-{}", facts(*kind).about.name())),
            kept: own("-kept"),
        };
        facts.told(words, kind_name(words, *kind), known)
    };
    let others = DataKind::ALL
        .iter()
        .filter(|kind| !kind.is_from_respondents() && facts(**kind).about != About::Nobody);
    known.surveys.iter().map(of_survey).chain(others.map(of_kind)).collect()
}

/// What one activity has of its own.
struct Activity<'k> {
    purpose: String,
    ground: String,
    kinds: &'k [DataKind],
    people: String,
    kept: String,
}

impl Activity<'_> {
    fn told(self, words: Words, name: String, known: &Known) -> ActivityPart {
        let handles = |one: &&Processor| one.told.kinds().iter().any(|kind| self.kinds.contains(kind));
        let others: Vec<&Processor> = known.processors.iter().filter(handles).collect();
        let list = |names: Vec<String>| match names.is_empty() {
            true => words.t("recipient-nobody"),
            false => words.list(&names),
        };
        ActivityPart {
            name,
            facts: vec![
                (words.t("record-purpose"), self.purpose),
                (words.t("privacy-ground"), self.ground),
                (words.t("record-data"), kind_names(words, self.kinds)),
                (words.t("record-people"), self.people),
                (
                    words.t("record-recipients"),
                    list(others.iter().map(|one| one.told.name.clone()).collect()),
                ),
                (
                    words.t("record-transfers"),
                    list(others.iter().map(|one| one.told.place.clone()).collect()),
                ),
                (words.t("record-kept"), self.kept),
                (words.t("record-measures"), words.t("record-measures-about")),
            ],
        }
    }
}
