/**
 * Runs a command of the program once, with a text on its standard input, and gives back what it prints. No shell is in
 * between, and the folder it runs in is that of the extension's own process unless the draft lies on the disk.
 */
import { execFile } from "node:child_process";

/** The exit status of a command that could not do what was asked. */
const COULD_NOT = 2;

export function run(program: string, args: string[], input: string, folder: string | undefined): Promise<string> {
  return new Promise((done, fail) => {
    const child = execFile(program, args, { cwd: folder, maxBuffer: 16 << 20, timeout: 20_000 }, (error, out, problems) => {
      const status = child.exitCode;
      if (error && (status === null || status >= COULD_NOT)) fail(new Error(problems.trim() || error.message));
      else done(out);
    });
    // A program that ends before it has read everything has said why.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}
