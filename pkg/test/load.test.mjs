// Where the wasm of an entry may come from, each in a process of its own: it is loaded once.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { installedOnce } from "./lib/package.mjs";

const dist = (file) => join(installedOnce(), "dist", file);

/** Each entry with its wasm, and what prints "ok" when it works. */
const ENTRIES = [
  [
    "node.js",
    "evaluator.wasm",
    `const signIn = await compile({});
    const request = { principal: "arn:aws:iam::111122223333:root", network: { sourceIp: "192.0.2.1" } };
    console.log(signIn.outcome(request) === "allowed" ? "ok" : "no");`,
  ],
  [
    "analysis-node.js",
    "analysis.wasm",
    `const analysis = await compile({ vestibule: 1, account: { id: "111122223333" }, policies: {}, requests: [] });
    console.log(analysis.lockout().verdict === "none" ? "ok" : "no");`,
  ],
];

/** What such a program prints; `file` is the wasm's path and `url` its URL. */
async function run([entry, wasm, works], source) {
  const program = `
    import { readFileSync } from "node:fs";
    import { load, compile } from ${JSON.stringify(pathToFileURL(dist(entry)).href)};
    const file = ${JSON.stringify(dist(wasm))};
    const url = ${JSON.stringify(pathToFileURL(dist(wasm)).href)};
    const bytes = readFileSync(file);
    try {
      await load(${source});
    } catch (error) {
      console.log(error.message);
      await load();
    }
    ${works}
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program]);
  return stdout.trim();
}

for (const entry of ENTRIES) {
  for (const source of [
    "",
    "bytes",
    "bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)",
    "new WebAssembly.Module(bytes)",
    'new Response(bytes, { headers: { "content-type": "application/wasm" } })',
    "new URL(url)",
    "url",
    "Promise.resolve(bytes)",
    "() => new URL(url)",
    "async () => bytes",
  ]) {
    test(`${entry}: load(${source})`, async () => {
      assert.equal(await run(entry, source), "ok");
    });
  }

  test(`${entry}: after a file that is not there, the next call loads`, async () => {
    assert.match(await run(entry, "new URL('./nothing.wasm', url)"), /ENOENT.*nothing\.wasm[^]*\nok$/);
  });
}
