//! What the buttons of the form do to the document: order, options, questions, languages.

use serde_json::{Map, Value, json};

use super::document::{entries, kind, languages, list_field, questions};
use crate::domain::survey::Kind;
use crate::text::Words;
use crate::web::form_fields::FormFields;

/// What a button asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Nothing but to keep what was typed.
    Save,
    /// A question of this kind at the end.
    Add(String),
    /// A question one place on.
    Move(usize, Way),
    /// A question less.
    Remove(usize),
    /// An option or row at the end.
    AddEntry(usize),
    /// An option or row one place on.
    MoveEntry(usize, usize, Way),
    /// An option or row less.
    RemoveEntry(usize, usize),
    /// One language more.
    AddLanguage(String),
    /// One language less.
    RemoveLanguage(String),
}

/// Where to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Towards the first.
    Up,
    /// Towards the last.
    Down,
}

impl Change {
    /// What the pressed button says: `name=act`, such as `up:3` or `option-remove:3.2`.
    pub fn of(form: &FormFields) -> Self {
        let (act, place) = form
            .first("act")
            .unwrap_or_default()
            .split_once(':')
            .unwrap_or_default();
        let question = place.parse::<usize>().ok();
        let entry = place
            .split_once('.')
            .and_then(|(question, entry)| Some((question.parse().ok()?, entry.parse().ok()?)));
        let change = match (act, question, entry) {
            ("add", ..) => form.first("new-kind").map(|kind| Self::Add(kind.to_owned())),
            ("up", Some(index), _) => Some(Self::Move(index, Way::Up)),
            ("down", Some(index), _) => Some(Self::Move(index, Way::Down)),
            ("remove", Some(index), _) => Some(Self::Remove(index)),
            ("option-add", Some(index), _) => Some(Self::AddEntry(index)),
            ("option-up", _, Some((index, entry))) => Some(Self::MoveEntry(index, entry, Way::Up)),
            ("option-down", _, Some((index, entry))) => Some(Self::MoveEntry(index, entry, Way::Down)),
            ("option-remove", _, Some((index, entry))) => Some(Self::RemoveEntry(index, entry)),
            ("language-add", ..) => form
                .first("new-language")
                .map(|tag| Self::AddLanguage(tag.trim().to_owned())),
            ("language-remove", ..) => Some(Self::RemoveLanguage(place.to_owned())),
            _ => None,
        };
        change.unwrap_or(Self::Save)
    }

    /// Makes it. Gives the question that was worked on, at its new place.
    pub fn make(&self, document: &mut Value) -> Option<usize> {
        match self {
            Self::Save => None,
            Self::Add(kind) => add(document, kind),
            Self::Move(index, way) => moved(document["questions"].as_array_mut()?, *index, *way),
            Self::Remove(index) => remove(document, *index),
            Self::AddEntry(index) => add_entry(document, *index),
            Self::MoveEntry(index, entry, way) => {
                let list = list_field(kind(document, *index))?;
                moved(document["questions"][*index][list].as_array_mut()?, *entry, *way)?;
                Some(*index)
            }
            Self::RemoveEntry(index, entry) => remove_entry(document, *index, *entry),
            Self::AddLanguage(tag) => add_language(document, tag),
            Self::RemoveLanguage(tag) => remove_language(document, tag),
        }
    }
}

/// Changes places with the neighbour; the first one does not go up, nor the last one down.
fn moved(list: &mut [Value], index: usize, way: Way) -> Option<usize> {
    let to = match way {
        Way::Up => index.checked_sub(1)?,
        Way::Down => index + 1,
    };
    if index.max(to) < list.len() {
        list.swap(index, to);
        Some(to)
    } else {
        None
    }
}

fn add(document: &mut Value, kind: &str) -> Option<usize> {
    if !Kind::NAMES.contains(&kind) {
        return None;
    }
    let languages = languages(document);
    let key = free_key(kind, questions(document));
    let text = in_each(&languages, |words| words.t("staff-edit-new-text"));
    let mut question = json!({ "key": key, "kind": kind, "text": text, "help": null, "why": null });
    if kind != "statement" {
        question["required"] = false.into();
    }
    if let Some(list) = list_field(kind) {
        question[list] = (1..=2).map(|number| new_entry(&languages, number, list)).collect();
    }
    // the private defaults of the rest, so that the form has something to show
    let own = match kind {
        "short_text" => json!({ "max_length": 200 }),
        "long_text" => json!({ "max_length": 4000 }),
        "rating" | "matrix" => json!({ "steps": 5 }),
        "choices" => json!({ "min": 0, "max": 2, "none": false }),
        "number" => json!({ "min": 0, "max": 100 }),
        "date" => json!({ "min": "2000-01-01", "max": "2049-12-31" }),
        _ => json!({}),
    };
    question.as_object_mut()?.extend(own.as_object()?.clone());
    let list = document["questions"].as_array_mut()?;
    list.push(question);
    Some(list.len() - 1)
}

fn new_entry(languages: &[String], number: usize, list: &str) -> Value {
    let name = if list == "rows" { "row" } else { "option" };
    let text = |words: Words| {
        let text = words.with_one("staff-edit-new-option", "number", number);
        text.replace(['\u{2068}', '\u{2069}'], "")
    };
    json!({ "key": format!("{name}_{number}"), "text": in_each(languages, text) })
}

fn in_each(languages: &[String], text: impl Fn(Words) -> String) -> Value {
    let text = |tag: &String| (tag.clone(), Value::from(text(Words::for_tag(tag))));
    Value::Object(languages.iter().map(text).collect())
}

fn free_key(wish: &str, taken: &[Value]) -> String {
    let is_free = |key: &String| !taken.iter().any(|entry| entry["key"] == key.as_str());
    let numbered = (2..).map(|number| format!("{wish}_{number}"));
    std::iter::once(wish.to_owned())
        .chain(numbered)
        .find(is_free)
        .unwrap_or_default()
}

fn remove(document: &mut Value, index: usize) -> Option<usize> {
    let list = document["questions"].as_array_mut()?;
    if index >= list.len() {
        return None;
    }
    let removed = list.remove(index);
    if let Some(segments) = document["segments"].as_array_mut() {
        segments.retain(|segment| *segment != removed["key"]);
    }
    None
}

fn add_entry(document: &mut Value, index: usize) -> Option<usize> {
    let languages = languages(document);
    let list = list_field(kind(document, index))?;
    let known = entries(document, index, list);
    let count = known.len();
    let number = (count + 1..).find(|number| !is_known(known, *number, list))?;
    let entry = new_entry(&languages, number, list);
    let question = &mut document["questions"][index];
    question[list].as_array_mut()?.push(entry);
    if question["max"] == count {
        question["max"] = (count + 1).into();
    }
    Some(index)
}

fn is_known(known: &[Value], number: usize, list: &str) -> bool {
    let name = if list == "rows" { "row" } else { "option" };
    known.iter().any(|entry| entry["key"] == format!("{name}_{number}"))
}

fn remove_entry(document: &mut Value, index: usize, entry: usize) -> Option<usize> {
    let list = list_field(kind(document, index))?;
    let question = &mut document["questions"][index];
    let left = question[list].as_array_mut()?;
    if entry >= left.len() {
        return None;
    }
    left.remove(entry);
    let left = left.len();
    for bound in ["min", "max"] {
        if question[bound].as_u64().is_some_and(|bound| bound > left as u64) {
            question[bound] = left.into();
        }
    }
    Some(index)
}

/// In another language every text says at first what it says in the default one.
fn add_language(document: &mut Value, tag: &str) -> Option<usize> {
    let known = languages(document);
    if tag.is_empty() || known.iter().any(|known| known.eq_ignore_ascii_case(tag)) {
        return None;
    }
    let default = document["default_language"].as_str()?.to_owned();
    each_text(document, &known, &|texts| {
        let words = texts.get(&default).cloned().unwrap_or_default();
        texts.insert(tag.to_owned(), words);
    });
    document["languages"].as_array_mut()?.push(tag.into());
    None
}

fn remove_language(document: &mut Value, tag: &str) -> Option<usize> {
    let known = languages(document);
    if known.len() < 2 || !known.iter().any(|known| known == tag) {
        return None;
    }
    each_text(document, &known, &|texts| {
        texts.shift_remove(tag);
    });
    let left: Vec<&String> = known.iter().filter(|known| *known != tag).collect();
    document["languages"] = json!(left);
    if document["default_language"] == tag {
        document["default_language"] = json!(left.first());
    }
    None
}

/// Every object whose names are languages of the survey and nothing else.
fn each_text(value: &mut Value, languages: &[String], change: &dyn Fn(&mut Map<String, Value>)) {
    match value {
        Value::Object(fields) if !fields.is_empty() && fields.keys().all(|name| languages.contains(name)) => {
            change(fields)
        }
        Value::Object(fields) => fields
            .values_mut()
            .for_each(|value| each_text(value, languages, change)),
        Value::Array(list) => list.iter_mut().for_each(|value| each_text(value, languages, change)),
        _ => {}
    }
}
