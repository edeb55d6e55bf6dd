//! The ratchet: what is promised once can only become stricter, and a change of anything else waits for the next period.

use crate::domain::survey::{Period, Survey, structure_changed};

/// When a new version counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakesEffect {
    /// At once: only words changed, or promises became stricter.
    AtOnce,
    /// With the next reporting period.
    NextPeriod,
    /// With the first reporting period after the days of notice: people are promised something else.
    AfterNotice,
}

/// A promise that would be loosened, or a change a running survey cannot take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The minimum group size would shrink.
    GroupSize {
        /// As promised.
        promised: u32,
        /// As wished.
        wished: u32,
    },
    /// Fewer colluders would be withstood.
    Colluders {
        /// As promised.
        promised: u32,
        /// As wished.
        wished: u32,
    },
    /// Comments would be kept longer.
    Retention {
        /// As promised.
        promised: u32,
        /// As wished.
        wished: u32,
    },
    /// A one-off survey has no next period in which other questions, dates or purposes could count.
    OneOff,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::GroupSize { promised, wished } => {
                write!(out, "group_size: {promised} was promised and can only grow, not become {wished}")
            }
            Self::Colluders { promised, wished } => {
                write!(out, "colluders: {promised} was promised and can only grow, not become {wished}")
            }
            Self::Retention { promised, wished } => {
                write!(out, "retention_days: {promised} was promised and can only shrink, not become {wished}")
            }
            Self::OneOff => out.write_str(
                "this survey has one period only: its questions, purpose, benefit, segments and dates stay as published, and no word that stays is added; close it and publish another one",
            ),
        }
    }
}

/// Whether `new` may follow `old`, and from when it counts. `old` is the newest published version.
pub fn takes_effect(old: &Survey, new: &Survey) -> Result<TakesEffect, Vec<Refusal>> {
    let mut refusals = Vec::new();
    if new.group_size < old.group_size {
        refusals.push(Refusal::GroupSize {
            promised: old.group_size,
            wished: new.group_size,
        });
    }
    if new.colluders < old.colluders {
        refusals.push(Refusal::Colluders {
            promised: old.colluders,
            wished: new.colluders,
        });
    }
    if new.retention_days > old.retention_days {
        refusals.push(Refusal::Retention {
            promised: old.retention_days,
            wished: new.retention_days,
        });
    }
    let promises_else = old.purpose != new.purpose || old.benefit != new.benefit || keeps_more(old, new);
    let waits = promises_else || structure_changed(old, new) || old.opens != new.opens || closes_later(old, new);
    if waits && old.period == Period::Once {
        refusals.push(Refusal::OneOff);
    }
    match (refusals.is_empty(), waits) {
        (false, _) => Err(refusals),
        (true, true) if promises_else => Ok(TakesEffect::AfterNotice),
        (true, true) => Ok(TakesEffect::NextPeriod),
        (true, false) => Ok(TakesEffect::AtOnce),
    }
}

/// Whoever answers was told which words stay; a word less is stricter.
fn keeps_more(old: &Survey, new: &Survey) -> bool {
    new.keep.iter().any(|word| !old.keep.contains(word))
}

/// An earlier close is stricter; a later one collects for longer than was said.
fn closes_later(old: &Survey, new: &Survey) -> bool {
    match (old.closes, new.closes) {
        (Some(old), Some(new)) => new > old,
        (Some(_), None) => true,
        (None, _) => false,
    }
}
