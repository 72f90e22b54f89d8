// The analysis's wasm in Node.js and in Chromium, at the questions of the native benchmark.
//
//   VESTIBULE_ANALYSIS_PKG=<a web build of crates/wasm-analysis> node tests/bench/analysis/wasm.mjs FOLDER
//
// Reads FOLDER/questions.json and writes FOLDER/node.json and FOLDER/chromium.json.

import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { open } from "../../browser/lib/browser.mjs";
import { timed } from "./timed.mjs";

const [, , folder] = process.argv;
const built = process.env.VESTIBULE_ANALYSIS_PKG;
if (!built || !folder) {
  console.error("run this as `cargo xtask bench --analysis`: it needs a wasm build and a folder");
  process.exit(2);
}
const questions = readFileSync(join(folder, "questions.json"), "utf8");
const MODULE = "vestibule_wasm_analysis.js";
const WASM = "vestibule_wasm_analysis_bg.wasm";
const leave = (name, figures) => writeFileSync(join(folder, name), JSON.stringify(figures));

const site = mkdtempSync(join(tmpdir(), "vestibule-bench-"));
try {
  copyFileSync(join(built, MODULE), join(site, "analysis.mjs"));
  copyFileSync(join(built, WASM), join(site, "analysis.wasm"));
  copyFileSync(fileURLToPath(new URL("timed.mjs", import.meta.url)), join(site, "timed.mjs"));
  writeFileSync(join(site, "questions.json"), questions);
  writeFileSync(join(site, "index.html"), "<!doctype html><title>analysis</title>");
  await inNode();
  await inChromium();
} finally {
  rmSync(site, { recursive: true, force: true });
}

async function inNode() {
  const wasm = await import(pathToFileURL(join(site, "analysis.mjs")));
  wasm.initSync({ module: readFileSync(join(site, "analysis.wasm")) });
  leave("node.json", timed(wasm, JSON.parse(questions), "in Node.js"));
}

async function inChromium() {
  const chromium = await open({ dist: site, own: true });
  try {
    const { page } = await chromium.newPage();
    await page.goto(chromium.site.url);
    const figures = await page.evaluate(async () => {
      const at = (name) => new URL(name, location.href).href;
      const wasm = await import(at("analysis.mjs"));
      await wasm.default({ module_or_path: at("analysis.wasm") });
      const { timed } = await import(at("timed.mjs"));
      const asked = await fetch(at("questions.json"));
      return timed(wasm, await asked.json(), "in Chromium");
    });
    leave("chromium.json", figures);
  } finally {
    await chromium.close();
  }
}
