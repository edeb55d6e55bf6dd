//! The mail of a campaign as it will be read, with made-up code and links. The page of the mail is told in words: nothing of it is put
//! into this one.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::Known;
use crate::domain::organisation::Organisation;
use crate::error::AppError;
use crate::mail::letter::{Facts, write};
use crate::services::campaigns::CampaignDesk;
use crate::services::catalogue::Catalogue;
use crate::services::organisation::OrganisationDesk;
use crate::services::publish::SurveyDesk;
use crate::text::{Words, direction};
use crate::web::desks::Site;
use crate::web::page::{draw, words_for};
use crate::web::staff::edit::language_name;
use crate::web::staff::signed_in::SignedIn;
use crate::web::staff::survey_head::{SurveyHeadPart, reading_language};

/// What stands for a code and for the words of a key, which are only made with the list.
const CODE: &str = "••••-••••-••••-••••";
const KEY: &str = "••••• ••••• ••••• ••••• ••••• ••••• ••••• •••••";
const HIDDEN: &str = "…";

#[derive(Template)]
#[template(path = "staff/campaign_preview.html")]
struct PreviewPage {
    words: Words,
    section: &'static str,
    head: SurveyHeadPart,
    name: String,
    back: String,
    languages: Vec<LanguageLine>,
    lang: String,
    dir: &'static str,
    mails: Vec<MailPart>,
}

struct LanguageLine {
    tag: String,
    name: String,
    is_shown: bool,
}

struct MailPart {
    heading: String,
    subject: String,
    text: String,
}

/// The language to show. `lang` is that of the page.
#[derive(Deserialize)]
pub struct Shown {
    language: Option<String>,
}

/// The invitation and, where there is one, the reminder.
pub async fn show(
    request: HttpRequest,
    who: SignedIn,
    path: Path<(String, String)>,
    shown: Query<Shown>,
    desk: Data<CampaignDesk>,
    (surveys, catalogue): (Data<SurveyDesk>, Data<Catalogue>),
    (organisation, site): (Data<OrganisationDesk>, Data<Site>),
) -> Result<HttpResponse, AppError> {
    let known = Known::find(&who, &desk, &surveys, &catalogue, &path).await?;
    let words = words_for(&request);
    let survey = &known.published()?.survey;
    let asked = shown.into_inner().language;
    let lang = asked
        .filter(|asked| survey.languages.contains(asked))
        .unwrap_or_else(|| reading_language(survey, words));
    let organisation = organisation.current().await?;
    let facts = facts(&known, &organisation, &site, &lang)?;
    let language = |tag: &String| LanguageLine {
        tag: tag.clone(),
        name: language_name(tag),
        is_shown: *tag == lang,
    };
    let page = PreviewPage {
        words,
        section: "surveys",
        head: known.found.head(words, "invitations"),
        name: known.campaign.plan.name.clone(),
        back: known.href(""),
        languages: survey.languages.iter().map(language).collect(),
        mails: mails(words, &known, facts),
        dir: direction(&lang),
        lang,
    };
    Ok(draw(StatusCode::OK, &page))
}

fn facts(known: &Known, organisation: &Organisation, site: &Site, lang: &str) -> Result<Facts, AppError> {
    let (plan, origin) = (&known.campaign.plan, site.origin.trim_end_matches('/'));
    Ok(Facts {
        organisation: organisation.name.clone(),
        contact: organisation.contact.clone(),
        purpose: plan.purpose.clone(),
        source: plan.source.clone(),
        language: lang.to_owned(),
        link: format!("{origin}/i#c={HIDDEN}"),
        page: format!("{origin}/i"),
        code: CODE.to_owned(),
        key: if plan.standing { String::new() } else { KEY.to_owned() },
        stop: format!("{origin}/i/stop/{HIDDEN}"),
        privacy: format!("{origin}/privacy"),
        reminder: false,
        remembers: plan.remembers,
    })
}

fn mails(words: Words, known: &Known, invitation: Facts) -> Vec<MailPart> {
    let plan = &known.campaign.plan;
    let text = plan.texts.get(&invitation.language).cloned().unwrap_or_default();
    let reminder = Facts {
        reminder: true,
        ..invitation.clone()
    };
    let reminder = (plan.reminders > 0 && !plan.standing).then_some(("staff-campaign-the-reminder", reminder));
    let mail = |(heading, facts): (&str, Facts)| {
        let written = write(&text, &facts)?;
        Some(MailPart {
            heading: words.t(heading),
            subject: written.subject,
            text: written.text.trim().to_owned(),
        })
    };
    let all = [Some(("staff-campaign-the-invitation", invitation)), reminder];
    all.into_iter().flatten().filter_map(mail).collect()
}
