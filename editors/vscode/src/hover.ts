/**
 * The hover without its first words. VS Code shows a finding's message above what the server says of it, where the same
 * message stands for editors that do not. With several findings at a place it is needed to tell them apart, and stays.
 */
import { type Hover, languages, MarkdownString, type Position, type TextDocument } from "vscode";

/** The paragraph that names a finding: its message, then its rule. */
const NAMED = /^\*\*.*\*\* \(`([^`]+)`\)$/;

export function sayOnce(hover: Hover | null | undefined, document: TextDocument, position: Position): Hover | null | undefined {
  const here = languages
    .getDiagnostics(document.uri)
    .filter((finding) => finding.source === "cordial" && finding.range.contains(position));
  if (!hover || here.length !== 1) return hover;
  const code = here[0]?.code;
  const rule = String(typeof code === "object" ? code.value : code);
  hover.contents = hover.contents.map((content) => {
    if (!(content instanceof MarkdownString)) return content;
    const paragraphs = content.value.split("\n\n").filter((paragraph) => NAMED.exec(paragraph)?.[1] !== rule);
    return new MarkdownString(paragraphs.join("\n\n"));
  });
  return hover;
}
