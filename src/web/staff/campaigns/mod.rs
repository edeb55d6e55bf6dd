//! Campaigns of a survey: which there are, what they came to, and the numbers of one. None of these pages holds an address.

pub mod bounces;
mod choices;
pub mod draft;
pub(super) mod field;
pub mod list;
pub mod preview;
mod refused;
mod result;
pub mod stop;
mod texts;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::NaiveDateTime;

use super::done::Done;
use super::register::unregistered;
use super::signed_in::SignedIn;
use super::survey_head::{Found, SurveyHeadPart, find};
use crate::clock::Clock;
use crate::domain::campaign::{Campaign, State};
use crate::domain::id::Id;
use crate::domain::permission::Permission;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::campaigns::CampaignDesk;
use crate::services::catalogue::{Catalogue, Published};
use crate::services::processors::ProcessorDesk;
use crate::services::publish::SurveyDesk;
use crate::text::Words;
use crate::web::desks::Site;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "staff/campaigns.html")]
struct CampaignsPage {
    words: Words,
    section: &'static str,
    head: SurveyHeadPart,
    campaigns: Vec<CampaignLine>,
    may_write: bool,
    /// Whether mails stay on this machine, where staff can read them.
    mails_stay: bool,
    /// The entry of the register that is missing for mails to go out.
    unregistered: Option<String>,
}

/// What everybody of the staff may know of a campaign.
struct CampaignLine {
    href: String,
    name: String,
    state: String,
    /// `good`, `warning` or nothing: the class of the tag.
    tone: &'static str,
    numbers: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "staff/campaign.html")]
struct CampaignPage {
    words: Words,
    section: &'static str,
    head: SurveyHeadPart,
    done: Option<String>,
    line: CampaignLine,
    /// When it began, until when addresses are kept, how often people were reminded.
    facts: Vec<(String, String)>,
    may_stop: bool,
    has_ended: bool,
    /// The entry of the register that is missing for mails to go out.
    unregistered: Option<String>,
    /// Where a program sends single invitations to; empty for a list.
    address: String,
}

/// A campaign with its survey.
pub struct Known {
    found: Found,
    campaign: Campaign,
}

impl Known {
    /// The campaign at an address, or 404.
    async fn find(
        who: &SignedIn,
        desk: &Data<CampaignDesk>,
        surveys: &Data<SurveyDesk>,
        catalogue: &Data<Catalogue>,
        path: &(String, String),
    ) -> Result<Self, AppError> {
        let (slug, id) = path;
        let id = Id::parse(id).ok_or(AppError::NotFound)?;
        let found = find(who, surveys, catalogue, slug).await?;
        let (desk, slug) = (Arc::clone(desk), slug.clone());
        let campaign = blocking(move || desk.find(&slug, id)).await?;
        let campaign = campaign.ok_or(AppError::NotFound)?;
        Ok(Self { found, campaign })
    }

    fn published(&self) -> Result<&Published, AppError> {
        self.found.published().ok_or(AppError::NotFound)
    }

    /// The address of its page, or of one below it.
    fn href(&self, below: &str) -> String {
        href(&self.found.overview.row.slug, self.campaign.id, below)
    }
}

fn href(slug: &str, id: Id, below: &str) -> String {
    format!("/staff/surveys/{slug}/invitations/{id}{below}")
}

/// Every campaign of a survey, the newest first.
pub async fn index(
    request: HttpRequest,
    who: SignedIn,
    slug: Path<String>,
    desk: Data<CampaignDesk>,
    surveys: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
    (site, clock, processors): (Data<Site>, Data<dyn Clock>, Data<ProcessorDesk>),
) -> Result<HttpResponse, AppError> {
    let found = find(&who, &surveys, &catalogue, &slug).await?;
    found.published().ok_or(AppError::NotFound)?;
    let name = slug.clone();
    let all = blocking(move || desk.of(&name)).await?.unwrap_or_default();
    let (words, now) = (words_for(&request), clock.now());
    let may_write = who.may_on(Permission::WriteCampaigns, found.overview.row.id);
    let page = CampaignsPage {
        words,
        section: "surveys",
        head: found.head(words, "invitations"),
        campaigns: all.iter().rev().map(|one| line(words, &slug, one, now)).collect(),
        may_write,
        mails_stay: who.may(Permission::ReadKeptMails) && site.mail_folder.is_some(),
        unregistered: unregistered(words, &site, &processors).await?,
    };
    Ok(draw(StatusCode::OK, &page))
}

/// One campaign: its draft for those who write it, its numbers for everybody else and from the moment it runs.
pub async fn show(
    request: HttpRequest,
    who: SignedIn,
    path: Path<(String, String)>,
    done: Query<Done>,
    desk: Data<CampaignDesk>,
    (surveys, catalogue): (Data<SurveyDesk>, Data<Catalogue>),
    (site, clock, processors): (Data<Site>, Data<dyn Clock>, Data<ProcessorDesk>),
) -> Result<HttpResponse, AppError> {
    let known = Known::find(&who, &desk, &surveys, &catalogue, &path).await?;
    let (words, done) = (words_for(&request), done.told(words_for(&request)));
    let may_write = who.may_on(Permission::WriteCampaigns, known.found.overview.row.id);
    if may_write && known.campaign.state == State::Draft {
        return draft::edit(words, &who, &known, done);
    }
    let campaign = &known.campaign;
    let page = CampaignPage {
        words,
        section: "surveys",
        head: known.found.head(words, "invitations"),
        done,
        line: line(words, &path.0, campaign, clock.now()),
        facts: facts(words, campaign),
        may_stop: may_write && runs(campaign),
        has_ended: campaign.state == State::Ended,
        unregistered: unregistered(words, &site, &processors).await?,
        address: match campaign.plan.standing && runs(campaign) {
            true => format!("{}/api/v1/campaigns/{}/send", site.origin, campaign.id),
            false => String::new(),
        },
    };
    Ok(draw(StatusCode::OK, &page))
}

/// Whether its list is fixed and mails go out.
fn runs(campaign: &Campaign) -> bool {
    !matches!(campaign.state, State::Draft | State::Stopped | State::Ended)
}

fn line(words: Words, slug: &str, campaign: &Campaign, now: NaiveDateTime) -> CampaignLine {
    let waits = campaign.starts_at.filter(|start| *start > now);
    let (state, tone) = match (campaign.state, waits) {
        (State::Draft, _) => (words.t("staff-campaign-state-draft"), ""),
        (State::Stopped, _) => (words.t("staff-campaign-state-stopped"), "warning"),
        (State::Ended, _) => (words.t("staff-campaign-state-ended"), ""),
        (_, Some(start)) => {
            let moment = moment(words, start);
            (
                words.with_one("staff-campaign-state-starts", "moment", moment),
                "warning",
            )
        }
        (_, None) => (words.t("staff-campaign-state-running"), "good"),
    };
    let tally = campaign.tally;
    let numbers = match campaign.state {
        State::Draft => Vec::new(),
        _ => vec![
            (words.t("staff-campaign-listed"), words.number(tally.listed)),
            (words.t("staff-campaign-sent"), words.number(tally.sent)),
            (
                words.t("staff-campaign-undeliverable"),
                words.number(tally.undeliverable),
            ),
            (words.t("staff-campaign-no-more"), words.number(tally.stopped)),
        ],
    };
    CampaignLine {
        href: href(slug, campaign.id, ""),
        name: campaign.plan.name.clone(),
        state,
        tone,
        numbers,
    }
}

fn facts(words: Words, campaign: &Campaign) -> Vec<(String, String)> {
    let began = campaign.starts_at.map(|start| moment(words, start));
    let ends = campaign.ends_on.map(|day| words.date(day));
    let (done, planned) = (campaign.reminded, campaign.plan.reminders);
    let reminders = words.with_two("staff-campaign-reminded-of", "done", done, "planned", planned);
    let began = began.map(|began| (words.t("staff-campaign-starts"), began));
    let ends = ends.map(|ends| (words.t("staff-campaign-ends"), ends));
    let reminders = began.is_some().then(|| (words.t("staff-campaign-reminded"), reminders));
    let purpose = (words.t("staff-campaign-purpose"), campaign.plan.purpose.clone());
    let source = (words.t("staff-campaign-source"), campaign.plan.source.clone());
    let told = [Some(purpose), Some(source), began, reminders, ends];
    told.into_iter().flatten().collect()
}

/// A day and a time; the clock of the program is that of Greenwich.
fn moment(words: Words, at: NaiveDateTime) -> String {
    format!("{}, {} UTC", words.date(at.date()), at.format("%H:%M"))
}
