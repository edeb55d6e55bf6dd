//! What the results page shows of one question: figures and charts of its tables, its comments, and whether
//! something is held back.

use super::breakdown::{BreakdownPart, breakdown};
use super::figures::{self, Figure};
use super::labels::Labels;
use crate::domain::release::Table;
use crate::domain::statistics;
use crate::domain::survey::{Choice, Kind, Question};
use crate::services::results::Results;
use crate::web::charts::{Bar, BarChart};
use crate::web::placeholders::TextPart;

/// One question.
pub struct QuestionPart {
    /// Unique in the page.
    pub id: String,
    /// What it asks.
    pub title: String,
    /// The language of the title and of the labels.
    pub lang: String,
    /// The direction of that.
    pub dir: &'static str,
    /// Numbers to see at a glance.
    pub figures: Vec<Figure>,
    /// The rows of a matrix or the options of a ranking with their means.
    pub means: Option<TablePart>,
    /// A chart a table.
    pub charts: Vec<BarChart>,
    /// Whether its one chart has the title of the question, which need not be seen twice.
    pub is_one_chart: bool,
    /// The comments.
    pub comments: Vec<TextPart>,
    /// Whether the comments were released and are no longer kept.
    pub comments_expired: bool,
    /// Whether something of it is held back.
    pub is_withheld: bool,
    /// The answers by group, once the period is closed.
    pub breakdown: Option<BreakdownPart>,
}

/// A small table: its first column is words.
pub struct TablePart {
    /// The heads of the columns.
    pub head: Vec<String>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<String>>,
}

/// Every question that takes an answer, in the order of the survey.
pub fn all(labels: &Labels, results: &Results) -> Vec<QuestionPart> {
    let questions = results
        .survey
        .questions
        .iter()
        .filter(|question| question.kind.takes_answer());
    let mut parts: Vec<QuestionPart> = questions.map(|question| part(labels, results, question)).collect();
    let mut shown = parts.iter_mut().filter_map(|part| part.breakdown.as_mut());
    if let Some(first) = shown.find(|breakdown| !breakdown.segments.is_empty()) {
        first.is_open = true;
    }
    parts
}

fn part(labels: &Labels, results: &Results, question: &Question) -> QuestionPart {
    let key = question.key.as_str();
    let mut part = QuestionPart {
        id: format!("q-{key}"),
        title: labels.text(&question.text),
        lang: labels.lang.clone(),
        dir: labels.dir,
        figures: Vec::new(),
        means: None,
        charts: Vec::new(),
        is_one_chart: !matches!(question.kind, Kind::Matrix { .. }),
        comments: Vec::new(),
        comments_expired: false,
        is_withheld: is_withheld(results, question),
        breakdown: breakdown(labels, results, question),
    };
    let shelf = Shelf {
        labels,
        results,
        question,
    };
    match &question.kind {
        Kind::ShortText { .. } | Kind::LongText { .. } => shelf.comments(&mut part, key),
        Kind::Choices { options, none, .. } => shelf.choices(&mut part, options, *none),
        Kind::Matrix { rows, .. } => shelf.matrix(&mut part, rows),
        Kind::Ranking { options } => shelf.ranking(&mut part, options),
        kind => {
            shelf.single(&mut part);
            if matches!(kind, Kind::Choice { other: true, .. }) {
                shelf.comments(&mut part, &format!("{key}.other"));
            }
        }
    }
    part
}

/// Whether a table is missing or the newest release held one back. For texts only whether there are none:
/// a lot that is held back would tell that somebody wrote.
fn is_withheld(results: &Results, question: &Question) -> bool {
    let key = question.key.as_str();
    let is_text = matches!(question.kind, Kind::ShortText { .. } | Kind::LongText { .. });
    if is_text {
        return !has_lot(results, key);
    }
    let other = format!("{key}.other");
    let is_ours =
        |name: &str| name != other && (name == key || name.strip_prefix(key).is_some_and(|rest| rest.starts_with('.')));
    let newest = results.releases.last();
    let held_back = newest.is_some_and(|release| {
        release
            .withheld
            .iter()
            .any(|table| table.by.is_none() && is_ours(&table.question))
    });
    held_back || !results.tables.keys().any(|name| is_ours(name))
}

fn has_lot(results: &Results, item: &str) -> bool {
    results
        .releases
        .iter()
        .flat_map(|release| &release.lots)
        .any(|lot| lot.question == item)
}

/// What was released about one question.
struct Shelf<'r> {
    labels: &'r Labels,
    results: &'r Results,
    question: &'r Question,
}

impl<'r> Shelf<'r> {
    fn table(&self, part: &str) -> Option<&'r Table> {
        let key = self.question.key.as_str();
        let name = if part.is_empty() {
            key.to_owned()
        } else {
            format!("{key}.{part}")
        };
        self.results.tables.get(&name)
    }

    fn comments(&self, part: &mut QuestionPart, item: &str) {
        let comments = self.results.comments.get(item).into_iter().flatten();
        part.comments = comments.map(|text| TextPart::stored(self.labels.words, text)).collect();
        part.comments_expired = part.comments.is_empty() && has_lot(self.results, item);
    }

    /// One table of single values.
    fn single(&self, part: &mut QuestionPart) {
        let Some(table) = self.table("") else { return };
        part.figures = figures::figures(self.labels.words, &self.question.kind, &table.counts);
        let title = part.title.clone();
        part.charts.push(self.chart(table, &part.id, title));
    }

    fn matrix(&self, part: &mut QuestionPart, rows: &[Choice]) {
        let words = self.labels.words;
        let tables = || rows.iter().filter_map(|row| Some((row, self.table(row.key.as_str())?)));
        let mean_row = |(row, table): (&Choice, &Table)| {
            let mean = figures::mean(words, &self.question.kind, &table.counts)?;
            let name = self.labels.text(&row.text);
            Some(vec![name, words.number(table.n), mean.value, mean.interval])
        };
        let means: Vec<Vec<String>> = tables().filter_map(mean_row).collect();
        let head = [
            words.t("staff-results-row"),
            words.t("staff-results-answered"),
            words.t("staff-results-mean"),
            words.t("chart-interval"),
        ];
        part.means = (!means.is_empty()).then(|| TablePart {
            head: head.into(),
            rows: means,
        });
        let chart = |(row, table): (&Choice, &Table)| {
            self.chart(table, &format!("{}-{}", part.id, row.key), self.labels.text(&row.text))
        };
        part.charts = tables().map(chart).collect();
    }

    /// One bar an option: the share of those who chose it.
    fn choices(&self, part: &mut QuestionPart, options: &[Choice], none: bool) {
        let keys = options
            .iter()
            .map(|option| option.key.as_str())
            .chain(none.then_some("none"));
        let bars: Vec<Bar> = keys
            .filter_map(|key| {
                let table = self.table(key)?;
                let yes = table.counts.of("yes");
                let value_text = self
                    .labels
                    .words
                    .with_two("staff-results-count-of", "count", yes, "n", table.n);
                Some(bar(self.labels.option(options, key), value_text, yes, table.n))
            })
            .collect();
        if !bars.is_empty() {
            let about = self.labels.words.t("staff-results-several");
            part.charts.push(self.drawn(&part.id, part.title.clone(), about, bars));
        }
    }

    /// How often each option had each place.
    fn ranking(&self, part: &mut QuestionPart, options: &[Choice]) {
        let words = self.labels.words;
        let row = |option: &Choice| {
            let table = self.table(option.key.as_str())?;
            let mean = figures::mean_place(words, options.len(), &table.counts)?.value;
            let places = (1..=options.len()).map(|place| words.number(table.counts.of(&place.to_string())));
            let row = [self.labels.text(&option.text), words.number(table.n), mean];
            Some(row.into_iter().chain(places).collect())
        };
        let rows: Vec<Vec<String>> = options.iter().filter_map(row).collect();
        let head = [
            words.t("staff-results-option"),
            words.t("staff-results-answered"),
            words.t("staff-results-mean-place"),
        ];
        let places = (1..=options.len()).map(|place| words.with_one("staff-results-place", "place", place));
        let head = head.into_iter().chain(places).collect();
        part.means = (!rows.is_empty()).then_some(TablePart { head, rows });
    }

    fn chart(&self, table: &Table, id: &str, title: String) -> BarChart {
        let words = self.labels.words;
        let one = |(value, count): &(String, u64)| {
            bar(
                self.labels.value(self.question, value),
                words.number(*count),
                *count,
                table.n,
            )
        };
        let bars = table.counts.0.iter().map(one).collect();
        let about = words.with_two("staff-results-n", "n", table.n, "left", table.no_answer);
        self.drawn(id, title, about, bars)
    }

    fn drawn(&self, id: &str, title: String, description: String, bars: Vec<Bar>) -> BarChart {
        let words = self.labels.words;
        BarChart {
            words,
            id: format!("{id}-chart"),
            title,
            description,
            bars,
            rtl: words.dir() == "rtl",
        }
    }
}

fn bar(label: String, value_text: String, count: u64, n: u64) -> Bar {
    let share = statistics::share(count, n);
    Bar {
        label,
        value_text,
        share: share.map_or(0.0, |share| share.value),
        low: share.map(|share| share.low),
        high: share.map(|share| share.high),
    }
}
