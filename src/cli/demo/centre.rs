//! What the sample organisation published beside its surveys: what it did with answers, and a small mishap.

use chrono::{Days, NaiveDate};

use super::super::{Ending, Failure};
use crate::app::App;
use crate::domain::incident::{Facts, Severity, State};
use crate::domain::statement::{About, Draft, Figure, Wish};
use crate::domain::translated::Texts;
use crate::services::incidents::Entry;

/// The survey the statement is about.
const SURVEY: &str = "visit";

fn english(text: &str) -> Texts {
    [("en".to_owned(), text.to_owned())].into()
}

/// Publishes both.
pub(super) fn publish(app: &App, today: NaiveDate) -> Ending {
    statement(app)?;
    incident(app, today)
}

/// Quotes the newest release that shows the mean of the first question.
fn statement(app: &App) -> Ending {
    let desk = app.statements();
    let draft = Draft {
        title: english("The queue on Saturday mornings is too long."),
        text: english(
            "There is a second till on Saturdays from eight to eleven, and a shelf with bread that is already packed.",
        ),
        status: "done".to_owned(),
        ..Draft::default()
    };
    let Some(id) = desk.create(SURVEY, &draft)? else {
        return Err(Failure::Work(format!("there is no survey {SURVEY}")));
    };
    let releases = app.results().releases(SURVEY)?.unwrap_or_default();
    let question = app.catalogue().published(SURVEY)?.and_then(|published| {
        let asked = published.survey.question("overall")?;
        Some(
            asked
                .text
                .iter()
                .map(|(tag, text)| (tag.to_owned(), text.to_owned()))
                .collect(),
        )
    });
    for release in releases.iter().rev() {
        let wish = Wish {
            release: release.release,
            question: "overall".to_owned(),
            by: None,
            block: vec!["all".to_owned()],
            figure: Figure::Mean,
        };
        let about = About {
            question: question.clone().unwrap_or_default(),
            ..About::default()
        };
        if desk.quote(SURVEY, id, &wish, &about)? == crate::services::statements::Quoted::Done {
            break;
        }
    }
    desk.publish(SURVEY, id)?;
    Ok(())
}

fn incident(app: &App, today: NaiveDate) -> Ending {
    let desk = app.incidents();
    let found = today - Days::new(9);
    let entry = Entry {
        title: "A printed list of invitations was left at the till".to_owned(),
        found_at: found.and_hms_opt(9, 30, 0).unwrap_or_default(),
        severity: Severity::Low,
        state: State::Closed,
        facts: Facts {
            found_by: "The early shift".to_owned(),
            what: "A printed list of addresses lay at the till for an hour before opening.".to_owned(),
            kinds: vec!["invitations".to_owned()],
            people: Some(40),
            records: Some(40),
            risk: "Somebody of the staff may have read addresses they do not need.".to_owned(),
            measures: "The list was shredded; lists are not printed any more.".to_owned(),
            advice: "Nothing needs to be done.".to_owned(),
            ..Facts::default()
        },
    };
    let (id, _) = desk.create(&entry, false)?;
    desk.publish(
        id,
        &english("A list of invitations was left at the till"),
        &english("A printed list of 40 addresses lay at the till for an hour, before the shop opened. It was shredded, and lists are not printed any more. You need not do anything."),
    )?;
    Ok(())
}
