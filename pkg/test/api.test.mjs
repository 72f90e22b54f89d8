// What the package does with sound input.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { runInNewContext } from "node:vm";
import { load } from "./lib/package.mjs";
import { ALICE, HOME, OFFICE, POLICIES } from "./lib/sample.mjs";

let compile;
let signIn;

before(async () => {
  ({ compile } = await load());
  signIn = await compile(POLICIES);
});

test("a decision names what decided each phase", () => {
  const decision = signIn.decide({ name: "Alice at home", ...HOME });
  assert.equal(decision.request, "Alice at home");
  assert.equal(decision.outcome, "denied");
  assert.equal(decision.deniedAt, "signin:Authenticate");
  assert.deepEqual(decision.phases.map((phase) => phase.decision), ["denied", "denied", "denied"]);
  const [by] = decision.phases[0].decidedBy;
  assert.equal(by.sid, "Office");
  const text = JSON.stringify(POLICIES.resourceControl[0].document);
  assert.ok(text.slice(by.span.start, by.span.end).startsWith('{"Sid":"Office"'), "a span is of the document");
  assert.equal(decision.phases[0].explanation, undefined);
});

test("a request without a name is called so", () => assert.equal(signIn.decide(OFFICE).request, "request"));

test("an explanation is the decision with more", () => {
  const explained = signIn.explain(HOME);
  for (const phase of explained.phases) {
    assert.ok(phase.statements.length > 0 && phase.explanation.length > 0);
    delete phase.statements;
    delete phase.explanation;
  }
  assert.equal(JSON.stringify(explained), JSON.stringify(signIn.decide(HOME)));
});

test("the outcome is that of the decision, one by one and all at once", () => {
  const requests = [OFFICE, HOME, { ...OFFICE, context: { "aws:MultiFactorAuthPresent": null } }];
  const outcomes = ["allowed", "denied", "unknown"];
  assert.deepEqual(requests.map((request) => signIn.outcome(request)), outcomes);
  assert.deepEqual(requests.map((request) => signIn.decide(request).outcome), outcomes);
  assert.deepEqual(signIn.outcomes(requests), outcomes);
  assert.deepEqual(signIn.decideMany(requests).map((decision) => decision.outcome), outcomes);
  assert.deepEqual([signIn.outcomes([]), signIn.decideMany([])], [[], []]);
});

test("more requests than cross the border at once keep their order", () => {
  const requests = Array.from({ length: 1000 }, (_, index) => (index % 3 === 0 ? HOME : OFFICE));
  // Some of them are not of the usual shape.
  for (let index = 0; index < 1000; index += 7) requests[index] = JSON.stringify(requests[index]);
  const expected = requests.map((_, index) => (index % 3 === 0 ? "denied" : "allowed"));
  assert.deepEqual(signIn.outcomes(requests), expected);
});

test("objects and JSON text are the same", async () => {
  const fromText = await compile(JSON.stringify(POLICIES), JSON.stringify({ id: "111122223333" }));
  const expected = JSON.stringify(signIn.decide(HOME));
  assert.equal(JSON.stringify(fromText.decide(HOME)), expected);
  assert.equal(JSON.stringify(fromText.decide(JSON.stringify(HOME))), expected);
  assert.equal(fromText.outcome(JSON.stringify(HOME)), "denied");
  const list = JSON.stringify([HOME, OFFICE]);
  assert.deepEqual(fromText.outcomes(list), ["denied", "allowed"]);
  assert.equal(JSON.stringify(fromText.decideMany(list)), JSON.stringify(signIn.decideMany([HOME, OFFICE])));
});

test("numbers, absent members and null survive both ways", async () => {
  // In: null is an unknown key, an absent member says nothing, and a number in a policy is kept.
  const dated = structuredClone(POLICIES);
  dated.resourceControl[0].document.Statement[1].Condition = { NumericLessThan: { "aws:MultiFactorAuthAge": 3600.5 } };
  const ages = await compile(dated);
  const aged = (age) => ages.outcome({ ...OFFICE, context: { "aws:MultiFactorAuthAge": age } });
  assert.deepEqual([aged("3600.25"), aged("3600.5"), aged(null)], ["denied", "allowed", "unknown"]);
  // Out: counts are numbers, what is not there is null or absent as the contract says.
  const [phase, second] = signIn.decide({ ...HOME, context: { "aws:MultiFactorAuthPresent": null } }).phases;
  const [by] = phase.decidedBy;
  assert.deepEqual([by.statement, typeof by.span.start, by.range.start.line], [0, "number", 0]);
  assert.equal(second.context["aws:MultiFactorAuthPresent"], null);
  assert.equal("dependsOn" in phase, false);
  const allowed = signIn.decide(OFFICE);
  assert.deepEqual([allowed.deniedAt, allowed.phases[0].userMessage, allowed.phases[0].cloudTrail], [null, null, null]);
});

test("a member that is undefined is left out", () => {
  const request = { ...OFFICE, name: undefined, region: undefined, network: { ...OFFICE.network, vpc: undefined } };
  assert.equal(JSON.stringify(signIn.decide(request)), JSON.stringify(signIn.decide(OFFICE)));
});

test("what is worth knowing of a request is told with its decision", () => {
  const inside = { ...OFFICE, network: { sourceIp: "10.1.2.3" } };
  for (const decision of [signIn.decide(inside), signIn.explain(inside), ...signIn.decideMany([inside])]) {
    const [finding] = decision.findings;
    assert.deepEqual([finding.code, finding.severity, finding.path], ["source-ip-not-public", "warning", "network.sourceIp"]);
    assert.ok(decision.assumptions.includes("J37"));
  }
  assert.equal("findings" in signIn.decide(OFFICE), false);
});

test("the optional members of an account that are undefined are left out", async () => {
  const account = { id: undefined, organization: { id: "o-a1b2c3d4e5", path: undefined }, consoleAuthorization: undefined };
  const without = await compile(POLICIES, { organization: { id: "o-a1b2c3d4e5" } });
  assert.deepEqual((await compile(POLICIES, account)).decide(OFFICE), without.decide(OFFICE));
});

test("objects of another window and without a prototype are plain", () => {
  const foreign = runInNewContext(`(${JSON.stringify({ ...OFFICE, context: { "aws:MultiFactorAuthAge": "1" } })})`);
  const bare = Object.assign(Object.create(null), OFFICE, { context: Object.assign(Object.create(null), foreign.context) });
  const expected = signIn.decide({ ...OFFICE, context: { "aws:MultiFactorAuthAge": "1" } });
  assert.deepEqual(signIn.decide(foreign), expected);
  assert.deepEqual(signIn.decide(bare), expected);
  assert.deepEqual(signIn.explain({ ...OFFICE, region: new String("us-east-1") }), signIn.explain({ ...OFFICE, region: "us-east-1" }));
});

test("decisions are the caller's own", () => {
  const first = signIn.decide(OFFICE);
  const before = JSON.stringify(first);
  const spoil = (value) => {
    for (const member of Object.keys(value)) {
      if (typeof value[member] === "object" && value[member] !== null) spoil(value[member]);
      value[member] = "spoilt";
    }
  };
  spoil(first);
  assert.equal(JSON.stringify(signIn.decide(OFFICE)), before);
});

test("assumptions take their other reading", async () => {
  const identity = [{ document: { Version: "2012-10-17", Statement: [] } }];
  const [shipped, other] = [await compile({ identity }), await compile({ identity }, undefined, { assumptions: { J9: false } })];
  assert.deepEqual([shipped.outcome(OFFICE), other.outcome(OFFICE)], ["allowed", "denied"]);
});

test("findings are told and not thrown", async () => {
  const sound = await compile(POLICIES);
  assert.deepEqual(sound.findings(), []);
  const wrong = structuredClone(POLICIES);
  wrong.resourceControl[0].document.Statement[0].Condition = { IpAdress: { "aws:SourceIp": "203.0.113.0/24" } };
  const refused = await compile(wrong);
  const [finding] = refused.findings();
  assert.equal(finding.severity, "error");
  assert.equal(finding.policy, "perimeter");
  assert.equal(finding.path, "policies.resourceControl[0]");
  assert.ok(finding.code && finding.message && finding.span && finding.range);
  assert.equal(refused.outcome(OFFICE), "unknown");
});

test("it can be freed again and again, and by `using`", async () => {
  const freed = await compile(POLICIES);
  freed.free();
  freed.free();
  assert.throws(() => freed.outcome(OFFICE), TypeError);
  if (Symbol.dispose) {
    const disposed = await compile(POLICIES);
    disposed[Symbol.dispose]();
    assert.throws(() => disposed.decide(OFFICE), TypeError);
  }
  assert.equal(signIn.outcome({ ...OFFICE, principal: ALICE }), "allowed", "others are not touched");
});
