//! Who is responsible: the facts that the privacy notice tells.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::done::Done;
use super::see_other;
use super::signed_in::SignedIn;
use crate::domain::organisation::{LONGEST_NOTICE, LegalGround, Organisation};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::organisation::OrganisationDesk;
use crate::text::Words;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, words_for};

/// The longest fact, in code points.
const LONGEST: usize = 1000;

#[derive(Template)]
#[template(path = "staff/organisation.html")]
struct OrganisationPage {
    words: Words,
    section: &'static str,
    done: Option<String>,
    facts: Vec<FactLine>,
    has_problems: bool,
    grounds: Vec<GroundLine>,
    ground_problem: Option<String>,
}

struct FactLine {
    name: &'static str,
    label: String,
    hint: String,
    value: String,
    is_required: bool,
    /// Whether it takes several lines.
    is_long: bool,
    problem: Option<String>,
}

struct GroundLine {
    name: &'static str,
    label: String,
    is_chosen: bool,
}

/// The facts.
pub async fn edit(
    request: HttpRequest,
    _: SignedIn,
    done: Query<Done>,
    desk: Data<OrganisationDesk>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let organisation = blocking(move || desk.find()).await?;
    Ok(draw(
        StatusCode::OK,
        &page(words, &organisation, done.told(words), None),
    ))
}

/// Keeps them.
pub async fn update(
    request: HttpRequest,
    _: SignedIn,
    desk: Data<OrganisationDesk>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let mut wished = wished(&form);
    if form.first("notice_days").is_none() {
        let reading = desk.clone();
        wished.notice_days = blocking(move || reading.find()).await?.notice_days;
    }
    let kept = wished.clone();
    let is_short = facts(&wished).iter().all(|fact| fact.chars().count() <= LONGEST);
    let is_sane = (1..=LONGEST_NOTICE).contains(&wished.notice_days);
    let refused = match is_short && is_sane {
        true => blocking(move || desk.save(&kept)).await?,
        false => wished.missing(),
    };
    if is_short && is_sane && refused.is_empty() {
        return Ok(see_other("/staff/organisation?done=saved"));
    }
    let words = words_for(&request);
    let page = page(words, &wished, None, Some(refused));
    Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

fn wished(form: &FormFields) -> Organisation {
    let text = |name: &str| {
        let typed = form.first(name).unwrap_or_default();
        typed.replace("\r\n", "\n").trim().to_owned()
    };
    Organisation {
        name: text("name"),
        address: text("address"),
        contact: text("contact"),
        officer: text("officer"),
        authority: text("authority"),
        legal_ground: LegalGround::parse(&text("legal_ground")).unwrap_or_default(),
        notice_days: text("notice_days").parse().unwrap_or_default(),
    }
}

fn facts(organisation: &Organisation) -> [&String; 5] {
    let Organisation {
        name,
        address,
        contact,
        officer,
        authority,
        legal_ground: _,
        notice_days: _,
    } = organisation;
    [name, address, contact, officer, authority]
}

/// `missing` names what must be told and was not; none before anything was sent.
fn page(
    words: Words,
    organisation: &Organisation,
    done: Option<String>,
    missing: Option<Vec<&'static str>>,
) -> OrganisationPage {
    let [name, address, contact, officer, authority] = facts(organisation);
    let fact = |name: &'static str, value: &String, label: &str, hint: &str| {
        let is_missing = missing.as_ref().is_some_and(|missing| missing.contains(&name));
        let is_long = value.chars().count() > LONGEST;
        let problem = if is_missing {
            Some(words.t("staff-organisation-missing"))
        } else {
            is_long.then(|| words.with_one("staff-organisation-too-long", "most", LONGEST))
        };
        FactLine {
            name,
            label: words.t(label),
            hint: words.t(hint),
            value: value.clone(),
            is_required: matches!(name, "name" | "address" | "contact"),
            is_long: name == "address" || name == "authority",
            problem,
        }
    };
    let facts = vec![
        fact("name", name, "staff-organisation-name", "staff-organisation-name-hint"),
        fact(
            "address",
            address,
            "staff-organisation-address",
            "staff-organisation-address-hint",
        ),
        fact(
            "contact",
            contact,
            "staff-organisation-contact",
            "staff-organisation-contact-hint",
        ),
        fact(
            "officer",
            officer,
            "staff-organisation-officer",
            "staff-organisation-officer-hint",
        ),
        fact(
            "authority",
            authority,
            "staff-organisation-authority",
            "staff-organisation-authority-hint",
        ),
        notice(words, organisation.notice_days, missing.as_ref()),
    ];
    let ground_problem = missing.is_some_and(|missing| missing.contains(&"legal_ground"));
    let ground = |ground: LegalGround| GroundLine {
        name: ground.name(),
        label: match ground {
            LegalGround::Consent => words.t("staff-organisation-consent"),
            LegalGround::PublicTask => words.t("staff-organisation-public-task"),
            LegalGround::LegitimateInterest => words.t("staff-organisation-legitimate-interest"),
        },
        is_chosen: ground == organisation.legal_ground,
    };
    OrganisationPage {
        words,
        section: "office",
        done,
        has_problems: ground_problem || facts.iter().any(|fact| fact.problem.is_some()),
        ground_problem: ground_problem.then(|| words.t("staff-organisation-ground-promised")),
        facts,
        grounds: LegalGround::ALL.into_iter().map(ground).collect(),
    }
}

/// The days of notice; `refused` as in [`page`].
fn notice(words: Words, days: i64, refused: Option<&Vec<&'static str>>) -> FactLine {
    let problem = match (1..=LONGEST_NOTICE).contains(&days) {
        false => Some(words.with_one("staff-organisation-notice-wrong", "most", LONGEST_NOTICE)),
        true => refused
            .filter(|refused| refused.contains(&"notice_days"))
            .map(|_| words.t("staff-organisation-notice-promised")),
    };
    FactLine {
        name: "notice_days",
        label: words.t("staff-organisation-notice"),
        hint: words.t("staff-organisation-notice-hint"),
        value: match days {
            0 => String::new(),
            days => days.to_string(),
        },
        is_required: true,
        is_long: false,
        problem,
    }
}
