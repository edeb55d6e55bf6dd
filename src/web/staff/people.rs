//! Who works here, for administrators: adding people, what they do and where, ending accounts.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::account::{moment, role_names};
use super::done::Done;
use super::signed_in::SignedIn;
use super::tokens::{TokenRow, row};
use super::{Did, see_other};
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
use crate::web::page::{draw, typed_status, words_for};

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
        everywhere: false,
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
    let account = wished(&form, nobody(who.account()), &known_surveys(&surveys).await?);
    let (wanted, origin) = (account.clone(), site.origin.clone());
    let done = match site.mail_folder {
        Some(_) => "person-added-here",
        None => "person-added",
    };
    match blocking(move || desk.add(&wanted, &origin)).await? {
        Ok(id) => {
            let taken = see_other(&format!("/staff/people?done={done}"));
            Ok(Did::say(
                "people.added",
                format!("{id} {}", account.roles.names()),
                taken,
            ))
        }
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
fn wished(form: &FormFields, known: Account, surveys: &[Id]) -> Account {
    let roles: Vec<Role> = form.all("role").filter_map(Role::parse).collect();
    Account {
        email: form.first("email").map_or(known.email, |typed| typed.trim().to_owned()),
        roles: Roles::of(&roles),
        everywhere: form.first("everywhere") == Some("yes"),
        surveys: form
            .all("survey")
            .filter_map(Id::parse)
            .filter(|id| surveys.contains(id))
            .collect(),
        language: form
            .first("language")
            .filter(|tag| crate::text::INTERFACE_LANGUAGES.contains(tag))
            .map_or(known.language, ToOwned::to_owned),
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
    let mut about = id.to_string();
    let done = match form.first("act").unwrap_or_default() {
        "anew" => {
            let anew = blocking(move || doing.begin_anew(id, &origin)).await?;
            anew.map(|()| ("person-anew", "people.anew"))
        }
        "sessions" => {
            blocking(move || doing.end_sessions(id, None)).await?;
            Ok(("sessions", "people.sessions-ended"))
        }
        "token" => {
            let token = form.first("token").and_then(Id::parse).ok_or(AppError::NotFound)?;
            let tokens = tokens.clone();
            blocking(move || tokens.end(Some(id), token)).await?;
            about = token.to_string();
            Ok(("token-gone", "people.token-ended"))
        }
        "remove" if form.first("sure") == Some("yes") => {
            let removed = blocking(move || doing.remove(id)).await?;
            removed.map(|()| ("person-removed", "people.removed"))
        }
        "remove" => Err(NotChanged::NotSure),
        _ => {
            account = wished(&form, account, &known_surveys(&surveys).await?);
            let (wanted, by) = (account.clone(), who.id());
            about = format!("{id} {}", account.roles.names());
            let changed = blocking(move || doing.change(by, id, &wanted.roles, wanted.everywhere, &wanted.surveys));
            changed.await?.map(|()| ("saved", "people.roles"))
        }
    };
    match done {
        Ok((done, did)) => {
            let taken = match did {
                "people.removed" => see_other(&format!("/staff/people?done={done}")),
                _ => see_other(&format!("/staff/people/{id}?done={done}")),
            };
            Ok(Did::say(did, about, taken))
        }
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

async fn known_surveys(surveys: &Data<SurveyDesk>) -> Result<Vec<Id>, AppError> {
    let surveys = surveys.clone();
    let all = blocking(move || surveys.all()).await?;
    Ok(all.iter().map(|overview| overview.row.id).collect())
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
    let status = typed_status(problem.is_some());
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

pub(super) fn said(problem: NotChanged) -> &'static str {
    match problem {
        NotChanged::Unknown => "person-unknown",
        NotChanged::NoAddress => "person-no-address",
        NotChanged::Taken => "person-taken",
        NotChanged::NoRole => "person-no-role",
        NotChanged::LastAdministrator => "person-last",
        NotChanged::Oneself => "person-oneself",
        NotChanged::NoSurvey => "person-no-survey",
        NotChanged::NotSure => "person-not-sure",
    }
}
