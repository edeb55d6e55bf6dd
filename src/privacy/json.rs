//! Answers as JSON become the same fields a form sends, so that there is one way to read them.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::form::SubmissionForm;
use crate::domain::survey::{Kind, Survey};

/// An answer that has the wrong JSON type for its question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongType {
    /// The question's key, or the unknown name.
    pub field: String,
    /// What was expected.
    pub expected: &'static str,
}

/// Turns `{key: value}` into fields; every answer of a wrong type is reported.
pub fn fields(survey: &Survey, answers: &serde_json::Map<String, Value>) -> Result<SubmissionForm, Vec<WrongType>> {
    let mut fields = Vec::new();
    let mut wrong = Vec::new();
    for (name, value) in answers.iter().filter(|(_, value)| !value.is_null()) {
        let result = match (survey.question(name).map(|question| &question.kind), value) {
            (Some(Kind::Choices { .. }), Value::Array(chosen)) => list(chosen).map(|chosen| {
                fields.extend(chosen.into_iter().map(|option| (name.clone(), option)));
            }),
            (Some(Kind::Choices { .. }), _) => Err("a list of option keys"),
            (Some(Kind::Ranking { .. }), Value::Array(order)) => list(order).map(|order| {
                let places = order.into_iter().enumerate();
                fields.extend(places.map(|(place, option)| (format!("{name}.{option}"), (place + 1).to_string())));
            }),
            (Some(Kind::Ranking { .. }), _) => Err("a list of option keys from first to last"),
            (Some(Kind::Matrix { .. }), Value::Object(rows)) => rows
                .iter()
                .filter(|(_, step)| !step.is_null())
                .map(|(row, step)| whole(step).map(|step| fields.push((format!("{name}.{row}"), step))))
                .collect::<Option<()>>()
                .ok_or("row keys with whole numbers"),
            (Some(Kind::Matrix { .. }), _) => Err("row keys with whole numbers"),
            (Some(Kind::Rating { .. } | Kind::Nps { .. } | Kind::Csat { .. } | Kind::Ces { .. }), _) => whole(value)
                .map(|step| fields.push((name.clone(), step)))
                .ok_or("a whole number"),
            (Some(Kind::Number { .. }), Value::Number(number)) => {
                fields.push((name.clone(), number.to_string()));
                Ok(())
            }
            (Some(Kind::Number { .. }), _) => Err("a number"),
            (_, Value::String(text)) => {
                fields.push((name.clone(), text.clone()));
                Ok(())
            }
            (_, _) => Err("a string"),
        };
        if let Err(expected) = result {
            wrong.push(WrongType {
                field: name.chars().take(40).collect(),
                expected,
            });
        }
    }
    // a name that begins with "_" is a field of the page, never an answer
    wrong.extend(
        answers
            .keys()
            .filter(|name| name.starts_with('_'))
            .map(|name| WrongType {
                field: name.chars().take(40).collect(),
                expected: "no such question",
            }),
    );
    if wrong.is_empty() {
        Ok(SubmissionForm::new(fields))
    } else {
        Err(wrong)
    }
}

fn list(values: &[Value]) -> Result<Vec<String>, &'static str> {
    values
        .iter()
        .map(|value| value.as_str().map(str::to_owned))
        .collect::<Option<_>>()
        .ok_or("a list of option keys")
}

fn whole(value: &Value) -> Option<String> {
    value.as_i64().map(|number| number.to_string())
}

/// Reads a document in which no field may stand twice: which of the two was meant, nobody knows. The error's own
/// words quote what they stumble over: tell only its place.
pub fn document(bytes: &[u8]) -> Result<Value, serde_json::Error> {
    serde_json::from_slice::<Strict>(bytes).map(|strict| strict.0)
}

struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Self)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value)
            .map(Value::Number)
            .ok_or_else(|| E::custom("not a number"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Strict(value)) = list.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            let Strict(value) = map.next_value()?;
            if fields.insert(name, value).is_some() {
                return Err(A::Error::custom("a field stands twice"));
            }
        }
        Ok(Value::Object(fields))
    }
}
