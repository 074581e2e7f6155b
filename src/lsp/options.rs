//! What the user sets in the editor. What concerns the drafts themselves stands in `cordial.toml`, where the command
//! line reads it too; here is only what concerns the editor.

use serde_json::Value;
use std::path::PathBuf;

/// The name of the settings among those of the editor.
pub(super) const SECTION: &str = "cordial";

/// The settings. What is not understood is as if it were not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Options {
    /// One settings file for everything, in place of the nearest `cordial.toml`.
    pub(super) config: Option<PathBuf>,
    /// Whether the verdict stands above each message.
    pub(super) code_lens: bool,
    /// Whether lengths stand behind what is too long.
    pub(super) inlay_hints: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { config: None, code_lens: true, inlay_hints: true }
    }
}

/// The settings in what a client sends: under their name, or by themselves.
pub(super) fn read(sent: &Value) -> Options {
    let own = sent.get(SECTION).unwrap_or(sent);
    let mut options = Options::default();
    let yes_or_no = |name: &str, otherwise: bool| own.get(name).and_then(Value::as_bool).unwrap_or(otherwise);
    options.code_lens = yes_or_no("codeLens", options.code_lens);
    options.inlay_hints = yes_or_no("inlayHints", options.inlay_hints);
    options.config = own.get("config").and_then(Value::as_str).filter(|path| !path.trim().is_empty()).map(PathBuf::from);
    options
}
