//! A text of the organisation in several languages.

use std::collections::BTreeMap;

/// Texts by language; an empty text is none.
pub type Texts = BTreeMap<String, String>;

/// The text for a reader, with its language: theirs, or English, or whichever there is; empty where there is none.
pub fn nearest<'t>(texts: &'t Texts, language: &'t str) -> (&'t str, &'t str) {
    let primary = language.split('-').next().unwrap_or(language);
    let written = |tag: &str| {
        texts
            .iter()
            .find(|(known, text)| *known == tag && !text.is_empty())
            .map(|(known, text)| (known.as_str(), text.as_str()))
    };
    let first = || texts.iter().find(|(_, text)| !text.is_empty());
    written(language)
        .or_else(|| written(primary))
        .or_else(|| written("en"))
        .or_else(|| first().map(|(tag, text)| (tag.as_str(), text.as_str())))
        .unwrap_or((language, ""))
}

/// Without the languages that have no text.
pub fn written(texts: &Texts) -> Texts {
    texts
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(tag, text)| (tag.clone(), text.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_their_language_or_english_or_whichever_there_is() {
        let texts = |tags: &[&str]| -> Texts {
            let all = ["pt", "en", "zh"];
            all.iter()
                .map(|tag| {
                    (
                        (*tag).to_owned(),
                        if tags.contains(tag) {
                            format!("in {tag}")
                        } else {
                            String::new()
                        },
                    )
                })
                .collect()
        };

        assert_eq!(nearest(&texts(&["pt", "en"]), "pt"), ("pt", "in pt"));
        assert_eq!(nearest(&texts(&["pt", "en"]), "pt-BR"), ("pt", "in pt"));
        assert_eq!(nearest(&texts(&["pt", "en"]), "zh"), ("en", "in en"));
        assert_eq!(nearest(&texts(&["zh"]), "pt"), ("zh", "in zh"));
        assert_eq!(nearest(&texts(&[]), "pt"), ("pt", ""));
        assert_eq!(written(&texts(&["zh"])).len(), 1);
    }
}
