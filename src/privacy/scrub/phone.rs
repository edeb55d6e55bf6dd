//! Telephone numbers: international, national in the plan of the text's language, or announced by a word. Prices,
//! dates, decimals and quantities stay.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::kind::Kind;
use super::numbers::{Group, chains, digits, stretches};
use super::phone_plan::{CODES, CUES, PLANS, Plan};
use super::phone_shape::{EXTENSION, Lead, dates, is_glued, is_quantity, is_spelled_like_a_number, stands_apart};
use super::rules::Rule;
use super::scan::Scan;

pub(super) static RULE: Rule = Rule {
    kind: Kind::Phone,
    worth: |counts| counts.chain >= 7,
    find,
    examples: &[
        ("en", "Ring +44 (0)20 7946 0958 ext. 12, please", "Ring [phone], please"),
        ("en", "(381) 917-2077 or 07803 616074", "[phone] or [phone]"),
        (
            "pt",
            "(11) 94560-2777, +351 930 645 605, 217547654",
            "[phone], [phone], [phone]",
        ),
        (
            "it",
            "+39 390 200 5769 o 02 6596 5688 o 344 3769930",
            "[phone] o [phone] o [phone]",
        ),
        ("es", "661 242 180 / 91 434 88 08", "[phone] / [phone]"),
        (
            "fr",
            "０１.４５.０２.２１.５３ ou 0 6 3 2 8 6 8 6 7 5",
            "[phone] ou [phone]",
        ),
        (
            "de",
            "030/7356 5250, 089 728792, 0049 170 5606988",
            "[phone], [phone], [phone]",
        ),
        ("ro", "sunați la 0737 1\u{200b}95 728.", "sunați la [phone]."),
        ("ru", "8 (937) 013-34-73, +7 980 371-16-69", "[phone], [phone]"),
        (
            "zh",
            "打13827862916给我，或０１０-６６１５４３８９",
            "打[phone]给我，或[phone]",
        ),
        ("xx", "+380 44 123 4567", "[phone]"),
        (
            "es",
            "Costó 900 000 000 €, 1.450.200.300 pesos y 612 345 678 euros",
            "Costó 900 000 000 €, 1.450.200.300 pesos y 612 345 678 euros",
        ),
        (
            "en",
            "14:00-16:00 on 12/03/2024, 2024-03-12 10.30, from 2019-2023",
            "14:00-16:00 on 12/03/2024, 2024-03-12 10.30, from 2019-2023",
        ),
        (
            "en",
            "ORD-0299189, A990429739, 0.612345678, WH-1000XM5",
            "[number], [number], 0.612345678, WH-1000XM5",
        ),
        ("en", "+100 000 000 users, +20,8 %", "+100 000 000 users, +20,8 %"),
        ("en", "call me: 555-1234", "call me: [phone]"),
    ],
};

static CUE: LazyLock<AhoCorasick> = LazyLock::new(|| AhoCorasick::new(CUES).expect("a constant list of short words"));
fn find(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let text = scan.text();
    let mut found = Vec::new();
    for chain in chains(text, 7) {
        let announced = is_announced(scan.before(chain[0].start, 40));
        let dates = dates(text, &chain);
        let mut first = 0;
        while first < chain.len() {
            let number = number_from(scan, &chain, first, announced, &dates);
            if let Some((range, _)) = &number {
                found.push(range.clone());
            }
            first += number.map_or(1, |(_, groups)| groups);
        }
    }
    found
}

/// The number that begins with this group, and of how many groups it is made.
fn number_from(
    scan: &Scan<'_>,
    chain: &[Group],
    first: usize,
    announced: bool,
    dates: &[bool],
) -> Option<(Range<usize>, usize)> {
    let text = scan.text();
    let lead = Lead::before(text, chain[first].start);
    let may_begin = first == 0
        || lead.plus
        || lead.bracket
        || chain[first].len() > 6
        || (chain[first].len() == 2 && text[chain[first].start..].starts_with('0'));
    if !may_begin {
        return None;
    }
    let candidates = || {
        stretches(chain, first, 7..18).filter(|groups| {
            stands_apart(text, chain, first, groups, &lead)
                && is_spelled_like_a_number(groups)
                && !dates[first..first + groups.len()].contains(&true)
                && !is_glued(text, &lead, groups, announced)
                && !is_quantity(scan, &lead, groups)
        })
    };
    let known = |groups: &&[Group]| is_known(text, groups, &lead, scan.language(), announced);
    let likely = |groups: &&[Group]| is_likely(text, groups, &lead, announced);
    let groups = candidates().find(known).or_else(|| candidates().find(likely))?;
    let last = groups[groups.len() - 1].end;
    let closed = lead.bracket && (text[chain[first].start..last].contains(')') || text[last..].starts_with(')'));
    let end = last + usize::from(closed && text[last..].starts_with(')'));
    let extension = EXTENSION.find(scan.after(end, 24)).map_or(0, |hit| hit.end());
    let start = if lead.bracket && !closed && !lead.plus {
        chain[first].start
    } else {
        lead.start
    };
    Some((start..end + extension, groups.len()))
}

/// Whether one of the words for a telephone stands in the text right before.
fn is_announced(before: &str) -> bool {
    CUE.find_overlapping_iter(before).any(|cue| {
        let is_ascii = before[cue.range()].is_ascii();
        !is_ascii || !before[..cue.start()].ends_with(|c: char| c.is_ascii_alphabetic())
    })
}

/// A length and first digits of the country, by its code or by the language's plan.
fn is_known(text: &str, groups: &[Group], lead: &Lead, language: &str, announced: bool) -> bool {
    let number = digits(text, groups);
    let with_code = if lead.plus {
        Some(number.as_str())
    } else {
        number.strip_prefix("00")
    };
    if let Some(number) = with_code {
        return CODES
            .iter()
            .any(|(code, lengths)| number.starts_with(code) && lengths.contains(&number.len()));
    }
    let spaced = groups.iter().all(|group| group.len() == 1);
    let bare_code = spaced
        && CODES
            .iter()
            .any(|(code, lengths)| code.len() > 1 && number.starts_with(code) && lengths.contains(&number.len()));
    bare_code
        || PLANS.iter().any(|plan| {
            let own = plan.languages.contains(&language);
            (own || announced || plan.anywhere || lead.bracket) && fits(plan, &number, groups, own)
        })
}

fn fits(plan: &Plan, number: &str, groups: &[Group], own: bool) -> bool {
    let begins = plan.starts.iter().any(|start| number.starts_with(start));
    let lengths = plan.digits.contains(&number.len());
    let spaced = groups.iter().all(|group| group.len() == 1);
    let spelled = match plan.groups {
        None => true,
        Some(wanted) if spaced => own && wanted.iter().sum::<usize>() == number.len(),
        Some(wanted) => groups.iter().map(|group| group.len()).eq(wanted.iter().copied()),
    };
    begins && lengths && spelled
}

/// Not of a plan we know, but with a country code or announced.
fn is_likely(text: &str, groups: &[Group], lead: &Lead, announced: bool) -> bool {
    let number = digits(text, groups);
    let has_code = |number: &str| !number.starts_with('0') && (8..=15).contains(&number.len());
    let exit_code = number
        .strip_prefix("00")
        .is_some_and(|rest| has_code(rest) && rest.len() > 8)
        && groups[0].len() != 3;
    (lead.plus && has_code(&number)) || exit_code || (announced && number.len() <= 15)
}
