// What needs no editor to be tested: which program is run, and which documents start it.
// Usage: node --test units.mjs
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const sources = join(dirname(fileURLToPath(import.meta.url)), "../src");
async function load(name) {
  const options = { bundle: true, format: "esm", platform: "node", write: false, external: ["vscode"] };
  const { outputFiles } = await build({ ...options, entryPoints: [join(sources, name)] });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
}
const { findProgram } = await load("program.ts");
const { couldBeDraft } = await load("drafts.ts");

const folder = mkdtempSync(join(tmpdir(), "cordial-units-"));
after(() => rmSync(folder, { recursive: true }));
function program(...where) {
  const path = join(folder, ...where);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "#!/bin/sh\n");
  chmodSync(path, 0o755);
  return path;
}
function withPath(path, what) {
  const before = process.env.PATH;
  process.env.PATH = path;
  try {
    return what();
  } finally {
    process.env.PATH = before;
  }
}

test("the user's own setting comes first, and says so when nothing is there", () => {
  const own = program("own", "cordial");
  assert.deepEqual(findProgram(own, folder), { path: own });
  assert.match(findProgram(join(folder, "gone"), folder).missing, /no program is there/);
  assert.match(findProgram("bin/cordial", folder).missing, /absolute path/);
  assert.match(findProgram(folder, folder).missing, /no program is there/);
});

test("then the program that came along, then PATH", () => {
  const bundled = program("extension", "bin", "cordial");
  const installed = program("path", "cordial");
  assert.deepEqual(withPath(dirname(installed), () => findProgram("", join(folder, "extension"))), { path: bundled });
  assert.deepEqual(withPath(dirname(installed), () => findProgram("", folder)), { path: installed });
});

test("a relative entry of PATH is not looked into: it would be the folder that is open", () => {
  program("here", "cordial");
  const before = process.cwd();
  process.chdir(folder);
  try {
    const found = withPath(["here", ".", ""].join(delimiter), () => findProgram("", join(folder, "none")));
    assert.match(found.missing, /not installed/);
  } finally {
    process.chdir(before);
  }
});

const document = (path, languageId, text) => ({ uri: { path }, languageId, getText: () => text });

test("what could be a draft starts the server", () => {
  for (const [path, language, text] of [
    ["/m/a.txt", "plaintext", "Subject: Your talk\n\nHi Dana,\n"],
    ["/m/a.txt", "plaintext", "Hi Dana,\n\nThank you.\n"],
    ["/m/a.txt", "plaintext", "\r\nDear Dr. Cole,\r\n"],
    ["/m/a.md", "markdown", "---\ntitle: x\nkind: follow-up\n---\n\nText\n"],
    ["/m/a.draft.md", "markdown", "anything"],
    ["/m/drafts/call.txt", "plaintext", "What surprised you in your first year?\n"],
    ["/m/a.eml", "plaintext", "From: sam@example.org\n"],
    ["/m/cordial.toml", "toml", ""],
  ]) {
    assert.ok(couldBeDraft(document(path, language, text)), path + text);
  }
});

test("other documents do not", () => {
  for (const [path, language, text] of [
    ["/m/README.md", "markdown", "# Returns desk\n\nHow we send things back.\n"],
    ["/m/notes.txt", "plaintext", "The history of the hinge.\n"],
    ["/m/a.md", "markdown", "---\ntitle: x\n---\n\nchannel: is a word here\n"],
    ["/m/a.py", "python", "# Hi Dana,\nkind: str\n"],
    ["/m/Cargo.toml", "toml", "[package]\n"],
  ]) {
    assert.ok(!couldBeDraft(document(path, language, text)), path + text);
  }
});
