/**
 * The status bar: whether the draft in the active editor is ready. The server gives the verdict; what is no draft shows
 * nothing.
 */
import { commands, type Disposable, languages, StatusBarAlignment, type TextDocument, window, workspace } from "vscode";
import type { Server } from "./server";

/** What the server answers to `cordial.verdict`. */
interface Answer {
  messages: { name: string | null; verdict: "ready" | "almost" | "not-yet"; text: string }[];
}

const ICONS = { ready: "$(check)", almost: "$(edit)", "not-yet": "$(circle-slash)" } as const;
const RANKS = ["ready", "almost", "not-yet"] as const;
/** Milliseconds of quiet before the server is asked again. */
const QUIET = 150;

export function showVerdict(server: Server): Disposable[] {
  const item = window.createStatusBarItem("cordial.verdict", StatusBarAlignment.Left, 50);
  item.name = "Cordial";
  item.command = "cordial.coachDraft";
  let asked = 0;
  let timer: NodeJS.Timeout | undefined;

  const refresh = async () => {
    const ticket = ++asked;
    const document = draftInFront();
    const answer = document && (await askVerdict(server, document));
    if (ticket !== asked) return;
    void commands.executeCommand("setContext", "cordial.draft", Boolean(answer));
    const worst = answer && worstOf(answer);
    if (!worst || !workspace.getConfiguration("cordial").get("statusBar", true)) {
      item.hide();
      return;
    }
    item.text = `${ICONS[worst.verdict]} ${worst.text}`;
    item.tooltip = "Coach this draft";
    item.show();
  };
  // While the coach's page is in front, the verdict is still that of the draft beside it.
  let last: TextDocument | undefined;
  const draftInFront = () => {
    const beside = window.visibleTextEditors.find((editor) => editor.document === last);
    last = (window.activeTextEditor ?? beside)?.document;
    return last;
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), QUIET);
  };

  return [
    item,
    window.onDidChangeActiveTextEditor(soon),
    languages.onDidChangeDiagnostics(soon),
    workspace.onDidChangeTextDocument((change) => {
      if (change.document === window.activeTextEditor?.document) soon();
    }),
    workspace.onDidChangeConfiguration(soon),
    { dispose: () => clearTimeout(timer) },
  ];
}

async function askVerdict(server: Server, document: TextDocument): Promise<Answer | null> {
  const client = server.running;
  if (!client) return null;
  const question = { command: "cordial.verdict", arguments: [client.code2ProtocolConverter.asUri(document.uri)] };
  try {
    return await client.sendRequest<Answer | null>("workspace/executeCommand", question);
  } catch {
    // A server that is stopping or older than this extension: no verdict is better than a wrong one.
    return null;
  }
}

/** A file is as ready as its least ready message. */
function worstOf(answer: Answer): Answer["messages"][number] | undefined {
  return [...answer.messages].sort((a, b) => RANKS.indexOf(b.verdict) - RANKS.indexOf(a.verdict))[0];
}
