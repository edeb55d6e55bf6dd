//! Sealed answers that wait: new ones in the inbox, from k submissions on in the pool. Neither tells in which order they came.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary};

use super::connection::on_backend;
use super::schema::{inbox, pool};
use super::{Conn, Rows, corrupt, read_id};
use crate::domain::id::Id;
use crate::privacy::seal::SealedAnswer;

/// The tables that hold what waits.
pub const TABLES: [&str; 2] = ["inbox", "pool"];

type Raw = (Vec<u8>, String, String, i64, Vec<u8>);

fn sealed((id, item, period, epoch, bytes): Raw) -> Rows<SealedAnswer> {
    Ok(SealedAnswer::from_row(read_id(&id)?, item, period, epoch, bytes))
}

/// Records in one statement on PostgreSQL; SQLite runs a prepared statement a record, which is as fast.
const BATCH: usize = 1000;

/// Puts new records into the inbox.
pub fn insert(conn: &mut Conn, survey: Id, answers: &[SealedAnswer]) -> Rows<()> {
    for batch in answers.chunks(BATCH) {
        match conn {
            Conn::Sqlite(c) => {
                for answer in batch {
                    diesel::insert_into(inbox::table)
                        .values(row(&survey, answer))
                        .execute(c)?;
                }
            }
            Conn::Pg(c) => {
                let rows: Vec<_> = batch.iter().map(|answer| row(&survey, answer)).collect();
                diesel::insert_into(inbox::table).values(rows).execute(c)?;
            }
        }
    }
    Ok(())
}

type NewRow<'a> = (
    diesel::dsl::Eq<inbox::survey_id, &'a [u8]>,
    diesel::dsl::Eq<inbox::id, Vec<u8>>,
    diesel::dsl::Eq<inbox::period, &'a str>,
    diesel::dsl::Eq<inbox::item, &'a str>,
    diesel::dsl::Eq<inbox::epoch, i64>,
    diesel::dsl::Eq<inbox::sealed, &'a [u8]>,
);

fn row<'a>(survey: &'a Id, answer: &'a SealedAnswer) -> NewRow<'a> {
    (
        inbox::survey_id.eq(&survey.bytes()[..]),
        inbox::id.eq(answer.id().bytes().to_vec()),
        inbox::period.eq(answer.period()),
        inbox::item.eq(answer.item()),
        inbox::epoch.eq(answer.epoch()),
        inbox::sealed.eq(answer.bytes()),
    )
}

macro_rules! of_both {
    ($conn:expr, |$t:ident| $body:expr) => {{
        let first = {
            use inbox as $t;
            $body
        };
        let second = {
            use pool as $t;
            $body
        };
        (first, second)
    }};
}

/// The records with these names that still wait; of keys from `folded_below` on, what is older is already released.
pub fn find(conn: &mut Conn, survey: Id, ids: &[Id], folded_below: i64) -> Rows<Vec<SealedAnswer>> {
    let mut found = Vec::new();
    for batch in ids.chunks(BATCH) {
        let names: Vec<&[u8]> = batch.iter().map(|id| &id.bytes()[..]).collect();
        let (new, old) = of_both!(conn, |t| t::table
            .filter(t::survey_id.eq(&survey.bytes()[..]))
            .filter(t::id.eq_any(names.clone()))
            .filter(t::epoch.ge(folded_below))
            .select((t::id, t::item, t::period, t::epoch, t::sealed))
            .load::<Raw>(conn)?);
        for raw in new.into_iter().chain(old) {
            found.push(sealed(raw)?);
        }
    }
    Ok(found)
}

/// Puts another ciphertext in the place of one that waits under the key of `old_epoch`; says whether it was still there.
pub fn replace(conn: &mut Conn, survey: Id, old_epoch: i64, answer: &SealedAnswer) -> Rows<bool> {
    let (new, old) = of_both!(conn, |t| diesel::update(
        t::table
            .filter(t::survey_id.eq(&survey.bytes()[..]))
            .filter(t::id.eq(&answer.id().bytes()[..]))
            .filter(t::epoch.eq(old_epoch))
    )
    .set((t::epoch.eq(answer.epoch()), t::sealed.eq(answer.bytes())))
    .execute(conn)?);
    Ok(new + old > 0)
}

/// Removes records by name.
pub fn delete(conn: &mut Conn, survey: Id, ids: &[Id]) -> Rows<()> {
    for batch in ids.chunks(BATCH) {
        let names: Vec<&[u8]> = batch.iter().map(|id| &id.bytes()[..]).collect();
        let _ = of_both!(conn, |t| diesel::delete(
            t::table
                .filter(t::survey_id.eq(&survey.bytes()[..]))
                .filter(t::id.eq_any(names.clone()))
        )
        .execute(conn)?);
    }
    Ok(())
}

/// Which of the two tables a page is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// New ones.
    Inbox,
    /// Mixed ones.
    Pool,
}

impl Place {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Inbox, Self::Pool];

    fn table(self) -> &'static str {
        match self {
            Self::Inbox => "inbox",
            Self::Pool => "pool",
        }
    }
}

/// Up to `count` records of keys in `epochs`, after the name `after`, in the order of their random names.
pub fn page(
    conn: &mut Conn,
    place: Place,
    survey: Id,
    epochs: std::ops::Range<i64>,
    after: Option<Id>,
    count: i64,
) -> Rows<Vec<SealedAnswer>> {
    macro_rules! load {
        ($t:ident) => {{
            let query = $t::table
                .filter($t::survey_id.eq(&survey.bytes()[..]))
                .filter($t::epoch.ge(epochs.start))
                .filter($t::epoch.lt(epochs.end))
                .select(($t::id, $t::item, $t::period, $t::epoch, $t::sealed))
                .order($t::id)
                .limit(count);
            match after {
                Some(after) => query.filter($t::id.gt(&after.bytes()[..])).load::<Raw>(conn)?,
                None => query.load::<Raw>(conn)?,
            }
        }};
    }
    let rows = match place {
        Place::Inbox => load!(inbox),
        Place::Pool => load!(pool),
    };
    rows.into_iter().map(sealed).collect()
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Deletes released records: of the next `count` records of keys before `epoch` after the name `after`. Gives the last name, or
/// `None` when there are no more.
pub fn delete_folded(
    conn: &mut Conn,
    place: Place,
    survey: Id,
    epoch: i64,
    after: Option<Id>,
    count: i64,
) -> Rows<Option<Id>> {
    let Some(last) = page_end(conn, place, survey, after, Some(epoch), count)? else {
        return Ok(None);
    };
    let table = place.table();
    let statement = format!("DELETE FROM {table} WHERE survey_id = $1 AND id > $2 AND id <= $3 AND epoch < $4");
    on_backend!(conn, |c| diesel::sql_query(&statement)
        .bind::<Binary, _>(&survey.bytes()[..])
        .bind::<Binary, _>(lower_end(after))
        .bind::<Binary, _>(&last.bytes()[..])
        .bind::<BigInt, _>(epoch)
        .execute(c))?;
    Ok(Some(last))
}

/// The name of the `count`-th record after `after`, or of the last one; `None` when there is none. With `below`, only records
/// of earlier keys count.
fn page_end(
    conn: &mut Conn,
    place: Place,
    survey: Id,
    after: Option<Id>,
    below: Option<i64>,
    count: i64,
) -> Rows<Option<Id>> {
    let statement = format!(
        "SELECT max(id) AS id FROM (SELECT id FROM {} WHERE survey_id = $1 AND id > $2 AND epoch < $3 ORDER BY id LIMIT $4) AS page",
        place.table()
    );
    // PostgreSQL has no max of bytes before version 18
    let statement = match conn {
        Conn::Sqlite(_) => statement,
        Conn::Pg(_) => statement
            .replace("max(id) AS id", "id")
            .replace("AS page", "AS page ORDER BY id DESC LIMIT 1"),
    };
    let rows: Vec<Name> = on_backend!(conn, |c| diesel::sql_query(&statement)
        .bind::<Binary, _>(&survey.bytes()[..])
        .bind::<Binary, _>(lower_end(after))
        .bind::<BigInt, _>(below.unwrap_or(i64::MAX))
        .bind::<BigInt, _>(count)
        .load(c))?;
    rows.into_iter()
        .find_map(|row| row.id)
        .map(|id| read_id(&id))
        .transpose()
}

/// The empty name is before all others.
fn lower_end(after: Option<Id>) -> Vec<u8> {
    after.map(|after| after.bytes().to_vec()).unwrap_or_default()
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = diesel::sql_types::Nullable<Binary>)]
    id: Option<Vec<u8>>,
}

/// How many records stand in the inbox and in the pool.
pub fn counts(conn: &mut Conn, survey: Id) -> Rows<(i64, i64)> {
    let mut count = |table: &str| -> Rows<i64> {
        let statement = format!("SELECT count(*) AS count FROM {table} WHERE survey_id = $1");
        let rows: Vec<Count> = on_backend!(&mut *conn, |c| diesel::sql_query(&statement)
            .bind::<Binary, _>(&survey.bytes()[..])
            .load(c))?;
        rows.first().map(|row| row.count).ok_or_else(|| corrupt("no count"))
    };
    Ok((count("inbox")?, count("pool")?))
}

const COLUMNS: &str = "survey_id, id, period, item, epoch, sealed";

/// Deals a part of the key space anew: the inbox's records after the name `after` go into the pool, together with the pool's own of
/// that part, in random order. Gives the name the part ends at; `None` when it was the last one.
///
/// Rows written one after the other lie side by side in a page or carry the same transaction number; dealt anew they do not.
pub fn deal(conn: &mut Conn, survey: Id, after: Option<Id>, count: i64) -> Rows<Option<Id>> {
    let ends = [
        page_end(conn, Place::Inbox, survey, after, None, count)?,
        page_end(conn, Place::Pool, survey, after, None, count)?,
    ];
    // up to the nearer end where both have more; the rest of the key space where neither has
    let more = counted_after(conn, survey, after, count)?;
    let last = if more { ends.into_iter().flatten().min() } else { None };
    let until = last.map_or_else(|| vec![u8::MAX; 17], |last| last.bytes().to_vec());
    let part = "WHERE survey_id = $1 AND id > $2 AND id <= $3";
    for statement in [
        format!("INSERT INTO inbox ({COLUMNS}) SELECT {COLUMNS} FROM pool {part}"),
        format!("DELETE FROM pool {part}"),
        format!("INSERT INTO pool ({COLUMNS}) SELECT {COLUMNS} FROM inbox {part} ORDER BY random()"),
        format!("DELETE FROM inbox {part}"),
    ] {
        on_backend!(conn, |c| diesel::sql_query(&statement)
            .bind::<Binary, _>(&survey.bytes()[..])
            .bind::<Binary, _>(lower_end(after))
            .bind::<Binary, _>(&until)
            .execute(c))?;
    }
    Ok(last)
}

/// Whether one of the tables has more than `count` records after `after`.
fn counted_after(conn: &mut Conn, survey: Id, after: Option<Id>, count: i64) -> Rows<bool> {
    for place in Place::BOTH {
        let statement = format!(
            "SELECT count(*) AS count FROM (SELECT 1 FROM {} WHERE survey_id = $1 AND id > $2 LIMIT $3) AS page",
            place.table()
        );
        let rows: Vec<Count> = on_backend!(&mut *conn, |c| diesel::sql_query(&statement)
            .bind::<Binary, _>(&survey.bytes()[..])
            .bind::<Binary, _>(lower_end(after))
            .bind::<BigInt, _>(count + 1)
            .load(c))?;
        if rows.first().is_some_and(|row| row.count > count) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Writes the inbox anew in the order `answers` stand in.
pub fn rewrite_inbox(conn: &mut Conn, survey: Id, answers: &[SealedAnswer]) -> Rows<()> {
    diesel::delete(inbox::table.filter(inbox::survey_id.eq(&survey.bytes()[..]))).execute(conn)?;
    insert(conn, survey, answers)
}
