/**
 * Which `cordial` to run: the one named in the user's own settings, the one that came with the extension, or the one on
 * PATH. It never looks into the workspace: a folder that somebody opens must not choose what runs on their machine.
 */
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

const NAME = process.platform === "win32" ? "cordial.exe" : "cordial";

export type Program = { path: string } | { missing: string };

export function findProgram(setting: string, extensionFolder: string): Program {
  if (setting !== "") {
    if (!isAbsolute(setting)) {
      return { missing: `The setting cordial.path must be an absolute path, and “${setting}” is not.` };
    }
    return runs(setting) ? { path: setting } : { missing: `The setting cordial.path says ${setting}, and no program is there.` };
  }
  const bundled = join(extensionFolder, "bin", NAME);
  if (runs(bundled)) return { path: bundled };
  // A relative entry of PATH would be looked up in the folder that is open.
  const folders = (process.env.PATH ?? "").split(delimiter).filter(isAbsolute);
  const found = folders.map((folder) => join(folder, NAME)).find(runs);
  return found
    ? { path: found }
    : { missing: "The program cordial is not installed. Install it, or name it in the setting cordial.path." };
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
