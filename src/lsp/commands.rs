//! The server's own commands: whatever editor it is, it needs no plugin to run them.

use super::desk::Desk;
use super::{following, page, summary};
use serde_json::{Value, json};
use std::sync::Arc;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{ExecuteCommandOptions, MessageType, ShowDocumentParams, Uri};

/// Checks a text as a message, whatever it looks like. Argument: its address.
pub(super) const CHECK: &str = "cordial.check";
/// Leaves a text alone until it is closed. Argument: its address.
pub(super) const UNCHECK: &str = "cordial.uncheck";
/// Shows the page of a rule. Arguments: the address of a text, the rule.
pub(super) const OPEN_RULE: &str = "cordial.openRule";
/// Answers with the verdict on each message of a text, or null where it is no draft. For status bars.
pub(super) const VERDICT: &str = "cordial.verdict";

/// Answers with the coach's page about a text, as Markdown, whether it looks like a message or not; null for a file of
/// cordial's own. Argument: its address.
pub(super) const COACH: &str = "cordial.coach";

/// What a client is told about commands: those that a user may run.
pub(super) fn options() -> ExecuteCommandOptions {
    ExecuteCommandOptions { commands: [CHECK, UNCHECK, OPEN_RULE].map(str::to_owned).to_vec(), ..Default::default() }
}

/// Runs a command.
pub(super) async fn run(desk: &Arc<Desk>, command: &str, arguments: &[Value]) -> Result<Option<Value>> {
    let text = |number: usize| arguments.get(number).and_then(Value::as_str);
    let about = || -> Result<Uri> {
        let uri = text(0).and_then(|uri| uri.parse().ok());
        uri.ok_or_else(|| Error::invalid_params("the first argument is the address of a text"))
    };
    match command {
        CHECK | UNCHECK => {
            desk.change(about()?, |document| {
                document.wish = Some(command == CHECK);
                document.is_at_rest = true;
                document.judge_anew();
            });
            following::refresh(desk);
            Ok(None)
        }
        OPEN_RULE => {
            let rule = text(1).ok_or_else(|| Error::invalid_params("the second argument is the name of a rule"))?;
            open_rule(desk, about()?, rule.to_owned()).await
        }
        VERDICT => match desk.snapshot(&about()?) {
            Some(document) => desk.ask(document, summary::verdicts).await,
            None => Ok(None),
        },
        COACH => match desk.snapshot(&about()?) {
            Some(document) => Ok(desk.ask(document, page::coach).await?.map(Value::from)),
            None => Ok(None),
        },
        _ => Err(Error::invalid_params(format!("cordial has no command {command}"))),
    }
}

async fn open_rule(desk: &Arc<Desk>, uri: Uri, rule: String) -> Result<Option<Value>> {
    let Some(document) = desk.snapshot(&uri) else { return Ok(None) };
    let page = desk.ask(document, move |desk, document| page::of(desk, document, &rule)).await?;
    let Some((text, address)) = page else { return Ok(None) };
    let answer = address.as_ref().map(|uri| json!({"uri": uri}));
    let client = desk.client.clone();
    let shows = desk.abilities().shows_documents;
    tokio::spawn(async move {
        let shown = match address.filter(|_| shows) {
            Some(uri) => client.show_document(ShowDocumentParams { uri, external: None, take_focus: Some(true), selection: None }).await,
            None => Ok(false),
        };
        if !shown.unwrap_or(false) {
            client.show_message(MessageType::INFO, text).await;
        }
    });
    Ok(answer)
}
