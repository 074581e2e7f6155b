//! `cordial init`: a first cordial.toml, with every key explained and none switched on that somebody has not chosen.

use super::Status;
use super::terminal::Terminal;
use crate::host::config::FILE_NAME;
use crate::host::write::create;
use std::io::{self, ErrorKind};
use std::path::Path;

const FIRST: &str = r##"# Settings for cordial, for this folder and all below it.
# Every line that begins with # is switched off. A key that does nothing is an error, so nothing is ever silent.

# Which files are drafts, seen from this folder. Without these, cordial looks for files that are evidently messages.
# drafts = ["drafts/**/*.txt", "drafts/**/*.md", "!drafts/README.md"]

# Which files are templates: placeholders such as {{name}} are meant to be there.
# templates = ["templates/**/*.md"]

# Folders of rules of your own, each rule a file `family/name.toml`. See `cordial rules test DIR`.
# packs = ["my-rules"]

# What is true of every message here, unless its front matter says otherwise.
# [message]
# kind = "first-contact"        # first-contact, follow-up, reply, thank-you, congratulations, questions, check-in
# channel = "email"             # email, letter, linkedin-invite, linkedin-message, inmail, x-dm, sms, phone, ...
# company = "Harrow Lake Farms"
# level = "manager"             # peer, manager, director, executive
# relation = "alum"             # stranger, met, alum, friend, family
# from = "Your Name"
# lang = "en"
# premium = true                # you have a paid LinkedIn account
# fields = ["name", "talk"]     # the placeholders that templates may use

# How much a rule matters here: off, info, warning or error. A family is "tone/*".
# [rules]
# "wording/jargon" = "off"
# "tone/*" = "info"

# Other levels for some paths.
# [[overrides]]
# paths = ["drafts/friends/**"]
# rules = { "courtesy/*" = "off" }

# How long messages may be, before the built-in bands.
# [[band]]
# kind = "first-contact"
# channel = "email"
# long = 150                    # over this, a little long
# over = 200                    # over this, too long
"##;

/// Runs the command.
pub(super) fn run(terminal: &Terminal) -> io::Result<Status> {
    match create(Path::new(FILE_NAME), FIRST) {
        Ok(()) => {
            terminal.say(&format!("wrote {FILE_NAME}; open it and switch on what you need"));
            Ok(Status::Fine)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            terminal.say(&format!("there is a {FILE_NAME} here already; it was left as it is"));
            Ok(Status::Trouble)
        }
        Err(error) => {
            terminal.say(&format!("{FILE_NAME} could not be written: {error}"));
            Ok(Status::Trouble)
        }
    }
}
