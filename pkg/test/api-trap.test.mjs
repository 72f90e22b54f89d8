// Should the evaluator ever trap, the call says so and the next one works.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { installedOnce, load } from "./lib/package.mjs";
import { HOME, OFFICE, POLICIES, thrown } from "./lib/sample.mjs";

const { compile, EvaluatorError } = await load();
const raw = await import(pathToFileURL(join(installedOnce(), "dist/evaluator.js")).href);

/** Lets one call of the evaluator's own method go to an object at the end of its memory. */
async function trapping(method, run) {
  const real = raw.SignIn.prototype[method];
  raw.SignIn.prototype[method] = function (...args) {
    const broken = Object.create(raw.SignIn.prototype, { __wbg_ptr: { value: 0xffff_ff00 } });
    return real.apply(broken, args);
  };
  try {
    return await run();
  } finally {
    raw.SignIn.prototype[method] = real;
  }
}

const CALLS = [
  ["decideLines", (signIn) => signIn.decide(OFFICE)],
  ["outcomeLines", (signIn) => signIn.outcome(OFFICE)],
  ["outcomesLines", (signIn) => signIn.outcomes([OFFICE])],
  ["decide", (signIn) => signIn.decide(JSON.stringify(OFFICE))],
  ["readMany", (signIn) => signIn.decideMany(JSON.stringify([OFFICE]))],
  ["decideNext", (signIn) => signIn.decideMany(JSON.stringify([OFFICE]))],
  ["explain", (signIn) => signIn.explain(OFFICE)],
  ["findings", (signIn) => signIn.findings()],
];

for (const [method, call] of CALLS) {
  test(`in ${method}`, async () => {
    const signIn = await compile(POLICIES);
    const other = await compile({});
    const memory = raw.initSync().memory;
    const before = JSON.stringify(call(signIn));
    const error = await trapping(method, () => thrown(() => call(signIn)));
    assert.ok(error instanceof EvaluatorError, String(error));
    assert.ok(error.cause instanceof WebAssembly.RuntimeError, String(error.cause));
    assert.match(error.inputHash, /^fnv1a64-[0-9a-f]{16}$/);
    assert.ok(error.message.includes(error.inputHash));
    assert.ok(!error.message.includes("alice"), "the input itself is not shown");
    assert.notEqual(raw.initSync().memory, memory, "another instance");
    assert.equal(JSON.stringify(call(signIn)), before);
    assert.deepEqual(signIn.outcomes([OFFICE, HOME]), ["allowed", "denied"]);
    assert.equal(signIn.decide(HOME).outcome, "denied");
    assert.equal(other.outcome(HOME), "allowed", "what else was compiled lives on, too");
    assert.doesNotThrow(() => [signIn, other].forEach((each) => each.free()));
  });
}

test("the hash tells inputs apart", async () => {
  const signIn = await compile(POLICIES);
  const hash = (request) => trapping("explain", () => thrown(() => signIn.explain(request)).inputHash);
  const [office, again, home] = [await hash(OFFICE), await hash(OFFICE), await hash(HOME)];
  assert.equal(office, again);
  assert.notEqual(office, home);
  const other = await compile(POLICIES, {});
  assert.notEqual(await trapping("explain", () => thrown(() => other.explain(OFFICE)).inputHash), office);
});

test("the hash is of the JSON, whichever way it went", async () => {
  const signIn = await compile(POLICIES);
  const text = `${JSON.stringify(POLICIES)}\0\0\0${JSON.stringify(OFFICE)}\0`;
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  const expected = `fnv1a64-${hash.toString(16).padStart(16, "0")}`;
  for (const [method, call] of [
    ["decideLines", () => signIn.decide(OFFICE)],
    ["outcomeLines", () => signIn.outcome(OFFICE)],
    ["explain", () => signIn.explain(OFFICE)],
    ["decide", () => signIn.decide(JSON.stringify(OFFICE))],
  ]) {
    assert.equal((await trapping(method, () => thrown(call))).inputHash, expected, method);
  }
});

test("what was freed before stays freed", async () => {
  const freed = await compile(POLICIES);
  const kept = await compile(POLICIES);
  freed.free();
  await trapping("explain", () => thrown(() => kept.explain(OFFICE)));
  assert.throws(() => freed.decide(OFFICE), TypeError);
  const unused = await compile(POLICIES);
  await trapping("explain", () => thrown(() => kept.explain(OFFICE)));
  assert.doesNotThrow(() => unused.free());
});

test("the end of the memory is a trap, too", async () => {
  const signIn = await compile(POLICIES);
  const memory = raw.initSync().memory;
  const page = 65_536;
  // As much as the engine gives; what then wants more does not get it.
  for (let pages = 65_536; pages >= 1; pages = Math.floor(pages / 2)) {
    while (memory.buffer.byteLength / page + pages <= 65_536) {
      try {
        memory.grow(pages);
      } catch {
        break;
      }
    }
  }
  const big = { resourceBased: { Version: "2012-10-17", Statement: [], Id: "x".repeat(900_000) } };
  const error = await compile(big).then(() => undefined, (error) => error);
  assert.ok(error instanceof EvaluatorError, String(error));
  assert.notEqual(raw.initSync().memory, memory);
  assert.equal(signIn.outcome(HOME), "denied");
});
