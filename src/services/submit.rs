//! Taking a submission: read, scrub, split, seal, write. The only way from a form to the pool.

use std::sync::Arc;

use super::ServiceError;
use super::catalogue::{Catalogue, Form, Published};
use super::writer::{NotTaken, Outcome, Writer};
use crate::clock::Clock;
use crate::keys::KeyFolder;
use crate::privacy::form_token::{FormToken, TokenProblem};
use crate::privacy::receipt::Nonce;
use crate::privacy::split::split;
use crate::privacy::submission::RawSubmission;
use crate::secret::Secret;

/// Takes submissions of forms and programs.
#[derive(Clone)]
pub struct SubmissionDesk {
    catalogue: Catalogue,
    writer: Writer,
    clock: Arc<dyn Clock>,
    token_key: Secret,
}

/// Why a submission that reads well was not stored.
#[derive(Debug)]
pub enum Refused {
    /// A text grew beyond the largest size.
    TooLong,
    /// It was not taken.
    NotTaken(NotTaken),
}

impl SubmissionDesk {
    /// Over the surveys and the writer.
    pub fn new(catalogue: Catalogue, writer: Writer, clock: Arc<dyn Clock>, keys: &KeyFolder) -> Self {
        Self {
            catalogue,
            writer,
            clock,
            token_key: keys.purpose("form tokens"),
        }
    }

    /// What somebody meets who opens the form; asks the database at most once a second.
    pub async fn form(&self, slug: &str) -> Result<Form, ServiceError> {
        if let Some(form) = self.catalogue.fresh(slug) {
            return Ok(form);
        }
        let (catalogue, slug) = (self.catalogue.clone(), slug.to_owned());
        super::blocking(move || catalogue.form(&slug)).await
    }

    /// The hidden field of a fresh form.
    pub fn new_token(&self, published: &Published) -> String {
        self.token_for(published, Nonce::new(rand::random()))
    }

    /// The hidden field of a form that keeps its nonce.
    pub fn token_for(&self, published: &Published, nonce: Nonce) -> String {
        FormToken::new(nonce, self.clock.today(), published.version).text(&self.token_key, published.id)
    }

    /// The nonce of a form that comes back.
    pub fn read_token(&self, published: &Published, token: &str) -> Result<Nonce, TokenProblem> {
        let token = FormToken::read(token, &self.token_key, published.id, self.clock.today())?;
        if token.version() != published.version {
            return Err(TokenProblem::Expired);
        }
        Ok(token.into_nonce())
    }

    /// Scrubs, splits, seals and stores; returns when the answers are durable.
    pub async fn accept(
        &self,
        published: Arc<Published>,
        nonce: &Nonce,
        raw: RawSubmission,
        language: &str,
        loaded: bool,
    ) -> Result<Outcome, Refused> {
        let scrubbed = raw.scrub(language, &published.keep);
        let parts = split(published.id, nonce, &published.items, scrubbed).map_err(|_| Refused::TooLong)?;
        self.writer
            .write(published, loaded, parts)
            .await
            .map_err(Refused::NotTaken)
    }
}
