//! What the fields of the edit page are called, in the reader's language.

use super::document::Slot;
use crate::text::Words;

/// A language by its own name where the interface speaks it, with its tag.
pub fn language_name(tag: &str) -> String {
    let own = Words::for_tag(tag);
    if tag.split('-').next() == Some(own.lang()) {
        format!("{} ({tag})", own.t("staff-language-name"))
    } else {
        tag.to_owned()
    }
}

/// The name of a field, with a hint that may be empty; `kind` is that of its question.
pub(super) fn label_and_hint(words: Words, slot: &Slot, kind: &str) -> (String, String) {
    let (label, hint) = match slot.field() {
        "title" => ("staff-edit-title", None),
        "introduction" => ("staff-edit-introduction", Some("staff-edit-introduction-hint")),
        "purpose" => ("staff-edit-purpose", Some("staff-edit-purpose-hint")),
        "benefit" => ("staff-edit-benefit", Some("staff-edit-benefit-hint")),
        "thanks" => ("staff-edit-thanks", Some("staff-edit-thanks-hint")),
        "group_size" => ("staff-edit-group-size", Some("staff-edit-group-size-hint")),
        "retention_days" => ("staff-edit-retention", Some("staff-edit-retention-hint")),
        "keep" => ("staff-edit-keep", Some("staff-edit-keep-hint")),
        "listed" => ("staff-edit-listed", None),
        "period" => ("staff-edit-period", Some("staff-edit-period-hint")),
        "tick" => ("staff-edit-tick", Some("staff-edit-tick-hint")),
        "opens" => ("staff-edit-opens", Some("staff-edit-opens-hint")),
        "closes" => ("staff-edit-closes", Some("staff-edit-closes-hint")),
        "default_language" => ("staff-edit-default-language", None),
        "text" => ("staff-edit-text", None),
        "help" => ("staff-edit-help", None),
        "why" => ("staff-edit-why", Some("staff-edit-why-hint")),
        "required" => ("staff-edit-required", None),
        "key" => ("staff-edit-key", Some("staff-edit-key-hint")),
        "max_length" => ("staff-edit-max-length", None),
        "other" => ("staff-edit-other", None),
        "none" => ("staff-edit-none", None),
        "display" => ("staff-edit-display", None),
        "steps" => ("staff-edit-steps", None),
        "labels" => ("staff-edit-labels", Some("staff-edit-labels-hint")),
        "unit" => ("staff-edit-unit", None),
        "bands" => ("staff-edit-bands", Some("staff-edit-bands-hint")),
        "min" if kind == "choices" => ("staff-edit-least", None),
        "max" if kind == "choices" => ("staff-edit-most", None),
        "min" => ("staff-edit-min", None),
        _ => ("staff-edit-max", None),
    };
    (words.t(label), hint.map(|hint| words.t(hint)).unwrap_or_default())
}

/// What one of the words of a field means.
pub(super) fn word(words: Words, field: &str, name: &str) -> String {
    words.t(match (field, name) {
        ("period", "once") => "staff-edit-period-once",
        ("period", "week") => "staff-edit-period-week",
        ("period", "month") => "staff-edit-period-month",
        ("period", _) => "staff-edit-period-quarter",
        ("tick", "day") => "staff-edit-tick-day",
        ("tick", "week") => "staff-edit-tick-week",
        ("tick", _) => "staff-edit-tick-close",
        (_, "radio") => "staff-edit-display-radio",
        _ => "staff-edit-display-dropdown",
    })
}

/// What a kind of question is called.
pub(super) fn kind_name(words: Words, kind: &str) -> String {
    words.t(match kind {
        "statement" => "staff-kind-statement",
        "short_text" => "staff-kind-short-text",
        "long_text" => "staff-kind-long-text",
        "choice" => "staff-kind-choice",
        "choices" => "staff-kind-choices",
        "yes_no" => "staff-kind-yes-no",
        "rating" => "staff-kind-rating",
        "nps" => "staff-kind-nps",
        "csat" => "staff-kind-csat",
        "ces" => "staff-kind-ces",
        "matrix" => "staff-kind-matrix",
        "ranking" => "staff-kind-ranking",
        "number" => "staff-kind-number",
        _ => "staff-kind-date",
    })
}
