//! All groups at a glance: one figure a question and group, shaded so that nothing is suggested which may be chance.

use super::blocks::Names;
use super::breakdown::{items, segments};
use super::figures::{Figure, headline};
use super::labels::Labels;
use crate::domain::release::Table;
use crate::domain::statistics::Estimate;
use crate::domain::survey::{Kind, Question};
use crate::services::results::Results;
use crate::web::charts::heat::{HeatCell, HeatGroup, HeatRow, HeatTable, shade};

/// One segment.
pub struct OverviewPart {
    /// One table for all questions with the same groups.
    pub tables: Vec<HeatTable>,
    /// What "all others" stands for.
    pub others: Option<String>,
}

/// The questions with the same blocks.
struct Shelf<'r> {
    blocks: &'r [Table],
    rows: Vec<HeatRow>,
}

/// One part a segment by which something with a figure is shown.
pub fn overview(labels: &Labels, results: &Results) -> Vec<OverviewPart> {
    segments(results)
        .filter_map(|segment| of_segment(labels, results, segment))
        .collect()
}

fn of_segment(labels: &Labels, results: &Results, segment: &Question) -> Option<OverviewPart> {
    let words = labels.words;
    let mut shelves: Vec<Shelf<'_>> = Vec::new();
    for question in results
        .survey
        .questions
        .iter()
        .filter(|question| has_figure(&question.kind))
    {
        for (item, part) in items(question) {
            let blocks = results.breakdowns.blocks(segment.key.as_str(), &item);
            let overall = results.tables.get(&item);
            let name = match part {
                Some(part) => format!("{} – {}", labels.text(&question.text), labels.text(&part.text)),
                None => labels.text(&question.text),
            };
            let Some(row) = row(labels, question, name, overall, blocks) else {
                continue;
            };
            let same = |shelf: &&mut Shelf<'_>| {
                let places = shelf.blocks.iter().map(|table| &table.block);
                places.eq(blocks.iter().map(|table| &table.block))
            };
            match shelves.iter_mut().find(same) {
                Some(shelf) => shelf.rows.push(row),
                None => shelves.push(Shelf {
                    blocks,
                    rows: vec![row],
                }),
            }
        }
    }
    let names: Vec<Names> = shelves
        .iter()
        .map(|shelf| Names::of(labels, segment, shelf.blocks))
        .collect();
    let others = names.iter().find_map(|names| names.others.clone());
    let title = words.with_one("staff-breakdown-by", "question", labels.text(&segment.text));
    let tables: Vec<HeatTable> = shelves
        .into_iter()
        .zip(names)
        .enumerate()
        .map(|(place, (shelf, names))| HeatTable {
            id: format!("overview-{}-{place}", segment.key),
            caption: title.clone(),
            head: head(labels).into_iter().chain(names.blocks).collect(),
            groups: vec![HeatGroup {
                name: String::new(),
                rows: shelf.rows,
            }],
        })
        .collect();
    (!tables.is_empty()).then_some(OverviewPart { tables, others })
}

/// Whether its answers have an order, or are yes or no.
fn has_figure(kind: &Kind) -> bool {
    kind.scale().is_some() || matches!(kind, Kind::YesNo)
}

fn head(labels: &Labels) -> [String; 2] {
    ["staff-breakdown-question", "staff-breakdown-everybody"].map(|key| labels.words.t(key))
}

fn row(
    labels: &Labels,
    question: &Question,
    name: String,
    overall: Option<&Table>,
    blocks: &[Table],
) -> Option<HeatRow> {
    let words = labels.words;
    let of = |table: &Table| headline(words, &question.kind, table);
    let everybody = of(overall?)?;
    let figures: Vec<Figure> = blocks.iter().filter_map(of).collect();
    if figures.is_empty() || figures.len() < blocks.len() {
        return None;
    }
    let estimates: Vec<(Estimate, u64)> = figures
        .iter()
        .zip(blocks)
        .map(|(figure, table)| (figure.at, table.n))
        .collect();
    let fields = figures
        .into_iter()
        .zip(levels(&estimates))
        .map(|(figure, level)| HeatCell {
            shade: shade(level),
            ..figure.cell()
        });
    Some(HeatRow {
        name,
        href: format!("#q-{}", question.key),
        note: everybody.name.clone(),
        fields: std::iter::once(everybody.cell()).chain(fields).collect(),
    })
}

/// One level from 0 to 1 for all whose intervals hang together, the mean of their people: where levels differ, intervals do not overlap.
fn levels(estimates: &[(Estimate, u64)]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..estimates.len()).collect();
    order.sort_by(|left, right| estimates[*left].0.low.total_cmp(&estimates[*right].0.low));
    let mut levels = vec![0.0; estimates.len()];
    let mut together: Vec<usize> = Vec::new();
    let mut reach = f64::NEG_INFINITY;
    let close = |together: &mut Vec<usize>, levels: &mut Vec<f64>| {
        let people: u64 = together.iter().map(|place| estimates[*place].1).sum();
        let sum: f64 = together
            .iter()
            .map(|place| estimates[*place].0.value * estimates[*place].1 as f64)
            .sum();
        for place in together.drain(..) {
            levels[place] = sum / people as f64;
        }
    };
    for place in order {
        let estimate = estimates[place].0;
        if estimate.low > reach {
            close(&mut together, &mut levels);
        }
        reach = reach.max(estimate.high);
        together.push(place);
    }
    close(&mut together, &mut levels);
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(low: f64, high: f64, n: u64) -> (Estimate, u64) {
        let value = (low + high) / 2.0;
        (Estimate { value, low, high }, n)
    }

    #[test]
    fn groups_whose_intervals_overlap_have_one_level() {
        let found = levels(&[between(0.2, 0.4, 30), between(0.3, 0.5, 10), between(0.35, 0.6, 10)]);

        assert!(found.iter().all(|level| (level - 0.355).abs() < 1e-9), "{found:?}");
    }

    #[test]
    fn a_group_apart_has_a_level_of_its_own() {
        let found = levels(&[between(0.8, 0.9, 20), between(0.2, 0.4, 10), between(0.3, 0.5, 10)]);

        assert!((found[0] - 0.85).abs() < 1e-9 && (found[1] - 0.35).abs() < 1e-9 && found[1] == found[2]);
        assert!(levels(&[]).is_empty());
    }
}
