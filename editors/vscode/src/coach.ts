/**
 * “Coach this draft”: a page beside the draft, kept up to date while it is written. The server writes the page about the
 * text that it keeps already, saved or not; about a text that it is not told of, the program does. The editor's own
 * Markdown preview shows it.
 */
import { dirname } from "node:path";
import {
  commands,
  type Disposable,
  EventEmitter,
  type OutputChannel,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from "vscode";
import { run } from "./run";
import type { Server } from "./server";

const SCHEME = "cordial-coach";
/** Milliseconds of quiet before the page is written anew. */
const QUIET = 400;

export function coachDrafts(server: Server, output: OutputChannel): Disposable[] {
  const changes = new EventEmitter<Uri>();
  const timers = new Map<string, NodeJS.Timeout>();

  const pages: TextDocumentContentProvider = {
    onDidChange: changes.event,
    provideTextDocumentContent: async (page) => {
      const draft = workspace.textDocuments.find((document) => document.uri.toString() === page.query);
      return draft ? await pageOf(draft, server, output) : "The draft is closed.";
    },
  };
  const changed = (draft: TextDocument) => {
    const page = pageUri(draft.uri);
    if (!workspace.textDocuments.some((document) => document.uri.toString() === page.toString())) return;
    clearTimeout(timers.get(page.query));
    timers.set(
      page.query,
      setTimeout(() => changes.fire(page), QUIET),
    );
  };
  const open = async () => {
    // With the page itself in front, the draft is the one beside it.
    const editor = window.activeTextEditor ?? window.visibleTextEditors[0];
    const draft = editor?.document;
    if (!draft || draft.uri.scheme === SCHEME) {
      void window.showInformationMessage("Open the draft first, then ask the coach.");
      return;
    }
    await server.start();
    const page = pageUri(draft.uri);
    changes.fire(page);
    await commands.executeCommand("markdown.showPreviewToSide", page);
  };

  return [
    changes,
    workspace.registerTextDocumentContentProvider(SCHEME, pages),
    workspace.onDidChangeTextDocument((change) => changed(change.document)),
    workspace.onDidSaveTextDocument(changed),
    commands.registerCommand("cordial.coachDraft", open),
    { dispose: () => timers.forEach(clearTimeout) },
  ];
}

/** The page's address: a name for its tab, and the draft's address in the query. */
function pageUri(draft: Uri): Uri {
  const name = draft.path.split("/").pop() ?? "draft";
  return Uri.from({ scheme: SCHEME, path: `/${name} – coach.md`, query: draft.toString() });
}

async function pageOf(draft: TextDocument, server: Server, output: OutputChannel): Promise<string> {
  const page = await askServer(draft, server);
  if (page !== null) return page;
  const program = server.program();
  if (!program) return "The coach needs the program cordial. Install it, or name it in the setting `cordial.path`.";
  const onDisk = draft.uri.scheme === "file";
  const name = onDisk ? draft.uri.fsPath : draft.languageId === "markdown" ? "draft.md" : "draft.txt";
  const folder = onDisk ? dirname(draft.uri.fsPath) : workspace.workspaceFolders?.[0]?.uri.fsPath;
  try {
    return await run(program, ["coach", "-", "--stdin-path", name, "--format", "markdown"], draft.getText(), folder);
  } catch (reason) {
    const why = reason instanceof Error ? reason.message : String(reason);
    output.appendLine(`The coach could not read the draft: ${why}`);
    return `The coach could not read this draft.\n\n${why.replace(/^/gm, "    ")}\n`;
  }
}

/** The page as the server writes it; null where it cannot. */
async function askServer(draft: TextDocument, server: Server): Promise<string | null> {
  const client = server.running;
  if (!client) return null;
  const question = { command: "cordial.coach", arguments: [client.code2ProtocolConverter.asUri(draft.uri)] };
  try {
    return await client.sendRequest<string | null>("workspace/executeCommand", question);
  } catch {
    // A server that is stopping, or older than this extension.
    return null;
  }
}
