//! What became of a letter, noted in the database.

use crate::store::campaigns::{self, Counted};
use crate::store::outbox::{self, Waiting};
use crate::store::{Conn, Rows};

/// A letter was handed over.
pub(super) fn note_sent(conn: &mut Conn, mail: &Waiting) -> Rows<()> {
    if !outbox::delete(conn, mail.id)? {
        return Ok(());
    }
    let Some(person) = campaigns::person(conn, mail.campaign, &mail.addressee)? else {
        return Ok(());
    };
    let first = mail.kind == "invitation" && campaigns::set_state(conn, mail.campaign, &mail.addressee, "sent")?;
    if first && !person.test {
        campaigns::count(conn, mail.campaign, Counted::Sent)?;
    }
    let standing = campaigns::find(conn, mail.campaign)?.is_some_and(|campaign| campaign.plan.standing);
    if mail.kind == "test" || standing {
        campaigns::forget_person(conn, mail.campaign, &mail.addressee)?;
    }
    Ok(())
}

/// An address does not take it, now or ever.
pub(super) fn note_refused(conn: &mut Conn, mail: &Waiting) -> Rows<()> {
    if !outbox::delete(conn, mail.id)? {
        return Ok(());
    }
    let news = campaigns::set_state(conn, mail.campaign, &mail.addressee, "refused")?;
    let counts = campaigns::person(conn, mail.campaign, &mail.addressee)?.is_some_and(|person| !person.test);
    if news && counts && mail.kind != "test" {
        campaigns::count(conn, mail.campaign, Counted::Undeliverable)?;
    }
    if mail.kind == "test" {
        campaigns::forget_person(conn, mail.campaign, &mail.addressee)?;
    }
    Ok(())
}

/// Nobody wants it any more.
pub(super) fn forget(conn: &mut Conn, mail: &Waiting) -> Rows<()> {
    outbox::delete(conn, mail.id)?;
    if mail.kind == "test" {
        campaigns::forget_person(conn, mail.campaign, &mail.addressee)?;
    }
    Ok(())
}
