//! How kinds, periods, ticks and displays are spelled in documents and releases.

use super::{Display, Kind, Period, Tick};

impl Period {
    /// Every period, the single one first.
    pub const ALL: [Self; 4] = [Self::Once, Self::Week, Self::Month, Self::Quarter];

    /// The word of the document, such as `quarter`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }

    /// The tick of a survey that names none: weekly, but only at the close where the period is a week.
    pub fn default_tick(self) -> Tick {
        match self {
            Self::Week => Tick::Close,
            Self::Once | Self::Month | Self::Quarter => Tick::Week,
        }
    }
}

impl Tick {
    /// Every tick, the most frequent first.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Close];

    /// The word of the document, such as `close`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Close => "close",
        }
    }
}

impl Display {
    /// Every way of drawing.
    pub const ALL: [Self; 2] = [Self::Radio, Self::Dropdown];

    /// The word of the document, such as `radio`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Radio => "radio",
            Self::Dropdown => "dropdown",
        }
    }
}

impl Kind {
    /// The words of the document for every kind.
    pub const NAMES: [&'static str; 14] = [
        "statement",
        "short_text",
        "long_text",
        "choice",
        "choices",
        "yes_no",
        "rating",
        "nps",
        "csat",
        "ces",
        "matrix",
        "ranking",
        "number",
        "date",
    ];

    /// The word of the document, such as `long_text`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::ShortText { .. } => "short_text",
            Self::LongText { .. } => "long_text",
            Self::Choice { .. } => "choice",
            Self::Choices { .. } => "choices",
            Self::YesNo => "yes_no",
            Self::Rating { .. } => "rating",
            Self::Nps { .. } => "nps",
            Self::Csat { .. } => "csat",
            Self::Ces { .. } => "ces",
            Self::Matrix { .. } => "matrix",
            Self::Ranking { .. } => "ranking",
            Self::Number { .. } => "number",
            Self::Date { .. } => "date",
        }
    }

    /// Whether a respondent can answer it.
    pub fn takes_answer(&self) -> bool {
        !matches!(self, Self::Statement)
    }
}
