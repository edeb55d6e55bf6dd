//! A list of addresses as staff have it: pasted, or a table with a heading. Reads it, finds doubles and what is no address.

use std::collections::{BTreeMap, HashSet};

use super::address::Address;

/// One person of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitee {
    /// Where the mail goes.
    pub address: Address,
    /// The language of the mail; empty where the list has none.
    pub language: String,
    /// The value of the segment that comes from the list; empty where it has none.
    pub value: String,
    /// Whether it is the organisation's own: it gets the mail, and no code.
    pub test: bool,
}

/// Which columns of a table hold what, by their headings; an empty heading stands for none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// The address; empty finds the one that holds addresses.
    pub address: String,
    /// The language.
    pub language: String,
    /// The value of the segment.
    pub value: String,
}

/// What a list came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    /// The people, each once, in the order of the list.
    pub people: Vec<Invitee>,
    /// Lines that hold no address, counted from 1, the first twenty of them.
    pub wrong: Vec<usize>,
    /// How many lines hold no address.
    pub wrong_count: usize,
    /// Addresses that stood there again.
    pub doubles: usize,
    /// Headings that were asked for and are not there.
    pub missing: Vec<String>,
}

/// Lines told one by one.
const TOLD: usize = 20;

impl List {
    /// Reads a list. `own` are the organisation's domains and the addresses of its staff, in small letters.
    pub fn read(text: &str, columns: &Columns, own: &HashSet<String>) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let mut list = Self::default();
        let rows = rows(text);
        let heading = rows
            .first()
            .filter(|row| !row.iter().any(|cell| cell.contains('@')))
            .cloned();
        let place = |name: &str| -> Option<usize> {
            heading
                .as_ref()?
                .iter()
                .position(|cell| cell.eq_ignore_ascii_case(name.trim()))
        };
        for name in [&columns.address, &columns.language, &columns.value] {
            if !name.trim().is_empty() && place(name).is_none() {
                list.missing.push(name.trim().to_owned());
            }
        }
        let address = (!columns.address.trim().is_empty())
            .then(|| place(&columns.address))
            .flatten();
        let (language, value) = (place(&columns.language), place(&columns.value));
        let mut known = HashSet::new();
        for (number, row) in rows.iter().enumerate().skip(usize::from(heading.is_some())) {
            let cell = |at: Option<usize>| {
                at.and_then(|at| row.get(at))
                    .map(|cell| cell.trim().to_owned())
                    .unwrap_or_default()
            };
            let found: Vec<Address> = match address {
                Some(at) => row.get(at).and_then(|cell| Address::parse(cell)).into_iter().collect(),
                // a pasted line may hold several
                None if heading.is_none() => row.iter().filter_map(|cell| Address::parse(cell)).collect(),
                None => row.iter().find_map(|cell| Address::parse(cell)).into_iter().collect(),
            };
            if found.is_empty() && row.iter().any(|cell| !cell.trim().is_empty()) {
                list.wrong_count += 1;
                if list.wrong.len() < TOLD {
                    list.wrong.push(number + 1);
                }
            }
            for address in found {
                if !known.insert(address.key()) {
                    list.doubles += 1;
                    continue;
                }
                let test = own.contains(&address.key()) || own.contains(address.domain());
                list.people.push(Invitee {
                    address,
                    language: cell(language).to_lowercase(),
                    value: cell(value),
                    test,
                });
            }
        }
        list
    }

    /// People who count.
    pub fn counted(&self) -> impl Iterator<Item = &Invitee> {
        self.people.iter().filter(|person| !person.test)
    }

    /// How many people have each value.
    pub fn values(&self) -> BTreeMap<String, usize> {
        let mut values = BTreeMap::new();
        for person in self.counted() {
            *values.entry(person.value.clone()).or_default() += 1;
        }
        values
    }

    /// How many domains the addresses have.
    pub fn domains(&self) -> usize {
        self.counted()
            .map(|person| person.address.domain())
            .collect::<HashSet<_>>()
            .len()
    }
}

/// The cells of each line. A line is parted where the first one is: by semicolons, tabs or commas.
fn rows(text: &str) -> Vec<Vec<String>> {
    let first = text.lines().next().unwrap_or_default();
    let mark = [b';', b'\t', b',']
        .into_iter()
        .find(|mark| first.as_bytes().contains(mark))
        .unwrap_or(b',');
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(mark)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes())
        .records()
        .map(|record| {
            record
                .map(|record| record.iter().map(str::to_owned).collect())
                .unwrap_or_default()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own() -> HashSet<String> {
        ["hospital.example".to_owned(), "boss@gmail.com".to_owned()].into()
    }

    #[test]
    fn pasted_addresses_and_tables_with_a_heading_are_read() {
        let pasted = List::read(
            "ana@a.org; Rui <rui@b.org>\nANA@a.org\nnobody\n\n",
            &Columns::default(),
            &own(),
        );
        assert_eq!(
            (
                pasted.people.len(),
                pasted.doubles,
                pasted.wrong.clone(),
                pasted.wrong_count
            ),
            (2, 1, vec![3], 1)
        );

        let columns = Columns {
            address: "E-Mail".to_owned(),
            language: "lang".to_owned(),
            value: "region".to_owned(),
        };
        let table = "\u{feff}name;e-mail;lang;region\n\"Sá; Ana\";ana@a.org;PT;north\nRui;rui@hospital.example;;south\nBo;boss@gmail.com;en;\n";
        let list = List::read(table, &columns, &own());
        assert_eq!(list.people.len(), 3);
        assert_eq!(
            (list.people[0].language.as_str(), list.people[0].value.as_str()),
            ("pt", "north")
        );
        assert!(!list.people[0].test && list.people[1].test && list.people[2].test);
        assert_eq!((list.values(), list.domains()), ([("north".to_owned(), 1)].into(), 1));
        assert!(list.missing.is_empty() && list.wrong.is_empty());
    }

    #[test]
    fn a_heading_that_is_not_there_is_told() {
        let columns = Columns {
            address: "mail".to_owned(),
            ..Columns::default()
        };
        let list = List::read("e-mail,x\nana@a.org,1\n", &columns, &own());

        assert_eq!(list.missing, ["mail"]);
    }

    #[test]
    fn nothing_anybody_pastes_stops_the_reading() {
        for text in ["", "\u{feff}", "\"", "a,b\n\"x\n", "\0", ",,,\n;;;", "@@@@\n@"] {
            assert!(
                List::read(text, &Columns::default(), &own()).people.is_empty(),
                "{text:?}"
            );
        }
    }
}
