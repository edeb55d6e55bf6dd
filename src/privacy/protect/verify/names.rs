//! How findings name what they are about. The documents may come from anybody: nothing in them steers the terminal.

use crate::domain::release::Table;

/// Longest name that is printed whole, in code points.
const LONGEST: usize = 60;
/// How many names of a list are printed.
const MOST: usize = 14;

/// A name that can be printed.
pub(super) fn plain(name: &str) -> String {
    let mut plain = String::new();
    for letter in name.chars().take(LONGEST) {
        match letter {
            '"' | '\'' | '\\' => plain.push(letter),
            _ => plain.extend(letter.escape_debug()),
        }
    }
    if name.chars().nth(LONGEST).is_some() {
        plain.push('…');
    }
    plain
}

/// Names with commas between them.
pub(super) fn list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let mut names = names.into_iter();
    let mut listed: Vec<String> = names.by_ref().take(MOST).map(plain).collect();
    if names.next().is_some() {
        listed.push("…".to_owned());
    }
    listed.join(", ")
}

/// One table.
pub(super) fn table(table: &Table) -> String {
    match &table.by {
        None => format!("table {}", plain(&table.question)),
        Some(by) => format!(
            "{} ({})",
            tables(&table.question, by),
            list(table.block.iter().map(String::as_str))
        ),
    }
}

/// Every table of a question by a segment.
pub(super) fn tables(question: &str, by: &str) -> String {
    format!("table {} by {}", plain(question), plain(by))
}
