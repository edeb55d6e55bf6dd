//! The surveys that come with the program, to begin with: whole definitions in every language of the interface.

use serde_json::Value;

use crate::text::{INTERFACE_LANGUAGES, Words};

/// A survey to begin with.
pub struct Starter {
    /// Its name in the form; also the name in addresses where the title gives none.
    pub name: &'static str,
    document: &'static str,
}

/// All of them, in the order of the page.
pub const STARTERS: [Starter; 3] = [
    Starter {
        name: "visit",
        document: include_str!("../../../templates/surveys/visit.json"),
    },
    Starter {
        name: "suggestions",
        document: include_str!("../../../templates/surveys/suggestions.json"),
    },
    Starter {
        name: "product",
        document: include_str!("../../../templates/surveys/product.json"),
    },
];

impl Starter {
    /// The one called `name`.
    pub fn named(name: &str) -> Option<&'static Self> {
        STARTERS.iter().find(|starter| starter.name == name)
    }

    /// What it is called, in the words of the interface.
    pub fn title(&self, words: Words) -> String {
        match self.name {
            "visit" => words.t("staff-starter-visit"),
            "suggestions" => words.t("staff-starter-suggestions"),
            _ => words.t("staff-starter-product"),
        }
    }

    /// What it is for, in the words of the interface.
    pub fn about(&self, words: Words) -> String {
        match self.name {
            "visit" => words.t("staff-starter-visit-about"),
            "suggestions" => words.t("staff-starter-suggestions-about"),
            _ => words.t("staff-starter-product-about"),
        }
    }

    /// The definition, as a document in every language of the interface.
    pub fn document(&self) -> &'static str {
        self.document
    }

    /// The definition in some languages, under another name and title; an empty title keeps its own.
    pub fn draft(&self, slug: &str, title: &str, languages: &[&str]) -> Value {
        let mut document: Value = serde_json::from_str(self.document).unwrap_or_default();
        keep_languages(&mut document, languages);
        document["languages"] = languages.iter().copied().map(Value::from).collect();
        document["default_language"] = languages.first().copied().into();
        document["slug"] = slug.into();
        if !title.is_empty() {
            document["title"] = languages
                .iter()
                .map(|tag| ((*tag).to_owned(), Value::from(title)))
                .collect();
        }
        document
    }
}

/// Takes the other languages out of every text.
fn keep_languages(value: &mut Value, languages: &[&str]) {
    match value {
        Value::Object(fields) => {
            let is_text = fields.keys().all(|tag| INTERFACE_LANGUAGES.contains(&tag.as_str()));
            if is_text {
                fields.retain(|tag, _| languages.contains(&tag.as_str()));
            }
            fields.values_mut().for_each(|value| keep_languages(value, languages));
        }
        Value::Array(entries) => {
            entries.iter_mut().for_each(|value| keep_languages(value, languages));
        }
        _ => {}
    }
}

/// The name in addresses that a title suggests; empty where it has no Latin letters or digits.
pub fn slug_of(title: &str) -> String {
    let mut slug = String::new();
    for letter in title.to_lowercase().chars() {
        match plain_letter(letter) {
            Some(plain) => slug.push(plain),
            None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            None => {}
        }
        if slug.len() == 50 {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

fn plain_letter(letter: char) -> Option<char> {
    match letter {
        'a'..='z' | '0'..='9' => Some(letter),
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => Some('a'),
        'ç' => Some('c'),
        'è' | 'é' | 'ê' | 'ë' => Some('e'),
        'ì' | 'í' | 'î' | 'ï' => Some('i'),
        'ñ' => Some('n'),
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => Some('o'),
        'ù' | 'ú' | 'û' | 'ü' => Some('u'),
        'ý' | 'ÿ' => Some('y'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::domain::survey::Survey;

    #[test]
    fn every_shipped_survey_reads_in_each_of_its_languages_and_in_all() {
        for starter in STARTERS {
            let all = Survey::from_json(starter.document());
            assert!(all.is_ok(), "{}: {}", starter.name, all.unwrap_err());
            for tag in INTERFACE_LANGUAGES {
                let draft = starter.draft("mine", "Ours", &[tag]);
                let survey = Survey::from_json(&draft.to_string()).unwrap();
                assert_eq!(survey.languages, [tag]);
                assert_eq!(survey.title.in_language(tag), "Ours");
            }
        }
    }

    #[test]
    fn a_title_suggests_a_name_for_the_address() {
        assert_eq!(slug_of("Sua visita à Loja – 2026!"), "sua-visita-a-loja-2026");
        assert_eq!(slug_of("客户满意度"), "");
    }
}
