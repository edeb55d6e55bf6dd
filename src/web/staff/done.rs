//! What was just done, told by the page that follows a form.

use serde::Deserialize;

use crate::text::Words;

/// What may stand in the address of such a page.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
    open: Option<usize>,
}

impl Done {
    /// The sentence about it.
    pub fn told(&self, words: Words) -> Option<String> {
        let key = match self.done.as_deref()? {
            "password" => "done-password",
            "address" => "done-address",
            "sessions" => "done-sessions",
            "factor-gone" => "done-factor-gone",
            "token-gone" => "done-token-gone",
            "policy-saved" => "done-policy-saved",
            "policy-handed-in" => "done-policy-handed-in",
            "policy-dropped" => "done-policy-dropped",
            "policy-published" => "done-policy-published",
            "person-added" => "done-person-added",
            "person-added-here" => "done-person-added-here",
            "person-anew" => "done-person-anew",
            "person-removed" => "done-person-removed",
            "made" => "staff-done-made",
            "saved" => "staff-done-saved",
            "acknowledged" => "training-done",
            "published" => "staff-done-published",
            "closed" => "staff-done-closed",
            "tested" => "staff-done-tested",
            "sending" => "staff-done-sending",
            "stopped" => "staff-done-stopped",
            "bounces" => "staff-done-bounces",
            "request-answered" => "done-request-answered",
            "no-bounces" => "staff-done-no-bounces",
            "processor-proposed" => "processor-done-proposed",
            "processor-ended" => "processor-done-ended",
            "processor-withdrawn" => "processor-done-withdrawn",
            "retention-at-once" => "retention-done-at-once",
            "retention-proposed" => "retention-done-proposed",
            "retention-withdrawn" => "retention-done-withdrawn",
            "retention-ran" => "retention-done-ran",
            "retention-busy" => "retention-done-busy",
            _ => return None,
        };
        Some(words.t(key))
    }

    /// The question that was worked on.
    pub fn open(&self) -> Option<usize> {
        self.open
    }
}
