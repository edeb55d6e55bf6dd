//! What is wrong with a field, in the respondent's language.

use crate::privacy::form::Problem;
use crate::text::Words;

/// One sentence.
pub(super) fn in_words(words: Words, problem: &Problem) -> String {
    match problem {
        Problem::Required => words.t("problem-required"),
        Problem::NotOffered => words.t("problem-not-offered"),
        Problem::TooLong { most } => words.with_one("problem-too-long", "most", i64::from(*most)),
        Problem::TooFew { least } => words.with_one("problem-too-few", "least", i64::from(*least)),
        Problem::TooMany { most } => words.with_one("problem-too-many", "most", i64::from(*most)),
        Problem::NoneWithOthers => words.t("problem-none-with-others"),
        Problem::OtherNotChosen => words.t("problem-other-not-chosen"),
        Problem::NotANumber => words.t("problem-not-a-number"),
        Problem::OutOfRange { low, high } => {
            words.with_two("problem-out-of-range", "low", low.as_str(), "high", high.as_str())
        }
        Problem::NotADate => words.t("problem-not-a-date"),
        Problem::PlacesUnclear => words.t("problem-places-unclear"),
        Problem::Repeated => words.t("problem-repeated"),
        Problem::Unknown => words.t("problem-unknown"),
        Problem::ForbiddenCharacters => words.t("problem-forbidden-characters"),
    }
}
