//! The program: it hands its arguments to the command line, starts the language server where that was asked for, and
//! gives back the exit status.

use cordial::cli::Asked;
use std::process::ExitCode;

fn main() -> ExitCode {
    match cordial::cli::run() {
        Asked::Done(status) => status,
        #[cfg(feature = "lsp")]
        Asked::Serve => cordial::lsp::serve(),
    }
}
