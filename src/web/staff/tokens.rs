//! One's own tokens for programs.

use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::done::Done;
use super::signed_in::SignedIn;
use super::{Did, see_other};
use crate::domain::id::Id;
use crate::domain::token::Scope;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::publish::SurveyDesk;
use crate::services::tokens::{LONGEST, NotMade, Token, TokenDesk};
use crate::text::Words;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, typed_status, words_for};

/// Days a token counts unless its owner wants others.
const USUAL: u64 = 90;

#[derive(Template)]
#[template(path = "staff/tokens.html")]
struct TokensPage {
    words: Words,
    section: &'static str,
    done: Option<String>,
    problem: Option<String>,
    /// Just made, shown once.
    made: String,
    tokens: Vec<TokenRow>,
    name: String,
    days: String,
    longest: u64,
    /// Surveys and what may be done with a token there.
    choices: Vec<Choice>,
}

/// A token, for its owner and for administrators.
pub(super) struct TokenRow {
    pub(super) id: Id,
    pub(super) name: String,
    pub(super) facts: String,
}

struct Choice {
    value: String,
    label: String,
    is_chosen: bool,
}

/// GET /staff/account/tokens
pub async fn show(
    request: HttpRequest,
    who: SignedIn,
    done: Query<Done>,
    (desk, surveys): (Data<TokenDesk>, Data<SurveyDesk>),
) -> Result<HttpResponse, AppError> {
    let done = done.told(words_for(&request));
    page(&request, &who, (&desk, &surveys), done, Typed::default()).await
}

/// What was typed, and what came of it.
#[derive(Default)]
struct Typed {
    what: String,
    name: String,
    days: Option<String>,
    problem: Option<String>,
    made: String,
}

async fn page(
    request: &HttpRequest,
    who: &SignedIn,
    (desk, surveys): (&Data<TokenDesk>, &Data<SurveyDesk>),
    done: Option<String>,
    typed: Typed,
) -> Result<HttpResponse, AppError> {
    let words = words_for(request);
    let (id, desk, surveys) = (who.id(), desk.clone(), surveys.clone());
    let (tokens, all) = blocking(move || Ok((desk.all(Some(id))?, surveys.all()?))).await?;
    let mut choices = Vec::new();
    for overview in &all {
        for scope in Scope::ALL {
            if who.may_on(scope.permission(), overview.row.id) {
                let value = format!("{} {}", scope.name(), overview.row.slug);
                choices.push(Choice {
                    label: scope_on(words, scope, &overview.row.slug),
                    is_chosen: value == typed.what,
                    value,
                });
            }
        }
    }
    let status = typed_status(typed.problem.is_some());
    let page = TokensPage {
        words,
        section: "account",
        done,
        problem: typed.problem,
        made: typed.made,
        tokens: tokens.iter().map(|token| row(words, token)).collect(),
        name: typed.name,
        days: typed.days.unwrap_or_else(|| USUAL.to_string()),
        longest: LONGEST,
        choices,
    };
    Ok(draw(status, &page))
}

fn scope_on(words: Words, scope: Scope, slug: &str) -> String {
    words.with_one(&format!("token-{}", scope.name()), "survey", slug)
}

pub(super) fn row(words: Words, token: &Token) -> TokenRow {
    let used = match token.last_used_on {
        Some(day) => words.with_one("token-used", "day", words.date(day)),
        None => words.t("token-unused"),
    };
    let until = words.with_one("token-until", "day", words.date(token.expires_on));
    TokenRow {
        id: token.id,
        name: token.name.clone(),
        facts: format!("{} · {until} · {used}", scope_on(words, token.scope, &token.slug)),
    }
}

/// POST /staff/account/tokens
pub async fn create(
    request: HttpRequest,
    who: SignedIn,
    (desk, surveys): (Data<TokenDesk>, Data<SurveyDesk>),
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let text = |name: &str| form.first(name).unwrap_or_default().trim().to_owned();
    let mut typed = Typed {
        what: text("what"),
        name: text("name"),
        days: Some(text("days")),
        ..Typed::default()
    };
    let made_for = typed.what.clone();
    let days = text("days")
        .parse::<u64>()
        .ok()
        .filter(|days| (1..=LONGEST).contains(days));
    let what = typed.what.split_once(' ');
    let scope = what.and_then(|(scope, slug)| Some((Scope::parse(scope)?, slug.to_owned())));
    typed.problem = match (&scope, days) {
        _ if typed.name.is_empty() => Some(words.t("token-no-name")),
        (None, _) => Some(words.t("token-no-scope")),
        (_, None) => Some(words.with_one("token-no-days", "most", i64::try_from(LONGEST).unwrap_or(0))),
        _ => None,
    };
    if let (None, Some((scope, slug)), Some(days)) = (&typed.problem, scope, days) {
        let (owner, name, making) = (who.account().clone(), typed.name.clone(), desk.clone());
        match blocking(move || making.create(&owner, &slug, scope, &name, days)).await? {
            Ok(token) => {
                typed = Typed {
                    made: token,
                    ..Typed::default()
                }
            }
            Err(NotMade::NotAllowed) => typed.problem = Some(words.t("token-no-scope")),
            Err(NotMade::Untrained) => typed.problem = Some(words.t("token-untrained")),
        }
    }
    let (was_made, about) = (!typed.made.is_empty(), made_for);
    let answer = page(&request, &who, (&desk, &surveys), None, typed).await?;
    Ok(match was_made {
        true => Did::say("token.created", about, answer),
        false => answer,
    })
}

/// POST /staff/account/tokens/end
pub async fn end(who: SignedIn, desk: Data<TokenDesk>, form: FormFields) -> Result<HttpResponse, AppError> {
    let id = form.first("token").and_then(Id::parse).ok_or(AppError::NotFound)?;
    let account = who.id();
    match blocking(move || desk.end(Some(account), id)).await? {
        true => Ok(Did::say(
            "token.ended",
            id.to_string(),
            see_other("/staff/account/tokens?done=token-gone"),
        )),
        false => Err(AppError::NotFound),
    }
}
