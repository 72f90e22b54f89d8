// What a process of its own is needed for: the first decision, and a million of them.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ACCOUNT, CASES } from "./cases.mjs";
import { loaded, memory } from "./package.mjs";

const STARTS = 9;
const MILLION = 1_000_000;
const COMPILED = 2_000;

/** Milliseconds to the first decision of a process, and the bytes that a million left behind. */
export function alone(folder) {
  const start = () => run("first", folder).milliseconds;
  const firsts = Array.from({ length: STARTS }, start);
  return { firsts, memory: run("million", folder) };
}

function run(what, folder) {
  const file = fileURLToPath(import.meta.url);
  return JSON.parse(execFileSync(process.execPath, ["--expose-gc", file, what, folder], { encoding: "utf8" }));
}

const [{ policy, signIns }] = CASES;
const policies = { resourceControl: [{ name: "perimeter", attachedTo: "r-ab12", document: policy }] };
const request = ({ principal, network, region }) => ({ principal, network, region });

/** From nothing but Node.js itself: the JavaScript, the wasm, the policy, the decision. */
async function first(folder) {
  const start = process.hrtime.bigint();
  const { api } = await loaded(folder);
  const decision = api.compile(policies, ACCOUNT).decide(request(signIns[0]));
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (decision.outcome !== "allowed") throw new Error(decision.outcome);
  return { milliseconds };
}

/** The growth of the evaluator's memory and of the heap, behind a warm-up. */
async function million(folder) {
  const { api } = await loaded(folder);
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
