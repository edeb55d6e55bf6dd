//! Structured identifiers between any two texts, in another case: none of their digits stays.
#![no_main]
#![allow(dead_code)]

#[path = "../../../src/privacy/scrub/mod.rs"]
mod scrub;

use libfuzzer_sys::fuzz_target;
use scrub::{Keep, scrub};

const IDENTIFIERS: [&str; 12] = [
    "anna.berg@example.org",
    "+44 20 7946 0958",
    "DE89 3704 0044 0532 0130 00",
    "4111 1111 1111 1111",
    "192.168.17.23",
    "https://example.org/a?b=77812",
    "529.982.247-25",
    "RSSMRC78D12H501O",
    "12345678Z",
    "1800101221144",
    "11010519491231002X",
    "078-05-1120",
];

fuzz_target!(|input: (u8, bool, &str, &str)| {
    let identifier = IDENTIFIERS[usize::from(input.0) % IDENTIFIERS.len()];
    let written = if input.1 { identifier.to_uppercase() } else { identifier.to_lowercase() };
    // a letter or a digit next to it makes it a part of something else, and so may a sign between digits
    let words = |text: &str| -> String { text.chars().filter(|c| c.is_alphabetic() || *c == ' ').collect() };
    let text = format!("{} {written} {}", words(input.2), words(input.3));
    let scrubbed = scrub(&text, "en", &Keep::default());
    assert!(!scrubbed.text().contains(&written), "{identifier} stays");
});
