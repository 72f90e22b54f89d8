// The whole corpus through the package, in Node.js and in Chromium: what the native command prints,
// byte for byte.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { promisify } from "node:util";
import { open } from "../../tests/browser/lib/browser.mjs";
import { corpusFiles, parts } from "./lib/case.mjs";
import { emptyFolder, install, load, native } from "./lib/package.mjs";

const files = corpusFiles();
let expected;

before(async () => {
  const decide = async (file, ...more) => {
    const args = ["decide", file, "--format", "json", ...more];
    const { stdout } = await promisify(execFile)(native, args, { maxBuffer: 1 << 28 }).catch((error) => error);
    return stdout;
  };
  expected = new Map();
  for (const file of files) {
    const [decided, explained] = await Promise.all([decide(file), decide(file, "--explain")]);
    expected.set(file, { decided, explained });
  }
});

test("the corpus is there", () => assert.ok(files.length > 600, `${files.length} files`));

test("in Node.js", async () => {
  const module = await load();
  const results = [];
  for (const file of files) {
    results.push(await resultsOf(module, parts(file)));
  }
  compare(results);
});

test("in Chromium", async () => {
  const folder = emptyFolder();
  install(folder);
  const html = '<!doctype html><link rel="icon" href="data:," /><script type="importmap">{ "imports": { "vestibule-signin": "./node_modules/vestibule-signin/dist/browser.js" } }</script>';
  writeFileSync(join(folder, "index.html"), html);
  const chromium = await open({ dist: folder, base: "/" });
  try {
    const { page, errors, outside } = await chromium.newPage();
    await page.goto(chromium.site.url);
    const results = [];
    for (let at = 0; at < files.length; at += 50) {
      const cases = files.slice(at, at + 50).map(parts);
      const some = await page.evaluate(
        async ([cases, source]) => {
          const results = (0, eval)(`(${source})`);
          const module = await import("vestibule-signin");
          return Promise.all(cases.map((parts) => results(module, parts)));
        },
        [cases, resultsOf.toString()],
      );
      results.push(...some);
    }
    compare(results);
    assert.deepEqual({ errors, outside }, { errors: [], outside: [] });
  } finally {
    await chromium.close();
  }
});

/** What the package says of a case, by each way to ask. Also runs in the page. */
async function resultsOf(module, { policies, account, requests, assumptions }) {
  const json = (decisions) => `${JSON.stringify(decisions, null, 2)}\n`;
  const parsed = (text) => (text === undefined ? undefined : JSON.parse(text));
  const rewritten = (text) => (text === undefined ? undefined : JSON.stringify(JSON.parse(text)));
  const options = { assumptions };

  // As text, and what comes of each way to ask for it.
  const signIn = await module.compile(policies, account, options);
  const decisions = signIn.decideMany(requests);
  const single = parsed(requests);
  const found = {
    decided: json(decisions),
    explained: json(single.map((request) => signIn.explain(request))),
    outcomes: decisions.map(({ outcome }) => outcome),
    agree:
      json(single.map((request) => signIn.decide(request))) === json(decisions) &&
      json(single.map((request) => signIn.outcome(request))) === json(signIn.outcomes(single)) &&
      json(signIn.outcomes(requests)) === json(decisions.map(({ outcome }) => outcome)),
  };
  signIn.free();

  // As objects, which is the same as their text.
  const ofObjects = await module.compile(parsed(policies), parsed(account), options);
  const ofText = await module.compile(rewritten(policies), rewritten(account), options);
  found.objects =
    json(ofObjects.decideMany(parsed(requests))) === json(ofText.decideMany(rewritten(requests))) &&
    json(ofObjects.findings()) === json(ofText.findings()) &&
    json(ofObjects.outcomes(parsed(requests))) === json(found.outcomes);
  ofObjects.free();
  ofText.free();
  return found;
}

function compare(results) {
  assert.equal(results.length, files.length);
  for (const [index, { decided, explained, agree, objects }] of results.entries()) {
    const file = files[index];
    assert.ok(decided.length > 2, file);
    assert.deepEqual({ decided, explained }, expected.get(file), file);
    assert.ok(agree, `${file}: the ways to ask agree`);
    assert.ok(objects, `${file}: objects are their text`);
  }
}
