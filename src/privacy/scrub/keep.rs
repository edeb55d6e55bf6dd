//! Phrases that a survey says are no names: its brands, its places, and those of its staff whose names stand on the door.

use std::ops::Range;

use super::fold::Shadow;

/// The phrases that stay although they look like names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keep(Vec<String>);

impl Keep {
    /// These phrases, as whole words; case and accents do not matter.
    pub fn of<'w>(phrases: impl IntoIterator<Item = &'w str>) -> Self {
        let folded = phrases.into_iter().map(|phrase| Shadow::of(phrase.trim()).text);
        Self(folded.filter(|phrase| !phrase.is_empty()).collect())
    }

    /// Whether a stretch of the shadow stands within one of them: keeping "Rose Garden" does not keep "Rose".
    pub(super) fn has(&self, shadow: &str, range: &Range<usize>) -> bool {
        self.0.iter().any(|phrase| {
            let stands = shadow
                .match_indices(phrase.as_str())
                .map(|(at, _)| at..at + phrase.len());
            stands
                .filter(|place| is_whole(shadow, place))
                .any(|place| place.start <= range.start && range.end <= place.end)
        })
    }
}

/// Whether no word goes on beside it; Chinese has no spaces between words.
fn is_whole(shadow: &str, place: &Range<usize>) -> bool {
    let spaced = |c: char| c.is_alphanumeric() && u32::from(c) < 0x2e80;
    let phrase = &shadow[place.clone()];
    let before = phrase.starts_with(spaced) && shadow[..place.start].ends_with(spaced);
    let after = phrase.ends_with(spaced) && shadow[place.end..].starts_with(spaced);
    !before && !after
}

#[cfg(test)]
mod tests {
    use super::super::scrub;
    use super::*;

    #[test]
    fn what_a_survey_keeps_stays_and_nothing_else() {
        let keep = Keep::of(["Chez Léa", "Marco Rossi", "Laura Garden"]);

        let scrubbed = scrub("Chez Lea, Marco Rossi et Marco Bianchi", "fr", &keep);
        let part = scrub("Laura at the Laura Garden", "en", &keep);

        assert_eq!(scrubbed.text(), "Chez Lea, Marco Rossi et [name]");
        assert_eq!(part.text(), "[name] at the Laura Garden");
    }
}
