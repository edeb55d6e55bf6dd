//! Checking releases from the published documents alone, without a database: who distrusts us runs this. Shares no rule with the
//! code that makes releases, so that a mistake there is found here. What it cannot see: the answers, and the cells of rules 5 and 6.

mod breakdowns;
mod chain;
mod finding;
mod lots;
mod names;
mod nesting;
mod options;
mod span;
mod sums;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

pub use finding::Finding;

use crate::domain::release::Release;
use finding::Findings;

/// Every finding in the releases of a survey, in the order of the releases; none if nothing is wrong.
///
/// They may come in any order, and the same document more than once. Takes a time nearly proportional to their size, whatever stands
/// in them.
pub fn verify(releases: &[Release]) -> Vec<Finding> {
    let mut surveys: BTreeMap<&str, Vec<&Release>> = BTreeMap::new();
    for release in releases {
        surveys.entry(&release.survey).or_default().push(release);
    }
    let first = surveys.keys().next().copied().unwrap_or_default();
    let mut work = nesting::Work::new();
    let mut all = Vec::new();
    for (survey, releases) in surveys {
        let mut findings = Findings::of(survey);
        let chain = chain::in_order(releases, &mut findings);
        if let Some(start) = chain.first().filter(|_| survey != first) {
            findings.release(
                start,
                format!("is not of the survey {}: two surveys are mixed", names::plain(first)),
            );
        }
        let torn = chain::check(&chain, &mut findings);
        check_periods(&chain, &torn, &mut work, &mut findings);
        all.extend(findings.sorted());
    }
    all
}

/// The releases of one reporting period, in order.
struct Period<'r> {
    releases: Vec<&'r Release>,
    /// No release of it is missing.
    whole: bool,
}

impl Period<'_> {
    /// Whether a later release of the period shows that this one did not close it.
    fn goes_on_after(&self, release: &Release) -> bool {
        self.releases.last().is_some_and(|last| last.release > release.release)
    }
}

fn check_periods(chain: &[&Release], torn: &BTreeSet<&str>, work: &mut nesting::Work, findings: &mut Findings) {
    let mut periods: BTreeMap<&str, Vec<&Release>> = BTreeMap::new();
    for release in chain {
        periods.entry(&release.period).or_default().push(release);
    }
    lots::check_repeated(chain, findings);
    for (name, releases) in periods {
        let period = Period {
            releases,
            whole: !torn.contains(name),
        };
        tables::check(&period, findings);
        lots::check(&period, findings);
        options::check(&period, findings);
        breakdowns::check(&period, work, findings);
    }
}
