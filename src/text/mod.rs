//! Languages of the interface (Fluent) and the formatting of numbers and dates. No page, no rule.

mod direction;
mod negotiate;
mod numbers;
mod words;

pub use direction::direction;
pub use negotiate::negotiate;
pub use words::{Argument, INTERFACE_LANGUAGES, Words, keys};
