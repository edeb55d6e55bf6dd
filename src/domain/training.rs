//! The training of staff: the check of understanding, and how long it counts.

use chrono::{Days, NaiveDate};

/// An acknowledgement counts so many days.
pub const COUNTS_DAYS: u64 = 365;

/// A question of the check. Its texts are the interface words `training-{name}` and `training-{name}-{option}`.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// Its name in forms and words.
    pub name: &'static str,
    right: &'static str,
}

/// The options of every question, in the order they are shown.
pub const OPTIONS: [&str; 3] = ["a", "b", "c"];

/// The check: about small groups, comments, requests and incidents, the four things in which a mistake hurts somebody.
pub const CHECK: [Question; 4] = [
    Question {
        name: "group",
        right: "b",
    },
    Question {
        name: "comment",
        right: "c",
    },
    Question {
        name: "request",
        right: "a",
    },
    Question {
        name: "incident",
        right: "b",
    },
];

/// What somebody chose: name of the question and option.
pub type Answers = Vec<(String, String)>;

/// The names of the questions that were answered wrongly or not at all.
pub fn wrong(answers: &Answers) -> Vec<&'static str> {
    let is_right = |question: &Question| {
        let mut chosen = answers.iter().filter(|(name, _)| name == question.name);
        chosen.next().is_some_and(|(_, option)| option == question.right) && chosen.next().is_none()
    };
    let missed = CHECK.iter().filter(|question| !is_right(question));
    missed.map(|question| question.name).collect()
}

/// What passes the check, for accounts whose training nobody needs to sit through: the demo's, and those of tests.
pub fn right_answers() -> Answers {
    let right = CHECK.map(|question| (question.name.to_owned(), question.right.to_owned()));
    right.into()
}

/// That somebody read a version and passed the check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledgement {
    /// The version, by its name.
    pub version: String,
    /// The day.
    pub day: NaiveDate,
}

impl Acknowledgement {
    /// The first day it no longer counts.
    pub fn due_on(&self) -> NaiveDate {
        self.day + Days::new(COUNTS_DAYS)
    }

    /// Whether it counts today, while `version` is in force.
    pub fn is_current(&self, version: &str, today: NaiveDate) -> bool {
        self.version == version && today < self.due_on()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_names_what_is_wrong_missing_or_answered_twice() {
        let mut answers = right_answers();
        assert_eq!(wrong(&answers), Vec::<&str>::new());

        answers.push(("comment".to_owned(), "a".to_owned()));
        answers[0].1 = "c".to_owned();
        answers.retain(|(name, _)| name != "incident");

        assert_eq!(wrong(&answers), ["group", "comment", "incident"]);
        assert_eq!(wrong(&Answers::new()).len(), CHECK.len());
    }

    #[test]
    fn each_question_has_a_right_option() {
        for question in CHECK {
            assert!(OPTIONS.contains(&question.right), "{}", question.name);
        }
    }
}
