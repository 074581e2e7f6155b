//! `cordial new`: a first draft for one reader, with brackets to fill in; printed, or written where nothing is yet.

use super::Status;
use super::args::NewArgs;
use super::terminal::{Terminal, harmless};
use crate::coach::start;
use crate::draft::Channel;
use crate::host::write::create;
use crate::host::{Sessions, shown};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Runs the command.
pub(super) fn run(args: &NewArgs, terminal: &Terminal) -> io::Result<Status> {
    let sessions = Sessions::new(args.config.clone());
    let beside = args.out.as_deref().map_or(Path::new("draft.txt"), |path| path);
    let session = sessions.of(beside);
    if super::output::say_faults(&sessions.faults(), terminal) {
        return Ok(Status::Trouble);
    }
    let company = args.company.clone().or(session.context().company);
    let Some(draft) = start(&session.rules, args.kind, args.channel, &args.to, company.as_deref()) else {
        let channels = Channel::ALL.iter().filter(|channel| session.rules.starts().any(|start| start.fits(args.kind, **channel)));
        let channels: Vec<&str> = channels.map(|channel| channel.name()).collect();
        terminal.say(&format!(
            "there is no first draft of this kind for {}; there is one for {}",
            args.channel.name(),
            channels.join(", ")
        ));
        return Ok(Status::Trouble);
    };
    let Some(path) = &args.out else {
        let mut out = terminal.out();
        out.write_all(draft.as_bytes())?;
        out.flush()?;
        return Ok(Status::Fine);
    };
    let name = shown(path);
    let name = harmless(&name);
    match create(path, &draft) {
        Ok(()) => {
            terminal.say(&format!("wrote {name}; fill in what stands in [brackets], then `cordial coach {name}`"));
            Ok(Status::Fine)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            terminal.say(&format!("there is a {name} already; it was left as it is"));
            Ok(Status::Trouble)
        }
        Err(error) => {
            terminal.say(&format!("{name} could not be written: {error}"));
            Ok(Status::Trouble)
        }
    }
}
