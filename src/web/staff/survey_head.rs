//! What stands at the head of every page about one survey: its title, its state and the ways to its other pages.

use actix_web::web::Data;
use chrono::NaiveDate;

use super::signed_in::SignedIn;
use crate::domain::id::Id;
use crate::domain::permission::Permission;
use crate::domain::survey::{Survey, Text};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::{Catalogue, Form, Published};
use crate::services::publish::{Overview, SurveyDesk};
use crate::text::{Words, direction, negotiate};

/// A survey with what visitors of its form meet.
pub struct Found {
    /// The pages of it that are for whoever looks.
    pub doors: Doors,
    /// The survey as staff see it.
    pub overview: Overview,
    /// The form as visitors meet it.
    pub form: Form,
}

/// The pages of a survey that somebody may open.
#[derive(Debug, Clone, Copy, Default)]
pub struct Doors {
    /// What was released.
    pub results: bool,
    /// The same to take away.
    pub export: bool,
    /// The link.
    pub share: bool,
    /// Campaigns.
    pub invitations: bool,
    /// The draft.
    pub edit: bool,
    /// Publication and close.
    pub publish: bool,
    /// What was done with answers.
    pub statements: bool,
}

impl Doors {
    /// Those that are for `who`.
    pub fn of(who: &SignedIn, survey: Id) -> Self {
        let may = |permission| who.may_on(permission, survey);
        Self {
            results: may(Permission::ReadResults),
            export: may(Permission::ExportResults),
            share: may(Permission::SeeSurveys),
            invitations: may(Permission::SeeCampaigns),
            edit: may(Permission::WriteSurveys),
            publish: may(Permission::PublishSurveys),
            statements: may(Permission::WriteStatements),
        }
    }
}

/// The survey called `slug`, or 404.
pub async fn find(
    who: &SignedIn,
    desk: &Data<SurveyDesk>,
    catalogue: &Data<Catalogue>,
    slug: &str,
) -> Result<Found, AppError> {
    let (desk, catalogue, slug) = (desk.clone(), catalogue.clone(), slug.to_owned());
    let found = blocking(move || {
        let Some(overview) = desk.find(&slug)? else {
            return Ok(None);
        };
        let form = catalogue.form(&slug)?;
        Ok(Some((overview, form)))
    });
    let (overview, form) = found.await?.ok_or(AppError::NotFound)?;
    let doors = Doors::of(who, overview.row.id);
    Ok(Found { doors, overview, form })
}

impl Found {
    /// The draft, or else the newest version, or 404.
    pub fn definition(&self) -> Result<&Survey, AppError> {
        self.overview.definition().ok_or(AppError::NotFound)
    }

    /// The version in force, once published.
    pub fn published(&self) -> Option<&Published> {
        match &self.form {
            Form::Unknown => None,
            Form::NotYet(published) | Form::Closed(published) | Form::Open(published) => Some(published),
        }
    }

    /// The head of the page `tab`.
    pub fn head(&self, words: Words, tab: &'static str) -> SurveyHeadPart {
        let name = Name::of(words, self.overview.definition(), &self.overview.row.slug);
        SurveyHeadPart {
            slug: self.overview.row.slug.clone(),
            state: StateLine::of(words, &self.form),
            is_published: self.overview.newest.is_some(),
            takes_answers: self.published().is_some_and(|survey| survey.collection.open),
            doors: self.doors,
            name,
            tab,
        }
    }
}

/// The head of a page about one survey.
pub struct SurveyHeadPart {
    /// The name in addresses.
    pub slug: String,
    /// What people call it.
    pub name: Name,
    /// Its state.
    pub state: StateLine,
    /// Whether there is a published version.
    pub is_published: bool,
    /// Whether it is not closed for good.
    pub takes_answers: bool,
    /// The pages of it that are for whoever looks.
    pub doors: Doors,
    /// The page that is open.
    pub tab: &'static str,
}

/// A survey's title in the language of the reader or its own.
pub struct Name {
    /// The title.
    pub text: String,
    /// Its language.
    pub lang: String,
    /// The direction of that.
    pub dir: &'static str,
}

impl Name {
    /// The title of `survey`; `slug` where there is none.
    pub fn of(words: Words, survey: Option<&Survey>, slug: &str) -> Self {
        let Some(survey) = survey else {
            return Self {
                text: slug.to_owned(),
                lang: String::new(),
                dir: "auto",
            };
        };
        let lang = reading_language(survey, words);
        Self {
            text: in_words(&survey.title, &lang),
            dir: direction(&lang),
            lang,
        }
    }
}

fn in_words(text: &Text, language: &str) -> String {
    text.in_language(language).to_owned()
}

/// The language of a survey for a reader of the interface: theirs where the survey has it, or its own.
pub fn reading_language(survey: &Survey, words: Words) -> String {
    let languages: Vec<&str> = survey.languages.iter().map(String::as_str).collect();
    negotiate(Some(words.lang()), None, &languages, &survey.default_language)
}

/// The state of a survey in a word.
pub struct StateLine {
    /// The word.
    pub text: String,
    /// `good`, `warning` or nothing: the class of the tag.
    pub tone: &'static str,
}

impl StateLine {
    /// By what visitors of the form meet.
    pub fn of(words: Words, form: &Form) -> Self {
        let (text, tone) = match form {
            Form::Unknown => (words.t("staff-state-draft"), ""),
            Form::NotYet(published) => {
                let day = published.survey.opens.map(|day| words.date(day));
                (
                    words.with_one("staff-state-opens", "day", day.unwrap_or_default()),
                    "warning",
                )
            }
            Form::Open(_) => (words.t("staff-state-open"), "good"),
            Form::Closed(published) if published.collection.open && published.collection.loaded => {
                (words.t("staff-state-loaded"), "warning")
            }
            Form::Closed(_) => (words.t("staff-state-closed"), ""),
        };
        Self { text, tone }
    }
}

/// The day of the next release in words, for a survey that still takes answers.
pub fn next_release(words: Words, published: &Published, today: NaiveDate) -> Option<String> {
    crate::services::release::next_release(&published.survey, &published.collection, today).map(|day| words.date(day))
}

/// A reporting period as people call it.
pub fn period_name(words: Words, period: &str) -> String {
    if period == "once" {
        words.t("staff-period-once-name")
    } else {
        period.to_owned()
    }
}
