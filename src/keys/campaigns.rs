//! The key of a campaign: what opens its addresses and codes and makes its tickets. Destroyed when the campaign ends.

use std::path::PathBuf;

use super::{KeyFolder, KeyProblem, files};
use crate::domain::id::Id;
use crate::secret::{Secret, decrypt, encrypt};

impl KeyFolder {
    /// Makes the key of a campaign, or reads the one another instance made first.
    pub fn make_campaign_key(&self, campaign: Id) -> Result<Secret, KeyProblem> {
        let path = self.campaign_path(campaign);
        let at = |error| KeyProblem::File(path.clone(), error);
        if let Some(folder) = path.parent() {
            files::make_folder(folder).map_err(at)?;
        }
        let wrapped = encrypt(
            &self.purpose("wrap campaign keys"),
            &place(campaign),
            Secret::random().expose(),
        );
        files::publish(&path, &wrapped).map_err(at)?;
        self.campaign_key(campaign)?.ok_or(KeyProblem::NotAKey(path))
    }

    /// The key of a campaign; `None` once it ended.
    pub fn campaign_key(&self, campaign: Id) -> Result<Option<Secret>, KeyProblem> {
        let path = self.campaign_path(campaign);
        let Some(wrapped) = files::read(&path).map_err(|error| KeyProblem::File(path.clone(), error))? else {
            return Ok(None);
        };
        decrypt(&self.purpose("wrap campaign keys"), &place(campaign), &wrapped)
            .and_then(|key| Secret::from_slice(&key))
            .map(Some)
            .ok_or(KeyProblem::OtherMaster(path))
    }

    /// Destroys the key of a campaign.
    pub fn destroy_campaign_key(&self, campaign: Id) -> Result<(), KeyProblem> {
        let path = self.campaign_path(campaign);
        files::destroy(&path).map_err(|error| KeyProblem::File(path, error))
    }

    fn campaign_path(&self, campaign: Id) -> PathBuf {
        self.folder.join("campaigns").join(campaign.to_string())
    }
}

fn place(campaign: Id) -> Vec<u8> {
    [b"chorus campaign key 1".as_slice(), campaign.bytes()].concat()
}
