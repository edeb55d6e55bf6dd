//! The words a new campaign begins with, in each language of its survey.

use std::collections::BTreeMap;

use crate::domain::campaign::{MailText, Plan};
use crate::domain::survey::Survey;
use crate::text::Words;

/// Days between two mails unless staff say otherwise.
const WAIT_DAYS: i32 = 7;

/// What the form of a new campaign holds; `words` are those of whoever writes it.
pub fn beginning(words: Words, survey: &Survey, ground: &str) -> Plan {
    Plan {
        name: String::new(),
        purpose: survey.purpose.in_language(words.lang()).to_owned(),
        source: String::new(),
        legal_ground: ground.to_owned(),
        segment: None,
        remembers: false,
        standing: false,
        reminders: 1,
        wait_days: WAIT_DAYS,
        texts: texts(survey),
    }
}

/// In the survey's language where the interface speaks it, in English elsewhere.
pub fn texts(survey: &Survey) -> BTreeMap<String, MailText> {
    let text = |tag: &String| {
        let own = Words::for_tag(tag);
        let title = survey.title.in_language(tag);
        let body = [
            own.t("staff-campaign-mail-hello"),
            own.with_one("staff-campaign-mail-about", "survey", title),
            own.with_one("staff-share-message", "people", survey.group_size),
            own.t("staff-campaign-mail-thanks"),
        ];
        let text = MailText {
            subject: plain(&own.with_one("staff-campaign-mail-subject", "survey", title)),
            body: plain(&body.join("\n\n")),
        };
        (tag.clone(), text)
    };
    survey.languages.iter().map(text).collect()
}

/// Without the marks around variables, which are for pages.
fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}
