#!/usr/bin/env node
// The command: the same code as the native one, compiled to wasm.
import { readFileSync } from "node:fs";
import { initSync, run } from "./command.js";
import { host } from "./host.js";

try {
  initSync({ module: readFileSync(new URL("./command.wasm", import.meta.url)) });
  process.exitCode = run(process.argv.slice(2), host);
} catch (error) {
  // Not reached by any input: as the native command ends when it breaks.
  console.error(`error: vestibule itself broke, please report it with this: ${error.stack}`);
  process.exitCode = 101;
}
