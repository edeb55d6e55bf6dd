//! E-mail addresses disguised: `john (at) example dot com`, the words of each language, spaces around the sign or
//! between the letters.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::cued::Hint;
use super::kind::Kind;
use super::rules::Rule;
use super::scan::Scan;
use super::tld::{MAIL_PROVIDERS, MAILBOX_ONLY, is_tld};

pub(super) static RULE: Rule = Rule {
    kind: Kind::Email,
    worth: |_| true,
    find,
    examples: &[
        (
            "en",
            "I am john dot smith at example dot com, thanks",
            "I am [email], thanks",
        ),
        ("en", "donovan_54 [at] orange dot fr.", "[email]."),
        (
            "en",
            "john_at_example_dot_com or mary at gmail.com",
            "[email] or [email]",
        ),
        (
            "en",
            "daniel.bertin @ proton.me, d@example (dot) org",
            "[email], [email]",
        ),
        ("en", "j o h n @ m a i l . c o m works", "[email] works"),
        ("pt", "bernard(arroba)sub ponto empresa ponto eu", "[email]"),
        ("it", "scrivi a mario chiocciola libero punto it", "scrivi a [email]"),
        ("es", "luis97 arroba mail(punto)ru no va", "[email] no va"),
        (
            "fr",
            "jean arobase yahoo.fr ou léa(at)free point fr",
            "[email] ou [email]",
        ),
        ("zh", "请写信到 trentini_92 at qq．com 谢谢", "请写信到 [email] 谢谢"),
        (
            "ro",
            "Scrieți-mi la camille.verdier la yahoo(punct)co(punct)uk vă rog",
            "Scrieți-mi la [email] vă rog",
        ),
        ("zh", "邮箱是zhang#163.com", "邮箱是[email]"),
        ("de", "max ät web punkt de", "[email]"),
        (
            "ro",
            "agatha531 la web(punct)ro, ion arond gmail punct com",
            "[email], [email]",
        ),
        ("ru", "иван(собака)яндекс точка ру", "[email]"),
        ("ru", "ivan собака mail.ru не отвечает", "[email] не отвечает"),
        ("zh", "我的邮箱zhang艾特qq点com", "我的邮箱[email]"),
        (
            "en",
            "I bought it at amazon.com and looked at this. Net result: fine at 5.",
            "I bought it at amazon.com and looked at this. Net result: fine at 5.",
        ),
        ("ro", "Am ajuns la un punct de lucru.", "Am ajuns la un punct de lucru."),
        (
            "fr",
            "J'en suis à ce point de colère.",
            "J'en suis à ce point de colère.",
        ),
        (
            "ru",
            "У меня собака, вот и вся точка.",
            "У меня собака, вот и вся точка.",
        ),
        (
            "en",
            "better price at orange.fr, ask @dan.ross",
            "better price at orange.fr, ask [handle]",
        ),
    ],
};

/// Words that mean nothing but the sign, wherever they stand between two names.
pub(super) const SIGN_WORDS: &str =
    "arroba|arrova|arobas|arobase|chiocciola|klammeraffe|affenschwanz|arond|собака|собачка|sobaka|гав|coada de maimuta";
pub(super) const DOT_WORDS: &str = "dot|ponto|punto|point|punkt|punct|точка|тчк";

/// Words that mean the sign only where the rest fits.
pub(super) const WEAK_SIGNS: &str = "at|艾特|小老鼠|圈a";
pub(super) const DOT_SIGNS: &str = "点|點";

/// Whether there is anything of an address: a sign or a provider, and a dot or the word for it.
fn is_likely(scan: &Scan<'_>) -> bool {
    let (counts, cues) = (scan.counts(), scan.cues());
    let bracketed = counts.brackets > 0;
    let sign = counts.at_signs > 0 || counts.path_signs > 0 || cues.has(Hint::Mail) || cues.has(Hint::Dot);
    let dot = cues.has(Hint::Dot) || counts.inside > 0 || scan.text().contains(" .");
    bracketed || sign && dot
}

static DOT: LazyLock<Regex> = LazyLock::new(|| Regex::new(&dot()).expect("a constant pattern"));

fn dot() -> String {
    format!(
        r"(?: ?[\[({{<] ?(?:{DOT_WORDS}|\.|点) ?[\])}}>] ?|[ _]{{1,2}}(?:{DOT_WORDS})[ _]{{1,2}}| ?[点點] ?| \. ?|\.)"
    )
}

static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    let dot = dot();
    let part = r"[a-z0-9\p{Cyrillic}_.+-]+";
    let join = format!(r"(?:{dot}| (?:underscore|unterstrich|underline|guion bajo|guion|trattino|tiret) )");
    let label = r"[a-z0-9\p{Cyrillic}-]+";
    let bracketed = format!(r" ?[\[({{<] ?(?:at|a|la|@|эт|艾特|{SIGN_WORDS}) ?[\])}}>] ?");
    Regex::new(&format!(
        "(?P<local>{part}(?:{join}{part}){{0,3}}?)\
         (?:(?P<clear>{bracketed}| (?:{SIGN_WORDS}) | ?(?:艾特|小老鼠|圈a) ?)|(?P<sign> {{0,2}}@ {{0,2}})|(?P<weak> (?:at|la|эт) |[_-]at[_-]|#))\
         (?P<host>{label}(?:{dot}{label}){{1,4}})"
    ))
    .expect("a constant pattern")
});

static LETTER_BY_LETTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)(?:[a-z0-9._+-] ){2,64}@(?: [a-z0-9-])+(?: \.(?: [a-z0-9-])+)+(?-u:\b)")
        .expect("a constant pattern")
});

fn find(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let text = scan.text();
    if !is_likely(scan) {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = LETTER_BY_LETTER.find_iter(text).map(|hit| hit.range()).collect();
    let mut at = 0;
    while let Some(hit) = SPOKEN.find_at(text, at) {
        if let Some(host) = host_of_plain(hit.as_str()) {
            at = hit.start() + host;
            continue;
        }
        let Some(hit) = SPOKEN.captures_at(text, hit.start()) else {
            break;
        };
        // What looked like the host may be the local part of the next: "mail me at john at example dot com".
        let next = hit.name("host").map_or(text.len(), |host| host.start());
        let range = address(scan, &hit);
        at = range.as_ref().map_or(next, |range| range.end);
        found.extend(range);
    }
    found
}

/// Where the host begins of an address with nothing disguised, which the rule before has seen: only a provider's is taken here.
fn host_of_plain(written: &str) -> Option<usize> {
    let plain = |c: char| c.is_alphanumeric() && u32::from(c) < 0x2e80 || matches!(c, '@' | '.' | '+');
    let (_, host) = written.split_once('@').filter(|_| written.chars().all(plain))?;
    let provider = host.split('.').next().unwrap_or_default();
    (!MAIL_PROVIDERS.contains(&provider)).then_some(written.len() - host.len())
}

/// The stretch of the match that is an address: up to the last label that can end a host.
fn address(scan: &Scan<'_>, hit: &Captures<'_>) -> Option<Range<usize>> {
    let (local, host) = (hit.name("local")?, hit.name("host")?);
    let mut labels = Vec::new();
    let mut from = 0;
    for dot in DOT.find_iter(host.as_str()) {
        labels.push((from..dot.start(), dot.as_str() == "."));
        from = dot.end();
    }
    labels.push((from..host.len(), true));
    let last = (1..labels.len())
        .rev()
        .find(|place| is_tld(&host.as_str()[labels[*place].0.clone()]))?;
    let ending = &host.as_str()[labels[last].0.clone()];
    let spoken = labels[..last].iter().any(|(_, plain)| !plain);
    let bracketed = host.as_str()[..labels[last].0.start].contains(['(', '[', '{', '<']);
    let provider = &host.as_str()[labels[0].0.clone()];
    let name = local.as_str();
    let is_account = name.contains(|c: char| c.is_ascii_digit() || "._+".contains(c));
    let accepted = if let Some(sign) = hit.name("sign") {
        spoken || sign.as_str().ends_with(' ') || MAIL_PROVIDERS.contains(&provider)
    } else if let Some(word) = hit.name("weak") {
        let romanian = word.as_str() == " la ";
        let in_language = !romanian || scan.language() == "ro";
        let joined = !word.as_str().starts_with(' ');
        let by_dot = spoken && word.as_str() != "#" && (!romanian || bracketed || is_account || ending != "de");
        let by_host = MAILBOX_ONLY.contains(&provider)
            || ((is_account || word.as_str() == "#") && MAIL_PROVIDERS.contains(&provider));
        in_language
            && (by_dot || by_host || (!joined && !romanian && name.contains(['.', '_', '+']) && !name.ends_with('.')))
    } else {
        true
    };
    let start = local.start() + name.len() - name.trim_start_matches(['.', '-', '+']).len();
    (accepted && start < local.end()).then_some(start..host.start() + labels[last].0.end)
}
