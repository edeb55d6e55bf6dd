//! What differs between two texts, paragraph by paragraph and word by word, for people to read.

use std::time::Duration;

use similar::{ChangeTag, TextDiff};

/// After so long the rest of two texts is taken for different: anybody may ask, and texts may be made to take long.
const PATIENCE: Duration = Duration::from_millis(50);

/// How a piece of a text stands to the other text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// It is in both.
    Same,
    /// It is in the older one only.
    Gone,
    /// It is in the newer one only.
    New,
}

/// Words that stand alike to the other text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// How they stand.
    pub tag: Tag,
    /// The words.
    pub text: String,
}

/// A paragraph of either text or of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its pieces in the older text; empty where it is new.
    pub old: Vec<Piece>,
    /// Its pieces in the newer text; empty where it is gone.
    pub new: Vec<Piece>,
    /// All of them in one line: what went before what came.
    pub both: Vec<Piece>,
}

impl Row {
    /// Whether anything differs.
    pub fn differs(&self) -> bool {
        self.both.iter().any(|piece| piece.tag != Tag::Same)
    }
}

/// Compares paragraphs in order; alike ones stand beside each other, changed ones are compared word by word.
pub fn compare(old: &[String], new: &[String]) -> Vec<Row> {
    let (old, new): (Vec<&str>, Vec<&str>) = (
        old.iter().map(String::as_str).collect(),
        new.iter().map(String::as_str).collect(),
    );
    let diff = TextDiff::configure().timeout(PATIENCE).diff_slices(&old, &new);
    let (mut rows, mut gone) = (Vec::new(), Vec::<&str>::new());
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Delete => gone.push(change.value()),
            // what went is the older wording of what comes in its place
            ChangeTag::Insert if !gone.is_empty() => rows.push(words(gone.remove(0), change.value())),
            ChangeTag::Insert => rows.push(words("", change.value())),
            ChangeTag::Equal => {
                rows.extend(gone.drain(..).map(|text| words(text, "")));
                rows.push(words(change.value(), change.value()));
            }
        }
    }
    rows.extend(gone.into_iter().map(|text| words(text, "")));
    rows
}

fn words(old: &str, new: &str) -> Row {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_words(old, new);
    let mut row = Row {
        old: Vec::new(),
        new: Vec::new(),
        both: Vec::new(),
    };
    for change in diff.iter_all_changes() {
        let tag = match change.tag() {
            ChangeTag::Equal => Tag::Same,
            ChangeTag::Delete => Tag::Gone,
            ChangeTag::Insert => Tag::New,
        };
        let text = change.value();
        if tag != Tag::New {
            add(&mut row.old, tag, text);
        }
        if tag != Tag::Gone {
            add(&mut row.new, tag, text);
        }
        add(&mut row.both, tag, text);
    }
    row
}

fn add(pieces: &mut Vec<Piece>, tag: Tag, text: &str) {
    match pieces.last_mut() {
        Some(last) if last.tag == tag => last.text.push_str(text),
        _ => pieces.push(Piece {
            tag,
            text: text.to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    fn told(rows: &[Row]) -> Vec<String> {
        let mark = |piece: &Piece| match piece.tag {
            Tag::Same => piece.text.clone(),
            Tag::Gone => format!("[-{}-]", piece.text),
            Tag::New => format!("[+{}+]", piece.text),
        };
        rows.iter().map(|row| row.both.iter().map(mark).collect()).collect()
    }

    #[test]
    fn a_changed_word_is_found_inside_its_paragraph() {
        let rows = compare(
            &lines("We keep it 30 days.\nNobody sees it."),
            &lines("We keep it 60 days.\nNobody sees it."),
        );

        assert_eq!(told(&rows), ["We keep it [-30-][+60+] days.", "Nobody sees it."]);
        assert!(rows[0].differs() && !rows[1].differs());
        assert_eq!(rows[0].old[1].text, "30");
        assert_eq!(rows[0].new[1].text, "60");
    }

    #[test]
    fn paragraphs_come_and_go() {
        assert_eq!(told(&compare(&lines("a\nb"), &lines("b\nc"))), ["[-a-]", "b", "[+c+]"]);
        assert_eq!(told(&compare(&[], &lines("a"))), ["[+a+]"]);
        assert_eq!(compare(&[], &[]), []);
    }
}
