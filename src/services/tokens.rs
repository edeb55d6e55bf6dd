//! Tokens for programs: of one person, for one survey and one thing, until a day. Whoever may not do it any more, their tokens may not either.

use std::sync::Arc;

use chrono::Days;

use super::trail::TrailDesk;
use super::{ServiceError, training};
use crate::clock::Clock;
use crate::domain::account::Account;
use crate::domain::hex;
use crate::domain::id::Id;
use crate::domain::token::Scope;
use crate::domain::trail::Act;
use crate::keys::KeyFolder;
use crate::secret::{Secret, mac};
use crate::store::tokens;
pub use crate::store::tokens::Token;
use crate::store::{Conn, Db, Rows, accounts, surveys};

/// The longest a token counts.
pub const LONGEST: u64 = 366;

/// Why no token was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotMade {
    /// The account may not do this on the survey, or there is none.
    NotAllowed,
    /// Its owner has not read the guidelines in force.
    Untrained,
}

/// Makes and reads tokens.
#[derive(Clone)]
pub struct TokenDesk {
    db: Db,
    clock: Arc<dyn Clock>,
    key: Secret,
    trail: TrailDesk,
}

impl TokenDesk {
    /// Over a database.
    pub fn new(db: Db, clock: Arc<dyn Clock>, keys: &KeyFolder) -> Self {
        Self {
            trail: TrailDesk::new(db.clone(), Arc::clone(&clock), keys),
            db,
            clock,
            key: keys.purpose("tokens of programs"),
        }
    }

    /// Makes a token, shown once.
    pub fn create(
        &self,
        owner: &Account,
        slug: &str,
        scope: Scope,
        name: &str,
        days: u64,
    ) -> Result<Result<String, NotMade>, ServiceError> {
        let token = hex::encode(&rand::random::<[u8; 32]>());
        let (hash, today) = (self.hash(&token), self.clock.today());
        let made = self.db.write(|conn| {
            let Some(survey) = surveys::find_by_slug(conn, slug)? else {
                return Ok(Err(NotMade::NotAllowed));
            };
            if !owner.may_on(scope.permission(), survey.id) {
                return Ok(Err(NotMade::NotAllowed));
            }
            if !self.is_trained(conn, owner.id)? {
                return Ok(Err(NotMade::Untrained));
            }
            let row = Token {
                id: Id::new(rand::random()),
                account: owner.id,
                survey: survey.id,
                slug: slug.to_owned(),
                scope,
                name: name.trim().chars().take(60).collect(),
                created_on: today,
                expires_on: today + Days::new(days.clamp(1, LONGEST)),
                last_used_on: None,
            };
            tokens::insert(conn, &hash, &row)?;
            Ok(Ok(()))
        })?;
        Ok(made.map(|()| token))
    }

    /// The token that counts for this, noted as used today: its owner still has to be allowed. `what` is what the trail says of it.
    pub fn check(&self, token: &str, scope: Scope, what: &str) -> Result<Option<Token>, ServiceError> {
        let (hash, today) = (self.hash(token), self.clock.today());
        let found = self.db.read(|conn| {
            let Some(found) = tokens::find(conn, &hash, today)? else {
                return Ok(None);
            };
            let owner = accounts::find(conn, found.account)?.filter(|row| row.is_set_up);
            let may = owner.is_some_and(|row| {
                let account = Account {
                    id: row.id,
                    email: String::new(),
                    roles: row.roles,
                    everywhere: row.everywhere,
                    surveys: row.surveys,
                    language: row.language,
                };
                account.may_on(scope.permission(), found.survey)
            });
            let may = may && self.is_trained(conn, found.account)?;
            Ok(Some(found).filter(|found| may && found.scope == scope))
        })?;
        let Some(found) = found else { return Ok(None) };
        if found.last_used_on != Some(today) {
            // once a day: a program asks as often as it likes
            let act = Act {
                who: found.account.to_string(),
                what: what.to_owned(),
                survey: found.slug.clone(),
                about: found.id.to_string(),
            };
            self.trail
                .noting(&act, |conn| tokens::touch(conn, &hash, today).map(Some))?;
        }
        Ok(Some(found))
    }

    /// Whether the owner knows the guidelines: a token opens no more than its owner's own eyes.
    fn is_trained(&self, conn: &mut Conn, owner: Id) -> Rows<bool> {
        training::is_current(conn, owner, self.clock.today())
    }

    /// The tokens of one account, or of all.
    pub fn all(&self, account: Option<Id>) -> Result<Vec<Token>, ServiceError> {
        Ok(self.db.read(|conn| tokens::all(conn, account))?)
    }

    /// Ends a token of an account, or of anybody; says whether there was one.
    pub fn end(&self, account: Option<Id>, id: Id) -> Result<bool, ServiceError> {
        Ok(self.db.write(|conn| {
            let known = tokens::all(conn, account)?.iter().any(|token| token.id == id);
            Ok(known && tokens::delete(conn, id)?)
        })?)
    }

    fn hash(&self, token: &str) -> [u8; 32] {
        mac(self.key.expose(), &[token.as_bytes()])
    }
}
