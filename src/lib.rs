//! Chorus: customer feedback that hears the chorus and never the voice. Rooms and doors are drawn in `docs/ARCHITECTURE.md`.

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod error;
pub mod keys;
pub mod mail;
pub mod privacy;
pub mod secret;
pub mod services;
pub mod store;
pub mod text;
pub mod web;
