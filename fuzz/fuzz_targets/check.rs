//! Any bytes through read and check, in all formats.
#![no_main]

#[allow(dead_code)]
#[path = "../../tests/any_bytes/bodies.rs"]
mod bodies;

use cordial::engine::Rules;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(Rules::builtin);

fuzz_target!(|bytes: &[u8]| bodies::any_draft(bytes, &RULES));
