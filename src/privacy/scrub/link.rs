//! Web addresses with more than a host: a path, a query, a fragment or a user. A bare host name stays.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::kind::Kind;
use super::rules::Rule;
use super::scan::Scan;
use super::tld::is_tld;

pub(super) static RULE: Rule = Rule {
    kind: Kind::Link,
    worth: |counts| counts.path_signs > 0,
    find,
    examples: &[
        (
            "en",
            "see https://shop.example.com/orders/536?token=Kn2!",
            "see [link]!",
        ),
        ("de", "(www.facebook.com/profile.php?id=683)", "([link])"),
        ("fr", "http://user:secret@example.com", "[link]"),
        ("zh", "链接https://t.me/abc123谢谢", "链接[link]谢谢"),
        ("es", "en t.me/pedro77, bit.ly/3xYz.", "en [link], [link]."),
        ("it", "tg://user?id=12", "[link]"),
        ("ru", "ｗｗｗ．ｖｋ．ｃｏｍ／ｉｄ１２", "[link]"),
        ("en", "https://example.com/?mail=a@b.com&x=1 ok", "[link] ok"),
        (
            "en",
            "on amazon.com, https://example.com/ or example.org?",
            "on amazon.com, https://example.com/ or example.org?",
        ),
        (
            "ro",
            "amazon.de/ebay.de, S.R.L./S.A., kg/cutie, bun.Si/sau",
            "amazon.de/ebay.de, S.R.L./S.A., kg/cutie, bun.Si/sau",
        ),
    ],
};

/// Anything that is not a space, a claim, a quotation mark or the script of a language without spaces.
const TAIL: &str = r#"[^\s\x00<>"“”„«»\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}。、…]"#;

static WITH_SCHEME: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?-u:\b)[a-z][a-z0-9+-]{{1,9}}://({TAIL}+)")).expect("a constant pattern"));
static WITHOUT_SCHEME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?-u:\b)(?:[a-z0-9-]+\.)+([a-z]{{2,24}})(?::[0-9]{{1,5}})?([/?#]{TAIL}+)"
    ))
    .expect("a constant pattern")
});

fn find(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let text = scan.text();
    let mut found: Vec<Range<usize>> = Vec::new();
    if text.contains("://") {
        found.extend(WITH_SCHEME.captures_iter(text).filter_map(|hit| {
            let (all, rest) = (hit.get(0)?, hit.get(1)?);
            let end = rest.start() + without_punctuation(rest.as_str()).len();
            names_more_than_a_host(&text[rest.start()..end]).then_some(all.start()..end)
        }));
    }
    for hit in WITHOUT_SCHEME.captures_iter(text) {
        let (Some(all), Some(ending), Some(path)) = (hit.get(0), hit.get(1), hit.get(2)) else {
            continue;
        };
        let end = path.start() + without_punctuation(path.as_str()).len();
        let apart = !text[..all.start()].ends_with(['@', '.', '-', '_', '/']);
        let is_host = is_tld(ending.as_str())
            && (!scan.is_capital(ending.start()) || scan.is_capital(all.start()) && scan.is_capital(ending.end() - 1));
        if apart && is_host && is_path(&text[path.start()..end]) {
            found.push(all.start()..end);
        }
    }
    found
}

/// What a sentence or a bracket adds after an address.
fn without_punctuation(written: &str) -> &str {
    let unopened: Vec<char> = [('(', ')'), ('[', ']'), ('{', '}')]
        .into_iter()
        .filter(|(open, _)| !written.contains(*open))
        .map(|(_, close)| close)
        .collect();
    written.trim_end_matches(|c| ".,;:!?'*|[({’".contains(c) || unopened.contains(&c))
}

fn names_more_than_a_host(rest: &str) -> bool {
    let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    rest[..host].contains('@') || rest[host..].len() > 1
}

/// A path or a query, rather than the second half of an alternative (`amazon.de/ebay.de`).
fn is_path(path: &str) -> bool {
    let rest = &path[path.len().min(1)..];
    let is_host = rest
        .rsplit_once('.')
        .is_some_and(|(name, ending)| is_tld(ending) && !name.contains(['/', '?', '#']));
    match path.as_bytes().first() {
        Some(b'/') => rest.contains(char::is_alphanumeric) && !is_host,
        Some(b'?') => rest.contains('='),
        _ => rest.chars().filter(|c| c.is_alphanumeric()).count() >= 2,
    }
}
