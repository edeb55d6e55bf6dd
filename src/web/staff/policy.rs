//! The privacy policy, for staff: the draft of the next version, what it would change, and publishing it.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::NaiveDate;

use super::done::Done;
use super::edit::language_name;
use super::signed_in::SignedIn;
use super::{Did, see_other};
use crate::domain::guidelines::Texts;
use crate::domain::permission::Permission;
use crate::domain::policy::{Draft, Wording};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::policy::{Drafted, NotPublished, PolicyDesk};
use crate::text::{INTERFACE_LANGUAGES, Words, direction};
use crate::web::form_fields::FormFields;
use crate::web::markdown::{self, MarkdownPart};
use crate::web::page::{draw, typed_status, words_for};
use crate::web::privacy::told_change;

#[derive(Template)]
#[template(path = "staff/policy.html")]
struct PolicyPage {
    words: Words,
    section: &'static str,
    done: Option<String>,
    /// Where the draft stands.
    state: String,
    /// What publishing would change, in sentences.
    would: Vec<String>,
    earliest: String,
    fields: Vec<TextField>,
    is_stricter: bool,
    is_preview: bool,
    has_draft: bool,
    is_handed_in: bool,
    may_publish: bool,
    /// Digest of what is looked at.
    seen: String,
    /// The day that was typed.
    day: String,
    problem: Option<String>,
    has_problems: bool,
    versions: Vec<(i32, String, String)>,
}

/// A text in a language.
struct TextField {
    name: String,
    tag: &'static str,
    dir: &'static str,
    label: String,
    hint: &'static str,
    rows: u8,
    value: String,
    problem: Option<String>,
    preview: MarkdownPart,
}

/// What is wrong with publishing, and the day that was typed.
#[derive(Default)]
struct Typed {
    problem: Option<String>,
    day: String,
}

/// GET /staff/policy
pub async fn show(
    request: HttpRequest,
    who: SignedIn,
    done: Query<Done>,
    desk: Data<PolicyDesk>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let page = page(words, &who, &desk, None, Typed::default()).await?;
    let page = PolicyPage {
        done: done.told(words),
        ..page
    };
    Ok(draw(StatusCode::OK, &page))
}

/// POST /staff/policy: a preview, the draft kept, handed in, or thrown away.
pub async fn update(
    request: HttpRequest,
    who: SignedIn,
    desk: Data<PolicyDesk>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    if form.first("act") == Some("drop") {
        let dropping = desk.clone();
        blocking(move || dropping.drop_draft()).await?;
        return Ok(Did::say(
            "policy.dropped",
            String::new(),
            see_other("/staff/policy?done=policy-dropped"),
        ));
    }
    let draft = typed(&form);
    let is_long = [&draft.wording.policy, &draft.wording.faq, &draft.summary]
        .iter()
        .any(|texts| texts.values().any(|text| text.len() > markdown::MOST));
    let hands_in = form.first("act") == Some("hand-in");
    if is_long || form.first("act") == Some("preview") {
        let page = page(words, &who, &desk, Some(draft), Typed::default()).await?;
        let page = PolicyPage {
            is_preview: !is_long,
            has_problems: is_long,
            ..page
        };
        return Ok(draw(typed_status(is_long), &page));
    }
    let saving = desk.clone();
    blocking(move || saving.save_draft(&draft, hands_in)).await?;
    Ok(match hands_in {
        true => Did::say(
            "policy.handed-in",
            String::new(),
            see_other("/staff/policy?done=policy-handed-in"),
        ),
        false => see_other("/staff/policy?done=policy-saved"),
    })
}

/// POST /staff/policy/publish
pub async fn publish(
    request: HttpRequest,
    who: SignedIn,
    desk: Data<PolicyDesk>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let day = form.first("day").unwrap_or_default().trim().to_owned();
    let seen = form.first("seen").unwrap_or_default().to_owned();
    let wished: Result<Option<NaiveDate>, _> = match day.is_empty() {
        true => Ok(None),
        false => day.parse().map(Some),
    };
    let problem = match wished {
        Err(_) => words.t("policy-no-day"),
        Ok(wished) => {
            let publishing = desk.clone();
            match blocking(move || publishing.publish(wished, Some(&seen))).await? {
                Ok(number) => {
                    let answer = see_other("/staff/policy?done=policy-published");
                    return Ok(Did::say("policy.published", number.to_string(), answer));
                }
                Err(NotPublished::NotReviewed) => words.t("policy-not-reviewed"),
                Err(NotPublished::TooSoon(first)) => words.with_one("policy-too-soon", "day", words.date(first)),
                Err(NotPublished::Same) => words.t("policy-same"),
                Err(NotPublished::Empty) => words.t("policy-empty"),
                Err(NotPublished::Changed) => words.t("policy-changed"),
            }
        }
    };
    let typed = Typed {
        problem: Some(problem),
        day,
    };
    let page = page(words, &who, &desk, None, typed).await?;
    Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

fn typed(form: &FormFields) -> Draft {
    let texts = |kind: &str| -> Texts {
        let typed = |tag: &str| {
            let name = format!("{kind}-{tag}");
            let typed = form.first(&name).unwrap_or_default();
            typed.replace("\r\n", "\n").trim().to_owned()
        };
        let all = INTERFACE_LANGUAGES.map(|tag| (tag.to_owned(), typed(tag)));
        all.into_iter().filter(|(_, text)| !text.is_empty()).collect()
    };
    Draft {
        wording: Wording {
            policy: texts("policy"),
            faq: texts("faq"),
        },
        summary: texts("summary"),
        is_stricter: form.first("stricter").is_some(),
    }
}

async fn page(
    words: Words,
    who: &SignedIn,
    desk: &Data<PolicyDesk>,
    typed: Option<Draft>,
    publishing: Typed,
) -> Result<PolicyPage, AppError> {
    let reading = desk.clone();
    let (drafted, current, versions) =
        blocking(move || Ok((reading.draft()?, reading.find()?, reading.versions()?))).await?;
    let state = match (drafted.edited_on, drafted.is_reviewed) {
        (None, _) => words.t("policy-state-none"),
        (Some(day), false) => words.with_one("policy-state-draft", "day", words.date(day)),
        (Some(day), true) => words.with_one("policy-state-review", "day", words.date(day)),
    };
    let Drafted { draft, preview, .. } = drafted;
    let would = preview
        .changes
        .iter()
        .map(|change| told_change(words, change, &current.facts))
        .map(|line| {
            let strictness = match line.loosens {
                true => words.t("changes-loosens"),
                false => words.t("changes-stricter"),
            };
            format!("{} {strictness}", line.text)
        });
    let draft = typed.unwrap_or(draft);
    Ok(PolicyPage {
        words,
        section: "office",
        done: None,
        state,
        would: match (would.len(), versions.is_empty()) {
            (0, true) => vec![words.t("policy-would-first")],
            (0, false) => vec![words.t("policy-would-nothing")],
            _ => would.collect(),
        },
        earliest: words.with_one("policy-would-from", "day", words.date(preview.earliest)),
        is_stricter: draft.is_stricter,
        fields: fields(words, &draft),
        is_preview: false,
        has_draft: drafted.edited_on.is_some(),
        is_handed_in: drafted.is_reviewed,
        may_publish: who.may(Permission::PublishPolicy),
        seen: preview.seen,
        day: publishing.day,
        has_problems: publishing.problem.is_some(),
        problem: publishing.problem,
        versions: versions
            .iter()
            .map(|version| {
                let title = words.with_one("policy-version", "number", i64::from(version.body.number));
                (version.body.number, title, words.date(version.body.effective_on))
            })
            .collect(),
    })
}

fn fields(words: Words, draft: &Draft) -> Vec<TextField> {
    let field = |kind: &str, texts: &Texts, label: &str, (rows, hint): (u8, &'static str), tag: &'static str| {
        let value = texts.get(tag).cloned().unwrap_or_default();
        let is_long = value.len() > markdown::MOST;
        TextField {
            name: format!("{kind}-{tag}"),
            tag,
            dir: direction(tag),
            label: words.with_one(label, "language", language_name(tag)),
            hint,
            rows,
            problem: is_long.then(|| words.with_one("policy-long", "most", markdown::MOST)),
            preview: MarkdownPart::of(&value),
            value,
        }
    };
    let mut fields = Vec::new();
    for tag in INTERFACE_LANGUAGES {
        let summary = (4, "policy-summary-hint");
        fields.push(field(
            "policy",
            &draft.wording.policy,
            "policy-text",
            (16, "policy-hint"),
            tag,
        ));
        fields.push(field("faq", &draft.wording.faq, "policy-faq", (10, "policy-hint"), tag));
        fields.push(field("summary", &draft.summary, "policy-summary-field", summary, tag));
    }
    fields
}
