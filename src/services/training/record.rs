//! The record of training: who is current, and everything anybody acknowledged, to read and to take away.

use chrono::NaiveDate;

use crate::domain::id::Id;
use crate::domain::training::Acknowledgement;

/// Somebody's training.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trained {
    /// The address that names them.
    pub email: String,
    /// Everything they acknowledged, in the order of days.
    pub acknowledged: Vec<Acknowledgement>,
    /// The acknowledgement that counts today.
    pub current: Option<Acknowledgement>,
}

/// One line for everybody who must be trained.
pub(super) fn of(
    version: &str,
    today: NaiveDate,
    people: Vec<(Id, String)>,
    all: &[(Id, Acknowledgement)],
) -> Vec<Trained> {
    let line = |(id, email): (Id, String)| {
        let own = all.iter().filter(|(account, _)| *account == id);
        let acknowledged: Vec<Acknowledgement> = own.map(|(_, known)| known.clone()).collect();
        let current = acknowledged.iter().rfind(|known| known.is_current(version, today));
        Trained {
            email,
            current: current.cloned(),
            acknowledged,
        }
    };
    people.into_iter().map(line).collect()
}

/// One line an acknowledgement, and one for everybody who has none yet.
pub fn csv(record: &[Trained]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // writing to memory cannot fail
    let _ = writer.write_record(["account", "version", "acknowledged_on", "due_on", "current"]);
    for trained in record {
        let email = inert(&trained.email);
        if trained.acknowledged.is_empty() {
            let _ = writer.write_record([email.as_str(), "", "", "", "no"]);
        }
        for known in &trained.acknowledged {
            let is_current = trained.current.as_ref() == Some(known);
            let _ = writer.write_record([
                email.as_str(),
                &known.version,
                &known.day.to_string(),
                &known.due_on().to_string(),
                if is_current { "yes" } else { "no" },
            ]);
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// A text as a cell that no spreadsheet takes for a formula (OWASP, "CSV injection").
fn inert(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_looks_like_a_formula_is_none_in_the_file() {
        let record = ["=cmd|' /C calc'!A0@b.example", "+1@b.example", "ada@b.example"].map(|email| Trained {
            email: email.to_owned(),
            acknowledged: Vec::new(),
            current: None,
        });

        let lines = csv(&record);

        let lines: Vec<&str> = lines.lines().collect();
        assert_eq!(lines[0], "account,version,acknowledged_on,due_on,current");
        assert!(
            lines[1].starts_with("'=cmd") && lines[2] == "'+1@b.example,,,,no",
            "{lines:?}"
        );
        assert_eq!(lines[3], "ada@b.example,,,,no");
    }
}
