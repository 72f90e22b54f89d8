// Hostile input for the package: its command and its API, each in a program of its own under
// limits of time and memory.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { HOSTILE, named, products, UNSEEN } from "../../tests/hostile/inputs.mjs";
import { emptyFolder, installedOnce } from "./lib/package.mjs";

/** Node.js itself has 50 MB of these. */
const RESIDENT_KB = 400 << 10;
const MILLISECONDS = 20_000;
const SECRET = "hunter2-a1b2c3";
let repository;

before(() => {
  const folder = emptyFolder();
  repository = join(folder, "repository");
  mkdirSync(repository);
  writeFileSync(join(folder, "secret.env"), `TOKEN=${SECRET}\n`);
  symlinkSync("../secret.env", join(repository, "link.env"));
});

/** Runs a module after which its memory is told, within the limits. */
function limited(source, args, name) {
  const told = "process.on('exit', () => require('node:fs').writeSync(2, `\\npeak ${process.resourceUsage().maxRSS}\\n`));";
  writeFileSync(join(repository, "told.cjs"), told);
  writeFileSync(join(repository, "run.mjs"), source);
  const options = {
    cwd: repository,
    encoding: "utf8",
    timeout: MILLISECONDS,
    maxBuffer: 2 ** 30,
    env: { PATH: process.env.PATH, NO_COLOR: "1" },
  };
  const run = spawnSync(process.execPath, ["--max-old-space-size=200", "--require", "./told.cjs", "run.mjs", ...args], options);
  const end = run.stderr.slice(-500);
  assert.equal(run.error, undefined, `${name}: ${run.error}: ${end}`);
  assert.equal(run.signal, null, `${name}: ${end}`);
  const peak = Number(/\npeak (\d+)\n$/.exec(run.stderr)?.[1]);
  assert.ok(peak < RESIDENT_KB, `${name}: ${peak} kB`);
  return { ...run, log: run.stdout + run.stderr };
}

function command(args, name = args.join(" ")) {
  const bin = pathToFileURL(join(installedOnce(), "dist/bin.js")).href;
  return limited(`await import(${JSON.stringify(bin)});`, args, name);
}

const write = (name, value) =>
  writeFileSync(join(repository, name), typeof value === "string" ? value : JSON.stringify(value));

test("the command reads nothing outside of the folder", () => {
  for (const name of ["../secret.env", "link.env", join(repository, "../secret.env"), "..\\secret.env", "%2e%2e/secret.env", ".//../secret.env", "/dev/zero", "/proc/self/environ"]) {
    const expect = { outcome: "allowed" };
    write("case.json", { vestibule: 1, policies: { resourceBased: name }, requests: [{ ...named().requests[0], name: "a", context: {}, expect }] });
    write("page.md", `<vestibule-example src="${name}"></vestibule-example>\n`);
    for (const args of [["test", "case.json"], ["decide", "case.json", "--explain"], ["test", "page.md"]]) {
      const { log, status } = command(args, `${args} ${name}`);
      assert.ok(!log.includes(SECRET), `${args} ${name}: ${log}`);
      assert.equal(status, 2, `${args} ${name}: ${log}`);
    }
  }
});

test("the command shows names, and does not obey them", () => {
  write("case.json", named());
  for (const args of [["decide", "case.json"], ["decide", "case.json", "--explain"], ["test", "case.json"], ["decide", "case.json", "--format", "json"]]) {
    const { log } = command(args);
    assert.doesNotMatch(log, UNSEEN, `${args}: ${JSON.stringify(log)}`);
    assert.doesNotMatch(log, /^(7 passed in 7 files|::)/m, `${args}`);
  }
});

for (const [name, file] of products()) {
  test(`${name}: the command and the API within their limits`, () => {
    write("case.json", file);
    for (const args of [["decide", "case.json"], ["decide", "case.json", "--explain"], ["decide", "case.json", "--explain", "--format", "json"]]) {
      const { status } = command(args, `${name}: ${args}`);
      assert.ok(status === 0 || status === 2, `${name}: ${args}: ${status}`);
    }
    const api = pathToFileURL(join(installedOnce(), "dist/node.js")).href;
    const source = `
      import { readFileSync } from "node:fs";
      import { compile } from ${JSON.stringify(api)};
      const { policies, requests } = JSON.parse(readFileSync("case.json", "utf8"));
      const signIn = await compile(policies);
      for (const request of requests) {
        try {
          console.log(signIn.decide(request).outcome, signIn.outcome(request));
        } catch (error) {
          if (!Array.isArray(error.findings)) throw error;
          console.log("unknown", error.findings.map(({ code }) => code).join());
        }
      }`;
    const { status, stdout, log } = limited(source, [], `${name}: API`);
    assert.equal(status, 0, log);
    assert.match(stdout, /^((allowed|denied|unknown) .*\n)+$/);
  });
}

for (const [name, file] of products()) {
  test(`${name}: the analysis within its limits`, () => {
    const account = { id: "111122223333" };
    const principal = { principal: "arn:aws:iam::111122223333:user/alice", network: { sourceIp: "198.51.100.7" } };
    // What multiplies with the requests is decided elsewhere.
    write("case.json", { ...file, account, requests: [principal] });
    const api = pathToFileURL(join(installedOnce(), "dist/analysis-node.js")).href;
    const source = `
      import { readFileSync } from "node:fs";
      import { compile } from ${JSON.stringify(api)};
      const told = (error) => {
        if (!Array.isArray(error.findings)) throw error;
        console.log(error.findings.map(({ code }) => code).join());
      };
      try {
        const analysis = await compile(readFileSync("case.json", "utf8"));
        for (const ask of ["lockout", "accessMap"]) {
          try {
            const answer = analysis[ask]();
            console.log(answer.verdict ?? answer.chain.length);
          } catch (error) {
            told(error);
          }
        }
      } catch (error) {
        told(error);
      }`;
    const { status, stdout, log } = limited(source, [], `${name}: analysis`);
    assert.equal(status, 0, log);
    assert.match(stdout, /^([\w,-]+\n){1,2}$/);
  });
}

test("large values are not held for good", () => {
  const api = pathToFileURL(join(installedOnce(), "dist/node.js")).href;
  const source = `
    import { compile } from ${JSON.stringify(api)};
    const signIn = await compile({ resourceBased: ${JSON.stringify(named().policies.resourceBased)} });
    const request = (index) => ({ principal: "arn:aws:iam::111122223333:user/alice", network: { sourceIp: "198.51.100.7" }, context: { "aws:PrincipalTag/x": String(index).padEnd(50_000, "a") } });
    for (let index = 0; index < 40; index += 1) {
      signIn.decideMany(Array.from({ length: 50 }, (_, one) => request(index * 50 + one)));
    }
    console.log("done");`;
  const { stdout, log } = limited(source, [], "decideMany");
  assert.equal(stdout, "done\n", log);
});

test("nothing of a context is dropped without a word", () => {
  const api = pathToFileURL(join(installedOnce(), "dist/node.js")).href;
  const source = `
    import { compile } from ${JSON.stringify(api)};
    const signIn = await compile({});
    const request = { principal: "arn:aws:iam::111122223333:user/alice", network: { sourceIp: "198.51.100.7" } };
    const key = "aws:PrincipalTag/x";
    const contexts = [{ [key]: undefined }, { [Symbol("x")]: "a" }, { [key]: ["a", undefined] }, { [key]: [, "a"] }, { [key]: Number.NaN }, { [key]: () => "a" }];
    for (const context of contexts) {
      for (const way of ["decide", "outcome", "explain"]) {
        try {
          signIn[way]({ ...request, context });
          console.log("decided", way, contexts.indexOf(context));
        } catch {}
      }
      for (const way of ["decideMany", "outcomes"]) {
        try {
          signIn[way]([{ ...request, context }]);
          console.log("decided", way, contexts.indexOf(context));
        } catch {}
      }
    }`;
  assert.equal(limited(source, [], "dropped").stdout, "");
});

test("texts that are thrown hold names visibly", () => {
  const api = pathToFileURL(join(installedOnce(), "dist/node.js")).href;
  const source = `
    import { compile } from ${JSON.stringify(api)};
    const signIn = await compile({});
    for (const request of [{ principal: ${JSON.stringify(HOSTILE)} }, { [${JSON.stringify(HOSTILE)}]: 1 }]) {
      try {
        signIn.decide(request);
      } catch (error) {
        console.log(error.message);
      }
    }`;
  const { stdout, log } = limited(source, [], "messages");
  assert.notEqual(stdout, "", log);
  assert.doesNotMatch(stdout, UNSEEN, JSON.stringify(stdout));
});
