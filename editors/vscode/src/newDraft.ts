/**
 * “New draft”: asks what it is, how it is sent and to whom, and opens what the program begins. Nothing is written to the
 * disk before the user saves it.
 */
import { commands, type Disposable, window, workspace } from "vscode";
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
    const to = await window.showInputBox({ title: "New draft (3 of 3)", prompt: "Whom is it for?", placeHolder: "Dana Cole" });
    if (to === undefined) return;
    const name = to.trim() === "" ? [] : [`--to=${to.trim()}`];
    try {
      const content = await run(program, ["new", kind, "--channel", channel, ...name], "", undefined);
      await window.showTextDocument(await workspace.openTextDocument({ language: "markdown", content }));
      await server.start();
    } catch (reason) {
      void window.showErrorMessage(reason instanceof Error ? reason.message : String(reason));
    }
  });
}
