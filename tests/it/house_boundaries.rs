//! Which folder may say which word: the rooms of DESIGN.md as a table, read from the sources.

use regex::Regex;

use crate::house::{Source, files, sources};

/// A word and the only places below `src/` that may say it.
const SAID_ONLY_IN: [(&str, &[&str]); 24] = [
    // who talks to whom
    (r"diesel(_migrations)?", &["store/"]),
    (
        r"actix_web|HttpRequest|HttpResponse",
        &["web/", "error.rs", "cli/serve.rs", "cli/bench/"],
    ),
    (
        r"askama",
        &["mail/letter.rs", "mail/message.rs", "mail/notice.rs", "web/"],
    ),
    (r"Db", &["app.rs", "services/", "store/"]),
    (r"crate::store", &["app.rs", "services/", "store/"]),
    // config.rs says where the wrapping key comes from
    (r"crate::keys", &["app.rs", "config.rs", "services/", "keys/"]),
    (r"crate::app", &["cli/", "web/desks.rs"]),
    (r"crate::cli", &[]),
    (r"crate::config", &["cli/"]),
    // config.rs checks the addresses of trusted proxies
    (r"crate::web", &["web/", "cli/serve.rs", "cli/bench/", "config.rs"]),
    (r"crate::services", &["app.rs", "error.rs", "cli/", "services/", "web/"]),
    (
        r"crate::text",
        &["mail/letter.rs", "mail/message.rs", "mail/notice.rs", "text/", "web/"],
    ),
    // what stays personal is named where it is read, taken and scrubbed, and nowhere else
    (
        r"RawSubmission",
        &[
            "privacy/form.rs",
            "privacy/form_reader.rs",
            "privacy/submission.rs",
            "services/submit.rs",
            "web/api.rs",
            "web/survey/answering.rs",
        ],
    ),
    (
        r"RawValue",
        &["privacy/form.rs", "privacy/form_reader.rs", "privacy/submission.rs"],
    ),
    (r"ScrubbedSubmission", &["privacy/submission.rs", "privacy/split.rs"]),
    (
        r"SealedAnswer",
        &[
            "privacy/seal.rs",
            "services/receipts/mod.rs",
            "services/release/",
            "services/writer.rs",
            "store/pool.rs",
        ],
    ),
    // the world outside
    (
        r"std::fs|fs::(read|write|File)",
        &[
            "build.rs",
            "cli/",
            "config.rs",
            "keys/",
            "mail/folder.rs",
            "mail/handed.rs",
            "store/db.rs",
            "web/tls.rs",
        ],
    ),
    (
        r"std::process",
        &["build.rs", "main.rs", "cli/", "keys/source.rs", "services/interrupt.rs"],
    ),
    (r"std::env", &["build.rs", "cli/bench/", "services/interrupt.rs"]),
    (r"Utc|SystemTime|chrono::Local", &["build.rs", "clock.rs", "mail/"]),
    (
        r"Instant::now|thread::sleep",
        &["cli/bench/", "clock.rs", "services/", "store/db.rs", "web/"],
    ),
    (
        r"rand",
        &[
            "cli/bench/",
            "cli/demo/",
            "keys/",
            "secret.rs",
            "services/",
            "store/db.rs",
            "web/api.rs",
            "web/throttle.rs",
        ],
    ),
    // what KEY_COMMAND prints is read there
    (r"stdout|stderr", &["build.rs", "cli/", "keys/source.rs"]),
    (r"tokio", &["cli/", "mail/", "services/", "web/"]),
];

/// A place below `src/` and what it may never say.
const NEVER_SAYS: [(&str, &str); 10] = [
    ("mail/", r"tracing|rand|crate::(app|cli|keys|services|store|web)"),
    (
        "domain/",
        r"std::time|chrono::Utc|rand|tracing|crate::(app|cli|keys|privacy|secret|services|store|web)",
    ),
    (
        "privacy/",
        r"std::time|chrono::Utc|rand|tracing|crate::(app|cli|keys|services|store|web)",
    ),
    (
        "text/",
        r"std::time|rand|tracing|crate::(app|cli|keys|privacy|services|store|web)",
    ),
    ("store/", r"crate::(app|cli|keys|services|web)|tracing"),
    ("keys/", r"crate::(app|cli|services|store|web)"),
    ("services/", r"crate::(app|cli|web|text|error)"),
    // pages of staff and readers of results cannot name what waits
    (
        "web/staff/",
        r"(?i)pool|inbox|cells|sealed\w*|SubmissionDesk|ReceiptDesk|Nonce|privacy::(receipt|seal|split|record|submission)",
    ),
    (
        "services/results.rs",
        r"(?i)pool|inbox|cells|ledger|sealed\w*|Db|KeyFolder|crate::privacy",
    ),
    (
        "services/export.rs",
        r"(?i)pool|inbox|cells|ledger|sealed\w*|Db|KeyFolder|crate::privacy",
    ),
];

/// What nobody says outside tests.
const NOBODY_SAYS: [(&str, &str); 5] = [
    (
        r"(e?print(ln)?|dbg|todo|unimplemented|panic|unreachable)!",
        "the program speaks through its log and its command line, and does not give up",
    ),
    (r"\.unwrap\(\)", "say why it cannot fail, or handle it"),
    (r#"escape *= *"none""#, "templates escape"),
    (r"allow\(clippy::(all|unwrap_used|print_stdout)", "the lints stay"),
    (
        r#""[^"]*</?(a|p|div|span|li|td|h\d|button|form|input)[ >]"#,
        "HTML is written in templates",
    ),
];

/// Values that never print, clone or serialise.
const PERSONAL: [&str; 8] = [
    "Ticket",
    "RawSubmission",
    "RawValue",
    "ScrubbedSubmission",
    "SubmissionForm",
    "SplitAnswer",
    "Record",
    "FormFields",
];

fn word(pattern: &str) -> Regex {
    let start = if pattern.starts_with(['\\', '(', '"']) && !pattern.starts_with("(?i)") {
        ""
    } else {
        r"\b"
    };
    let end = if start.is_empty() { "" } else { r"\b" };
    let (flags, pattern) = pattern
        .strip_prefix("(?i)")
        .map_or(("", pattern), |rest| ("(?i)", rest));
    Regex::new(&format!("{flags}{start}(?:{pattern}){end}")).expect("a pattern")
}

fn said<'s>(source: &'s Source, word: &Regex) -> Option<&'s str> {
    source.code.lines().find(|line| word.is_match(line))
}

#[test]
fn every_word_is_said_only_where_it_belongs() {
    let sources = sources();

    let mut wrong = Vec::new();
    for (pattern, places) in SAID_ONLY_IN {
        let word = word(pattern);
        for source in sources.iter().filter(|source| !source.is_in(places)) {
            wrong.extend(said(source, &word).map(|line| format!("{} says {pattern}: {}", source.path, line.trim())));
        }
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_room_says_what_it_must_not_know() {
    let sources = sources();

    let mut wrong = Vec::new();
    for (place, pattern) in NEVER_SAYS {
        let word = word(pattern);
        for source in sources.iter().filter(|source| source.is_in(&[place])) {
            wrong.extend(said(source, &word).map(|line| format!("{}: {}", source.path, line.trim())));
        }
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nobody_prints_gives_up_or_writes_html_by_hand() {
    let sources = sources();

    let mut wrong = Vec::new();
    for (pattern, why) in NOBODY_SAYS {
        let word = word(pattern);
        for source in &sources {
            wrong.extend(said(source, &word).map(|line| format!("{} ({why}): {}", source.path, line.trim())));
        }
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn personal_values_do_not_clone_serialise_or_print() {
    let sources = sources();

    for name in PERSONAL {
        let definition = Regex::new(&format!(r"((?:#\[[^\]]*\]\s*)*)pub (?:struct|enum) {name}\b")).expect("a pattern");
        let traits = Regex::new(&format!(
            r"impl\b.*\b(Clone|Serialize|Display|ToString)\b.* for {name}\b"
        ))
        .expect("a pattern");
        let attributes: Vec<String> = sources
            .iter()
            .flat_map(|source| definition.captures_iter(&source.code).map(|found| found[1].to_owned()))
            .collect();

        assert_eq!(attributes.len(), 1, "{name} is defined once");
        for word in ["Clone", "Copy", "Serialize", "Debug"] {
            assert!(!attributes[0].contains(word), "{name} derives {word}");
        }
        assert!(sources.iter().all(|source| !traits.is_match(&source.code)), "{name}");
    }
}

#[test]
fn every_module_says_what_lives_there_and_is_short_enough_to_read() {
    let sources = sources();

    let mut wrong = Vec::new();
    for source in sources.iter().chain(&files("tests", &["rs"])) {
        let first = source.whole.lines().next().unwrap_or("");
        if !first.starts_with("//! ") || first.len() < 12 {
            wrong.push(format!("{} does not begin with a sentence about itself", source.path));
        }
        // near 300 lines, as STYLE.md says; no more than that
        let most = if source.path.starts_with("src/") { 360 } else { 450 };
        let lines = source.whole.lines().take_while(|line| *line != "mod tests {").count();
        if lines > most {
            wrong.push(format!("{} has {lines} lines", source.path));
        }
        let name = source.path.rsplit('/').next().unwrap_or("").trim_end_matches(".rs");
        if [
            "utils", "util", "helpers", "helper", "common", "manager", "data", "info", "misc",
        ]
        .contains(&name)
        {
            wrong.push(format!("{} is named after nothing", source.path));
        }
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn tests_stand_in_a_module_at_the_end_of_their_file() {
    for source in sources() {
        let tests = source.whole.lines().skip_while(|line| *line != "mod tests {").skip(1);

        let strays = tests.filter(|line| !(line.is_empty() || line.starts_with(' ') || *line == "}"));

        assert_eq!(strays.collect::<Vec<_>>(), Vec::<&str>::new(), "{}", source.path);
        let others = source.code.matches("#[cfg(test)]").count();
        let modules = source.code.matches("mod tests;").count() + usize::from(source.whole.contains("\nmod tests {"));
        assert_eq!(
            others, modules,
            "{} has code for tests outside `mod tests`",
            source.path
        );
    }
}
