//! Between the document and the fields of the form: what a field shows, and what typing in it means. Nothing is
//! refused here: what cannot be read stays as it was typed, and the reader of definitions says what is wrong with it.

use serde_json::{Map, Value, json};

use super::document::{Slot, Widget, all, languages};
use crate::web::form_fields::FormFields;

/// What a field shows: a value by name of input, in order. The names of texts end with their language.
pub fn shown(document: &Value, slot: &Slot, languages: &[String]) -> Vec<(String, String)> {
    let value = document.pointer(&slot.pointer()).unwrap_or(&Value::Null);
    let name = &slot.place;
    match slot.widget {
        Widget::Words { .. } => languages
            .iter()
            .map(|tag| (format!("{name}:{tag}"), plain(&value[tag])))
            .collect(),
        Widget::Ends => languages
            .iter()
            .flat_map(|tag| (0..2).map(move |end| (format!("{name}:{tag}:{end}"), plain(&value[tag][end]))))
            .collect(),
        Widget::Edges { .. } => {
            let edges = value
                .as_array()
                .map(|edges| edges.iter().map(plain).collect::<Vec<_>>());
            vec![(
                name.clone(),
                edges.map_or_else(|| plain(value), |edges| edges.join("; ")),
            )]
        }
        Widget::Lines => {
            let lines = value
                .as_array()
                .map(|lines| lines.iter().map(plain).collect::<Vec<_>>());
            vec![(
                name.clone(),
                lines.map_or_else(|| plain(value), |lines| lines.join("\n")),
            )]
        }
        Widget::Flag => vec![(name.clone(), if value == true { "yes" } else { "no" }.to_owned())],
        _ => vec![(name.clone(), plain(value))],
    }
}

/// A value as it is typed.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(words) => words.clone(),
        other => other.to_string(),
    }
}

/// Puts what was typed into the document. A field that the form did not have stays as it is.
pub fn apply(document: &mut Value, form: &FormFields) {
    let languages = languages(document);
    for slot in all(document) {
        let typed = typed(&slot, &languages, form);
        if let (Some(typed), Some(parent)) = (typed, parent(document, &slot)) {
            parent.insert(slot.field().to_owned(), typed);
        }
    }
    rename_segments(document, form);
}

fn parent<'d>(document: &'d mut Value, slot: &Slot) -> Option<&'d mut Map<String, Value>> {
    let pointer = slot.pointer();
    let (parent, _) = pointer.rsplit_once('/')?;
    document.pointer_mut(parent)?.as_object_mut()
}

/// A question with another key stays a segment. The old key stands in the form beside the new one.
fn rename_segments(document: &mut Value, form: &FormFields) {
    let renamed: Vec<(String, String)> = (0..super::document::questions(document).len())
        .filter_map(|index| {
            let place = format!("questions[{index}].key");
            let old = form.first(&format!("{place}:was"))?.to_owned();
            Some((old, form.first(&place)?.trim().to_owned()))
        })
        .collect();
    for segment in document["segments"].as_array_mut().into_iter().flatten() {
        let new = renamed.iter().find(|(old, _)| segment == old.as_str());
        if let Some((_, new)) = new {
            *segment = new.as_str().into();
        }
    }
}

fn typed(slot: &Slot, languages: &[String], form: &FormFields) -> Option<Value> {
    let name = slot.place.as_str();
    let field = |name: &str| form.first(name).map(|words| words.replace("\r\n", "\n"));
    let one = || field(name).map(|words| words.trim().to_owned());
    Some(match slot.widget {
        Widget::Words { optional, .. } => {
            let words = in_each(languages, |tag| Some(field(&format!("{name}:{tag}"))?.into()))?;
            let is_blank = |words: &Value| words.as_str().is_some_and(|words| words.trim().is_empty());
            if optional && words.values().all(is_blank) {
                Value::Null
            } else {
                words.into()
            }
        }
        Widget::Ends => {
            let end = |tag: &str, end: u8| field(&format!("{name}:{tag}:{end}"));
            let pairs = in_each(languages, |tag| Some(json!([end(tag, 0)?, end(tag, 1)?])))?;
            let is_blank = |pair: &Value| pair.as_array().is_some_and(|pair| pair.iter().all(|end| end == ""));
            if pairs.values().all(is_blank) {
                Value::Null
            } else {
                pairs.into()
            }
        }
        Widget::Flag => {
            form.first(name)?;
            form.all(name).any(|value| value == "yes").into()
        }
        Widget::Whole { optional } => match one()? {
            words if optional && words.is_empty() => Value::Null,
            words => words.parse::<u64>().map_or_else(|_| words.into(), Value::from),
        },
        Widget::Edge { day: false } => number(&one()?),
        Widget::Edges { day } => edges(&one()?, day),
        Widget::Lines => {
            let words = one()?;
            let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.map(Value::from).collect()
        }
        Widget::Day => match one()? {
            words if words.is_empty() => Value::Null,
            words => words.into(),
        },
        Widget::Plain { optional: true } => match field(name)? {
            words if words.trim().is_empty() => Value::Null,
            words => words.into(),
        },
        Widget::Edge { day: true } | Widget::Plain { optional: false } | Widget::OneOf(_) | Widget::Language => {
            one()?.into()
        }
    })
}

fn in_each(languages: &[String], value: impl Fn(&str) -> Option<Value>) -> Option<Map<String, Value>> {
    languages.iter().map(|tag| Some((tag.clone(), value(tag)?))).collect()
}

/// Half a number may be typed with a comma.
fn number(words: &str) -> Value {
    if let Ok(whole) = words.parse::<i64>() {
        return whole.into();
    }
    match words.replacen(',', ".", 1).parse::<f64>() {
        Ok(number) if number.is_finite() => number.into(),
        _ => words.into(),
    }
}

/// Edges with semicolons or blanks between them; none at all stands for equal bands.
fn edges(words: &str, day: bool) -> Value {
    let edge = |edge: &str| if day { edge.into() } else { number(edge) };
    let parts = words.split([';', ' ', '\n', '\t']).filter(|part| !part.is_empty());
    let edges: Vec<Value> = parts.map(edge).collect();
    if edges.is_empty() { Value::Null } else { edges.into() }
}
