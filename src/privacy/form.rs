//! Reading a form: from the fields as they came to a [`RawSubmission`], with every problem named by its field.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use zeroize::Zeroizing;

use super::submission::{RawSubmission, RawValue, scrub_text};
use super::record::{Body, Record};
use crate::domain::answer::{Answer, SegmentValues};
use crate::domain::item::{Item, OTHER_LENGTH, band_of};
use crate::domain::survey::{Kind, Question, Survey};

/// The fields of a form as they came. Personal: prints nothing.
pub struct SubmissionForm {
    fields: Vec<(String, String)>,
}

/// A field that cannot be taken as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldProblem {
    /// The question's key, or `key.row`; the unknown field's own name.
    pub field: String,
    /// What is the matter.
    pub problem: Problem,
}

/// What can be the matter with a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// An answer is needed.
    Required,
    /// Not one of the values the question offers.
    NotOffered,
    /// More code points than allowed.
    TooLong {
        /// The limit.
        most: u32,
    },
    /// Fewer options than asked for.
    TooFew {
        /// The limit.
        least: u32,
    },
    /// More options than allowed.
    TooMany {
        /// The limit.
        most: u32,
    },
    /// "None of these" beside others.
    NoneWithOthers,
    /// A text for "other" beside another option.
    OtherNotChosen,
    /// Not a number.
    NotANumber,
    /// A number out of range.
    OutOfRange {
        /// Lowest.
        low: String,
        /// Highest.
        high: String,
    },
    /// Not a day of the calendar.
    NotADate,
    /// Not every option has a place of its own.
    PlacesUnclear,
    /// The same field more than once.
    Repeated,
    /// No such question.
    Unknown,
    /// Control characters, or ones that reverse the direction of what follows.
    ForbiddenCharacters,
}

impl SubmissionForm {
    /// From name and value pairs in the order they came; names that begin with `_` are the form's own and not answers.
    pub fn new(fields: Vec<(String, String)>) -> Self {
        let fields = fields.into_iter().map(|(name, value)| (name, value.replace("\r\n", "\n"))).collect();
        Self { fields }
    }

    /// All fields, for filling the form again.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// The first value of a field.
    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// All values of a field.
    pub fn values<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Makes sense of the whole form, or says everything that is wrong with it.
    pub fn parse(&self, survey: &Survey, items: &[Item]) -> Result<RawSubmission, Vec<FieldProblem>> {
        let mut reader = FormReader::new(self);
        let mut values = Vec::with_capacity(items.len());
        for (place, question) in survey.questions.iter().enumerate() {
            let items: Vec<&Item> = items.iter().filter(|item| item.question == place).collect();
            values.extend(reader.question(question, &items));
        }
        let segments = segment_values(survey, items, &values);
        reader.finish().map(|()| RawSubmission::new(values, segments))
    }

    /// Reads the answer to one question alone, for a correction: one record for each of its items, scrubbed and without segments.
    pub fn parse_question(&self, question: &Question, items: &[&Item], language: &str) -> Result<Vec<Record>, Vec<FieldProblem>> {
        let mut reader = FormReader::new(self);
        let values = reader.question(question, items);
        reader.problems_only()?;
        let records = values.into_iter().map(|value| match value {
            RawValue::LeftOut => Record { segments: SegmentValues::default(), body: Body::LeftOut },
            RawValue::Counted(answer) => Record { segments: SegmentValues::default(), body: Body::Counted(answer) },
            RawValue::Text(text) => scrub_text(&text, language),
        });
        Ok(records.collect())
    }
}

fn segment_values(survey: &Survey, items: &[Item], values: &[RawValue]) -> SegmentValues {
    let place_of = |key: &str| {
        let at = items.iter().position(|item| item.name == key)?;
        match values.get(at) {
            Some(RawValue::Counted(Answer::One(place))) => u8::try_from(*place).ok(),
            _ => None,
        }
    };
    SegmentValues(survey.segments.iter().map(|key| place_of(key.as_str())).collect())
}

struct FormReader<'f> {
    fields: BTreeMap<&'f str, Vec<&'f str>>,
    problems: Vec<FieldProblem>,
}

impl<'f> FormReader<'f> {
    fn new(form: &'f SubmissionForm) -> Self {
        let mut fields: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, value) in form.fields.iter().filter(|(name, _)| !name.starts_with('_')) {
            fields.entry(name).or_default().push(value);
        }
        Self { fields, problems: Vec::new() }
    }

    /// Every field must have been asked for.
    fn finish(mut self) -> Result<(), Vec<FieldProblem>> {
        let unknown: Vec<_> = self.fields.keys().map(|name| shortened(name)).collect();
        for field in unknown {
            self.problem(&field, Problem::Unknown);
        }
        self.problems_only()
    }

    fn problems_only(self) -> Result<(), Vec<FieldProblem>> {
        if self.problems.is_empty() { Ok(()) } else { Err(self.problems) }
    }

    fn problem(&mut self, field: &str, problem: Problem) {
        self.problems.push(FieldProblem { field: field.to_owned(), problem });
    }

    fn several(&mut self, name: &str) -> Vec<&'f str> {
        self.fields.remove(name).unwrap_or_default().into_iter().filter(|value| !value.trim().is_empty()).collect()
    }

    fn single(&mut self, name: &str) -> Option<&'f str> {
        let values = self.several(name);
        if values.len() > 1 {
            self.problem(name, Problem::Repeated);
        }
        values.first().copied()
    }

    fn question(&mut self, question: &Question, items: &[&Item]) -> Vec<RawValue> {
        let key = question.key.as_str();
        let before = self.problems.len();
        let values = match &question.kind {
            Kind::Statement => Vec::new(),
            Kind::ShortText { max_length } | Kind::LongText { max_length } => vec![self.text(key, *max_length)],
            Kind::Choice { other, .. } => self.choice(key, items, *other),
            Kind::Choices { min, max, none, .. } => vec![self.choices(key, items, *min, *max, *none)],
            Kind::Ranking { options } => {
                vec![self.ranking(key, &options.iter().map(|option| option.key.as_str()).collect::<Vec<_>>())]
            }
            Kind::Number { min, max, bands, .. } => vec![self.number(key, *min, *max, bands)],
            Kind::Date { min, max, bands } => vec![self.date(key, *min, *max, bands)],
            Kind::Matrix { .. } => items.iter().map(|item| self.one(&item.name, item)).collect(),
            Kind::YesNo | Kind::Rating { .. } | Kind::Nps { .. } | Kind::Csat { .. } | Kind::Ces { .. } => {
                items.iter().map(|item| self.one(key, item)).collect()
            }
        };
        let answers = &values[..values.len().min(if matches!(question.kind, Kind::Matrix { .. }) { usize::MAX } else { 1 })];
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
        let Some(value) = self.single(field) else { return RawValue::LeftOut };
        match place_in(item, value.trim()) {
            Some(place) => RawValue::Counted(Answer::One(place)),
            None => {
                self.problem(field, Problem::NotOffered);
                RawValue::LeftOut
            }
        }
    }

    fn text(&mut self, field: &str, most: u32) -> RawValue {
        let Some(value) = self.single(field) else { return RawValue::LeftOut };
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
                vec![other_place.map_or(RawValue::LeftOut, |place| RawValue::Counted(Answer::One(place))), text]
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
        let Some(item) = items.first() else { return RawValue::LeftOut };
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
        let places: Vec<Option<&str>> = options.iter().map(|option| self.single(&format!("{key}.{option}"))).collect();
        if places.iter().all(Option::is_none) {
            return RawValue::LeftOut;
        }
        let mut order: Vec<Option<u8>> = vec![None; options.len()];
        for (option, place) in places.iter().enumerate() {
            let place = place.and_then(|place| place.trim().parse::<usize>().ok()).and_then(|place| place.checked_sub(1));
            match place.and_then(|place| order.get_mut(place)) {
                Some(slot @ None) => *slot = u8::try_from(option).ok(),
                _ => {
                    self.problem(key, Problem::PlacesUnclear);
                    return RawValue::LeftOut;
                }
            }
        }
        order.into_iter().collect::<Option<Vec<u8>>>().map_or(RawValue::LeftOut, |order| RawValue::Counted(Answer::Order(order)))
    }

    fn number(&mut self, key: &str, min: f64, max: f64, bands: &[f64]) -> RawValue {
        let Some(typed) = self.single(key) else { return RawValue::LeftOut };
        let Some(number) = read_number(typed) else {
            self.problem(key, Problem::NotANumber);
            return RawValue::LeftOut;
        };
        self.band(key, band_of(bands, &number), (min.to_string(), max.to_string()))
    }

    fn date(&mut self, key: &str, min: NaiveDate, max: NaiveDate, bands: &[NaiveDate]) -> RawValue {
        let Some(typed) = self.single(key) else { return RawValue::LeftOut };
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
    use crate::domain::item::Shape;
    let names = match &item.shape {
        Shape::One { values } => values,
        Shape::Set { options, .. } | Shape::Order { options } => options,
        Shape::Text { .. } => return None,
    };
    names.iter().position(|name| name == value).and_then(|place| u16::try_from(place).ok())
}

/// A decimal number with a point or a comma.
fn read_number(typed: &str) -> Option<f64> {
    let typed = typed.trim().replace(',', ".");
    let plain = typed.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | '-' | '+'));
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

impl fmt::Debug for SubmissionForm {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("SubmissionForm")
    }
}
