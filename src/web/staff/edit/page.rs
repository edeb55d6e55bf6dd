//! The edit page: the document's fields in their places on the page.

use askama::Template;

use super::super::faults::told;
use super::super::survey_head::{Found, SurveyHeadPart};
use super::Draft;
use super::document::{self, Slot};
use super::labels::kind_name;
use super::parts::{FieldPart, LanguageLine, Maker, MistakeLine, OptionLine, QuestionPart};
use crate::domain::survey::Kind;
use crate::text::Words;

/// A form with more fields than this is not taken; such a survey is edited as JSON.
const MOST_INPUTS: usize = 1_900;

#[derive(Template)]
#[template(path = "staff/edit.html")]
pub(super) struct EditPage {
    words: Words,
    section: &'static str,
    head: SurveyHeadPart,
    done: Option<String>,
    mistakes: Vec<MistakeLine>,
    is_stale: bool,
    is_too_large: bool,
    /// Carried through the form.
    document: String,
    seen: String,
    texts: Vec<FieldPart>,
    promises: Vec<FieldPart>,
    schedule: Vec<FieldPart>,
    default_language: FieldPart,
    languages: Vec<LanguageLine>,
    questions: Vec<QuestionPart>,
    kinds: Vec<OptionLine>,
}

impl EditPage {
    pub(super) fn new(words: Words, found: &Found, draft: Draft, done: Option<String>) -> Self {
        let mistakes = draft.mistakes.iter().flat_map(|mistakes| mistakes.iter());
        let maker = Maker {
            words,
            document: &draft.document,
            languages: document::languages(&draft.document),
            mistakes: mistakes
                .map(|mistake| (mistake.place.clone(), told(words, &mistake.what)))
                .collect(),
        };
        let fields = |slots: Vec<Slot>| slots.iter().map(|slot| maker.field(slot)).collect();
        let count = document::questions(&draft.document).len();
        let questions = (0..count).map(|index| maker.question(index, draft.open)).collect();
        Self {
            words,
            section: "surveys",
            head: found.head(words, "edit"),
            done,
            mistakes: maker
                .mistakes
                .iter()
                .map(|(place, what)| maker.mistake(place, what))
                .collect(),
            is_stale: draft.is_stale,
            is_too_large: maker.inputs() > MOST_INPUTS,
            document: draft.document.to_string(),
            texts: fields(document::texts()),
            promises: fields(document::promises()),
            schedule: fields(document::schedule()),
            default_language: maker.field(&document::default_language()),
            languages: maker.language_lines(),
            questions,
            kinds: Kind::NAMES.into_iter().map(|kind| kind_line(words, kind)).collect(),
            seen: draft.seen,
        }
    }
}

fn kind_line(words: Words, kind: &str) -> OptionLine {
    OptionLine {
        value: kind.to_owned(),
        label: kind_name(words, kind),
        is_chosen: kind == "rating",
    }
}
