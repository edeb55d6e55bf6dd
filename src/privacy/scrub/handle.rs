//! Account names: after the sign (`@name`), or after the name of a network that says so (`微信号 zhang_67`).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::cued::Hint;
use super::email::is_address_letter;
use super::kind::Kind;
use super::rules::Rule;
use super::scan::Scan;
use super::tld::{MAIL_PROVIDERS, is_tld};

pub(super) static RULE: Rule = Rule {
    kind: Kind::Handle,
    worth: |_| true,
    find,
    examples: &[
        ("en", "I am @dan.ross_21. Thanks", "I am [handle]. Thanks"),
        ("ru", "пишите @ivan или @иван", "пишите [handle] или [handle]"),
        ("zh", "关注@张小三 还有@john_88谢谢", "关注[handle] 还有[handle]谢谢"),
        (
            "zh",
            "我的微信号是payneadrian，照片在那里",
            "我的微信号是[handle]，照片在那里",
        ),
        ("zh", "QQ：12345678", "QQ：[handle]"),
        ("es", "mi Instagram: pedro_77 y ya", "mi Instagram: [handle] y ya"),
        ("ru", "тг: ivan77, вк id123456", "тг: [handle], вк [handle]"),
        (
            "zh",
            "加我微信zhangsan88，或者 QQ 123456789",
            "加我微信[handle]，或者 QQ [handle]",
        ),
        (
            "en",
            "discord john#1234, Instagram @ john_doe",
            "discord [handle], Instagram @ [handle]",
        ),
        (
            "en",
            "Twitter: v2.0 on Facebook iPhone15 is bad",
            "Twitter: v2.0 on Facebook iPhone15 is bad",
        ),
        ("de", "Telegram Name: maxmustermann", "Telegram Name: [handle]"),
        (
            "en",
            "arrived @3pm, @ 5 each, @home, 60 fps @1080p",
            "arrived @3pm, @ 5 each, @home, 60 fps @1080p",
        ),
        (
            "en",
            "Instagram: great page. (@gmail.com)",
            "Instagram: great page. (@gmail.com)",
        ),
        (
            "zh",
            "微信支付和微信小程序都很好，微信iPhone版也好",
            "微信支付和微信小程序都很好，微信iPhone版也好",
        ),
    ],
};

/// After the sign these are words: people write it for "at".
const WORDS: [&str; 12] = [
    "home", "work", "the", "my", "your", "all", "school", "night", "office", "this", "that", "least",
];

/// The names of [`NAMED`] and [`NAMED_IN_CHINESE`].
pub(super) const NETWORKS: &str = "instagram|insta|ig|twitter|telegram|tiktok|snapchat|snap|facebook|fb|discord|skype|linkedin|vk|twitch|wechat|line|телеграм|телеграмм|инстаграм|инстаграмм|инста|скайп|вк|тг|weixin|vx|qq|微信|v信|加我|扣扣|抖音|小红书|微博|快手";

/// Networks and messengers, perhaps a word for an account, perhaps a mark, and the account.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:(?-u:\b)(?:instagram|insta|ig|twitter|telegram|tiktok|snapchat|snap|facebook|fb|discord|skype|linkedin|vk|",
        r"twitch|wechat|line)|телеграмм?|инстаграмм?|инста|скайп|вк|тг)",
        r"(?P<noun>[ -](?:handle|user ?name|user|account|name|nick(?:name)?|id|usuario|conta|cuenta|utente|compte|",
        r"pseudo|konto|benutzername|cont|аккаунт|ник|логин))?",
        r"(?P<mark> ?[:=@]{1,2} ?| (?:is|es|e|est|ist|este|sono|sou|soy|bin) | )@?",
        r"(?P<account>[a-z][a-z0-9._-]{2,29}(?:#[0-9]{4}(?-u:\b))?)",
    ))
    .expect("a constant pattern")
});
static NAMED_IN_CHINESE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:微信|wechat|weixin|(?-u:\b)vx|v信|加我?v|qq|扣扣|抖音|小红书|微博|快手)(?P<noun>号码?|账号|帐号|昵称|id|名)?",
        r" ?(?P<mark>[:=是为叫])? ?@?(?P<account>[a-z][a-z0-9_.-]{4,29}|[0-9]{5,12}(?-u:\b))",
    ))
    .expect("a constant pattern")
});

/// Devices and products that follow a network's name in praise and complaint.
const PRODUCTS: [&str; 8] = [
    "android", "iphone", "windows", "macos", "linux", "mobile", "ipad", "ios",
];

/// Letters with a digit or an underscore in them, and neither a version nor a device.
fn looks_made_up(name: &str) -> bool {
    let is_version = name
        .strip_prefix('v')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_product = PRODUCTS.iter().any(|product| name.starts_with(product));
    name.contains(|c: char| c.is_ascii_digit() || "._#".contains(c)) && !is_version && !is_product
}

fn find(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let text = scan.text();
    let mut found: Vec<Range<usize>> = text
        .match_indices('@')
        .filter_map(|(at, _)| after_sign(text, at))
        .collect();
    if !scan.cues().has(Hint::Network) {
        return found;
    }
    let named = NAMED.captures_iter(text).filter_map(|hit| {
        let (account, mark) = (hit.name("account")?, hit.name("mark")?);
        let name = account.as_str().trim_end_matches(['.', '-', '_']);
        let is_said = hit.name("noun").is_some() && mark.as_str().contains([':', '=', '@']);
        let bare = mark.as_str() == " "
            && (name.len() < 5 || !name.contains(|c: char| c.is_ascii_digit() || "_#".contains(c)));
        (name.len() > 2 && ((looks_made_up(name) && !bare) || is_said))
            .then_some(account.start()..account.start() + name.len())
    });
    let chinese = NAMED_IN_CHINESE.captures_iter(text).filter_map(|hit| {
        let account = hit.name("account")?;
        let name = account.as_str().trim_end_matches(['.', '-', '_']);
        let is_said = hit.name("noun").is_some() || hit.name("mark").is_some();
        let is_number = name.starts_with(|c: char| c.is_ascii_digit());
        let is_product = PRODUCTS.iter().any(|product| name.starts_with(product));
        let accepted = match is_number {
            true => is_said || (name.len() > 6 && hit.get(0)?.as_str().starts_with("qq")),
            false => !is_product && (is_said || looks_made_up(name)),
        };
        accepted.then_some(account.start()..account.start() + name.len())
    });
    found.extend(named);
    found.extend(chinese);
    found
}

/// The account name after this sign, sign included.
fn after_sign(text: &str, sign: usize) -> Option<Range<usize>> {
    if text[..sign].ends_with(|c| is_address_letter(c) || c == '_' || c == '@') {
        return None;
    }
    let rest = &text[sign + 1..];
    let first = rest.chars().next()?;
    if !is_address_letter(first) && first != '_' {
        return after_sign_in_chinese(rest).map(|length| sign..sign + 1 + length);
    }
    let run = &rest[..rest
        .find(|c| !is_address_letter(c) && !"_.-".contains(c))
        .unwrap_or(rest.len())];
    let name = run.trim_end_matches(['.', '-']);
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let is_quantity = digits > 0 && name.len() - digits <= 3 && digits <= 5;
    let is_host = name
        .split_once('.')
        .is_some_and(|(host, ending)| MAIL_PROVIDERS.contains(&host) && is_tld(ending));
    let is_name = name.chars().nth(1).is_some() && name.contains(char::is_alphabetic);
    (is_name && !is_quantity && !is_host && !WORDS.contains(&name)).then_some(sign..sign + 1 + name.len())
}

/// A mention in Chinese ends with a space or a mark; a run longer than a name is the sentence itself.
fn after_sign_in_chinese(rest: &str) -> Option<usize> {
    let name: String = rest
        .chars()
        .take(13)
        .take_while(|c| c.is_alphanumeric() || *c == '_' || *c == '-')
        .collect();
    (2..=12).contains(&name.chars().count()).then_some(name.len())
}
