// What the entry `vestibule-signin/analysis` does, wherever it runs: a case file in, answers about
// all of its sign-ins out; from permission statements to their policy and back; and what the tools of
// AWS print in, a case file out. The analysis is crates/wasm-analysis, a wasm of its own; what is
// thrown, and how values are read, is as in the main entry.

import init, {
  Import,
  __wbg_reset_state as startAnew,
  compile as compileJson,
  initSync,
  policyToStatements as policyToStatementsJson,
  statementsToPolicy as statementsToPolicyJson,
} from "./analysis.js";
import { PolicyError, Runtime, bytesOf, disposable, json, visible } from "./api.js";

export { EvaluatorError, PolicyError, fetched } from "./api.js";

const runtime = /* @__PURE__ */ new Runtime({ init, initSync, startAnew });

/** Makes the analysis ready, as `load` of the main entry does for the evaluator. */
export const load = (source) => runtime.load(source);

/** Compiles a case file once `load` has ended, as it is handed in now. */
export async function compileAfter(load, caseFile) {
  const source = json(caseFile, CASE);
  await load();
  return new Analysis(token, source);
}

/** The policy of permission statements once `load` has ended, as they are handed in now. */
export async function statementsToPolicyAfter(load, statements, options) {
  return converted(load, json(statements, "statements"), options, statementsToPolicyJson);
}

/** The permission statements of a policy once `load` has ended, as it is handed in now. */
export async function policyToStatementsAfter(load, policy, options) {
  return converted(load, json(policy, "policy"), options, policyToStatementsJson);
}

async function converted(load, text, options, convert) {
  const { account, assumptions, calls } = known(options, ["account", "assumptions", "calls"], '{ calls: "commands" }');
  accountOrNone(account);
  if (calls !== undefined && !CALLS.includes(calls)) {
    throw new TypeError('options: expected `"commands"` or `"python"` in `calls`');
  }
  const switched = assumptions === undefined ? undefined : json(assumptions, "assumptions");
  await load();
  let answer;
  try {
    answer = convert(text, account, switched, calls);
  } catch (error) {
    throw failure(error, [text, switched]);
  }
  return JSON.parse(answer);
}

/** The case file that files make, and what became of them, once `load` has ended. */
export async function importCaseAfter(load, files, options) {
  const { account, complete = [] } = known(options, ["account", "complete"], '{ complete: ["rcp"] }');
  accountOrNone(account);
  if (!Array.isArray(complete) || !Array.from(complete).every((kind) => KINDS.includes(kind))) {
    const kinds = KINDS.map((kind) => `\`"${kind}"\``).join(", ");
    throw new TypeError(`options: expected a list of kinds of policies in \`complete\`: ${kinds}`);
  }
  if (!Array.isArray(files)) throw new TypeError("files: expected an array of files");
  // As they are handed in now.
  const read = Array.from(files, (file, index) => fileOf(file, `files[${index}]`));
  const kinds = [...complete];
  await load();
  let answer;
  try {
    const raw = new Import();
    for (const { path, bytes } of read) raw.add(path, bytes);
    answer = raw.finish(account, kinds);
  } catch (error) {
    const decoder = new TextDecoder();
    throw failure(error, read.flatMap(({ path, bytes }) => [path, decoder.decode(bytes)]));
  }
  return JSON.parse(answer);
}

/** A file to import, with a copy of its bytes. */
function fileOf(file, place) {
  if (typeof file !== "object" || file === null) throw new TypeError(`${place}: expected ${A_FILE}`);
  const unknown = Object.keys(file).find((name) => !["path", "text", "bytes"].includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`${place}: there is no \`${visible(unknown)}\`; there is \`path\`, and \`text\` or \`bytes\``);
  }
  const { path, text, bytes } = file;
  if (typeof path !== "string" || path === "") throw new TypeError(`${place}: expected the path of a file in \`path\``);
  if ((text === undefined) === (bytes === undefined)) throw new TypeError(`${place}: expected \`text\` or \`bytes\`, and not both`);
  if (bytes === undefined) {
    if (typeof text !== "string") throw new TypeError(`${place}: expected a string in \`text\``);
    return { path, bytes: bytesOf(text) };
  }
  if (ArrayBuffer.isView(bytes)) return { path, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).slice() };
  if (Object.prototype.toString.call(bytes) === "[object ArrayBuffer]") return { path, bytes: new Uint8Array(bytes).slice() };
  throw new TypeError(`${place}: expected a Uint8Array or an ArrayBuffer in \`bytes\``);
}

const A_FILE = 'an object such as `{ path: "roots.json", text: "{}" }`';
const KINDS = ["resource-based", "rcp", "scp", "identity", "vpc-endpoint"];
const CALLS = ["commands", "python"];
const token = Symbol("compile");
const CASE = "case";

/** All sign-ins of a case file. */
export class Analysis {
  /** The case file, as JSON; undefined when freed. */
  #source;
  #raw;
  #instance;

  constructor(made, source) {
    if (made !== token) throw new TypeError("an Analysis is made by `compile` alone");
    disposable(Analysis);
    this.#source = source;
    this.#ready();
  }

  /** Who gets in from where. */
  accessMap(options) {
    const { free = [] } = known(options, ["free"], '{ free: ["aws:PrincipalTag/team"] }');
    if (!Array.isArray(free) || !Array.from(free).every((key) => typeof key === "string")) {
      throw new TypeError("options: expected a list of names of context keys in `free`");
    }
    return this.#ask((raw) => raw.accessMap(free));
  }

  /** Who does not get in at all. */
  lockout() {
    return this.#ask((raw) => raw.lockout());
  }

  /** For each guarantee of the case file whether it holds. */
  prove(options) {
    const { today, perimeter = false } = known(options, ["today", "perimeter"], '{ today: "2027-06-30" }');
    dayOrNone(today);
    if (typeof perimeter !== "boolean") throw new TypeError("options: expected true or false in `perimeter`");
    return this.#ask((raw) => raw.prove(today, perimeter));
  }

  /** What becomes otherwise with another case file. */
  diff(other, options) {
    if (!(other instanceof Analysis)) throw new TypeError("other: expected an Analysis, which `compile` makes");
    const { phases = false } = known(options, ["phases"], "{ phases: true }");
    if (typeof phases !== "boolean") throw new TypeError("options: expected true or false in `phases`");
    // As text, of which both accounts may be read in each other's place.
    const text = other.#text();
    return this.#ask((raw) => raw.diff(text, phases), text);
  }

  /** What the readers and all rules of lint find. */
  check(options) {
    const { today } = known(options, ["today"], '{ today: "2027-06-30" }');
    dayOrNone(today);
    return this.#ask((raw) => raw.check(today));
  }

  /** What the readers find wrong, without the rules of lint. */
  findings() {
    return this.#ask((raw) => raw.findings());
  }

  /** Gives the memory back. Nothing else may be called afterwards. */
  free() {
    if (this.#instance === runtime.instance) this.#raw.free();
    this.#source = this.#raw = this.#instance = undefined;
  }

  #text() {
    if (this.#source === undefined) throw new TypeError("this Analysis was freed: compile the case file again");
    return this.#source;
  }

  /** The compiled case file, compiled again where the analysis was started anew. */
  #ready() {
    if (this.#instance === runtime.instance) return this.#raw;
    const text = this.#text();
    try {
      this.#raw = compileJson(text);
    } catch (error) {
      throw failure(error, [text]);
    }
    this.#instance = runtime.instance;
    return this.#raw;
  }

  #ask(question, ...texts) {
    const raw = this.#ready();
    let answer;
    try {
      answer = question(raw);
    } catch (error) {
      throw failure(error, [this.#source, ...texts]);
    }
    return JSON.parse(answer);
  }
}

/** Options, all of which are known. */
function known(options, names, example) {
  if (options === undefined) return {};
  if (typeof options !== "object" || options === null) throw new TypeError(`options: expected an object such as \`${example}\``);
  const unknown = Object.keys(options).find((other) => !names.includes(other));
  if (unknown !== undefined) {
    const there = names.map((name) => `\`${name}\``).join(", ").replace(/, (?=[^,]*$)/, " and ");
    throw new TypeError(`options: there is no option \`${visible(unknown)}\`; there is ${there}`);
  }
  return options;
}

function accountOrNone(account) {
  if (account === undefined || (typeof account === "string" && /^\d{12}$/.test(account))) return;
  throw new TypeError("options: expected the twelve digits of an account in `account`");
}

function dayOrNone(today) {
  if (today === undefined || isDay(today)) return;
  throw new TypeError("options: expected a day such as `2027-06-30` in `today`");
}

/** Whether a text is a day that there is. */
function isDay(text) {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** What to throw for what the analysis threw: findings, which are JSON text, or a trap. */
function failure(error, texts) {
  return typeof error === "string" ? new PolicyError(JSON.parse(error)) : runtime.restart(error, texts);
}
