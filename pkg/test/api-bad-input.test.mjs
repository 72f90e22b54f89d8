// What bad input gets: an error that says what to do. Never a trap, never an answer.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { load } from "./lib/package.mjs";
import { ALICE, HOME, OFFICE, POLICIES, thrown } from "./lib/sample.mjs";

let module;
let signIn;

before(async () => {
  module = await load();
  signIn = await module.compile(POLICIES, { id: "111122223333" });
});

/** All roads on which a request comes in, with how errors call it. */
const ROADS = [
  ["decide", "request", (request) => signIn.decide(request)],
  ["outcome", "request", (request) => signIn.outcome(request)],
  ["explain", "request", (request) => signIn.explain(request)],
  ["decideMany", "requests[1]", (request) => signIn.decideMany([OFFICE, request, OFFICE])],
  ["outcomes", "requests[1]", (request) => signIn.outcomes([OFFICE, request, OFFICE])],
];

function circular() {
  const request = { ...OFFICE };
  request.network = { self: request };
  return request;
}

const throwing = (member) => ({
  ...OFFICE,
  get [member]() {
    throw new RangeError("not now");
  },
});

/** Each with what the message has to name. */
const TYPE_ERRORS = [
  ["undefined", undefined, /found undefined/],
  ["a function", () => OFFICE, /found a function/],
  ["a symbol", Symbol("alice"), /found a symbol/],
  ["a bigint", 1n, /found a bigint/],
  ["an empty text", "", /found an empty text/],
  ["a circular object", circular(), /circular/],
  ["a bigint inside", { ...OFFICE, region: 1n }, /`region`.*bigint/],
  ["a getter that throws", throwing("principal"), /not now/],
  ["a getter that throws, below", { ...OFFICE, network: throwing("sourceIp") }, /not now/],
  ["a toJSON that throws", { ...OFFICE, toJSON: () => assert.fail("not now") }, /not now/],
  ["a toJSON that says nothing", { ...OFFICE, toJSON: () => undefined }, /toJSON says nothing/],
  ["a promise", Promise.resolve(OFFICE), /Promise/],
  ["a map", new Map(Object.entries(OFFICE)), /Map/],
  ["a map inside", { ...OFFICE, context: new Map([["aws:MultiFactorAuthPresent", "false"]]) }, /`context`.*Map/],
  ["a set inside", { ...OFFICE, context: { "aws:MultiFactorAuthPresent": new Set(["false"]) } }, /Set/],
  ["a function inside", { ...OFFICE, region: () => "eu-west-1" }, /`region`.*function/],
  ["a symbol inside", { ...OFFICE, region: Symbol("eu-west-1") }, /`region`.*symbol/],
  ["not a number", { ...OFFICE, context: { "aws:MultiFactorAuthAge": NaN } }, /NaN/],
  ["a key that is undefined", { ...OFFICE, context: { "aws:MultiFactorAuthPresent": undefined } }, /`context\["aws:MultiFactorAuthPresent"\]`.*undefined/],
  ["a key that is undefined, for any action", { ...OFFICE, phases: { "signin:CreateOAuth2Token": undefined } }, /`phases\["signin:CreateOAuth2Token"\]`.*undefined/],
  ["a network that is undefined, for one action", { ...OFFICE, phases: { "signin:CreateOAuth2Token": { network: undefined } } }, /`phases\["signin:CreateOAuth2Token"\]\.network`.*undefined/],
  ["a member that is hidden", Object.defineProperty({ ...OFFICE }, "region", { value: "eu-west-1" }), /not enumerable/],
  ["a value that is undefined", { ...OFFICE, context: { "aws:PrincipalOrgPaths": ["a", undefined] } }, /`context\["aws:PrincipalOrgPaths"\]\[1\]`.*undefined/],
  ["a list with a hole", { ...OFFICE, context: { "aws:PrincipalOrgPaths": ["a", , "b"] } }, /`context\["aws:PrincipalOrgPaths"\]`.*holes/], // eslint-disable-line no-sparse-arrays
  ["a list with a member", { ...OFFICE, context: { "aws:PrincipalOrgPaths": Object.assign(["a"], { b: "b" }) } }, /`context\["aws:PrincipalOrgPaths"\]`.*members/],
  ["a symbol for a member", { ...OFFICE, [Symbol("region")]: "eu-west-1" }, /symbol for a key/],
  ["a symbol for a member of the network", { ...OFFICE, network: { ...OFFICE.network, [Symbol("vpc")]: "vpc-0a1b2c3d" } }, /`network`.*symbol for a key/],
  ["a symbol for a key", { ...OFFICE, context: { [Symbol("aws:MultiFactorAuthPresent")]: "true" } }, /`context`.*symbol for a key/],
  ["a key that is hidden", { ...OFFICE, context: Object.defineProperty({}, "aws:userid", { value: "x" }) }, /`context`.*not enumerable/],
  ["a member that is inherited", Object.assign(Object.create({ principal: ALICE }), { network: OFFICE.network }), /class/],
  ["an instance of a class", { ...OFFICE, context: new (class { get "aws:userid"() { return "x"; } })() }, /`context`.*class/],
  ["a bigint for a value", { ...OFFICE, context: { "aws:MultiFactorAuthAge": 1n } }, /`context\["aws:MultiFactorAuthAge"\]`.*bigint/],
  ["infinite", { ...OFFICE, context: { "aws:MultiFactorAuthAge": -Infinity } }, /-Infinity/],
];

for (const [name, request, message] of TYPE_ERRORS) {
  test(`${name} is a TypeError`, () => {
    for (const [road, place, run] of ROADS) {
      const error = thrown(() => run(request));
      assert.ok(error instanceof TypeError, `${road}: ${error}`);
      assert.ok(error.message.startsWith(`${place}: `), `${road}: ${error.message}`);
      assert.match(error.message, message, road);
    }
  });
}

test("what a getter throws is the cause", () => {
  assert.ok(thrown(() => signIn.decide(throwing("principal"))).cause instanceof RangeError);
});

const huge = "x".repeat(2_000_000);

/** Each with the code of the first finding, and its path below the request. */
const POLICY_ERRORS = [
  ["null", null, "wrong-type", ""],
  ["a number", 7, "wrong-type", ""],
  ["true", true, "wrong-type", ""],
  ["a list", [OFFICE], "wrong-type", ""],
  ["an empty object", {}, "missing-field", ""],
  ["a blank text", " \n", "json-empty", ""],
  ["text that is no JSON", "{", undefined, ""],
  ["a file name", "request.json", undefined, ""],
  ["a principal that is a number", { ...OFFICE, principal: 1 }, "wrong-type", ".principal"],
  ["a principal that is null", { ...OFFICE, principal: null }, "wrong-type", ".principal"],
  ["a network that is a text", { ...OFFICE, network: "203.0.113.10" }, "wrong-type", ".network"],
  ["an address that is a number", { ...OFFICE, network: { sourceIp: 1 } }, "wrong-type", ".network.sourceIp"],
  ["no address", { ...OFFICE, network: { sourceIp: "home" } }, "invalid-ip", ".network.sourceIp"],
  ["no network", { principal: ALICE }, "missing-network", ""],
  ["an empty network", { principal: ALICE, network: {} }, "missing-network", ".network"],
  ["a misspelt member", { ...OFFICE, regoin: "eu-west-1" }, "unknown-field", ".regoin"],
  ["an unknown entry", { ...OFFICE, entry: "window" }, "unknown-entry", ".entry"],
  ["an empty Region", { ...OFFICE, region: "" }, "invalid-region", ".region"],
  ["somebody of another account", { ...OFFICE, principal: "arn:aws:iam::999999999999:user/eve" }, "another-account", ".principal"],
  ["a principal with a line break", { ...OFFICE, principal: `${ALICE}\n203.0.113.10` }, "invalid-principal", ".principal"],
  ["a Region with a line break", { ...OFFICE, region: "eu-west-1\n" }, "invalid-region", ".region"],
  ["a context that is a list", { ...OFFICE, context: ["true"] }, "wrong-type", ".context"],
  ["a key that is a number", { ...OFFICE, context: { "aws:MultiFactorAuthAge": 12 } }, "wrong-type", undefined],
  ["a key told twice", { ...OFFICE, context: { "aws:username": "a", "AWS:USERNAME": "b" } }, "duplicate-key-case", undefined],
  ["a key that follows", { ...OFFICE, context: { "aws:SourceIp": "192.0.2.1" } }, "determined-key", undefined],
  ["half a character", { ...OFFICE, principal: `${ALICE}\ud800` }, undefined, undefined],
  ["half a character in a name", { ...OFFICE, name: "\udc00 Alice" }, undefined, undefined],
  ["half a character in a value", { ...OFFICE, context: { "aws:userid": "\ud83d" } }, undefined, undefined],
  ["half a character in a key", { ...OFFICE, context: { "aws:\ud83d": "x" } }, undefined, undefined],
  ["half a character in a text", JSON.stringify(OFFICE).replace("alice", "al\ud800ice"), undefined, undefined],
  ["half a character in the text of a value", JSON.stringify({ ...OFFICE, context: { "aws:userid": "half" } }).replace("half", "\ud83d"), undefined, undefined],
  ["half a character behind a backslash", JSON.stringify({ ...OFFICE, context: { "aws:userid": "half" } }).replace("half", "\\\ud800"), undefined, undefined],
  ["a huge principal", { ...OFFICE, principal: ALICE + huge }, "document-too-large", ""],
  ["a huge name", { ...OFFICE, name: huge }, "document-too-large", ""],
  ["a huge key", { ...OFFICE, context: { [huge]: "x" } }, "document-too-large", ""],
  ["a huge text", `"${huge}"`, "document-too-large", ""],
  ["a member called __proto__", JSON.parse(`{ "principal": "${ALICE}", "network": { "sourceIp": "192.0.2.1" }, "__proto__": {} }`), "unknown-field", undefined],
];

for (const [name, request, code, below] of POLICY_ERRORS) {
  test(`${name} is a PolicyError`, () => {
    for (const [road, place, run] of ROADS) {
      const error = thrown(() => run(request));
      assert.ok(error instanceof module.PolicyError, `${road}: ${error}`);
      assert.equal(error.name, "PolicyError");
      const [finding] = error.findings;
      if (code !== undefined) assert.equal(finding.code, code, road);
      if (below !== undefined) assert.equal(finding.path, place + below, road);
      assert.equal(error.index, place === "request" ? undefined : 1, road);
      assert.ok(error.message.startsWith(`${place}`) && error.message.includes(finding.message), error.message);
      for (const { code, severity, message, path } of error.findings) {
        assert.ok(code && severity && message && path.startsWith(place), road);
      }
    }
  });
}

test("the first bad element is named, wherever it stands", () => {
  for (const at of [0, 255, 256, 299]) {
    for (const bad of [{ ...OFFICE, network: { sourceIp: "home" } }, { ...OFFICE, network: { sourceIp: 1 } }, undefined]) {
      const requests = new Array(300).fill(OFFICE);
      requests[at] = bad;
      requests[at + 1] = bad;
      for (const run of [() => signIn.outcomes(requests), () => signIn.decideMany(requests)]) {
        const error = thrown(run);
        assert.ok(error.message.startsWith(`requests[${at}]`), error.message);
        if (error instanceof module.PolicyError) assert.equal(error.index, at);
      }
    }
  }
});

test("in the text of a list, too", () => {
  const text = JSON.stringify([OFFICE, HOME, { ...OFFICE, network: { sourceIp: "home" } }]);
  const misread = JSON.stringify([OFFICE, { ...OFFICE, network: 1 }]);
  for (const method of ["outcomes", "decideMany"]) {
    const error = thrown(() => signIn[method](text));
    assert.deepEqual([error.name, error.index, error.findings[0].path], ["PolicyError", 2, "requests[2].network.sourceIp"]);
    assert.equal(thrown(() => signIn[method](misread)).index, 1);
  }
});

test("requests that are no list", () => {
  for (const requests of [undefined, null, OFFICE, 7, new Set([OFFICE]), { length: 1, 0: OFFICE }]) {
    for (const method of ["outcomes", "decideMany"]) {
      assert.match(thrown(() => signIn[method](requests)).message, /^requests: expected an array/);
    }
  }
  assert.equal(thrown(() => signIn.outcomes("{}")).findings[0].path, "requests");
});

test("a list that changes while it is read", () => {
  const requests = [OFFICE, HOME, OFFICE];
  Object.defineProperty(requests, 0, {
    get() {
      requests.length = 1;
      return OFFICE;
    },
  });
  assert.doesNotThrow(() => signIn.decideMany(requests));
});

test("a member that all objects are given counts for nothing", () => {
  const before = [signIn.decide(HOME), signIn.outcome(HOME), signIn.outcomes([HOME])];
  Object.prototype.region = "eu-west-1";
  try {
    assert.deepEqual([signIn.decide(HOME), signIn.outcome(HOME), signIn.outcomes([HOME])], before);
  } finally {
    delete Object.prototype.region;
  }
});

test("one road takes what the other takes", () => {
  const strange = { ...OFFICE, [Symbol.toStringTag]: "Strange" };
  for (const method of ["decide", "outcome", "explain"]) {
    assert.match(thrown(() => signIn[method](strange)).message, /found a Strange/, method);
  }
});

test("what is handed to compile counts as it is then", async () => {
  const policies = structuredClone(POLICIES);
  const compiling = module.compile(policies);
  for (const layer of Object.keys(policies)) delete policies[layer];
  assert.equal((await compiling).outcome(HOME), signIn.outcome(HOME));
});

test("a getter that decides, and one that frees", async () => {
  const inner = { ...HOME };
  const request = {
    ...OFFICE,
    get principal() {
      assert.equal(signIn.outcome(inner), "denied");
      assert.equal(signIn.decide(inner).outcome, "denied");
      return ALICE;
    },
  };
  assert.equal(signIn.outcome(request), "allowed");
  assert.equal(signIn.decide(request).outcome, "allowed");
  assert.equal(signIn.explain(request).outcome, "allowed");
  const freed = await module.compile(POLICIES);
  const freeing = {
    ...OFFICE,
    get principal() {
      freed.free();
      return ALICE;
    },
  };
  for (const method of ["decide", "outcome", "explain"]) {
    assert.match(thrown(() => freed[method](freeing)).message, /freed/);
  }
});

const POLICIES_WRONG = [
  ["undefined", [undefined], TypeError],
  ["a layer that is undefined", [{ ...POLICIES, identity: undefined }], TypeError],
  ["a condition that is undefined", [{ resourceBased: { Statement: [{ Effect: "Deny", Condition: undefined }] } }], TypeError],
  ["an assumption that is undefined", [POLICIES, undefined, { assumptions: { J9: undefined } }], TypeError],
  ["a function", [() => POLICIES], TypeError],
  ["a promise that nobody waited for", [Promise.resolve(POLICIES)], TypeError],
  ["bytes", [new TextEncoder().encode(JSON.stringify(POLICIES)).buffer], TypeError],
  ["null", [null], "policies"],
  ["a list", [[]], "policies"],
  ["a misspelt layer", [{ resourceBase: {} }], "policies.resourceBase"],
  ["a layer that is no list", [{ resourceControl: {} }], "policies.resourceControl"],
  ["a file, where there are none", [{ resourceBased: "policy.json" }], "policies.resourceBased"],
  ["text that is no JSON", ["{"], "policies"],
  ["an account that is null", [POLICIES, null], "account"],
  ["an account that is a text", [POLICIES, "111122223333"], "account"],
  ["an account id that is a number", [POLICIES, { id: 111122223333 }], "account.id"],
  ["an account id that is too short", [POLICIES, { id: "1111" }], "account.id"],
  ["an assumption that nobody knows", [POLICIES, undefined, { assumptions: { J99: false } }], "assumptions.J99"],
  ["an assumption that is no reading", [POLICIES, undefined, { assumptions: { J9: "no" } }], "assumptions.J9"],
  ["options that nobody knows", [POLICIES, undefined, { assumption: {} }], TypeError],
  ["options that are none", [POLICIES, undefined, "J9"], TypeError],
];

for (const [name, args, expected] of POLICIES_WRONG) {
  test(`policies: ${name}`, async () => {
    const error = await module.compile(...args).then(() => assert.fail("it was compiled"), (error) => error);
    if (expected === TypeError) {
      assert.ok(error instanceof TypeError, String(error));
      return;
    }
    assert.ok(error instanceof module.PolicyError, String(error));
    assert.equal(error.findings[0].path, expected);
    assert.ok(error.message.startsWith(expected), error.message);
  });
}

test("a SignIn is made by compile alone", () => assert.throws(() => new module.SignIn(), TypeError));

test("after all that it still decides", () => {
  assert.deepEqual(signIn.outcomes([OFFICE, HOME]), ["allowed", "denied"]);
});
