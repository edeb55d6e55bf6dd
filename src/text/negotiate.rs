//! Which of a survey's languages a reader gets. Nothing about the choice is kept.

use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use unic_langid::LanguageIdentifier;

/// A header longer than this was not written by a browser.
const ACCEPT_LANGUAGE_BYTES: usize = 1_000;

/// The tag of `available` that fits best: what the address asks for (`?lang=`), then what the browser
/// prefers, then `default`. Always a tag of `available`, spelled as there, or `default` itself.
pub fn negotiate(query: Option<&str>, accept_language: Option<&str>, available: &[&str], default: &str) -> String {
    let known: Vec<(LanguageIdentifier, &str)> = available
        .iter()
        .filter_map(|tag| Some((tag.parse().ok()?, *tag)))
        .collect();
    let offered: Vec<LanguageIdentifier> = known.iter().map(|(id, _)| id.clone()).collect();
    let wanted: Vec<LanguageIdentifier> = query
        .and_then(|tag| tag.trim().parse().ok())
        .into_iter()
        .chain(preferences(accept_language.unwrap_or_default()))
        .collect();
    negotiate_languages(&wanted, &offered, None, NegotiationStrategy::Lookup)
        .first()
        .and_then(|best| known.iter().find(|(id, _)| id == *best))
        .map_or(default, |(_, tag)| tag)
        .to_owned()
}

/// The languages of an `Accept-Language` header (RFC 9110, 12.5.4), the dearest first.
fn preferences(header: &str) -> Vec<LanguageIdentifier> {
    if header.len() > ACCEPT_LANGUAGE_BYTES {
        return Vec::new();
    }
    let mut weighted: Vec<(f32, LanguageIdentifier)> = header
        .split(',')
        .filter_map(|range| {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            let weight = parameters
                .trim()
                .strip_prefix("q=")
                .map_or(Some(1.0), |q| q.trim().parse::<f32>().ok())?;
            let language: LanguageIdentifier = tag.trim().parse().ok()?;
            (weight > 0.0 && !language.language.is_empty()).then_some((weight, language))
        })
        .collect();
    weighted.sort_by(|a, b| b.0.total_cmp(&a.0));
    weighted.into_iter().map(|(_, language)| language).collect()
}

#[cfg(test)]
mod tests {
    use super::negotiate;

    const SURVEY: [&str; 3] = ["en", "it", "pt-BR"];

    #[test]
    fn the_address_comes_before_the_browser() {
        let chosen = negotiate(Some("it"), Some("pt-BR,en;q=0.8"), &SURVEY, "en");

        assert_eq!(chosen, "it");
    }

    #[test]
    fn the_browsers_weights_count_and_not_only_its_order() {
        let chosen = negotiate(None, Some("de, en;q=0.3, it;q=0.9"), &SURVEY, "en");

        assert_eq!(chosen, "it");
    }

    #[test]
    fn a_neighbouring_region_is_better_than_the_default() {
        assert_eq!(negotiate(Some("pt-PT"), None, &SURVEY, "en"), "pt-BR");
        assert_eq!(negotiate(None, Some("it-CH"), &SURVEY, "en"), "it");
        assert_eq!(negotiate(None, Some("zh-TW"), &["en", "zh"], "en"), "zh");
    }

    #[test]
    fn nonsense_and_refused_languages_fall_back_to_the_default() {
        let nonsense = "x".repeat(5_000);

        assert_eq!(negotiate(Some("../etc"), Some(";;,,*"), &SURVEY, "it"), "it");
        assert_eq!(negotiate(None, Some(&nonsense), &SURVEY, "it"), "it");
        assert_eq!(negotiate(None, Some("en;q=0"), &SURVEY, "it"), "it");
        assert_eq!(negotiate(None, None, &[], "en"), "en");
    }
}
