//! Reading the fields of a form question by question; see [`super::form`].

use std::collections::BTreeMap;

use chrono::NaiveDate;
use zeroize::Zeroizing;

use super::form::{FieldProblem, Problem, SubmissionForm};
use super::submission::RawValue;
use crate::domain::answer::Answer;
use crate::domain::item::{Item, OTHER_LENGTH, Shape, band_of};
use crate::domain::survey::{Kind, Question};

/// Reads fields, and remembers what is wrong with them.
pub(super) struct FormReader<'f> {
    fields: BTreeMap<&'f str, Vec<&'f str>>,
    problems: Vec<FieldProblem>,
}

impl<'f> FormReader<'f> {
    pub(super) fn new(form: &'f SubmissionForm) -> Self {
        let mut fields: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, value) in form.fields().iter().filter(|(name, _)| !name.starts_with('_')) {
            fields.entry(name).or_default().push(value);
        }
        Self {
            fields,
            problems: Vec::new(),
        }
    }

    /// Every field must have been asked for.
    pub(super) fn finish(mut self) -> Result<(), Vec<FieldProblem>> {
        let unknown: Vec<_> = self.fields.keys().map(|name| shortened(name)).collect();
        for field in unknown {
            self.problem(&field, Problem::Unknown);
        }
        self.problems_only()
    }

    pub(super) fn problems_only(self) -> Result<(), Vec<FieldProblem>> {
        if self.problems.is_empty() {
            Ok(())
        } else {
            Err(self.problems)
        }
    }

    fn problem(&mut self, field: &str, problem: Problem) {
        self.problems.push(FieldProblem {
            field: field.to_owned(),
            problem,
        });
    }

    fn several(&mut self, name: &str) -> Vec<&'f str> {
        self.fields
            .remove(name)
            .unwrap_or_default()
            .into_iter()
            .filter(|value| !value.trim().is_empty())
            .collect()
    }

    fn single(&mut self, name: &str) -> Option<&'f str> {
        let values = self.several(name);
        if values.len() > 1 {
            self.problem(name, Problem::Repeated);
        }
        values.first().copied()
    }

    pub(super) fn question(&mut self, question: &Question, items: &[&Item]) -> Vec<RawValue> {
        let key = question.key.as_str();
        let before = self.problems.len();
        let values = match &question.kind {
            Kind::Statement => Vec::new(),
            Kind::ShortText { max_length } | Kind::LongText { max_length } => vec![self.text(key, *max_length)],
            Kind::Choice { other, .. } => self.choice(key, items, *other),
            Kind::Choices { min, max, none, .. } => vec![self.choices(key, items, *min, *max, *none)],
            Kind::Ranking { options } => {
                vec![self.ranking(
                    key,
                    &options.iter().map(|option| option.key.as_str()).collect::<Vec<_>>(),
                )]
            }
            Kind::Number { min, max, bands, .. } => vec![self.number(key, *min, *max, bands)],
            Kind::Date { min, max, bands } => vec![self.date(key, *min, *max, bands)],
            Kind::Matrix { .. } => items.iter().map(|item| self.one(&item.name, item)).collect(),
            Kind::YesNo | Kind::Rating { .. } | Kind::Nps { .. } | Kind::Csat { .. } | Kind::Ces { .. } => {
                items.iter().map(|item| self.one(key, item)).collect()
            }
        };
        let answers = &values[..values.len().min(if matches!(question.kind, Kind::Matrix { .. }) {
            usize::MAX
        } else {
            1
        })];
        if question.required && before == self.problems.len() {
            for (item, value) in items.iter().zip(answers) {
                if matches!(value, RawValue::LeftOut) {
                    self.problem(&item.name, Problem::Required);
                }
            }
        }
        values
    }

    fn one(&mut self, field: &str, item: &Item) -> RawValue {
        let Some(value) = self.single(field) else {
            return RawValue::LeftOut;
        };
        match place_in(item, value.trim()) {
            Some(place) => RawValue::Counted(Answer::One(place)),
            None => {
                self.problem(field, Problem::NotOffered);
                RawValue::LeftOut
            }
        }
    }

    fn text(&mut self, field: &str, most: u32) -> RawValue {
        let Some(value) = self.single(field) else {
            return RawValue::LeftOut;
        };
        let value = value.trim();
        if value.chars().any(is_forbidden) {
            self.problem(field, Problem::ForbiddenCharacters);
        }
        if value.chars().count() > most as usize {
            self.problem(field, Problem::TooLong { most });
        }
        RawValue::Text(Zeroizing::new(value.to_owned()))
    }

    fn choice(&mut self, key: &str, items: &[&Item], other: bool) -> Vec<RawValue> {
        let Some(item) = items.first() else { return Vec::new() };
        let value = self.one(key, item);
        if !other {
            return vec![value];
        }
        let text = self.text(&format!("{key}.other"), OTHER_LENGTH);
        let other_place = place_in(item, "other");
        match (&value, &text) {
            (RawValue::LeftOut, RawValue::Text(_)) => {
                vec![
                    other_place.map_or(RawValue::LeftOut, |place| RawValue::Counted(Answer::One(place))),
                    text,
                ]
            }
            (RawValue::Counted(Answer::One(place)), RawValue::Text(_)) if Some(*place) != other_place => {
                self.problem(key, Problem::OtherNotChosen);
                vec![value, text]
            }
            _ => vec![value, text],
        }
    }

    fn choices(&mut self, key: &str, items: &[&Item], min: u32, max: u32, none: bool) -> RawValue {
        let chosen = self.several(key);
        let Some(item) = items.first() else {
            return RawValue::LeftOut;
        };
        if chosen.is_empty() {
            return RawValue::LeftOut;
        }
        let mut set: u64 = 0;
        for value in &chosen {
            match place_in(item, value.trim()) {
                Some(place) if set & (1 << place) != 0 => self.problem(key, Problem::Repeated),
                Some(place) => set |= 1 << place,
                None => self.problem(key, Problem::NotOffered),
            }
        }
        let count = set.count_ones();
        let has_none = none && place_in(item, "none").is_some_and(|place| set & (1 << place) != 0);
        if has_none && count > 1 {
            self.problem(key, Problem::NoneWithOthers);
        } else if !has_none && count < min {
            self.problem(key, Problem::TooFew { least: min });
        } else if !has_none && count > max {
            self.problem(key, Problem::TooMany { most: max });
        }
        RawValue::Counted(Answer::Set(set))
    }

    fn ranking(&mut self, key: &str, options: &[&str]) -> RawValue {
        let places: Vec<Option<&str>> = options
            .iter()
            .map(|option| self.single(&format!("{key}.{option}")))
            .collect();
        if places.iter().all(Option::is_none) {
            return RawValue::LeftOut;
        }
        let mut order: Vec<Option<u8>> = vec![None; options.len()];
        for (option, place) in places.iter().enumerate() {
            let place = place
                .and_then(|place| place.trim().parse::<usize>().ok())
                .and_then(|place| place.checked_sub(1));
            match place.and_then(|place| order.get_mut(place)) {
                Some(slot @ None) => *slot = u8::try_from(option).ok(),
                _ => {
                    self.problem(key, Problem::PlacesUnclear);
                    return RawValue::LeftOut;
                }
            }
        }
        order
            .into_iter()
            .collect::<Option<Vec<u8>>>()
            .map_or(RawValue::LeftOut, |order| RawValue::Counted(Answer::Order(order)))
    }

    fn number(&mut self, key: &str, min: f64, max: f64, bands: &[f64]) -> RawValue {
        let Some(typed) = self.single(key) else {
            return RawValue::LeftOut;
        };
        let Some(number) = read_number(typed) else {
            self.problem(key, Problem::NotANumber);
            return RawValue::LeftOut;
        };
        self.band(key, band_of(bands, &number), (min.to_string(), max.to_string()))
    }

    fn date(&mut self, key: &str, min: NaiveDate, max: NaiveDate, bands: &[NaiveDate]) -> RawValue {
        let Some(typed) = self.single(key) else {
            return RawValue::LeftOut;
        };
        let Ok(day) = NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d") else {
            self.problem(key, Problem::NotADate);
            return RawValue::LeftOut;
        };
        self.band(key, band_of(bands, &day), (min.to_string(), max.to_string()))
    }

    fn band(&mut self, key: &str, band: Option<usize>, (low, high): (String, String)) -> RawValue {
        match band.and_then(|band| u16::try_from(band).ok()) {
            Some(band) => RawValue::Counted(Answer::One(band)),
            None => {
                self.problem(key, Problem::OutOfRange { low, high });
                RawValue::LeftOut
            }
        }
    }
}

fn place_in(item: &Item, value: &str) -> Option<u16> {
    let names = match &item.shape {
        Shape::One { values } => values,
        Shape::Set { options, .. } | Shape::Order { options } => options,
        Shape::Text { .. } => return None,
    };
    names
        .iter()
        .position(|name| name == value)
        .and_then(|place| u16::try_from(place).ok())
}

/// A decimal number with a point or a comma.
fn read_number(typed: &str) -> Option<f64> {
    let typed = typed.trim().replace(',', ".");
    let plain = typed
        .chars()
        .all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | '-' | '+'));
    typed.parse::<f64>().ok().filter(|number| plain && number.is_finite())
}

/// Control characters other than line breaks and tabs, and the overrides that reverse the direction of what follows.
fn is_forbidden(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\t' | '\r') || matches!(letter, '\u{202D}' | '\u{202E}')
}

/// A field's name for a message: never long, never with control characters.
fn shortened(name: &str) -> String {
    name.chars().filter(|letter| !letter.is_control()).take(40).collect()
}
