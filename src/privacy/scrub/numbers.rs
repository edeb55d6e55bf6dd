//! Digits as people write them: groups chained by separators. Shared by the rules for numbers; knows no kind.

use std::ops::Range;

/// A run of digits in the shadow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Group {
    pub start: usize,
    pub end: usize,
}

impl Group {
    pub fn len(self) -> usize {
        self.end - self.start
    }
}

/// Groups that belong together: between two of them stand at most three characters, all separators.
pub(super) type Chain = Vec<Group>;

/// Every chain of the text with so many digits at least, in order.
pub(super) fn chains(text: &str, least: usize) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    let mut chain: Chain = Vec::new();
    let enough = |chain: &Chain| chain.iter().map(|group| group.len()).sum::<usize>() >= least;
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(offset) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let start = at + offset;
        let end = bytes[start..]
            .iter()
            .position(|byte| !byte.is_ascii_digit())
            .map_or(bytes.len(), |n| start + n);
        if chain.last().is_none_or(|last| !is_separator(&bytes[last.end..start])) {
            if enough(&chain) {
                chains.push(chain.clone());
            }
            chain.clear();
        }
        chain.push(Group { start, end });
        at = end;
    }
    if enough(&chain) {
        chains.push(chain);
    }
    chains
}

/// Whether these bytes may stand inside one number. A full stop or a slash with a space is the end of a sentence or
/// an alternative, not a separator.
fn is_separator(between: &[u8]) -> bool {
    let marks = between
        .iter()
        .filter(|byte| matches!(byte, b'-' | b'.' | b'/' | b'_'))
        .count();
    let tight = !between.contains(&b' ') || !between.iter().any(|byte| matches!(byte, b'.' | b'/'));
    (1..=3).contains(&between.len())
        && between
            .iter()
            .all(|byte| matches!(byte, b' ' | b'-' | b'.' | b'/' | b'_' | b'(' | b')'))
        && marks <= 1
        && tight
}

/// Whether the text may be cut between these two groups of a chain without tearing one number apart.
pub(super) fn may_part(text: &str, left: Group, right: Group) -> bool {
    let between = &text[left.end..right.start];
    between.contains([' ', '(']) && !between.contains(['-', '/', '_'])
}

/// The digits of the groups, as characters.
pub(super) fn digits(text: &str, groups: &[Group]) -> String {
    groups.iter().map(|group| &text[group.start..group.end]).collect()
}

/// The stretches from one group of a chain on with a number of digits in `lengths`, the longest first. Bounded work,
/// however long the chain.
pub(super) fn stretches(chain: &[Group], first: usize, lengths: Range<usize>) -> impl Iterator<Item = &[Group]> {
    let rest = &chain[first..];
    let (mut count, mut total) = (0, 0);
    while let Some(group) = rest.get(count).filter(|group| total + group.len() < lengths.end) {
        total += group.len();
        count += 1;
    }
    std::iter::from_fn(move || {
        let stretch = (count > 0 && total >= lengths.start).then(|| &rest[..count])?;
        count -= 1;
        total -= rest[count].len();
        Some(stretch)
    })
}

/// The check of Luhn (ISO/IEC 7812-1).
pub(super) fn passes_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            match place % 2 {
                0 => digit,
                _ => digit * 2 / 10 + digit * 2 % 10,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_or_an_alternative_ends_a_chain() {
        let text = "06 12-34.5 (6) in 2024. 12 or 7 / 8 and 1,5";

        let found: Vec<String> = chains(text, 1).iter().map(|chain| digits(text, chain)).collect();

        assert_eq!(found, ["06123456", "2024", "12", "7", "8", "1", "5"]);
    }
}
