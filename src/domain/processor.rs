//! Somebody else who handles data for the organisation: what people are told of them, and what the organisation keeps to itself.

use std::net::IpAddr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::Id;
use super::inventory::DataKind;

/// What somebody does for the organisation. Its text is the interface word `processor-role-{word}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Hands mails over.
    MailRelay,
    /// Says who somebody of the staff is.
    IdentityProvider,
    /// Runs the machines.
    Hosting,
    /// Something else.
    Other,
}

impl Role {
    /// Every one, in the order of forms.
    pub const ALL: [Self; 4] = [Self::MailRelay, Self::IdentityProvider, Self::Hosting, Self::Other];

    /// The name in the database, in forms and in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::MailRelay => "mail_relay",
            Self::IdentityProvider => "identity_provider",
            Self::Hosting => "hosting",
            Self::Other => "other",
        }
    }

    /// From its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Whether the program itself connects to it, so that its host has to be known.
    pub fn is_connected_to(self) -> bool {
        matches!(self, Self::MailRelay | Self::IdentityProvider)
    }
}

/// What people are told. Once it was announced it never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Who it is.
    pub name: String,
    /// What it does.
    pub role: Role,
    /// The name of the machine the program connects to, in small letters; empty where it connects to none.
    pub host: String,
    /// What for.
    pub purpose: String,
    /// Names of kinds of data.
    pub data: Vec<String>,
    /// Country or region.
    pub place: String,
}

/// What the organisation keeps to itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The day the contract was signed.
    pub contract_on: Option<NaiveDate>,
    /// Its last day.
    pub valid_until: Option<NaiveDate>,
    /// What protects the data there.
    pub measures: String,
    /// The day somebody looked whether it does.
    pub measures_checked_on: Option<NaiveDate>,
    /// The day somebody looks next.
    pub review_on: Option<NaiveDate>,
}

/// An entry of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Processor {
    /// Random name.
    #[serde(with = "id_text")]
    pub id: Id,
    /// What people are told.
    pub told: Told,
    /// What they are not.
    pub kept: Kept,
    /// The day it was proposed.
    pub proposed_on: NaiveDate,
    /// The version of the policy that announced it.
    pub policy: Option<i32>,
    /// The first day it may be used.
    pub uses_from: Option<NaiveDate>,
    /// The first day it was no longer.
    pub ended_on: Option<NaiveDate>,
}

/// Where an entry stands. Its text is the interface word `processor-state-{name}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody was told yet.
    Proposed,
    /// People were told; its first day has not come.
    Announced,
    /// It may be used.
    InUse,
    /// It may not be used any more.
    Ended,
}

impl State {
    /// Its name in interface words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Announced => "announced",
            Self::InUse => "in-use",
            Self::Ended => "ended",
        }
    }
}

/// Why an entry is not kept as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    /// It has to be said.
    Missing,
    /// It is too long.
    TooLong,
    /// It is no name of a machine.
    NoHost,
    /// It ends before it begins.
    EndsBefore,
}

/// The columns of an entry, for the inventory.
pub const COLUMNS: &[&str] = &[
    "id",
    "name",
    "role",
    "host",
    "purpose",
    "data",
    "place",
    "contract_on",
    "valid_until",
    "measures",
    "measures_checked_on",
    "review_on",
    "reminded",
    "proposed_on",
    "policy",
    "uses_from",
    "ended_on",
];

/// Letters of a short text, at most.
pub const SHORT: usize = 200;
/// Letters of a long one.
pub const LONG: usize = 2000;

impl Told {
    /// What is wrong, by field.
    pub fn mistakes(&self) -> Vec<(&'static str, Mistake)> {
        let mut found = Vec::new();
        for (field, text, most) in [
            ("name", &self.name, SHORT),
            ("purpose", &self.purpose, LONG),
            ("place", &self.place, SHORT),
        ] {
            if text.is_empty() {
                found.push((field, Mistake::Missing));
            } else if text.chars().count() > most {
                found.push((field, Mistake::TooLong));
            }
        }
        match (self.role.is_connected_to(), self.host.is_empty()) {
            (true, true) => found.push(("host", Mistake::Missing)),
            (_, false) if !is_host(&self.host) => found.push(("host", Mistake::NoHost)),
            _ => {}
        }
        if self.data.is_empty() {
            found.push(("data", Mistake::Missing));
        }
        found
    }

    /// The kinds of data, in the order of the inventory.
    pub fn kinds(&self) -> Vec<DataKind> {
        let is_here = |kind: &&DataKind| self.data.iter().any(|name| name == kind.name());
        DataKind::ALL.iter().filter(is_here).copied().collect()
    }
}

impl Kept {
    /// What is wrong, by field.
    pub fn mistakes(&self) -> Vec<(&'static str, Mistake)> {
        let mut found = Vec::new();
        if self.measures.chars().count() > LONG {
            found.push(("measures", Mistake::TooLong));
        }
        if self
            .contract_on
            .zip(self.valid_until)
            .is_some_and(|(on, until)| until < on)
        {
            found.push(("valid_until", Mistake::EndsBefore));
        }
        found
    }
}

impl Processor {
    /// Where it stands on a day.
    pub fn state(&self, day: NaiveDate) -> State {
        if self.ended_on.is_some_and(|ended| ended <= day) {
            return State::Ended;
        }
        match self.uses_from {
            None => State::Proposed,
            Some(first) if first > day => State::Announced,
            Some(_) => State::InUse,
        }
    }

    /// What is due soon: which day it is about, and the threshold of days it has passed, for what was not ended.
    pub fn due(&self, today: NaiveDate) -> Vec<Due> {
        if self.state(today) == State::Ended {
            return Vec::new();
        }
        let days = [
            ("valid_until", self.kept.valid_until),
            ("review_on", self.kept.review_on),
        ];
        let due = |(field, day): (&'static str, Option<NaiveDate>)| {
            let day = day?;
            let left = (day - today).num_days();
            let threshold = THRESHOLDS.into_iter().rev().find(|threshold| left <= *threshold)?;
            Some(Due { field, day, threshold })
        };
        days.into_iter().filter_map(due).collect()
    }
}

/// Somebody is reminded so many days before.
pub const THRESHOLDS: [i64; 3] = [60, 30, 7];

/// A day that comes soon or is past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// `valid_until` or `review_on`.
    pub field: &'static str,
    /// The day.
    pub day: NaiveDate,
    /// The last threshold that was passed.
    pub threshold: i64,
}

impl Due {
    /// How it is remembered that somebody was told.
    pub fn mark(&self) -> String {
        format!("{}:{}:{}", self.field, self.day, self.threshold)
    }
}

/// Leave to connect to one machine. There is none for another party that is not in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit(Option<String>);

impl Permit {
    /// For this machine, which is no other party.
    pub const HERE: Self = Self(None);

    /// For a machine that an entry in use covers in a role.
    pub fn of(entry: &Processor, role: Role, host: &str, today: NaiveDate) -> Option<Self> {
        let covers = entry.told.role == role && entry.told.host.eq_ignore_ascii_case(host) && !host.is_empty();
        (covers && entry.state(today) == State::InUse).then(|| Self(Some(host.to_ascii_lowercase())))
    }

    /// Whether it covers a machine.
    pub fn covers(&self, host: &str) -> bool {
        is_here(host) || self.0.as_deref().is_some_and(|known| known.eq_ignore_ascii_case(host))
    }
}

/// Whether a host is this machine.
pub fn is_here(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn is_host(host: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.:".contains(&byte);
    host.len() <= 253 && host.bytes().all(plain) && !host.starts_with(['.', '-']) && !host.ends_with('-')
}

mod id_text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use super::Id;

    pub fn serialize<S: Serializer>(id: &Id, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(id)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Id, D::Error> {
        let text = String::deserialize(from)?;
        Id::parse(&text).ok_or_else(|| D::Error::custom("not a random name"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn relay() -> Processor {
        Processor {
            id: Id::new([7; 16]),
            told: Told {
                name: "Post Ltd".to_owned(),
                role: Role::MailRelay,
                host: "smtp.post.example".to_owned(),
                purpose: "Hands over mails.".to_owned(),
                data: vec!["invitations".to_owned()],
                place: "Portugal".to_owned(),
            },
            kept: Kept::default(),
            proposed_on: day("2026-11-01"),
            policy: Some(1),
            uses_from: Some(day("2026-11-10")),
            ended_on: None,
        }
    }

    #[test]
    fn a_permit_is_given_for_one_machine_in_one_role_while_its_entry_is_in_use() {
        let permit = |entry: &Processor, role, host: &str, on: &str| Permit::of(entry, role, host, day(on));
        let mut entry = relay();

        let given = permit(&entry, Role::MailRelay, "SMTP.Post.example", "2026-11-10").expect("a permit");
        assert!(given.covers("smtp.post.example") && given.covers("127.0.0.1") && !given.covers("other.example"));
        assert!(!Permit::HERE.covers("smtp.post.example") && Permit::HERE.covers("::1"));
        for (role, host, on) in [
            (Role::MailRelay, "smtp.post.example", "2026-11-09"),
            (Role::IdentityProvider, "smtp.post.example", "2026-11-10"),
            (Role::MailRelay, "post.example", "2026-11-10"),
            (Role::MailRelay, "", "2026-11-10"),
        ] {
            assert_eq!(permit(&entry, role, host, on), None, "{host} {on}");
        }
        entry.ended_on = Some(day("2026-11-20"));
        assert!(permit(&entry, Role::MailRelay, "smtp.post.example", "2026-11-19").is_some());
        assert_eq!(permit(&entry, Role::MailRelay, "smtp.post.example", "2026-11-20"), None);
    }

    #[test]
    fn reminders_come_once_a_threshold() {
        let mut entry = relay();
        entry.kept.valid_until = Some(day("2027-03-01"));
        let due = |on: &str| entry.due(day(on)).first().map(|due| due.threshold);

        assert_eq!(due("2026-12-30"), None);
        assert_eq!(due("2026-12-31"), Some(60));
        assert_eq!(due("2027-01-30"), Some(30));
        assert_eq!(due("2027-02-22"), Some(7));
        assert_eq!(due("2027-04-01"), Some(7));
    }

    #[test]
    fn an_entry_reads_back_as_it_was_written() {
        let entry = relay();
        let text = serde_json::to_string(&entry).expect("JSON");
        assert_eq!(serde_json::from_str::<Processor>(&text).expect("an entry"), entry);
    }
}
