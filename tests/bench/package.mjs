// The package as its users have it, made from a build of the evaluator alone.

import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";

/** Puts the build beside the package's sources, in a folder that is gone when this process ends. */
export async function assembled(built) {
  // Here, and not for the processes that only load what this made.
  const { JOINED, joined } = await import("../../pkg/joined.mjs");
  const folder = mkdtempSync(join(tmpdir(), "vestibule-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const file of ["api.js", ...JOINED["api.js"]]) {
    copyFileSync(fileURLToPath(new URL(`../../pkg/src/${file}`, import.meta.url)), join(folder, file));
  }
  copyFileSync(join(built, "vestibule_wasm.js"), join(folder, "evaluator.js"));
  copyFileSync(join(built, "vestibule_wasm_bg.wasm"), join(folder, "evaluator.wasm"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  await joined(folder, ["api.js"]);
  const api = await imported(folder);
  const wasm = await instantiated(api, folder);
  return { folder, api, brotli: brotliCompressSync(wasm).length };
}

/** The JavaScript of the package in such a folder. */
export const imported = (folder) => import(pathToFileURL(join(folder, "api.js")));

/** Makes it ready to compile policies, as pkg/src/node.js does; its wasm. */
export async function instantiated(api, folder) {
  const wasm = readFileSync(join(folder, "evaluator.wasm"));
  await api.load(new WebAssembly.Module(wasm));
  return wasm;
}

/** The bytes of the evaluator's memory, which never shrinks. */
export async function memory(folder) {
  const { initSync } = await import(pathToFileURL(join(folder, "evaluator.js")));
  return () => initSync().memory.buffer.byteLength;
}
