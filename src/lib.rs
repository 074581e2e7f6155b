//! cordial.
#[macro_use]
pub mod text;
pub mod draft;
pub mod engine;
#[cfg(feature = "host")]
pub mod host;
pub mod rules;
#[cfg(feature = "cli")]
pub mod cli;
