//! What may be published: tables out of counts. Pure: no clock, no SQL, no randomness. The rules are those of DISCLOSURE.md.

mod blocks;
mod breakdown;
mod isolation;
mod layout;
mod modular;
mod overall;
mod tables;
pub mod verify;
mod witness;

pub use breakdown::{Breakdown, Segment, Taken, breakdown};
pub use overall::{Overall, overall};
pub use tables::{Promise, pinned};
