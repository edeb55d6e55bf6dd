//! Answers as JSON become the same fields a form sends, so that there is one way to read them.

use serde_json::Value;

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
            (Some(Kind::Rating { .. } | Kind::Nps { .. } | Kind::Csat { .. } | Kind::Ces { .. }), _) => {
                whole(value).map(|step| fields.push((name.clone(), step))).ok_or("a whole number")
            }
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
            wrong.push(WrongType { field: name.chars().take(40).collect(), expected });
        }
    }
    // a name that begins with "_" is a field of the page, never an answer
    wrong.extend(
        answers
            .keys()
            .filter(|name| name.starts_with('_'))
            .map(|name| WrongType { field: name.chars().take(40).collect(), expected: "no such question" }),
    );
    if wrong.is_empty() { Ok(SubmissionForm::new(fields)) } else { Err(wrong) }
}

fn list(values: &[Value]) -> Result<Vec<String>, &'static str> {
    values.iter().map(|value| value.as_str().map(str::to_owned)).collect::<Option<_>>().ok_or("a list of option keys")
}

fn whole(value: &Value) -> Option<String> {
    value.as_i64().map(|number| number.to_string())
}
