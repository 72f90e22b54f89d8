// What bad input to the analysis gets: an error that says what to do. Never a trap, never an answer.
import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { installedOnce, loadAnalysis } from "./lib/package.mjs";
import { ALICE, POLICIES, thrown } from "./lib/sample.mjs";

let module;
let raw;

before(async () => {
  module = await loadAnalysis();
  raw = await import(pathToFileURL(join(installedOnce(), "dist/analysis.js")).href);
});

const CASE = { vestibule: 1, account: { id: "111122223333" }, policies: POLICIES, requests: [] };
const REQUEST = { principal: ALICE, network: { sourceIp: "192.0.2.1" } };
const deny = (Condition) => ({ Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal: "*", Action: "signin:*", Resource: "*", Condition }] });

/** What `compile` throws. */
const refused = (caseFile) => module.compile(caseFile).then(() => assert.fail("it was compiled"), (error) => error);

/** Each with what the message has to name. */
const TYPE_ERRORS = [
  ["undefined", undefined, /found undefined/],
  ["a function", () => CASE, /found a function/],
  ["an empty text", "", /found an empty text/],
  ["a promise that nobody waited for", Promise.resolve(CASE), /Promise/],
  ["bytes", new TextEncoder().encode(JSON.stringify(CASE)), /Uint8Array/],
  ["a map inside", { ...CASE, policies: new Map() }, /`policies`.*Map/],
  ["networks that are undefined", { ...CASE, networks: undefined }, /`networks`.*undefined/],
  ["a condition that is undefined", { ...CASE, policies: { resourceBased: deny(undefined) } }, /`policies\.resourceBased\.Statement\[0\]\.Condition`.*undefined/],
  ["a key that is undefined", { ...CASE, requests: [{ ...REQUEST, context: { "aws:userid": undefined } }] }, /`requests\[0\]\.context\["aws:userid"\]`.*undefined/],
  ["a bigint inside", { ...CASE, vestibule: 1n }, /`vestibule`.*bigint/],
];

for (const [name, caseFile, message] of TYPE_ERRORS) {
  test(`${name} is a TypeError`, async () => {
    const error = await refused(caseFile);
    assert.ok(error instanceof TypeError, String(error));
    assert.match(error.message, /^case: /);
    assert.match(error.message, message);
  });
}

test("an optional member of a request and of the account may be undefined", async () => {
  const analysis = await module.compile({
    ...CASE,
    account: { id: "111122223333", organization: undefined },
    requests: [{ ...REQUEST, name: undefined, network: { ...REQUEST.network, vpc: undefined }, region: undefined }],
  });
  assert.deepEqual(analysis.findings(), []);
});

/** Each with the code of the first finding, and its path. */
const POLICY_ERRORS = [
  ["null", null, "wrong-type", undefined],
  ["a list", [CASE], "wrong-type", undefined],
  ["an empty object", {}, "missing-field", undefined],
  ["policies alone", POLICIES, "missing-field", undefined],
  ["a file name", "case.json", undefined, undefined],
  ["another version", { ...CASE, vestibule: 2 }, "unsupported-version", "vestibule"],
  ["a misspelt member", { ...CASE, polices: {} }, "unknown-field", "polices"],
  ["a file, where there are none", { ...CASE, policies: { resourceBased: "policy.json" } }, undefined, "policies.resourceBased"],
  ["a request that is wrong", { ...CASE, requests: [REQUEST, { ...REQUEST, network: { sourceIp: "home" } }] }, "invalid-ip", "requests[1].network.sourceIp"],
  ["a network that is wrong", { ...CASE, networks: [{ name: "office", sourceIp: ["office"] }] }, "invalid-range", "networks[0].sourceIp[0]"],
  ["a guarantee about no network", { ...CASE, guarantees: [{ name: "a", principals: "any", from: ["office"], outcome: "denied" }] }, "unknown-network", undefined],
  ["a huge text", "x".repeat(5_000_000), "document-too-large", undefined],
  ["a huge value", { ...CASE, policies: { resourceBased: deny({ StringEquals: { "aws:userid": "x".repeat(5_000_000) } }) } }, "document-too-large", undefined],
];

for (const [name, caseFile, code, path] of POLICY_ERRORS) {
  test(`${name} is a PolicyError`, async () => {
    const error = await refused(caseFile);
    assert.ok(error instanceof module.PolicyError, String(error));
    const [finding] = error.findings;
    if (code !== undefined) assert.equal(finding.code, code);
    if (path !== undefined) assert.equal(finding.path, path);
    assert.ok(error.message.includes(finding.message), error.message);
    assert.equal(error.index, path?.startsWith("requests[1]") ? 1 : undefined);
  });
}

test("a text that is cut anywhere is refused or said to be mended", async () => {
  const text = JSON.stringify({ ...CASE, requests: [REQUEST] });
  for (let end = 1; end < text.length; end += 1) {
    const found = await module.compile(text.slice(0, end)).catch((error) => error);
    const findings = found instanceof module.PolicyError ? found.findings : found.findings();
    assert.ok(findings.some(({ severity }) => severity === "error"), text.slice(0, end));
  }
});

test("what is nested deeply is refused", async () => {
  for (const deep of ["[".repeat(100_000), '{"a":'.repeat(100_000)]) {
    for (const text of [deep, `{ "vestibule": 1, "requests": [], "policies": { "resourceBased": ${deep}`]) {
      assert.equal((await refused(text)).name, "PolicyError");
    }
  }
});

test("there is no answer without an account, and none without guarantees", async () => {
  const analysis = await module.compile({ vestibule: 1, policies: {}, requests: [] });
  for (const ask of ["accessMap", "lockout"]) {
    const error = thrown(() => analysis[ask]());
    assert.deepEqual([error.name, error.findings[0].code, error.findings[0].path], ["PolicyError", "missing-account", "account.id"]);
  }
  const error = thrown(() => analysis.prove());
  assert.deepEqual([error.name, error.findings[0].code], ["PolicyError", "no-guarantees"]);
});

test("a policy that AWS would refuse is a finding, and its statement undecided", async () => {
  const analysis = await module.compile({ ...CASE, policies: { resourceBased: deny({ IpAdress: { "aws:SourceIp": "192.0.2.0/24" } }) } });
  assert.equal(analysis.findings()[0].severity, "error");
  assert.ok(analysis.accessMap().chain.some(({ outcome }) => outcome === "unknown"));
  assert.equal(analysis.lockout().verdict, "unknown");
});

const OPTIONS = [
  ["accessMap", null, /expected an object/],
  ["accessMap", "aws:userid", /expected an object/],
  ["accessMap", { fre: [] }, /no option `fre`; there is `free`/],
  ["accessMap", { free: "aws:userid" }, /list of names/],
  ["accessMap", { free: [1] }, /list of names/],
  ["accessMap", { free: new Array(2) }, /list of names/],
  ["prove", "2027-06-30", /expected an object/],
  ["prove", { todai: "2027-06-30" }, /no option `todai`; there is `today` and `perimeter`/],
  ["diff", undefined, /^other: expected an Analysis/],
  ["diff", CASE, /^other: expected an Analysis/],
  ["prove", { perimeter: "yes" }, /true or false/],
  ["prove", { today: "30.06.2027" }, /expected a day/],
  ["prove", { today: "2027-02-30" }, /expected a day/],
  ["prove", { today: new Date() }, /expected a day/],
];

for (const [method, options, message] of OPTIONS) {
  test(`options of ${method}: ${JSON.stringify(options)}`, async () => {
    const analysis = await module.compile(CASE);
    const error = thrown(() => analysis[method](options));
    assert.ok(error instanceof TypeError, String(error));
    assert.match(error.message, message);
  });
}

test("options of diff", async () => {
  const analysis = await module.compile(CASE);
  for (const [options, message] of [
    [null, /expected an object/],
    [{ phase: true }, /no option `phase`; there is `phases`/],
    [{ phases: 1 }, /true or false/],
  ]) {
    const error = thrown(() => analysis.diff(analysis, options));
    assert.ok(error instanceof TypeError, String(error));
    assert.match(error.message, message);
  }
});

test("more keys than any policy has are looked at once each", async () => {
  const analysis = await module.compile(CASE);
  const free = Array.from({ length: 200_000 }, (_, index) => `aws:PrincipalTag/${index}`);
  assert.deepEqual(analysis.accessMap({ free }), analysis.accessMap());
});

test("patterns without end are too large, and said to be", async () => {
  const patterns = Array.from({ length: 100 }, (_, index) => `*${index}*${index + 1}*`);
  const keys = ["aws:userid", "aws:username", "aws:PrincipalArn", "aws:PrincipalTag/a", "aws:RequestedRegion"];
  const document = {
    Version: "2012-10-17",
    Statement: keys.map((key) => ({ ...deny({}).Statement[0], Condition: { StringLike: { [key]: patterns } } })),
  };
  const analysis = await module.compile({ ...CASE, policies: { resourceBased: document } });
  for (const ask of ["accessMap", "lockout"]) {
    try {
      JSON.stringify(analysis[ask]());
    } catch (error) {
      assert.match(error.findings?.[0].code ?? String(error), /^analysis-/);
    }
  }
});

test("an Analysis is made by compile alone", () => assert.throws(() => new module.Analysis(), TypeError));

for (const [method, ask] of [
  ["accessMap", (analysis) => analysis.accessMap()],
  ["lockout", (analysis) => analysis.lockout()],
  ["prove", (analysis) => analysis.prove()],
  ["diff", (analysis) => analysis.diff(analysis)],
  ["findings", (analysis) => analysis.findings()],
  ["check", (analysis) => analysis.check()],
]) {
  test(`should the analysis trap in ${method}, the next call works`, async () => {
    const guarantees = [{ name: "all", principals: "any", from: "anywhere", outcome: "allowed" }];
    const analysis = await module.compile({ ...CASE, guarantees });
    const other = await module.compile(CASE);
    const before = JSON.stringify(ask(analysis));
    const memory = raw.initSync().memory;
    const real = raw.Analysis.prototype[method];
    raw.Analysis.prototype[method] = function (...args) {
      const broken = Object.create(raw.Analysis.prototype, { __wbg_ptr: { value: 0xffff_ff00 } });
      return real.apply(broken, args);
    };
    const error = thrown(() => ask(analysis));
    raw.Analysis.prototype[method] = real;
    assert.ok(error instanceof module.EvaluatorError, String(error));
    assert.ok(error.cause instanceof WebAssembly.RuntimeError, String(error.cause));
    assert.match(error.inputHash, /^fnv1a64-[0-9a-f]{16}$/);
    assert.notEqual(raw.initSync().memory, memory, "another instance");
    assert.equal(JSON.stringify(ask(analysis)), before);
    assert.equal(other.lockout().principals.length > 0, true, "what else was compiled lives on, too");
    assert.doesNotThrow(() => [analysis, other].forEach((each) => each.free()));
  });
}
