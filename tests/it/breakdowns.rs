//! Breakdowns of random surveys: after every release every rule holds, whatever came.

use chorus::domain::release::Release;
use chorus::privacy::protect::Promise;
use chorus::privacy::protect::verify::verify;
use proptest::prelude::*;

use crate::simulated::{Kind, Plan};

fn plans() -> impl Strategy<Value = Plan> {
    let kinds = prop_oneof![
        4 => Just(Kind::One),
        2 => Just(Kind::Set),
        1 => Just(Kind::FewOrNone),
        1 => Just(Kind::SetOfOne),
        1 => Just(Kind::Order)
    ];
    let promises = prop_oneof![
        3 => Just(Promise { group_size: 10, colluders: 2 }),
        1 => Just(Promise { group_size: 5, colluders: 2 }),
        1 => Just(Promise { group_size: 7, colluders: 0 })
    ];
    let sizes = prop::collection::vec(2..=6_usize, 1..=3);
    let people = prop::collection::vec(0..=400_usize, 1..=2);
    (
        any::<u64>(),
        kinds,
        2..=11_usize,
        sizes,
        people,
        1..=4_usize,
        0..30_u32,
        0..20_u32,
        promises,
    )
        .prop_map(
            |(seed, kind, options, segments, people, releases, missing, withdrawing, promise)| Plan {
                seed,
                kind,
                options: if kind == Kind::Order { options.min(5) } else { options },
                segments,
                people,
                releases,
                missing,
                withdrawing,
                promise,
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_every_release_of_a_random_survey_every_rule_holds(plan in plans()) {
        let mut before: Vec<Release> = Vec::new();
        let mut findings = Vec::new();
        let mut changed = false;
        let simulated = plan.run(|releases| {
            findings.extend(verify(releases));
            changed |= releases[..before.len()] != before[..];
            before = releases.to_vec();
        });

        prop_assert!(findings.is_empty(), "{findings:?}");
        prop_assert!(!changed, "a published table changed");
        let again = plan.run(|_| ()).releases;
        prop_assert_eq!(&simulated.releases, &again, "the same seed gives the same releases");
        for table in simulated.releases.iter().flat_map(|release| &release.tables) {
            prop_assert!(table.n >= u64::from(plan.promise.group_size));
        }
        // everybody who answered and is in an overall table is in one block of each segment shown
        for period in 0..plan.people.len() {
            let of_period: Vec<&Release> = simulated.releases.iter().filter(|release| release.period == (period + 1).to_string()).collect();
            let answered = simulated.senders.iter().filter(|sender| sender.period == period && sender.respondent.answer.is_some());
            let counted = answered.filter(|sender| sender.counted_in.is_some()).count() as u64;
            for table in of_period.iter().flat_map(|release| &release.tables).filter(|table| table.by.is_some()) {
                let same = |other: &&chorus::domain::release::Table| other.by == table.by && other.question == table.question;
                let inside: u64 = of_period.iter().flat_map(|release| &release.tables).filter(same).map(|table| table.n).sum();
                prop_assert_eq!(inside, counted);
            }
        }
    }
}
