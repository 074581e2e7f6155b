//! cordial.
#[macro_use]
pub mod text;
pub mod draft;
pub mod rules;
pub mod engine;
