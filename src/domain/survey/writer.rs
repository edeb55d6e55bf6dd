//! Writes a survey as its JSON document: every field, in one order, so that equal surveys are equal bytes.

use serde_json::{Map, Value, json};

use super::reader::VERSION;
use super::{Choice, EndLabels, Kind, LanguageTag, Question, Survey, Text};

impl Survey {
    /// The document, indented by two spaces, with a newline at its end; [`Survey::from_json`] reads the same survey from it.
    pub fn to_json(&self) -> String {
        let page = Page {
            languages: &self.languages,
        };
        let date = |day: &Option<chrono::NaiveDate>| day.map_or(Value::Null, |day| json!(day.to_string()));
        let document = json!({
            "chorus": VERSION,
            "slug": self.slug.as_str(),
            "languages": self.languages,
            "default_language": self.default_language,
            "title": page.text(&self.title),
            "introduction": page.optional(&self.introduction),
            "thanks": page.optional(&self.thanks),
            "purpose": page.text(&self.purpose),
            "benefit": page.optional(&self.benefit),
            "listed": self.listed,
            "group_size": self.group_size,
            "colluders": self.colluders,
            "expected": self.expected,
            "period": self.period.name(),
            "tick": self.tick.name(),
            "opens": date(&self.opens),
            "closes": date(&self.closes),
            "retention_days": self.retention_days,
            "keep": self.keep,
            "segments": self.segments.iter().map(|key| key.as_str()).collect::<Vec<_>>(),
            "questions": self.questions.iter().map(|question| page.question(question)).collect::<Vec<_>>(),
        });
        format!("{document:#}\n")
    }
}

/// What every text is written by.
struct Page<'s> {
    languages: &'s [LanguageTag],
}

impl Page<'_> {
    fn question(&self, question: &Question) -> Value {
        let mut fields = Map::new();
        let mut write = |part: Value| {
            if let Value::Object(part) = part {
                fields.extend(part);
            }
        };
        write(json!({ "key": question.key.as_str(), "kind": question.kind.name() }));
        write(self.scale(&question.kind));
        write(json!({
            "text": self.text(&question.text),
            "help": self.optional(&question.help),
            "required": question.required,
            "why": self.optional(&question.why),
        }));
        write(self.own_fields(&question.kind));
        Value::Object(fields)
    }

    /// What a single scale has; it stands before the texts.
    fn scale(&self, kind: &Kind) -> Value {
        match kind {
            Kind::Rating { steps, labels } => {
                json!({ "steps": steps, "labels": self.labels(labels) })
            }
            Kind::Nps { labels } | Kind::Csat { labels } | Kind::Ces { labels } => {
                json!({ "labels": self.labels(labels) })
            }
            _ => Value::Null,
        }
    }

    /// What the other kinds have; it stands after the texts.
    fn own_fields(&self, kind: &Kind) -> Value {
        match kind {
            Kind::Statement
            | Kind::YesNo
            | Kind::Rating { .. }
            | Kind::Nps { .. }
            | Kind::Csat { .. }
            | Kind::Ces { .. } => Value::Null,
            Kind::ShortText { max_length } | Kind::LongText { max_length } => {
                json!({ "max_length": max_length })
            }
            Kind::Choice {
                options,
                other,
                display,
            } => {
                json!({ "options": self.choices(options), "other": other, "display": display.name() })
            }
            Kind::Choices {
                options,
                min,
                max,
                none,
            } => {
                json!({ "options": self.choices(options), "min": min, "max": max, "none": none })
            }
            Kind::Matrix { steps, labels, rows } => {
                json!({ "steps": steps, "labels": self.labels(labels), "rows": self.choices(rows) })
            }
            Kind::Ranking { options } => json!({ "options": self.choices(options) }),
            Kind::Number { min, max, unit, bands } => {
                let bands: Vec<Value> = bands.iter().map(|edge| number(*edge)).collect();
                json!({ "min": number(*min), "max": number(*max), "unit": unit, "bands": bands })
            }
            Kind::Date { min, max, bands } => {
                let bands: Vec<String> = bands.iter().map(ToString::to_string).collect();
                json!({ "min": min.to_string(), "max": max.to_string(), "bands": bands })
            }
        }
    }

    fn choices(&self, choices: &[Choice]) -> Value {
        let choice = |choice: &Choice| json!({ "key": choice.key.as_str(), "text": self.text(&choice.text) });
        choices.iter().map(choice).collect()
    }

    fn labels(&self, labels: &Option<EndLabels>) -> Value {
        let Some(EndLabels { low, high }) = labels else {
            return Value::Null;
        };
        self.in_each_language(|tag| json!([low.in_language(tag), high.in_language(tag)]))
    }

    fn optional(&self, text: &Option<Text>) -> Value {
        text.as_ref().map_or(Value::Null, |text| self.text(text))
    }

    fn text(&self, text: &Text) -> Value {
        self.in_each_language(|tag| json!(text.in_language(tag)))
    }

    fn in_each_language(&self, words: impl Fn(&str) -> Value) -> Value {
        self.languages.iter().map(|tag| (tag.clone(), words(tag))).collect()
    }
}

/// A whole number without a point.
fn number(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() <= super::checks::MAX_NUMBER {
        json!(number as i64)
    } else {
        json!(number)
    }
}
