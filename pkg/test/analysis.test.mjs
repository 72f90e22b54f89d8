// Answers about all sign-ins through the package, in Node.js and in Chromium: what the native command
// prints, byte for byte.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { promisify } from "node:util";
import { open } from "../../tests/browser/lib/browser.mjs";
import { emptyFolder, install, load, loadAnalysis, native, root } from "./lib/package.mjs";
import { thrown } from "./lib/sample.mjs";

const folder = join(root, "tests/analysis");
const examples = join(root, "crates/playground/examples");
const filesOf = (from) => readdirSync(from).filter((name) => name.endsWith(".json")).map((name) => join(from, name));
const organizations = join(root, "tests/organizations");
const files = [folder, examples, organizations].flatMap(filesOf).sort();
const texts = files.map((file) => readFileSync(file, "utf8"));
/** The case that another is compared with: the one before it. */
const previous = (index) => (index + files.length - 1) % files.length;
let expected;

before(async () => {
  const run = async (command, file) => {
    const { stdout } = await promisify(execFile)(native, [...command, file, "--format", "json"], { maxBuffer: 1 << 28 }).catch((error) => error);
    return stdout;
  };
  expected = [];
  for (const [index, file] of files.entries()) {
    const asked = [["map"], ["lockout"], ["prove"], ["diff", files[previous(index)]], ["check"]];
    const [map, lockout, prove, diff, check] = await Promise.all(asked.map((command) => run(command, file)));
    expected.push({ map, lockout, prove, diff, check: printedFindings(JSON.parse(check)) });
  }
});

/** The findings of the command in a case file whose policies are all in it. */
function printedFindings(files) {
  assert.ok(files.length === 1, "every policy is in the case file");
  const { findings, suppressed = [] } = files[0];
  const start = ({ span }) => span?.start ?? -1;
  return `${JSON.stringify([...findings, ...suppressed].sort((a, b) => start(a) - start(b)), null, 2)}\n`;
}

test("there are cases, and they have answers", () => {
  assert.ok(files.length > 10, `${files.length} files`);
  const answered = (name) => expected.filter((answers) => answers[name].length > 2).length;
  assert.ok(answered("map") > 8 && answered("lockout") > 8 && answered("check") > 8 && answered("prove") > 0 && answered("diff") > 8, JSON.stringify(expected).slice(0, 1000));
});

test("in Node.js", async () => {
  const module = await loadAnalysis();
  compare(await Promise.all(texts.map((text, index) => answersOf(module, text, texts[previous(index)]))));
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
    const found = await page.evaluate(
      async ([pairs, source]) => {
        const answers = (0, eval)(`(${source})`);
        const module = await import("vestibule-signin/analysis");
        return Promise.all(pairs.map(([text, other]) => answers(module, text, other)));
      },
      [texts.map((text, index) => [text, texts[previous(index)]]), answersOf.toString()],
    );
    compare(found);
    assert.deepEqual({ errors, outside }, { errors: [], outside: [] });
  } finally {
    await chromium.close();
  }
});

/** What the package says of a case, printed as the command prints it. Also runs in the page. */
async function answersOf(module, text, other) {
  const printed = (answer) => `${JSON.stringify(answer, null, 2)}\n`;
  const answers = async (caseFile, of) => {
    const [analysis, before] = [await module.compile(caseFile), await module.compile(of)];
    const asked = (question) => {
      try {
        return printed(question());
      } catch (error) {
        if (!(error instanceof module.PolicyError)) throw error;
        return "";
      }
    };
    const found = {
      map: asked(() => analysis.accessMap()),
      lockout: asked(() => analysis.lockout()),
      prove: asked(() => analysis.prove()),
      diff: asked(() => before.diff(analysis)),
      check: asked(() => analysis.check()),
    };
    analysis.free();
    before.free();
    return found;
  };
  const rewritten = (json) => JSON.stringify(JSON.parse(json));
  const ofText = await answers(text, other);
  const ofObject = await answers(JSON.parse(text), JSON.parse(other));
  const ofRewritten = await answers(rewritten(text), rewritten(other));
  return { ofText, same: printed(ofObject) === printed(ofRewritten) };
}

function compare(found) {
  assert.equal(found.length, files.length);
  for (const [index, { ofText, same }] of found.entries()) {
    assert.deepEqual(ofText, expected[index], files[index]);
    assert.ok(same, `${files[index]}: an object is its text`);
  }
}

const OPEN = readFileSync(join(folder, "open.json"), "utf8");
const EXPIRING = {
  vestibule: 1,
  account: { id: "111122223333" },
  policies: {},
  guarantees: [{ name: "everybody", principals: "any", from: "anywhere", outcome: "allowed", expires: "2027-06-30" }],
  requests: [],
};

test("a guarantee has expired after its last day", async () => {
  const { compile } = await loadAnalysis();
  const analysis = await compile(EXPIRING);
  const expired = (options) => analysis.prove(options)[0].expired;
  assert.deepEqual([expired(), expired({ today: "2027-06-30" }), expired({ today: "2027-07-01" })], [undefined, false, true]);
});

test("cases are compared, also by action and with a case that was freed", async () => {
  const { compile } = await loadAnalysis();
  const closed = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal: "*", Action: "signin:CreateOAuth2Token", Resource: "*" }] };
  const [open, shut] = [await compile(EXPIRING), await compile({ ...EXPIRING, policies: { resourceBased: closed } })];
  assert.equal(open.diff(open).equivalent, true);
  const found = open.diff(shut, { phases: true });
  assert.deepEqual([found.equivalent, found.changes[0].to], [false, "denied"]);
  assert.deepEqual(found.phases.map(({ action, equivalent }) => [action, equivalent]), [
    ["signin:Authenticate", true],
    ["signin:AuthorizeOAuth2Access", true],
    ["signin:CreateOAuth2Token", false],
  ]);
  shut.free();
  assert.match(thrown(() => open.diff(shut)).message, /freed/);
});

test("the perimeter is proven where it is asked for", async () => {
  const { compile, PolicyError } = await loadAnalysis();
  const analysis = await compile({ ...EXPIRING, networks: [{ name: "office", sourceIp: ["203.0.113.0/24"] }] });
  const verdicts = (options) => analysis.prove(options).map(({ guarantee, verdict }) => [guarantee, verdict]);
  assert.deepEqual(verdicts(), [["everybody", "holds"]]);
  assert.deepEqual(verdicts({ perimeter: true }), [["everybody", "holds"], ["perimeter", "fails"]]);
  const nowhere = await compile(EXPIRING);
  assert.ok(thrown(() => nowhere.prove({ perimeter: true })) instanceof PolicyError);
});

test("keys range when they are asked for", async () => {
  const { compile } = await loadAnalysis();
  const key = "aws:PrincipalTag/team";
  const condition = { StringEquals: { [key]: "guests" } };
  const document = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal: "*", Action: "signin:*", Resource: "*", Condition: condition }] };
  const analysis = await compile({ ...EXPIRING, policies: { resourceControl: [{ name: "teams", document }] } });
  const denied = (options) => analysis.accessMap(options).chain.filter(({ outcome }) => outcome === "denied");
  assert.deepEqual(denied(), []);
  assert.deepEqual(analysis.accessMap().assumedAbsent, [key]);
  assert.deepEqual(denied({ free: [key.toUpperCase()] }).map(({ where }) => where.context), [{ [key]: { in: ["guests"] } }]);
  assert.deepEqual(denied({ free: [] }), []);
});

test("both entries throw errors of the same classes", async () => {
  const [main, analysis] = await Promise.all([load(), loadAnalysis()]);
  assert.equal(analysis.PolicyError, main.PolicyError);
  assert.equal(analysis.EvaluatorError, main.EvaluatorError);
});

test("an analysis that was freed says so, and `using` frees", async () => {
  const { compile } = await loadAnalysis();
  const analysis = await compile(OPEN);
  assert.equal(analysis.lockout().verdict, "none");
  analysis.free();
  const other = await compile(OPEN);
  for (const ask of ["accessMap", "lockout", "prove", "findings", "diff"]) {
    assert.match(thrown(() => analysis[ask](ask === "diff" ? other : undefined)).message, /freed/);
  }
  if (Symbol.dispose) assert.equal(analysis[Symbol.dispose], analysis.free);
});

test("a case file is taken as it is handed in", async () => {
  const { compile } = await loadAnalysis();
  const changing = { ...EXPIRING, account: { id: "111122223333" } };
  const compiled = compile(changing);
  changing.account.id = "nobody's";
  assert.equal((await compiled).lockout().verdict, "none");
});
