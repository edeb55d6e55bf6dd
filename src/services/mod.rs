//! Verbs: one type a use case, which owns the transaction and calls the pure rules. No HTML, no SQL text.

mod addresses;
pub mod announcements;
pub mod campaigns;
pub mod catalogue;
pub mod error;
pub mod export;
pub mod incidents;
pub mod interrupt;
pub mod inventory;
pub mod keys;
pub mod letters;
pub mod load;
pub mod mailroom;
mod mixing;
pub mod organisation;
pub mod policy;
pub mod processors;
pub mod program;
pub mod publish;
pub mod receipts;
pub mod release;
pub mod requests;
pub mod results;
pub mod retention;
pub mod signing;
pub mod staff;
pub mod statements;
pub mod submit;
pub mod subscribers;
pub mod tokens;
pub mod trail;
pub mod training;
pub mod transparency;
pub mod writer;

pub use error::ServiceError;

/// Runs what blocks on the pool of threads for it.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ServiceError> + Send + 'static,
) -> Result<T, ServiceError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(_) => Err(ServiceError::Interrupted),
    }
}
