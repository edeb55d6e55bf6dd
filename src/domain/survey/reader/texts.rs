//! Texts in every language of the survey.

use std::collections::BTreeMap;

use serde_json::Value;

use super::node::{Node, listed};
use super::object::Object;
use crate::domain::survey::mistake::{cut, quoted};
use crate::domain::survey::{EndLabels, Fault, LanguageTag, Text, checks};

/// The languages a text must have; none where the languages themselves are a mistake, so that texts are not blamed for it.
pub(super) struct Languages(Option<Vec<LanguageTag>>);

impl Languages {
    /// The languages of the document, `en` where it names none.
    pub(super) fn read(document: &Object<'_>) -> Self {
        Self(document.or("languages", vec!["en".to_owned()], tags))
    }

    /// The tags, in the editor's order.
    pub(super) fn tags(&self) -> Option<&[LanguageTag]> {
        self.0.as_deref()
    }

    /// A text of at most `most` code points in every language; a bare string where there is only one.
    pub(super) fn text(&self, node: &Node<'_>, most: usize) -> Option<Text> {
        if node.value.is_string() {
            return self.bare_text(node, most);
        }
        let words = self.each_language(node, |words, tag| words.words(most, Some(tag)))?;
        Some(Text::new(words))
    }

    /// A text that may stand on a page by itself.
    pub(super) fn page_text(&self, node: &Node<'_>) -> Option<Text> {
        self.text(node, checks::MAX_TEXT)
    }

    /// `{"en": [low, high]}`.
    pub(super) fn end_labels(&self, node: &Node<'_>) -> Option<EndLabels> {
        let pairs = self.each_language(node, |pair, tag| {
            let Some([low, high]) = pair.value.as_array().map(Vec::as_slice) else {
                return pair.wrong(Fault::NotTwoEnds { language: cut(tag) });
            };
            let end = |value| Node { value, ..pair.clone() }.words(checks::MAX_LABEL, Some(tag));
            let (low, high) = (end(low), end(high));
            Some((low?, high?))
        })?;
        let low = pairs.iter().map(|(tag, (low, _))| (tag.clone(), low.clone())).collect();
        let high = pairs.into_iter().map(|(tag, (_, high))| (tag, high)).collect();
        Some(EndLabels {
            low: Text::new(low),
            high: Text::new(high),
        })
    }

    fn bare_text(&self, node: &Node<'_>, most: usize) -> Option<Text> {
        match self.tags() {
            Some([only]) => Some(Text::new(BTreeMap::from([(
                only.clone(),
                node.words(most, Some(only))?,
            )]))),
            Some(tags) => node.wrong(Fault::OneTextForAll {
                languages: listed(tags.iter()),
            }),
            None => None,
        }
    }

    /// What `read` makes of the value in each language; mistakes in a language stand at the place of the whole.
    fn each_language<'a, T>(
        &self,
        node: &Node<'a>,
        read: impl Fn(&Node<'a>, &str) -> Option<T>,
    ) -> Option<BTreeMap<LanguageTag, T>> {
        let object = node.object()?;
        let mut whole = true;
        if let Some(tags) = self.tags() {
            for tag in tags.iter().filter(|tag| !object.fields.contains_key(*tag)) {
                let language = Some(tag.clone());
                node.notes.add(node.place.clone(), Fault::Missing { language });
                whole = false;
            }
            for tag in object.fields.keys().filter(|tag| !tags.contains(tag)) {
                let word = quoted(tag);
                node.notes.add(node.place.clone(), Fault::ForeignLanguage { word });
                whole = false;
            }
        }
        let in_language =
            |(tag, value): (&String, &'a Value)| Some((tag.clone(), read(&Node { value, ..node.clone() }, tag)?));
        let wanted = |tag: &String| self.tags().is_none_or(|tags| tags.contains(tag));
        let parts: Vec<_> = object
            .fields
            .iter()
            .filter(|(tag, _)| wanted(tag))
            .map(in_language)
            .collect();
        let parts = parts.into_iter().collect::<Option<_>>();
        parts.filter(|_| whole)
    }
}

/// Language tags, each once; spelling in other capitals is the same language.
fn tags(node: &Node<'_>) -> Option<Vec<LanguageTag>> {
    let entries = node.list(1..=100)?;
    let mut whole = true;
    let mut tags: Vec<LanguageTag> = Vec::new();
    for entry in entries {
        let Some(tag) = entry.string() else {
            whole = false;
            continue;
        };
        if !is_well_formed(tag) {
            entry.notes.add(entry.place, Fault::NotALanguage { word: quoted(tag) });
            whole = false;
        } else if tags.iter().any(|earlier| earlier.eq_ignore_ascii_case(tag)) {
            entry.notes.add(entry.place, Fault::EntryTwice { word: quoted(tag) });
            whole = false;
        } else {
            tags.push(tag.to_owned());
        }
    }
    whole.then_some(tags)
}

/// Two to 35 characters; a language of letters, then parts of letters and digits (RFC 5646, section 2.1, without its private forms).
fn is_well_formed(tag: &str) -> bool {
    let language = tag.split('-').next().unwrap_or_default();
    let part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (2..=35).contains(&tag.len())
        && language.len() >= 2
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && tag.split('-').all(part)
}
