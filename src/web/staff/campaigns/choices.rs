//! What the draft of a campaign lets staff choose from.

use crate::domain::campaign::Plan;
use crate::domain::organisation::LegalGround;
use crate::domain::survey::Survey;
use crate::text::Words;
use crate::web::staff::survey_head::reading_language;

/// Reminders at most.
pub const REMINDERS: i32 = 2;

/// What a list offers.
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is the one.
    pub is_chosen: bool,
}

/// Legal grounds.
pub fn grounds(words: Words, plan: &Plan) -> Vec<Choice> {
    let choice = |ground: LegalGround| Choice {
        value: ground.name().to_owned(),
        label: match ground {
            LegalGround::Consent => words.t("staff-organisation-consent"),
            LegalGround::PublicTask => words.t("staff-organisation-public-task"),
            LegalGround::LegitimateInterest => words.t("staff-organisation-legitimate-interest"),
        },
        is_chosen: ground.name() == plan.legal_ground,
    };
    LegalGround::ALL.into_iter().map(choice).collect()
}

/// Numbers of reminders.
pub fn reminders(words: Words, plan: &Plan) -> Vec<Choice> {
    let choice = |count: i32| Choice {
        value: count.to_string(),
        label: words.with_one("staff-campaign-reminders-count", "count", count),
        is_chosen: count == plan.reminders,
    };
    (0..=REMINDERS).map(choice).collect()
}

/// Segments whose values can come from a list.
pub fn segments(words: Words, survey: &Survey, plan: &Plan) -> Vec<Choice> {
    let language = reading_language(survey, words);
    let choice = |key: &str| Choice {
        value: key.to_owned(),
        label: match survey.question(key) {
            Some(question) => format!("{} ({key})", question.text.in_language(&language)),
            None => key.to_owned(),
        },
        is_chosen: plan.segment.as_deref() == Some(key),
    };
    survey.segments.iter().map(|key| choice(key.as_str())).collect()
}
