//! Releases as the transparency log tells of them: the digest alone, for not everybody may read them.

use chrono::NaiveDate;
use serde_json::json;

use crate::domain::id::Id;
use crate::domain::policy::of_period;
use crate::domain::release::Release;
use crate::services::transparency::{Published, publish_with};
use crate::store::collections::Collection;
use crate::store::{Conn, Rows, policies, releases};

/// Every release.
pub(in crate::services) fn published(conn: &mut Conn) -> Rows<Vec<Published>> {
    let rows = releases::bodies(conn)?;
    Ok(rows
        .into_iter()
        .map(|(survey, number, text)| told(survey, number, text))
        .collect())
}

/// Tells of one, in the transaction that publishes it.
pub(super) fn tell(conn: &mut Conn, survey: Id, release: &Release, state: &Collection, day: NaiveDate) -> Rows<()> {
    let number = i64::try_from(release.release).unwrap_or(i64::MAX);
    let policy = match state.closing.as_ref() == Some(&release.period) {
        true => state.closing_policy,
        false => under(conn, state, day)?,
    };
    publish_with(
        conn,
        day,
        &told(survey, number, release.to_json()),
        &[("policy", json!(policy))],
    )
}

/// The version of the policy under which the present period takes answers: a property of the period, never of a person.
pub(super) fn under(conn: &mut Conn, state: &Collection, today: NaiveDate) -> Rows<Option<i32>> {
    let standings = policies::standings(conn)?;
    Ok(of_period(&standings, state.starts_on, today).map(|standing| standing.number))
}

// by its random name: the log is public, and not every survey is listed
fn told(survey: Id, number: i64, text: String) -> Published {
    Published {
        kind: "release",
        name: format!("{survey}/{number}"),
        text,
        path: String::new(),
    }
}
