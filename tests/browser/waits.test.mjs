// A test waits for what is to come and never for a time, which is too short on a slow machine and
// too long on every other.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const SLEEP = /waitForTimeout|setTimeout\([\w$.]+, |node:timers\/promises|setTimeout\(.*, *\d/;

const folders = [".", "lib", "../../pkg/test", "../../pkg/test/lib"].map((folder) => join(import.meta.dirname, folder));
const lines = folders.flatMap((folder) =>
  readdirSync(folder)
    // The rhythm of typing is a part of what the benchmark measures, and what polls pauses.
    .filter((name) => name.endsWith(".mjs") && !["bench.mjs", "test.mjs", "waits.test.mjs"].includes(name))
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n").map((line) => `${name}: ${line.trim()}`)),
);

test("no test sleeps", () => {
  assert.ok(lines.length > 5000);
  assert.deepEqual(lines.filter((line) => SLEEP.test(line)), []);
  const sleeps = [
    "await page.waitForTimeout(300);",
    "await new Promise((resolve) => setTimeout(resolve, 3000));",
    "await new Promise((over) => setTimeout(() => over(), 10));",
  ];
  assert.deepEqual(sleeps.filter((line) => SLEEP.test(line)), sleeps);
});
