//! The edit page: the document's fields with their labels, and what is wrong beside them.

use askama::Template;
use serde_json::Value;

use super::super::survey_head::{Found, SurveyHeadPart};
use super::Draft;
use super::document::{self, Slot, Widget};
use super::form::shown;
use super::labels::{kind_name, label_and_hint, language_name, told, word};
use crate::domain::survey::Kind;
use crate::text::{Words, direction};

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

/// One mistake, with the way to its field.
struct MistakeLine {
    href: String,
    text: String,
}

struct LanguageLine {
    tag: String,
    name: String,
    can_go: bool,
}

/// One question with its fields.
struct QuestionPart {
    id: String,
    index: usize,
    heading: String,
    kind: String,
    is_open: bool,
    can_go_up: bool,
    can_go_down: bool,
    problems: Vec<String>,
    fields: Vec<FieldPart>,
    entries: Option<EntriesPart>,
    key: FieldPart,
    key_name: String,
    key_was: String,
}

/// The options or rows of a question.
struct EntriesPart {
    heading: String,
    add: String,
    problems: Vec<String>,
    entries: Vec<EntryPart>,
}

struct EntryPart {
    number: usize,
    place: String,
    field: FieldPart,
    can_go_up: bool,
    can_go_down: bool,
}

/// One field, or the same text in every language.
struct FieldPart {
    id: String,
    label: String,
    hint: String,
    problems: Vec<String>,
    /// The ids of the hint and the problems, where there are any.
    described_by: String,
    /// `flag`, `select`, `long`, `short`, `day` or `line`.
    widget: &'static str,
    inputs: Vec<InputLine>,
    options: Vec<OptionLine>,
}

struct InputLine {
    id: String,
    name: String,
    label: String,
    value: String,
    lang: String,
    dir: &'static str,
}

struct OptionLine {
    value: String,
    label: String,
    is_chosen: bool,
}

/// What all parts of a page are made from.
struct Maker<'d> {
    words: Words,
    document: &'d Value,
    languages: Vec<String>,
    /// Place and words of every mistake.
    mistakes: Vec<(String, String)>,
}

impl EditPage {
    pub(super) fn new(words: Words, found: &Found, draft: Draft, done: Option<String>) -> Self {
        let mistakes = draft.mistakes.iter().flat_map(|mistakes| mistakes.iter());
        let maker = Maker {
            words,
            document: &draft.document,
            languages: document::languages(&draft.document),
            mistakes: mistakes.map(|mistake| (mistake.place.clone(), told(words, &mistake.what))).collect(),
        };
        let fields = |slots: Vec<Slot>| slots.iter().map(|slot| maker.field(slot)).collect();
        let count = document::questions(&draft.document).len();
        let questions = (0..count).map(|index| maker.question(index, draft.open)).collect();
        Self {
            words,
            section: "surveys",
            head: found.head(words, "edit"),
            done,
            mistakes: maker.mistakes.iter().map(|(place, what)| maker.mistake(place, what)).collect(),
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

impl Maker<'_> {
    fn inputs(&self) -> usize {
        let of_slot = |slot: &Slot| shown(self.document, slot, &self.languages).len() + 1;
        document::all(self.document).iter().map(of_slot).sum()
    }

    fn language_lines(&self) -> Vec<LanguageLine> {
        let can_go = self.languages.len() > 1;
        let line = |tag: &String| LanguageLine { tag: tag.clone(), name: language_name(tag), can_go };
        self.languages.iter().map(line).collect()
    }

    fn question(&self, index: usize, open: Option<usize>) -> QuestionPart {
        let place = format!("questions[{index}]");
        let question = &self.document["questions"][index];
        let kind = document::kind(self.document, index);
        let mut slots = document::question(self.document, index);
        // the key stands at the end, away from what people read
        let key = slots.pop().map(|slot| self.field(&slot)).unwrap_or_else(|| self.field(&document::default_language()));
        let inside = |(mistake, _): &(String, String)| is_at(mistake, &place);
        let language = self.document["default_language"].as_str().unwrap_or_default();
        let text = question["text"][language].as_str().unwrap_or_default().trim();
        QuestionPart {
            id: id_of(&place),
            index,
            heading: format!("{}. {}", index + 1, if text.is_empty() { "–" } else { text }),
            kind: kind_name(self.words, kind),
            is_open: open == Some(index) || self.mistakes.iter().any(inside),
            can_go_up: index > 0,
            can_go_down: index + 1 < document::questions(self.document).len(),
            problems: self.problems(|mistake| mistake == place),
            fields: slots.iter().map(|slot| self.field(slot)).collect(),
            entries: document::list_field(kind).map(|list| self.entries(index, list)),
            key,
            key_name: format!("{place}.key"),
            key_was: question["key"].as_str().unwrap_or_default().to_owned(),
        }
    }

    fn entries(&self, index: usize, list: &str) -> EntriesPart {
        let place = format!("questions[{index}].{list}");
        let count = document::entries(self.document, index, list).len();
        let entry = |number: usize| EntryPart {
            number: number + 1,
            place: format!("{index}.{number}"),
            field: FieldPart {
                label: self.words.with_one(if list == "rows" { "staff-edit-row" } else { "staff-edit-option" }, "number", number + 1),
                ..self.field(&document::entry(index, list, number))
            },
            can_go_up: number > 0,
            can_go_down: number + 1 < count,
        };
        let (heading, add) = if list == "rows" {
            ("staff-edit-rows", "staff-edit-add-row")
        } else {
            ("staff-edit-options", "staff-edit-add-option")
        };
        EntriesPart {
            heading: self.words.t(heading),
            add: self.words.t(add),
            problems: self.problems(|mistake| mistake == place),
            entries: (0..count).map(entry).collect(),
        }
    }

    fn field(&self, slot: &Slot) -> FieldPart {
        let id = id_of(&slot.place);
        let values = shown(self.document, slot, &self.languages);
        let inputs = values.into_iter().map(|(name, value)| self.input(slot, name, value)).collect();
        let (label, hint) = label_and_hint(self.words, slot, self.kind_at(slot));
        let problems = self.problems(|mistake| is_at(mistake, &slot.place));
        let parts = [(hint.is_empty(), "hint"), (problems.is_empty(), "problem")];
        let parts = parts.iter().filter(|(is_empty, _)| !is_empty);
        FieldPart {
            described_by: parts.map(|(_, part)| format!("{id}-{part}")).collect::<Vec<_>>().join(" "),
            id,
            label,
            hint,
            problems,
            widget: widget_name(slot.widget),
            options: self.options(slot),
            inputs,
        }
    }

    fn kind_at(&self, slot: &Slot) -> &str {
        let index = slot.place.strip_prefix("questions[").and_then(|rest| rest.split(']').next()?.parse().ok());
        index.map_or("", |index| document::kind(self.document, index))
    }

    fn input(&self, slot: &Slot, name: String, value: String) -> InputLine {
        let mut parts = name.split(':').skip(1);
        let lang = parts.next().unwrap_or_default().to_owned();
        let end = match parts.next() {
            Some("0") => self.words.t("staff-edit-low-end"),
            Some(_) => self.words.t("staff-edit-high-end"),
            None => String::new(),
        };
        let language = if self.languages.len() > 1 { language_name(&lang) } else { String::new() };
        let label = [end, language].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let dir = if matches!(slot.widget, Widget::Words { .. } | Widget::Ends) { direction(&lang) } else { "auto" };
        InputLine { id: id_of(&name), label, value, dir, lang, name }
    }

    fn options(&self, slot: &Slot) -> Vec<OptionLine> {
        let chosen = self.document.pointer(&slot.pointer()).and_then(Value::as_str).unwrap_or_default();
        let line = |value: &str, label: String| OptionLine { value: value.to_owned(), label, is_chosen: value == chosen };
        match slot.widget {
            Widget::OneOf(names) => names.iter().map(|name| line(name, word(self.words, slot.field(), name))).collect(),
            Widget::Language => self.languages.iter().map(|tag| line(tag, language_name(tag))).collect(),
            _ => Vec::new(),
        }
    }

    fn problems(&self, is_here: impl Fn(&str) -> bool) -> Vec<String> {
        self.mistakes.iter().filter(|(place, _)| is_here(place)).map(|(_, what)| what.clone()).collect()
    }

    fn mistake(&self, place: &str, what: &str) -> MistakeLine {
        let slots = document::all(self.document);
        let slot = slots.iter().find(|slot| is_at(place, &slot.place));
        let question = place.strip_prefix("questions[").and_then(|rest| rest.split(']').next()?.parse::<usize>().ok());
        let mut parts: Vec<String> = Vec::new();
        parts.extend(question.map(|index| self.words.with_one("staff-edit-question", "number", index + 1)));
        parts.extend(slot.map(|slot| label_and_hint(self.words, slot, "").0));
        if parts.is_empty() && !place.is_empty() {
            parts.push(place.to_owned());
        }
        let text = if parts.is_empty() { what.to_owned() } else { format!("{}: {what}", parts.join(", ")) };
        let nearest = slot.map(|slot| slot.place.clone()).or(question.map(|index| format!("questions[{index}]")));
        let href = nearest.map_or_else(|| "#edit".to_owned(), |place| format!("#{}", id_of(&place)));
        MistakeLine { href, text }
    }
}

/// Whether a mistake's place is a field or lies in it.
fn is_at(mistake: &str, place: &str) -> bool {
    mistake.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

fn id_of(place: &str) -> String {
    let plain = place.replace(['.', '[', ':'], "-");
    format!("f-{}", plain.replace(']', ""))
}

fn widget_name(widget: Widget) -> &'static str {
    match widget {
        Widget::Flag => "flag",
        Widget::OneOf(_) | Widget::Language => "select",
        Widget::Words { long: true, .. } => "long",
        Widget::Words { long: false, .. } | Widget::Ends => "short",
        Widget::Day | Widget::Edge { day: true } => "day",
        Widget::Whole { .. } | Widget::Edge { .. } | Widget::Edges { .. } | Widget::Plain { .. } => "line",
    }
}

fn kind_line(words: Words, kind: &str) -> OptionLine {
    OptionLine { value: kind.to_owned(), label: kind_name(words, kind), is_chosen: kind == "rating" }
}
