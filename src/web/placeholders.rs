//! What stands in a text where something was removed: its name in the language of the page, and why it goes. What is stored, digested
//! and exported keeps the placeholders of `privacy::scrub`; only pages say them in other words.

use askama::Template;

use crate::privacy::scrub::Kind;
use crate::text::Words;

/// A text of a respondent as a page draws it.
#[derive(Template)]
#[template(path = "parts/text.html")]
pub struct TextPart {
    pieces: Vec<TextPiece>,
}

/// A piece of it: words, or the name of what was removed there.
pub struct TextPiece {
    words: String,
    is_placeholder: bool,
}

impl TextPart {
    /// A stored text, whose placeholders are said in the language of the page. Somebody who typed one sees the same.
    pub fn stored(words: Words, text: &str) -> Self {
        let mut pieces: Vec<TextPiece> = Vec::new();
        for (plain, kind) in stretches(text) {
            if !plain.is_empty() {
                pieces.push(TextPiece {
                    words: plain.to_owned(),
                    is_placeholder: false,
                });
            }
            pieces.extend(kind.map(|kind| TextPiece {
                words: label(words, kind),
                is_placeholder: true,
            }));
        }
        Self { pieces }
    }

    /// Words that were never scrubbed, such as the name of an option.
    pub fn plain(text: String) -> Self {
        Self {
            pieces: vec![TextPiece {
                words: text,
                is_placeholder: false,
            }],
        }
    }
}

/// A text in a template is HTML made by its own template, which escapes what stands in it.
impl askama::filters::HtmlSafe for TextPart {}

/// What is written where something of this kind stood.
pub fn label(words: Words, kind: Kind) -> String {
    text_of(words, kind, "")
}

/// One sentence for each kind that occurs: what it is, and why it goes.
pub fn reasons(words: Words, found: &[Kind]) -> Vec<String> {
    let kinds = Kind::ALL.into_iter().filter(|kind| found.contains(kind));
    kinds.map(|kind| text_of(words, kind, "-why")).collect()
}

/// A stored text as it is typed into a field: the placeholders in the language of the page.
pub fn to_type(words: Words, stored: &str) -> String {
    stretches(stored)
        .map(|(plain, kind)| match kind {
            Some(kind) => format!("{plain}[{}]", label(words, kind)),
            None => plain.to_owned(),
        })
        .collect()
}

/// What was typed, with the placeholders that are stored: [`to_type`] backwards.
pub fn to_store(words: Words, typed: &str) -> String {
    let shown = Kind::ALL.map(|kind| (format!("[{}]", label(words, kind)), kind.placeholder()));
    let mut stored = String::with_capacity(typed.len());
    let mut rest = typed;
    while let Some(next) = rest.chars().next() {
        let found = shown.iter().find(|(shown, _)| rest.starts_with(shown.as_str()));
        match found {
            Some((shown, placeholder)) => {
                stored.push_str(placeholder);
                rest = &rest[shown.len()..];
            }
            None => {
                stored.push(next);
                rest = &rest[next.len_utf8()..];
            }
        }
    }
    stored
}

fn text_of(words: Words, kind: Kind, ending: &str) -> String {
    words.t(&format!("removed-{}{ending}", kind.name().replace(' ', "-")))
}

/// The words up to each placeholder with its kind; at last the words after all of them.
fn stretches(mut text: &str) -> impl Iterator<Item = (&str, Option<Kind>)> {
    let mut is_done = false;
    std::iter::from_fn(move || {
        if is_done {
            return None;
        }
        let found = text.match_indices('[').find_map(|(at, _)| {
            let is_here = |kind: &Kind| text[at..].starts_with(kind.placeholder());
            Some((at, Kind::ALL.into_iter().find(is_here)?))
        });
        let Some((at, kind)) = found else {
            is_done = true;
            return Some((text, None));
        };
        let plain = &text[..at];
        text = &text[at + kind.placeholder().len()..];
        Some((plain, Some(kind)))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::text::INTERFACE_LANGUAGES;

    fn drawn(tag: &str, text: &str) -> String {
        TextPart::stored(Words::for_tag(tag), text).render().unwrap()
    }

    #[test]
    fn a_stored_text_says_what_was_removed_in_the_language_of_the_page() {
        let stored = "[name] <b> wrote [date of birth][iban], [nobody] and [";

        assert_eq!(
            drawn("pt", stored),
            "<span class=\"placeholder\">[nome]</span> &#60;b&#62; wrote <span class=\"placeholder\">[data de nascimento]</span>\
             <span class=\"placeholder\">[conta bancária]</span>, [nobody] and ["
        );
        assert_eq!(drawn("zh", "[phone]"), "<span class=\"placeholder\">[电话号码]</span>");
        assert_eq!(drawn("en", ""), "");
    }

    #[test]
    fn a_text_that_is_corrected_is_stored_with_the_placeholders_it_had() {
        let every_kind: String = Kind::ALL
            .iter()
            .map(|kind| format!("a {} ", kind.placeholder()))
            .collect();

        for tag in INTERFACE_LANGUAGES {
            let words = Words::for_tag(tag);
            let labels: BTreeSet<String> = Kind::ALL.iter().map(|kind| label(words, *kind)).collect();

            assert_eq!(labels.len(), Kind::ALL.len(), "{tag}: two kinds have one name");
            assert_eq!(to_store(words, &to_type(words, &every_kind)), every_kind, "{tag}");
        }
        let portuguese = Words::for_tag("pt");
        assert_eq!(to_type(portuguese, "Olá [name]"), "Olá [nome]");
        assert_eq!(to_store(portuguese, "[nome] é [alto]"), "[name] é [alto]");
    }

    #[test]
    fn each_kind_that_occurs_is_explained_once() {
        let told = reasons(Words::for_tag("en"), &[Kind::Name, Kind::Email, Kind::Name]);

        assert_eq!(
            told,
            [
                "E-mail addresses: so that nobody can be found by them.",
                "Names: so that nobody is recognised."
            ]
        );
    }
}
