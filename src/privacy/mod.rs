//! The boundary between what a respondent sends and what is kept: scrub, split, seal, fold, protect. Pure: no web, no SQL, no clock; randomness is handed in.

mod crockford;
pub mod fold;
pub mod form;
mod form_reader;
pub mod form_token;
pub mod invitation;
pub mod json;
pub mod promise;
pub mod protect;
pub mod receipt;
pub mod record;
pub mod rehearsal;
pub mod screen_code;
pub mod scrub;
pub mod seal;
pub mod split;
pub mod submission;
pub mod ticket;
