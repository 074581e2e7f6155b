//! What can be typed: commands, options, and the help that explains them.

use super::terminal::Color;
use super::values::{WantedParser, from_one, names};
use crate::draft::{Channel, Context, Kind, Level};
use crate::rules::Severity;
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const EXIT: &str = "\
Exit status: 0 when nothing is at or above --fail-on, 1 when something is, 2 when cordial could not
do what was asked (an option, a setting, a rule file or a path that is wrong, nothing to check).

Nothing of your drafts leaves this machine.";

const EXAMPLES: &str = "\
Examples:
  cordial check letter.txt               one draft
  cordial check drafts/                  every draft in a folder
  pbpaste | cordial check -              what you have just copied
  cordial check --to \"Dana Li\" --channel linkedin-invite note.txt

In a folder, a file is a draft when cordial.toml says so; when its front matter has kind, channel or
to; when it ends in .eml, .draft.md or .draft.txt; or, where cordial.toml names no drafts, when its
first lines are evidently a message. Files that git ignores are left alone.
";

const COACH: &str = "\
The coach judges nothing but what `cordial check` finds, so the two never disagree; it says what to do
first. Exit status: 0 when every draft could be read, whatever the verdict; 2 when one could not.";

const NEW: &str = "\
Example:
  cordial new first-contact --to \"Dana Cole\" --out dana.txt
  cordial coach dana.txt";

/// Reads the draft of an outreach message and says what a good career coach would say before it is sent.
#[derive(Debug, Parser)]
#[command(name = "cordial", version, after_help = EXIT, max_term_width = 100, subcommand_required = true, arg_required_else_help = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    /// When to use colours [NO_COLOR is respected]
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto, hide_possible_values = false)]
    pub(super) color: Color,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check drafts and say what to mend
    Check(CheckArgs),
    /// Mend what can safely be mended, and check the rest
    Fix(FixArgs),
    /// Talk a draft over: what is there, what is good, what to do next
    Coach(CoachArgs),
    /// Begin a draft: a first text with brackets to fill in
    New(NewArgs),
    /// Fill a template with a list of people and check every message
    Merge(MergeArgs),
    /// Show the page of a rule: why it is there, what to write instead, examples; or what kinds and channels there are
    Explain(ExplainArgs),
    /// List rules, test your own, try out a sentence
    Rules(RulesArgs),
    /// Write a first cordial.toml here, with comments
    Init,
    /// Serve an editor: the language server, on standard input and output
    #[cfg(feature = "lsp")]
    Lsp(LspArgs),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

impl Command {
    /// What does not fit together in what was asked for, in words.
    pub(super) fn misfit(&self) -> Option<String> {
        match self {
            Command::Check(args) => args.what.misfit(),
            Command::Fix(args) => args.what.misfit(),
            Command::Coach(args) => args.what.misfit(),
            _ => None,
        }
    }
}

/// What editors add to the command; there is one way to talk to the server, so it changes nothing.
#[cfg(feature = "lsp")]
#[derive(Debug, Args)]
pub(super) struct LspArgs {
    /// Talk on standard input and output (as it does anyway)
    #[arg(long)]
    stdio: bool,
    /// The process that started the server, as some editors say
    #[arg(long = "clientProcessId", value_name = "ID", hide = true)]
    client: Option<u32>,
}

#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n{EXIT}"))]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) what: What,
    #[command(flatten)]
    pub(super) how: How,
    #[command(flatten)]
    pub(super) only: Only,
    /// Mend what can safely be mended first
    #[arg(long, conflicts_with_all = ["baseline", "write_baseline", "changed_since"])]
    pub(super) fix: bool,
    #[command(flatten)]
    pub(super) fixing: Fixing,
    /// Keep running, and check again what changes
    #[arg(long, conflicts_with_all = ["fix", "write_baseline"])]
    pub(super) watch: bool,
}

#[derive(Debug, Args)]
#[command(after_help = EXIT)]
pub(super) struct FixArgs {
    #[command(flatten)]
    pub(super) what: What,
    #[command(flatten)]
    pub(super) how: How,
    #[command(flatten)]
    pub(super) fixing: Fixing,
}

#[derive(Debug, Args)]
#[command(after_help = COACH)]
pub(super) struct CoachArgs {
    #[command(flatten)]
    pub(super) what: What,
    /// How to show it
    #[arg(long, value_enum, ignore_case = true, default_value_t = CoachFormat::Text, help_heading = "Output")]
    pub(super) format: CoachFormat,
    /// Show every tip for such a message, not just the first few
    #[arg(long, help_heading = "Output")]
    pub(super) tips: bool,
}

/// The output formats of `coach`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CoachFormat {
    /// For people
    Text,
    /// For an editor to show beside the draft
    Markdown,
    /// One JSON document
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = NEW)]
pub(super) struct NewArgs {
    /// What the message is for
    #[arg(value_name = "KIND", value_parser = names(Kind::ALL, Kind::name))]
    pub(super) kind: Kind,
    /// How it travels
    #[arg(long, value_parser = names(Channel::ALL, Channel::name), default_value = "email")]
    pub(super) channel: Channel,
    /// The reader's name
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub(super) to: String,
    /// Where the reader works
    #[arg(long, value_name = "NAME")]
    pub(super) company: Option<String>,
    /// Write it to this file, which must not be there yet
    #[arg(long, short, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Use these settings, not the nearest cordial.toml
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
}

/// Which findings count.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Only what is new")]
pub(super) struct Only {
    /// Leave out what this file knows; one more of the same is found
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Write what is found into this file, as known from now on; with --baseline, only what is still there of it
    #[arg(long, value_name = "FILE")]
    pub(super) write_baseline: Option<PathBuf>,
    /// Only what stands on lines that changed since this commit or branch [needs git]
    #[arg(long, value_name = "REV")]
    pub(super) changed_since: Option<String>,
}

const MERGE_EXAMPLES: &str = "\
Examples:
  cordial merge first-note.md --data people.csv               check what would be sent
  cordial merge first-note.md --data people.csv --limit 10    the first ten rows only
  cordial merge first-note.md --data people.csv --out drafts  and write the drafts

The first row of a CSV names the columns; JSON, JSON lines and YAML bring their names along. A slot is filled from
the column of its name; capitals, spaces and marks do not matter. Columns called name (or first name and last name),
company, position, industry and level also say whom a message is for.
";

#[derive(Debug, Args)]
#[command(after_help = format!("{MERGE_EXAMPLES}\n{EXIT}"))]
pub(super) struct MergeArgs {
    /// The template
    #[arg(value_name = "TEMPLATE")]
    pub(super) template: PathBuf,
    /// The list of people: CSV, JSON, JSON lines or YAML
    #[arg(long, value_name = "FILE")]
    pub(super) data: PathBuf,
    /// Write every draft that can be filled into this folder, or none where writing fails; it must be new, empty, or written by an earlier run
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Take only so many rows
    #[arg(long, value_name = "N", value_parser = from_one)]
    pub(super) limit: Option<u64>,
    /// Which message of the file, by its heading or its number, where it holds several
    #[arg(long, value_name = "NAME")]
    pub(super) message: Option<String>,
    /// What the messages are for, where the template does not say
    #[arg(long, value_parser = names(Kind::ALL, Kind::name))]
    kind: Option<Kind>,
    /// How they travel, where the template does not say
    #[arg(long, value_parser = names(Channel::ALL, Channel::name))]
    channel: Option<Channel>,
    #[command(flatten)]
    pub(super) how: How,
    /// Use these settings, not the nearest cordial.toml
    #[arg(long, value_name = "FILE", help_heading = "Settings")]
    pub(super) config: Option<PathBuf>,
}

impl MergeArgs {
    /// What is known of every message.
    pub(super) fn about(&self) -> About {
        About { kind: self.kind, channel: self.channel, ..About::default() }
    }

    /// The template as what is to be checked.
    pub(super) fn what(&self) -> What {
        What { paths: vec![self.template.clone()], about: self.about(), config: self.config.clone(), stdin_path: None }
    }
}

/// How drafts are mended.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Fixing {
    /// Show what would change and write nothing
    #[arg(long)]
    pub(super) diff: bool,
    /// Mend also where the meaning may change: read the result
    #[arg(long)]
    pub(super) unsafe_fixes: bool,
}

/// What is to be checked, and what is known of it.
#[derive(Debug, Args)]
pub(super) struct What {
    /// Drafts and folders of drafts; `-` is standard input [default: this folder]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) about: About,
    /// Use these settings, not the nearest cordial.toml
    #[arg(long, value_name = "FILE", help_heading = "Settings")]
    pub(super) config: Option<PathBuf>,
    /// Read standard input as if it were this file: its name gives the format, its folder the settings. Where no path
    /// is named, `-` is not needed
    #[arg(long, value_name = "PATH", help_heading = "Settings")]
    pub(super) stdin_path: Option<PathBuf>,
}

impl What {
    /// Whether standard input is to be read: `-` says so, and so does a name for it where nothing else is named.
    pub(super) fn reads_stdin(&self) -> bool {
        self.paths.iter().any(|path| path.as_os_str() == "-") || (self.paths.is_empty() && self.stdin_path.is_some())
    }

    /// What does not fit together, in words.
    pub(super) fn misfit(&self) -> Option<String> {
        let idle = self.stdin_path.is_some() && !self.reads_stdin();
        idle.then(|| "--stdin-path names standard input, and files are named too; leave it out, or add `-` to read both".to_owned())
    }
}

/// What is known of the messages, where they do not say so themselves in their front matter.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "About the message (where its front matter does not say)")]
pub(super) struct About {
    /// What the message is for
    #[arg(long, value_parser = names(Kind::ALL, Kind::name))]
    kind: Option<Kind>,
    /// How it travels
    #[arg(long, value_parser = names(Channel::ALL, Channel::name))]
    channel: Option<Channel>,
    /// The reader's name
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// Where the reader works
    #[arg(long, value_name = "NAME")]
    company: Option<String>,
    /// Where the reader stands
    #[arg(long, value_parser = names(Level::ALL, Level::name))]
    level: Option<Level>,
    /// It is a template: placeholders are meant to be there
    #[arg(long)]
    template: bool,
}

impl About {
    /// What is known, for the gaps that a draft leaves open.
    pub(super) fn context(&self) -> Context {
        Context {
            kind: self.kind,
            channel: self.channel,
            to: self.to.clone(),
            company: self.company.clone(),
            level: self.level,
            template: self.template.then_some(true),
            ..Context::default()
        }
    }
}

/// How the result is shown.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct How {
    /// How to show what is found, and in which file; may be given several times [default: text]
    #[arg(long = "format", value_name = "FORMAT[=FILE]", ignore_case = true, value_parser = WantedParser)]
    pub(super) formats: Vec<Wanted>,
    /// The file for the format that names none
    #[arg(long, value_name = "FILE")]
    pub(super) output_file: Option<PathBuf>,
    /// Say which rule and where, and not a word of the drafts: for logs that others read
    #[arg(long)]
    pub(super) redact: bool,
    /// The least that makes the exit status 1
    #[arg(long, value_name = "SEVERITY", value_enum, ignore_case = true, default_value_t = FailOn::Error)]
    pub(super) fail_on: FailOn,
    /// Print only what is found: no summary, no kind word
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// The output formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: the sentence, the place, the reason, what to write instead
    Text,
    /// One line each: path:line:column: severity[rule] message
    Short,
    /// One JSON document
    Json,
    /// One JSON document a line, one line a file
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions, and a summary of the job
    Github,
    /// Code quality report of GitLab
    Gitlab,
    /// JUnit XML: a message is a test
    Junit,
    /// Checkstyle XML
    Checkstyle,
    /// Reviewdog's JSON
    Rdjson,
}

/// A format that is asked for, and the file it goes to; standard output where none is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) format: Format,
    pub(super) file: Option<PathBuf>,
}

/// What makes a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Do not send this
    Error,
    /// This costs the reply (or a file has a problem)
    Warning,
    /// Polish
    Info,
    /// Nothing found makes it fail
    Never,
}

impl FailOn {
    /// The least severity that fails.
    pub(super) fn least(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Info => Some(Severity::Info),
            FailOn::Never => None,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The rule, as findings name it: ask/job; a signal or a tip; `kinds`, `channels`, or one of them
    #[arg(value_name = "RULE")]
    pub(super) rule: String,
    /// Use these settings, not the nearest cordial.toml
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(super) struct RulesArgs {
    #[command(subcommand)]
    pub(super) command: RulesCommand,
    /// Use these settings, not the nearest cordial.toml
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// List every rule with its severity and title
    List,
    /// Test a folder of rules by their own examples
    Test {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Show which rules and signals a text sets off, and by which words
    Try {
        /// The text; `-` or nothing reads standard input
        #[arg(value_name = "TEXT")]
        text: Option<String>,
        /// How to show it; jsonl reads one text a line and writes one document a line
        #[arg(long, value_enum, ignore_case = true, default_value_t = TryFormat::Text)]
        format: TryFormat,
    },
}

/// The output formats of `rules try`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TryFormat {
    /// For people
    Text,
    /// One JSON document a line
    Jsonl,
}
