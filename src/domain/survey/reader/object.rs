//! An object of the document with its place: fields asked for by name, unknown ones noted.

use serde_json::{Map, Value};

use super::node::Node;
use crate::domain::survey::Fault;
use crate::domain::survey::mistake::{Notes, quoted};

/// The fields, where the object stands (empty for the whole document), and where mistakes are noted.
pub(super) struct Object<'a> {
    pub(super) fields: &'a Map<String, Value>,
    pub(super) place: String,
    pub(super) notes: &'a Notes,
}

impl<'a> Object<'a> {
    /// What `read` makes of a field that must be there.
    pub(super) fn required<T>(&self, field: &str, read: impl FnOnce(&Node<'a>) -> Option<T>) -> Option<T> {
        match self.get(field) {
            Some(node) => read(&node),
            None => self.wrong(field, Fault::Missing { language: None }),
        }
    }

    /// What `read` makes of a field, or `default` where it is left out.
    pub(super) fn or<T>(&self, field: &str, default: T, read: impl FnOnce(&Node<'a>) -> Option<T>) -> Option<T> {
        match self.get(field) {
            Some(node) => read(&node),
            None => Some(default),
        }
    }

    /// What `read` makes of a field, or `Some(None)` where it is left out or null.
    pub(super) fn optional<T>(&self, field: &str, read: impl FnOnce(&Node<'a>) -> Option<T>) -> Option<Option<T>> {
        match self.get(field) {
            Some(node) if !node.value.is_null() => read(&node).map(Some),
            _ => Some(None),
        }
    }

    /// Notes what is wrong with a field.
    pub(super) fn wrong<T>(&self, field: &str, what: Fault) -> Option<T> {
        self.notes.add(self.place_of(field), what);
        None
    }

    /// Notes every field that is neither in `common` nor in `own`, with the name that was meant where that is plain.
    pub(super) fn only(&self, common: &[&str], own: &[&str]) {
        let known = || common.iter().chain(own).copied();
        for field in self
            .fields
            .keys()
            .filter(|field| !known().any(|name| name == field.as_str()))
        {
            let meant = known().find(|name| is_near(field, name) && !self.fields.contains_key(*name));
            let (field, meant) = (quoted(field), meant.map(quoted));
            self.notes.add(self.place.clone(), Fault::UnknownField { field, meant });
        }
    }

    fn get(&self, field: &str) -> Option<Node<'a>> {
        self.fields.get(field).map(|value| Node {
            value,
            place: self.place_of(field),
            notes: self.notes,
        })
    }

    fn place_of(&self, field: &str) -> String {
        if self.place.is_empty() {
            field.to_owned()
        } else {
            format!("{}.{field}", self.place)
        }
    }
}

/// Whether a field is a known name in other capitals, with other separators, or but for its last letter (a plural).
fn is_near(field: &str, name: &str) -> bool {
    let plain = |words: &str| {
        let letters = words.chars().filter(|c| c.is_ascii_alphanumeric());
        letters.map(|c| c.to_ascii_lowercase()).collect::<String>()
    };
    let (field, name) = (plain(field), plain(name));
    field == name || field.strip_suffix('s') == Some(name.as_str()) || name.strip_suffix('s') == Some(field.as_str())
}
