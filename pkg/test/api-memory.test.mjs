// Nothing is left behind: of decisions, of errors, of what was freed or forgotten.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { installedOnce } from "./lib/package.mjs";
import { HOME, OFFICE, POLICIES } from "./lib/sample.mjs";

/** Each makes the same garbage again and again; the evaluator's memory must not grow by it. */
const WORK = {
  "decisions, a million of them"(signIn) {
    for (let index = 0; index < 250_000; index += 1) {
      signIn.decide(index % 2 === 0 ? OFFICE : HOME);
      signIn.outcome(OFFICE);
    }
    const many = new Array(1000).fill(HOME);
    for (let index = 0; index < 500; index += 1) signIn.outcomes(many);
  },
  "decisions on different people"(signIn) {
    for (let index = 0; index < 50_000; index += 1) {
      signIn.decide({ ...OFFICE, principal: `${OFFICE.principal}${index % 5000}`, context: { [`aws:RequestTag/${index % 5000}`]: "x" } });
    }
  },
  "what is read as JSON, and explained"(signIn) {
    const text = JSON.stringify(HOME);
    for (let index = 0; index < 5000; index += 1) {
      signIn.decide(text);
      signIn.explain(HOME);
      signIn.findings();
    }
  },
  errors(signIn) {
    const bad = [undefined, {}, { ...OFFICE, network: { sourceIp: "home" } }, "{", { ...OFFICE, principal: "x".repeat(100_000) }];
    for (let index = 0; index < 10_000; index += 1) {
      try {
        signIn.decide(bad[index % bad.length]);
      } catch {
        continue;
      }
      throw new Error("it was decided");
    }
  },
  async "what was freed"(_, compile) {
    for (let index = 0; index < 5000; index += 1) {
      const signIn = await compile(POLICIES);
      signIn.decide(OFFICE);
      signIn.free();
    }
  },
  async "what was forgotten"(_, compile) {
    for (let index = 0; index < 5000; index += 1) {
      (await compile(POLICIES)).decide(OFFICE);
      if (index % 50 === 0) {
        globalThis.gc();
        // Finalizers run between tasks.
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  },
};

/** Runs in a process of its own, so that nobody else's garbage counts. */
async function measure(folder, name) {
  const [{ compile }, { initSync }] = await Promise.all(
    ["dist/node.js", "dist/evaluator.js"].map((file) => import(pathToFileURL(join(folder, file)).href)),
  );
  const signIn = await compile(POLICIES);
  const sizes = () => {
    globalThis.gc();
    return [initSync().memory.buffer.byteLength, process.memoryUsage().heapUsed];
  };
  await WORK[name](signIn, compile);
  const before = sizes();
  await WORK[name](signIn, compile);
  const after = sizes();
  return { wasm: after[0] - before[0], heap: after[1] - before[1] };
}

const [, file, folder, name] = process.argv;
if (file === fileURLToPath(import.meta.url) && name !== undefined) {
  console.log(JSON.stringify(await measure(folder, name)));
} else {
  for (const name of Object.keys(WORK)) {
    test(name, () => {
      const args = ["--expose-gc", fileURLToPath(import.meta.url), installedOnce(), name];
      const { wasm, heap } = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
      assert.equal(wasm, 0, "the evaluator's memory");
      assert.ok(heap < 500_000, `${heap} bytes of the heap`);
    });
  }
}
