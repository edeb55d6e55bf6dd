//! Why a list was not taken, in the language of staff.

use crate::services::campaigns::NotSealed;
use crate::text::Words;
use crate::web::staff::edit::language_name;

/// A plain sentence; none where there is no such campaign.
pub fn told(words: Words, refusal: &NotSealed) -> Option<String> {
    let told = match refusal {
        NotSealed::Unknown => return None,
        NotSealed::NotADraft => words.t("staff-list-no-draft"),
        NotSealed::SurveyClosed => words.t("staff-list-closed"),
        NotSealed::AnotherCampaign => words.t("staff-list-another"),
        NotSealed::TooFew(least) => words.with_one("staff-list-too-few", "least", *least),
        NotSealed::NoWords(language) => words.with_one("staff-list-no-words", "language", language_name(language)),
        NotSealed::NoSuchSegment => words.t("staff-list-no-segment"),
        NotSealed::UnknownValues(values) => words.with_one("staff-list-unknown", "values", words.list(values)),
    };
    Some(told)
}
