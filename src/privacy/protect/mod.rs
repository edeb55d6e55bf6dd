//! What may be published: tables out of counts. Pure: no clock, no SQL, no randomness. The rules are those of DISCLOSURE.md.

mod overall;
mod tables;
pub mod verify;

pub use overall::{Overall, overall};
pub use tables::{Promise, pinned};
