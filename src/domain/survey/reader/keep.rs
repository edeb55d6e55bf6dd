//! The words that stay although they look like names.

use super::node::Node;
use crate::domain::survey::mistake::quoted;
use crate::domain::survey::{Fault, checks};

/// A line each, without the blanks around it; none twice, whatever its capitals.
pub(super) fn words(node: &Node<'_>) -> Option<Vec<String>> {
    let mut whole = true;
    let mut kept: Vec<String> = Vec::new();
    for entry in node.list(checks::KEPT)? {
        match line(&entry) {
            Some(words) if kept.iter().any(|known| known.to_lowercase() == words.to_lowercase()) => {
                entry.wrong::<()>(Fault::EntryTwice { word: quoted(&words) });
                whole = false;
            }
            Some(words) => kept.push(words),
            None => whole = false,
        }
    }
    whole.then_some(kept)
}

fn line(entry: &Node<'_>) -> Option<String> {
    let words = entry.words(checks::MAX_KEPT, None)?;
    let words = words.trim();
    if words.contains(['\n', '\t']) {
        return entry.wrong(Fault::SeveralLines);
    }
    if !words.contains(char::is_alphanumeric) {
        return entry.wrong(Fault::Blank { language: None });
    }
    Some(words.to_owned())
}
