//! Which figures of a release can be quoted, and what each is about, in every language of the survey.

use serde::{Deserialize, Serialize};

use crate::domain::release::{Release, Table};
use crate::domain::statement::{About, Figure, Quote, Wish};
use crate::domain::survey::{Kind, Question, Survey};
use crate::domain::translated::Texts;
use crate::services::results::Results;
use crate::text::{Words, direction};
use crate::web::quotes::QuotePart;
use crate::web::staff::results::blocks::Names;
use crate::web::staff::results::labels::Labels;

/// The figures of one table.
pub struct GroupPart {
    /// What the table is about.
    pub name: String,
    /// Its figures.
    pub figures: Vec<FigureLine>,
}

/// A figure to choose.
pub struct FigureLine {
    /// What its field carries.
    pub value: String,
    /// What it says.
    pub label: String,
}

/// What the field of a figure carries, beside the release.
#[derive(Serialize, Deserialize)]
struct Carried {
    question: String,
    by: Option<String>,
    block: Vec<String>,
    figure: String,
}

/// What somebody chose; none for what no page offers.
pub fn chosen(release: u64, carried: &str) -> Option<Wish> {
    let carried: Carried = serde_json::from_str(carried).ok()?;
    Some(Wish {
        release,
        question: carried.question,
        by: carried.by,
        block: carried.block,
        figure: Figure::parse(&carried.figure)?,
    })
}

/// Every figure of a release about a question; an empty key is how many answered.
pub fn offered(words: Words, results: &Results, release: &Release, key: &str) -> Vec<GroupPart> {
    if key.is_empty() {
        let wish = Wish {
            release: release.release,
            question: String::new(),
            by: None,
            block: Vec::new(),
            figure: Figure::Responses,
        };
        let line = line(words, results, release, &wish);
        return vec![GroupPart {
            name: words.t("quote-everybody"),
            figures: line.into_iter().collect(),
        }];
    }
    let Some(question) = results.survey.question(key) else {
        return Vec::new();
    };
    let is_ours = |table: &&Table| table.question.split('.').next() == Some(key);
    let part = |table: &Table| {
        let figures = Figure::of(&question.kind, table).into_iter().filter_map(|(figure, _)| {
            let wish = Wish {
                release: release.release,
                question: table.question.clone(),
                by: table.by.clone(),
                block: table.block.clone(),
                figure,
            };
            line(words, results, release, &wish)
        });
        GroupPart {
            name: name(words, results, release, question, table),
            figures: figures.collect(),
        }
    };
    let parts = release.tables.iter().filter(is_ours).map(part);
    parts.filter(|part| !part.figures.is_empty()).collect()
}

fn line(words: Words, results: &Results, release: &Release, wish: &Wish) -> Option<FigureLine> {
    let key = wish.question.split('.').next().unwrap_or_default();
    let kind = results.survey.question(key).map(|question| &question.kind);
    let (value, n) = wish.read(kind, release)?;
    let carried = Carried {
        question: wish.question.clone(),
        by: wish.by.clone(),
        block: wish.block.clone(),
        figure: wish.figure.name(),
    };
    let drawn = QuotePart::of(
        words,
        &Quote {
            release: wish.release,
            digest: String::new(),
            released_on: release.published_on,
            question: wish.question.clone(),
            by: wish.by.clone(),
            block: wish.block.clone(),
            figure: wish.figure.name(),
            value,
            n,
            about: about(results, release, wish),
        },
    );
    Some(FigureLine {
        value: serde_json::to_string(&carried).ok()?,
        label: format!("{} {}", drawn.value, drawn.basis).trim().to_owned(),
    })
}

/// What a table is called: the row or option, and the group.
fn name(words: Words, results: &Results, release: &Release, question: &Question, table: &Table) -> String {
    let labels = Labels::new(words, &results.survey);
    let part = part(&labels, question, &table.question).unwrap_or_else(|| labels.text(&question.text));
    match group(&labels, &results.survey, release, table) {
        Some(group) => format!("{part} – {group}"),
        None => part,
    }
}

/// What a figure is about, in every language of the survey.
pub fn about(results: &Results, release: &Release, wish: &Wish) -> About {
    let survey = &results.survey;
    let key = wish.question.split('.').next().unwrap_or_default();
    let Some(question) = survey.question(key) else {
        return About::default();
    };
    let is_it = |table: &&Table| table.question == wish.question && table.by == wish.by && table.block == wish.block;
    let table = release.tables.iter().find(is_it);
    let mut about = About::default();
    for tag in &survey.languages {
        let labels = Labels {
            words: Words::for_tag(tag),
            lang: tag.clone(),
            dir: direction(tag),
        };
        let put = |texts: &mut Texts, text: String| {
            if !text.is_empty() {
                texts.insert(tag.clone(), text);
            }
        };
        let (text, part) = (labels.text(&question.text), part(&labels, question, &wish.question));
        let is_option = matches!(question.kind, Kind::Choices { .. });
        let answer = match (&wish.figure, &part) {
            (Figure::Share(_), Some(option)) if is_option => option.clone(),
            (Figure::Share(value), _) => labels.value(question, value),
            _ => String::new(),
        };
        let whole = match part {
            Some(part) if !is_option => format!("{text} – {part}"),
            _ => text,
        };
        put(&mut about.question, whole);
        put(&mut about.answer, answer);
        let group = table.and_then(|table| group(&labels, survey, release, table));
        put(&mut about.group, group.unwrap_or_default());
    }
    about
}

/// The row or option of a table.
fn part(labels: &Labels, question: &Question, table: &str) -> Option<String> {
    let (_, key) = table.split_once('.')?;
    let choices = match &question.kind {
        Kind::Matrix { rows, .. } => rows,
        Kind::Choices { options, .. } | Kind::Ranking { options } => options,
        _ => return None,
    };
    Some(labels.option(choices, key))
}

/// The group of a table; none for everybody.
fn group(labels: &Labels, survey: &Survey, release: &Release, table: &Table) -> Option<String> {
    let segment = table.by.as_ref()?;
    let beside: Vec<Table> = release
        .tables
        .iter()
        .filter(|other| other.by.as_ref() == Some(segment) && other.question == table.question)
        .cloned()
        .collect();
    let names = Names::of(labels, survey.question(segment)?, &beside);
    let place = beside.iter().position(|other| other.block == table.block)?;
    names.blocks.into_iter().nth(place)
}
