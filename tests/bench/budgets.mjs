// Holds the figures against the budgets of docs/architecture.md.
//
// Native figures are those that criterion left below target/criterion; those of JavaScript come
// from peers.mjs. Alone, `node tests/bench/budgets.mjs` shows the native ones.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const EXAMPLE = "AWS's RCP example 1";

// Microseconds. Criterion's figure, or the tool and the policy of peers.mjs.
const BUDGETS = [
  { what: "native: outcome, compiled policies", most: 2, native: "rcp-example-1/outcome_office" },
  { what: "native: compile", most: 200, native: "rcp-example-1/compile" },
  {
    what: "JavaScript: decision with what decided it",
    most: 15,
    tool: "vestibule, decision with what decided it",
  },
  { what: "JavaScript: outcome alone", most: 4, tool: "vestibule, outcome alone" },
];

export function budgets(figures = []) {
  console.log(`\nbudgets, microseconds on ${EXAMPLE}: median, fastest, budget`);
  for (const { what, most, native, tool } of BUDGETS) {
    const found = figures.find((figure) => figure.name === tool && figure.of === EXAMPLE);
    const times = native ? criterion(native) : found?.times;
    const shown = times ? [median(times), Math.min(...times)].map((micros) => micros.toFixed(2)) : ["not", "measured"];
    const verdict = !times ? "" : median(times) <= most ? "kept" : "exceeded";
    const columns = [...shown, String(most)].map((text) => text.padStart(10));
    console.log(`  ${what.padEnd(44)}${columns.join("")}  ${verdict}`);
  }
}

export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** The samples of a native benchmark in microseconds, when it has been run. */
function criterion(name) {
  // `cargo xtask bench` names another target folder here, that of the wasm builds.
  const folders = [process.env.CARGO_TARGET_DIR, fileURLToPath(new URL("../../target", import.meta.url))];
  const files = folders.map((folder) => `${folder}/criterion/${name}/new/sample.json`);
  const file = files.find((file) => existsSync(file));
  if (!file) {
    return undefined;
  }
  const { iters, times } = JSON.parse(readFileSync(file, "utf8"));
  return times.map((nanos, sample) => nanos / 1000 / iters[sample]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  budgets();
}
