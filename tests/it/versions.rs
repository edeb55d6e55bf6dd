//! What runs here: the list of libraries, their licences, the page that shows them, and the reminder of an old build.

use std::collections::BTreeSet;
use std::process::Command;

use chorus::domain::program::{self, built_on, libraries};
use chrono::Days;
use serde_json::Value;

use crate::app::{Place, TestApp};
use crate::binary::Binary;
use crate::house::{root, text_of};
use crate::pages::unescaped;
use crate::staff::{Staff, account};

/// What a library may be licensed under, as CONTRIBUTING.md says; whoever is offered several takes one of these.
const ALLOWED: [&str; 16] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "blessing",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "PostgreSQL",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Whether an SPDX expression can be met with allowed licences alone.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.trim();
    for (word, all) in [(" OR ", false), (" AND ", true)] {
        let parts = split_outside_brackets(expression, word);
        if parts.len() > 1 {
            let mut parts = parts.into_iter();
            return if all {
                parts.all(is_allowed)
            } else {
                parts.any(is_allowed)
            };
        }
    }
    match expression.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inside) => is_allowed(inside),
        None => ALLOWED.contains(&expression),
    }
}

fn split_outside_brackets<'t>(text: &'t str, word: &str) -> Vec<&'t str> {
    let (mut parts, mut begin, mut depth) = (Vec::new(), 0, 0_i32);
    for (place, letter) in text.char_indices() {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        if depth == 0 && place >= begin && text[place..].starts_with(word) {
            parts.push(&text[begin..place]);
            begin = place + word.len();
        }
    }
    parts.push(&text[begin..]);
    parts
}

fn sbom() -> Value {
    serde_json::from_str(program::SBOM).expect("JSON")
}

#[test]
fn a_licence_is_allowed_if_one_way_through_it_is() {
    for allowed in [
        "MIT",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
        "Apache-2.0 OR GPL-2.0-only",
        "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
        "(Apache-2.0 OR MIT) AND BSD-3-Clause",
    ] {
        assert!(is_allowed(allowed), "{allowed}");
    }
    for refused in [
        "GPL-3.0-only",
        "MIT AND GPL-3.0-only",
        "(GPL-2.0-only OR AGPL-3.0-only) AND MIT",
        "",
        "()",
    ] {
        assert!(!is_allowed(refused), "{refused}");
    }
}

#[test]
fn every_library_has_a_licence_we_may_use() {
    let refused: Vec<String> = libraries()
        .into_iter()
        .filter(|library| !library.licence.as_deref().is_some_and(is_allowed))
        .map(|library| format!("{} {}: {:?}", library.name, library.version, library.licence))
        .collect();

    assert_eq!(refused, Vec::<String>::new());
}

#[test]
fn the_list_is_cyclonedx() {
    let sbom = sbom();

    assert_eq!(
        (&sbom["bomFormat"], &sbom["specVersion"]),
        (&"CycloneDX".into(), &"1.5".into())
    );
    assert_eq!(sbom["metadata"]["component"]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(sbom["compositions"][0]["aggregate"], "complete");
    let moment = sbom["metadata"]["timestamp"].as_str().expect("a text");
    assert!(chrono::DateTime::parse_from_rfc3339(moment).is_ok(), "{moment}");
    let components = sbom["components"].as_array().expect("a list");
    let mut known = BTreeSet::new();
    for component in components {
        let text = |name: &str| {
            component[name]
                .as_str()
                .unwrap_or_else(|| panic!("{name} of {component}"))
        };
        let kind = text("purl").split(['/', ':']).nth(1).expect("a kind");
        assert_eq!(text("type"), "library");
        assert!(["cargo", "npm", "generic"].contains(&kind), "{component}");
        assert!(text("purl").ends_with(&format!("@{}", text("version").replace('+', "%2B"))));
        assert!(
            known.insert(text("bom-ref").to_owned()),
            "{component} stands there twice"
        );
        if kind == "cargo" {
            let digest = component["hashes"][0]["content"].as_str().expect("a digest");
            assert!(digest.len() == 64 && component["hashes"][0]["alg"] == "SHA-256");
        }
    }
}

#[test]
fn the_list_names_everything_that_is_compiled_in() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--prefix", "none", "--format", "{p}"])
        .args(["--edges", "normal"])
        .current_dir(root())
        .output()
        .expect("cargo");
    let tree = String::from_utf8(tree.stdout).expect("text");
    let expected: BTreeSet<String> = tree
        .lines()
        .filter_map(|line| {
            Some(line.split_once(" v")?.0.to_owned() + " " + line.split_once(" v")?.1.split(' ').next()?)
        })
        .filter(|package| !package.starts_with("chorus "))
        .collect();

    let listed = sbom();
    let listed: BTreeSet<String> = listed["components"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|component| {
            component["purl"]
                .as_str()
                .is_some_and(|purl| purl.starts_with("pkg:cargo/"))
        })
        .map(|component| {
            format!(
                "{} {}",
                component["name"].as_str().unwrap(),
                component["version"].as_str().unwrap()
            )
        })
        .collect();

    assert!(expected.len() > 200);
    assert_eq!(listed, expected);
}

#[test]
fn libraries_that_others_bring_along_stand_there_with_their_own_versions() {
    let version_of = |name: &str| {
        let found = libraries().into_iter().find(|library| library.name == name);
        found.unwrap_or_else(|| panic!("{name} is not listed")).version
    };
    let place = Place::new();
    drop(chorus::store::Db::open(&place.url()).expect("a database"));

    if !place.is_postgres() {
        let here = place.texts("sqlite_version()", "");
        assert_eq!(here, [version_of("sqlite")]);
    }
    assert!(text_of("Cargo.lock").contains(&format!("+libpq-{}\"", version_of("libpq"))));
    let bundle: Value = serde_json::from_str(&text_of("tests/bundle/package.json")).expect("JSON");
    for (name, version) in bundle["dependencies"].as_object().expect("a list") {
        assert_eq!(version, &version_of(name), "{name}");
    }
    assert!(text_of("static/css/00-pico.min.css").contains(&format!("Pico CSS ✨ v{}", version_of("@picocss/pico"))));
}

#[test]
fn staff_see_what_runs_since_when_and_how_to_update_it() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);

    for (language, update) in [("en", "How to update"), ("pt", "Como atualizar"), ("zh", "如何更新")] {
        let page = unescaped(&staff.page(&format!("/staff/version?lang={language}")));
        assert!(page.contains(update), "{language}");
        assert!(page.contains(&format!("Chorus {}", program::VERSION)));
        for library in libraries() {
            assert!(page.contains(&format!(">{}</th>", library.name)) && page.contains(&library.version));
        }
    }
    let built = chorus::text::Words::for_tag("en").date(built_on());
    assert_eq!(staff.page("/staff/version?lang=en").matches(&built).count(), 2);
    assert_eq!(app.get("/staff/version").status, 303);
    assert_eq!(app.get("/staff/version/sbom.json").status, 303);
}

#[test]
fn the_list_can_be_taken_away() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);

    let request = app.client().get(app.url("/staff/version/sbom.json"));
    let answer = request.header("Cookie", &staff.cookie).send().expect("an answer");

    let name = answer.headers()["content-disposition"]
        .to_str()
        .expect("letters")
        .to_owned();
    assert!(name.starts_with("attachment; filename=\"chorus-"), "{name}");
    assert_eq!(answer.text().expect("text"), program::SBOM);
}

#[test]
fn the_command_line_says_the_version_and_prints_the_list() {
    let place = Place::new();
    let ran = |arguments: &[&str]| Binary::on(&place).run(arguments);

    let short = ran(&["--version"]);
    let long = ran(&["version"]);
    let list = ran(&["version", "--sbom"]);

    let version = format!("chorus {}", program::VERSION);
    assert_eq!((short.status, short.out.trim_end()), (Some(0), version.as_str()));
    assert_eq!(long.out.trim_end(), format!("{version}, built on {}", built_on()));
    assert_eq!(list.out, program::SBOM);
    assert!(!place.data().join("chorus.db").exists(), "nothing was opened");
}

#[test]
fn an_old_build_is_told_on_the_first_page_of_staff_and_a_new_one_is_not() {
    let app = TestApp::start();
    let told_after = |days: u64| {
        app.on(&(built_on() + Days::new(days)).to_string());
        let staff = Staff::known(&app);
        ["/staff/surveys?lang=en", "/staff/version?lang=en"]
            .map(|path| staff.page(path).contains("built more than 90 days ago"))
    };
    account(&app);

    assert_eq!(told_after(89), [false, false]);
    assert_eq!(told_after(91), [true, true]);
}

#[test]
fn the_day_of_the_update_stays_while_the_same_version_starts_again() {
    let mut app = TestApp::start();
    let first = built_on().max("2026-11-02".parse().unwrap());
    app.on(&(first + Days::new(30)).to_string());
    app.restart();

    assert_eq!(app.app().program().updated_on().expect("a day"), first);
    assert_eq!(app.place.number("SELECT count(*) AS value FROM program_versions"), 1);
}
