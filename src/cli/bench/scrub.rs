//! `bench --scrub FILE`: what the scrubber costs on texts (JSON lines with "text" and "lang"), rule by rule, and at its worst.
//! The yardstick is writing the same texts in small letters, measured in the same run.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde::Deserialize;

use super::super::{Ending, Failure, say};
use super::process::resident;
use crate::privacy::scrub::cost::{costs, touch_lists, without_names};
use crate::privacy::scrub::{Keep, scrub};

/// A text to scrub; other fields are ignored.
#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    lang: String,
}

/// Pieces that hostile texts repeat.
const HOSTILE: [&str; 14] = [
    "a@b.", "1 ", "12-", "a at ", "mr A ", "via A ", "De ", "12 rue ", "李", "born 1 ", "no 1a", "Ан ", "王小",
    "1.1.1.",
];
/// The fastest of so many passes counts: what else the machine does is not the scrubber's.
const PASSES: usize = 5;
/// Bytes of a hostile text.
const MEGABYTE: usize = 1 << 20;

pub(super) fn run(path: &Path) -> Ending {
    let file = fs::read_to_string(path)?;
    let lines: Result<Vec<Line>, _> = file.lines().map(serde_json::from_str).collect();
    let lines = lines.map_err(|_| Failure::Work("a line is not an object with a text".to_owned()))?;
    let texts: Vec<(&str, &str)> = lines
        .iter()
        .map(|line| (line.lang.as_str(), line.text.as_str()))
        .collect();
    let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();

    let before = resident();
    let start = timed(|| drop(scrub("Anna Berg, 0170 5551234", "de", &Keep::default())));
    touch_lists();
    let lists = resident().saturating_sub(before);
    let whole = || {
        timed(|| {
            texts
                .iter()
                .for_each(|(language, text)| drop(std::hint::black_box(scrub(text, language, &Keep::default()))))
        })
    };
    whole();
    let fastest = |work: &dyn Fn() -> Duration| (0..PASSES).map(|_| work()).min().unwrap_or_default();
    let structured = fastest(&|| timed(|| texts.iter().for_each(|(language, text)| without_names(text, language))));
    let all = fastest(&whole);
    let after = resident();
    let small = fastest(&|| {
        timed(|| {
            texts
                .iter()
                .for_each(|(_, text)| drop(std::hint::black_box(text.to_lowercase())))
        })
    });

    let speed = |taken: Duration| bytes as f64 / taken.as_secs_f64() / 1e6;
    let ratio = |taken: Duration| taken.as_secs_f64() / small.as_secs_f64();
    say(&format!(
        "{} texts of {} bytes on average; the first one took {:.1} ms, lists and expressions included; \
         {} KB of memory with every page of the lists, {} KB after all texts",
        texts.len(),
        bytes / texts.len().max(1),
        start.as_secs_f64() * 1e3,
        lists / 1024,
        after.saturating_sub(before) / 1024
    ));
    say(&format!(
        "everything     {:>7.2} MB/s, {:>5.1} times small letters",
        speed(all),
        ratio(all)
    ));
    say(&format!(
        "without names  {:>7.2} MB/s, {:>5.1} times small letters",
        speed(structured),
        ratio(structured)
    ));
    say("rule             texts     share of the time of all rules");
    let costs = costs(&texts, |work| timed(work).as_nanos());
    let total: u128 = costs.iter().map(|cost| cost.taken).sum();
    for cost in costs {
        say(&format!(
            "{:<14} {:>7} {:>7.1} %",
            cost.kind.name(),
            cost.runs,
            100.0 * cost.taken as f64 / total as f64
        ));
    }
    let worst = HOSTILE
        .iter()
        .map(|piece| {
            let text = piece.repeat(MEGABYTE / piece.len());
            (
                fastest(&|| timed(|| drop(scrub(&text, "xx", &Keep::default())))),
                *piece,
            )
        })
        .max();
    if let Some((taken, piece)) = worst {
        say(&format!(
            "a megabyte of {piece:?}: {:.0} ms, the worst of {}",
            taken.as_secs_f64() * 1e3,
            HOSTILE.len()
        ));
    }
    Ok(())
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
