//! Any text in any language: never panics, offsets cut the placeholders out of the text, a second scrub changes nothing.
#![no_main]
#![allow(dead_code)]

#[path = "../../../src/privacy/scrub/mod.rs"]
mod scrub;

use libfuzzer_sys::fuzz_target;
use scrub::{Keep, scrub};

const LANGUAGES: [&str; 10] = ["en", "pt", "it", "es", "de", "fr", "ro", "ru", "zh", ""];

fuzz_target!(|input: (u8, &str)| {
    let language = LANGUAGES[usize::from(input.0) % LANGUAGES.len()];
    let once = scrub(input.1, language, &Keep::default());

    let letters: Vec<char> = input.1.chars().collect();
    let (mut rebuilt, mut done) = (String::new(), 0);
    for found in once.found() {
        assert!(done <= found.start && found.start < found.end && found.end <= letters.len());
        rebuilt.extend(&letters[done..found.start]);
        rebuilt.push_str(found.kind.placeholder());
        done = found.end;
    }
    rebuilt.extend(&letters[done..]);
    assert_eq!(rebuilt, once.text());

    let twice = scrub(once.text(), language, &Keep::default());
    assert_eq!(twice.text(), once.text());
    assert!(twice.found().is_empty());
});
