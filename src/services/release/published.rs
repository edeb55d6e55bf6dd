//! Releases as the transparency log tells of them: the digest alone, for not everybody may read them.

use chrono::NaiveDate;

use crate::domain::id::Id;
use crate::domain::release::Release;
use crate::services::transparency::{Published, publish};
use crate::store::{Conn, Rows, releases};

/// Every release.
pub(in crate::services) fn published(conn: &mut Conn) -> Rows<Vec<Published>> {
    let rows = releases::bodies(conn)?;
    Ok(rows
        .into_iter()
        .map(|(survey, number, text)| told(survey, number, text))
        .collect())
}

/// Tells of one, in the transaction that publishes it.
pub(super) fn tell(conn: &mut Conn, survey: Id, release: &Release, day: NaiveDate) -> Rows<()> {
    let number = i64::try_from(release.release).unwrap_or(i64::MAX);
    publish(conn, day, &told(survey, number, release.to_json()))
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
