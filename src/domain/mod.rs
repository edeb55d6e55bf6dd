//! The nouns of the business, pure: no web, no SQL, no clock, no randomness.

pub mod account;
pub mod address;
pub mod answer;
pub mod campaign;
pub mod guidelines;
pub mod hex;
pub mod id;
pub mod inventory;
pub mod invitees;
pub mod item;
pub mod key;
pub mod organisation;
pub mod period;
pub mod program;
pub mod release;
pub mod scrubbing;
pub mod slug;
pub mod statistics;
pub mod survey;
pub mod training;
pub mod transparency;
