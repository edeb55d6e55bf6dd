//! Who works here, for administrators: adding people, what they do and where, ending accounts.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::account::{moment, role_names};
use super::done::Done;
use super::see_other;
use super::signed_in::SignedIn;
use super::tokens::{TokenRow, row};
use crate::domain::account::{Account, Role, Roles};
use crate::domain::id::Id;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::publish::SurveyDesk;
use crate::services::staff::{Member, NotChanged, StaffDesk};
use crate::services::tokens::TokenDesk;
use crate::text::Words;
use crate::web::desks::Site;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "staff/people.html")]
struct PeoplePage {
    words: Words,
    section: &'static str,
    done: Option<String>,
    people: Vec<PersonLine>,
}

struct PersonLine {
    id: Id,
    email: String,
    roles: String,
    is_set_up: bool,
}

#[derive(Template)]
#[template(path = "staff/person.html")]
struct PersonPage {
    words: Words,
    section: &'static str,
    done: Option<String>,
    problem: Option<String>,
    /// None for somebody new.
    known: Option<KnownPart>,
    email: String,
    languages: Vec<ChoiceLine>,
    roles: Vec<ChoiceLine>,
    everywhere: bool,
    surveys: Vec<ChoiceLine>,
}

/// What is known of somebody who is there already.
struct KnownPart {
    is_self: bool,
    facts: Vec<String>,
    tokens: Vec<TokenRow>,
}

struct ChoiceLine {
    value: String,
    label: String,
    hint: String,
    is_chosen: bool,
}

/// What stands in the fields.
struct Typed {
    account: Account,
    problem: Option<NotChanged>,
}

/// GET /staff/people
pub async fn index(
    request: HttpRequest,
    who: SignedIn,
    done: Query<Done>,
    desk: Data<StaffDesk>,
) -> Result<HttpResponse, AppError> {
    let (words, proofs) = (words_for(&request), *who.proofs());
    let people = blocking(move || desk.people(&proofs)).await?;
    let line = |member: Member| PersonLine {
        id: member.account.id,
        roles: role_names(words, member.account.roles.iter()),
        email: member.account.email,
        is_set_up: member.is_set_up,
    };
    let page = PeoplePage {
        words,
        section: "office",
        done: done.told(words),
        people: people.into_iter().map(line).collect(),
    };
    Ok(draw(StatusCode::OK, &page))
}

/// GET /staff/people/new
pub async fn new(request: HttpRequest, who: SignedIn, surveys: Data<SurveyDesk>) -> Result<HttpResponse, AppError> {
    let typed = Typed {
        account: nobody(who.account()),
        problem: None,
    };
    page(&request, surveys, typed, None, None).await
}

fn nobody(like: &Account) -> Account {
    Account {
        id: Id::new([0; 16]),
        email: String::new(),
        roles: Roles::default(),
        everywhere: true,
        surveys: Vec::new(),
        language: like.language.clone(),
    }
}

/// POST /staff/people/new
pub async fn create(
    request: HttpRequest,
    who: SignedIn,
    (desk, surveys, site): (Data<StaffDesk>, Data<SurveyDesk>, Data<Site>),
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let account = wished(&form, nobody(who.account()));
    let (wanted, origin) = (account.clone(), site.origin.clone());
    match blocking(move || desk.add(&wanted, &origin)).await? {
        Ok(_) => Ok(see_other("/staff/people?done=person-added")),
        Err(problem) => {
            let typed = Typed {
                account,
                problem: Some(problem),
            };
            page(&request, surveys, typed, None, None).await
        }
    }
}

/// What the fields ask for, beside what they do not name.
fn wished(form: &FormFields, known: Account) -> Account {
    let roles: Vec<Role> = form.all("role").filter_map(Role::parse).collect();
    Account {
        email: form.first("email").map_or(known.email, |typed| typed.trim().to_owned()),
        roles: Roles::of(&roles),
        everywhere: form.first("everywhere") == Some("yes"),
        surveys: form.all("survey").filter_map(Id::parse).collect(),
        language: form.first("language").map_or(known.language, ToOwned::to_owned),
        id: known.id,
    }
}

/// GET /staff/people/{id}
pub async fn show(
    request: HttpRequest,
    who: SignedIn,
    id: Path<String>,
    done: Query<Done>,
    (desk, tokens, surveys): (Data<StaffDesk>, Data<TokenDesk>, Data<SurveyDesk>),
) -> Result<HttpResponse, AppError> {
    let member = find(&who, &id, &desk).await?;
    let known = known(words_for(&request), &who, &member, desk, tokens).await?;
    let typed = Typed {
        account: member.account,
        problem: None,
    };
    page(&request, surveys, typed, Some(known), done.told(words_for(&request))).await
}

async fn find(who: &SignedIn, id: &str, desk: &Data<StaffDesk>) -> Result<Member, AppError> {
    let id = Id::parse(id).ok_or(AppError::NotFound)?;
    let (proofs, desk) = (*who.proofs(), desk.clone());
    blocking(move || desk.person(&proofs, id))
        .await?
        .ok_or(AppError::NotFound)
}

async fn known(
    words: Words,
    who: &SignedIn,
    member: &Member,
    desk: Data<StaffDesk>,
    tokens: Data<TokenDesk>,
) -> Result<KnownPart, AppError> {
    let id = member.account.id;
    let (factors, sessions, tokens) =
        blocking(move || Ok((desk.factors(id)?.0, desk.sessions(id)?, tokens.all(Some(id))?))).await?;
    let last = sessions.first().map(|one| moment(words, one.last_used_at));
    let mut facts = vec![words.with_one("person-since", "day", words.date(member.created_on))];
    facts.push(match member.is_set_up {
        true => words.with_one("person-factors", "count", factors.len()),
        false => words.t("person-not-set-up"),
    });
    facts.push(match last {
        Some(moment) => words.with_one("person-signed-in", "moment", moment),
        None => words.t("person-not-signed-in"),
    });
    Ok(KnownPart {
        is_self: who.id() == id,
        facts,
        tokens: tokens.iter().map(|token| row(words, token)).collect(),
    })
}

/// POST /staff/people/{id}: changes roles, starts anew, ends sessions or a token, or removes.
pub async fn update(
    request: HttpRequest,
    who: SignedIn,
    id: Path<String>,
    (desk, tokens, surveys, site): (Data<StaffDesk>, Data<TokenDesk>, Data<SurveyDesk>, Data<Site>),
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let member = find(&who, &id, &desk).await?;
    let id = member.account.id;
    let (doing, origin) = (desk.clone(), site.origin.clone());
    let mut account = member.account.clone();
    let done = match form.first("act").unwrap_or_default() {
        "anew" => blocking(move || doing.begin_anew(id, &origin))
            .await?
            .map(|()| "person-anew"),
        "sessions" => {
            blocking(move || doing.end_sessions(id, None)).await?;
            Ok("sessions")
        }
        "token" => {
            let token = form.first("token").and_then(Id::parse).ok_or(AppError::NotFound)?;
            let tokens = tokens.clone();
            blocking(move || tokens.end(Some(id), token)).await?;
            Ok("token-gone")
        }
        "remove" => {
            let removed = blocking(move || doing.remove(id)).await?;
            if removed.is_ok() {
                return Ok(see_other("/staff/people?done=person-removed"));
            }
            removed.map(|()| "")
        }
        _ => {
            account = wished(&form, account);
            let wanted = account.clone();
            blocking(move || doing.change(id, &wanted.roles, wanted.everywhere, &wanted.surveys))
                .await?
                .map(|()| "saved")
        }
    };
    match done {
        Ok(done) => Ok(see_other(&format!("/staff/people/{id}?done={done}"))),
        Err(problem) => {
            let known = known(words_for(&request), &who, &member, desk, tokens).await?;
            account.email = member.account.email;
            let typed = Typed {
                account,
                problem: Some(problem),
            };
            page(&request, surveys, typed, Some(known), None).await
        }
    }
}

async fn page(
    request: &HttpRequest,
    surveys: Data<SurveyDesk>,
    typed: Typed,
    known: Option<KnownPart>,
    done: Option<String>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(request);
    let all = blocking(move || surveys.all()).await?;
    let Typed { account, problem } = typed;
    let role = |role: Role| ChoiceLine {
        value: role.name().to_owned(),
        label: words.t(&format!("role-{}", role.word())),
        hint: words.t(&format!("role-{}-about", role.word())),
        is_chosen: account.roles.has(role),
    };
    let survey = |overview: &crate::services::publish::Overview| ChoiceLine {
        value: overview.row.id.to_string(),
        label: overview.row.slug.clone(),
        hint: String::new(),
        is_chosen: account.surveys.contains(&overview.row.id),
    };
    let language = |tag: &&str| ChoiceLine {
        value: (*tag).to_owned(),
        label: super::edit::language_name(tag),
        hint: String::new(),
        is_chosen: account.language == *tag,
    };
    let status = match problem {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let page = PersonPage {
        words,
        section: "office",
        done,
        problem: problem.map(|problem| words.t(said(problem))),
        known,
        email: account.email.clone(),
        languages: crate::text::INTERFACE_LANGUAGES.iter().map(language).collect(),
        roles: Role::ALL.into_iter().map(role).collect(),
        everywhere: account.everywhere,
        surveys: all.iter().map(survey).collect(),
    };
    Ok(draw(status, &page))
}

fn said(problem: NotChanged) -> &'static str {
    match problem {
        NotChanged::Unknown => "person-unknown",
        NotChanged::NoAddress => "person-no-address",
        NotChanged::Taken => "person-taken",
        NotChanged::NoRole => "person-no-role",
        NotChanged::LastAdministrator => "person-last",
    }
}
