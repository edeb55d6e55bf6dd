//! Sealed answers that wait: new ones in the inbox, from k submissions on in the pool. Neither tells in which order they came.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Integer};

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
                    diesel::insert_into(inbox::table).values(row(&survey, answer)).execute(c)?;
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
            t::table.filter(t::survey_id.eq(&survey.bytes()[..])).filter(t::id.eq_any(names.clone()))
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

/// Deletes up to `count` records of keys before `epoch`; says how many there were.
pub fn delete_folded(conn: &mut Conn, survey: Id, epoch: i64, count: i32) -> Rows<usize> {
    let mut deleted = 0;
    for table in TABLES {
        let statement = format!(
            "DELETE FROM {table} WHERE survey_id = $1 AND id IN (SELECT id FROM {table} WHERE survey_id = $1 AND epoch < $2 LIMIT $3)"
        );
        deleted += on_backend!(conn, |c| diesel::sql_query(&statement)
            .bind::<Binary, _>(&survey.bytes()[..])
            .bind::<BigInt, _>(epoch)
            .bind::<Integer, _>(count)
            .execute(c))?;
    }
    Ok(deleted)
}

/// How many records stand in the inbox and in the pool.
pub fn counts(conn: &mut Conn, survey: Id) -> Rows<(i64, i64)> {
    let mut count = |table: &str| -> Rows<i64> {
        let statement = format!("SELECT count(*) AS count FROM {table} WHERE survey_id = $1");
        let rows: Vec<Count> =
            on_backend!(&mut *conn, |c| diesel::sql_query(&statement).bind::<Binary, _>(&survey.bytes()[..]).load(c))?;
        rows.first().map(|row| row.count).ok_or_else(|| corrupt("no count"))
    };
    Ok((count("inbox")?, count("pool")?))
}

const COLUMNS: &str = "survey_id, id, period, item, epoch, sealed";

/// Moves the inbox into the pool in random order; with `whole`, deals the pool anew together with it.
///
/// Rows written one after the other lie side by side in a page or carry the same transaction number; dealt anew they do not.
pub fn settle(conn: &mut Conn, survey: Id, whole: bool) -> Rows<()> {
    let move_all = |from: &str, to: &str, order: &str| {
        [
            format!("INSERT INTO {to} ({COLUMNS}) SELECT {COLUMNS} FROM {from} WHERE survey_id = $1{order}"),
            format!("DELETE FROM {from} WHERE survey_id = $1"),
        ]
    };
    let mut statements = Vec::new();
    if whole {
        statements.extend(move_all("pool", "inbox", ""));
    }
    statements.extend(move_all("inbox", "pool", " ORDER BY random()"));
    for statement in statements {
        on_backend!(conn, |c| diesel::sql_query(&statement).bind::<Binary, _>(&survey.bytes()[..]).execute(c))?;
    }
    Ok(())
}

/// Writes the inbox anew in the order `answers` stand in.
pub fn rewrite_inbox(conn: &mut Conn, survey: Id, answers: &[SealedAnswer]) -> Rows<()> {
    diesel::delete(inbox::table.filter(inbox::survey_id.eq(&survey.bytes()[..]))).execute(conn)?;
    insert(conn, survey, answers)
}
