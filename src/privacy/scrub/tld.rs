//! Endings of host names that people meet: all countries and the generic ones in real use. Unknown endings are words.

/// Whether a label, folded, can end a host name.
pub(super) fn is_tld(label: &str) -> bool {
    match label.len() {
        2 => COUNTRIES
            .as_bytes()
            .chunks(3)
            .any(|chunk| chunk.starts_with(label.as_bytes())),
        _ => GENERIC.contains(&label),
    }
}

const COUNTRIES: &str = "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw ";

const GENERIC: [&str; 52] = [
    "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "name", "pro", "mobi", "asia", "cat", "app", "dev",
    "blog", "shop", "store", "online", "site", "website", "web", "tech", "cloud", "club", "live", "link", "news",
    "page", "email", "mail", "xyz", "top", "vip", "wang", "icu", "space", "world", "today", "agency", "museum",
    "travel", "jobs", "coop", "aero", "tel", "рф", "ру", "ком", "рус", "example",
];

/// Hosts that hand out mailboxes to everyone: an `at` before one of them is an e-mail address.
pub(super) const MAIL_PROVIDERS: [&str; 34] = [
    "gmail",
    "googlemail",
    "hotmail",
    "outlook",
    "yahoo",
    "ymail",
    "icloud",
    "proton",
    "protonmail",
    "gmx",
    "aol",
    "live",
    "msn",
    "mail",
    "yandex",
    "rambler",
    "inbox",
    "bk",
    "web",
    "t-online",
    "freenet",
    "libero",
    "virgilio",
    "alice",
    "tiscali",
    "orange",
    "laposte",
    "wanadoo",
    "uol",
    "bol",
    "sapo",
    "qq",
    "163",
    "126",
];

/// The providers whose name means a mailbox and nothing else.
pub(super) const MAILBOX_ONLY: [&str; 11] = [
    "gmail",
    "googlemail",
    "hotmail",
    "outlook",
    "yahoo",
    "ymail",
    "icloud",
    "proton",
    "protonmail",
    "gmx",
    "aol",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_of_both_lists_are_known_and_words_are_not() {
        assert!(["com", "de", "zw", "uk", "рф"].into_iter().all(is_tld));
        assert!(!["thanks", "c ", "xq", "ross", ""].into_iter().any(is_tld));
    }
}
