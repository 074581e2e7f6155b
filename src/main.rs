//! The program: it hands its arguments to the command line and gives back its exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    cordial::cli::run()
}
