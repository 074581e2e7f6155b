//! cordial in Zed: tells Zed how to start the language server. It looks nowhere but on the PATH of the project's shell.

use zed_extension_api::{self as zed, Command, Extension, LanguageServerId, Result, Worktree};

struct Cordial;

impl Extension for Cordial {
    fn new() -> Cordial {
        Cordial
    }

    fn language_server_command(&mut self, _server: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let command = worktree.which("cordial").ok_or("The program cordial is not on your PATH.")?;
        Ok(Command { command, args: vec!["lsp".into()], env: worktree.shell_env() })
    }
}

zed::register_extension!(Cordial);
