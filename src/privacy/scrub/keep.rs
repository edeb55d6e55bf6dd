//! Words that a survey says are no names: its brands, its places, and those of its staff whose names stand on the door.

use std::collections::HashSet;

use super::fold::Shadow;

/// The words that stay although they look like names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keep(HashSet<String>);

impl Keep {
    /// Every word of these phrases; case and accents do not matter.
    pub fn of<'w>(phrases: impl IntoIterator<Item = &'w str>) -> Self {
        let folded = phrases.into_iter().map(|phrase| Shadow::of(phrase).text);
        Self(
            folded
                .flat_map(|phrase| words(&phrase).map(str::to_owned).collect::<Vec<_>>())
                .collect(),
        )
    }

    /// Whether every word of a stretch of the shadow is one of them.
    pub(super) fn has(&self, folded: &str) -> bool {
        !self.0.is_empty() && words(folded).all(|word| self.0.contains(word))
    }
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::scrub;
    use super::*;

    #[test]
    fn what_a_survey_keeps_stays_and_nothing_else() {
        let keep = Keep::of(["Chez Léa", "Marco Rossi"]);

        let scrubbed = scrub("Chez Lea, Marco Rossi et Marco Bianchi", "fr", &keep);

        assert_eq!(scrubbed.text(), "Chez Lea, Marco Rossi et [name]");
    }
}
