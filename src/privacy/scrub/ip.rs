//! Addresses of devices: IPv4, IPv6 and MAC, all printed as `[ip]`, since a respondent need not know the difference.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::counts::Counts;
use super::kind::Kind;
use super::rules::Rule;
use super::scan::Scan;

pub(super) static RULE: Rule = Rule {
    kind: Kind::Ip,
    worth: |counts| may_be_v4(counts) || may_be_v6_or_mac(counts),
    find,
    examples: &[
        (
            "en",
            "my address 93.184.216.34:8080 was blocked",
            "my address [ip] was blocked",
        ),
        (
            "ro",
            "Fără motiv. Firewall-ul blochează 12.84.83.128, verificați",
            "Fără motiv. Firewall-ul blochează [ip], verificați",
        ),
        ("de", "IP 192.168.0.1/24.", "IP [ip]."),
        (
            "zh",
            "我的ＩＰ是１９２．１６８．１．１０，连不上",
            "我的ＩＰ是[ip]，连不上",
        ),
        ("fr", "depuis 2001:db8::8a2e:370:7334, rien", "depuis [ip], rien"),
        ("es", "2001:0DB8:0000:0000:0000:8a2e:0370:7334", "[ip]"),
        ("it", "fe80::1ff:fe23:4567:890a%eth0", "[ip]"),
        ("pt", "MAC 00:1A:2b:3C:4d:5E ou 00-1a-2b-3c-4d-5e", "MAC [ip] ou [ip]"),
        ("ru", "адрес 001a.2b3c.4d5e не виден", "адрес [ip] не виден"),
        (
            "en",
            "After version 10.4.2.1 the clock shows 12:30:45.",
            "After version 10.4.2.1 the clock shows 12:30:45.",
        ),
        (
            "de",
            "Update auf Firmware 11.0.1.3, 300.1.1.1",
            "Update auf Firmware 11.0.1.3, 300.1.1.1",
        ),
        ("en", "firmware blocks 192.168.17.23", "firmware blocks [ip]"),
        ("en", "use std::fmt or ::", "use std::fmt or ::"),
    ],
};

static V4: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?-u:\b)[0-9]{1,3}(?:(?:\.|\[\.\]|\(\.\)|[\[(]dot[\])])[0-9]{1,3}){3,}(?::[0-9]{1,5}|/[0-9]{1,2})?(?-u:\b)",
    )
    .expect("a constant pattern")
});
static V6_OR_MAC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?-u:\b)[0-9a-f]{2}(?:(?::[0-9a-f]{2}){5,7}|(?:-[0-9a-f]{2}){5,7})(?-u:\b)",
        r"|(?-u:\b)[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?-u:\b)",
        r"|[0-9a-f:]*:[0-9a-f:]*:[0-9a-f.:]*(?:%[a-z0-9]{1,15})?(?:/[0-9]{1,3})?",
    ))
    .expect("a constant pattern")
});

/// After one of these in the same sentence, four numbers with dots are a version.
static VERSION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?-u:\b)(?:versi|versao|firmware|build|release|update|upgrade|android|ios|windows|chrome|aktualisier|ver(?-u:\b)|v(?-u:\b))",
        r"|верси|прошивк|сборк|版本|固件|升级",
    ))
    .expect("a constant pattern")
});
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?-u:\b)ip(?:v4)?(?-u:\b)").expect("a constant pattern"));

fn may_be_v4(counts: &Counts) -> bool {
    counts.digits >= 4 && counts.dots + counts.brackets >= 3 && counts.inside + counts.brackets >= 3
}

fn may_be_v6_or_mac(counts: &Counts) -> bool {
    counts.colons || counts.dotted || counts.dashes >= 5 && counts.inside >= 5
}

fn find(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let text = scan.text();
    let mut found = Vec::new();
    if may_be_v4(scan.counts()) {
        let hits = V4.find_iter(text).map(|hit| hit.range());
        found.extend(hits.filter(|range| is_v4(scan, range)));
    }
    if may_be_v6_or_mac(scan.counts()) {
        found.extend(V6_OR_MAC.find_iter(text).filter_map(|hit| v6_or_mac(text, hit.range())));
    }
    found
}

fn is_v4(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    let written = &scan.text()[range.clone()];
    let bare = written.split([':', '/']).next().unwrap_or_default();
    let octets: Vec<&str> = bare
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let before = scan.before(range.start, 40);
    let sentence = before.rsplit(". ").next().unwrap_or_default();
    let is_address = octets.len() == 4 && octets.iter().all(|octet| octet.parse::<u8>().is_ok());
    let torn = before.ends_with(['.', ','])
        && before
            .trim_end_matches(['.', ','])
            .ends_with(|c: char| c.is_ascii_digit());
    // the parts of versions are small
    let is_large = octets.iter().any(|octet| octet.len() == 3);
    is_address && !torn && (is_large || !VERSION.is_match(sentence) || ADDRESS.is_match(sentence))
}

fn v6_or_mac(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let written = &text[range.clone()];
    if !written.contains(':') {
        let dotted = written.contains('.');
        return (!dotted || written.contains(|c: char| c.is_ascii_alphabetic())).then_some(range);
    }
    let bytes = text.as_bytes();
    let start = if written.starts_with("::") {
        range.start
    } else {
        range.start + written.len() - written.trim_start_matches(':').len()
    };
    if start > 0 && bytes[start - 1].is_ascii_alphanumeric() {
        return None;
    }
    let address = text[start..range.end].split(['%', '/']).next().unwrap_or_default();
    let trimmed = address.trim_end_matches(['.', ':']);
    let end = if trimmed.len() == address.len() {
        range.end
    } else {
        start + trimmed.len()
    };
    if bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let groups = trimmed.split(':').filter(|group| !group.is_empty()).count();
    let is_mac = (6..=8).contains(&groups) && trimmed.split(':').all(|group| group.len() == 2);
    let is_v6 = groups >= 3 && trimmed.contains(|c: char| c.is_ascii_digit()) && is_v6(trimmed);
    (is_mac || is_v6).then_some(start..end)
}

fn is_v6(written: &str) -> bool {
    written.parse::<Ipv6Addr>().is_ok() || written.parse::<Ipv4Addr>().is_ok()
}
