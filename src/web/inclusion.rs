//! Where something published stands in the transparency log, told on its page.

use askama::Template;

use crate::services::transparency::Inclusion;
use crate::text::Words;

/// The line about it.
#[derive(Template)]
#[template(path = "parts/inclusion.html")]
pub struct InclusionPart {
    words: Words,
    /// The number of the entry.
    number: i64,
    /// What stands before the link.
    label: String,
    /// The digest of what was published.
    digest: String,
}

impl InclusionPart {
    /// In the words of a page; none for what the log does not tell of.
    pub fn new(words: Words, found: Option<Inclusion>) -> Option<Self> {
        found.map(|found| Self {
            words,
            label: words.with_one("inclusion-entry", "number", found.number),
            number: found.number,
            digest: found.digest,
        })
    }
}

/// A text in a template is HTML that a template of ours made.
impl askama::filters::HtmlSafe for InclusionPart {}
