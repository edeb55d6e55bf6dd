//! The form of a survey: show it, take it, review what is removed, thank for it.

mod answering;
pub mod form_page;
mod forms;
pub mod pages;
mod problems;
pub mod question_part;

pub use answering::create;
pub(super) use forms::language_of;
pub use forms::{Forms, show};
