//! What each kind of question has of its own.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::bands;
use super::node::Node;
use super::object::Object;
use super::texts::Languages;
use crate::domain::key::Key;
use crate::domain::survey::mistake::quoted;
use crate::domain::survey::{Choice, Display, Fault, Kind, checks};

/// The fields that only questions of a kind have.
pub(super) fn own_fields(kind: &str) -> &'static [&'static str] {
    match kind {
        "short_text" | "long_text" => &["max_length"],
        "choice" => &["options", "other", "display"],
        "choices" => &["options", "min", "max", "none"],
        "rating" => &["steps", "labels"],
        "nps" | "csat" | "ces" => &["labels"],
        "matrix" => &["steps", "labels", "rows"],
        "ranking" => &["options"],
        "number" => bands::NUMBER,
        "date" => bands::DATE,
        _ => &[],
    }
}

/// The kind named `kind`, from the question's fields.
pub(super) fn read(question: &Object<'_>, kind: &str, languages: &Languages) -> Option<Kind> {
    let labels = || question.optional("labels", |node| languages.end_labels(node));
    let steps = || question.or("steps", checks::DEFAULT_STEPS, |node| node.integer(checks::STEPS));
    let max_length = |default, range| question.or("max_length", default, |node: &Node<'_>| node.integer(range));
    match kind {
        "statement" => Some(Kind::Statement),
        "short_text" => Some(Kind::ShortText {
            max_length: max_length(checks::DEFAULT_SHORT_TEXT, checks::SHORT_TEXT)?,
        }),
        "long_text" => Some(Kind::LongText {
            max_length: max_length(checks::DEFAULT_LONG_TEXT, checks::LONG_TEXT)?,
        }),
        "choice" => choice(question, languages),
        "choices" => choices(question, languages),
        "yes_no" => Some(Kind::YesNo),
        "rating" => {
            let (steps, labels) = (steps(), labels());
            Some(Kind::Rating {
                steps: steps?,
                labels: labels?,
            })
        }
        "nps" => Some(Kind::Nps { labels: labels()? }),
        "csat" => Some(Kind::Csat { labels: labels()? }),
        "ces" => Some(Kind::Ces { labels: labels()? }),
        "matrix" => {
            let (steps, labels) = (steps(), labels());
            let rows = question.required("rows", |node| entries(node, checks::ROWS, &[], languages));
            Some(Kind::Matrix {
                steps: steps?,
                labels: labels?,
                rows: rows?,
            })
        }
        "ranking" => Some(Kind::Ranking {
            options: options(question, checks::RANKED, languages)?,
        }),
        "number" => bands::number(question),
        "date" => bands::date(question),
        _ => None,
    }
}

fn choice(question: &Object<'_>, languages: &Languages) -> Option<Kind> {
    let other = question.or("other", false, Node::boolean);
    let count = if other == Some(false) {
        checks::OPTIONS
    } else {
        checks::OPTIONS_BESIDE_OTHER
    };
    let options = options(question, count, languages);
    let display = question.or("display", Display::Radio, |node| {
        node.one_of(&Display::ALL, Display::name)
    });
    Some(Kind::Choice {
        options: options?,
        other: other?,
        display: display?,
    })
}

fn choices(question: &Object<'_>, languages: &Languages) -> Option<Kind> {
    let most = u32::try_from(*checks::OPTIONS.end()).unwrap_or(u32::MAX);
    let options = options(question, checks::OPTIONS, languages);
    let min = question.or("min", 0, |node| node.integer(0..=most));
    let max = question.optional("max", |node| node.integer(1..=most));
    let none = question.or("none", false, Node::boolean);
    let (options, min) = (options?, min?);
    let count = u32::try_from(options.len()).ok()?;
    let max = max?.unwrap_or(count);
    if max > count {
        return question.wrong("max", Fault::MoreThanOptions { max, count });
    }
    if min > max {
        return question.wrong("min", Fault::LeastAboveMost { max });
    }
    Some(Kind::Choices {
        options,
        min,
        max,
        none: none?,
    })
}

fn options(question: &Object<'_>, count: RangeInclusive<usize>, languages: &Languages) -> Option<Vec<Choice>> {
    question.required("options", |node| {
        entries(node, count, &checks::RESERVED_OPTIONS, languages)
    })
}

/// Options or rows; every key once, none of the reserved ones.
fn entries(
    node: &Node<'_>,
    count: RangeInclusive<usize>,
    reserved: &[&str],
    languages: &Languages,
) -> Option<Vec<Choice>> {
    let mut seen: HashMap<Key, usize> = HashMap::new();
    let mut choices = Vec::new();
    for (index, entry) in node.list(count)?.iter().enumerate() {
        choices.push(entry.object().and_then(|object| {
            object.only(&["key", "text"], &[]);
            let key = object.required("key", Node::key).and_then(|key| {
                let word = quoted(key.as_str());
                if reserved.contains(&key.as_str()) {
                    return object.wrong("key", Fault::ReservedKey { word });
                }
                match seen.insert(key.clone(), index) {
                    Some(earlier) => {
                        let place = format!("{}[{earlier}]", node.place);
                        object.wrong("key", Fault::TakenKey { word, place })
                    }
                    None => Some(key),
                }
            });
            let text = object.required("text", |node| languages.text(node, checks::MAX_LABEL));
            Some(Choice { key: key?, text: text? })
        }));
    }
    choices.into_iter().collect()
}
