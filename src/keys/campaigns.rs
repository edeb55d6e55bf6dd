//! The key of a campaign: what opens its addresses and codes and makes its tickets. Destroyed when the campaign ends.

use super::{KeyFolder, KeyName, KeyProblem};
use crate::domain::id::Id;
use crate::secret::Secret;

impl KeyFolder {
    /// Makes the key of a campaign, or reads the one another instance made first.
    pub fn make_campaign_key(&self, campaign: Id) -> Result<Secret, KeyProblem> {
        self.make_key(&KeyName::Campaign(campaign))
    }

    /// The key of a campaign; `None` once it ended.
    pub fn campaign_key(&self, campaign: Id) -> Result<Option<Secret>, KeyProblem> {
        self.read_key(&KeyName::Campaign(campaign))
    }

    /// Destroys the key of a campaign.
    pub fn destroy_campaign_key(&self, campaign: Id) -> Result<(), KeyProblem> {
        self.safe.destroy(&KeyName::Campaign(campaign))
    }
}
