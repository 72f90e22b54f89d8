// Nothing is left behind by the analysis: of answers, of errors, of what was freed or forgotten.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { installedOnce, root } from "./lib/package.mjs";

const TEXT = readFileSync(join(root, "tests/analysis/guarantees.json"), "utf8");
const UNANSWERED = { vestibule: 1, policies: {}, requests: [] };

/** Each makes the same garbage again and again; the analysis's memory must not grow by it. */
const WORK = {
  answers(analysis) {
    for (let index = 0; index < 40; index += 1) {
      analysis.accessMap();
      analysis.lockout();
      analysis.prove();
      analysis.diff(analysis);
    }
  },
  async errors(_, compile) {
    const unanswered = await compile(UNANSWERED);
    for (let index = 0; index < 300; index += 1) {
      for (const ask of ["accessMap", "lockout", "prove"]) {
        try {
          unanswered[ask]();
        } catch {
          continue;
        }
        throw new Error("it was answered");
      }
      await compile("{").then(
        () => Promise.reject(new Error("it was compiled")),
        () => {},
      );
    }
    unanswered.free();
  },
  async "what was freed"(_, compile) {
    for (let index = 0; index < 300; index += 1) {
      const analysis = await compile(TEXT);
      if (index % 50 === 0) analysis.lockout();
      analysis.free();
    }
  },
  async "what was forgotten"(_, compile) {
    for (let index = 0; index < 300; index += 1) {
      (await compile(TEXT)).findings();
      if (index % 10 === 0) {
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
    ["dist/analysis-node.js", "dist/analysis.js"].map((file) => import(pathToFileURL(join(folder, file)).href)),
  );
  const analysis = await compile(TEXT);
  const sizes = () => {
    globalThis.gc();
    return [initSync().memory.buffer.byteLength, process.memoryUsage().heapUsed];
  };
  await WORK[name](analysis, compile);
  const before = sizes();
  await WORK[name](analysis, compile);
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
      assert.equal(wasm, 0, "the analysis's memory");
      assert.ok(heap < 500_000, `${heap} bytes of the heap`);
    });
  }
}
