//! What runs: the program's version, when it was built, and what it is made of.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde_json::Value;

/// The version of the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The software bill of materials, CycloneDX 1.5 as JSON, made by `build.rs`.
pub const SBOM: &str = include_str!(concat!(env!("OUT_DIR"), "/sbom.json"));

/// Days after which a build is called old: by then one of its libraries has mended something.
pub const OLD_AFTER_DAYS: i64 = 90;

static LIST: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(SBOM).unwrap_or_default());

/// A library the program is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Library {
    /// Its name where it comes from.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence as an SPDX expression; none where the build could not tell.
    pub licence: Option<String>,
    /// Whether it is in the program, or only helped to build it.
    pub is_inside: bool,
}

/// The day (UTC) of the build: when its libraries were last put together where it was built.
pub fn built_on() -> NaiveDate {
    let moment = LIST["metadata"]["timestamp"].as_str().unwrap_or_default();
    let day = moment.get(..10).and_then(|day| day.parse().ok());
    day.unwrap_or_default()
}

/// Whether the build is older than [`OLD_AFTER_DAYS`].
pub fn is_old(today: NaiveDate) -> bool {
    (today - built_on()).num_days() > OLD_AFTER_DAYS
}

/// The libraries in the order of the list: those of Rust by name, then those that others bring along.
pub fn libraries() -> Vec<Library> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let library = |component: &Value| Library {
        name: text(&component["name"]),
        version: text(&component["version"]),
        licence: component["licenses"][0]["expression"].as_str().map(str::to_owned),
        is_inside: component["scope"] != "excluded",
    };
    let components = LIST["components"].as_array();
    components.into_iter().flatten().map(library).collect()
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    #[test]
    fn a_build_is_old_after_ninety_days() {
        let day = |days| built_on() + Days::new(days);

        assert!(!is_old(day(0)) && !is_old(day(89)) && !is_old(day(90)));
        assert!(is_old(day(91)));
        assert!(!is_old(built_on() - Days::new(20)), "a clock that is slow");
    }
}
