//! The machine: the only floor that touches disk and environment. It finds drafts and settings, reads files whatever
//! their bytes, writes them without ever leaving half a file, and gives every face the same rules and settings for a
//! path. It prints nothing and judges nothing.

pub mod across;
pub mod config;
pub mod editing;
pub mod evident;
mod fault;
pub mod find;
pub mod folder;
pub mod git;
mod globs;
pub mod pack;
pub mod pages;
pub mod read;
#[cfg(feature = "cli")]
pub mod rows;
mod session;
mod terms;
pub mod write;

pub use config::Config;
pub use fault::{Fault, shown};
pub use session::{Session, Sessions, absolute};
pub use terms::{Terms, no_message};
