//! The public log of runs, as the transparency log tells of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::json;

use crate::services::transparency::{Published, publish};
use crate::store::retention::{self, Ran};
use crate::store::{Conn, Rows};

/// Every run, by its rows as they stand in the database.
pub(in crate::services) fn published(conn: &mut Conn) -> Rows<Vec<Published>> {
    let mut runs: BTreeMap<i32, Vec<Ran>> = BTreeMap::new();
    for ran in retention::runs(conn, 1)? {
        runs.entry(ran.number).or_default().push(ran);
    }
    Ok(runs.into_iter().map(|(number, rows)| told(number, &rows)).collect())
}

/// Tells of a run, in the transaction that logs it.
pub(super) fn tell(conn: &mut Conn, number: i32, day: NaiveDate) -> Rows<()> {
    match retention::runs(conn, number)? {
        rows if rows.is_empty() => Ok(()),
        rows => publish(conn, day, &told(number, &rows)),
    }
}

fn told(number: i32, rows: &[Ran]) -> Published {
    let rows: Vec<_> = rows
        .iter()
        .map(|ran| json!({ "kind": ran.kind, "day": ran.day, "shown": ran.shown, "step": ran.step }))
        .collect();
    Published {
        kind: "retention",
        name: number.to_string(),
        text: json!({ "number": number, "deleted": rows }).to_string(),
        path: "/privacy/retention".to_owned(),
    }
}
