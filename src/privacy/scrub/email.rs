//! E-mail addresses with their sign: `local@host`, in any script that puts spaces between words.

use std::ops::Range;

use super::kind::Kind;
use super::rules::Rule;
use super::scan::Scan;
use super::tld::is_tld;

pub(super) static RULE: Rule = Rule {
    kind: Kind::Email,
    worth: |counts| counts.at_signs > 0,
    find,
    examples: &[
        (
            "en",
            "Write to John.O'Neil+shop@mail.example.co.uk.",
            "Write to [email].",
        ),
        ("de", "<mailto:jörg@müller.de>", "<mailto:[email]>"),
        ("zh", "我的邮箱是zhang_san@qq.com。谢谢", "我的邮箱是[email]。谢谢"),
        ("fr", "ｊｅａｎ＠ｅｘａｍｐｌｅ．ｆｒ", "[email]"),
        (
            "ru",
            "почта: иван@почта.рф, maury\u{200b}@yahoo.\u{200b}com",
            "почта: [email], [email]",
        ),
        ("es", "ana@example.com.Gracias", "[email].Gracias"),
        ("en", "to \"john doe\"@example.com", "to [email]"),
        ("pt", "joao@gmail não funciona", "[email] não funciona"),
        ("it", "root@192.168.0.1", "[email]"),
        ("ro", "2 buc@3.50 lei, 10@5", "2 buc@3.50 lei, 10@5"),
    ],
};

fn find(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let text = scan.text();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (sign, _) in text.match_indices('@') {
        let floor = found.last().map_or(0, |last| last.end);
        let local = quoted_before(&text[floor..sign]).unwrap_or_else(|| local_before(&text[floor..sign]));
        if !local.is_empty()
            && let Some(end) = end_of_host(scan, sign + 1, local)
        {
            found.push(sign - local.len()..end);
        }
    }
    found
}

/// Letters of the alphabets that part words by spaces, so that an address never swallows the sentence before it.
pub(super) fn is_address_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || (c.is_alphanumeric() && matches!(u32::from(c), 0xb5..=0x52f | 0x1e00..=0x1eff))
}

fn local_before(text: &str) -> &str {
    let from = text.rfind(|c| !is_address_letter(c) && !"._%+-~'’".contains(c));
    let start = from.map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    text[start..].trim_start_matches(['.', '%', '+', '-', '~', '\'', '’'])
}

/// A local part in quotation marks, which may hold spaces.
fn quoted_before(text: &str) -> Option<&str> {
    let inside = text.strip_suffix('"')?;
    let open = inside
        .char_indices()
        .rev()
        .take(64)
        .find(|(_, c)| matches!(c, '"' | '\n' | '\0'))?;
    (open.1 == '"' && open.0 + 1 < inside.len()).then(|| &text[open.0..])
}

/// Where the host that starts here ends, if it makes an address together with its local part.
fn end_of_host(scan: &Scan<'_>, start: usize, local: &str) -> Option<usize> {
    let text = &scan.text()[start..];
    let run = &text[..text
        .find(|c| !is_address_letter(c) && c != '-' && c != '.')
        .unwrap_or(text.len())];
    let mut labels: Vec<Range<usize>> = Vec::new();
    let mut at = start;
    for label in run.split('.') {
        let next_sentence =
            labels.len() > 1 && scan.is_capital(at) && labels.last().is_some_and(|last| !scan.is_capital(last.start));
        if label.is_empty() || next_sentence {
            break;
        }
        labels.push(at..at + label.len());
        at += label.len() + 1;
    }
    let written = |label: &Range<usize>| &scan.text()[label.clone()];
    let is_word = |label: &str| label.chars().all(char::is_alphabetic);
    let known = labels
        .iter()
        .skip(1)
        .rfind(|label| is_tld(written(label).trim_end_matches('-')));
    let last = labels.last()?;
    let found = match labels.len() {
        _ if known.is_some() => known,
        1 => {
            let spelled = local.len() > 1 && local.contains(char::is_alphabetic) && written(last).len() > 2;
            (spelled && is_word(written(last))).then_some(last)
        }
        4 if labels.iter().all(|label| written(label).parse::<u8>().is_ok()) => Some(last),
        _ => labels
            .iter()
            .skip(1)
            .rfind(|label| label.len() > 1 && is_word(written(label))),
    };
    found.map(|label| label.start + written(label).trim_end_matches('-').len())
}
