//! Showing the form. A form nobody typed into, and the thanks for it, are drawn once a second and language; only the nonce is
//! another one each time.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::form_page::FormPage;
use super::pages::{self, ThanksPage};
use crate::domain::organisation::Organisation;
use crate::error::AppError;
use crate::privacy::form::SubmissionForm;
use crate::services::catalogue::{Form, Published};
use crate::services::organisation::OrganisationDesk;
use crate::services::submit::SubmissionDesk;
use crate::text::negotiate;
use crate::web::page::{draw, language_asked_for};

/// Stands where the nonce goes in a drawn form; no text of a survey can hold it, because NUL is refused there.
const TOKEN: &str = "\u{0}token\u{0}";

/// Kind of page, slug and language.
type Name = (&'static str, String, String);

/// Pages that differ in nothing but a nonce, drawn beforehand.
#[derive(Clone, Default)]
pub struct Forms {
    drawn: Arc<RwLock<HashMap<Name, Drawn>>>,
}

#[derive(Clone)]
struct Drawn {
    published: Arc<Published>,
    organisation: Arc<Organisation>,
    before: Arc<str>,
    after: Arc<str>,
}

/// GET /s/{slug}
pub async fn show(
    request: HttpRequest,
    slug: Path<String>,
    desk: Data<SubmissionDesk>,
    organisation: Data<OrganisationDesk>,
    forms: Data<Forms>,
) -> Result<HttpResponse, AppError> {
    let organisation = organisation.current().await?;
    match desk.form(&slug).await? {
        Form::Open(published) => {
            let language = language_of(&request, &published);
            let token = desk.new_token(&published);
            Ok(forms.fresh(&published, &organisation, &language, &token))
        }
        closed => Ok(pages::not_open(&request, &closed, &organisation)),
    }
}

/// `?lang`, then what the browser prefers, then the survey's default.
pub(in crate::web) fn language_of(request: &HttpRequest, published: &Published) -> String {
    let survey = &published.survey;
    if let [only] = survey.languages.as_slice() {
        return only.clone();
    }
    let tags: Vec<&str> = survey.languages.iter().map(String::as_str).collect();
    let accepted = request
        .headers()
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    negotiate(
        language_asked_for(request.query_string()),
        accepted,
        &tags,
        &survey.default_language,
    )
}

impl Forms {
    /// A form nobody typed into.
    fn fresh(
        &self,
        published: &Arc<Published>,
        organisation: &Arc<Organisation>,
        language: &str,
        token: &str,
    ) -> HttpResponse {
        let empty = SubmissionForm::new(Vec::new());
        self.filled("form", (published, organisation, language), token, || {
            FormPage::new(published, organisation, language, TOKEN.to_owned(), &empty, &[])
        })
    }

    /// Thanks, with this receipt code.
    pub(super) fn thanks(
        &self,
        published: &Arc<Published>,
        organisation: &Arc<Organisation>,
        language: &str,
        code: &str,
    ) -> HttpResponse {
        self.filled("thanks", (published, organisation, language), code, || {
            ThanksPage::new(published, organisation, language, TOKEN.to_owned())
        })
    }

    fn filled<P: Template>(
        &self,
        kind: &'static str,
        (published, organisation, language): (&Arc<Published>, &Arc<Organisation>, &str),
        token: &str,
        page: impl FnOnce() -> P,
    ) -> HttpResponse {
        let key = (kind, published.survey.slug.to_string(), language.to_owned());
        let known = self
            .drawn
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .get(&key)
            .cloned();
        let drawn = match known {
            Some(drawn)
                if Arc::ptr_eq(&drawn.published, published) && Arc::ptr_eq(&drawn.organisation, organisation) =>
            {
                drawn
            }
            _ => {
                let page = page();
                let Ok(html) = page.render() else {
                    return draw(StatusCode::OK, &page);
                };
                let (before, after) = html.split_once(TOKEN).unwrap_or((&html, ""));
                let drawn = Drawn {
                    published: Arc::clone(published),
                    organisation: Arc::clone(organisation),
                    before: before.into(),
                    after: after.into(),
                };
                let mut known = self.drawn.write().unwrap_or_else(std::sync::PoisonError::into_inner);
                if known.len() > 1000 {
                    known.clear();
                }
                known.insert(key, drawn.clone());
                drawn
            }
        };
        HttpResponse::Ok()
            .content_type("text/html; charset=utf-8")
            .insert_header((CACHE_CONTROL, "no-store"))
            .body([&*drawn.before, token, &*drawn.after].concat())
    }
}
