//! Releases made by hand that nothing is wrong with, and ways to spoil them; nothing of what is found then.

use chorus::domain::release::{Counts, Lot, Release, Table, Withheld, commitment};
use chorus::privacy::protect::verify::verify;

/// A question: its name, its values, and which one the person of a number gives.
pub type Question = (&'static str, &'static [&'static str], fn(usize) -> Option<usize>);

pub const OVERALL: Question = ("overall", &["1", "2", "3", "4", "5"], |person| {
    (person % 10 != 9).then_some(person % 5)
});
pub const REGION: Question = ("region", &["north", "south", "west"], |person| {
    (person % 12 != 11).then_some(person % 3)
});
pub const DESK: Question = ("areas.desk", &["yes", "no"], |person| {
    (person % 12 != 5).then_some(person % 2)
});
pub const WEB: Question = ("areas.web", &["yes", "no"], |person| {
    (person % 12 != 5).then_some(usize::from(person % 5 < 2))
});
pub const REGIONS: [&[&str]; 3] = [&["north"], &["south"], &["west", "none"]];
pub const AGES: [&[&str]; 2] = [&["old"], &["young"]];

pub fn region(person: usize) -> &'static str {
    REGION.2(person).map_or("none", |place| REGION.1[place])
}

pub fn age(person: usize) -> &'static str {
    if person % 4 < 2 { "old" } else { "young" }
}

pub fn table(question: Question, by: Option<&str>, block: &[&str], people: impl Iterator<Item = usize>) -> Table {
    let (name, values, answer) = question;
    let answers: Vec<Option<usize>> = people.map(answer).collect();
    let count = |answer: Option<usize>| answers.iter().filter(|given| **given == answer).count() as u64;
    Table {
        question: name.to_owned(),
        by: by.map(str::to_owned),
        block: block.iter().map(|value| (*value).to_owned()).collect(),
        n: answers.len() as u64 - count(None),
        no_answer: count(None),
        counts: Counts(
            (0..values.len())
                .map(|place| (values[place].to_owned(), count(Some(place))))
                .collect(),
        ),
    }
}

pub fn overall(question: Question, people: std::ops::Range<usize>) -> Table {
    table(question, None, &["all"], people)
}

pub fn by_region(question: Question, people: usize) -> Vec<Table> {
    let of = |block: &&[&str]| {
        table(
            question,
            Some("region"),
            block,
            (0..people).filter(|person| block.contains(&region(*person))),
        )
    };
    REGIONS.iter().map(of).collect()
}

pub fn by_age(question: Question, people: usize) -> Vec<Table> {
    let of = |block: &&[&str]| {
        table(
            question,
            Some("age"),
            block,
            (0..people).filter(|person| block.contains(&age(*person))),
        )
    };
    AGES.iter().map(of).collect()
}

pub fn release(number: u64, period: &str, tables: Vec<Table>, comments: u8) -> Release {
    let lot = |size: u8| {
        let mut commitments: Vec<String> = (0..size)
            .map(|text| commitment(&[number as u8, text], "fine"))
            .collect();
        commitments.sort();
        Lot {
            question: "more".to_owned(),
            size: size.into(),
            commitments,
        }
    };
    let hidden = (comments == 0).then(|| Withheld {
        question: "more".to_owned(),
        by: None,
    });
    Release {
        survey: "visit".to_owned(),
        period: period.to_owned(),
        release: number,
        published_on: "2026-11-01".parse::<chrono::NaiveDate>().unwrap() + chrono::Days::new(7 * number),
        group_size: 10,
        colluders: 2,
        audits: Vec::new(),
        responses: 0,
        unscheduled: false,
        loaded: false,
        previous: None,
        digest: String::new(),
        tables,
        lots: (comments > 0).then(|| lot(comments)).into_iter().collect(),
        withheld: hidden.into_iter().collect(),
    }
}

/// Three releases of November, one option waiting at the first, and two of December; both months end with breakdowns.
pub fn chain() -> Vec<Release> {
    let november = [
        by_region(OVERALL, 60),
        by_age(OVERALL, 60),
        by_region(DESK, 60),
        by_region(WEB, 60),
    ]
    .concat();
    let last = vec![
        overall(OVERALL, 48..60),
        overall(REGION, 48..60),
        overall(DESK, 48..60),
        overall(WEB, 48..60),
    ];
    let mut releases = vec![
        release(
            1,
            "2026-11",
            vec![overall(OVERALL, 0..24), overall(REGION, 0..24), overall(DESK, 0..24)],
            0,
        ),
        release(
            2,
            "2026-11",
            vec![
                overall(OVERALL, 24..48),
                overall(REGION, 24..48),
                overall(DESK, 24..48),
                overall(WEB, 0..48),
            ],
            20,
        ),
        release(3, "2026-11", [last, november].concat(), 10),
        release(4, "2026-12", vec![overall(OVERALL, 0..24)], 0),
        release(
            5,
            "2026-12",
            [vec![overall(OVERALL, 24..48)], by_region(OVERALL, 48)].concat(),
            10,
        ),
    ];
    for release in &mut releases {
        settle(release);
    }
    sealed(&mut releases);
    releases
}

/// Fills in what follows from the tables.
pub fn settle(release: &mut Release) {
    release.audits = Release::audits_of(&release.tables);
    let overall = release.tables.iter().filter(|table| table.by.is_none());
    release.responses = overall.map(|table| table.n + table.no_answer).max().unwrap_or(0);
}

/// Chains the documents as they are now.
pub fn sealed(releases: &mut [Release]) {
    let mut previous = None;
    for release in releases {
        release.previous = previous;
        release.digest = release.expected_digest();
        previous = Some(release.digest.clone());
    }
}

pub fn told(releases: &[Release]) -> Vec<String> {
    verify(releases).iter().map(ToString::to_string).collect()
}

/// What is found after a change that its author chains anew.
pub fn found(change: impl FnOnce(&mut Vec<Release>)) -> Vec<String> {
    let mut releases = chain();
    change(&mut releases);
    sealed(&mut releases);
    told(&releases)
}

/// What is found after a change to one release, by its number.
pub fn found_in(number: usize, change: impl FnOnce(&mut Release)) -> Vec<String> {
    found(|releases| change(&mut releases[number - 1]))
}

/// A table by its question, segment and first value.
pub fn at<'r>(release: &'r mut Release, question: &str, by: Option<&str>, value: &str) -> &'r mut Table {
    let is = |table: &Table| table.question == question && table.by.as_deref() == by && table.block[0] == value;
    release.tables.iter_mut().find(|table| is(table)).expect("a table")
}

pub fn north(release: &mut Release) -> &mut Table {
    at(release, "overall", Some("region"), "north")
}

/// People who gave an answer more, or fewer, than there were.
pub fn add(table: &mut Table, value: &str, more: i64) {
    let (_, count) = table
        .counts
        .0
        .iter_mut()
        .find(|(name, _)| name == value)
        .expect("a value");
    *count = count.checked_add_signed(more).expect("a count");
    table.n = table.n.checked_add_signed(more).expect("a count");
}
