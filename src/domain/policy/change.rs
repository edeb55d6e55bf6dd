//! What differs between the facts of two versions, and whether it is less strict.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Facts, ProcessorFact, SurveyFact};

/// What changed. The interface words are `change-{name}`, with `$subject`, `$from` and `$to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// The organisation's name.
    Responsible,
    /// Its address.
    Address,
    /// How to reach it.
    Contact,
    /// The data protection officer.
    Officer,
    /// The supervisory authority.
    Authority,
    /// The legal ground.
    LegalGround,
    /// Days of notice.
    NoticeDays,
    /// A survey was published.
    SurveyNew,
    /// A survey was closed for good.
    SurveyEnded,
    /// A survey's answers are used for something else.
    Purpose,
    /// k of a survey.
    GroupSize,
    /// c of a survey.
    Colluders,
    /// Days a survey's comments are kept.
    Comments,
    /// More words stay in texts.
    KeepsMore,
    /// Fewer words stay in texts.
    KeepsFewer,
    /// Somebody else processes data.
    ProcessorNew,
    /// Somebody processes data no more.
    ProcessorEnded,
    /// How long something is kept.
    Kept,
    /// The program can hold another kind of data.
    KindNew,
    /// The program holds a kind of data no more.
    KindGone,
    /// The organisation's own words.
    Words,
}

impl What {
    /// Every one.
    pub const ALL: &[Self] = &[
        Self::Responsible,
        Self::Address,
        Self::Contact,
        Self::Officer,
        Self::Authority,
        Self::LegalGround,
        Self::NoticeDays,
        Self::SurveyNew,
        Self::SurveyEnded,
        Self::Purpose,
        Self::GroupSize,
        Self::Colluders,
        Self::Comments,
        Self::KeepsMore,
        Self::KeepsFewer,
        Self::ProcessorNew,
        Self::ProcessorEnded,
        Self::Kept,
        Self::KindNew,
        Self::KindGone,
        Self::Words,
    ];

    /// The name in interface words, as in the JSON.
    pub fn name(self) -> String {
        let json = serde_json::to_string(&self).unwrap_or_default();
        json.trim_matches('"').to_owned()
    }

    /// Whom it concerns.
    pub fn concerns(self) -> Concerns {
        match self {
            Self::SurveyNew
            | Self::SurveyEnded
            | Self::Purpose
            | Self::GroupSize
            | Self::Colluders
            | Self::Comments
            | Self::KeepsMore
            | Self::KeepsFewer => Concerns::Survey,
            Self::ProcessorNew | Self::ProcessorEnded => Concerns::Processed,
            Self::Kept => Concerns::Held,
            _ => Concerns::Everybody,
        }
    }
}

/// Whom a change concerns. The interface words are `concerns-{name}`, with `$subject`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concerns {
    /// Everybody.
    Everybody,
    /// Who answers the survey.
    Survey,
    /// Whose data goes to a party.
    Processed,
    /// Whose data is kept under a rule.
    Held,
}

impl Concerns {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Everybody, Self::Survey, Self::Processed, Self::Held];

    /// The name in interface words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Everybody => "everybody",
            Self::Survey => "survey",
            Self::Processed => "processed",
            Self::Held => "held",
        }
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What changed.
    pub what: What,
    /// Of which survey (its name), party or rule; empty for the whole.
    pub subject: String,
    /// As it was; empty for nothing.
    pub from: String,
    /// As it is; empty for nothing.
    pub to: String,
    /// Whether it is less strict.
    pub loosens: bool,
}

fn change(what: What, subject: &str, from: impl ToString, to: impl ToString, loosens: bool) -> Change {
    Change {
        what,
        subject: subject.to_owned(),
        from: from.to_string(),
        to: to.to_string(),
        loosens,
    }
}

/// What differs, in the order of [`What`].
pub fn changes(old: &Facts, new: &Facts) -> Vec<Change> {
    let (from, to) = (&old.organisation, &new.organisation);
    let mut found = Vec::new();
    let facts = [
        (What::Responsible, &from.name, &to.name, false),
        (What::Address, &from.address, &to.address, false),
        (What::Contact, &from.contact, &to.contact, false),
        (What::Officer, &from.officer, &to.officer, false),
        (What::Authority, &from.authority, &to.authority, false),
        // people may take consent back; every other ground is less for them
        (
            What::LegalGround,
            &from.legal_ground,
            &to.legal_ground,
            to.legal_ground != "consent",
        ),
    ];
    for (what, from, to, loosens) in facts {
        if from != to {
            found.push(change(what, "", from, to, loosens));
        }
    }
    if old.notice_days != new.notice_days {
        let fewer = new.notice_days < old.notice_days;
        found.push(change(What::NoticeDays, "", old.notice_days, new.notice_days, fewer));
    }
    found.extend(of_surveys(&old.surveys, &new.surveys));
    found.extend(of_processors(&old.processors, &new.processors));
    found.extend(of_retention(&old.retention, &new.retention));
    let (known, now): (BTreeSet<&String>, BTreeSet<&String>) = (old.kinds.iter().collect(), new.kinds.iter().collect());
    found.extend(
        now.difference(&known)
            .map(|kind| change(What::KindNew, kind, "", kind, false)),
    );
    found.extend(
        known
            .difference(&now)
            .map(|kind| change(What::KindGone, kind, kind, "", false)),
    );
    found.sort_by_key(|change| change.what);
    found
}

fn of_surveys(old: &[SurveyFact], new: &[SurveyFact]) -> Vec<Change> {
    let mut found = Vec::new();
    for survey in new {
        let Some(before) = old.iter().find(|before| before.id == survey.id) else {
            found.push(change(What::SurveyNew, &survey.name, "", &survey.name, false));
            continue;
        };
        let name = survey.name.as_str();
        if before.terms != survey.terms {
            found.push(change(What::Purpose, name, "", "", true));
        }
        if before.group_size != survey.group_size {
            let fewer = survey.group_size < before.group_size;
            found.push(change(
                What::GroupSize,
                name,
                before.group_size,
                survey.group_size,
                fewer,
            ));
        }
        if before.colluders != survey.colluders {
            let fewer = survey.colluders < before.colluders;
            found.push(change(What::Colluders, name, before.colluders, survey.colluders, fewer));
        }
        if before.retention_days != survey.retention_days {
            let (from, to) = (before.retention_days, survey.retention_days);
            found.push(change(What::Comments, name, from, to, to > from));
        }
        let more = survey.kept_words.difference(&before.kept_words).next().is_some();
        let fewer = before.kept_words.difference(&survey.kept_words).next().is_some();
        if more {
            found.push(change(What::KeepsMore, name, before.keeps, survey.keeps, true));
        } else if fewer {
            found.push(change(What::KeepsFewer, name, before.keeps, survey.keeps, false));
        }
    }
    let ended = old
        .iter()
        .filter(|before| !new.iter().any(|survey| survey.id == before.id));
    found.extend(ended.map(|before| change(What::SurveyEnded, &before.name, &before.name, "", false)));
    found
}

fn of_processors(old: &[ProcessorFact], new: &[ProcessorFact]) -> Vec<Change> {
    let added = new.iter().filter(|one| !old.contains(one));
    let ended = old.iter().filter(|one| !new.contains(one));
    added
        .map(|one| change(What::ProcessorNew, &one.name, "", &one.purpose, true))
        .chain(ended.map(|one| change(What::ProcessorEnded, &one.name, &one.purpose, "", false)))
        .collect()
}

fn of_retention(old: &BTreeMap<String, i64>, new: &BTreeMap<String, i64>) -> Vec<Change> {
    let rules: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let differs = |rule: &&String| match (old.get(*rule), new.get(*rule)) {
        (Some(from), Some(to)) if from != to => Some(change(What::Kept, rule, from, to, to > from)),
        // a rule that a version of the program brought, or took away
        _ => None,
    };
    rules.iter().filter_map(differs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survey(name: &str, group_size: u32, retention_days: u32) -> SurveyFact {
        SurveyFact {
            id: name.to_owned(),
            name: name.to_owned(),
            group_size,
            retention_days,
            ..SurveyFact::default()
        }
    }

    fn found(old: &Facts, new: &Facts) -> Vec<(What, bool)> {
        changes(old, new).iter().map(|one| (one.what, one.loosens)).collect()
    }

    #[test]
    fn what_is_less_strict_is_told_from_what_is_stricter() {
        let old = Facts {
            notice_days: 14,
            surveys: vec![survey("visit", 10, 365), survey("old", 10, 30)],
            retention: [("trail".to_owned(), 731)].into(),
            ..Facts::default()
        };
        let mut new = old.clone();
        assert_eq!(found(&old, &new), []);

        new.surveys = vec![survey("visit", 20, 400), survey("new", 10, 30)];
        new.notice_days = 7;
        new.retention.insert("trail".to_owned(), 365);
        assert_eq!(
            found(&old, &new),
            [
                (What::NoticeDays, true),
                (What::SurveyNew, false),
                (What::SurveyEnded, false),
                (What::GroupSize, false),
                (What::Comments, true),
                (What::Kept, false),
            ]
        );
    }

    #[test]
    fn another_party_loosens_and_one_that_goes_does_not() {
        let relay = ProcessorFact {
            id: "1".to_owned(),
            name: "Post Ltd".to_owned(),
            ..ProcessorFact::default()
        };
        let (none, one) = (
            Facts::default(),
            Facts {
                processors: vec![relay],
                ..Facts::default()
            },
        );

        assert_eq!(found(&none, &one), [(What::ProcessorNew, true)]);
        assert_eq!(found(&one, &none), [(What::ProcessorEnded, false)]);
    }

    #[test]
    fn every_change_has_a_name_of_its_own() {
        let names: BTreeSet<String> = What::ALL.iter().map(|what| what.name()).collect();

        assert_eq!(names.len(), What::ALL.len());
        assert!(names.contains("group-size"));
    }
}
