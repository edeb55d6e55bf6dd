//! What a policy tells that nobody writes: computed from settings, published surveys and registers.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::guidelines::Texts;
use crate::domain::translated::nearest;

/// Everything computed that a version tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Who is responsible.
    pub organisation: OrganisationFact,
    /// Days between the publication of something less strict and its first day.
    pub notice_days: i64,
    /// What each survey promises.
    pub surveys: Vec<SurveyFact>,
    /// Who else processes data.
    pub processors: Vec<ProcessorFact>,
    /// Days data is kept, by the name of the rule.
    pub retention: BTreeMap<String, i64>,
    /// Names of the kinds of data the program can hold.
    pub kinds: Vec<String>,
}

/// Who is responsible; as in [`crate::domain::organisation::Organisation`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationFact {
    /// Its name.
    pub name: String,
    /// Its postal address.
    pub address: String,
    /// How to reach it about data.
    pub contact: String,
    /// The data protection officer; empty for none.
    pub officer: String,
    /// The supervisory authority; may be empty.
    pub authority: String,
    /// `consent`, `public_task` or `legitimate_interest`.
    pub legal_ground: String,
}

/// What a survey promises.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyFact {
    /// Random name of the survey, the same for good.
    pub id: String,
    /// The name in addresses, or `unlisted-` and the beginning of its random name where the survey is not listed.
    pub name: String,
    /// The heading by language; empty where it is not listed.
    pub title: Texts,
    /// What the answers are used for, by language; empty where it is not listed.
    pub purpose: Texts,
    /// What respondents get from it, by language; may be empty.
    pub benefit: Texts,
    /// SHA-256 of the survey's random name, purpose and benefit, so that a change shows where they do not.
    pub terms: String,
    /// k.
    pub group_size: u32,
    /// c.
    pub colluders: u32,
    /// Days released comments are kept.
    pub retention_days: u32,
    /// How many words stay in texts although they look like names.
    pub keeps: u32,
    /// The beginning of SHA-256 of the survey's random name and each of these words, in order.
    pub kept_words: BTreeSet<String>,
}

impl SurveyFact {
    /// Its heading in a language, or its name.
    pub fn called<'s>(&'s self, language: &'s str) -> &'s str {
        match nearest(&self.title, language).1 {
            "" => &self.name,
            title => title,
        }
    }
}

/// A party that processes data for the organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessorFact {
    /// Random name of its entry.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `mail_relay`, `identity_provider`, `hosting` or `other`.
    pub role: String,
    /// What for.
    pub purpose: String,
    /// Names of kinds of data.
    pub data: Vec<String>,
    /// Country or region.
    pub place: String,
}
