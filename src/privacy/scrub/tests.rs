//! Promises of the whole pipeline; what each kind is, its file's examples say.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::rules::RULES;
use super::{Keep, Kind, scrub};

#[test]
fn every_rule_does_what_its_examples_say() {
    let examples = RULES.iter().flat_map(|rule| rule.examples);
    let wrong: Vec<String> = examples
        .map(|(language, text, expected)| (text, expected, scrub(text, language, &Keep::default())))
        .filter(|(_, expected, scrubbed)| scrubbed.text() != **expected)
        .map(|(text, expected, scrubbed)| format!("{text}\n  {}\n  {expected}", scrubbed.text()))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_found_identifier_is_named_by_its_code_points() {
    let scrubbed = scrub("é中 a@b.com, 😀 +33 6 12 34 56 78!", "fr", &Keep::default());

    let found: Vec<_> = scrubbed
        .found()
        .iter()
        .map(|found| (found.kind, found.start, found.end))
        .collect();

    assert_eq!(scrubbed.text(), "é中 [email], 😀 [phone]!");
    assert_eq!(found, [(Kind::Email, 3, 10), (Kind::Phone, 14, 31)]);
}

#[test]
fn what_surrounds_an_identifier_stays_byte_for_byte() {
    let text = "Ｆｕｌｌ\u{200b} ÉCOLE\r\n\t\u{7}①  a@b.com  \u{feff}fin\u{0}";

    assert_eq!(
        scrub(text, "fr", &Keep::default()).text(),
        text.replace("a@b.com", "[email]")
    );
}

#[test]
fn a_placeholder_that_a_respondent_typed_is_accepted() {
    let text = "My [phone] and [email], [Email] and [ip].";

    let scrubbed = scrub(text, "en", &Keep::default());

    assert_eq!(scrubbed.text(), text);
    assert!(scrubbed.found().is_empty());
}

#[test]
fn the_names_of_kinds_are_their_placeholders() {
    for kind in Kind::ALL {
        assert_eq!(kind.placeholder(), format!("[{}]", kind.name()));
        assert!(!kind.name().contains(|c: char| c.is_ascii_digit() || c.is_uppercase()));
    }
}

#[test]
fn printing_a_scrubbed_text_says_nothing_of_it() {
    assert_eq!(
        format!("{:?}", scrub("I am a@b.com", "en", &Keep::default())),
        "Scrubbed(1 found)"
    );
}

/// Found by the properties below, each once a fault.
#[test]
fn an_extension_that_runs_into_the_next_number_is_one_claim() {
    let text = "tel0612345678x1206 12 34 56 78::";

    let once = scrub(text, "en", &Keep::default());

    assert_eq!(once.found().len(), 1);
    assert_eq!(scrub(once.text(), "en", &Keep::default()).text(), once.text());
}

#[test]
fn hostile_text_takes_linear_time() {
    let pieces = [
        "@",
        "1",
        "a.a.",
        "1 ",
        "1-",
        "(",
        ")",
        "a@",
        "a@b.",
        "://",
        "http://",
        "a at ",
        "a dot ",
        "12 34 ",
        "+1 ",
        "de89 ",
        "de12",
        "1.1.",
        "a:",
        "::",
        "[",
        "[email]",
        "4111 ",
        "\u{200b}",
        "é",
        "中@",
        "微信",
        " @ ",
        "a.b/",
        "собака ",
        "06 12 34 56 78 ",
        "a@b.co ",
        ".at",
        "1/1/",
        "0 0 ",
        "x 1 @",
        "https://a/)))))",
        "-a",
        "tel 1234567 ",
        "\"",
        "a\"@",
        "#",
        "a#b",
        "微信 ",
        "ig a",
        "vk: a1 ",
    ];
    // A debug build is some thirty times slower than the release that serves people.
    let (size, limit) = if cfg!(debug_assertions) {
        (1 << 14, 2000)
    } else {
        (1 << 20, 1000)
    };
    for piece in pieces {
        let text = piece.repeat(size / piece.len());
        let start = Instant::now();

        let scrubbed = scrub(&text, "zh", &Keep::default());

        let taken = start.elapsed();
        assert!(
            taken < Duration::from_millis(limit),
            "{piece:?} took {taken:?}, {scrubbed:?}"
        );
    }
}

/// Fragments from which hostile neighbours are made.
fn fragment() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "@",
        ".",
        " ",
        "-",
        "/",
        "+",
        "(",
        ")",
        ":",
        "#",
        ",",
        "\0",
        "\n",
        "at",
        "dot",
        "(at)",
        "com",
        "gmail",
        "john",
        "0612345678",
        "06 12 34 56 78",
        "4111 1111 1111 1111",
        "4111",
        "1111",
        "de89",
        "3704 0044 0532 0130 00",
        "+44",
        "1.2.3.4",
        "fe80::1",
        "::",
        "00:11:22:33:44:55",
        "http://",
        "www.x.com/a?b=c",
        "t.me/",
        "[phone]",
        "[email]",
        "[",
        "]",
        "é",
        "\u{301}",
        "\u{200b}",
        "中",
        "微信号",
        "собака",
        "tel",
        "€",
        "x12",
        "ext. 3",
        "version",
        "iban",
        "７",
        "İ",
        "ß",
        "😀",
        "instagram: a_1",
        "12.03.2024",
        "a b c @ d . c o m",
        "000",
        "1",
        "22",
        "333",
        "la",
        "punct",
        "\"",
        "qq",
        "discord",
        "b_2#1234",
        "0044",
        "ip",
        "#163.com",
    ]);
    prop_oneof![8 => fixed.prop_map(String::from), 1 => "\\PC{0,3}", 1 => "[0-9 .-]{1,12}"]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::collection::vec(fragment(), 0..24).prop_map(|parts| parts.concat()),
        1 => ".{0,80}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn a_second_scrub_changes_nothing(text in text(), language in prop::sample::select(vec!["en", "ro", "zh", "de", ""])) {
        let once = scrub(&text, language, &Keep::default());

        let twice = scrub(once.text(), language, &Keep::default());

        prop_assert_eq!(twice.text(), once.text());
        prop_assert!(twice.found().is_empty());
    }

    #[test]
    fn offsets_cut_the_placeholders_out_of_the_original(text in text()) {
        let scrubbed = scrub(&text, "fr", &Keep::default());
        let letters: Vec<char> = text.chars().collect();

        let mut rebuilt = String::new();
        let mut done = 0;
        for found in scrubbed.found() {
            prop_assert!(done <= found.start && found.start < found.end && found.end <= letters.len());
            rebuilt.extend(&letters[done..found.start]);
            rebuilt.push_str(found.kind.placeholder());
            done = found.end;
        }
        rebuilt.extend(&letters[done..]);

        prop_assert_eq!(rebuilt, scrubbed.into_text());
    }
}
