//! The command line: commands, and one file for each output format. It decides what is asked for and how it is shown;
//! what is found is the engine's affair, what is on disk the host's.

mod across;
mod args;
mod baseline;
mod changed;
mod check;
mod checked;
mod coach;
mod explain;
mod fingerprint;
mod fix;
mod init;
mod merge;
mod new;
mod output;
mod redact;
mod rules;
mod targets;
mod terminal;
mod values;
mod wake;
mod watch;

use args::{Cli, Command};
use clap::{CommandFactory, Parser};
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use terminal::Terminal;

/// How a command ended, as the exit status says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Nothing at or above `--fail-on`.
    Fine = 0,
    /// Something is.
    Found = 1,
    /// It could not be done as it was asked.
    Trouble = 2,
}

/// What a command line comes to.
pub enum Asked {
    /// A command, which has run.
    Done(ExitCode),
    /// The language server, which is another face.
    #[cfg(feature = "lsp")]
    Serve,
}

/// Runs the command that was typed, unless it is the other face's.
pub fn run() -> Asked {
    let cli = Cli::parse();
    let terminal = Terminal::new(cli.color);
    if let Some(misfit) = cli.command.misfit() {
        terminal.say(&misfit);
        return Asked::Done(ExitCode::from(Status::Trouble as u8));
    }
    let done = match &cli.command {
        Command::Check(args) => check::run(args, &terminal),
        Command::Fix(args) => fix::run(args, &terminal),
        Command::Coach(args) => coach::run(args, &terminal),
        Command::New(args) => new::run(args, &terminal),
        Command::Merge(args) => merge::run(args, &terminal),
        Command::Explain(args) => explain::run(args, &terminal),
        Command::Rules(args) => rules::run(args, &terminal),
        Command::Init => init::run(&terminal),
        #[cfg(feature = "lsp")]
        Command::Lsp(_) => return Asked::Serve,
        Command::Completions { shell } => completions(*shell, &terminal),
    };
    Asked::Done(match done {
        Ok(status) => ExitCode::from(status as u8),
        // Whoever read the output has read enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            terminal.say(&format!("the output could not be written: {error}"));
            ExitCode::from(Status::Trouble as u8)
        }
    })
}

fn completions(shell: clap_complete::Shell, terminal: &Terminal) -> io::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "cordial", &mut script);
    let mut out = terminal.out();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Status::Fine)
}
