//! Looking for marks in large files.

use aho_corasick::AhoCorasick;

/// Finds any of several marks.
pub struct Finder {
    marks: Vec<Vec<u8>>,
    search: AhoCorasick,
}

impl Finder {
    pub fn new(marks: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let marks: Vec<Vec<u8>> = marks.into_iter().collect();
        let search = AhoCorasick::new(&marks).expect("marks");
        Self { marks, search }
    }

    /// The first mark that stands in `bytes`, in words for a failed test.
    pub fn find(&self, bytes: &[u8]) -> Option<String> {
        let found = self.search.find(bytes)?;
        Some(String::from_utf8_lossy(&self.marks[found.pattern()]).into_owned())
    }

    /// Every place of every mark: its number and where it begins.
    pub fn places(&self, bytes: &[u8]) -> Vec<(usize, usize)> {
        self.search
            .find_overlapping_iter(bytes)
            .map(|found| (found.pattern().as_usize(), found.start()))
            .collect()
    }
}
