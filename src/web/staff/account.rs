//! One's own account: password, second factors, recovery codes, sessions.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::NaiveDateTime;

use super::done::Done;
use super::second::CodesPage;
use super::setup::told;
use super::signed_in::SignedIn;
use super::{Did, see_other};
use crate::domain::id::Id;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::staff::{FactorLine, PASSWORD_LEAST, Session, StaffDesk};
use crate::text::Words;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, typed_status, words_for};

#[derive(Template)]
#[template(path = "staff/account.html")]
struct AccountPage {
    words: Words,
    section: &'static str,
    done: Option<String>,
    email: String,
    typed_email: String,
    address_problem: Option<String>,
    roles: String,
    hint: String,
    password_problem: Option<String>,
    factors: Vec<FactorRow>,
    /// What is said of recovery codes that are left.
    codes: String,
    sessions: Vec<SessionRow>,
}

struct FactorRow {
    id: Id,
    name: String,
    added: String,
    may_go: bool,
}

struct SessionRow {
    id: Id,
    is_this: bool,
    started: String,
    used: String,
}

/// GET /staff/account
pub async fn show(
    request: HttpRequest,
    who: SignedIn,
    done: Query<Done>,
    desk: Data<StaffDesk>,
) -> Result<HttpResponse, AppError> {
    let done = done.told(words_for(&request));
    page(&request, &who, desk, done, Typed::default()).await
}

/// What was wrong with a form of the page.
#[derive(Default)]
struct Typed {
    /// The address that was typed.
    email: Option<String>,
    address_problem: Option<String>,
    password_problem: Option<String>,
}

async fn page(
    request: &HttpRequest,
    who: &SignedIn,
    desk: Data<StaffDesk>,
    done: Option<String>,
    typed: Typed,
) -> Result<HttpResponse, AppError> {
    let (words, id) = (words_for(request), who.id());
    let (factors, codes, sessions) = blocking(move || {
        let (factors, codes) = desk.factors(id)?;
        Ok((factors, codes, desk.sessions(id)?))
    })
    .await?;
    let is_last = factors.len() == 1;
    let status = typed_status(typed.password_problem.is_some() || typed.address_problem.is_some());
    let own = who.session().id;
    let page = AccountPage {
        words,
        section: "account",
        done,
        email: who.email().to_owned(),
        typed_email: typed.email.unwrap_or_default(),
        address_problem: typed.address_problem,
        roles: role_names(words, who.account().roles.iter()),
        hint: words.with_one("staff-setup-hint", "least", PASSWORD_LEAST),
        password_problem: typed.password_problem,
        factors: factors.iter().map(|one| factor(words, one, !is_last)).collect(),
        codes: words.with_one("account-codes-left", "count", codes),
        sessions: sessions.iter().map(|one| session(words, one, own)).collect(),
    };
    Ok(draw(status, &page))
}

/// The names of roles, as a list in words.
pub(super) fn role_names(words: Words, roles: impl Iterator<Item = crate::domain::account::Role>) -> String {
    let names: Vec<String> = roles.map(|role| words.t(&format!("role-{}", role.word()))).collect();
    words.list(&names)
}

fn factor(words: Words, one: &FactorLine, may_go: bool) -> FactorRow {
    let kind = words.t(&format!("factor-{}", one.kind));
    FactorRow {
        id: one.id,
        name: match one.name.is_empty() {
            true => kind,
            false => format!("{kind}: {}", one.name),
        },
        added: words.date(one.created_on),
        may_go,
    }
}

fn session(words: Words, one: &Session, own: Id) -> SessionRow {
    SessionRow {
        id: one.id,
        is_this: one.id == own,
        started: moment(words, one.started_at),
        used: moment(words, one.last_used_at),
    }
}

/// A day and a time; the clock of the program is that of Greenwich.
pub(super) fn moment(words: Words, at: NaiveDateTime) -> String {
    format!("{}, {} UTC", words.date(at.date()), at.format("%H:%M"))
}

/// POST /staff/account/password
pub async fn password(
    request: HttpRequest,
    who: SignedIn,
    desk: Data<StaffDesk>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let password = form.first("password").unwrap_or_default();
    if form.first("again") != Some(password) {
        let problem = words.t("staff-setup-not-the-same");
        return page(&request, &who, desk, None, wrong_password(problem)).await;
    }
    let changed = desk.change_password(who.account(), who.session().id, password).await?;
    match changed {
        Ok(()) => Ok(see_other("/staff/account?done=password")),
        Err(problem) => page(&request, &who, desk, None, wrong_password(told(words, problem))).await,
    }
}

fn wrong_password(problem: String) -> Typed {
    Typed {
        password_problem: Some(problem),
        ..Typed::default()
    }
}

/// POST /staff/account/address
pub async fn address(
    request: HttpRequest,
    who: SignedIn,
    desk: Data<StaffDesk>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let email = form.first("email").unwrap_or_default().trim().to_owned();
    let (account, wanted, changing) = (who.account().clone(), email.clone(), desk.clone());
    let changed = blocking(move || changing.change_address(&account, &wanted)).await?;
    match changed {
        Ok(()) => Ok(see_other("/staff/account?done=address")),
        Err(problem) => {
            let typed = Typed {
                email: Some(email),
                address_problem: Some(words.t(super::people::said(problem))),
                ..Typed::default()
            };
            page(&request, &who, desk, None, typed).await
        }
    }
}

/// POST /staff/account/sessions: one by its name, or all others.
pub async fn sessions(who: SignedIn, desk: Data<StaffDesk>, form: FormFields) -> Result<HttpResponse, AppError> {
    let (account, own) = (who.id(), who.session().id);
    let one = match form.first("session") {
        Some(name) => Some(Id::parse(name).ok_or(AppError::NotFound)?),
        None => None,
    };
    blocking(move || match one {
        Some(id) => desk.end_session(account, id),
        None => desk.end_sessions(account, Some(own)),
    })
    .await?;
    Ok(see_other("/staff/account?done=sessions"))
}

/// POST /staff/account/factors: removes one.
pub async fn factors(
    request: HttpRequest,
    who: SignedIn,
    desk: Data<StaffDesk>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let factor = form.first("factor").and_then(Id::parse).ok_or(AppError::NotFound)?;
    let (account, own, removing) = (who.account().clone(), who.session().id, desk.clone());
    match blocking(move || removing.remove_factor(&account, own, factor)).await? {
        true => {
            let taken = see_other("/staff/account?done=factor-gone");
            Ok(Did::say("factor.removed", factor.to_string(), taken))
        }
        false => {
            let told = words_for(&request).t("account-factor-last");
            page(&request, &who, desk, Some(told), Typed::default()).await
        }
    }
}

/// POST /staff/account/recovery
pub async fn recovery(request: HttpRequest, who: SignedIn, desk: Data<StaffDesk>) -> Result<HttpResponse, AppError> {
    let (account, own) = (who.account().clone(), who.session().id);
    let page = CodesPage {
        words: words_for(&request),
        codes: blocking(move || desk.renew_recovery_codes(&account, own)).await?,
        next: "/staff/account".to_owned(),
    };
    Ok(Did::say("recovery.renewed", String::new(), draw(StatusCode::OK, &page)))
}
