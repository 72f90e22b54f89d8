// What a process of its own is needed for: the first decision, and a million of them.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ACCOUNT, CASES } from "./cases.mjs";
import { imported, instantiated, memory } from "./package.mjs";

const STARTS = 9;
const MILLION = 1_000_000;
const COMPILED = 2_000;

/** Milliseconds to the first decision of a process, and the bytes that a million left behind. */
export function alone(folder) {
  const starts = Array.from({ length: STARTS }, () => run("first", folder));
  const firsts = starts.map((start) => start.instantiated);
  const fromNothing = starts.map((start) => start.fromNothing);
  return { firsts, fromNothing, memory: run("million", folder) };
}

function run(what, folder) {
  const file = fileURLToPath(import.meta.url);
  return JSON.parse(execFileSync(process.execPath, ["--expose-gc", file, what, folder], { encoding: "utf8" }));
}

const [{ policy, signIns }] = CASES;
const policies = { resourceControl: [{ name: "perimeter", attachedTo: "r-ab12", document: policy }] };
const request = ({ principal, network, region }) => ({ principal, network, region });

/** Milliseconds from the wasm's file, and from nothing but Node.js itself, to a decision. */
async function first(folder) {
  const start = performance.now();
  const api = await imported(folder);
  const ready = performance.now();
  await instantiated(api, folder);
  const decision = api.compile(policies, ACCOUNT).decide(request(signIns[0]));
  const end = performance.now();
  if (decision.outcome !== "allowed") throw new Error(decision.outcome);
  return { instantiated: end - ready, fromNothing: end - start };
}

/** The growth of the evaluator's memory and of the heap, behind a warm-up. */
async function million(folder) {
  const api = await imported(folder);
  await instantiated(api, folder);
  const bytes = await memory(folder);
  const requests = signIns.map(request);
  const decide = (signIn, times) => {
    for (let index = 0; index < times; index += 1) signIn.decide(requests[index % requests.length]);
  };
  const compile = () => {
    const signIn = api.compile(policies, ACCOUNT);
    decide(signIn, requests.length);
    signIn.free();
  };
  const signIn = api.compile(policies, ACCOUNT);
  decide(signIn, 20_000);
  for (let index = 0; index < 20; index += 1) compile();
  const heap = () => {
    globalThis.gc();
    return process.memoryUsage().heapUsed;
  };
  const before = { evaluator: bytes(), heap: heap() };
  decide(signIn, MILLION);
  for (let index = 0; index < COMPILED; index += 1) compile();
  return { evaluator: bytes() - before.evaluator, heap: heap() - before.heap };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , what, folder] = process.argv;
  console.log(JSON.stringify(await { first, million }[what](folder)));
}
