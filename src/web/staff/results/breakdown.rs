//! The answers to one question by segment: little charts to see the shapes, heat tables with every number.

use super::blocks::{Names, listed};
use super::figures::{figures, mean_place, share_cell};
use super::labels::Labels;
use crate::domain::release::Table;
use crate::domain::statistics;
use crate::domain::survey::{Choice, Kind, Question};
use crate::services::results::Results;
use crate::web::charts::heat::{HeatCell, HeatGroup, HeatRow, HeatTable};
use crate::web::charts::small::{SmallChart, SmallMultiples};

/// The breakdowns of a question.
pub struct BreakdownPart {
    /// What the groups are made by, in one line.
    pub by: String,
    /// One part a segment that shows something.
    pub segments: Vec<SegmentPart>,
    /// The segments of which something is not shown, in one line; may be empty.
    pub hidden: String,
    /// Whether it is unfolded.
    pub is_open: bool,
}

/// The breakdowns of a question by one segment.
pub struct SegmentPart {
    /// What the groups are made by.
    pub title: String,
    /// Little charts: one set, or one a row of a matrix.
    pub charts: Vec<ChartsLine>,
    /// Every number of the charts.
    pub table: HeatTable,
    /// What "all others" stands for.
    pub others: Option<String>,
}

/// A set of little charts.
pub struct ChartsLine {
    /// What they are about, where there are several sets; may be empty.
    pub title: String,
    /// The charts.
    pub charts: SmallMultiples,
}

/// One set of rows: the groups of one table, or of the tables of all options.
struct Strip {
    name: String,
    /// Whether its shares are drawn.
    drawn: bool,
    /// Everybody first.
    rows: Vec<StripRow>,
}

struct StripRow {
    n: u64,
    figures: Vec<HeatCell>,
    fields: Vec<HeatCell>,
    shares: Vec<f64>,
}

/// What the tables are of by one segment.
struct Source<'r> {
    labels: &'r Labels,
    results: &'r Results,
    question: &'r Question,
    segment: &'r Question,
}

/// The breakdowns of a question, with what of them is not shown; none where the period shows none at all, or none is possible.
pub fn breakdown(labels: &Labels, results: &Results, question: &Question) -> Option<BreakdownPart> {
    if results.breakdowns.is_empty() || !is_comparable(results, question) {
        return None;
    }
    let (mut by, mut hidden, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    for segment in segments(results).filter(|segment| segment.key != question.key) {
        let source = Source {
            labels,
            results,
            question,
            segment,
        };
        by.push(labels.text(&segment.text));
        if source.lacks_something() {
            hidden.push(labels.text(&segment.text));
        }
        parts.extend(source.part());
    }
    Some(BreakdownPart {
        by: listed(labels, &by),
        segments: parts,
        hidden: listed(labels, &hidden),
        is_open: false,
    })
}

/// Whether an answer to the question could be broken down.
pub fn is_comparable(results: &Results, question: &Question) -> bool {
    !items(question).is_empty() && segments(results).any(|segment| segment.key != question.key)
}

/// The questions declared for comparing groups.
pub fn segments(results: &Results) -> impl Iterator<Item = &Question> {
    let declared = results.survey.segments.iter();
    declared.filter_map(|key| results.survey.question(key.as_str()))
}

/// What the tables of a question are called in releases, with what each is about; texts have none.
pub fn items(question: &Question) -> Vec<(String, Option<&Choice>)> {
    let key = question.key.as_str();
    let part = |choice: &Choice| format!("{key}.{}", choice.key);
    let named = |choices: &'_ [Choice]| choices.iter().map(part).collect::<Vec<_>>();
    match &question.kind {
        Kind::Statement | Kind::ShortText { .. } | Kind::LongText { .. } => Vec::new(),
        Kind::Matrix { rows: choices, .. } | Kind::Ranking { options: choices } => {
            named(choices).into_iter().zip(choices.iter().map(Some)).collect()
        }
        Kind::Choices { options, none, .. } => {
            let none = none.then(|| (format!("{key}.none"), None));
            let options = named(options).into_iter().zip(options.iter().map(Some));
            options.chain(none).collect()
        }
        _ => vec![(key.to_owned(), None)],
    }
}

impl<'r> Source<'r> {
    fn blocks(&self, item: &str) -> &'r [Table] {
        self.results.breakdowns.blocks(self.segment.key.as_str(), item)
    }

    fn lacks_something(&self) -> bool {
        items(self.question)
            .iter()
            .any(|(item, _)| self.blocks(item).is_empty())
    }

    fn part(&self) -> Option<SegmentPart> {
        let (labels, words) = (self.labels, self.labels.words);
        let items = items(self.question);
        let shown: Vec<&(String, Option<&Choice>)> =
            items.iter().filter(|(item, _)| !self.blocks(item).is_empty()).collect();
        let (first, _) = shown.first()?;
        let strips = match &self.question.kind {
            Kind::Choices { .. } => vec![self.options(&items, first, "yes", String::new())],
            Kind::Ranking { .. } => vec![
                self.options(&items, first, "1", words.t("staff-breakdown-first")),
                self.places(&items, first),
            ],
            _ => shown.iter().map(|(item, row)| self.values(item, *row)).collect(),
        };
        // the blocks of a row of a matrix are its own
        let named: Vec<Names> = match &self.question.kind {
            Kind::Matrix { .. } => shown.iter().map(|(item, _)| self.names(item)).collect(),
            _ => strips.iter().map(|_| self.names(first)).collect(),
        };
        let values = self.columns(first);
        let title = words.with_one("staff-breakdown-by", "question", labels.text(&self.segment.text));
        let charts = strips.iter().zip(&named).filter(|(strip, _)| strip.drawn);
        Some(SegmentPart {
            charts: charts
                .map(|(strip, names)| self.charts(strip, names, &values, &title))
                .collect(),
            others: named.iter().find_map(|names| names.others.clone()),
            table: self.table(strips, &named, values, first),
            title,
        })
    }

    fn names(&self, item: &str) -> Names {
        Names::of(self.labels, self.segment, self.blocks(item))
    }

    /// The heads of the shares.
    fn columns(&self, first: &str) -> Vec<String> {
        match &self.question.kind {
            Kind::Choices { options, none, .. } => {
                let keys = options.iter().map(|option| option.key.as_str());
                keys.chain(none.then_some("none"))
                    .map(|key| self.labels.option(options, key))
                    .collect()
            }
            Kind::Ranking { options } => options.iter().map(|option| self.labels.text(&option.text)).collect(),
            _ => {
                let counts = self.blocks(first).first().map(|table| &table.counts.0);
                let values = counts.into_iter().flatten();
                values
                    .map(|(value, _)| self.labels.value(self.question, value))
                    .collect()
            }
        }
    }

    /// One table of an item: a row a block, a cell a value.
    fn values(&self, item: &str, row: Option<&Choice>) -> Strip {
        let words = self.labels.words;
        let of_table = |table: &Table| {
            let shares = table
                .counts
                .0
                .iter()
                .map(|(_, count)| statistics::share(*count, table.n));
            let figures = figures(words, &self.question.kind, &table.counts);
            StripRow {
                n: table.n,
                figures: figures.into_iter().map(|figure| figure.cell()).collect(),
                fields: shares.clone().map(|share| share_cell(words, share)).collect(),
                shares: shares.map(|share| share.map_or(0.0, |share| share.value)).collect(),
            }
        };
        let everybody = self.results.tables.get(item).into_iter();
        Strip {
            name: row.map_or_else(String::new, |row| self.labels.text(&row.text)),
            drawn: true,
            rows: everybody.chain(self.blocks(item)).map(of_table).collect(),
        }
    }

    /// The tables of all options: a row a block, a cell an option, which says how many gave `value`.
    fn options(&self, items: &[(String, Option<&Choice>)], first: &str, value: &str, name: String) -> Strip {
        let words = self.labels.words;
        let share = |table: Option<&Table>| table.and_then(|table| statistics::share(table.counts.of(value), table.n));
        let row = |tables: Vec<Option<&Table>>, n: u64| StripRow {
            n,
            figures: Vec::new(),
            fields: tables.iter().map(|table| share_cell(words, share(*table))).collect(),
            shares: tables
                .iter()
                .map(|table| share(*table).map_or(f64::NAN, |share| share.value))
                .collect(),
        };
        Strip {
            name,
            drawn: true,
            rows: self.rows_of_options(items, first, row),
        }
    }

    /// The mean place of each option.
    fn places(&self, items: &[(String, Option<&Choice>)], first: &str) -> Strip {
        let words = self.labels.words;
        let cell = |table: &Option<&Table>| {
            let mean = table.and_then(|table| mean_place(words, items.len(), &table.counts));
            mean.map_or_else(|| HeatCell::plain("–".to_owned()), |mean| mean.cell())
        };
        let row = |tables: Vec<Option<&Table>>, n: u64| StripRow {
            n,
            figures: Vec::new(),
            fields: tables.iter().map(cell).collect(),
            shares: Vec::new(),
        };
        Strip {
            name: words.t("staff-results-mean-place"),
            drawn: false,
            rows: self.rows_of_options(items, first, row),
        }
    }

    fn rows_of_options(
        &self,
        items: &[(String, Option<&Choice>)],
        first: &str,
        row: impl Fn(Vec<Option<&Table>>, u64) -> StripRow,
    ) -> Vec<StripRow> {
        let mut rows = Vec::new();
        if let Some(everybody) = self.results.tables.get(first) {
            // an option that is not broken down has an overall table of other people
            let overall = items.iter().map(|(item, _)| {
                let table = self.results.tables.get(item);
                table.filter(|_| !self.blocks(item).is_empty())
            });
            rows.push(row(overall.collect(), everybody.n));
        }
        for (place, block) in self.blocks(first).iter().enumerate() {
            let tables = items.iter().map(|(item, _)| self.blocks(item).get(place));
            rows.push(row(tables.collect(), block.n));
        }
        rows
    }

    /// Little charts of the blocks, without everybody.
    fn charts(&self, strip: &Strip, names: &Names, values: &[String], title: &str) -> ChartsLine {
        let words = self.labels.words;
        let blocks = &strip.rows[strip.rows.len() - names.blocks.len()..];
        let chart = |(row, name): (&StripRow, &String)| {
            let bars = values.iter().cloned().zip(row.shares.iter().copied());
            SmallChart {
                name: name.clone(),
                about: words.with_one("staff-breakdown-answered", "n", row.n),
                bars: bars.filter(|(_, share)| !share.is_nan()).collect(),
            }
        };
        let name = if strip.name.is_empty() {
            self.labels.text(&self.question.text)
        } else {
            strip.name.clone()
        };
        ChartsLine {
            title: strip.name.clone(),
            charts: SmallMultiples {
                words,
                name: format!("{name} · {title}"),
                charts: blocks.iter().zip(&names.blocks).map(chart).collect(),
            },
        }
    }

    fn table(&self, strips: Vec<Strip>, named: &[Names], values: Vec<String>, first: &str) -> HeatTable {
        let words = self.labels.words;
        let figures = self.blocks(first).first().map(|table| &table.counts);
        let figures = figures.map(|counts| super::figures::figures(words, &self.question.kind, counts));
        let figures = figures.unwrap_or_default().into_iter().map(|figure| figure.name);
        let head = [words.t("staff-breakdown-group"), words.t("staff-results-answered")];
        let groups = strips.into_iter().zip(named).map(|(strip, names)| HeatGroup {
            name: strip.name,
            rows: rows(words.t("staff-breakdown-everybody"), strip.rows, names, |n| {
                words.number(n)
            }),
        });
        let caption = match &self.question.kind {
            Kind::Choices { .. } => "staff-breakdown-caption-several",
            _ => "staff-breakdown-caption",
        };
        HeatTable {
            id: format!("by-{}-{}", self.segment.key, self.question.key),
            caption: words.t(caption),
            head: head.into_iter().chain(figures).chain(values).collect(),
            groups: groups.collect(),
        }
    }
}

/// The rows of a set with their names, everybody first.
fn rows(everybody: String, rows: Vec<StripRow>, names: &Names, number: impl Fn(u64) -> String) -> Vec<HeatRow> {
    let first = (rows.len() > names.blocks.len()).then_some(everybody);
    let names = first.into_iter().chain(names.blocks.iter().cloned());
    let row = |(row, name): (StripRow, String)| HeatRow {
        name,
        href: String::new(),
        note: String::new(),
        fields: std::iter::once(HeatCell::plain(number(row.n)))
            .chain(row.figures)
            .chain(row.fields)
            .collect(),
    };
    rows.into_iter().zip(names).map(row).collect()
}
