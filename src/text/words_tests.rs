//! The languages of the interface agree with each other and write as their readers do.

use super::*;

#[test]
fn every_language_has_exactly_the_same_keys() {
    let english = keys("en");

    for tag in INTERFACE_LANGUAGES {
        let own = keys(tag);
        let missing: Vec<_> = english.difference(&own).collect();
        let strange: Vec<_> = own.difference(&english).collect();
        assert!(
            missing.is_empty() && strange.is_empty(),
            "{tag}: missing {missing:?}, unknown in English {strange:?}"
        );
    }
    assert!(!english.is_empty());
}

#[test]
fn every_language_uses_the_same_variables() {
    for key in keys("en") {
        let expected = variables("en", key);
        for tag in INTERFACE_LANGUAGES {
            assert_eq!(variables(tag, key), expected, "{key} in {tag}");
        }
    }
}

#[test]
fn no_file_has_a_mistake_or_a_key_twice() {
    for (tag, source) in SOURCES {
        let resource =
            FluentResource::try_new(source.to_owned()).unwrap_or_else(|(_, problems)| panic!("{tag}: {problems:?}"));
        let mut bundle = FluentBundle::new_concurrent(vec![tag.parse().unwrap()]);
        bundle
            .add_resource(resource)
            .unwrap_or_else(|problems| panic!("{tag}: {problems:?}"));
    }
}

#[test]
fn the_nearest_language_is_taken_and_english_else() {
    let tags = ["pt-BR", "pt", "zh-Hant-TW", "en-GB", "fr", "", "not a tag"];

    let chosen: Vec<_> = tags.iter().map(|tag| Words::for_tag(tag).lang()).collect();

    assert_eq!(chosen, ["pt", "pt", "zh", "en", "en", "en", "en"]);
}

#[test]
fn a_browser_without_a_language_of_ours_reads_english() {
    let portuguese = Words::negotiated(None, Some("fr-FR, pt-PT;q=0.8, en;q=0.5"));
    let english = Words::negotiated(None, Some("fr-FR"));

    assert_eq!((portuguese.lang(), english.lang()), ("pt", "en"));
}

#[test]
fn a_key_nobody_knows_is_shown_rather_than_lost() {
    assert_eq!(Words::for_tag("pt").t("no-such-key"), "no-such-key");
}

#[test]
fn numbers_and_dates_are_written_as_the_reader_writes_them() {
    let [english, portuguese, chinese] = ["en", "pt", "zh"].map(Words::for_tag);
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();

    assert_eq!(english.number(1_234_567_u64), "1,234,567");
    assert_eq!(portuguese.number(1_234_567), "1.234.567");
    assert_eq!(portuguese.decimal(1234.5, 2), "1.234,50");
    assert_eq!(english.decimal(-0.04, 1), "0.0");
    assert_eq!(english.decimal(f64::NAN, 1), "–");
    assert_eq!(english.percent(0.4567, 1), "45.7%");
    assert_eq!(english.percent_range(0.38, 0.481, 0), "38–48%");
    assert_eq!(english.date(day), "November 21, 2026");
    assert_eq!(portuguese.date(day), "21 de novembro de 2026");
    assert_eq!(chinese.date(day), "2026年11月21日");
}

#[test]
fn variables_are_isolated_from_the_sentence_around_them() {
    let text = Words::for_tag("en").with("percent", &[("number", &1234)]);

    assert_eq!(text, "\u{2068}1,234\u{2069}%");
}

/// The variables that stand in a message, as `{ $name` in the source.
fn variables(tag: &str, key: &str) -> BTreeSet<String> {
    let source = SOURCES.iter().find(|(known, _)| *known == tag).unwrap().1;
    let mut inside = false;
    let mut found = BTreeSet::new();
    for line in source.lines() {
        if line.starts_with(|first: char| first.is_ascii_alphabetic() || first == '#') {
            inside = line.split_once('=').is_some_and(|(name, _)| name.trim() == key);
        }
        if inside {
            for part in line.split('$').skip(1) {
                let name = part.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
                found.extend(name.take(1).map(str::to_owned));
            }
        }
    }
    found
}
