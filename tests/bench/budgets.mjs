// Holds the figures against the budgets of docs/architecture.md.
//
// Native figures are those that criterion left below target/criterion; those of JavaScript come
// from peers.mjs. Alone, `node tests/bench/budgets.mjs` shows the native ones.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const EXAMPLE = "AWS's RCP example 1";
const OUTCOME = "vestibule, outcome alone";
const KB = 1000;

/** What is measured in rounds is kept when its median is; `least` where more is better, neither where there is no budget. */
const BUDGETS = [
  { what: "native: outcome, compiled policies", most: 2, unit: "us", of: native("rcp-example-1/outcome_office") },
  { what: "native: compile", most: 200, unit: "us", of: native("rcp-example-1/compile") },
  { what: "decide: decision with what decided it", most: 15, unit: "us", of: tool("vestibule, decision with what decided it") },
  { what: "outcome", most: 4, unit: "us", of: tool(OUTCOME) },
  { what: "outcomes, of each of 10,000", most: 2, unit: "us", of: tool("vestibule, one of 10,000 outcomes") },
  { what: "outcomes, the same, each from elsewhere", most: 2, unit: "us", of: tool("vestibule, the same, each from elsewhere") },
  { what: "outcome, times as fast as cedar-wasm", least: 15, unit: "x", of: faster("cedar-wasm, decision with what decided it") },
  { what: "outcome, times as fast as iam-simulate", least: 100, unit: "x", of: faster("iam-simulate, result alone") },
  { what: "evaluator's wasm, brotli", most: 200, unit: "kB", of: ({ brotli }) => brotli && [brotli / KB] },
  { what: "instantiate and first decision in Node.js", most: 30, unit: "ms", of: ({ firsts }) => firsts },
  { what: "the same with the import of the JavaScript", unit: "ms", of: ({ fromNothing }) => fromNothing },
  { what: "growth of wasm memory, 1,000,000 decisions", most: 0, unit: "kB", of: ({ memory }) => memory && [memory.evaluator / KB] },
  { what: "growth of the heap, the same", most: 200, unit: "kB", of: ({ memory }) => memory && [memory.heap / KB] },
];

/**
 * @param {{ name: string, of: string, times: number[] }[]} figures microseconds by tool and policy
 * @param {{ brotli?: number, firsts?: number[], fromNothing?: number[], memory?: { evaluator: number, heap: number } }} others
 */
export function budgets(figures = [], others = {}) {
  console.log(`\nbudgets on ${EXAMPLE}: median, best, budget`);
  for (const { what, most, least, unit, of } of BUDGETS) {
    const found = of({ figures, ...others });
    const best = least === undefined ? Math.min : Math.max;
    const shown = found ? [median(found), best(...found)].map((number) => number.toFixed(2)) : ["not", "measured"];
    const kept = () => (least === undefined ? median(found) <= most : median(found) >= least);
    const isHeld = most !== undefined || least !== undefined;
    const verdict = found && isHeld ? (kept() ? "ok" : "OVER") : "";
    const budget = isHeld ? (least === undefined ? `<= ${most}` : `>= ${least}`) : "";
    const columns = [...shown, budget].map((text) => text.padStart(10));
    console.log(`  ${what.padEnd(44)}${columns.join("")} ${unit.padEnd(3)} ${verdict}`);
  }
}

export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function tool(name) {
  return ({ figures }) => figures.find((figure) => figure.name === name && figure.of === EXAMPLE)?.times;
}

/** How many times the other takes, round by round. */
function faster(other) {
  return (measured) => {
    const [ours, theirs] = [OUTCOME, other].map((name) => tool(name)(measured));
    return ours && theirs && theirs.map((micros, round) => micros / ours[round]);
  };
}

/** The samples of a native benchmark in microseconds, when it has been run. */
function native(name) {
  return () => {
    // `cargo xtask bench` names another target folder here, that of the wasm builds.
    const folders = [process.env.CARGO_TARGET_DIR, fileURLToPath(new URL("../../target", import.meta.url))];
    const files = folders.map((folder) => `${folder}/criterion/${name}/new/sample.json`);
    const file = files.find((file) => existsSync(file));
    if (!file) return undefined;
    const { iters, times } = JSON.parse(readFileSync(file, "utf8"));
    return times.map((nanos, sample) => nanos / 1000 / iters[sample]);
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  budgets();
}
