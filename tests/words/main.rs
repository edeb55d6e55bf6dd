//! Words and their flags, folded as the scrubber folds texts, into `words.fst` and `hot.txt`: `chorus-words IN.tsv FOLDER`.

#[path = "../../src/privacy/scrub/fold.rs"]
#[allow(dead_code)]
mod fold;

use std::collections::{BTreeMap, BTreeSet};

use fold::Shadow;

/// As in `src/privacy/scrub/words.rs`, whose tests compare.
const LANGUAGES: [&str; 8] = ["en", "pt", "it", "es", "de", "fr", "ro", "ru"];
const FLAGS: [&str; 8] = [
    "given",
    "surname",
    "common_surname",
    "place",
    "alone",
    "word_zh",
    "surname_zh",
    "frequent",
];

fn bit(name: &str) -> u64 {
    let language = |tag: &str| LANGUAGES.iter().position(|known| *known == tag);
    let other = || {
        FLAGS
            .iter()
            .position(|known| *known == name)
            .map(|place| 1 << (16 + place))
    };
    other()
        .or_else(|| language(name.strip_prefix("word_")?).map(|place| 1 << place))
        .or_else(|| language(name.strip_prefix("given_")?).map(|place| 1 << (8 + place)))
        .unwrap_or_else(|| panic!("no flag is called {name}"))
}

fn main() {
    let mut given = std::env::args().skip(1);
    let (input, folder) = given.next().zip(given.next()).expect("chorus-words IN.tsv FOLDER");
    let lines = std::fs::read_to_string(input).expect("a file");
    let (mut words, mut hot) = (BTreeMap::<String, u64>::new(), BTreeSet::new());
    for line in lines.lines() {
        let (word, name) = line.split_once('\t').expect("word, tab, flag");
        let word = Shadow::of(word).text;
        match name {
            "hot" => _ = hot.insert(word),
            _ => *words.entry(word).or_default() |= bit(name),
        }
    }
    let frequent = words.iter().filter(|(_, flags)| *flags & bit("frequent") != 0);
    hot.extend(frequent.map(|(word, _)| word.clone()));
    let line = |word: &String| format!("{word} {:x}\n", words.get(word).copied().unwrap_or(0));
    std::fs::write(format!("{folder}/hot.txt"), hot.iter().map(line).collect::<String>()).expect("written");
    let map = fst::Map::from_iter(words).expect("in order");
    std::fs::write(format!("{folder}/words.fst"), map.as_fst().as_bytes()).expect("written");
}
