//! Passkeys as a second factor (WebAuthn, <https://www.w3.org/TR/webauthn-3/>). What a key has to answer to stands encrypted beside the
//! session, so that any instance can check the answer.

use serde::de::DeserializeOwned;
use serde_json::Value;
use url::{Host, Url};
use webauthn_rs::prelude::{Passkey, PasskeyAuthentication, PasskeyRegistration, Uuid};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::StaffDesk;
use super::second::{Second, place};
use super::sessions::act;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::proof::Proof;
use crate::secret::{decrypt, encrypt};
use crate::services::ServiceError;
use crate::store::factors::{self, Factor};
use crate::store::sessions;

/// The site that passkeys are made for.
#[derive(Clone)]
pub struct RelyingParty(Webauthn);

/// Why passkeys do not work here: browsers make them for names only, over TLS or on `localhost`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoPasskeys;

impl RelyingParty {
    /// The site at an origin, such as `https://feedback.example.org`.
    pub fn of(origin: &str) -> Result<Self, NoPasskeys> {
        let url = Url::parse(origin).map_err(|_| NoPasskeys)?;
        let Some(Host::Domain(name)) = url.host() else {
            return Err(NoPasskeys);
        };
        if url.scheme() != "https" && name != "localhost" {
            return Err(NoPasskeys);
        }
        let built = WebauthnBuilder::new(name, &url).and_then(|builder| builder.rp_name("Chorus").build());
        built.map(Self).map_err(|_| NoPasskeys)
    }
}

impl std::fmt::Debug for RelyingParty {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("RelyingParty")
    }
}

impl StaffDesk {
    /// What a browser is told to make a passkey: JSON for `navigator.credentials.create`.
    pub fn begin_passkey(
        &self,
        party: &RelyingParty,
        token: &str,
        account: &Account,
    ) -> Result<Option<Value>, ServiceError> {
        let known = self.passkeys(account.id)?;
        let known = known.iter().map(|(_, key)| key.cred_id().clone()).collect();
        let user = Uuid::from_bytes(*account.id.bytes());
        let started = party
            .0
            .start_passkey_registration(user, &account.email, &account.email, Some(known));
        match started {
            Ok((challenge, state)) => self.keep(token, &challenge, &state),
            Err(_) => Ok(None),
        }
    }

    /// Adds the passkey that a browser made; the session's new token and recovery codes where there were none, or `None` when it does not
    /// answer what was asked.
    pub fn add_passkey(
        &self,
        party: &RelyingParty,
        token: &str,
        account: &Account,
        name: &str,
        answer: &Value,
    ) -> Result<Option<(String, Vec<String>)>, ServiceError> {
        let Some((answer, state)) = self.kept::<_, PasskeyRegistration>(token, answer)? else {
            return Ok(None);
        };
        let Ok(passkey) = party.0.finish_passkey_registration(&answer, &state) else {
            return Ok(None);
        };
        let (id, mark) = (Id::new(rand::random()), self.mark(token));
        let factor = Factor {
            id,
            account: account.id,
            kind: "passkey".to_owned(),
            name: name.chars().take(60).collect(),
            sealed: self.sealed(id, &passkey),
            last_step: 0,
            created_on: self.clock.today(),
        };
        let codes = self.trail.noting(&act(account.id, "factor.add"), |conn| {
            if !self.may_add_factor(conn, &mark)? {
                return Ok(None);
            }
            factors::insert(conn, &factor)?;
            self.factor_was_added(conn, account, &mark).map(Some)
        })?;
        let Some(codes) = codes else { return Ok(None) };
        let renewed = self.renew(token, Proof::Passkey)?;
        Ok(renewed.map(|token| (token, codes)))
    }

    /// What a browser is asked to prove: JSON for `navigator.credentials.get`; `None` where there is no passkey.
    pub fn ask_passkey(&self, party: &RelyingParty, token: &str, account: Id) -> Result<Option<Value>, ServiceError> {
        let keys: Vec<Passkey> = self.passkeys(account)?.into_iter().map(|(_, key)| key).collect();
        match party.0.start_passkey_authentication(&keys) {
            Ok((challenge, state)) => self.keep(token, &challenge, &state),
            Err(_) => Ok(None),
        }
    }

    /// The answer of a passkey, for half a session or to prove again who one is.
    pub fn second_by_passkey(&self, party: &RelyingParty, token: &str, answer: &Value) -> Result<Second, ServiceError> {
        let Some(begun) = self.session(token)? else {
            return Ok(Second::Over);
        };
        let Some((answer, state)) = self.kept::<_, PasskeyAuthentication>(token, answer)? else {
            return Ok(Second::Wrong);
        };
        let Ok(result) = party.0.finish_passkey_authentication(&answer, &state) else {
            self.trail.note(&act(begun.account.id, "sign-in.wrong-second"))?;
            return Ok(Second::Wrong);
        };
        for (id, mut passkey) in self.passkeys(begun.account.id)? {
            if passkey.update_credential(&result) == Some(true) {
                let sealed = self.sealed(id, &passkey);
                self.db.write(|conn| factors::update(conn, id, &sealed))?;
            }
        }
        self.whole(token, begun.account.id, Proof::Passkey)
    }

    /// Whether an account has passkeys.
    pub fn has_passkeys(&self, account: Id) -> Result<bool, ServiceError> {
        Ok(!self.passkeys(account)?.is_empty())
    }

    fn passkeys(&self, account: Id) -> Result<Vec<(Id, Passkey)>, ServiceError> {
        let all = self.db.read(|conn| factors::of(conn, account))?;
        Ok(all
            .iter()
            .filter(|one| one.kind == "passkey")
            .filter_map(|one| {
                let bytes = decrypt(&self.factors, &place(one.id), &one.sealed)?;
                Some((one.id, serde_json::from_slice(&bytes).ok()?))
            })
            .collect())
    }

    fn sealed(&self, id: Id, passkey: &Passkey) -> Vec<u8> {
        let bytes = serde_json::to_vec(passkey).expect("a passkey is plain JSON");
        encrypt(&self.factors, &place(id), &bytes)
    }

    /// Keeps what is asked beside the session; gives what the browser is told.
    fn keep(
        &self,
        token: &str,
        challenge: &impl serde::Serialize,
        state: &impl serde::Serialize,
    ) -> Result<Option<Value>, ServiceError> {
        let mark = self.mark(token);
        let bytes = serde_json::to_vec(state).expect("a state is plain JSON");
        let sealed = encrypt(&self.factors, &mark, &bytes);
        self.db
            .write(|conn| sessions::set_challenge(conn, &mark, Some(&sealed)))?;
        Ok(serde_json::to_value(challenge).ok())
    }

    /// The answer and what it has to answer to, which counts once.
    fn kept<A: DeserializeOwned, S: DeserializeOwned>(
        &self,
        token: &str,
        answer: &Value,
    ) -> Result<Option<(A, S)>, ServiceError> {
        let mark = self.mark(token);
        let sealed = self.db.write(|conn| {
            let sealed = sessions::challenge(conn, &mark)?;
            sessions::set_challenge(conn, &mark, None)?;
            Ok(sealed)
        })?;
        let state = sealed
            .and_then(|sealed| decrypt(&self.factors, &mark, &sealed))
            .and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Ok(serde_json::from_value(answer.clone()).ok().zip(state))
    }
}
