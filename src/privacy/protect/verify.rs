//! Checking releases from the published documents alone, without a database: who distrusts us runs this.

use std::collections::BTreeMap;
use std::fmt;

use super::tables::pinned;
use crate::domain::release::Release;

/// Something that must not be in a chain of releases; the text names the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Number of the release.
    pub release: u64,
    /// What is wrong, in one sentence.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "release {}: {}", self.release, self.what)
    }
}

/// Every finding in the releases of one survey, given in their order.
pub fn verify(releases: &[Release]) -> Vec<Finding> {
    let mut findings = Vec::new();
    check_chain(releases, &mut findings);
    for release in releases {
        check_tables(release, &mut findings);
        check_lots(release, &mut findings);
    }
    findings
}

fn check_chain(releases: &[Release], findings: &mut Vec<Finding>) {
    let mut previous: Option<&Release> = None;
    for release in releases {
        let mut found = |what: String| {
            findings.push(Finding {
                release: release.release,
                what,
            })
        };
        let expected = previous.map_or(1, |previous| previous.release + 1);
        if release.release != expected {
            found(format!("release {expected} is missing before it"));
        }
        if release.expected_digest() != release.digest {
            found("its digest does not fit its contents: it was changed".to_owned());
        }
        match previous {
            None if release.release == 1 && release.previous.is_some() => {
                found("the first release names one before it".to_owned())
            }
            Some(previous) if release.previous.as_ref() != Some(&previous.digest) => {
                found(format!(
                    "it does not follow release {}: the chain is broken",
                    previous.release
                ));
            }
            _ => {}
        }
        if previous.is_some_and(|previous| previous.survey != release.survey) {
            found("it belongs to another survey".to_owned());
        }
        if previous.is_some_and(|previous| previous.published_on > release.published_on) {
            found("it is dated before the release it follows".to_owned());
        }
        previous = Some(release);
    }
}

fn check_tables(release: &Release, findings: &mut Vec<Finding>) {
    let mut found = |what: String| {
        findings.push(Finding {
            release: release.release,
            what,
        })
    };
    if release.group_size < 5 || release.group_size < release.colluders + 3 {
        found(format!(
            "its group size {} is too small for {} colluders",
            release.group_size, release.colluders
        ));
    }
    let mut seen = BTreeMap::new();
    for table in &release.tables {
        let name = format!(
            "table {} by {}",
            table.question,
            table.by.as_deref().unwrap_or("everybody")
        );
        if table.by.is_none() && seen.insert(&table.question, ()).is_some() {
            found(format!("{name} is there twice"));
        }
        if table.n < u64::from(release.group_size) {
            found(format!(
                "{name} is of {} people, fewer than {}",
                table.n, release.group_size
            ));
        }
        if table.counts.sum() != table.n {
            found(format!(
                "{name} counts {} answers of {} people",
                table.counts.sum(),
                table.n
            ));
        }
        let yes_no =
            table.question.contains('.') && table.counts.0.iter().all(|(value, _)| value == "yes" || value == "no");
        if pinned(table, release.colluders, yes_no) {
            found(format!(
                "{name} pins somebody: all but at most {} gave the same answer",
                release.colluders
            ));
        }
    }
    let responses = release
        .tables
        .iter()
        .filter(|table| table.by.is_none())
        .map(|table| table.n + table.no_answer)
        .max();
    if responses.unwrap_or(0) != release.responses {
        found(format!(
            "it says {} responses, its tables say {}",
            release.responses,
            responses.unwrap_or(0)
        ));
    }
}

fn check_lots(release: &Release, findings: &mut Vec<Finding>) {
    for lot in &release.lots {
        let mut found = |what: &str| {
            findings.push(Finding {
                release: release.release,
                what: format!("lot of {}: {what}", lot.question),
            });
        };
        if lot.size < u64::from(release.group_size) {
            found("fewer comments than the group size");
        }
        if lot.commitments.len() as u64 != lot.size {
            found("its commitments are not as many as its comments");
        }
        if !lot.commitments.is_sorted() {
            found(
                "its commitments are not in the order of their digests, which says something about the order of the comments",
            );
        }
    }
}
