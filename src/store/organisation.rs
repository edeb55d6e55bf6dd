//! The one row that says who is responsible.

use diesel::prelude::*;

use super::schema::organisation as o;
use super::{Conn, Rows};
use crate::domain::organisation::{LegalGround, Organisation};

type Raw = (String, String, String, String, String, String, i32);

/// The organisation; empty before it is set.
pub fn find(conn: &mut Conn) -> Rows<Organisation> {
    let row = o::table
        .select((
            o::name,
            o::address,
            o::contact,
            o::officer,
            o::authority,
            o::legal_ground,
            o::notice_days,
        ))
        .first::<Raw>(conn)
        .optional()?;
    Ok(row.map_or_else(
        Organisation::default,
        |(name, address, contact, officer, authority, ground, notice_days)| Organisation {
            name,
            address,
            contact,
            officer,
            authority,
            legal_ground: LegalGround::parse(&ground).unwrap_or_default(),
            notice_days: i64::from(notice_days),
        },
    ))
}

/// Writes the organisation.
pub fn save(conn: &mut Conn, organisation: &Organisation) -> Rows<()> {
    diesel::delete(o::table).execute(conn)?;
    diesel::insert_into(o::table)
        .values((
            o::id.eq(1),
            o::name.eq(&organisation.name),
            o::address.eq(&organisation.address),
            o::contact.eq(&organisation.contact),
            o::officer.eq(&organisation.officer),
            o::authority.eq(&organisation.authority),
            o::legal_ground.eq(organisation.legal_ground.name()),
            o::notice_days.eq(i32::try_from(organisation.notice_days).unwrap_or(i32::MAX)),
        ))
        .execute(conn)
        .map(drop)
}
