//! The parts of the edit page: fields with their labels, and what is wrong beside them.

use serde_json::Value;

use super::document::{self, Slot, Widget};
use super::form::shown;
use super::labels::{kind_name, label_and_hint, language_name, word};
use crate::text::{Words, direction};

/// One mistake, with the way to its field.
pub(super) struct MistakeLine {
    pub(super) href: String,
    pub(super) text: String,
}

pub(super) struct LanguageLine {
    pub(super) tag: String,
    pub(super) name: String,
    pub(super) can_go: bool,
}

/// One question with its fields.
pub(super) struct QuestionPart {
    pub(super) id: String,
    pub(super) index: usize,
    pub(super) heading: String,
    pub(super) kind: String,
    pub(super) is_open: bool,
    pub(super) can_go_up: bool,
    pub(super) can_go_down: bool,
    pub(super) problems: Vec<String>,
    pub(super) fields: Vec<FieldPart>,
    pub(super) entries: Option<EntriesPart>,
    pub(super) key: FieldPart,
    pub(super) key_name: String,
    pub(super) key_was: String,
}

/// The options or rows of a question.
pub(super) struct EntriesPart {
    pub(super) heading: String,
    pub(super) add: String,
    pub(super) problems: Vec<String>,
    pub(super) entries: Vec<EntryPart>,
}

pub(super) struct EntryPart {
    pub(super) place: String,
    pub(super) field: FieldPart,
    pub(super) can_go_up: bool,
    pub(super) can_go_down: bool,
}

/// One field, or the same text in every language.
pub(super) struct FieldPart {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) problems: Vec<String>,
    /// The ids of the hint and the problems, where there are any.
    pub(super) described_by: String,
    /// `flag`, `select`, `long`, `short`, `day` or `line`.
    pub(super) widget: &'static str,
    pub(super) inputs: Vec<InputLine>,
    pub(super) options: Vec<OptionLine>,
}

pub(super) struct InputLine {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) label: String,
    pub(super) value: String,
    pub(super) lang: String,
    pub(super) dir: &'static str,
}

pub(super) struct OptionLine {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) is_chosen: bool,
}

/// What all parts of a page are made from.
pub(super) struct Maker<'d> {
    pub(super) words: Words,
    pub(super) document: &'d Value,
    pub(super) languages: Vec<String>,
    /// Place and words of every mistake.
    pub(super) mistakes: Vec<(String, String)>,
}

impl Maker<'_> {
    pub(super) fn inputs(&self) -> usize {
        let of_slot = |slot: &Slot| shown(self.document, slot, &self.languages).len() + 1;
        document::all(self.document).iter().map(of_slot).sum()
    }

    pub(super) fn language_lines(&self) -> Vec<LanguageLine> {
        let can_go = self.languages.len() > 1;
        let line = |tag: &String| LanguageLine {
            tag: tag.clone(),
            name: language_name(tag),
            can_go,
        };
        self.languages.iter().map(line).collect()
    }

    pub(super) fn question(&self, index: usize, open: Option<usize>) -> QuestionPart {
        let place = format!("questions[{index}]");
        let question = &self.document["questions"][index];
        let kind = document::kind(self.document, index);
        let mut slots = document::question(self.document, index);
        // the key stands at the end, away from what people read
        let key = slots
            .pop()
            .map(|slot| self.field(&slot))
            .unwrap_or_else(|| self.field(&document::default_language()));
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
            place: format!("{index}.{number}"),
            field: FieldPart {
                label: self.words.with_one(
                    if list == "rows" {
                        "staff-edit-row"
                    } else {
                        "staff-edit-option"
                    },
                    "number",
                    number + 1,
                ),
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

    pub(super) fn field(&self, slot: &Slot) -> FieldPart {
        let id = id_of(&slot.place);
        let values = shown(self.document, slot, &self.languages);
        let inputs = values
            .into_iter()
            .map(|(name, value)| self.input(slot, name, value))
            .collect();
        let (label, hint) = label_and_hint(self.words, slot, self.kind_at(slot));
        let problems = self.problems(|mistake| is_at(mistake, &slot.place));
        let parts = [(hint.is_empty(), "hint"), (problems.is_empty(), "problem")];
        let parts = parts.iter().filter(|(is_empty, _)| !is_empty);
        FieldPart {
            described_by: parts
                .map(|(_, part)| format!("{id}-{part}"))
                .collect::<Vec<_>>()
                .join(" "),
            id,
            label,
            hint,
            problems,
            widget: widget_name(slot.widget),
            options: self.options(slot),
            inputs,
        }
    }

    /// The name of a field outside its place; an option's is its number.
    fn label(&self, slot: &Slot) -> String {
        let number = |list: &str| slot.place.split_once(list)?.1.split(']').next()?.parse::<usize>().ok();
        let option = number(".options[").map(|number| ("staff-edit-option", number));
        match option.or(number(".rows[").map(|number| ("staff-edit-row", number))) {
            Some((key, number)) => self.words.with_one(key, "number", number + 1),
            None => label_and_hint(self.words, slot, self.kind_at(slot)).0,
        }
    }

    fn kind_at(&self, slot: &Slot) -> &str {
        let index = slot
            .place
            .strip_prefix("questions[")
            .and_then(|rest| rest.split(']').next()?.parse().ok());
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
        let language = if self.languages.len() > 1 {
            language_name(&lang)
        } else {
            String::new()
        };
        let label = [end, language]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        let dir = if matches!(slot.widget, Widget::Words { .. } | Widget::Ends) {
            direction(&lang)
        } else {
            "auto"
        };
        InputLine {
            id: id_of(&name),
            label,
            value,
            dir,
            lang,
            name,
        }
    }

    fn options(&self, slot: &Slot) -> Vec<OptionLine> {
        let chosen = self
            .document
            .pointer(&slot.pointer())
            .and_then(Value::as_str)
            .unwrap_or_default();
        let line = |value: &str, label: String| OptionLine {
            value: value.to_owned(),
            label,
            is_chosen: value == chosen,
        };
        match slot.widget {
            Widget::OneOf(names) => names
                .iter()
                .map(|name| line(name, word(self.words, slot.field(), name)))
                .collect(),
            Widget::Language => self.languages.iter().map(|tag| line(tag, language_name(tag))).collect(),
            _ => Vec::new(),
        }
    }

    fn problems(&self, is_here: impl Fn(&str) -> bool) -> Vec<String> {
        self.mistakes
            .iter()
            .filter(|(place, _)| is_here(place))
            .map(|(_, what)| what.clone())
            .collect()
    }

    pub(super) fn mistake(&self, place: &str, what: &str) -> MistakeLine {
        let slots = document::all(self.document);
        let slot = slots.iter().find(|slot| is_at(place, &slot.place));
        let question = place
            .strip_prefix("questions[")
            .and_then(|rest| rest.split(']').next()?.parse::<usize>().ok());
        let mut parts: Vec<String> = Vec::new();
        parts.extend(question.map(|index| self.words.with_one("staff-edit-question", "number", index + 1)));
        parts.extend(slot.map(|slot| self.label(slot)));
        if parts.is_empty() && !place.is_empty() {
            parts.push(place.to_owned());
        }
        let text = if parts.is_empty() {
            what.to_owned()
        } else {
            format!("{}: {what}", parts.join(", "))
        };
        let nearest = slot
            .map(|slot| slot.place.clone())
            .or(question.map(|index| format!("questions[{index}]")));
        let href = nearest.map_or_else(|| "#edit".to_owned(), |place| format!("#{}", id_of(&place)));
        MistakeLine { href, text }
    }
}

/// Whether a mistake's place is a field or lies in it.
fn is_at(mistake: &str, place: &str) -> bool {
    mistake
        .strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

fn id_of(place: &str) -> String {
    let plain = place.replace(['.', '[', ':'], "-");
    format!("f-{}", plain.replace(']', ""))
}

fn widget_name(widget: Widget) -> &'static str {
    match widget {
        Widget::Flag => "flag",
        Widget::OneOf(_) | Widget::Language => "select",
        Widget::Words { long: true, .. } | Widget::Lines => "long",
        Widget::Words { long: false, .. } | Widget::Ends => "short",
        Widget::Day | Widget::Edge { day: true } => "day",
        Widget::Whole { .. } | Widget::Edge { .. } | Widget::Edges { .. } | Widget::Plain { .. } => "line",
    }
}
