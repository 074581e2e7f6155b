//! Filling a template with rows: which column gives which slot, what a row says of its reader, the filled message
//! with its way back to the template, and what the findings of many rows come to. It reads no file and prints
//! nothing: rows come in as text, findings go out as places of the template.

mod columns;
mod draft_file;
mod expression;
mod judge;
mod person;
mod program;
mod tally;
mod values;

pub use columns::{Columns, WANTED};
pub use draft_file::{draft_file, file_name};
pub use judge::{Judged, Terms, judge, of_template, same_as};
pub use person::{Person, label, person, unused_cells};
pub use program::{Filled, Program};
pub use tally::{InRows, RowName, Said, Tally};
