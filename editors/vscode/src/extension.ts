/**
 * The extension: it starts the server when a draft shows up and registers the commands. What a draft is worth is said by
 * the program, never here.
 */
import { commands, type ExtensionContext, type TextDocument, window, workspace } from "vscode";
import { coachDrafts } from "./coach";
import { couldBeDraft } from "./drafts";
import { newDrafts } from "./newDraft";
import { Server } from "./server";
import { showVerdict } from "./verdict";

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel("Cordial");
  const started = new Server(context, output);
  server = started;
  const restart = async () => {
    await started.stop();
    await started.start();
  };
  context.subscriptions.push(
    output,
    ...showVerdict(started),
    ...coachDrafts(started, output),
    newDrafts(started),
    commands.registerCommand("cordial.restart", restart),
    commands.registerCommand("cordial.checkThis", () => checkThis(started)),
    commands.registerCommand("cordial.showOutput", () => output.show(true)),
    workspace.onDidChangeConfiguration((change) => {
      // The client passes a change of settings on, and can do so only while it runs.
      if (change.affectsConfiguration("cordial.path")) setTimeout(() => void restart(), 0);
    }),
  );

  const startFor = (document: TextDocument | undefined) => {
    if (document && couldBeDraft(document)) void started.start();
  };
  context.subscriptions.push(
    workspace.onDidOpenTextDocument(startFor),
    workspace.onDidSaveTextDocument(startFor),
    // A draft begun in an empty document is known by its first lines, some keystrokes later.
    workspace.onDidChangeTextDocument((change) => {
      if (!started.running) startFor(change.document);
    }),
  );
  workspace.textDocuments.forEach(startFor);
  const settings = await workspace.findFiles("**/cordial.toml", "**/{node_modules,target}/**", 1);
  if (settings.length > 0) void started.start();
}

/** Has the server take the document in front for a message, whatever it looks like. */
async function checkThis(server: Server): Promise<void> {
  const document = window.activeTextEditor?.document;
  const client = document && (await server.start());
  if (!client) return;
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  await client.sendRequest("workspace/executeCommand", { command: "cordial.check", arguments: [uri] });
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
