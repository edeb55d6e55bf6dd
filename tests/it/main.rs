//! The tests through the front door, on SQLite or on the server of `CHORUS_TEST_DATABASE`.
#![allow(clippy::unwrap_used)]

mod app;
mod binary;
mod browser;
mod canary;
mod find;
mod house;
mod house_boundaries;
mod house_ledger;
mod house_templates;
mod house_words;
mod life;
mod loads;
mod once;
mod order;
mod outside;
mod pages;
mod pages_browser;
mod pages_browser_staff;
mod pages_form;
mod pages_fuzz;
mod pages_input;
mod pages_look;
mod pages_public;
mod pages_requests;
mod pages_states;
mod place;
mod proxy;
mod proxy_app;
mod ratchet;
mod receipts;
mod samples;
mod secrets;
mod staff;
mod staff_door;
