//! At the start: finish what was cut off, and notice a database that was put back from an older copy.

use super::{ReleaseDesk, SLICE, ServiceError};
use crate::domain::id::Id;
use crate::privacy::seal::SealedAnswer;
use crate::store::collections;
use crate::store::{comments, pool, releases, surveys};

/// Brings every survey into a state from which the next tick can go on.
pub fn recover_all(desk: &ReleaseDesk) -> Result<(), ServiceError> {
    for row in desk.db.read(surveys::all)? {
        if desk.renew(row.id)? {
            let recovered = recover(desk, row.id, &row.slug);
            desk.db
                .write(|conn| crate::store::leases::give_back(conn, &super::lease_name(row.id)))?;
            recovered?;
        }
    }
    Ok(())
}

/// Brings one survey into that state; the lease is held.
pub(super) fn recover(desk: &ReleaseDesk, survey: Id, slug: &str) -> Result<(), ServiceError> {
    let Some(state) = desk.db.read(|conn| collections::find(conn, survey))? else {
        return Ok(());
    };
    drop_stale_pending(desk, survey)?;
    if desk.keys.pool_key(survey, state.pool_epoch)?.is_none() {
        tracing::warn!(
            survey = slug,
            "an older database was put back, or the key folder is new: what was released from it already, and what its keys are gone for, is dropped"
        );
        let epoch = match desk.keys.newest_epoch(survey)? {
            Some(newest) if newest >= state.pool_epoch => newest,
            _ => state.pool_epoch + 1,
        };
        desk.keys.make_pool_key(survey, epoch)?;
        desk.db.write(|conn| {
            let Some(mut state) = collections::find(conn, survey)? else {
                return Ok(());
            };
            state.pool_epoch = epoch;
            state.folded_below = state.folded_below.max(epoch);
            collections::save(conn, survey, &state)
        })?;
    }
    drop_erased(desk, survey, slug)?;
    desk.finish(survey)
}

/// A pending release that the key folder knows as published under another digest, or long published, is not published again.
fn drop_stale_pending(desk: &ReleaseDesk, survey: Id) -> Result<(), ServiceError> {
    let Some(pending) = desk.db.read(|conn| releases::pending(conn, survey))? else {
        return Ok(());
    };
    let (Some(release), Some(last)) = (pending.release, desk.keys.last_release(survey)?) else {
        return Ok(());
    };
    let same = release.release == last.number && release.digest == last.digest;
    if release.release <= last.number && !same {
        desk.db.write(|conn| releases::delete_pending(conn, survey))?;
    }
    Ok(())
}

/// What respondents withdrew after the copy was made stays withdrawn.
fn drop_erased(desk: &ReleaseDesk, survey: Id, slug: &str) -> Result<(), ServiceError> {
    let erased = desk.keys.erased(survey)?;
    let mut dropped = false;
    if !erased.is_empty() {
        for place in pool::Place::BOTH {
            let mut after = None;
            loop {
                let slice = i64::try_from(SLICE).unwrap_or(i64::MAX);
                let page = desk
                    .db
                    .read(|conn| pool::page(conn, place, survey, 0..i64::MAX, after, slice))?;
                let Some(last) = page.last() else { break };
                after = Some(last.id());
                let is_erased = |sealed: &SealedAnswer| {
                    erased.contains(&desk.keys.erased_mark(survey, sealed.id(), sealed.bytes()))
                };
                let back: Vec<Id> = page
                    .iter()
                    .filter(|sealed| is_erased(sealed))
                    .map(SealedAnswer::id)
                    .collect();
                if !back.is_empty() {
                    // another instance may have put a corrected answer under the same name since
                    dropped |= desk.db.write(|conn| {
                        let still = pool::find(conn, survey, &back, i64::MIN)?;
                        let still: Vec<Id> = still
                            .iter()
                            .filter(|sealed| is_erased(sealed))
                            .map(SealedAnswer::id)
                            .collect();
                        pool::delete(conn, survey, &still)?;
                        Ok(!still.is_empty())
                    })?;
                }
            }
        }
    }
    let withdrawn = desk.keys.withdrawn(survey)?;
    if !withdrawn.is_empty() {
        let back: Vec<Id> = desk
            .db
            .read(|conn| comments::published(conn, survey, i64::MAX))?
            .iter()
            .filter(|comment| !comment.withdrawn && withdrawn.contains(&desk.keys.withdrawn_mark(survey, comment.id)))
            .map(|comment| comment.id)
            .collect();
        if !back.is_empty() {
            dropped = true;
            desk.db.write(|conn| comments::delete(conn, survey, &back))?;
        }
    }
    if dropped {
        tracing::warn!(
            survey = slug,
            "an older database was put back: what respondents had withdrawn since is dropped"
        );
    }
    Ok(())
}
