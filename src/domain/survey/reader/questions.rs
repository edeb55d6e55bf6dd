//! The questions of a document, and which of them compare groups.

use std::collections::{HashMap, HashSet};

use super::kinds;
use super::node::Node;
use super::object::Object;
use super::texts::Languages;
use crate::domain::key::Key;
use crate::domain::survey::mistake::quoted;
use crate::domain::survey::{Fault, Kind, Question, checks};

const COMMON: &[&str] = &["key", "kind", "text", "help", "required", "why"];

/// The questions that could be read, and the keys of all that could be named.
pub(super) struct Questions {
    whole: bool,
    read: Vec<Question>,
    named: HashSet<Key>,
}

impl Questions {
    pub(super) fn read(node: &Node<'_>, languages: &Languages) -> Option<Self> {
        let mut seen: HashMap<Key, usize> = HashMap::new();
        let mut questions = Self {
            whole: true,
            read: Vec::new(),
            named: HashSet::new(),
        };
        for (index, entry) in node.list(1..=checks::MAX_QUESTIONS)?.iter().enumerate() {
            let read = entry.object().and_then(|object| {
                let key = object
                    .required("key", Node::key)
                    .and_then(|key| match seen.insert(key.clone(), index) {
                        Some(earlier) => {
                            let (word, place) = (quoted(key.as_str()), format!("questions[{earlier}]"));
                            object.wrong("key", Fault::TakenKey { word, place })
                        }
                        None => Some(key),
                    });
                question(&object, key, languages)
            });
            questions.whole &= read.is_some();
            questions.read.extend(read);
        }
        questions.named = seen.into_keys().collect();
        questions.check(node);
        Some(questions)
    }

    /// The questions, where every one could be read.
    pub(super) fn into_whole(self) -> Option<Vec<Question>> {
        self.whole.then_some(self.read)
    }

    /// The keys of the segments; a question that has mistakes of its own is not blamed a second time.
    pub(super) fn segments(&self, node: &Node<'_>) -> Option<Vec<Key>> {
        let mut segments: Vec<Option<Key>> = Vec::new();
        for entry in node.list(0..=checks::MAX_SEGMENTS)? {
            let key = entry.key().and_then(|key| {
                if segments.contains(&Some(key.clone())) {
                    return entry.wrong(Fault::EntryTwice {
                        word: quoted(key.as_str()),
                    });
                }
                match self.unfit(&key) {
                    Some(reason) => entry.wrong(reason),
                    None => Some(key),
                }
            });
            segments.push(key);
        }
        segments.into_iter().collect()
    }

    /// Why a question cannot compare groups.
    fn unfit(&self, key: &Key) -> Option<Fault> {
        let Some(question) = self.read.iter().find(|question| question.key == *key) else {
            let word = quoted(key.as_str());
            return (!self.named.contains(key)).then_some(Fault::NoSuchQuestion { word });
        };
        match &question.kind {
            Kind::YesNo => None,
            Kind::Choice { other: true, .. } => Some(Fault::SegmentWithOther),
            Kind::Choice { options, .. } if options.len() > checks::MAX_SEGMENT_OPTIONS => Some(Fault::WideSegment {
                most: checks::MAX_SEGMENT_OPTIONS,
            }),
            Kind::Choice { .. } => None,
            kind => Some(Fault::SegmentOfKind { kind: kind.name() }),
        }
    }

    fn check(&self, node: &Node<'_>) {
        let items: usize = self.read.iter().map(|question| items(&question.kind)).sum();
        if items > checks::MAX_ITEMS {
            let most = checks::MAX_ITEMS;
            node.notes.add(node.place.clone(), Fault::TooManyItems { items, most });
        }
        if self.whole && !self.read.iter().any(|question| question.kind.takes_answer()) {
            node.notes.add(node.place.clone(), Fault::NoAnswers);
        }
    }
}

fn question(object: &Object<'_>, key: Option<Key>, languages: &Languages) -> Option<Question> {
    let page_text = |node: &Node<'_>| languages.page_text(node);
    let name = object.required("kind", |node| node.one_of(&Kind::NAMES, |name| name));
    let kind = name.and_then(|name| {
        object.only(COMMON, kinds::own_fields(name));
        kinds::read(object, name, languages)
    });
    let text = object.required("text", page_text);
    let help = object.optional("help", page_text);
    let required = object.or("required", false, |node| match (node.boolean(), name) {
        (Some(true), Some("statement")) => node.wrong(Fault::RequiredStatement),
        (required, _) => required,
    });
    let why = object.optional("why", page_text);
    Some(Question {
        key: key?,
        text: text?,
        help: help?,
        required: required?,
        why: why?,
        kind: kind?,
    })
}

/// How many records an answer to a question of this kind can become.
fn items(kind: &Kind) -> usize {
    match kind {
        Kind::Statement => 0,
        Kind::Choice { other: true, .. } => 2,
        Kind::Matrix { rows, .. } => rows.len(),
        _ => 1,
    }
}
