//! The facts a policy tells, as they are or will be on a day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::chain::digest;
use crate::domain::guidelines::Texts;
use crate::domain::id::Id;
use crate::domain::inventory::DataKind;
use crate::domain::policy::{Facts, OrganisationFact, ProcessorFact, SurveyFact};
use crate::domain::survey::{Survey, Text};
use crate::services::catalogue::read_definition;
use crate::store::{Conn, Rows, organisation, processors, retention, surveys};

/// A survey's version that is about to be published.
pub(in crate::services) struct Upcoming<'s> {
    /// What it says.
    pub(in crate::services) survey: &'s Survey,
    /// The first day it counts.
    pub(in crate::services) effective_on: NaiveDate,
}

/// What will be true on `day`. What is proposed in registers counts from `proposed_from` on.
pub(super) fn at(
    conn: &mut Conn,
    day: NaiveDate,
    upcoming: Option<&Upcoming>,
    proposed_from: Option<NaiveDate>,
) -> Rows<Facts> {
    let known = organisation::find(conn)?;
    let mut told = Vec::new();
    for row in surveys::all(conn)? {
        if row.closed_on.is_some_and(|closed| closed <= day) {
            continue;
        }
        let coming = upcoming.filter(|coming| coming.survey.slug.as_str() == row.slug && coming.effective_on <= day);
        if let Some(coming) = coming {
            told.push(survey_fact(row.id, coming.survey));
            continue;
        }
        let versions = surveys::versions(conn, row.id)?;
        let counts = versions.iter().rfind(|version| version.effective_on <= day);
        if let Some(version) = counts {
            told.push(survey_fact(row.id, &read_definition(version)?));
        }
    }
    told.sort_by(|one: &SurveyFact, other| one.name.cmp(&other.name));
    Ok(Facts {
        notice_days: known.notice_days,
        organisation: OrganisationFact {
            name: known.name,
            address: known.address,
            contact: known.contact,
            officer: known.officer,
            authority: known.authority,
            legal_ground: known.legal_ground.name().to_owned(),
        },
        surveys: told,
        processors: parties(conn, day, proposed_from)?,
        retention: rules(conn, day, proposed_from)?,
        kinds: DataKind::ALL.iter().map(|kind| kind.name().to_owned()).collect(),
    })
}

/// Lets what is proposed in registers count from `day` on, which version `number` tells.
pub(super) fn announce(conn: &mut Conn, number: i32, day: NaiveDate) -> Rows<()> {
    processors::announce(conn, number, day)?;
    retention::announce(conn, number, day)
}

/// Who processes data on a day; what is proposed counts from `proposed_from` on.
fn parties(conn: &mut Conn, day: NaiveDate, proposed_from: Option<NaiveDate>) -> Rows<Vec<ProcessorFact>> {
    let mut found = processors::in_use(conn, day)?;
    if proposed_from.is_some_and(|from| from <= day) {
        found.extend(processors::proposed(conn)?);
    }
    let mut told: Vec<ProcessorFact> = found
        .into_iter()
        .map(|one| ProcessorFact {
            id: one.id.to_string(),
            name: one.told.name,
            role: one.told.role.name().to_owned(),
            purpose: one.told.purpose,
            data: one.told.data,
            place: one.told.place,
        })
        .collect();
    told.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
    Ok(told)
}

/// Days by rule on a day; what is proposed counts from `proposed_from` on.
fn rules(conn: &mut Conn, day: NaiveDate, proposed_from: Option<NaiveDate>) -> Rows<BTreeMap<String, i64>> {
    let mut found = retention::in_force(conn, day)?;
    if proposed_from.is_some_and(|from| from <= day) {
        found.extend(retention::proposed(conn)?);
    }
    Ok(found)
}

/// Days after `today` on which something that was published or announced begins to count.
pub(super) fn coming_days(conn: &mut Conn, today: NaiveDate) -> Rows<BTreeSet<NaiveDate>> {
    let mut days = BTreeSet::new();
    for row in surveys::all(conn)?.iter().filter(|row| row.closed_on.is_none()) {
        days.extend(
            surveys::versions(conn, row.id)?
                .iter()
                .map(|version| version.effective_on),
        );
    }
    days.extend(processors::days(conn)?);
    days.extend(retention::days(conn)?);
    days.retain(|day| *day > today);
    Ok(days)
}

/// Whether any survey was ever published: before that nobody was promised anything.
pub(super) fn is_anything_published(conn: &mut Conn) -> Rows<bool> {
    for row in surveys::all(conn)? {
        if !surveys::versions(conn, row.id)?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn survey_fact(id: Id, survey: &Survey) -> SurveyFact {
    let own = id.to_string();
    // of a survey that is not listed nobody can guess the words
    let salted = |text: &str| digest(&format!("{own} {text}"));
    let texts = |text: &Text| -> Texts {
        let pairs = survey
            .languages
            .iter()
            .map(|tag| (tag.clone(), text.in_language(tag).to_owned()));
        pairs.collect()
    };
    let purpose = texts(&survey.purpose);
    let benefit = survey.benefit.as_ref().map(texts).unwrap_or_default();
    let terms = serde_json::to_string(&(&purpose, &benefit)).unwrap_or_default();
    // who was given the address of an unlisted survey reads its promises there; nobody else learns of it
    let name = match survey.listed {
        true => survey.slug.to_string(),
        false => format!("unlisted-{}", own.get(..8).unwrap_or_default()),
    };
    let shown = |texts: Texts| match survey.listed {
        true => texts,
        false => Texts::new(),
    };
    SurveyFact {
        name,
        title: shown(texts(&survey.title)),
        terms: salted(&terms),
        id: own.clone(),
        purpose: shown(purpose),
        benefit: shown(benefit),
        group_size: survey.group_size,
        colluders: survey.colluders,
        retention_days: survey.retention_days,
        keeps: u32::try_from(survey.keep.len()).unwrap_or(u32::MAX),
        kept_words: survey.keep.iter().map(|word| salted(word)).collect(),
    }
}
