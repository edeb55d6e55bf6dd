//! Whether two versions of a survey ask the same, so that their answers can be counted together.

use super::{Choice, Kind, Question, Survey};

/// Whether anything but wording and promises differs: the questions (keys, order, kinds with all their options, rows,
/// steps, ranges, bands, lengths, units and flags, and whether they are required), the segments, the period or the tick.
pub fn structure_changed(old: &Survey, new: &Survey) -> bool {
    let asks_the_same = old.questions.len() == new.questions.len()
        && old
            .questions
            .iter()
            .zip(&new.questions)
            .all(|(old, new)| same_question(old, new));
    !(asks_the_same && old.segments == new.segments && old.period == new.period && old.tick == new.tick)
}

fn same_question(old: &Question, new: &Question) -> bool {
    old.key == new.key && old.required == new.required && same_kind(&old.kind, &new.kind)
}

fn same_kind(old: &Kind, new: &Kind) -> bool {
    match (old, new) {
        (
            Kind::Choice {
                options: old_options,
                other: old_other,
                display: _,
            },
            Kind::Choice {
                options: new_options,
                other: new_other,
                display: _,
            },
        ) => old_other == new_other && same_keys(old_options, new_options),
        (
            Kind::Choices {
                options: old_options,
                min: old_min,
                max: old_max,
                none: old_none,
            },
            Kind::Choices {
                options: new_options,
                min: new_min,
                max: new_max,
                none: new_none,
            },
        ) => (old_min, old_max, old_none) == (new_min, new_max, new_none) && same_keys(old_options, new_options),
        (Kind::Rating { steps: old, labels: _ }, Kind::Rating { steps: new, labels: _ }) => old == new,
        (Kind::Nps { .. }, Kind::Nps { .. })
        | (Kind::Csat { .. }, Kind::Csat { .. })
        | (Kind::Ces { .. }, Kind::Ces { .. }) => true,
        (
            Kind::Matrix {
                steps: old_steps,
                labels: _,
                rows: old_rows,
            },
            Kind::Matrix {
                steps: new_steps,
                labels: _,
                rows: new_rows,
            },
        ) => old_steps == new_steps && same_keys(old_rows, new_rows),
        (Kind::Ranking { options: old }, Kind::Ranking { options: new }) => same_keys(old, new),
        // The remaining kinds hold no wording.
        (old, new) => old == new,
    }
}

fn same_keys(old: &[Choice], new: &[Choice]) -> bool {
    old.iter()
        .map(|choice| &choice.key)
        .eq(new.iter().map(|choice| &choice.key))
}
