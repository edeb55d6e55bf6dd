//! Reading the house itself for tests of its order: sources and templates, without comments and without tests.

use std::path::{Path, PathBuf};

/// A file of the house.
pub struct Source {
    /// Its path from the root, with forward slashes.
    pub path: String,
    /// Everything in it.
    pub whole: String,
    /// What runs: no comment lines, no tests.
    pub code: String,
}

impl Source {
    /// True if the file is, or stands in, one of these places below `src/`.
    pub fn is_in(&self, places: &[&str]) -> bool {
        let path = self.path.strip_prefix("src/").unwrap_or(&self.path);
        places
            .iter()
            .any(|place| path == *place || place.ends_with('/') && path.starts_with(place))
    }
}

/// The folder of `Cargo.toml`.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the repository as text.
pub fn text_of(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file with one of these endings below a folder, in the order of paths.
pub fn files(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    walk(&root().join(folder), &mut |path| {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("");
        if endings.contains(&ending) {
            let whole = std::fs::read_to_string(path).expect("a text");
            let path = path.strip_prefix(root()).expect("below the root");
            let path = path.to_string_lossy().replace('\\', "/");
            let code = code_of(&whole);
            found.push(Source { path, whole, code });
        }
    });
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// Every source file that is part of the program: files of tests alone are left out.
pub fn sources() -> Vec<Source> {
    let mut found = files("src", &["rs"]);
    found.retain(|source| {
        let path = &source.path;
        !path.ends_with("/tests.rs") && !path.ends_with("_tests.rs") && !path.contains("/tests/")
    });
    assert!(found.len() > 50, "the sources are not where they were");
    found
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, visit);
        } else {
            visit(&path);
        }
    }
}

/// Without comment lines, and without tests, which stand in a module of their own at the end of a file.
fn code_of(whole: &str) -> String {
    whole
        .lines()
        .take_while(|line| *line != "mod tests {")
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect()
}
