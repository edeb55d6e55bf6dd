//! HTTP: routes, handlers, pages. No SQL, no rules.

pub mod api;
pub mod assets;
pub mod charts;
pub mod client_address;
pub mod deadline;
pub mod desks;
pub mod errors;
pub mod form_fields;
pub mod headers;
pub mod health;
pub mod home;
pub mod invitation;
pub mod json_body;
pub mod origin;
pub mod page;
pub mod placeholders;
pub mod privacy;
pub mod receipt;
pub mod replies;
pub mod routes;
pub mod server;
pub mod staff;
pub mod survey;
pub mod throttle;
pub mod tls;
pub mod transparency;
