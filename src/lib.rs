//! cordial.
#[macro_use]
pub mod text;
pub mod draft;
