//! The chain: numbers without gaps, digests that fit, promises that only become stricter, periods that follow each other.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Findings;
use super::names::plain;
use crate::domain::release::Release;

/// The smallest k there is, and by how many it must exceed c.
const LEAST_GROUP: u32 = 5;
const BEYOND_COLLUDERS: u32 = 3;

/// One release a number, ascending; of several different ones the one that the next names.
pub(super) fn in_order<'r>(releases: Vec<&'r Release>, findings: &mut Findings) -> Vec<&'r Release> {
    let mut numbers: BTreeMap<u64, BTreeMap<String, &'r Release>> = BTreeMap::new();
    for release in releases {
        let same = numbers.entry(release.release).or_default();
        same.entry(release.to_json()).or_insert(release);
    }
    let mut chain = Vec::with_capacity(numbers.len());
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for (_, same) in numbers.iter().rev() {
        let chosen = same
            .values()
            .find(|release| named.contains(release.digest.as_str()))
            .or_else(|| same.values().next());
        if let Some(release) = chosen.filter(|_| same.len() > 1) {
            findings.release(
                release,
                format!("is there {} times, each time with other contents", same.len()),
            );
        }
        named = same
            .values()
            .filter_map(|release| release.previous.as_deref())
            .collect();
        chain.extend(chosen.copied());
    }
    chain.reverse();
    chain
}

/// Checks the releases one after another; gives the periods that a missing release may have been of.
pub(super) fn check<'r>(chain: &[&'r Release], findings: &mut Findings) -> BTreeSet<&'r str> {
    let mut torn = BTreeSet::new();
    let mut over: BTreeSet<&str> = BTreeSet::new();
    let mut strictest = (0, 0);
    let mut before: Option<&Release> = None;
    for release in chain {
        if is_gap_before(release, before, findings) {
            torn.insert(release.period.as_str());
            torn.extend(before.map(|before| before.period.as_str()));
        }
        check_digest(release, findings);
        check_promise(release, &mut strictest, findings);
        if let Some(before) = before {
            if before.published_on > release.published_on {
                findings.release(release, "is dated before the release it follows");
            }
            if before.period != release.period {
                over.insert(&before.period);
            }
        }
        if over.contains(release.period.as_str()) {
            findings.release(
                release,
                format!("is of the period {}, which was over", plain(&release.period)),
            );
        }
        before = Some(release);
    }
    torn
}

/// Whether releases are missing before this one; where none is, it must name the one before.
fn is_gap_before(release: &Release, before: Option<&Release>, findings: &mut Findings) -> bool {
    let last = before.map_or(0, |before| before.release);
    let (first, missing) = (
        last.saturating_add(1),
        release.release.saturating_sub(last).saturating_sub(1),
    );
    if release.release == 0 {
        findings.release(release, "has the number 0; the first is 1");
    }
    if missing > 0 {
        let what = match missing {
            1 => format!("release {first} is missing before it"),
            _ => format!("releases {first} to {} are missing before it", release.release - 1),
        };
        findings.release(release, what);
        return true;
    }
    match before {
        None if release.previous.is_some() => findings.release(release, "is the first but names one before it"),
        Some(before) if release.previous.as_ref() != Some(&before.digest) => {
            let last = before.release;
            findings.release(
                release,
                format!("does not follow release {last}: the digest it names is another one"),
            );
        }
        _ => {}
    }
    false
}

fn check_digest(release: &Release, findings: &mut Findings) {
    if release.expected_digest() != release.digest {
        findings.release(release, "was changed: its digest is not that of its contents");
    }
}

/// k and c fit each other and have not become smaller.
fn check_promise(release: &Release, strictest: &mut (u32, u32), findings: &mut Findings) {
    let (k, c) = (release.group_size, release.colluders);
    if k < LEAST_GROUP || k < c.saturating_add(BEYOND_COLLUDERS) {
        findings.release(
            release,
            format!("promises groups of {k} against {c} colluders, which is too small"),
        );
    }
    if k < strictest.0 {
        findings.release(
            release,
            format!("promises groups of {k} after {} was promised", strictest.0),
        );
    }
    if c < strictest.1 {
        findings.release(
            release,
            format!("withstands {c} colluders after {} were promised", strictest.1),
        );
    }
    *strictest = (k.max(strictest.0), c.max(strictest.1));
}
