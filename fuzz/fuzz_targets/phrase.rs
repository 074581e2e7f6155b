//! Any bytes as a phrase and a sentence, as a rule file and as a word list.
#![no_main]

#[allow(dead_code)]
#[path = "../../tests/any_bytes/bodies.rs"]
mod bodies;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| bodies::any_phrase(bytes));
