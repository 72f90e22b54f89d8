// Where the evaluator's wasm may come from, each in a process of its own: it is loaded once.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { installedOnce } from "./lib/package.mjs";

const dist = (file) => join(installedOnce(), "dist", file);

/** What such a program prints; `file` is the wasm's path and `url` its URL. */
async function run(source) {
  const program = `
    import { readFileSync } from "node:fs";
    import { load, compile } from ${JSON.stringify(pathToFileURL(dist("node.js")).href)};
    const file = ${JSON.stringify(dist("evaluator.wasm"))};
    const url = ${JSON.stringify(pathToFileURL(dist("evaluator.wasm")).href)};
    const bytes = readFileSync(file);
    try {
      await load(${source});
    } catch (error) {
      console.log(error.message);
      await load();
    }
    const signIn = await compile({});
    console.log(signIn.outcome({ principal: "arn:aws:iam::111122223333:root", network: { sourceIp: "192.0.2.1" } }));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program]);
  return stdout.trim();
}

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
  test(`load(${source})`, async () => {
    assert.equal(await run(source), "allowed");
  });
}

test("after a file that is not there, the next call loads", async () => {
  assert.match(await run("new URL('./nothing.wasm', url)"), /ENOENT.*nothing\.wasm[^]*\nallowed$/);
});
