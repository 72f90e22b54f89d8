// What the entry `vestibule-signin/analysis` does, wherever it runs: a case file in, answers about
// all of its sign-ins out; and from permission statements to their policy and back. The analysis is crates/wasm-analysis, a wasm of its own; what is thrown,
// and how values are read, is as in the main entry.

import init, {
  __wbg_reset_state as startAnew,
  compile as compileJson,
  initSync,
  policyToStatements as policyToStatementsJson,
  statementsToPolicy as statementsToPolicyJson,
} from "./analysis.js";
import { PolicyError, Runtime, disposable, json, visible } from "./api.js";

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
  if (account !== undefined && !/^\d{12}$/.test(account)) {
    throw new TypeError("options: expected the twelve digits of an account in `account`");
  }
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
