//! Lists what the program is made of, as CycloneDX 1.5 for `domain::program`. It asks no network and never fails: a list
//! with holes, which says so, is better than no program.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

/// What the list is read from. Nothing else makes this run again, so the day of the build is the day these were last put
/// together here, and work on the sources does not move it.
const READ: [&str; 4] = [
    "Cargo.lock",
    "Cargo.toml",
    "static/ticket.js",
    "static/css/00-pico.min.css",
];

/// Licences by name and version.
type Licences = BTreeMap<(String, String), String>;

/// A package of `Cargo.lock` that came from a registry.
struct Locked {
    name: String,
    version: String,
    checksum: Option<String>,
}

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout();
    for file in READ {
        writeln!(out, "cargo:rerun-if-changed={file}")?;
    }
    writeln!(out, "cargo:rerun-if-env-changed=SOURCE_DATE_EPOCH")?;
    let list = serde_json::to_string_pretty(&list())?;
    std::fs::write(Path::new(&variable("OUT_DIR")).join("sbom.json"), list + "\n")
}

fn list() -> Value {
    let locked = locked(&text("Cargo.lock"));
    let bundled = bundled(&locked);
    // proc-macros and what they need write code of the program and are not in it
    let (all, inside) = (licences("normal"), licences("normal,no-proc-macro"));
    let is_complete = all.is_some() && inside.is_some() && bundled.iter().all(Option::is_some);
    let crates = locked.iter().filter_map(|package| {
        let key = (package.name.clone(), package.version.clone());
        match (&all, &inside) {
            (Some(all), Some(inside)) => {
                let licence = all.get(&key)?;
                Some(of_crate(package, licence, Some(inside.contains_key(&key))))
            }
            _ => Some(of_crate(package, "", None)),
        }
    });
    let components: Vec<Value> = crates.chain(bundled.iter().flatten().cloned()).collect();
    let version = variable("CARGO_PKG_VERSION");
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": moment(built_at()),
            "component": {
                "type": "application",
                "bom-ref": "chorus",
                "name": "chorus",
                "version": version,
                "licenses": [{ "expression": variable("CARGO_PKG_LICENSE") }],
            },
        },
        "components": components,
        "compositions": [{
            "aggregate": if is_complete { "complete" } else { "incomplete" },
            "assemblies": ["chorus"],
        }],
    })
}

fn of_crate(package: &Locked, licence: &str, is_inside: Option<bool>) -> Value {
    let mut component = component(
        "cargo",
        &package.name,
        &package.version,
        // an older way of writing "or"
        &licence.replace(" / ", "/").replace('/', " OR "),
    );
    if let Some(is_inside) = is_inside {
        component["scope"] = if is_inside { "required" } else { "excluded" }.into();
    }
    if let Some(checksum) = &package.checksum {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    component
}

/// A library; an empty licence is one that is not known.
fn component(kind: &str, name: &str, version: &str, licence: &str) -> Value {
    let escaped = |text: &str| text.replace('@', "%40").replace('+', "%2B");
    let address = format!("pkg:{kind}/{}@{}", escaped(name), escaped(version));
    let mut component = json!({
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": version,
        "purl": address,
    });
    if !licence.is_empty() {
        component["licenses"] = json!([{ "expression": licence }]);
    }
    component
}

/// What no line of `Cargo.lock` names: each with the version its own files say, or none where they do not say it.
fn bundled(locked: &[Locked]) -> Vec<Option<Value>> {
    let of = |kind: &'static str, name: &'static str, licence: &'static str| {
        move |version: String| component(kind, name, &version, licence)
    };
    let known_as = |vendor: &'static str| {
        move |mut component: Value| {
            let version = component["version"].as_str().unwrap_or_default().to_owned();
            component["cpe"] = format!("cpe:2.3:a:{vendor}:{version}:*:*:*:*:*:*:*").into();
            component
        }
    };
    let header = std::fs::read_to_string(Path::new(&variable("DEP_SQLITE3_INCLUDE")).join("sqlite3.h"));
    let sqlite = after(&header.unwrap_or_default(), "#define SQLITE_VERSION ");
    let client = locked.iter().find(|package| package.name == "pq-src");
    let client = client.and_then(|package| after(&package.version, "+libpq-"));
    let rust = Command::new(variable("RUSTC")).arg("--version").output().ok();
    let rust = rust.and_then(|output| after(&String::from_utf8_lossy(&output.stdout), "rustc "));
    let (script, style) = (text("static/ticket.js"), text("static/css/00-pico.min.css"));
    vec![
        sqlite
            .map(of("generic", "sqlite", "blessing"))
            .map(known_as("sqlite:sqlite")),
        client
            .map(of("generic", "libpq", "PostgreSQL"))
            .map(known_as("postgresql:postgresql")),
        rust.map(of("generic", "rust-std", "MIT OR Apache-2.0")),
        after(&script, "@noble/curves ").map(of("npm", "@noble/curves", "MIT")),
        after(&script, "@noble/hashes ").map(of("npm", "@noble/hashes", "MIT")),
        after(&style, "npm @picocss/pico ").map(of("npm", "@picocss/pico", "MIT")),
    ]
}

/// The version that follows `mark`, in quotes or not.
fn after(text: &str, mark: &str) -> Option<String> {
    let rest = text.split_once(mark)?.1.trim_start().trim_start_matches('"');
    let is_of_version = |letter: char| letter.is_ascii_alphanumeric() || letter == '.' || letter == '-';
    let version: String = rest.chars().take_while(|letter| is_of_version(*letter)).collect();
    (!version.is_empty()).then_some(version)
}

/// Every package that edges of these kinds reach on the machine the program is for, with the features it has.
fn licences(edges: &str) -> Option<Licences> {
    let target = variable("TARGET");
    let output = Command::new(variable("CARGO"))
        .args(["tree", "--offline", "--locked", "--prefix", "none", "--target", &target])
        .args(["--edges", edges, "--format", "{p}\t{l}"])
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let lines = String::from_utf8(output.stdout).ok()?;
    let read = |line: &str| {
        let (package, licence) = line.split_once('\t')?;
        let (name, rest) = package.split_once(" v")?;
        let version = rest.split(' ').next()?;
        // (*) stands where a package was listed before
        let licence = licence.trim_end_matches(" (*)");
        Some(((name.to_owned(), version.to_owned()), licence.to_owned()))
    };
    lines.lines().map(read).collect()
}

fn locked(lock: &str) -> Vec<Locked> {
    let read = |package: &str| {
        let field = |name: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(name))?;
            Some(line.strip_prefix(" = \"")?.strip_suffix('"')?.to_owned())
        };
        // the program itself has none
        field("source")?;
        Some(Locked {
            name: field("name")?,
            version: field("version")?,
            checksum: field("checksum"),
        })
    };
    lock.split("[[package]]").filter_map(read).collect()
}

/// Seconds since 1970: now, or what a build that must be the same everywhere is told.
fn built_at() -> u64 {
    let told = variable("SOURCE_DATE_EPOCH").parse().ok();
    told.unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        now.map(|now| now.as_secs()).unwrap_or_default()
    })
}

/// The moment as `2026-11-22T08:30:00Z` (days to a date: Hinnant, "chrono-compatible low-level date algorithms").
fn moment(seconds: u64) -> String {
    let (days, rest) = (seconds / 86_400 + 719_468, seconds % 86_400);
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + u64::from(month <= 2);
    let (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

fn text(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

/// A variable of cargo's; empty where it is not set.
fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}
