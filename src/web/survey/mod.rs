//! The form of a survey: show it, take it, check a text, review what is removed, thank for it.

mod answering;
mod checking;
pub mod form_page;
mod forms;
pub mod pages;
mod problems;
pub mod question_part;

pub use answering::create;
pub(super) use answering::draw_invited;
pub use checking::check;
pub(super) use forms::language_of;
pub use forms::{Forms, show};
