// The command of the package against the native one: the same arguments, the same bytes.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { corpus, emptyFolder, installedOnce, native, pkg } from "./lib/package.mjs";

const bin = () => join(installedOnce(), "dist/bin.js");
const DENY = `{ "Version": "2012-10-17", "Statement": [
  { "Sid": "Closed", "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*" }
] }`;
const CASE = `{
  "vestibule": 1,
  "policies": { "resourceBased": "policies/closed.json" },
  "requests": [
    { "name": "Zoë 😀", "principal": "arn:aws:iam::111122223333:user/zoe", "network": { "sourceIp": "192.0.2.1" },
      "expect": { "outcome": "allowed" } }
  ]
}`;
const ALICE = ["--principal", "arn:aws:iam::111122223333:user/alice", "--source-ip", "192.0.2.1"];
let folder;

before(() => {
  folder = emptyFolder();
  mkdirSync(join(folder, "policies"));
  mkdirSync(join(folder, "deep/er.json"), { recursive: true });
  writeFileSync(join(folder, "policies/closed.json"), DENY);
  writeFileSync(join(folder, "policies/broken.json"), '{ "Version": "2012-10-17",\n\t"Statement": [ { "Effect": "Denny" } }');
  writeFileSync(join(folder, "policies/no-text.json"), Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
  writeFileSync(join(folder, "case.json"), CASE);
  writeFileSync(join(folder, "deep/case.json"), CASE.replace("policies/closed", "../policies/closed"));
  writeFileSync(join(folder, "deep/er.json/case.json"), CASE.replace("policies/closed", join(folder, "policies/closed")));
  writeFileSync(join(folder, "deep/.json"), "{");
  writeFileSync(join(folder, "lost.json"), CASE.replace("closed.json", "lost.json"));
  symlinkSync("loop", join(folder, "loop"));
  symlinkSync("deep/er.json", join(folder, "linked"));
  symlinkSync(".", join(folder, "deep/again"));
  symlinkSync("../../deep", join(folder, "deep/er.json/up"));
  writeFileSync(join(folder, "deep/package.json"), "{}");
  mkdirSync(join(folder, "site"));
  const inside = CASE.replace('"policies/closed.json"', DENY);
  writeFileSync(join(folder, "site/a case.json"), inside);
  const example = (src) => `<vestibule-example src="${src}"></vestibule-example>\n`;
  writeFileSync(join(folder, "site/page.mdx"), `    ${example("a%20case.json")}    ${example("/a case.json")}`);
});

function same(args, { env = {}, input = "", cwd = folder } = {}) {
  const options = { cwd, input, env: { PATH: process.env.PATH, ...env }, maxBuffer: 1 << 30 };
  const result = ({ status, stdout, stderr }) => ({ status, stdout: stdout.toString(), stderr: stderr.toString() });
  const expected = result(spawnSync(native, args, options));
  const found = result(spawnSync(process.execPath, [bin(), ...args], options));
  assert.deepEqual(found, expected, args.join(" "));
  return found;
}

test("help, versions and wrong arguments", () => {
  assert.equal(same(["--version"]).stdout, "vestibule 0.1.0\n");
  for (const command of ["decide", "check", "test", "map", "lockout", "prove", "diff", "repair", "unneeded", "mutants", "recover", "explain-denial", "plan", "verify", "init", "collect", "import", "emulate", "facts", "doors", "statements", "schema", "completions"]) {
    assert.match(same([command, "--help"]).stdout, /Usage: vestibule /);
    assert.match(same(["help", command], { env: { COLUMNS: "48" } }).stdout, /Usage: vestibule /);
  }
  const rows = [[], ["decid"], ["decide"], ["decide", "--format", "xml", "case.json"], ["check", "--kind"], ["test", "--nope"]];
  for (const args of rows) {
    const { status, stderr } = same(args, { env: { CLICOLOR_FORCE: "1" } });
    assert.equal(status, 2, args.join(" "));
    assert.match(stderr, /\u001b\[/);
  }
});

test("emulate listens on no port here", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin(), "emulate"], { encoding: "utf8" });
  assert.deepEqual([status, stdout], [2, ""]);
  assert.match(stderr, /native-only/);
});

test("decisions, as a table and as JSON, of files, flags and standard input", () => {
  const rows = [
    ["decide", "case.json"],
    ["decide", "case.json", "--explain"],
    ["decide", "case.json", "--format", "json"],
    ["decide", "deep/case.json"],
    ["decide", "linked/case.json"],
    ["decide", "--resource-policy", "policies/closed.json", ...ALICE, "--explain"],
    ["decide", "--rcp", "perimeter=policies/closed.json@r-ab12", ...ALICE, "--context", "aws:PrincipalTag/team?"],
  ];
  for (const args of rows) {
    assert.match(same(args).stdout, /denied/);
    same(args, { env: { COLUMNS: "60", CLICOLOR_FORCE: "1" } });
    same(args, { env: { COLUMNS: "200", CLICOLOR_FORCE: "1", NO_COLOR: "1" } });
  }
  assert.match(same(["decide", "-"], { input: readFileSync(join(folder, "case.json")) }).stdout, /denied at/);
});

test("the language of the environment and of --lang", () => {
  const env = { LANG: "ja_JP.UTF-8" };
  assert.match(same(["check", "policies/broken.json"], { env }).stdout, /エラー\[/);
  assert.match(same(["check", "policies/broken.json", "--lang", "en"], { env }).stdout, /error\[/);
  assert.match(same(["test", "case.json", "--lang", "ja"]).stdout, /不一致/);
  assert.equal(same(["check", "policies/broken.json", "--lang", "jp"]).status, 2);
});

test("first case files, on standard output and in a file that is not replaced", () => {
  const args = ["init", "policies/closed.json", "--account", "111122223333"];
  assert.match(same(args).stdout, /"nobody gets in"/);
  // Each of both writes one.
  const file = (command) => join(folder, `${command}.json`);
  const run = (command, more = []) => {
    const [program, ...first] = command === "native" ? [native] : [process.execPath, bin()];
    const all = [...first, ...args, "--output", file(command), ...more];
    const { status, stderr } = spawnSync(program, all, { cwd: folder, env: { PATH: process.env.PATH } });
    return { status, refused: /error\[file-exists\]/.test(stderr.toString()) };
  };
  for (const command of ["native", "package"]) {
    assert.deepEqual(run(command), { status: 0, refused: false });
    assert.deepEqual(run(command), { status: 2, refused: true });
    assert.deepEqual(run(command, ["--force"]), { status: 0, refused: false });
  }
  assert.equal(readFileSync(file("package"), "utf8"), readFileSync(file("native"), "utf8"));
  assert.equal(same(["test", "package.json"]).status, 0);
  assert.match(same([...args, "--output", "no/such.json"]).stderr, /no such file or directory/);
});

test("tests and their exit statuses", () => {
  // From what is linked, a link leads further up.
  assert.equal(same(["test", "case.json", "linked"], { env: { CLICOLOR_FORCE: "1" } }).status, 2);
  assert.equal(same(["test", "case.json", "linked", "--allow-path", "deep"]).status, 1);
  assert.equal(same(["test", "deep/", "policies"]).status, 2);
  const { status, stdout } = same(["test", "deep", "--format", "json"]);
  const { files } = JSON.parse(stdout);
  assert.deepEqual(files.map(({ file }) => file), ["deep/case.json", "deep/er.json/case.json"]);
  assert.equal(status, 1);
  assert.match(same(["test", "deep"]).stdout, /2 failed in 2 files, 1 other JSON file passed over\n$/);
  assert.match(same(["test", "site"]).stdout, /2 failed, 1 unusable in 2 files\n$/);
  for (const root of ["site", "site/", "./deep/../site"]) {
    assert.match(same(["test", "site", "--root", root]).stdout, /3 failed in 2 files\n$/);
  }
});

test("policies by themselves", () => {
  const files = ["closed", "broken", "no-text"].map((name) => `policies/${name}.json`);
  assert.equal(same(["check", ...files]).status, 1);
  assert.equal(same(["check", ...files, "--format", "json"], { env: { CLICOLOR_FORCE: "1" } }).status, 1);
  assert.equal(same(["check", "--kind", "scp", "-"], { input: DENY }).status, 1);
  for (const format of ["sarif", "github", "junit"]) {
    assert.equal(same(["check", ...files, "--format", format]).status, 1);
  }
  const ignored = ["check", "policies/closed.json", "--ignore", "VST012,no-exemption", "--severity", "error", "--fail-on", "warning"];
  assert.match(same(ignored).stdout, /not reported/);
  assert.equal(same(["check", "policies/closed.json", "--select", "no-such-rule"]).status, 2);
});

test("case files and folders, with a configuration", () => {
  assert.match(same(["check", "case.json"]).stdout, /^case\.json: case file/m);
  assert.match(same(["check", "policies", "--format", "sarif"]).stdout, /"2\.1\.0"/);
  writeFileSync(join(folder, "vestibule.json"), JSON.stringify({ suppressions: [{ file: "policies/*", rule: "unknown-key", reason: "old" }] }));
  assert.match(same(["check", "policies/closed.json"]).stdout, /unused-suppression/);
  assert.doesNotMatch(same(["check", "policies/closed.json", "--no-config"]).stdout, /unused-suppression/);
  writeFileSync(join(folder, "vestibule.json"), "{");
  assert.equal(same(["check", "policies/closed.json"]).status, 2);
  rmSync(join(folder, "vestibule.json"));
});

test("what cannot be read, and why", () => {
  const whys = new Map([
    ["nothing.json", /no such file or directory/],
    ["policies", /is a directory/],
    ["case.json/inside", /not a directory/],
    ["loop", /too many levels of symbolic links/],
    ["x".repeat(300), /file name too long/],
    ["", /no such file or directory/],
  ]);
  for (const [path, why] of whys) {
    // `check` walks a folder.
    const command = path === "policies" ? "decide" : "check";
    assert.match(same([command, path]).stderr, why);
    assert.match(same(["test", path, "lost.json"]).stderr, /lost.json/);
  }
  assert.equal(same(["decide", "lost.json"]).status, 2);
  assert.equal(same(["decide", "-"]).status, 2);
  // More than one read brings, and nothing that ends by itself.
  same(["check", "-"], { input: `[${"0,".repeat(400_000)}0]` });
});

test("files that nobody vouches for, and what is no file", () => {
  const project = join(folder, "project");
  const write = (name, text) => {
    mkdirSync(dirname(join(project, name)), { recursive: true });
    writeFileSync(join(project, name), text);
  };
  const naming = (path) => CASE.replace('"policies/closed.json"', JSON.stringify(path));
  const example = (src) => `<vestibule-example src="${src}"></vestibule-example>`;
  writeFileSync(join(folder, "secret.env"), "TOKEN=hunter2\n");
  write("secret.env", "TOKEN=hunter2\n");
  write("closed.json", DENY);
  write("walked/closed.json", DENY);
  write("cases/case.json", CASE);
  symlinkSync("../secret.env", join(project, "linked.json"));
  symlinkSync("..", join(project, "walked/up"));
  symlinkSync("/dev/zero", join(project, "zero.json"));
  symlinkSync("nowhere.json", join(project, "walked/gone.json"));
  for (const pipe of ["pipe.json", "walked/pipe.json", "walked/page.md"]) {
    assert.equal(spawnSync("mkfifo", [join(project, pipe)]).status, 0);
  }
  const told = (args, options) => {
    const found = same(args, { cwd: project, ...options });
    assert.doesNotMatch(found.stdout + found.stderr, /hunter2/, args.join(" "));
    return found;
  };
  const outside = ["../secret.env", "..\\secret.env", "a/../../secret.env", ".//../secret.env", join(folder, "secret.env"), "/proc/self/environ", "/dev/fd/0", "linked.json"];
  for (const path of outside) {
    write("case.json", naming(path));
    for (const command of ["decide", "test"]) {
      const { status, stderr } = told([command, "case.json"], { input: "hunter2" });
      assert.equal(status, 2, path);
      assert.match(stderr, /error\[path-outside\].*[^]*--allow-path DIR/, path);
    }
    told(["test", "case.json", "--allow-path", ".."]);
    told(["test", "case.json", "--allow-path", "nowhere"]);
  }
  for (const path of ["-", "", "a\u0000b", ".", "pipe.json", "zero.json", "x".repeat(300), "secret.env"]) {
    write("case.json", naming(path));
    assert.equal(told(["test", "case.json", "--allow-path", "/dev"], { input: DENY }).status, 2, path);
  }
  for (const path of ["closed.json", "x/..\\./closed.json", join(project, "closed.json")]) {
    write("case.json", naming(path));
    assert.match(told(["test", "case.json"]).stdout, /1 failed in 1 file\n$/, path);
  }
  for (const src of ["../secret.env", "%2e%2e/secret.env", "..%5csecret.env", "secret.env", "/../secret.env", "pipe.json"]) {
    write("page.html", example(src));
    assert.equal(told(["test", "page.html"]).status, 2, src);
    assert.equal(told(["test", "page.html", "--root", "cases"]).status, 2, src);
  }
  const { status, stderr } = told(["test", "walked"]);
  assert.equal(status, 2);
  for (const said of [
    "the link `walked/up` leads out of the tested folder",
    "`walked/gone.json` cannot be read: no such file or directory",
    "`walked/pipe.json` cannot be read: it is no regular file",
    "`walked/page.md` cannot be read: it is no regular file",
  ]) {
    assert.ok(stderr.includes(said), stderr);
  }
  assert.match(told(["check", "pipe.json"]).stderr, /nothing comes from this pipe/);
  assert.match(told(["decide", "/dev/zero"]).stderr, /document-too-large/);
  const slow = `"$0" "$1" check <(sleep 0.2; head -c 99 closed.json; sleep 0.2; tail -c +100 closed.json)`;
  assert.equal(spawnSync("bash", ["-c", slow, process.execPath, bin()], { cwd: project }).status, 0);
});

test("what expects nothing, and what is named too often", () => {
  const names = Array.from({ length: 400 }, (_, index) => ({ document: `${"./".repeat(index % 3)}policies/closed.json` }));
  const request = { principal: ALICE[1], network: { sourceIp: ALICE[3] } };
  const write = (name, policies, expect) =>
    writeFileSync(join(folder, name), JSON.stringify({ vestibule: 1, policies, requests: [{ ...request, expect }] }));
  write("nothing.json", {});
  assert.match(same(["test", "nothing.json"]).stderr, /error\[no-expectations\]/);
  assert.equal(same(["test", "nothing.json"]).status, 2);
  assert.equal(same(["test", "nothing.json", "--allow-no-expectations"]).status, 0);
  write("many.json", { resourceControl: names }, { outcome: "denied" });
  assert.equal(same(["test", "many.json"]).status, 0);
  writeFileSync(join(folder, "large.json"), DENY.replace("Closed", "C".repeat(1_000_000)));
  write("large-many.json", { resourceControl: names.map(() => ({ document: "large.json" })) }, { outcome: "denied" });
  const { status, stderr } = same(["test", "large-many.json"]);
  assert.equal(status, 2);
  assert.match(stderr, /error\[files-too-large\]/);
});

test("certificates that one writes and the other verifies", () => {
  const account = '"vestibule": 1, "account": { "id": "111122223333" },';
  writeFileSync(join(folder, "account.json"), CASE.replace('"vestibule": 1,', account));
  const text = () => readFileSync(join(folder, "it.json"), "utf8");
  for (const command of ["map", "lockout"]) {
    const args = [command, "account.json", "--certificate", "it.json"];
    spawnSync(native, args, { cwd: folder });
    const written = text();
    same(args);
    assert.equal(text(), written);
    assert.match(same(["verify", "it.json", "account.json"]).stdout, /^verified: /);
    assert.equal(same(["verify", "it.json", "case.json"]).status, 1);
    writeFileSync(join(folder, "it.json"), written.slice(0, -9));
    assert.match(same(["verify", "it.json", "account.json"]).stderr, /error\[certificate-unreadable\]/);
    writeFileSync(join(folder, "it.json"), written);
  }
  for (const path of ["case.json", "nowhere/it.json", "policies", "-"]) {
    const { status, stderr } = same(["map", "account.json", "--certificate", path]);
    assert.equal(status, 2, path);
    assert.match(stderr, /error\[certificate-not-written\]/);
  }
});

test("what AWS documents, in every format and language", () => {
  for (const list of ["keys", "actions", "operators", "services", "quotas", "managed-policies", "sources", "all"]) {
    for (const format of ["text", "markdown"]) {
      for (const lang of ["en", "ja"]) {
        assert.match(same(["facts", list, "--format", format, "--lang", lang]).stdout, /https:\/\/docs\.aws\.amazon\.com\//);
      }
    }
    assert.ok(JSON.parse(same(["facts", list, "--format", "json"]).stdout).sources.length > 0);
  }
});

test("permission statements, both ways, in every form", () => {
  const put = ["statements", "--source-ip", "203.0.113.0/24", "--excluded-principal", "arn:aws:iam::111122223333:role/BreakGlass"];
  const { stdout: policy } = same(put);
  assert.equal(JSON.parse(policy).Statement.length, 2);
  for (const form of ["policy", "commands", "python", "json", "terraform"]) {
    same([...put, "--as", form]);
    same(["statements", "-", "--as", form], { input: policy });
  }
  assert.match(same(["statements", "-"], { input: policy }).stdout, /--region us-east-1/);
  assert.equal(same(["statements", "--source-vpc", "vpc-1"]).status, 2);
});

test("doors, and an allow-list that is held against them", () => {
  const root = ["doors", "--user", "root", "--region", "eu-west-1"];
  for (const format of ["text", "json", "markdown", "list"]) {
    assert.equal(same([...root, "--format", format]).status, 0);
  }
  const { status, stdout } = same([...root, "--allow-list", "-", "--format", "json"], { input: "signin.aws.amazon.com\n*\n" });
  assert.equal(status, 1);
  assert.equal(JSON.parse(stdout).allowList.entries[1].width, "tooWide");
  assert.equal(same(["doors", "--region", "cn-north-1"]).status, 2);
});

test("schemas and completions", () => {
  for (const of of ["case", "decision", "finding", "check", "config", "report", "map", "lockout", "prove", "diff", "repair", "unneeded", "mutants", "recover", "explain-denial", "plan", "certificate", "verify", "facts", "doors", "import", "statements", "all"]) {
    JSON.parse(same(["schema", of]).stdout);
  }
  for (const shell of ["bash", "elvish", "fish", "powershell", "zsh"]) {
    assert.match(same(["completions", shell]).stdout, /vestibule/);
  }
});

test("the whole corpus", { timeout: 600_000 }, () => {
  const { status, stdout } = same(["test", corpus, "--format", "json"]);
  const { passed, failed, skipped } = JSON.parse(stdout);
  assert.deepEqual({ status, failed, skipped }, { status: 0, failed: 0, skipped: 0 });
  assert.ok(passed > 1000, `${passed} passed`);
});

test("on a terminal: its colours and its width", () => {
  const bun = join(pkg, "node_modules/.bin/bun");
  const terminal = join(pkg, "test/lib/terminal.mjs");
  const onTerminal = (columns, command, env) => {
    const args = [terminal, columns, ...command, "decide", "case.json"];
    const { status, stdout, stderr } = spawnSync(bun, args, { cwd: folder, env: { PATH: process.env.PATH, ...env } });
    assert.equal(status, 0, stderr.toString());
    return stdout.toString();
  };
  const both = (columns, env) => {
    const found = onTerminal(columns, [process.execPath, bin()], env);
    assert.equal(found, onTerminal(columns, [native], env));
    return found;
  };
  for (const columns of ["60", "90"]) {
    const found = both(columns, { TERM: "xterm-256color" });
    assert.match(found, new RegExp(`^[─═]{${columns}}\\r$`, "m"));
    assert.ok(found.includes("\u001b[1m\u001b[31mdenied"), found);
  }
  for (const env of [{}, { TERM: "dumb" }, { TERM: "xterm", NO_COLOR: "1" }, { TERM: "xterm", CLICOLOR: "0" }]) {
    assert.ok(!both("60", env).includes("\u001b"));
  }
});

test("a reader that has seen enough is no error", () => {
  const line = `{ "$0" "$1" schema all; echo $? >status; } | head -c 1`;
  const { stderr } = spawnSync("sh", ["-c", line, process.execPath, bin()], { cwd: folder });
  assert.equal(stderr.toString(), "");
  assert.equal(readFileSync(join(folder, "status"), "utf8"), "0\n");
});

test("a slow reader of a non-blocking pipe gets everything", async () => {
  // Node.js gives its children sockets, of which a write takes only a part.
  const child = spawn(process.execPath, [bin(), "test", corpus, "--format", "json"], { stdio: ["ignore", "pipe", "inherit"] });
  // As soon as something comes the stream has read what it buffers, and reads no more of itself.
  await once(child.stdout, "readable");
  assert.equal(child.exitCode, null);
  let text = "";
  for await (const chunk of child.stdout.setEncoding("utf8")) {
    text += chunk;
    // The command is always further than its reader.
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.ok(text.length > 300_000, "more than a socket and a stream hold");
  assert.equal(JSON.parse(text).failed, 0);
});

test("it starts at once", () => {
  const time = (args) => {
    const start = performance.now();
    assert.equal(spawnSync(process.execPath, args).status, 0);
    return performance.now() - start;
  };
  // In turns, so that a busy moment is one for both.
  const rounds = Array.from({ length: 10 }, () => [time(["--eval", "0"]), time([bin(), "--version"])]);
  const [bare, whole] = [0, 1].map((which) => Math.min(...rounds.map((round) => round[which])));
  console.log(`--version: ${whole.toFixed(0)} ms, ${bare.toFixed(0)} ms of them Node.js itself`);
  // Not by the clock alone: on a busy machine Node.js itself takes longer than that.
  assert.ok(whole < Math.max(130, bare * 2.5), `${whole.toFixed(0)} ms`);
});
