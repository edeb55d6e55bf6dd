//! The pages of staff. Every handler but sign-in and set-up takes a signed-in account.

use actix_web::web::ServiceConfig;

/// The routes below `/staff`.
pub fn configure(_config: &mut ServiceConfig) {}
