//! The direction in which a language is written.

/// Scripts written from right to left (Unicode 17, `Bidi_Class` R or AL).
#[rustfmt::skip]
const RTL_SCRIPTS: [&str; 41] = [
    "adlm", "arab", "aran", "armi", "avst", "chrs", "cprt", "elym", "gara", "hatr", "hebr", "hung", "khar", "lydi",
    "mand", "mani", "mend", "merc", "mero", "narb", "nbat", "nkoo", "orkh", "ougr", "palm", "phli", "phlp", "phnx",
    "prti", "rohg", "samr", "sarb", "sogd", "sogo", "syrc", "syre", "syrj", "syrn", "thaa", "todr", "yezi",
];

/// Languages whose usual script, when the tag names none, is one of those above (CLDR likely subtags).
const RTL_LANGUAGES: [&str; 42] = [
    "acm", "aeb", "ajp", "apc", "apd", "ar", "arc", "arq", "ars", "ary", "arz", "azb", "bgn", "bqi", "ckb", "dv", "fa",
    "glk", "he", "iw", "ji", "khw", "ks", "lrc", "luz", "mzn", "nqo", "pnb", "prs", "ps", "rhg", "sd", "sdh", "skr",
    "syr", "trg", "trw", "ug", "ur", "uzs", "yi", "zum",
];

/// Languages that take the Arabic script in some countries only.
const RTL_IN_COUNTRY: [(&str, &str); 6] = [
    ("az", "ir"),
    ("ku", "iq"),
    ("ku", "ir"),
    ("pa", "pk"),
    ("tk", "ir"),
    ("uz", "af"),
];

/// `rtl` or `ltr`, for the `dir` attribute beside `lang`: by the script in the BCP 47 tag, else by the
/// language's usual one. A tag nobody knows is `ltr`.
pub fn direction(tag: &str) -> &'static str {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split(['-', '_']);
    let language = parts.next().unwrap_or_default();
    let mut country = "";
    for part in parts {
        match part.len() {
            4 if part.bytes().all(|letter| letter.is_ascii_alphabetic()) => {
                return written(RTL_SCRIPTS.contains(&part));
            }
            2 if country.is_empty() => country = part,
            1 => break,
            _ => {}
        }
    }
    written(RTL_LANGUAGES.contains(&language) || RTL_IN_COUNTRY.contains(&(language, country)))
}

fn written(right_to_left: bool) -> &'static str {
    if right_to_left { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::direction;

    #[test]
    fn the_script_decides_before_the_language() {
        let tags = ["ar", "he-IL", "fa", "ur-PK", "az-Arab", "pa-PK", "ckb-IQ"];
        let others = ["en", "pt-BR", "zh-Hant-TW", "az", "ar-Latn", "pa-IN", "", "?"];

        assert!(tags.iter().all(|tag| direction(tag) == "rtl"));
        assert!(others.iter().all(|tag| direction(tag) == "ltr"));
    }

    #[test]
    fn an_extension_is_not_a_script() {
        assert_eq!(direction("en-u-nu-arab"), "ltr");
        assert_eq!(direction("AR-EG-u-nu-latn"), "rtl");
    }
}
