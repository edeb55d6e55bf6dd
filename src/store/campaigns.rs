//! Campaigns and the people on their lists.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::schema::{addressees as a, campaigns as c, outbox as o};
use super::{Conn, Rows, corrupt, read_id};
use crate::domain::campaign::{Campaign, Plan, State, Tally};
use crate::domain::id::Id;

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = c)]
#[diesel(treat_none_as_null = true)]
struct Row {
    id: Vec<u8>,
    survey_id: Vec<u8>,
    name: String,
    purpose: String,
    source: String,
    legal_ground: String,
    period: String,
    segment: Option<String>,
    remembers: bool,
    standing: bool,
    state: String,
    texts: String,
    reminders: i32,
    wait_days: i32,
    reminded: i32,
    starts_at: Option<NaiveDateTime>,
    ends_on: Option<NaiveDate>,
    created_on: NaiveDate,
    listed: i64,
    sent: i64,
    undeliverable: i64,
    stopped: i64,
}

impl Row {
    fn of(campaign: &Campaign) -> Rows<Self> {
        let plan = &campaign.plan;
        let texts = serde_json::to_string(&plan.texts).map_err(|_| corrupt("the texts of a campaign are no JSON"))?;
        Ok(Self {
            id: campaign.id.bytes().to_vec(),
            survey_id: campaign.survey.bytes().to_vec(),
            name: plan.name.clone(),
            purpose: plan.purpose.clone(),
            source: plan.source.clone(),
            legal_ground: plan.legal_ground.clone(),
            period: campaign.period.clone(),
            segment: plan.segment.clone(),
            remembers: plan.remembers,
            standing: plan.standing,
            state: campaign.state.name().to_owned(),
            texts,
            reminders: plan.reminders,
            wait_days: plan.wait_days,
            reminded: campaign.reminded,
            starts_at: campaign.starts_at,
            ends_on: campaign.ends_on,
            created_on: campaign.created_on,
            listed: campaign.tally.listed,
            sent: campaign.tally.sent,
            undeliverable: campaign.tally.undeliverable,
            stopped: campaign.tally.stopped,
        })
    }

    fn read(self) -> Rows<Campaign> {
        Ok(Campaign {
            id: read_id(&self.id)?,
            survey: read_id(&self.survey_id)?,
            plan: Plan {
                name: self.name,
                purpose: self.purpose,
                source: self.source,
                legal_ground: self.legal_ground,
                segment: self.segment,
                remembers: self.remembers,
                standing: self.standing,
                reminders: self.reminders,
                wait_days: self.wait_days,
                texts: serde_json::from_str(&self.texts).map_err(|_| corrupt("the texts of a campaign do not read"))?,
            },
            state: State::parse(&self.state).ok_or_else(|| corrupt("a campaign has a state nobody knows"))?,
            period: self.period,
            reminded: self.reminded,
            starts_at: self.starts_at,
            ends_on: self.ends_on,
            created_on: self.created_on,
            tally: Tally {
                listed: self.listed,
                sent: self.sent,
                undeliverable: self.undeliverable,
                stopped: self.stopped,
            },
        })
    }
}

/// Makes a campaign.
pub fn insert(conn: &mut Conn, campaign: &Campaign) -> Rows<()> {
    diesel::insert_into(c::table)
        .values(Row::of(campaign)?)
        .execute(conn)
        .map(drop)
}

/// Writes all of a campaign but its tally, which grows by itself.
pub fn update(conn: &mut Conn, campaign: &Campaign) -> Rows<()> {
    let row = Row::of(campaign)?;
    diesel::update(c::table.filter(c::id.eq(&row.id)))
        .set((
            c::name.eq(row.name),
            c::purpose.eq(row.purpose),
            c::source.eq(row.source),
            c::legal_ground.eq(row.legal_ground),
            c::period.eq(row.period),
            c::segment.eq(row.segment),
            c::remembers.eq(row.remembers),
            c::standing.eq(row.standing),
            c::state.eq(row.state),
            c::texts.eq(row.texts),
            c::reminders.eq(row.reminders),
            c::wait_days.eq(row.wait_days),
            c::reminded.eq(row.reminded),
            c::starts_at.eq(row.starts_at),
            c::ends_on.eq(row.ends_on),
            c::listed.eq(row.listed),
        ))
        .execute(conn)
        .map(drop)
}

/// A campaign.
pub fn find(conn: &mut Conn, id: Id) -> Rows<Option<Campaign>> {
    let row = c::table
        .filter(c::id.eq(&id.bytes()[..]))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::read).transpose()
}

/// The campaigns of a survey, oldest first.
pub fn of_survey(conn: &mut Conn, survey: Id) -> Rows<Vec<Campaign>> {
    let rows: Vec<Row> = c::table
        .filter(c::survey_id.eq(&survey.bytes()[..]))
        .order((c::created_on, c::id))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// Every campaign with addresses.
pub fn with_addresses(conn: &mut Conn) -> Rows<Vec<Campaign>> {
    let rows: Vec<Row> = c::table
        .filter(c::state.eq_any([State::Sealed.name(), State::Stopped.name()]))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// Every campaign that ended before a day.
pub fn ended_before(conn: &mut Conn, day: NaiveDate) -> Rows<Vec<Campaign>> {
    let rows: Vec<Row> = c::table
        .filter(c::state.eq(State::Ended.name()))
        .filter(c::ends_on.lt(day))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// Deletes a campaign.
pub fn delete(conn: &mut Conn, id: Id) -> Rows<()> {
    diesel::delete(c::table.filter(c::id.eq(&id.bytes()[..])))
        .execute(conn)
        .map(drop)
}

/// What a tally counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Somebody was sent the invitation.
    Sent,
    /// An address refused it.
    Undeliverable,
    /// Somebody asked for no more mail.
    Stopped,
}

/// Counts one more.
pub fn count(conn: &mut Conn, id: Id, counted: Counted) -> Rows<()> {
    let row = c::table.filter(c::id.eq(id.bytes().to_vec()));
    match counted {
        Counted::Sent => diesel::update(row).set(c::sent.eq(c::sent + 1)).execute(conn),
        Counted::Undeliverable => diesel::update(row)
            .set(c::undeliverable.eq(c::undeliverable + 1))
            .execute(conn),
        Counted::Stopped => diesel::update(row).set(c::stopped.eq(c::stopped + 1)).execute(conn),
    }
    .map(drop)
}

/// One person of a list.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = a)]
pub struct Addressee {
    /// The campaign.
    pub campaign_id: Vec<u8>,
    /// Random name.
    pub id: Vec<u8>,
    /// The address, encrypted.
    pub address: Vec<u8>,
    /// The language of their mail.
    pub language: String,
    /// Their group of segment values.
    pub block: Option<String>,
    /// Whether they get no code.
    pub test: bool,
    /// The code, encrypted.
    pub code: Option<Vec<u8>>,
    /// `waiting`, `sent`, `refused` or `stopped`.
    pub state: String,
}

/// Rows of one statement.
const ROWS: usize = 500;

/// Adds people.
pub fn insert_people(conn: &mut Conn, people: &[Addressee]) -> Rows<()> {
    for some in people.chunks(ROWS) {
        for person in some {
            diesel::insert_into(a::table).values(person.clone()).execute(conn)?;
        }
    }
    Ok(())
}

/// One person.
pub fn person(conn: &mut Conn, campaign: Id, id: &[u8]) -> Rows<Option<Addressee>> {
    a::table
        .filter(a::campaign_id.eq(campaign.bytes().to_vec()))
        .filter(a::id.eq(id.to_vec()))
        .select(Addressee::as_select())
        .first(conn)
        .optional()
}

/// Everybody of a campaign, in the order of their random names.
pub fn people(conn: &mut Conn, campaign: Id) -> Rows<Vec<Addressee>> {
    a::table
        .filter(a::campaign_id.eq(campaign.bytes().to_vec()))
        .order(a::id)
        .select(Addressee::as_select())
        .load(conn)
}

/// Some of a campaign after a name, in the order of names.
pub fn people_after(conn: &mut Conn, campaign: Id, after: &[u8], most: i64) -> Rows<Vec<Addressee>> {
    a::table
        .filter(a::campaign_id.eq(campaign.bytes().to_vec()))
        .filter(a::id.gt(after.to_vec()))
        .order(a::id)
        .limit(most)
        .select(Addressee::as_select())
        .load(conn)
}

/// Notes what became of somebody's mail; says whether that is news.
pub fn set_state(conn: &mut Conn, campaign: Id, id: &[u8], state: &str) -> Rows<bool> {
    diesel::update(
        a::table
            .filter(a::campaign_id.eq(campaign.bytes().to_vec()))
            .filter(a::id.eq(id.to_vec()))
            .filter(a::state.ne(state)),
    )
    .set(a::state.eq(state))
    .execute(conn)
    .map(|changed| changed == 1)
}

/// Wipes the codes beside the addresses: the last mail went out.
pub fn wipe_codes(conn: &mut Conn, campaign: Id) -> Rows<()> {
    diesel::update(a::table.filter(a::campaign_id.eq(campaign.bytes().to_vec())))
        .set(a::code.eq(None::<Vec<u8>>))
        .execute(conn)
        .map(drop)
}

/// Deletes one person of a standing campaign, whose mail went out.
pub fn forget_person(conn: &mut Conn, campaign: Id, id: &[u8]) -> Rows<()> {
    diesel::delete(
        a::table
            .filter(a::campaign_id.eq(campaign.bytes().to_vec()))
            .filter(a::id.eq(id.to_vec())),
    )
    .execute(conn)
    .map(drop)
}

/// Deletes everybody of a campaign and what waits to be sent to them.
pub fn forget_people(conn: &mut Conn, campaign: Id) -> Rows<()> {
    diesel::delete(o::table.filter(o::campaign_id.eq(campaign.bytes().to_vec()))).execute(conn)?;
    diesel::delete(a::table.filter(a::campaign_id.eq(campaign.bytes().to_vec())))
        .execute(conn)
        .map(drop)
}
