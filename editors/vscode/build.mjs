// Bundles the extension into one file. The schemas live in editors/schemas, where the tests keep them true to the tool,
// and are copied beside it.
import { build } from "esbuild";
import { cp, mkdir } from "node:fs/promises";

await build({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  minify: true,
  platform: "node",
  target: "node18",
  format: "cjs",
  external: ["vscode"],
});
await mkdir("schemas", { recursive: true });
await cp("../schemas/cordial.schema.json", "schemas/cordial.schema.json");
