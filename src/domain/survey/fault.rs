//! What can be wrong at a place of a document. It prints in English, in the terms of the document; pages have words of their own.

use std::fmt;

use chrono::NaiveDate;

use super::LanguageTag;
use crate::domain::key::InvalidKey;
use crate::domain::slug::InvalidSlug;

/// One thing that is wrong. Words of the editor are cut where they are long, and all but languages stand in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the line of each fault says what its fields are")]
pub enum Fault {
    /// No survey came of it although nothing was noted.
    Unreadable,
    /// No JSON at this line and column (counted from 1), and why in the parser's words.
    NotJson { line: usize, column: usize, why: String },
    /// More bytes than `most`; `in_full` if only when every field and line is written out.
    TooLarge { most: usize, in_full: bool },
    /// A field of the object stands twice.
    FieldTwice { field: String },
    /// The object has no such field, though perhaps one that was meant.
    UnknownField { field: String, meant: Option<String> },
    /// Nothing there, or nothing in a language.
    Missing { language: Option<LanguageTag> },
    /// Not the version of the format.
    OtherVersion { version: u32 },
    /// Not a name for addresses.
    NotASlug { word: String },
    /// Not a name of a question, an option or a row.
    NotAKey { word: String },
    /// Not a language tag.
    NotALanguage { word: String },
    /// A language that the survey does not have.
    ForeignLanguage { word: String },
    /// A group too small to hide in from so many colluders.
    SmallGroup { least: u32, colluders: u32 },
    /// Closed before it opens.
    ClosesTooEarly { opens: NaiveDate },
    /// Not an object.
    NotAnObject,
    /// Not a list.
    NotAList,
    /// A list of another length.
    OtherLength { least: usize, most: usize, holds: usize },
    /// Not a text, perhaps in one language.
    NotAText { language: Option<LanguageTag> },
    /// One text where each of these languages needs its own.
    OneTextForAll { languages: String },
    /// Not the two ends of a scale.
    NotTwoEnds { language: LanguageTag },
    /// Neither true nor false.
    NotAFlag,
    /// Not a whole number of this range.
    NotWhole { least: u32, most: u32 },
    /// Not a number.
    NotANumber,
    /// A number that would not read back as it is written.
    InexactNumber,
    /// Not a day.
    NotADay,
    /// None of the words that are known there.
    NotOneOf { word: String, names: String },
    /// A text without letters.
    Blank { language: Option<LanguageTag> },
    /// A text of more than `most` code points.
    TooLong {
        most: usize,
        length: usize,
        language: Option<LanguageTag>,
    },
    /// A control character other than newline and tab.
    ControlCharacter { language: Option<LanguageTag> },
    /// More than one line where one is wanted.
    SeveralLines,
    /// No bands given and no room for equal ones.
    NoRoomForBands,
    /// Edges of bands that do not rise.
    EdgesDoNotRise,
    /// Edges of bands that do not begin with the lowest value and end with the highest.
    EdgesElsewhere { min: String, max: String },
    /// A lowest value that is not below the highest.
    EmptyRange,
    /// More to be chosen than there are options.
    MoreThanOptions { max: u32, count: u32 },
    /// More to be chosen at least than at most.
    LeastAboveMost { max: u32 },
    /// A key that means something of its own.
    ReservedKey { word: String },
    /// A key that something else has.
    TakenKey { word: String, place: String },
    /// An entry that the list has already.
    EntryTwice { word: String },
    /// No question of this key.
    NoSuchQuestion { word: String },
    /// A segment that takes other answers.
    SegmentWithOther,
    /// A segment of too many options.
    WideSegment { most: usize },
    /// A segment of an unfit kind.
    SegmentOfKind { kind: &'static str },
    /// More items than a survey may have.
    TooManyItems { items: usize, most: usize },
    /// Statements alone.
    NoAnswers,
    /// An answer required where none is taken.
    RequiredStatement,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => f.write_str("cannot be read"),
            Self::NotJson { line, column, why } => write!(f, "line {line} column {column}: not JSON: {why}"),
            Self::TooLarge { most, in_full: false } => write!(f, "larger than {most} bytes"),
            Self::TooLarge { most, in_full: true } => {
                write!(f, "larger than {most} bytes when every field and line is written out")
            }
            Self::FieldTwice { field } => write!(f, "the field {field} stands twice"),
            Self::UnknownField { field, meant: None } => write!(f, "unknown field {field}"),
            Self::UnknownField {
                field,
                meant: Some(meant),
            } => write!(f, "unknown field {field}, did you mean {meant}?"),
            Self::Missing { language } => write!(f, "missing{}", In(language)),
            Self::OtherVersion { version } => write!(f, "must be {version}, the version of this format"),
            Self::NotASlug { word } => write!(f, "{word} {InvalidSlug}"),
            Self::NotAKey { word } => write!(f, "{word} {InvalidKey}"),
            Self::NotALanguage { word } => write!(f, "{word} is not a language tag such as en or pt-BR"),
            Self::ForeignLanguage { word } => write!(f, "{word} is not among the languages of the survey"),
            Self::SmallGroup { least, colluders } => {
                write!(f, "must be at least {least} where \"colluders\" is {colluders}")
            }
            Self::ClosesTooEarly { opens } => write!(f, "must be after \"opens\" ({opens})"),
            Self::NotAnObject => f.write_str("must be an object"),
            Self::NotAList => f.write_str("must be a list"),
            Self::OtherLength { least, most, holds } => {
                write!(f, "must hold {least} to {most} entries, holds {holds}")
            }
            Self::NotAText { language } => write!(f, "must be a text{}", In(language)),
            Self::OneTextForAll { languages } => write!(f, "must be an object with a text for each of {languages}"),
            Self::NotTwoEnds { language } => {
                write!(f, "must be the two ends of the scale, [low, high], in {language:?}")
            }
            Self::NotAFlag => f.write_str("must be true or false"),
            Self::NotWhole { least, most } => write!(f, "must be a whole number from {least} to {most}"),
            Self::NotANumber => f.write_str("must be a number"),
            Self::InexactNumber => {
                f.write_str("must be a number of at most 15 digits, 0 or between 0.000001 and 1000000000000000 in size")
            }
            Self::NotADay => f.write_str("must be a day written YYYY-MM-DD"),
            Self::NotOneOf { word, names } => write!(f, "{word} is not one of {names}"),
            Self::Blank { language } => write!(f, "blank{}", In(language)),
            Self::TooLong { most, length, language } => {
                write!(f, "longer than {most} characters{}: {length}", In(language))
            }
            Self::ControlCharacter { language } => write!(
                f,
                "holds a control character{}; only newline and tab are taken",
                In(language)
            ),
            Self::SeveralLines => f.write_str("must be on one line"),
            Self::NoRoomForBands => {
                f.write_str("missing: \"min\" and \"max\" are too close together for ten equal ones")
            }
            Self::EdgesDoNotRise => f.write_str("the edges must rise"),
            Self::EdgesElsewhere { min, max } => {
                write!(f, "must begin with \"min\" ({min}) and end with \"max\" ({max})")
            }
            Self::EmptyRange => f.write_str("must be below \"max\""),
            Self::MoreThanOptions { max, count } => write!(f, "{max} is more than the {count} options"),
            Self::LeastAboveMost { max } => write!(f, "must not be above \"max\" ({max})"),
            Self::ReservedKey { word } => write!(f, "{word} is reserved"),
            Self::TakenKey { word, place } => write!(f, "{word} is already the key of {place}"),
            Self::EntryTwice { word } => write!(f, "{word} stands twice"),
            Self::NoSuchQuestion { word } => write!(f, "no question has the key {word}"),
            Self::SegmentWithOther => f.write_str("a choice with \"other\" cannot compare groups"),
            Self::WideSegment { most } => write!(f, "a choice with more than {most} options cannot compare groups"),
            Self::SegmentOfKind { kind } => write!(
                f,
                "a question of kind {kind} cannot compare groups, only choice and yes_no"
            ),
            Self::TooManyItems { items, most } => write!(
                f,
                "{items} items, more than {most} (each row of a matrix is one, a choice with \"other\" is two)"
            ),
            Self::NoAnswers => f.write_str("no question takes an answer"),
            Self::RequiredStatement => f.write_str("a statement takes no answer and cannot be required"),
        }
    }
}

/// ` in "it"`, or nothing.
struct In<'f>(&'f Option<LanguageTag>);

impl fmt::Display for In<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(language) => write!(f, " in {language:?}"),
            None => Ok(()),
        }
    }
}
