//! Incidents: what the register says of one, the 72 hours, the checklist, and what is published of it. An exercise is marked as one
//! everywhere and published nowhere.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::id::Id;
use super::translated::Texts;

/// Hours within which an authority is told (GDPR article 33(1)).
pub const HOURS: i64 = 72;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A risk to people is unlikely.
    Low,
    /// A risk.
    Medium,
    /// A high risk: people are told (GDPR article 34).
    High,
}

impl Severity {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// The name in the database and of its interface word (`incident-severity-{name}`).
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The severity called `name`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// What is to be done: names of interface words (`incident-check-{name}`), in their order.
    pub fn checklist(self) -> Vec<&'static str> {
        let authority = self >= Self::Medium;
        let people = self == Self::High;
        let steps = [
            (true, "contain"),
            (true, "evidence"),
            (true, "extent"),
            (true, "risk"),
            (people, "leadership"),
            (authority, "processors"),
            (authority, "authority"),
            (people, "people"),
            (authority, "publish"),
            (true, "cause"),
            (true, "learn"),
        ];
        steps
            .into_iter()
            .filter_map(|(wanted, step)| wanted.then_some(step))
            .collect()
    }
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It goes on.
    Open,
    /// It does no more harm.
    Contained,
    /// Everything is done.
    Closed,
}

impl State {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Open, Self::Contained, Self::Closed];

    /// The name in the database and of its interface word (`incident-state-{name}`).
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Contained => "contained",
            Self::Closed => "closed",
        }
    }

    /// The state called `name`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// What the register says of an incident, beside what it is found by. An empty text and `None` are not known yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// Who found it: a name or a role.
    pub found_by: String,
    /// What happened.
    pub what: String,
    /// Names of kinds of data.
    pub kinds: Vec<String>,
    /// Whom it concerns, such as patients of a ward.
    pub groups: String,
    /// About how many people.
    pub people: Option<i64>,
    /// About how many records.
    pub records: Option<i64>,
    /// What may come of it.
    pub risk: String,
    /// What was done and will be done about it.
    pub measures: String,
    /// What people can do.
    pub advice: String,
    /// Who answers questions.
    pub contact: String,
    /// Whether an authority has to be told.
    pub tell_authority: bool,
    /// When it was told.
    pub told_at: Option<NaiveDateTime>,
    /// Why it was not told within 72 hours.
    pub delay: String,
    /// Ticks of the checklist, with their days.
    pub ticks: std::collections::BTreeMap<String, NaiveDate>,
}

/// An entry of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Random name, which is also that of what is published.
    pub id: Id,
    /// Counts from 1.
    pub number: i32,
    /// When it was found, to the minute (UTC).
    pub found_at: NaiveDateTime,
    /// What staff call it.
    pub title: String,
    /// How bad it is.
    pub severity: Severity,
    /// Where it stands.
    pub state: State,
    /// Whether it is an exercise.
    pub exercise: bool,
    /// The rest.
    pub facts: Facts,
    /// The day it was entered.
    pub created_on: NaiveDate,
    /// The day it was last changed.
    pub edited_on: NaiveDate,
}

/// What is left of the 72 hours, or how long they are over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeLeft {
    /// So many whole minutes are left.
    Left(i64),
    /// They ended so many whole minutes ago.
    Over(i64),
}

impl Incident {
    /// When the 72 hours end.
    pub fn due_at(&self) -> NaiveDateTime {
        self.found_at + TimeDelta::hours(HOURS)
    }

    /// The clock, where an authority has to be told and was not yet.
    pub fn clock(&self, now: NaiveDateTime) -> Option<TimeLeft> {
        if !self.facts.tell_authority || self.facts.told_at.is_some() {
            return None;
        }
        let left = self.due_at() - now;
        Some(match left >= TimeDelta::zero() {
            true => TimeLeft::Left(left.num_minutes()),
            false => TimeLeft::Over((-left).num_minutes()),
        })
    }

    /// Whether the authority was told, or is told at `now`, after the 72 hours.
    pub fn is_late(&self, now: NaiveDateTime) -> bool {
        self.facts.told_at.unwrap_or(now) > self.due_at()
    }

    /// Fields of article 33(3) that are empty, and the reasons of a delay where there is one: names of interface words
    /// (`incident-field-{name}`). A contact is asked for only where there is no privacy officer.
    pub fn missing(&self, now: NaiveDateTime, has_contact: bool) -> Vec<&'static str> {
        let facts = &self.facts;
        let fields = [
            ("what", facts.what.is_empty()),
            ("groups", facts.groups.is_empty()),
            ("people", facts.people.is_none()),
            ("kinds", facts.kinds.is_empty()),
            ("records", facts.records.is_none()),
            ("contact", facts.contact.is_empty() && !has_contact),
            ("risk", facts.risk.is_empty()),
            ("measures", facts.measures.is_empty()),
            ("delay", facts.delay.is_empty() && self.is_late(now)),
        ];
        fields
            .into_iter()
            .filter_map(|(name, empty)| empty.then_some(name))
            .collect()
    }
}

/// Something to do about an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Random name.
    pub id: Id,
    /// What.
    pub what: String,
    /// The account of who does it.
    pub account: Option<Id>,
    /// Somebody without an account who does it; empty for nobody.
    pub owner: String,
    /// When it is due.
    pub due_on: Option<NaiveDate>,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
}

/// What was published of an incident, in its order of fields; never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// The incident.
    pub incident: String,
    /// Counts from 1 within the incident.
    pub number: i32,
    /// The day.
    pub day: NaiveDate,
    /// Name of the state it stood in.
    pub state: String,
    /// A line by language.
    pub title: Texts,
    /// Markdown by language.
    pub text: Texts,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn incident() -> Incident {
        let day: NaiveDate = "2026-11-02".parse().expect("a day");
        Incident {
            id: Id::new([1; 16]),
            number: 1,
            found_at: day.and_hms_opt(10, 30, 0).expect("a time"),
            title: "A list".to_owned(),
            severity: Severity::High,
            state: State::Open,
            exercise: false,
            facts: Facts {
                tell_authority: true,
                ..Facts::default()
            },
            created_on: day,
            edited_on: day,
        }
    }

    fn at(moment: &str) -> NaiveDateTime {
        moment.parse().expect("a moment")
    }

    #[test]
    fn the_clock_runs_for_72_hours_from_finding_and_then_says_how_late_it_is() {
        let mut incident = incident();

        assert_eq!(incident.clock(at("2026-11-02T10:30:00")), Some(TimeLeft::Left(72 * 60)));
        assert_eq!(incident.clock(at("2026-11-05T10:29:30")), Some(TimeLeft::Left(0)));
        assert_eq!(incident.clock(at("2026-11-05T10:30:00")), Some(TimeLeft::Left(0)));
        assert_eq!(incident.clock(at("2026-11-05T11:31:00")), Some(TimeLeft::Over(61)));
        incident.facts.told_at = Some(at("2026-11-04T09:00:00"));
        assert_eq!(incident.clock(at("2026-11-09T00:00:00")), None);
        assert!(!incident.is_late(at("2026-11-09T00:00:00")));
        incident.facts = Facts::default();
        assert_eq!(incident.clock(at("2026-11-03T00:00:00")), None);
    }

    #[test]
    fn the_worse_it_is_the_more_is_to_be_done() {
        let [low, medium, high] = Severity::ALL.map(Severity::checklist);

        assert!(low.iter().all(|step| medium.contains(step)) && medium.iter().all(|step| high.contains(step)));
        assert!(!low.contains(&"authority") && medium.contains(&"authority"));
        assert!(!medium.contains(&"people") && high.contains(&"people"));
    }

    #[test]
    fn a_late_notice_wants_a_reason_and_an_officer_is_a_contact() {
        let mut incident = incident();
        let (soon, late) = (at("2026-11-03T00:00:00"), at("2026-11-06T00:00:00"));

        assert_eq!(incident.missing(soon, false).len(), 8);
        assert!(!incident.missing(soon, true).contains(&"contact"));
        assert!(incident.missing(late, true).contains(&"delay"));
        incident.facts.delay = "Nobody was there.".to_owned();
        assert!(!incident.missing(late, true).contains(&"delay"));
    }
}
