//! Bringing the published versions in line with what is and will be true: one version a day on which something begins to count.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};

use super::facts::{self, Upcoming};
use super::in_the_log;
use crate::domain::announcement::{Announcement, Topic};
use crate::domain::chain::digest;
use crate::domain::guidelines::Texts;
use crate::domain::policy::{
    Body, Change, Draft, Facts, Standing, Version, What, Wording, announced, changes, in_force,
};
use crate::services::announcements::announce;
use crate::services::transparency::publish;
use crate::store::{Conn, Rows, policies};

/// A draft that is published, and the first day it counts.
pub(super) struct Proposal<'d> {
    pub(super) draft: &'d Draft,
    pub(super) effective_on: NaiveDate,
}

/// The words of a version, and what was said of them.
struct Said {
    wording: Wording,
    summary: Texts,
    /// Whether these words, once they came, promised less.
    loosens: bool,
}

/// Publishes what is missing so that on each day from today on the version in force tells the truth; a version that is announced is
/// carried on where something comes before it. Gives the number of the newest version.
pub(super) fn settle(
    conn: &mut Conn,
    now: NaiveDateTime,
    upcoming: Option<&Upcoming>,
    proposal: Option<&Proposal>,
) -> Rows<Option<i32>> {
    let today = now.date();
    let before = policies::standings(conn)?;
    // where nobody was promised anything, what is proposed counts at once
    let proposed_from = match (before.is_empty(), proposal) {
        (true, _) => Some(today),
        (false, proposal) => proposal.map(|proposal| proposal.effective_on),
    };
    let mut days: BTreeSet<NaiveDate> = facts::coming_days(conn, today)?;
    days.insert(today);
    days.extend(announced(&before, today).iter().map(|standing| standing.effective_on));
    days.extend(upcoming.map(|coming| coming.effective_on));
    days.extend(proposal.map(|proposal| proposal.effective_on));
    for day in days {
        let facts = facts::at(conn, day, upcoming, proposed_from)?;
        let said = said(conn, &before, day, proposal)?;
        let number = settle_day(conn, now, day, facts, said)?;
        if proposed_from == Some(day) {
            facts::announce(conn, number, day)?;
        }
    }
    Ok(policies::standings(conn)?.last().map(|standing| standing.number))
}

/// The words that count on a day: those of the draft, or of the version announced for it.
fn said(conn: &mut Conn, before: &[Standing], day: NaiveDate, proposal: Option<&Proposal>) -> Rows<Said> {
    if let Some(proposal) = proposal.filter(|proposal| proposal.effective_on <= day) {
        return Ok(Said {
            wording: proposal.draft.wording.clone(),
            summary: proposal.draft.summary.clone(),
            loosens: !proposal.draft.is_stricter,
        });
    }
    let version = match in_force(before, day) {
        Some(standing) => policies::find(conn, standing.number)?,
        None => None,
    };
    Ok(version.map_or_else(
        || Said {
            wording: Wording::shipped(),
            summary: Texts::new(),
            loosens: false,
        },
        |version| Said {
            loosens: version
                .body
                .changes
                .iter()
                .any(|change| change.what == What::Words && change.loosens),
            wording: version.body.wording,
            summary: version.body.summary,
        },
    ))
}

/// Publishes a version for a day unless the one that would be in force says the same; gives the number of the one that is.
fn settle_day(conn: &mut Conn, now: NaiveDateTime, day: NaiveDate, facts: Facts, said: Said) -> Rows<i32> {
    let standings = policies::standings(conn)?;
    let there = in_force(&standings, day);
    let there = there
        .map(|standing| policies::find(conn, standing.number))
        .transpose()?
        .flatten();
    if let Some(version) = &there
        && version.body.facts == facts
        && version.body.wording == said.wording
    {
        return Ok(version.body.number);
    }
    let number = standings.last().map_or(0, |standing| standing.number) + 1;
    let former = former(&standings, number, now.date(), day);
    let former = former
        .map(|standing| policies::find(conn, standing.number))
        .transpose()?
        .flatten();
    let changes = former
        .as_ref()
        .map_or_else(Vec::new, |former| differences(former, &facts, &said));
    let body = Body {
        number,
        published_on: now.date(),
        effective_on: day,
        loosens: changes.iter().any(|change| change.loosens),
        summary: match changes.iter().any(|change| change.what == What::Words) {
            true => said.summary,
            false => Texts::new(),
        },
        wording: said.wording,
        facts,
        changes,
    };
    let text = body.to_text();
    let version = Version {
        digest: digest(&text),
        body,
        text,
    };
    policies::insert(conn, &version)?;
    publish(conn, now.date(), &in_the_log(number, version.text))?;
    // who was told of a version for this day reads the one that takes its place at the same date
    let is_carried = there.is_some_and(|there| there.body.effective_on == day && day > now.date());
    if number > 1 && !is_carried {
        let announcement = Announcement {
            name: "policy".to_owned(),
            title: Texts::new(),
            path: format!("/privacy/changes/{number}"),
        };
        announce(conn, Topic::Changes, &announcement, now)?;
    }
    Ok(number)
}

/// The version that `number` follows: the one in force when it counts at once, or else on the day before its own.
pub(super) fn former(
    standings: &[Standing],
    number: i32,
    published_on: NaiveDate,
    effective_on: NaiveDate,
) -> Option<Standing> {
    let earlier: Vec<Standing> = standings.iter().filter(|one| one.number < number).copied().collect();
    let day = match effective_on > published_on {
        true => effective_on.pred_opt().unwrap_or(effective_on),
        false => effective_on,
    };
    in_force(&earlier, day)
}

fn differences(former: &Version, facts: &Facts, said: &Said) -> Vec<Change> {
    let mut found = changes(&former.body.facts, facts);
    if former.body.wording != said.wording {
        found.push(Change {
            what: What::Words,
            subject: String::new(),
            from: String::new(),
            to: String::new(),
            loosens: said.loosens,
        });
    }
    found
}
