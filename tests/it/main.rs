//! The tests through the front door, on SQLite or on the server of `CHORUS_TEST_DATABASE`.
#![allow(clippy::unwrap_used)]

mod app;
mod binary;
mod browser;
mod house;
mod house_boundaries;
mod house_ledger;
mod house_templates;
mod house_words;
mod life;
mod loads;
mod once;
mod outside;
mod pages;
mod pages_input;
mod place;
mod proxy;
mod proxy_app;
mod ratchet;
mod receipts;
mod samples;
mod secrets;
mod staff;
mod staff_door;
