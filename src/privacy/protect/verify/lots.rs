//! Lots of comments: how large they are and what commits to them (rule 10). The texts stand elsewhere.

use std::collections::BTreeSet;

use super::Period;
use super::finding::Findings;
use super::names;
use crate::domain::release::{Lot, Release};

pub(super) fn check(period: &Period<'_>, findings: &mut Findings) {
    for release in &period.releases {
        let mut seen = BTreeSet::new();
        for lot in &release.lots {
            check_size(period, release, lot, findings);
            check_commitments(release, lot, findings);
            if !seen.insert(&lot.question) {
                findings.add(release, name(lot), "is there twice");
            }
        }
    }
}

fn name(lot: &Lot) -> String {
    format!("lot {}", names::plain(&lot.question))
}

/// k comments at a close; at a tick, which is a release that others of its period follow, 2k.
fn check_size(period: &Period<'_>, release: &Release, lot: &Lot, findings: &mut Findings) {
    let k = u64::from(release.group_size);
    let least = if period.goes_on_after(release) { 2 * k } else { k };
    if lot.size < least {
        findings.add(
            release,
            name(lot),
            format!("is of {} comments, fewer than {least}", lot.size),
        );
    }
}

fn check_commitments(release: &Release, lot: &Lot, findings: &mut Findings) {
    let mut found = |what: String| findings.add(release, name(lot), what);
    let count = lot.commitments.len() as u64;
    if count != lot.size {
        found(format!("has {count} commitments for {} comments", lot.size));
    }
    if !lot.commitments.iter().all(|commitment| is_digest(commitment)) {
        found("has a commitment that is no SHA-256".to_owned());
    }
    if !lot.commitments.is_sorted() {
        found("has commitments that are not in their own order, which may be that of the comments".to_owned());
    }
}

fn is_digest(commitment: &str) -> bool {
    let digits = commitment.strip_prefix("sha256:").unwrap_or_default().as_bytes();
    digits.len() == 64 && digits.iter().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

/// Salts are random: the same commitment twice is the same comment twice.
pub(super) fn check_repeated(chain: &[&Release], findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for release in chain {
        for lot in &release.lots {
            let repeated = lot
                .commitments
                .iter()
                .filter(|commitment| !seen.insert(commitment.as_str()))
                .count();
            if repeated > 0 {
                findings.add(
                    release,
                    name(lot),
                    format!("holds {repeated} comments that were published before"),
                );
            }
        }
    }
}
