//! Which fields a survey's document has, by place; the places are those that mistakes are told by.

use serde_json::Value;

/// One field of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// Where it stands, such as `questions[3].options[2].text`.
    pub place: String,
    /// How it is typed.
    pub widget: Widget,
}

/// How a field is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Widget {
    /// A text in every language; one that is optional and blank in all of them is left out.
    Words { long: bool, optional: bool },
    /// What the ends of a scale are called, in every language, or nothing.
    Ends,
    /// Yes or no.
    Flag,
    /// A whole number.
    Whole { optional: bool },
    /// Any number, or a day in a question about days.
    Edge { day: bool },
    /// The edges of bands, in one line.
    Edges { day: bool },
    /// A day, or nothing.
    Day,
    /// A few letters in no language; one that is optional and blank is left out.
    Plain { optional: bool },
    /// A list of words, one a line.
    Lines,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// One of the languages of the survey.
    Language,
}

impl Slot {
    fn new(parent: &str, field: &str, widget: Widget) -> Self {
        let place = if parent.is_empty() {
            field.to_owned()
        } else {
            format!("{parent}.{field}")
        };
        Self { place, widget }
    }

    /// The last part of the place.
    pub fn field(&self) -> &str {
        self.place.rsplit('.').next().unwrap_or_default()
    }

    /// Where it stands, as a JSON pointer (RFC 6901).
    pub fn pointer(&self) -> String {
        let path: String = self.place.chars().filter(|letter| *letter != ']').collect();
        format!("/{}", path.replace(['.', '['], "/"))
    }
}

const LONG: Widget = Widget::Words {
    long: true,
    optional: true,
};

/// The texts of the survey itself.
pub fn texts() -> Vec<Slot> {
    let slot = |field, widget| Slot::new("", field, widget);
    vec![
        slot(
            "title",
            Widget::Words {
                long: false,
                optional: false,
            },
        ),
        slot("introduction", LONG),
        slot(
            "purpose",
            Widget::Words {
                long: true,
                optional: false,
            },
        ),
        slot("benefit", LONG),
        slot("thanks", LONG),
    ]
}

/// What is promised, and where the survey is shown.
pub fn promises() -> Vec<Slot> {
    let slot = |field, widget| Slot::new("", field, widget);
    vec![
        slot("group_size", Widget::Whole { optional: false }),
        slot("retention_days", Widget::Whole { optional: false }),
        slot("listed", Widget::Flag),
        slot("keep", Widget::Lines),
    ]
}

/// When it runs and when results appear.
pub fn schedule() -> Vec<Slot> {
    let slot = |field, widget| Slot::new("", field, widget);
    vec![
        slot("period", Widget::OneOf(&["once", "week", "month", "quarter"])),
        slot("tick", Widget::OneOf(&["day", "week", "close"])),
        slot("opens", Widget::Day),
        slot("closes", Widget::Day),
    ]
}

/// The language shown to whoever asks for none of the survey's.
pub fn default_language() -> Slot {
    Slot::new("", "default_language", Widget::Language)
}

/// The fields of a question, without its options or rows.
pub fn question(document: &Value, index: usize) -> Vec<Slot> {
    let place = format!("questions[{index}]");
    let kind = kind(document, index);
    let slot = |field: &str, widget| Slot::new(&place, field, widget);
    let mut slots = vec![slot(
        "text",
        Widget::Words {
            long: true,
            optional: false,
        },
    )];
    slots.push(slot(
        "help",
        Widget::Words {
            long: false,
            optional: true,
        },
    ));
    slots.push(slot(
        "why",
        Widget::Words {
            long: false,
            optional: true,
        },
    ));
    if kind != "statement" {
        slots.push(slot("required", Widget::Flag));
    }
    slots.extend(own_fields(kind).iter().map(|(field, widget)| slot(field, *widget)));
    slots.push(slot("key", Widget::Plain { optional: false }));
    slots
}

fn own_fields(kind: &str) -> &'static [(&'static str, Widget)] {
    const WHOLE: Widget = Widget::Whole { optional: false };
    const DISPLAY: Widget = Widget::OneOf(&["radio", "dropdown"]);
    match kind {
        "short_text" | "long_text" => &[("max_length", WHOLE)],
        "choice" => &[("other", Widget::Flag), ("display", DISPLAY)],
        "choices" => &[
            ("min", WHOLE),
            ("max", Widget::Whole { optional: true }),
            ("none", Widget::Flag),
        ],
        "rating" | "matrix" => &[("steps", WHOLE), ("labels", Widget::Ends)],
        "nps" | "csat" | "ces" => &[("labels", Widget::Ends)],
        "number" => &[
            ("min", Widget::Edge { day: false }),
            ("max", Widget::Edge { day: false }),
            ("unit", Widget::Plain { optional: true }),
            ("bands", Widget::Edges { day: false }),
        ],
        "date" => &[
            ("min", Widget::Edge { day: true }),
            ("max", Widget::Edge { day: true }),
            ("bands", Widget::Edges { day: true }),
        ],
        _ => &[],
    }
}

/// The text of an option or row.
pub fn entry(index: usize, list: &str, number: usize) -> Slot {
    let place = format!("questions[{index}].{list}[{number}]");
    Slot::new(
        &place,
        "text",
        Widget::Words {
            long: false,
            optional: false,
        },
    )
}

/// Every field that the form has.
pub fn all(document: &Value) -> Vec<Slot> {
    let mut slots: Vec<Slot> = texts();
    slots.extend(promises());
    slots.extend(schedule());
    slots.push(default_language());
    for index in 0..questions(document).len() {
        slots.extend(question(document, index));
        let list = list_field(kind(document, index));
        let entries = list.map_or(0, |list| entries(document, index, list).len());
        slots.extend((0..entries).filter_map(|number| Some(entry(index, list?, number))));
    }
    slots
}

/// The field with a question's options or rows, where its kind has them.
pub fn list_field(kind: &str) -> Option<&'static str> {
    match kind {
        "choice" | "choices" | "ranking" => Some("options"),
        "matrix" => Some("rows"),
        _ => None,
    }
}

/// The kind of a question.
pub fn kind(document: &Value, index: usize) -> &str {
    document["questions"][index]["kind"].as_str().unwrap_or_default()
}

/// The questions.
pub fn questions(document: &Value) -> &[Value] {
    document["questions"].as_array().map_or(&[], Vec::as_slice)
}

/// The options or rows of a question.
pub fn entries<'d>(document: &'d Value, index: usize, list: &str) -> &'d [Value] {
    document["questions"][index][list].as_array().map_or(&[], Vec::as_slice)
}

/// The languages, in the editor's order.
pub fn languages(document: &Value) -> Vec<String> {
    let tags = document["languages"].as_array();
    tags.into_iter()
        .flatten()
        .filter_map(|tag| Some(tag.as_str()?.to_owned()))
        .collect()
}
