//! How long each kind of data is kept, for privacy officers: what counts, what would go today, choosing other days, a clock that jumped.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::refusal;
use crate::domain::permission::Permission;
use crate::domain::retention::{SETTABLE, Settable};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::retention::{Chosen, NotChosen, Outcome, RetentionDesk};
use crate::text::Words;
use crate::web::form_fields::FormFields;
use crate::web::handling::{RuleLine, amount, rules};
use crate::web::page::{draw, typed_status, words_for};
use crate::web::staff::done::Done;
use crate::web::staff::guard::Did;
use crate::web::staff::see_other;
use crate::web::staff::signed_in::SignedIn;

#[derive(Template)]
#[template(path = "staff/retention.html")]
struct RetentionPage {
    words: Words,
    section: &'static str,
    done: Option<String>,
    refused: Option<String>,
    rules: Vec<RuleLine>,
    amounts: Vec<(String, String)>,
    to_come: Vec<String>,
    has_proposals: bool,
    may_keep: bool,
    choices: Vec<ChoiceLine>,
    days: String,
    problem: Option<String>,
}

struct ChoiceLine {
    value: &'static str,
    label: String,
    is_chosen: bool,
}

/// What was typed, and what is wrong with it.
#[derive(Default)]
struct Typed {
    kind: String,
    days: String,
    problem: Option<String>,
}

/// GET /staff/retention
pub async fn show(
    request: HttpRequest,
    who: SignedIn,
    done: Query<Done>,
    desk: Data<RetentionDesk>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let page = page(words, &who, &desk, Typed::default(), done.told(words)).await?;
    Ok(draw(StatusCode::OK, &page))
}

/// POST /staff/retention
pub async fn choose(
    request: HttpRequest,
    who: SignedIn,
    desk: Data<RetentionDesk>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let text = |name: &str| form.first(name).unwrap_or_default().trim().to_owned();
    let (kind, typed) = (text("kind"), text("days"));
    let (choosing, wanted) = (desk.clone(), kind.clone());
    // what is no number is out of bounds
    let days = typed.parse().unwrap_or(-1);
    let told = match blocking(move || choosing.choose(&wanted, days)).await? {
        Ok(Chosen::AtOnce) => Ok("retention-at-once"),
        Ok(Chosen::Proposed) => Ok("retention-proposed"),
        Ok(Chosen::Withdrawn) => Ok("retention-withdrawn"),
        Err(NotChosen::Unknown) => Err(words.t("retention-unknown")),
        Err(NotChosen::Same) => Err(words.t("retention-same")),
        Err(NotChosen::OutOfBounds) => Err(bounds(words, &kind)),
    };
    match told {
        Ok(done) => {
            let answer = see_other(&format!("/staff/retention?done={done}"));
            Ok(Did::say("retention.chosen", format!("{kind} {days}"), answer))
        }
        Err(problem) => {
            let typed = Typed {
                kind,
                days: typed,
                problem: Some(problem),
            };
            let page = page(words, &who, &desk, typed, None).await?;
            Ok(draw(typed_status(true), &page))
        }
    }
}

fn bounds(words: Words, kind: &str) -> String {
    let (least, most) = Settable::find(kind).map_or((0, 0), |rule| (rule.least, rule.most));
    words.with_two("retention-bounds", "least", least, "most", most)
}

/// POST /staff/retention/run: somebody looked at the clock, and it is right.
pub async fn run(_: SignedIn, desk: Data<RetentionDesk>) -> Result<HttpResponse, AppError> {
    let done = match blocking(move || desk.run(true)).await? {
        Outcome::Busy => "retention-busy",
        Outcome::Done(_) | Outcome::NotDue | Outcome::Refused(_) => "retention-ran",
    };
    Ok(see_other(&format!("/staff/retention?done={done}")))
}

async fn page(
    words: Words,
    who: &SignedIn,
    desk: &Data<RetentionDesk>,
    typed: Typed,
    done: Option<String>,
) -> Result<RetentionPage, AppError> {
    let desk = desk.clone();
    let (known, would_go, refused) = blocking(move || Ok((desk.rules()?, desk.dry_run()?, desk.refusal()?))).await?;
    let to_come = known.to_come.iter().map(|rule| {
        let what = words.t(&format!("retention-{}", rule.kind));
        let days = words.with_one("retention-days", "days", rule.days);
        match rule.from_day {
            Some(day) => {
                let arguments: [(&str, &dyn crate::text::Argument); 3] =
                    [("what", &what), ("days", &days), ("day", &words.date(day))];
                words.with("retention-to-come", &arguments)
            }
            None => words.with_two("retention-waits", "what", what, "days", days),
        }
    });
    Ok(RetentionPage {
        words,
        section: "office",
        done,
        refused: refused.map(|refused| refusal(words, refused)),
        to_come: to_come.collect(),
        has_proposals: known.to_come.iter().any(|rule| rule.from_day.is_none()),
        rules: rules(words, |name| known.in_force.get(name).copied()),
        amounts: would_go
            .iter()
            .map(|one| {
                let what = words.t(&format!("retention-{}", one.kind));
                (what, amount(words, one.shown, one.step))
            })
            .collect(),
        may_keep: who.may(Permission::KeepRegister),
        choices: SETTABLE
            .iter()
            .map(|rule| ChoiceLine {
                value: rule.name,
                label: format!(
                    "{} ({})",
                    words.t(&format!("retention-{}", rule.name)),
                    words.with_two("retention-between", "least", rule.least, "most", rule.most)
                ),
                is_chosen: rule.name == typed.kind,
            })
            .collect(),
        days: typed.days,
        problem: typed.problem,
    })
}
