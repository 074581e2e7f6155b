/**
 * “New draft”: asks what it is, how it is sent and to whom, and opens what the program begins. Nothing is written to the
 * disk before the user saves it.
 */
import { commands, type Disposable, Selection, window, workspace } from "vscode";
import schema from "../../schemas/cordial.schema.json";
import { run } from "./run";
import type { Server } from "./server";

// The names stand in one place, the schema that the tool's own tests keep current.
const KINDS = schema.properties.message.properties.kind.enum;
const CHANNELS = schema.properties.message.properties.channel.enum;

export function newDrafts(server: Server): Disposable {
  return commands.registerCommand("cordial.newDraft", async () => {
    const program = server.program();
    if (!program) return;
    const kind = await window.showQuickPick(KINDS, { title: "New draft (1 of 3)", placeHolder: "What is it?" });
    if (!kind) return;
    const channel = await window.showQuickPick(CHANNELS, { title: "New draft (2 of 3)", placeHolder: "How is it sent?" });
    if (!channel) return;
    const name = await window.showInputBox({
      title: "New draft (3 of 3)",
      prompt: "Whom is it for?",
      placeHolder: "Dana Cole",
      validateInput: (typed) => (typed.trim() === "" ? "A name, so that the greeting can use it." : undefined),
    });
    if (name === undefined) return;
    try {
      const content = await run(program, ["new", kind, "--channel", channel, `--to=${name.trim()}`], "", undefined);
      const draft = await workspace.openTextDocument({ language: "markdown", content });
      const editor = await window.showTextDocument(draft);
      // What is typed first takes the place of the first bracket.
      const bracket = /\[[^\]]+\]/.exec(content);
      if (bracket) {
        const [from, to] = [draft.positionAt(bracket.index), draft.positionAt(bracket.index + bracket[0].length)];
        editor.selection = new Selection(from, to);
      }
      await server.start();
    } catch (reason) {
      void window.showErrorMessage(reason instanceof Error ? reason.message : String(reason));
    }
  });
}
