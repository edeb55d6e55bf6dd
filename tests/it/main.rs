//! The tests through the front door, on SQLite or on the server of `CHORUS_TEST_DATABASE`.
#![allow(clippy::unwrap_used)]

mod app;
mod browser;
mod outside;
mod place;
mod proxy;
mod samples;
mod smoke;
