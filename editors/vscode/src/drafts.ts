/**
 * Whether a document could be a draft, from its name and its first lines: reason enough to start the server. The server
 * decides what is one, so a wrong yes costs a moment and shows nothing.
 */
import type { TextDocument } from "vscode";

export const LANGUAGES = ["markdown", "plaintext"];
/** How many of the first characters are looked at. */
const HEAD = 2000;
const NAMES = /\.(eml|draft\.md|draft\.txt)$/i;
const FOLDERS = /\/(drafts|templates|messages|examples)\/[^/]+$/i;
const FRONT_MATTER = /^\uFEFF?---\r?\n(?:(?!---).*\r?\n)*?(?:kind|channel|to):/;
const SUBJECT = /^\s*Subject:/im;
const GREETING = /^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|greetings|to whom)\b.{0,60}$/im;

export function couldBeDraft(document: TextDocument): boolean {
  if (document.uri.path.endsWith("/cordial.toml")) return true;
  if (NAMES.test(document.uri.path)) return true;
  if (!LANGUAGES.includes(document.languageId)) return false;
  if (FOLDERS.test(document.uri.path)) return true;
  const head = document.getText().slice(0, HEAD);
  return FRONT_MATTER.test(head) || SUBJECT.test(head) || GREETING.test(head);
}
