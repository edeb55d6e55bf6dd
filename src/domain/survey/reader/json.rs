//! JSON text into a tree, noting every field that stands twice (serde_json alone would keep the last and say nothing).

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::domain::survey::Fault;
use crate::domain::survey::mistake::{Notes, quoted};

/// The tree of a document; a syntax error is noted with its line and column and gives nothing.
pub(super) fn parse(document: &str, notes: &Notes) -> Option<Value> {
    let mut reader = serde_json::Deserializer::from_str(document);
    let tree = Branch {
        step: &Step::Top,
        notes,
    }
    .deserialize(&mut reader);
    match tree.and_then(|tree| reader.end().map(|()| tree)) {
        Ok(tree) => Some(tree),
        Err(error) => {
            let words = error.to_string();
            let why = words.rsplit_once(" at line ").map_or(words.as_str(), |(why, _)| why);
            let (line, column, why) = (error.line(), error.column(), why.to_owned());
            notes.add("", Fault::NotJson { line, column, why });
            None
        }
    }
}

/// Where the reader stands, written out only when a mistake is noted.
enum Step<'p> {
    Top,
    Field(&'p Step<'p>, &'p str),
    Entry(&'p Step<'p>, usize),
}

impl fmt::Display for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Top => Ok(()),
            Self::Field(Self::Top, name) => write!(f, "{name:.40}"),
            Self::Field(parent, name) => write!(f, "{parent}.{name:.40}"),
            Self::Entry(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

struct Branch<'p> {
    step: &'p Step<'p>,
    notes: &'p Notes,
}

impl<'de> DeserializeSeed<'de> for Branch<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Branch<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, words: &str) -> Result<Value, E> {
        Ok(Value::String(words.to_owned()))
    }

    fn visit_string<E>(self, words: String) -> Result<Value, E> {
        Ok(Value::String(words))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            let step = Step::Entry(self.step, list.len());
            match entries.next_element_seed(Branch {
                step: &step,
                notes: self.notes,
            })? {
                Some(entry) => list.push(entry),
                None => return Ok(Value::Array(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            let step = Step::Field(self.step, &name);
            let value = fields.next_value_seed(Branch {
                step: &step,
                notes: self.notes,
            })?;
            if map.contains_key(&name) {
                let field = quoted(&name);
                self.notes.add(self.step.to_string(), Fault::FieldTwice { field });
            } else {
                map.insert(name, value);
            }
        }
        Ok(Value::Object(map))
    }
}
