//! One question as it is drawn: everything formatted, in one language, with what was typed before.

use crate::domain::survey::{Choice, Display, EndLabels, Kind, Question};
use crate::privacy::form::{FieldProblem, Problem, SubmissionForm};
use crate::text::Words;

use super::problems::in_words;

/// A question of a form.
pub struct QuestionPart {
    /// Its key, which is the name of its field.
    pub key: String,
    /// How it is drawn: statement, line, area, radio, dropdown, checkbox, scale, matrix, ranking, number, date.
    pub draws: &'static str,
    /// What it asks.
    pub text: String,
    /// A hint; empty for none.
    pub help: String,
    /// Why it is asked; empty for none.
    pub why: String,
    /// Whether it is used to compare groups.
    pub segment: bool,
    /// Whether it may be left out.
    pub optional: bool,
    /// What is wrong with it; empty for nothing.
    pub problem: String,
    /// Ids of what describes it.
    pub described_by: String,
    /// What was typed.
    pub value: String,
    /// The options or steps.
    pub options: Vec<OptionPart>,
    /// The rows of a matrix, or the options of a ranking.
    pub rows: Vec<RowPart>,
    /// What the lowest step is called; empty for nothing.
    pub low: String,
    /// What the highest step is called; empty for nothing.
    pub high: String,
    /// Text of "other".
    pub other: Option<String>,
    /// Limits of a text, number or date.
    pub limits: Limits,
}

/// Limits the browser may know.
#[derive(Default)]
pub struct Limits {
    /// Code points.
    pub length: u32,
    /// Lowest value.
    pub min: String,
    /// Highest value.
    pub max: String,
    /// Unit of a number.
    pub unit: String,
}

/// An option or a step.
pub struct OptionPart {
    /// Its value in the field.
    pub value: String,
    /// What the respondent reads.
    pub text: String,
    /// Whether these are words of the interface, which may speak another language than the survey.
    pub is_own: bool,
    /// Whether it was chosen.
    pub chosen: bool,
}

/// A row of a matrix, or an option of a ranking with its places.
pub struct RowPart {
    /// Name of its field: `key.row`.
    pub name: String,
    /// What the respondent reads.
    pub text: String,
    /// What is wrong with it; empty for nothing.
    pub problem: String,
    /// Steps or places.
    pub options: Vec<OptionPart>,
}

impl QuestionPart {
    /// The question in `language`, filled with `form`.
    pub fn new(
        question: &Question,
        segment: bool,
        language: &str,
        words: Words,
        form: &SubmissionForm,
        problems: &[FieldProblem],
    ) -> Self {
        let key = question.key.to_string();
        let say = |text: &Option<crate::domain::survey::Text>| {
            text.as_ref()
                .map(|text| text.in_language(language).to_owned())
                .unwrap_or_default()
        };
        let problem_of = |name: &str| {
            problems
                .iter()
                .find(|problem| problem.field == name)
                .map(|found| in_words(words, &found.problem))
                .unwrap_or_default()
        };
        let help = say(&question.help);
        let mut problem = problem_of(&key);
        if problem.is_empty() && matches!(question.kind, Kind::Choice { .. } | Kind::Ranking { .. }) {
            let own = |field: &str| field.split_once('.').is_some_and(|(question, _)| question == key);
            let found = problems
                .iter()
                .find(|found| own(&found.field) && found.problem != Problem::Unknown);
            problem = found.map(|found| in_words(words, &found.problem)).unwrap_or_default();
        }
        let draws = draws(&question.kind);
        let descriptions = [
            (!help.is_empty(), "hint"),
            (!problem.is_empty(), "problem"),
            (matches!(draws, "line" | "area"), "names"),
        ];
        let described_by = descriptions
            .iter()
            .filter(|(there, _)| *there)
            .map(|(_, what)| format!("q-{key}-{what}"))
            .collect::<Vec<_>>()
            .join(" ");
        let mut part = Self {
            draws,
            text: question.text.in_language(language).to_owned(),
            help,
            why: say(&question.why),
            segment,
            optional: !question.required,
            problem,
            described_by,
            value: form.value(&key).to_owned(),
            options: Vec::new(),
            rows: Vec::new(),
            low: String::new(),
            high: String::new(),
            other: None,
            limits: Limits::default(),
            key,
        };
        part.fill(&question.kind, language, words, form, &problem_of);
        part
    }

    fn fill(
        &mut self,
        kind: &Kind,
        language: &str,
        words: Words,
        form: &SubmissionForm,
        problem_of: &dyn Fn(&str) -> String,
    ) {
        match kind {
            Kind::Statement => {}
            Kind::ShortText { max_length } | Kind::LongText { max_length } => self.limits.length = *max_length,
            Kind::Choice { options, other, .. } => {
                self.options = self.chosen_among(options, language, form);
                if *other {
                    self.options.push(self.own_option("other", words.t("form-other"), form));
                    self.other = Some(form.value(&format!("{}.other", self.key)).to_owned());
                    self.limits.length = crate::domain::item::OTHER_LENGTH;
                }
            }
            Kind::Choices { options, none, .. } => {
                self.options = self.chosen_among(options, language, form);
                if *none {
                    self.options.push(self.own_option("none", words.t("form-none"), form));
                }
            }
            Kind::YesNo => {
                self.options = vec![
                    self.own_option("yes", words.t("form-yes"), form),
                    self.own_option("no", words.t("form-no"), form),
                ];
            }
            Kind::Rating { labels, .. } | Kind::Nps { labels } | Kind::Csat { labels } | Kind::Ces { labels } => {
                self.options = steps(kind, &self.value);
                self.name_ends(labels.as_ref(), language);
            }
            Kind::Matrix { rows, labels, .. } => {
                self.name_ends(labels.as_ref(), language);
                self.rows = rows
                    .iter()
                    .map(|row| {
                        let name = format!("{}.{}", self.key, row.key);
                        let options = steps(kind, form.value(&name));
                        RowPart {
                            text: row.text.in_language(language).to_owned(),
                            problem: problem_of(&name),
                            options,
                            name,
                        }
                    })
                    .collect();
            }
            Kind::Ranking { options } => {
                self.rows = options
                    .iter()
                    .map(|option| {
                        let name = format!("{}.{}", self.key, option.key);
                        let options = places(options.len(), form.value(&name));
                        RowPart {
                            text: option.text.in_language(language).to_owned(),
                            problem: String::new(),
                            options,
                            name,
                        }
                    })
                    .collect();
            }
            Kind::Number { min, max, unit, .. } => {
                self.limits.min = min.to_string();
                self.limits.max = max.to_string();
                self.limits.unit = unit.clone().unwrap_or_default();
            }
            Kind::Date { min, max, .. } => {
                self.limits.min = min.to_string();
                self.limits.max = max.to_string();
            }
        }
    }

    fn chosen_among(&self, options: &[Choice], language: &str, form: &SubmissionForm) -> Vec<OptionPart> {
        options
            .iter()
            .map(|option| self.option(option.key.as_str(), option.text.in_language(language).to_owned(), form))
            .collect()
    }

    fn own_option(&self, value: &str, text: String, form: &SubmissionForm) -> OptionPart {
        OptionPart {
            is_own: true,
            ..self.option(value, text, form)
        }
    }

    fn option(&self, value: &str, text: String, form: &SubmissionForm) -> OptionPart {
        OptionPart {
            value: value.to_owned(),
            text,
            is_own: false,
            chosen: form.values(&self.key).any(|chosen| chosen == value),
        }
    }

    fn name_ends(&mut self, labels: Option<&EndLabels>, language: &str) {
        if let Some(labels) = labels {
            self.low = labels.low.in_language(language).to_owned();
            self.high = labels.high.in_language(language).to_owned();
        }
    }

    /// Whether it asks for something about the respondent or in their words.
    pub fn asks_more_than_a_scale(&self) -> bool {
        !matches!(self.draws, "statement" | "scale" | "matrix")
    }

    /// Whether something is wrong with it or one of its rows.
    pub fn is_wrong(&self) -> bool {
        !self.problem.is_empty() || self.rows.iter().any(|row| !row.problem.is_empty())
    }
}

fn draws(kind: &Kind) -> &'static str {
    match kind {
        Kind::Statement => "statement",
        Kind::ShortText { .. } => "line",
        Kind::LongText { .. } => "area",
        Kind::Choice {
            display: Display::Radio,
            ..
        }
        | Kind::YesNo => "radio",
        Kind::Choice {
            display: Display::Dropdown,
            ..
        } => "dropdown",
        Kind::Choices { .. } => "checkbox",
        Kind::Rating { .. } | Kind::Nps { .. } | Kind::Csat { .. } | Kind::Ces { .. } => "scale",
        Kind::Matrix { .. } => "matrix",
        Kind::Ranking { .. } => "ranking",
        Kind::Number { .. } => "number",
        Kind::Date { .. } => "date",
    }
}

fn steps(kind: &Kind, chosen: &str) -> Vec<OptionPart> {
    kind.scale()
        .map(|(low, high)| (low..=high).map(|step| option_of(step, chosen)).collect())
        .unwrap_or_default()
}

fn places(count: usize, chosen: &str) -> Vec<OptionPart> {
    (1..=count).map(|place| option_of(place, chosen)).collect()
}

fn option_of(number: impl ToString, chosen: &str) -> OptionPart {
    let value = number.to_string();
    OptionPart {
        text: value.clone(),
        is_own: false,
        chosen: chosen.trim() == value,
        value,
    }
}
