//! What the folder remembers of addresses that were deleted for good, so that an older database that is put back does not bring them back:
//! keyed hashes of the random names of their rows.

use std::collections::HashSet;

use super::{KeyFolder, KeyProblem, files};
use crate::domain::id::Id;
use crate::secret::mac;

/// The file, in the folder itself.
const FILE: &str = "erased-addresses";

impl KeyFolder {
    /// Remembers that the rows of these names are gone, before the database forgets them.
    pub fn remember_erased_addresses(&self, ids: &[Id]) -> Result<(), KeyProblem> {
        if ids.is_empty() {
            return Ok(());
        }
        let path = self.safe.folder.join(FILE);
        let marks: Vec<u8> = ids.iter().flat_map(|id| self.erased_address_mark(*id)).collect();
        files::append(&path, &marks).map_err(|error| KeyProblem::File(path, error))
    }

    /// The marks of all that are gone.
    pub fn erased_addresses(&self) -> Result<HashSet<[u8; 32]>, KeyProblem> {
        let path = self.safe.folder.join(FILE);
        let bytes = files::read(&path).map_err(|error| KeyProblem::File(path, error))?;
        let bytes = bytes.unwrap_or_default();
        Ok(bytes.chunks_exact(32).filter_map(|mark| mark.try_into().ok()).collect())
    }

    /// The mark a row would have.
    pub fn erased_address_mark(&self, id: Id) -> [u8; 32] {
        mac(self.purpose("erased addresses").expose(), &[id.bytes()])
    }
}
