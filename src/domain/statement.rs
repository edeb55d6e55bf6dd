//! "You said, we did": what the organisation makes of released results, with figures quoted from releases, never typed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::release::{Release, Table};
use super::statistics;
use super::survey::Kind;
use super::translated::Texts;

/// What became of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Status {
    /// It was heard.
    #[default]
    Heard,
    /// Something is planned.
    Planned,
    /// Something is being done.
    Doing,
    /// It is done.
    Done,
    /// It is not done now, for a reason.
    NotNow,
}

impl Status {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Heard, Self::Planned, Self::Doing, Self::Done, Self::NotNow];

    /// The name in the database and of its interface word (`statement-status-{name}`).
    pub fn name(self) -> &'static str {
        match self {
            Self::Heard => "heard",
            Self::Planned => "planned",
            Self::Doing => "doing",
            Self::Done => "done",
            Self::NotNow => "not-now",
        }
    }

    /// The status called `name`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// A figure of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// How many people answered.
    Responses,
    /// The mean of a scale.
    Mean,
    /// The Net Promoter Score.
    Nps,
    /// The share of 4 and 5.
    Csat,
    /// The mean place in a ranking.
    Place,
    /// The share of a value.
    Share(String),
}

impl Figure {
    /// The name in the database.
    pub fn name(&self) -> String {
        match self {
            Self::Responses => "responses".to_owned(),
            Self::Mean => "mean".to_owned(),
            Self::Nps => "nps".to_owned(),
            Self::Csat => "csat".to_owned(),
            Self::Place => "place".to_owned(),
            Self::Share(value) => format!("share:{value}"),
        }
    }

    /// The figure called `name`.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "responses" => Self::Responses,
            "mean" => Self::Mean,
            "nps" => Self::Nps,
            "csat" => Self::Csat,
            "place" => Self::Place,
            other => Self::Share(other.strip_prefix("share:")?.to_owned()),
        })
    }

    /// Every figure of a table of a question of this kind, with its value: shares from 0 to 1, scores from −100 to 100. Each is a
    /// function of the published counts alone.
    pub fn of(kind: &Kind, table: &Table) -> Vec<(Self, f64)> {
        let steps: Vec<(f64, u64)> = table
            .counts
            .0
            .iter()
            .filter_map(|(value, count)| Some((value.parse().ok()?, *count)))
            .collect();
        let mean = statistics::mean(&steps).map(|mean| mean.value);
        let shares = table.counts.0.iter().filter_map(|(value, count)| {
            let share = statistics::share(*count, table.n)?;
            Some((Self::Share(value.clone()), share.value))
        });
        let first = |figure: Self, value: Option<f64>| value.map(|value| (figure, value)).into_iter();
        match kind {
            Kind::Statement | Kind::ShortText { .. } | Kind::LongText { .. } => Vec::new(),
            Kind::Nps { .. } => {
                let score = statistics::nps(&steps).map(|score| score.value);
                first(Self::Nps, score)
                    .chain(first(Self::Mean, mean))
                    .chain(shares)
                    .collect()
            }
            Kind::Csat { .. } => {
                let share = statistics::share_from(&steps, 4.0).map(|share| share.value);
                first(Self::Csat, share)
                    .chain(first(Self::Mean, mean))
                    .chain(shares)
                    .collect()
            }
            Kind::Rating { .. } | Kind::Ces { .. } | Kind::Matrix { .. } => {
                first(Self::Mean, mean).chain(shares).collect()
            }
            Kind::Ranking { .. } => first(Self::Place, mean).collect(),
            // one table an option: who did not choose it is no answer worth a line
            Kind::Choices { .. } => shares
                .filter(|(figure, _)| *figure == Self::Share("yes".to_owned()))
                .collect(),
            Kind::Choice { .. } | Kind::YesNo | Kind::Number { .. } | Kind::Date { .. } => shares.collect(),
        }
    }
}

/// Which figure somebody wishes to quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The release.
    pub release: u64,
    /// The table's question: an item or option; empty for how many answered.
    pub question: String,
    /// The segment; none for everybody.
    pub by: Option<String>,
    /// The group; `["all"]` for everybody.
    pub block: Vec<String>,
    /// The figure.
    pub figure: Figure,
}

impl Wish {
    /// The value and how many it is about, from the release alone; none where the release does not show it.
    pub fn read(&self, kind: Option<&Kind>, release: &Release) -> Option<(f64, u64)> {
        if release.release != self.release {
            return None;
        }
        if self.figure == Figure::Responses {
            return (self.question.is_empty()).then_some((release.responses as f64, release.responses));
        }
        let is_it =
            |table: &&Table| table.question == self.question && table.by == self.by && table.block == self.block;
        let table = release.tables.iter().find(is_it)?;
        let figures = Figure::of(kind?, table);
        let (_, value) = figures.into_iter().find(|(figure, _)| *figure == self.figure)?;
        Some((value, table.n))
    }
}

/// What a figure is about, in words of the survey by language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The question, with the row or option.
    pub question: Texts,
    /// The answer whose share it is; empty for other figures.
    pub answer: Texts,
    /// The group; empty for everybody.
    pub group: Texts,
}

/// A figure as it was quoted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// Number of the release.
    pub release: u64,
    /// Its digest.
    pub digest: String,
    /// Its day.
    pub released_on: NaiveDate,
    /// The item or option; empty for how many answered.
    pub question: String,
    /// The segment.
    pub by: Option<String>,
    /// The group.
    pub block: Vec<String>,
    /// Name of the figure.
    pub figure: String,
    /// Its value, as computed.
    pub value: f64,
    /// How many people it is about.
    pub n: u64,
    /// What it is about.
    pub about: About,
}

/// A statement, as it is written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// What people said, in a line by language.
    pub title: Texts,
    /// What the organisation did, Markdown by language.
    pub text: Texts,
    /// Name of the status.
    pub status: String,
    /// Why not now, by language.
    pub reason: Texts,
    /// The figures.
    pub quotes: Vec<Quote>,
}

impl Draft {
    /// The status; heard where none was chosen yet.
    pub fn status(&self) -> Status {
        Status::parse(&self.status).unwrap_or_default()
    }

    /// Names of what has to be there before it is published, in a language of the survey: `title`, `text`, `reason`, `quotes`.
    pub fn missing(&self, language: &str) -> Vec<&'static str> {
        let empty = |texts: &Texts| texts.get(language).is_none_or(String::is_empty);
        let fields = [
            ("title", empty(&self.title)),
            ("text", empty(&self.text)),
            ("reason", self.status() == Status::NotNow && empty(&self.reason)),
            ("quotes", self.quotes.is_empty()),
        ];
        fields
            .into_iter()
            .filter_map(|(name, empty)| empty.then_some(name))
            .collect()
    }
}

/// A statement as it was published, in its order of fields; never changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// The statement.
    pub statement: String,
    /// Counts from 1 within the statement.
    pub number: i32,
    /// The survey's name in addresses.
    pub survey: String,
    /// Whether the survey is listed, so that everybody may find it.
    pub listed: bool,
    /// The day.
    pub day: NaiveDate,
    /// What it says.
    #[serde(flatten)]
    pub said: Draft,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::release::Counts;

    fn table(counts: &[(&str, u64)]) -> Table {
        Table {
            question: "overall".to_owned(),
            by: None,
            block: vec!["all".to_owned()],
            n: counts.iter().map(|(_, count)| count).sum(),
            no_answer: 0,
            counts: Counts(
                counts
                    .iter()
                    .map(|(value, count)| ((*value).to_owned(), *count))
                    .collect(),
            ),
        }
    }

    #[test]
    fn figures_are_functions_of_the_published_counts() {
        let kind = Kind::Rating { steps: 5, labels: None };
        let figures = Figure::of(&kind, &table(&[("1", 5), ("5", 15)]));

        assert_eq!(figures[0], (Figure::Mean, 4.0));
        assert_eq!(figures[1], (Figure::Share("1".to_owned()), 0.25));
        assert_eq!(figures[2], (Figure::Share("5".to_owned()), 0.75));
        for (figure, _) in figures {
            assert_eq!(Figure::parse(&figure.name()), Some(figure));
        }
        assert!(Figure::of(&Kind::LongText { max_length: 9 }, &table(&[("a", 20)])).is_empty());
        assert_eq!(Figure::parse("made up"), None);
    }

    #[test]
    fn not_now_needs_a_reason_and_every_statement_a_figure() {
        let texts = |text: &str| Texts::from([("en".to_owned(), text.to_owned())]);
        let mut draft = Draft {
            title: texts("Queues"),
            text: texts("Two more desks."),
            status: "not-now".to_owned(),
            ..Draft::default()
        };

        assert_eq!(draft.missing("en"), ["reason", "quotes"]);
        assert_eq!(draft.missing("pt").len(), 4);
        draft.status = "done".to_owned();
        assert_eq!(draft.missing("en"), ["quotes"]);
    }
}
