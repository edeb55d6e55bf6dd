//! What was typed into the form of an incident: the fields as they were, and what could be read of them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::incident::{Facts, Incident, Severity, State};
use crate::domain::inventory::DataKind;
use crate::services::incidents::Entry;
use crate::text::Words;
use crate::web::form_fields::FormFields;
use crate::web::staff::campaigns::field::typed;

/// Code points of a line.
const LINE: usize = 200;
/// Code points of a text.
const TEXT: usize = 10_000;

/// What was typed: the fields as they were, and what could be read of them.
pub struct Typed {
    fields: Vec<(&'static str, String)>,
    /// As its name says.
    pub severity: Severity,
    /// As its name says.
    pub state: State,
    /// As its name says.
    pub kinds: Vec<String>,
    /// As its name says.
    pub tell_authority: bool,
    /// As its name says.
    pub exercise: bool,
}

/// Every field that is typed, and how it looks.
pub const FIELDS: [(&str, Look); 15] = [
    ("title", Look::Line),
    ("found_on", Look::Short("date")),
    ("found_time", Look::Short("time")),
    ("found_by", Look::Line),
    ("what", Look::Long(6)),
    ("groups", Look::Line),
    ("people", Look::Number),
    ("records", Look::Number),
    ("risk", Look::Long(4)),
    ("measures", Look::Long(4)),
    ("advice", Look::Long(4)),
    ("contact", Look::Long(2)),
    ("told_on", Look::Short("date")),
    ("told_time", Look::Short("time")),
    ("delay", Look::Long(3)),
];

/// How a field looks.
#[derive(Clone, Copy, PartialEq)]
pub enum Look {
    /// A line.
    Line,
    /// A short field of a type.
    Short(&'static str),
    /// A whole number.
    Number,
    /// So many lines.
    Long(usize),
}

impl Typed {
    /// A form nobody typed into, with this moment as that of finding.
    pub fn blank(now: NaiveDateTime) -> Self {
        let value = |name: &str| match name {
            "found_on" => now.date().to_string(),
            "found_time" => now.format("%H:%M").to_string(),
            _ => String::new(),
        };
        Self {
            fields: names().map(|name| (name, value(name))).collect(),
            severity: Severity::Medium,
            state: State::Open,
            kinds: Vec::new(),
            tell_authority: true,
            exercise: false,
        }
    }

    /// What the register says.
    pub fn of(incident: &Incident) -> Self {
        let facts = &incident.facts;
        let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let told = |format: &str| {
            facts
                .told_at
                .map(|at| at.format(format).to_string())
                .unwrap_or_default()
        };
        let value = |name: &str| match name {
            "title" => incident.title.clone(),
            "found_on" => incident.found_at.date().to_string(),
            "found_time" => incident.found_at.format("%H:%M").to_string(),
            "found_by" => facts.found_by.clone(),
            "what" => facts.what.clone(),
            "groups" => facts.groups.clone(),
            "people" => number(facts.people),
            "records" => number(facts.records),
            "risk" => facts.risk.clone(),
            "measures" => facts.measures.clone(),
            "advice" => facts.advice.clone(),
            "contact" => facts.contact.clone(),
            "told_on" => told("%Y-%m-%d"),
            "told_time" => told("%H:%M"),
            _ => facts.delay.clone(),
        };
        Self {
            fields: names().map(|name| (name, value(name))).collect(),
            severity: incident.severity,
            state: incident.state,
            kinds: facts.kinds.clone(),
            tell_authority: facts.tell_authority,
            exercise: incident.exercise,
        }
    }

    /// What a form brought.
    pub fn read(form: &FormFields) -> Self {
        let kinds = DataKind::ALL.iter().map(|kind| kind.name().to_owned());
        Self {
            fields: names().map(|name| (name, typed(form, name))).collect(),
            severity: Severity::parse(&typed(form, "severity")).unwrap_or(Severity::Medium),
            state: State::parse(&typed(form, "state")).unwrap_or(State::Open),
            kinds: kinds
                .filter(|kind| form.all("kind").any(|chosen| chosen == kind))
                .collect(),
            tell_authority: form.first("tell_authority").is_some(),
            exercise: form.first("exercise").is_some(),
        }
    }

    /// What stands in a field.
    pub fn value(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// What it says, or the fields to put right with their sentences, in the order of the page.
    pub fn entry(&self, words: Words, now: NaiveDateTime) -> Result<Entry, Vec<(String, String)>> {
        let mut problems = Vec::new();
        let mut wrong = |name: &str, problem: String| {
            let label = words.t(&format!("incident-field-{}", name.replace('_', "-")));
            problems.push((name.to_owned(), format!("{label}: {problem}")));
        };
        for (name, look) in FIELDS {
            let value = self.value(name);
            let most = if matches!(look, Look::Long(_)) { TEXT } else { LINE };
            let is_required = matches!(name, "title" | "found_on" | "found_time" | "found_by" | "what");
            let told_half = match name {
                "told_on" => value.is_empty() && !self.value("told_time").is_empty(),
                "told_time" => value.is_empty() && !self.value("told_on").is_empty(),
                _ => false,
            };
            if value.is_empty() {
                if is_required || told_half {
                    wrong(name, words.t("staff-organisation-missing"));
                }
            } else if value.chars().count() > most {
                wrong(name, words.with_one("staff-organisation-too-long", "most", most));
            } else if look == Look::Number && number(value).is_none() {
                wrong(name, words.t("incident-no-number"));
            } else if look == Look::Short("date") && value.parse::<NaiveDate>().is_err() {
                wrong(name, words.t("incident-no-day"));
            } else if look == Look::Short("time") && time(value).is_none() {
                wrong(name, words.t("incident-no-time"));
            }
        }
        let moment = |day: &str, at: &str| {
            Some(
                self.value(day)
                    .parse::<NaiveDate>()
                    .ok()?
                    .and_time(time(self.value(at))?),
            )
        };
        let (found_at, told_at) = (moment("found_on", "found_time"), moment("told_on", "told_time"));
        if found_at.is_some_and(|at| at > now) {
            wrong("found_on", words.t("incident-in-the-future"));
        }
        if told_at.is_some_and(|at| at > now) {
            wrong("told_on", words.t("incident-in-the-future"));
        } else if told_at < found_at && told_at.is_some() {
            wrong("told_on", words.t("incident-told-before"));
        }
        match found_at {
            Some(found_at) if problems.is_empty() => Ok(self.taken(found_at, told_at)),
            _ => Err(problems),
        }
    }

    fn taken(&self, found_at: NaiveDateTime, told_at: Option<NaiveDateTime>) -> Entry {
        let text = |name: &str| self.value(name).to_owned();
        Entry {
            title: text("title"),
            found_at,
            severity: self.severity,
            state: self.state,
            facts: Facts {
                found_by: text("found_by"),
                what: text("what"),
                kinds: self.kinds.clone(),
                groups: text("groups"),
                people: number(self.value("people")),
                records: number(self.value("records")),
                risk: text("risk"),
                measures: text("measures"),
                advice: text("advice"),
                contact: text("contact"),
                tell_authority: self.tell_authority,
                told_at,
                delay: text("delay"),
                ticks: Default::default(),
            },
        }
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    FIELDS.into_iter().map(|(name, _)| name)
}

fn number(text: &str) -> Option<i64> {
    text.parse()
        .ok()
        .filter(|number| (0..=i64::from(i32::MAX)).contains(number))
}

fn time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}
