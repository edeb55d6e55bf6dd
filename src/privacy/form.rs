//! Reading a form: from the fields as they came to a [`RawSubmission`], with every problem named by its field.

use std::fmt;

use super::form_reader::FormReader;
use super::record::{Body, Record};
use super::scrub::Keep;
use super::submission::{RawSubmission, RawValue, scrub_text};
use crate::domain::answer::{Answer, SegmentValues};
use crate::domain::item::Item;
use crate::domain::survey::{Question, Survey};

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
        let fields = fields
            .into_iter()
            .map(|(name, value)| (name, value.replace("\r\n", "\n")))
            .collect();
        Self { fields }
    }

    /// All fields, for filling the form again.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// The first value of a field.
    pub fn value(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, value)| value)
    }

    /// The same with one value for a field, or none, whatever was typed.
    pub fn with(mut self, name: &str, value: Option<&str>) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self.fields
            .extend(value.map(|value| (name.to_owned(), value.to_owned())));
        self
    }

    /// All values of a field.
    pub fn values<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.fields
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.as_str())
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
    pub fn parse_question(
        &self,
        question: &Question,
        items: &[&Item],
        language: &str,
        keep: &Keep,
    ) -> Result<Vec<Record>, Vec<FieldProblem>> {
        let mut reader = FormReader::new(self);
        let values = reader.question(question, items);
        reader.problems_only()?;
        let records = values.into_iter().map(|value| match value {
            RawValue::LeftOut => Record {
                segments: SegmentValues::default(),
                body: Body::LeftOut,
            },
            RawValue::Counted(answer) => Record {
                segments: SegmentValues::default(),
                body: Body::Counted(answer),
            },
            RawValue::Text(text) => scrub_text(&text, language, keep),
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

impl fmt::Debug for SubmissionForm {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("SubmissionForm")
    }
}
