//! The draft of a campaign: what staff say of it, the words of its mail, and a test to oneself.

use std::collections::BTreeMap;
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::choices::{Choice, REMINDERS, grounds, reminders, segments};
use super::field::{FieldPart, typed};
use super::{Known, href, texts};
use crate::domain::address::Address;
use crate::domain::campaign::{MailText, Plan};
use crate::domain::id::Id;
use crate::domain::organisation::LegalGround;
use crate::domain::survey::Survey;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::campaigns::CampaignDesk;
use crate::services::catalogue::Catalogue;
use crate::services::organisation::OrganisationDesk;
use crate::services::publish::SurveyDesk;
use crate::text::Words;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, words_for};
use crate::web::staff::Did;
use crate::web::staff::edit::language_name;
use crate::web::staff::see_other;
use crate::web::staff::signed_in::SignedIn;
use crate::web::staff::survey_head::{Found, SurveyHeadPart, find};

/// Code points of a name or a subject.
const LINE: usize = 200;
/// Code points of a purpose or a source.
const FACT: usize = 1000;
/// Code points of the words of a mail.
const BODY: usize = 10_000;
/// Days between two mails.
const WAIT: std::ops::RangeInclusive<i32> = 1..=60;

#[derive(Template)]
#[template(path = "staff/campaign_edit.html")]
struct EditCampaignPage {
    words: Words,
    section: &'static str,
    head: SurveyHeadPart,
    done: Option<String>,
    heading: String,
    facts: Vec<FieldPart>,
    grounds: Vec<Choice>,
    texts: Vec<TextPart>,
    reminders: Vec<Choice>,
    wait: FieldPart,
    remembers: bool,
    /// Segments whose values can come from the list; empty where the survey has none.
    segments: Vec<Choice>,
    standing: bool,
    test: FieldPart,
    problems: Vec<(String, String)>,
}

/// The words of the mail in one language.
struct TextPart {
    subject: FieldPart,
    body: FieldPart,
}

/// What was typed: the plan as far as it can be read, the fields as they were.
struct Typed {
    plan: Plan,
    wait: String,
    test: String,
    /// The address of the test, if one was asked for and can be read.
    to: Option<Address>,
}

/// The form of a new campaign.
pub async fn new(
    request: HttpRequest,
    who: SignedIn,
    slug: Path<String>,
    surveys: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
    organisation: Data<OrganisationDesk>,
) -> Result<HttpResponse, AppError> {
    let found = find(&who, &surveys, &catalogue, &slug).await?;
    let survey = &found.published().ok_or(AppError::NotFound)?.survey;
    let ground = organisation.current().await?.legal_ground.name();
    let words = words_for(&request);
    let typed = Typed::of(texts::beginning(words, survey, ground), &who);
    Ok(draw(StatusCode::OK, &page(words, &found, None, &typed, Vec::new())?))
}

/// Keeps a new campaign.
pub async fn create(
    request: HttpRequest,
    who: SignedIn,
    slug: Path<String>,
    desk: Data<CampaignDesk>,
    surveys: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let found = find(&who, &surveys, &catalogue, &slug).await?;
    let survey = &found.published().ok_or(AppError::NotFound)?.survey;
    let (words, typed) = (words_for(&request), Typed::read(&form, survey));
    let problems = problems(words, &found, &typed, &form)?;
    if !problems.is_empty() {
        let page = page(words, &found, None, &typed, problems)?;
        return Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let (maker, name, plan) = (Arc::clone(&desk), slug.clone(), typed.plan.clone());
    let id = blocking(move || maker.create(&name, &plan)).await?;
    let id = id.ok_or(AppError::NotFound)?;
    let answer = done(&desk, &slug, id, &typed, &form).await?;
    Ok(Did::say("campaign.created", id.to_string(), answer))
}

/// The form of a draft.
pub fn edit(words: Words, who: &SignedIn, known: &Known, done: Option<String>) -> Result<HttpResponse, AppError> {
    let mut plan = known.campaign.plan.clone();
    for (language, text) in texts::texts(&known.published()?.survey) {
        // a language the survey got since
        plan.texts.entry(language).or_insert(text);
    }
    let typed = Typed::of(plan, who);
    let mut page = page(words, &known.found, Some(known), &typed, Vec::new())?;
    page.done = done;
    Ok(draw(StatusCode::OK, &page))
}

/// Keeps a draft; one that is no draft any more stays as it is.
pub async fn update(
    request: HttpRequest,
    who: SignedIn,
    path: Path<(String, String)>,
    desk: Data<CampaignDesk>,
    surveys: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let known = Known::find(&who, &desk, &surveys, &catalogue, &path).await?;
    let (words, typed) = (words_for(&request), Typed::read(&form, &known.published()?.survey));
    let problems = problems(words, &known.found, &typed, &form)?;
    if !problems.is_empty() {
        let page = page(words, &known.found, Some(&known), &typed, problems)?;
        return Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let (keeper, id, plan) = (Arc::clone(&desk), known.campaign.id, typed.plan.clone());
    if !blocking(move || keeper.save(id, &plan)).await? {
        return Ok(see_other(&known.href("")));
    }
    done(&desk, &path.0, id, &typed, &form).await
}

/// Where a kept draft leads: to the preview, to the list, or back after a test in each language.
async fn done(
    desk: &Data<CampaignDesk>,
    slug: &str,
    id: Id,
    typed: &Typed,
    form: &FormFields,
) -> Result<HttpResponse, AppError> {
    let below = match (form.first("act"), typed.to.clone()) {
        (Some("preview"), _) => "/preview",
        (Some("list"), _) => "/list",
        (Some("test"), Some(to)) => {
            let (desk, languages) = (Arc::clone(desk), typed.plan.texts.keys().cloned().collect::<Vec<_>>());
            blocking(move || {
                for language in &languages {
                    desk.send_test(id, &to, language)?;
                }
                Ok(())
            })
            .await?;
            "?done=tested"
        }
        _ => "?done=saved",
    };
    Ok(see_other(&href(slug, id, below)))
}

impl Typed {
    fn of(plan: Plan, who: &SignedIn) -> Self {
        Self {
            wait: plan.wait_days.to_string(),
            test: Address::parse(who.email()).map(|own| own.text()).unwrap_or_default(),
            to: None,
            plan,
        }
    }

    fn read(form: &FormFields, survey: &Survey) -> Self {
        let text = |language: &String| {
            let text = MailText {
                subject: typed(form, &format!("subject:{language}")),
                body: typed(form, &format!("body:{language}")),
            };
            (language.clone(), text)
        };
        let (wait, test) = (typed(form, "wait_days"), typed(form, "test"));
        let asked = form.first("act") == Some("test");
        let ground = LegalGround::parse(&typed(form, "legal_ground")).unwrap_or_default();
        let reminders = typed(form, "reminders").parse().unwrap_or(0);
        let plan = Plan {
            name: typed(form, "name"),
            purpose: typed(form, "purpose"),
            source: typed(form, "source"),
            legal_ground: ground.name().to_owned(),
            segment: Some(typed(form, "segment"))
                .filter(|wished| survey.segments.iter().any(|segment| segment.as_str() == wished)),
            remembers: form.first("remembers").is_some(),
            standing: form.first("standing").is_some(),
            reminders: i32::clamp(reminders, 0, REMINDERS),
            wait_days: wait.parse().unwrap_or(0),
            texts: survey.languages.iter().map(text).collect::<BTreeMap<_, _>>(),
        };
        Self {
            plan,
            wait,
            to: Address::parse(&test).filter(|_| asked),
            test,
        }
    }
}

/// The fields to put right with their sentences, in the order of the page.
fn problems(words: Words, found: &Found, typed: &Typed, form: &FormFields) -> Result<Vec<(String, String)>, AppError> {
    let survey = &found.published().ok_or(AppError::NotFound)?.survey;
    let told = |field: FieldPart| {
        field
            .problem
            .map(|problem| (field.id, format!("{}: {problem}", field.label)))
    };
    let facts = facts(words, &typed.plan).into_iter().zip([LINE, FACT, FACT]);
    let facts = facts.map(|(field, most)| field.checked(words, most));
    let texts = text_parts(words, survey, &typed.plan).into_iter().flat_map(|part| {
        let subject = part.subject.checked(words, LINE);
        [subject, part.body.checked(words, BODY)]
    });
    let mut problems: Vec<_> = facts.chain(texts).filter_map(told).collect();
    if !WAIT.contains(&typed.plan.wait_days) {
        let (least, most) = (*WAIT.start(), *WAIT.end());
        let problem = words.with_two("staff-campaign-wait-wrong", "least", least, "most", most);
        problems.push(("wait_days".to_owned(), problem));
    }
    if form.first("act") == Some("test") && typed.to.is_none() {
        problems.push(("test".to_owned(), words.t("staff-campaign-test-wrong")));
    }
    Ok(problems)
}

fn facts(words: Words, plan: &Plan) -> [FieldPart; 3] {
    let field = |id: &str, label: &str, hint: &str, value: &str| FieldPart::line(words, id, label, hint, value);
    [
        field("name", "staff-campaign-name", "staff-campaign-name-hint", &plan.name),
        field(
            "purpose",
            "staff-campaign-purpose",
            "staff-campaign-purpose-hint",
            &plan.purpose,
        )
        .long(2),
        field(
            "source",
            "staff-campaign-source",
            "staff-campaign-source-hint",
            &plan.source,
        )
        .long(2),
    ]
}

fn text_parts(words: Words, survey: &Survey, plan: &Plan) -> Vec<TextPart> {
    let part = |language: &String| {
        let text = plan.texts.get(language).cloned().unwrap_or_default();
        let field = |name: &str, label: &str, value: &str| {
            let field = FieldPart::line(words, &format!("{name}:{language}"), label, "", value);
            let label = format!("{} – {}", field.label, language_name(language));
            FieldPart { label, ..field }.in_language(language)
        };
        TextPart {
            subject: field("subject", "staff-campaign-subject", &text.subject),
            body: field("body", "staff-campaign-body", &text.body).long(12),
        }
    };
    survey.languages.iter().map(part).collect()
}

fn page(
    words: Words,
    found: &Found,
    known: Option<&Known>,
    typed: &Typed,
    problems: Vec<(String, String)>,
) -> Result<EditCampaignPage, AppError> {
    let (survey, plan) = (&found.published().ok_or(AppError::NotFound)?.survey, &typed.plan);
    let with_problem = |mut field: FieldPart| {
        let problem = problems.iter().find(|(id, _)| *id == field.id);
        field.problem = problem.map(|(_, problem)| problem.clone());
        field
    };
    let texts = text_parts(words, survey, plan).into_iter().map(|part| TextPart {
        subject: with_problem(part.subject),
        body: with_problem(part.body),
    });
    let wait = ("staff-campaign-wait", "staff-campaign-wait-hint");
    let test = ("staff-campaign-test", "staff-campaign-test-hint");
    Ok(EditCampaignPage {
        words,
        section: "surveys",
        head: found.head(words, "invitations"),
        done: None,
        heading: known.map_or_else(
            || words.t("staff-campaign-new"),
            |known| known.campaign.plan.name.clone(),
        ),
        facts: facts(words, plan).map(with_problem).into(),
        grounds: grounds(words, plan),
        texts: texts.collect(),
        reminders: reminders(words, plan),
        wait: with_problem(FieldPart::short(
            words,
            "text",
            "wait_days",
            wait.0,
            wait.1,
            &typed.wait,
        )),
        remembers: plan.remembers,
        segments: segments(words, survey, plan),
        standing: plan.standing,
        test: with_problem(FieldPart::short(words, "email", "test", test.0, test.1, &typed.test)),
        problems,
    })
}
