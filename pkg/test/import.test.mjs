// Files of the tools of AWS through the package, in Node.js and in Chromium: the case file and the
// report that the native command makes of them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { open } from "../../tests/browser/lib/browser.mjs";
import { emptyFolder, install, installedOnce, loadAnalysis, native, root } from "./lib/package.mjs";

const MANAGEMENT = "111122223333";
const PROD = "222233334444";
const json = (value) => Buffer.from(JSON.stringify(value));
const arn = (type, id) => `arn:aws:organizations::${MANAGEMENT}:${type}/o-a1b2c3d4e5/${id}`;
const account = (id) => ({ Id: id, Arn: arn("account", id), Email: "boss@example.com", Name: id, Status: "ACTIVE" });
const outside = (range, more) => ({ Version: "2012-10-17", Statement: [{ Effect: "Deny", ...more, Action: "signin:*", Resource: "*", Condition: { NotIpAddress: { "aws:SourceIp": range } } }] });
const RCP = { Id: "p-rcp1aaaa", Arn: arn("policy", "resource_control_policy/p-rcp1aaaa"), Name: "perimeter", Type: "RESOURCE_CONTROL_POLICY", AwsManaged: false };
const utf16 = (text, mark = "\ufeff") => Buffer.from(mark + text, "utf16le");

/** The outputs of an organization of two accounts. */
const ORGANIZATION = {
  "roots": json({ Roots: [{ Id: "r-ab12", Arn: arn("root", "r-ab12"), PolicyTypes: [{ Type: "RESOURCE_CONTROL_POLICY", Status: "ENABLED" }] }] }),
  "list-accounts-for-parent-r-ab12.txt": json({ Accounts: [account(MANAGEMENT), account(PROD)] }),
  "rcps": json({ Policies: [RCP] }),
  "describe": json({ Policy: { PolicySummary: RCP, Content: JSON.stringify(outside(["203.0.113.0/24"], { Principal: "*" })) } }),
  "list-targets-for-policy-p-rcp1aaaa": json({ Targets: [{ TargetId: "r-ab12", Arn: arn("root", "r-ab12"), Name: "Root", Type: "ROOT" }] }),
  [`${PROD}/policy.json`]: json({ signinResourceBasedPolicy: { version: "2012-10-17", statement: [{ effect: "Deny", principal: { AWS: "*" }, action: ["signin:Authenticate"], resource: "*", condition: { NotIpAddress: { "aws:SourceIp": ["198.51.100.0/24"] } } }] } }),
};
const TEXT_OF_ROOTS = ORGANIZATION.roots.toString();
const ALICE = { UserName: "alice", UserId: "AIDAEXAMPLE", Path: "/", Arn: `arn:aws:iam::${PROD}:user/alice` };

/** Each a folder of files, and the options. */
const FOLDERS = {
  "no file that tells anything": [{ "a.txt": Buffer.from("hello") }],
  "an organization": [ORGANIZATION],
  "an organization whose files are complete": [ORGANIZATION, { complete: ["identity", "vpc-endpoint", "rcp"] }],
  "UTF-16 and byte order marks": [{ ...ORGANIZATION, roots: utf16(TEXT_OF_ROOTS), rcps: Buffer.from(`\ufeff${ORGANIZATION.rcps}`) }],
  "what cannot be decoded": [{ ...ORGANIZATION, roots: Buffer.from(TEXT_OF_ROOTS.replace("r-ab12", "r-ab12\u00ff"), "latin1"), image: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe]) }],
  "a text that is cut off": [{ ...ORGANIZATION, roots: Buffer.from(TEXT_OF_ROOTS.slice(0, -5)), more: json({ Policies: [RCP], NextToken: "abc" }) }],
  "files that contradict each other": [{ ...ORGANIZATION, other: json({ Policy: { PolicySummary: RCP, Content: JSON.stringify(outside(["192.0.2.0/24"], { Principal: "*" })) } }) }],
  "one account that is told": [{ "get-user": json({ User: ALICE }), "policy": ORGANIZATION[`${PROD}/policy.json`] }, { account: PROD, complete: ["scp"] }],
  "one account that nobody tells": [{ "policy": ORGANIZATION[`${PROD}/policy.json`] }],
  "authorization details": [
    {
      "caller": json({ UserId: "AIDAEXAMPLE", Account: PROD, Arn: ALICE.Arn }),
      "details": json({ UserDetailList: [{ ...ALICE, UserPolicyList: [{ PolicyName: "office", PolicyDocument: outside("203.0.113.0/24") }], AttachedManagedPolicies: [], GroupList: [] }], GroupDetailList: [], RoleDetailList: [], Policies: [], IsTruncated: false }),
    },
  ],
  "YAML, a transcript, a template and a state": [
    {
      "roots.yaml": Buffer.from(`Roots:\n- Id: r-ab12\n  Arn: ${arn("root", "r-ab12")}\n  Name: Root\n  PolicyTypes: []\n`),
      "session": Buffer.from(`$ aws organizations list-accounts-for-parent --parent-id r-ab12\n${JSON.stringify({ Accounts: [account(MANAGEMENT), account(PROD)] }, null, 4)}\n$ aws sts get-caller-identity\n${JSON.stringify({ UserId: "A", Account: MANAGEMENT, Arn: `arn:aws:iam::${MANAGEMENT}:root` })}\n`),
      "template.yaml": Buffer.from("Resources:\n  P:\n    Type: AWS::Organizations::Policy\n    Properties:\n      Name: perimeter\n      Type: RESOURCE_CONTROL_POLICY\n      TargetIds: [!Ref Root]\n      Content: {Version: '2012-10-17', Statement: [{Effect: Deny, Principal: '*', Action: 'signin:*', Resource: '*'}]}\nParameters:\n  Root: {Type: String, Default: r-ab12}\n"),
      "terraform.tfstate": json({ version: 4, terraform_version: "1.9.0", serial: 1, lineage: "a", resources: [] }),
    },
  ],
  "names that are not seen as they are": [{ ...ORGANIZATION, "ユーザー \u202e.json": json({ Vpcs: [] }) }],
};

let module;
let cases;

before(async () => {
  module = await loadAnalysis();
  cases = Object.entries(FOLDERS).map(([name, [files, options = {}]]) => {
    const listed = Object.entries(files).map(([path, bytes]) => ({ path: `out/${path}`, bytes }));
    return { name, files: listed, options, expected: printed(listed, options) };
  });
});

/** What `vestibule import` makes of the files. */
function printed(files, { account, complete = [] }) {
  const folder = emptyFolder();
  for (const { path, bytes } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const flags = [...(account === undefined ? [] : ["--account", account]), ...complete.flatMap((kind) => ["--complete", kind])];
  return run(folder, ["out", ...flags]);
}

function run(cwd, args, made = join(emptyFolder(), "case.json")) {
  const { stdout, stderr } = spawnSync(native, ["import", ...args, "-o", made, "--format", "json"], { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  assert.equal(stderr, "");
  return { case: existsSync(made) ? JSON.parse(readFileSync(made, "utf8")) : null, report: JSON.parse(stdout) };
}

/** As text, so that the order of members counts. */
const same = (found, expected, message) => assert.equal(JSON.stringify(found, null, 1), JSON.stringify(expected, null, 1), message);

test("some folders are case files, and some are not", () => {
  const made = cases.filter(({ expected }) => expected.case !== null).map(({ name }) => name);
  assert.ok(made.length > 5 && made.length < cases.length, made.join("\n"));
  const organization = cases[1].expected;
  assert.equal(organization.case.organization.id, "o-a1b2c3d4e5");
  assert.ok(organization.report.missing.length > 0 && organization.report.files.length === 6);
  assert.ok(!JSON.stringify(organization).includes("boss@example.com"));
});

for (const [index, name] of Object.keys(FOLDERS).entries()) {
  test(`${name}: as the command, in any order and form`, async () => {
    const { files, options, expected } = cases[index];
    same(await module.importCase(files, options), expected);
    same(await module.importCase(files.toReversed(), options), expected);
    const buffers = files.map(({ path, bytes }) => ({ path, bytes: new Uint8Array(bytes).buffer }));
    same(await module.importCase(buffers, options), expected);
  });
}

test("text is its bytes", async () => {
  const { files, options, expected } = cases[1];
  const texts = files.map(({ path, bytes }) => ({ path, text: bytes.toString() }));
  same(await module.importCase(texts, options), expected);
  // A half of a character is not taken for another one.
  const broken = texts.map(({ path, text }) => ({ path, text: text.replace("perimeter", "perimeter\ud800") }));
  const { report } = await module.importCase(broken);
  const unread = report.files.filter(({ findings }) => findings.some(({ code }) => code === "import-unreadable"));
  assert.deepEqual(unread.map(({ file }) => file), ["out/describe", "out/rcps"]);
});

test("files of other kinds, of this repository", async () => {
  const paths = ["tests/organizations", "tests/hostile", "docs", "skills", "action.yml"];
  const expected = run(root, paths);
  assert.ok(expected.report.files.length > 40, `${expected.report.files.length} files`);
  const files = expected.report.files.filter(({ findings }) => !findings.some(({ code }) => code === "unreadable-path"));
  const bytes = files.map(({ file }) => ({ path: file, bytes: readFileSync(join(root, file)) }));
  same(await module.importCase(bytes), { ...expected, report: { ...expected.report, files } });
});

test("in Chromium", async () => {
  const site = emptyFolder();
  install(site);
  const html = '<!doctype html><link rel="icon" href="data:," /><script type="importmap">{ "imports": { "vestibule-signin/analysis": "./node_modules/vestibule-signin/dist/analysis-browser.js" } }</script>';
  writeFileSync(join(site, "index.html"), html);
  const chromium = await open({ dist: site, base: "/" });
  try {
    const { page, errors, outside } = await chromium.newPage();
    await page.goto(chromium.site.url);
    const asked = cases.map(({ files, options }) => [files.map(({ path, bytes }) => [path, [...bytes]]), options]);
    const found = await page.evaluate(async (asked) => {
      const { importCase } = await import("vestibule-signin/analysis");
      const read = ([path, bytes]) => ({ path, bytes: new Uint8Array(bytes) });
      return Promise.all(asked.map(([files, options]) => importCase(files.map(read), options)));
    }, asked);
    for (const [index, { name, expected }] of cases.entries()) same(found[index], expected, name);
    assert.deepEqual({ errors, outside }, { errors: [], outside: [] });
  } finally {
    await chromium.close();
  }
});

test("the case file is one that is compiled, also where it is large", async () => {
  const many = Array.from({ length: 4000 }, (_, index) => account(String(300000000000 + index)));
  const policies = many.map(({ Id }) => ({ path: `${Id}/policy.json`, bytes: ORGANIZATION[`${PROD}/policy.json`] }));
  const files = [
    { path: "roots", bytes: ORGANIZATION.roots },
    { path: "list-accounts-for-parent-r-ab12", text: JSON.stringify({ Accounts: [account(MANAGEMENT), ...many] }) },
    ...policies,
  ];
  const made = await module.importCase(files, { complete: ["identity", "vpc-endpoint", "scp", "rcp"] });
  assert.equal(made.case.organization.tree.accounts.length, 4001);
  assert.ok(JSON.stringify(made.case).length > 2 ** 20, `${JSON.stringify(made.case).length} bytes`);
  const analysis = await module.compile(made.case);
  assert.deepEqual(analysis.findings().filter(({ severity }) => severity === "error"), []);
  analysis.free();
});

test("bytes are taken as they are handed in", async () => {
  const { files, expected } = cases[1];
  const own = files.map(({ path, bytes }) => ({ path, bytes: new Uint8Array(bytes) }));
  const promise = module.importCase(own);
  own.forEach(({ bytes }) => bytes.fill(0));
  same(await promise, expected);
});

const FILE = { path: "roots", text: "{}" };

/** Each with what the message has to name. */
const TYPE_ERRORS = [
  ["no list", [FILE], /^files: expected an array/],
  ["nothing", [undefined], /^files: /],
  ["a path alone", [["roots.json"]], /^files\[0\]: .*`\{ path/],
  ["a hole", [[FILE, ,]], /^files\[1\]: /],
  ["a file without a path", [[FILE, { text: "{}" }]], /^files\[1\]: .*`path`/],
  ["an empty path", [[{ path: "", text: "{}" }]], /`path`/],
  ["a file without content", [[{ path: "roots" }]], /`text` or `bytes`/],
  ["a file with both", [[{ ...FILE, bytes: new Uint8Array() }]], /`text` or `bytes`/],
  ["a value in place of text", [[{ path: "roots", text: { Roots: [] } }]], /`text`/],
  ["text in place of bytes", [[{ path: "roots", bytes: "{}" }]], /`bytes`/],
  ["a list of numbers", [[{ path: "roots", bytes: [123, 125] }]], /`bytes`/],
  ["a misspelt member", [[{ path: "roots", byte: new Uint8Array() }]], /no `byte`/],
  ["a misspelt option", [[], { acount: PROD }], /no option `acount`; there is `account` and `complete`/],
  ["no account", [[], { account: 111122223333 }], /`account`/],
  ["a kind alone", [[], { complete: "rcp" }], /`complete`/],
  ["an unknown kind", [[], { complete: ["resourceControl"] }], /`complete`.*"rcp"/],
];

for (const [name, args, message] of TYPE_ERRORS) {
  test(`${name} is a TypeError`, async () => {
    const error = await module.importCase(...args).then(() => assert.fail("it was imported"), (thrown) => thrown);
    assert.ok(error instanceof TypeError, String(error));
    assert.match(error.message, message);
  });
}

test("no file is an answer, too", async () => {
  assert.deepEqual((await module.importCase([])).case, null);
});

test("should the import trap, the next call works", async () => {
  const raw = await import(pathToFileURL(join(installedOnce(), "dist/analysis.js")).href);
  const { files, expected } = cases[1];
  const real = raw.Import.prototype.add;
  raw.Import.prototype.add = function (...args) {
    const broken = Object.create(raw.Import.prototype, { __wbg_ptr: { value: 0xffff_ff00 } });
    return real.apply(broken, args);
  };
  const error = await module.importCase(files).then(() => undefined, (thrown) => thrown);
  raw.Import.prototype.add = real;
  assert.ok(error instanceof module.EvaluatorError, String(error));
  assert.match(error.inputHash, /^fnv1a64-[0-9a-f]{16}$/);
  same(await module.importCase(files), expected);
});
