//! A field of these forms with its label, its hint and what is to be put right.

use crate::text::{Words, direction};
use crate::web::form_fields::FormFields;

/// One field.
#[derive(Default)]
pub struct FieldPart {
    /// Its name and its id.
    pub id: String,
    /// What stands above it.
    pub label: String,
    /// A sentence below that; empty for none.
    pub hint: String,
    /// What was typed.
    pub value: String,
    /// The type of an `input`.
    pub kind: &'static str,
    /// Whether it is narrow, for a number, a day or a time.
    pub is_short: bool,
    /// Lines of a text; 0 for an `input`.
    pub rows: usize,
    /// The language of what is typed; empty for the page's.
    pub lang: String,
    /// The direction of that.
    pub dir: &'static str,
    /// What is to be put right.
    pub problem: Option<String>,
}

impl FieldPart {
    /// A line of text; `hint` is a key, or empty.
    pub fn line(words: Words, id: &str, label: &str, hint: &str, value: &str) -> Self {
        Self {
            id: id.to_owned(),
            label: words.t(label),
            hint: if hint.is_empty() { String::new() } else { words.t(hint) },
            value: value.to_owned(),
            kind: "text",
            dir: "auto",
            ..Self::default()
        }
    }

    /// A short field of a type.
    pub fn short(words: Words, kind: &'static str, id: &str, label: &str, hint: &str, value: &str) -> Self {
        Self {
            kind,
            dir: "ltr",
            is_short: kind != "email",
            ..Self::line(words, id, label, hint, value)
        }
    }

    /// The same field in a language of the survey.
    pub fn in_language(self, language: &str) -> Self {
        Self {
            lang: language.to_owned(),
            dir: direction(language),
            ..self
        }
    }

    /// The same field with several lines.
    pub fn long(self, rows: usize) -> Self {
        Self { rows, ..self }
    }

    /// The same field with what is to be put right: it is empty, or longer than `most` code points.
    pub fn checked(self, words: Words, most: usize) -> Self {
        let problem = if self.value.is_empty() {
            Some(words.t("staff-organisation-missing"))
        } else {
            let is_long = self.value.chars().count() > most;
            is_long.then(|| words.with_one("staff-organisation-too-long", "most", most))
        };
        Self { problem, ..self }
    }

    /// The ids of what describes it.
    pub fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id));
        let problem = self.problem.as_ref().map(|_| format!("{}-problem", self.id));
        hint.into_iter().chain(problem).collect::<Vec<_>>().join(" ")
    }
}

/// What was typed into a field, without what stands around it.
pub fn typed(form: &FormFields, name: &str) -> String {
    let typed = form.first(name).unwrap_or_default();
    typed.replace("\r\n", "\n").trim().to_owned()
}
