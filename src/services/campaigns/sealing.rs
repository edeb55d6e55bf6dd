//! Sealing a list: from here on nobody is added, the keys of its tickets stand in the public log, and its mails wait in the outbox.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDateTime};
use rand::seq::SliceRandom;
use serde_json::json;

use super::{CampaignDesk, addresses, tickets};
use crate::domain::campaign::{Campaign, State, blocks, least_addresses, least_block};
use crate::domain::hex;
use crate::domain::id::Id;
use crate::domain::invitees::List;
use crate::domain::item::Shape;
use crate::privacy::invitation::Code;
use crate::secret::{Secret, encrypt};
use crate::services::ServiceError;
use crate::services::catalogue::{self, Published};
use crate::services::transparency;
use crate::store::campaigns::{self, Addressee};
use crate::store::outbox::{self, Waiting};
use crate::store::{Conn, Rows, invitations, surveys};

/// When a campaign begins and how long its addresses are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// When the first mail may go; in the past means at once.
    pub starts_at: NaiveDateTime,
    /// Days until addresses and codes are deleted.
    pub days: i32,
}

/// People of one or several segment values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The values.
    pub values: Vec<String>,
    /// How many people.
    pub people: usize,
    /// Whether several values stand together, so that the answers get none.
    pub pooled: bool,
}

/// What sealing would do, shown before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// People who count.
    pub people: usize,
    /// Staff and the organisation's own addresses.
    pub tests: usize,
    /// How many addresses a list needs.
    pub least: usize,
    /// How many domains the addresses have.
    pub domains: usize,
    /// The groups, where the list gives a segment.
    pub groups: Vec<Group>,
    /// Values that no option of the segment's question has.
    pub unknown: Vec<String>,
}

/// Why a list was not sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotSealed {
    /// There is no such campaign, or it is none of the survey.
    Unknown,
    /// It is no draft any more.
    NotADraft,
    /// The survey is not published or takes no answers.
    SurveyClosed,
    /// A campaign of this period was sealed already: a second list could ask somebody twice.
    AnotherCampaign,
    /// Fewer addresses than a list needs.
    TooFew(usize),
    /// The mail has no words in a language of the survey.
    NoWords(String),
    /// The segment is none of the survey's.
    NoSuchSegment,
    /// The list has values that no option has.
    UnknownValues(Vec<String>),
}

impl Preview {
    /// Of a list for a survey.
    pub fn of(list: &List, published: &Published, segment: Option<&str>) -> Self {
        let k = group_size(published);
        let known = segment.map(|segment| options(published, segment)).unwrap_or_default();
        let values = list.values();
        let unknown = match segment {
            Some(_) => values
                .keys()
                .filter(|value| !value.is_empty() && !known.contains(value))
                .cloned()
                .collect(),
            None => Vec::new(),
        };
        let mut groups: BTreeMap<String, Group> = BTreeMap::new();
        if segment.is_some() {
            for (value, name) in blocks(&values, least_block(k)) {
                let group = groups.entry(name.clone()).or_insert(Group {
                    values: Vec::new(),
                    people: 0,
                    pooled: name.is_empty(),
                });
                group.people += values.get(&value).copied().unwrap_or_default();
                group.values.push(value);
            }
        }
        Self {
            people: list.counted().count(),
            tests: list.people.len() - list.counted().count(),
            least: least_addresses(k),
            domains: list.domains(),
            groups: groups.into_values().collect(),
            unknown,
        }
    }
}

fn group_size(published: &Published) -> usize {
    usize::try_from(published.survey.group_size).unwrap_or(usize::MAX)
}

/// The keys of the options of a segment's question.
pub(super) fn options(published: &Published, segment: &str) -> Vec<String> {
    published
        .items
        .iter()
        .filter(|item| item.name == segment)
        .filter_map(|item| match &item.shape {
            Shape::One { values } => Some(values.clone()),
            _ => None,
        })
        .flatten()
        .collect()
}

/// What sealing writes.
struct Writing {
    people: Vec<Addressee>,
    codes: Vec<([u8; 32], Option<String>)>,
    mails: Vec<Waiting>,
    keys: BTreeMap<String, usize>,
}

impl CampaignDesk {
    /// Seals a campaign with its list.
    pub fn seal(
        &self,
        slug: &str,
        id: Id,
        list: &List,
        wish: Wish,
    ) -> Result<Result<Campaign, NotSealed>, ServiceError> {
        let key = self.keys.make_campaign_key(id)?;
        let codes = self.keys.purpose("invitation codes");
        let (now, today) = (self.clock.now(), self.clock.today());
        let sealed = self.db.write(|conn| {
            let (mut campaign, published) = match ready(conn, slug, id, list, today)? {
                Ok(ready) => ready,
                Err(refusal) => return Ok(Err(refusal)),
            };
            // single invitations begin without a list
            let nobody = List::default();
            let list = if campaign.plan.standing { &nobody } else { list };
            let writing = write(&campaign, list, &published, &key, &codes);
            campaign.state = State::Sealed;
            if !campaign.plan.standing {
                campaign.period.clone_from(&published.period);
            }
            campaign.starts_at = Some(wish.starts_at.max(now));
            let days = u64::try_from(wish.days.clamp(1, crate::domain::campaign::MOST_DAYS)).unwrap_or(1);
            campaign.ends_on = Some(wish.starts_at.max(now).date() + Days::new(days));
            campaign.tally.listed = i64::try_from(writing.codes.len()).unwrap_or(i64::MAX);
            campaigns::update(conn, &campaign)?;
            campaigns::insert_people(conn, &writing.people)?;
            invitations::insert(conn, id, &writing.codes)?;
            outbox::insert(conn, &writing.mails, wish.starts_at.max(now))?;
            let kind = match campaign.plan.standing {
                true => "single-invitations",
                false => "invitation-keys",
            };
            transparency::append(conn, today, kind, promise(&campaign, slug, list, &writing, &key))?;
            Ok(Ok(campaign))
        })?;
        if sealed.is_err() && self.db.read(|conn| campaigns::find(conn, id))?.is_none() {
            self.keys.destroy_campaign_key(id)?;
        }
        Ok(sealed)
    }
}

/// What everybody may check: which keys make tickets, and how many people and domains stand behind each.
fn promise(campaign: &Campaign, slug: &str, list: &List, writing: &Writing, key: &Secret) -> serde_json::Value {
    let keys: Vec<_> = writing
        .keys
        .iter()
        .map(|(block, people)| {
            let block = campaign.plan.segment.as_ref().map(|_| block.as_str());
            let public = tickets(key, campaign.id, block).public();
            json!({ "key": hex::encode(&public), "group": block, "addresses": people })
        })
        .collect();
    json!({
        "survey": slug,
        "period": campaign.period,
        "campaign": campaign.id.to_string(),
        "addresses": campaign.tally.listed,
        "domains": list.domains(),
        "reminders": campaign.plan.reminders,
        "remembers": campaign.plan.remembers,
        "keys": keys,
    })
}

fn ready(
    conn: &mut Conn,
    slug: &str,
    id: Id,
    list: &List,
    today: chrono::NaiveDate,
) -> Rows<Result<(Campaign, Published), NotSealed>> {
    let Some(row) = surveys::find_by_slug(conn, slug)? else {
        return Ok(Err(NotSealed::Unknown));
    };
    let Some(campaign) = campaigns::find(conn, id)?.filter(|campaign| campaign.survey == row.id) else {
        return Ok(Err(NotSealed::Unknown));
    };
    if campaign.state != State::Draft {
        return Ok(Err(NotSealed::NotADraft));
    }
    let Some(published) = catalogue::current(conn, &row, today)? else {
        return Ok(Err(NotSealed::SurveyClosed));
    };
    if !published.takes_answers(today) {
        return Ok(Err(NotSealed::SurveyClosed));
    }
    if published.invited.is_some() && !campaign.plan.standing {
        return Ok(Err(NotSealed::AnotherCampaign));
    }
    let preview = Preview::of(list, &published, campaign.plan.segment.as_deref());
    if preview.people < preview.least && !campaign.plan.standing {
        return Ok(Err(NotSealed::TooFew(preview.least)));
    }
    let wordless = published.survey.languages.iter().find(|language| {
        let text = campaign.plan.texts.get(*language);
        text.is_none_or(|text| text.subject.trim().is_empty() || text.body.trim().is_empty())
    });
    if let Some(language) = wordless {
        return Ok(Err(NotSealed::NoWords(language.clone())));
    }
    if campaign.plan.standing && campaign.plan.segment.is_some() {
        return Ok(Err(NotSealed::NoSuchSegment));
    }
    if let Some(segment) = &campaign.plan.segment
        && !published.survey.segments.iter().any(|key| key.as_str() == segment)
    {
        return Ok(Err(NotSealed::NoSuchSegment));
    }
    if !preview.unknown.is_empty() && !campaign.plan.standing {
        return Ok(Err(NotSealed::UnknownValues(preview.unknown)));
    }
    Ok(Ok((campaign, published)))
}

fn write(campaign: &Campaign, list: &List, published: &Published, key: &Secret, codes_key: &Secret) -> Writing {
    let key = addresses(key);
    let survey = &published.survey;
    let groups = blocks(&list.values(), least_block(group_size(published)));
    let mut writing = Writing {
        people: Vec::new(),
        codes: Vec::new(),
        mails: Vec::new(),
        keys: BTreeMap::new(),
    };
    let mut people: Vec<_> = list.people.iter().collect();
    // the order of the list is nobody's business, nor whose mail goes first
    people.shuffle(&mut rand::rng());
    for invitee in people {
        let person = Id::new(rand::random());
        let block = campaign
            .plan
            .segment
            .as_ref()
            .map(|_| groups.get(&invitee.value).cloned().unwrap_or_default());
        let code = (!invitee.test).then(|| Code::new(rand::random()));
        if let Some(code) = &code {
            writing.codes.push((code.hash(codes_key), block.clone()));
            *writing.keys.entry(block.clone().unwrap_or_default()).or_default() += 1;
        }
        let spoken = survey
            .languages
            .iter()
            .find(|known| known.eq_ignore_ascii_case(&invitee.language));
        let language = spoken.unwrap_or(&survey.default_language).clone();
        writing.people.push(Addressee {
            campaign_id: campaign.id.bytes().to_vec(),
            id: person.bytes().to_vec(),
            address: encrypt(&key, person.bytes(), invitee.address.text().as_bytes()),
            language,
            block,
            test: invitee.test,
            code: code.map(|code| encrypt(&key, person.bytes(), code.text().as_bytes())),
            state: "waiting".to_owned(),
        });
        writing.mails.push(Waiting {
            id: Id::new(rand::random()),
            campaign: campaign.id,
            addressee: person.bytes().to_vec(),
            kind: "invitation".to_owned(),
            attempts: 0,
        });
    }
    writing.codes.shuffle(&mut rand::rng());
    writing
}
