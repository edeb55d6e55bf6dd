//! National numbering plans: the first digits and the lengths of the numbers people give. Data, no rules.

use std::ops::RangeInclusive;

/// Numbers of one country that people write without its code.
pub(super) struct Plan {
    /// The languages in whose texts the plan holds without any other sign.
    pub languages: &'static [&'static str],
    /// What the digits begin with.
    pub starts: &'static [&'static str],
    /// How many digits there are, the trunk digit included.
    pub digits: RangeInclusive<usize>,
    /// Numbers that cannot be taken for a quantity: the plan holds in a text of any language.
    pub anywhere: bool,
    /// Lengths of the groups, where only this spelling tells a telephone from another number.
    pub groups: Option<&'static [usize]>,
}

const fn plan(
    language: &'static [&'static str],
    starts: &'static [&'static str],
    digits: RangeInclusive<usize>,
) -> Plan {
    Plan {
        languages: language,
        starts,
        digits,
        anywhere: false,
        groups: None,
    }
}

const fn spelled(language: &'static [&'static str], starts: &'static [&'static str], groups: &'static [usize]) -> Plan {
    Plan {
        languages: language,
        starts,
        digits: 7..=13,
        anywhere: false,
        groups: Some(groups),
    }
}

const fn anywhere(plan: Plan) -> Plan {
    Plan { anywhere: true, ..plan }
}

/// The plans of the nine languages (ITU E.164 national numbering plans, as published by each regulator).
pub(super) static PLANS: [Plan; 33] = [
    // France: ten digits, 01 to 09
    anywhere(plan(
        &["fr"],
        &["01", "02", "03", "04", "05", "06", "07", "08", "09"],
        10..=10,
    )),
    // United Kingdom: ten or eleven
    anywhere(plan(&["en"], &["01", "02", "03", "07", "08"], 10..=11)),
    // North America: area, exchange, line; in one piece it could be anything but is asked for so in English
    spelled(&["en"], &["2", "3", "4", "5", "6", "7", "8", "9"], &[3, 3, 4]),
    spelled(&["en"], &["2", "3", "4", "5", "6", "7", "8", "9"], &[3, 7]),
    spelled(&["en"], &["2", "3", "4", "5", "6", "7", "8", "9"], &[6, 4]),
    spelled(&["en"], &["2", "3", "4", "5", "6", "7", "8", "9"], &[10]),
    spelled(&["en"], &["1"], &[1, 3, 3, 4]),
    spelled(&["en"], &["1"], &[1, 3, 7]),
    spelled(&["en"], &["1"], &[11]),
    // Portugal: nine digits
    plan(&["pt"], &["91", "92", "93", "94", "96", "2", "30", "70", "80"], 9..=9),
    // Brazil: area and number, with the trunk zero, or without the area
    spelled(&["pt"], &["1", "2", "3", "4", "5", "6", "7", "8", "9"], &[2, 5, 4]),
    spelled(&["pt"], &["1", "2", "3", "4", "5", "6", "7", "8", "9"], &[2, 4, 4]),
    spelled(&["pt"], &["1", "2", "3", "4", "5", "6", "7", "8", "9"], &[2, 1, 4, 4]),
    spelled(&["pt"], &["1", "2", "3", "4", "5", "6", "7", "8", "9"], &[2, 9]),
    spelled(&["pt"], &["1", "2", "3", "4", "5", "6", "7", "8", "9"], &[7, 4]),
    spelled(&["pt"], &["1", "2", "3", "4", "5", "6", "7", "8", "9"], &[11]),
    spelled(&["pt"], &["0"], &[3, 5, 4]),
    spelled(&["pt"], &["0"], &[4, 3, 4]),
    spelled(&["pt"], &["9"], &[5, 4]),
    // Italy: mobile, then fixed with its zero
    plan(&["it"], &["31", "32", "33", "34", "35", "36", "37", "38", "39"], 9..=10),
    plan(&["it"], &["0"], 8..=11),
    // Spain: nine digits
    plan(&["es"], &["6", "7", "8", "9"], 9..=9),
    // Germany, Austria, Switzerland: any length
    plan(&["de"], &["01", "02", "03", "04", "05", "06", "07", "08", "09"], 8..=13),
    // Romania: ten digits
    anywhere(plan(&["ro"], &["02", "03", "07"], 10..=10)),
    // Russia: trunk digit 8 or country digit 7, the bare mobile number, a local number by its spelling
    anywhere(plan(&["ru"], &["89", "84", "83", "88", "79", "74", "73"], 11..=11)),
    plan(&["ru"], &["9"], 10..=10),
    spelled(&["ru"], &["4", "8", "3"], &[3, 3, 2, 2]),
    spelled(&["ru"], &["2", "3", "4", "5", "6", "7", "9"], &[3, 2, 2]),
    // China: mobile, fixed, service numbers
    anywhere(plan(&["zh"], &["13", "14", "15", "16", "17", "18", "19"], 11..=11)),
    plan(&["zh"], &["010", "02"], 10..=11),
    plan(&["zh"], &["03", "04", "05", "06", "07", "08", "09"], 10..=12),
    spelled(&["zh"], &["400", "800"], &[3, 3, 4]),
    spelled(&["zh"], &["400", "800"], &[3, 4, 3]),
];

/// Country codes of the nine languages and the digits of a whole number with them (`(0)` may add one).
#[rustfmt::skip]
pub(super) const CODES: [(&str, RangeInclusive<usize>); 16] = [
    ("1", 11..=11), ("33", 11..=12), ("34", 11..=11), ("351", 12..=12), ("39", 10..=13), ("40", 11..=12),
    ("41", 11..=12), ("43", 9..=14), ("44", 12..=13), ("49", 10..=14), ("52", 12..=13), ("54", 12..=13),
    ("55", 12..=13), ("7", 11..=11), ("86", 12..=13), ("373", 11..=12),
];

/// Words that announce a telephone number, folded; an ASCII one counts only at the start of a word.
pub(super) const CUES: [&str; 47] = [
    "tel",
    "phone",
    "call",
    "mobile",
    "cell",
    "whatsapp",
    "text me",
    "sms",
    "ring me",
    "reach me",
    "fon",
    "handy",
    "anruf",
    "ruf",
    "mobil",
    "fax",
    "llama",
    "movil",
    "celular",
    "fijo",
    "ligar",
    "ligue",
    "liga",
    "contato",
    "chiama",
    "cellulare",
    "numero di",
    "appel",
    "joign",
    "portable",
    "suna",
    "sunati",
    "viber",
    "zadzwon",
    "тел",
    "звон",
    "моб",
    "набер",
    "ватсап",
    "вотсап",
    "电话",
    "手机",
    "联系",
    "拨打",
    "致电",
    "来电",
    "座机",
];
