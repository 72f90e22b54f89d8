// Permission statements through the package: what the native command prints, byte for byte.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { emptyFolder, loadAnalysis, native } from "./lib/package.mjs";

const ROLE = "arn:aws:iam::111122223333:role/BreakGlass";
const OFFICE = { sourceIp: "203.0.113.0/24", excludedPrincipal: ROLE };
const VPC = { sourceVpc: "vpc-0a1b2c3d4e5f60718", requestedRegion: "eu-west-1" };
const LISTED = {
  permissionStatements: [{ sid: "A".repeat(64), condition: { NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } } }],
};
const COMMAND = `aws signin put-resource-permission-statement --source-ip 203.0.113.0/24 --excluded-principal ${ROLE} --region us-east-1`;

let module;
let folder;

before(async () => {
  module = await loadAnalysis();
  folder = emptyFolder();
});

/** What `vestibule statements` prints of a text. */
function printed(text, ...more) {
  const file = join(folder, "input.json");
  writeFileSync(file, text);
  return spawnSync(native, ["statements", file, ...more], { encoding: "utf8" }).stdout;
}

const textOf = (input) => (typeof input === "string" ? input : JSON.stringify(input));

for (const [name, input] of [
  ["one statement", OFFICE],
  ["a list", [OFFICE, VPC]],
  ["what AWS lists", LISTED],
  ["a command", COMMAND],
  ["the example of AWS's guide", { sourceVpc: "vpc-0abc123def456789", requestedRegion: "us-west-2" }],
]) {
  test(`${name} makes the policy that the command makes`, async () => {
    const made = await module.statementsToPolicy(input);
    assert.equal(`${JSON.stringify(made, null, 2)}\n`, printed(textOf(input), "--as", "json"));
    assert.equal(made.calls, undefined);
    for (const calls of ["commands", "python"]) {
      const { calls: text } = await module.statementsToPolicy(input, { calls });
      assert.equal(text.trimEnd(), printed(textOf(input), "--as", calls).trimEnd());
    }
    // And back.
    const back = await module.policyToStatements(made.policy);
    const says = ({ clientToken: _, ...said }) => said;
    assert.deepEqual(back.permissionStatements, made.permissionStatements.map(says));
    assert.equal(`${JSON.stringify(back, null, 2)}\n`, printed(JSON.stringify(made.policy), "--as", "json"));
  });
}

test("the other reading makes one policy of several statements", async () => {
  const [apart, merged] = await Promise.all([{}, { assumptions: { J1: false } }].map((options) => module.statementsToPolicy([OFFICE, { ...OFFICE, sourceIp: "198.51.100.0/24" }], options)));
  assert.deepEqual([apart.policy.Statement.length, merged.policy.Statement.length], [4, 2]);
  assert.deepEqual([apart.assumptions, merged.assumptions], [["J1"], ["J1"]]);
});

test("the account is the one that is told, else that of the excluded principal", async () => {
  const accountOf = async (...args) => (await module.statementsToPolicy(...args)).policy.Statement[0].Condition.StringEquals?.["aws:ResourceAccount"];
  assert.equal(await accountOf(OFFICE), "111122223333");
  assert.equal(await accountOf({ sourceIp: "203.0.113.7" }), undefined);
  assert.equal(await accountOf({ sourceIp: "203.0.113.7" }, { account: "444455556666" }), "444455556666");
});

test("what no call makes is told with its reason", async () => {
  const { policy } = await module.statementsToPolicy(OFFICE);
  const text = JSON.stringify(policy).replaceAll(`"${ROLE}"`, JSON.stringify([ROLE, "arn:aws:iam::111122223333:root"]));
  const back = await module.policyToStatements({ signinResourceBasedPolicy: JSON.parse(text) }, { calls: "python" });
  assert.deepEqual(back.permissionStatements, []);
  assert.deepEqual(back.notExpressible.map(({ code }) => code), ["several-excluded-principals", "several-excluded-principals"]);
  assert.equal(back.calls, "import boto3\n");
});

/** Each with the code of the first finding. */
const REFUSED = [
  ["a policy in place of statements", "statementsToPolicy", { Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal: "*", Action: "signin:*", Resource: "*" }] }, "no-statements"],
  ["statements in place of a policy", "policyToStatements", [OFFICE], "no-policy"],
  ["an address that is none", "statementsToPolicy", { sourceIp: "office" }, "invalid-parameter"],
  ["a VPC without its Region", "statementsToPolicy", { sourceVpc: VPC.sourceVpc }, "missing-parameter"],
  ["an unknown parameter", "statementsToPolicy", { sourceIp: "203.0.113.7", sourceIps: "x" }, "unknown-field"],
  ["an empty list", "statementsToPolicy", [], "no-statements"],
  ["a sentence", "policyToStatements", "only from the office", undefined],
];

for (const [name, call, input, code] of REFUSED) {
  test(`${name} is a PolicyError`, async () => {
    const error = await module[call](input).then(() => assert.fail("it was made"), (thrown) => thrown);
    assert.ok(error instanceof module.PolicyError, String(error));
    if (code !== undefined) assert.equal(error.findings[0].code, code);
    assert.ok(error.findings.every(({ help }) => typeof help === "string"), JSON.stringify(error.findings));
  });
}

/** Each with what the message has to name. */
const TYPE_ERRORS = [
  ["undefined", [undefined], /^statements: .*undefined/],
  ["a parameter that is undefined", [{ ...OFFICE, excludedPrincipal: undefined }], /`excludedPrincipal`.*undefined/],
  ["a misspelt option", [OFFICE, { acount: "111122223333" }], /no option `acount`; there is `account`, `assumptions` and `calls`/],
  ["no account", [OFFICE, { account: "1" }], /`account`/],
  ["calls of another tool", [OFFICE, { calls: "terraform" }], /`calls`/],
];

for (const [name, args, message] of TYPE_ERRORS) {
  test(`${name} is a TypeError`, async () => {
    const error = await module.statementsToPolicy(...args).then(() => assert.fail("it was made"), (thrown) => thrown);
    assert.ok(error instanceof TypeError, String(error));
    assert.match(error.message, message);
  });
}

test("an unknown point is a PolicyError", async () => {
  const error = await module.statementsToPolicy(OFFICE, { assumptions: { J99: false } }).then(() => assert.fail("it was made"), (thrown) => thrown);
  assert.ok(error instanceof module.PolicyError, String(error));
  assert.equal(error.findings[0].code, "unknown-assumption");
});
