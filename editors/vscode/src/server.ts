/**
 * The language server's life: started when a draft shows up, stopped, started anew. What it finds reaches the editor by
 * the language client alone; nothing is judged here.
 */
import { commands, type ExtensionContext, type OutputChannel, window, workspace } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { LANGUAGES } from "./drafts";
import { sayOnce } from "./hover";
import { findProgram } from "./program";

/** Documents that the server is told of; it leaves alone what is no draft. */
const SELECTOR = [
  ...LANGUAGES.flatMap((language) => ["file", "untitled"].map((scheme) => ({ scheme, language }))),
  { scheme: "file", pattern: "**/*.eml" },
  // cordial.toml, and rules in whatever folder it names.
  { scheme: "file", pattern: "**/*.toml" },
];

export class Server {
  private launched: Promise<LanguageClient | undefined> | undefined;
  /** The client once it runs. */
  running: LanguageClient | undefined;

  constructor(
    private readonly context: ExtensionContext,
    private readonly output: OutputChannel,
  ) {}

  /** The program to run, or undefined after saying why there is none. */
  program(): string | undefined {
    const setting = workspace.getConfiguration("cordial").get<string>("path", "").trim();
    const found = findProgram(setting, this.context.extensionPath);
    if ("path" in found) return found.path;
    this.output.appendLine(found.missing);
    void window.showErrorMessage(found.missing, "Open Settings").then((answer) => {
      if (answer) void commands.executeCommand("workbench.action.openSettings", "cordial.path");
    });
    return undefined;
  }

  /** The running client; the first call starts it, and a start that failed is not tried again until `stop`. */
  start(): Promise<LanguageClient | undefined> {
    this.launched ??= this.launch();
    return this.launched;
  }

  async stop(): Promise<void> {
    const launched = this.launched;
    this.launched = undefined;
    this.running = undefined;
    await (await launched)?.dispose();
  }

  private async launch(): Promise<LanguageClient | undefined> {
    const command = this.program();
    if (command === undefined) return undefined;
    this.output.appendLine(`Starting ${command}`);
    const client = new LanguageClient(
      "cordial",
      "Cordial",
      { command, args: ["lsp"], transport: TransportKind.stdio },
      {
        documentSelector: SELECTOR,
        outputChannel: this.output,
        middleware: {
          provideHover: async (document, position, token, next) =>
            sayOnce(await next(document, position, token), document, position),
        },
      },
    );
    try {
      await client.start();
    } catch (reason) {
      this.output.appendLine(`It did not start: ${reason}`);
      void window.showErrorMessage("Cordial did not start. “Cordial: Show Output” says why.");
      return undefined;
    }
    this.running = client;
    return client;
  }
}
