// What the package does, wherever it runs: policies in, decisions out.
//
// The evaluator is crates/wasm. Requests of the usual shape go to it as lines and come back as
// templates; all others go as JSON, and so does whatever is wrong, so that errors name the place.

import init, { __wbg_reset_state as startAnew, compile as compileJson, initSync } from "./evaluator.js";
import { filled, template } from "./copy.js";
import { EvaluatorError, PolicyError, visible } from "./errors.js";
import { bytesOf, json, plain } from "./read.js";
import { Runtime, disposable, fetched } from "./runtime.js";

export { EvaluatorError, PolicyError, Runtime, bytesOf, disposable, fetched, json, visible };

const runtime = /* @__PURE__ */ new Runtime({ init, initSync, startAnew });

/** Makes the evaluator ready: `source` says where its wasm is, or what it holds. */
export const load = (source) => runtime.load(source);

/** Compiles policies; `load` must have ended. Throws what `policies` or `account` are not fit for. */
export function compile(policies, account, options) {
  if (!runtime.loaded) throw new TypeError("the evaluator is not loaded: await `load` before `compile`");
  return new SignIn(token, read(policies, account, options));
}

/** The same once `load` has ended, of what is handed in now. */
export async function compileAfter(load, policies, account, options) {
  const source = read(policies, account, options);
  await load();
  return new SignIn(token, source);
}

const read = (policies, account, options) => ({
  policies: json(policies, "policies"),
  account: account === undefined ? undefined : json(account, "account"),
  assumptions: assumptionsOf(options),
});

function assumptionsOf(options) {
  if (options === undefined) return undefined;
  if (typeof options !== "object" || options === null) {
    throw new TypeError("options: expected an object such as `{ assumptions: { J9: false } }`");
  }
  const unknown = Object.keys(options).find((name) => name !== "assumptions");
  if (unknown !== undefined) throw new TypeError(`options: there is no option \`${visible(unknown)}\`; there is \`assumptions\``);
  return options.assumptions === undefined ? undefined : json(options.assumptions, "assumptions");
}

const token = Symbol("compile");
const OUTCOMES = ["allowed", "denied", "unknown"];
const REQUEST = "request";
const REQUESTS = "requests";
/** What the evaluator answers for a request that it must read as JSON. */
const EXACTLY = -1;
/** So many requests cross the border at once. */
const AT_ONCE = 256;
const encoder = new TextEncoder();
const NOWHERE = new Uint8Array();

/** The policies of an account, compiled. */
export class SignIn {
  /** What was compiled, as JSON; undefined when freed. */
  #source;
  #raw;
  #instance;
  #templates;
  /** The evaluator's room for the lines of one request. */
  #room;

  constructor(made, source) {
    if (made !== token) throw new TypeError("a SignIn is made by `compile` alone");
    disposable(SignIn);
    this.#source = source;
    this.#ready();
  }

  /** The decision on a request, with what decided each phase. */
  decide(request) {
    return this.#decide(request, REQUEST);
  }

  /** The decisions on several requests, in their order. */
  decideMany(requests) {
    if (typeof requests === "string") {
      const text = json(requests, REQUESTS);
      return this.#exactly(text, REQUESTS, (raw) => {
        // One by one, so that the evaluator's memory, which never shrinks, holds one at a time.
        const decisions = new Array(raw.readMany(text));
        for (let index = 0; index < decisions.length; index += 1) decisions[index] = JSON.parse(raw.decideNext());
        return decisions;
      });
    }
    const decisions = [];
    for (let index = 0; index < listed(requests).length; index += 1) {
      decisions.push(this.#decide(requests[index], element(index)));
    }
    return decisions;
  }

  /** The outcome of a request: that of `decide`, without why and faster. */
  outcome(request) {
    const lines = plain(request);
    const found = lines === undefined ? EXACTLY : this.#outcomeLines(lines, request);
    return found === EXACTLY ? this.#outcomeExactly(request, REQUEST) : OUTCOMES[found];
  }

  /** The outcomes of several requests, in their order. */
  outcomes(requests) {
    if (typeof requests === "string") {
      const text = json(requests, REQUESTS);
      return Array.from(this.#exactly(text, REQUESTS, (raw) => raw.outcomes(text)), (found) => OUTCOMES[found]);
    }
    const outcomes = [];
    for (let from = 0; from < listed(requests).length; from += AT_ONCE) {
      this.#outcomesOf(requests, from, outcomes);
    }
    return outcomes;
  }

  /** The decision on a request, with every statement and an explanation for people. */
  explain(request) {
    const text = json(request, REQUEST);
    return JSON.parse(this.#exactly(text, REQUEST, (raw) => raw.explain(text)));
  }

  /** What is wrong with the policies, and worth knowing. */
  findings() {
    return this.#exactly("", "policies", (raw) => raw.findings());
  }

  /** Gives the memory back. Nothing else may be called afterwards. */
  free() {
    if (this.#instance === runtime.instance) this.#raw.free();
    this.#source = this.#raw = this.#instance = this.#templates = this.#room = undefined;
  }

  /** The compiled policies, compiled again where the evaluator was started anew. */
  #ready() {
    if (this.#instance === runtime.instance) return this.#raw;
    if (this.#source === undefined) throw new TypeError("this SignIn was freed: compile the policies again");
    const { policies, account, assumptions } = this.#source;
    try {
      this.#raw = compileJson(policies, account, assumptions);
    } catch (error) {
      throw failure(error, "", this.#source);
    }
    this.#instance = runtime.instance;
    this.#templates = [];
    this.#room = NOWHERE;
    return this.#raw;
  }

  /** Writes lines into the evaluator's room; so many bytes, or undefined where they do not fit. */
  #write(raw, text) {
    if (this.#room.length === 0) {
      // For the first time, or since the evaluator's memory has grown.
      this.#room = new Uint8Array(initSync().memory.buffer, raw.room(), raw.roomSize());
    }
    const { read, written } = encoder.encodeInto(text, this.#room);
    return read === text.length ? written : undefined;
  }

  #exactly(text, place, run) {
    const raw = this.#ready();
    try {
      return run(raw);
    } catch (error) {
      throw failure(error, place, this.#source, text);
    }
  }

  #decide(request, place) {
    const lines = plain(request);
    if (lines !== undefined) {
      const decision = this.#decideLines(lines, request);
      if (decision !== undefined) return decision;
    }
    const text = json(request, place);
    return JSON.parse(this.#exactly(text, place, (raw) => raw.decide(text)));
  }

  #decideLines(lines, request) {
    const raw = this.#ready();
    try {
      const bytes = this.#write(raw, lines.text);
      if (bytes === undefined) return undefined;
      const number = raw.decideLines(bytes, lines.lines);
      if (number < 0) return undefined;
      // The first again: the evaluator has forgotten the others.
      if (number === 1) this.#templates = [];
      if (number & 1) this.#templates[number >> 1] = template(JSON.parse(raw.takeTemplate()));
      return filled(this.#templates[number >> 1], lines);
    } catch (error) {
      throw failure(error, "", this.#source, request);
    }
  }

  #outcomeLines(lines, request) {
    const raw = this.#ready();
    try {
      const bytes = this.#write(raw, lines.text);
      return bytes === undefined ? EXACTLY : raw.outcomeLines(bytes, lines.lines);
    } catch (error) {
      throw failure(error, "", this.#source, request);
    }
  }

  #outcomesLines(requests, text, count, lines) {
    const raw = this.#ready();
    try {
      return raw.outcomesLines(encoder.encode(text), count, lines);
    } catch (error) {
      throw failure(error, "", this.#source, requests);
    }
  }

  #outcomeExactly(request, place) {
    const text = json(request, place);
    return OUTCOMES[this.#exactly(text, place, (raw) => raw.outcome(text))];
  }

  /** Appends the outcomes of `AT_ONCE` requests. */
  #outcomesOf(requests, from, outcomes) {
    const end = Math.min(from + AT_ONCE, requests.length);
    const isPlain = [];
    let [text, lines, count, before] = ["", 0, 0, undefined];
    for (let index = from; index < end; index += 1) {
      const of = plain(requests[index], before);
      isPlain.push(of !== undefined);
      if (of !== undefined) {
        text += of.text;
        lines += of.lines;
        count += 1;
        before = of;
      }
    }
    const found = count === 0 ? [] : this.#outcomesLines(requests.slice(from, end), text, count, lines);
    let next = 0;
    for (let index = from; index < end; index += 1) {
      // What is wrong is said of the first request that has something wrong.
      const known = isPlain[index - from] ? (found[next++] ?? EXACTLY) : EXACTLY;
      outcomes.push(known === EXACTLY ? this.#outcomeExactly(requests[index], element(index)) : OUTCOMES[known]);
    }
  }
}

function listed(requests) {
  if (Array.isArray(requests)) return requests;
  throw new TypeError("requests: expected an array of requests, or the JSON text of one");
}

const element = (index) => `${REQUESTS}[${index}]`;

/**
 * What to throw for what the evaluator threw: findings, or something that it never should.
 *
 * @param {unknown} error
 * @param {string} place how users call what was handed in
 * @param {{ policies: string, account?: string, assumptions?: string }} source
 * @param {unknown} input the request or requests, as handed in
 */
function failure(error, place, source, input) {
  if (Array.isArray(error)) {
    const isElement = place.startsWith(`${REQUESTS}[`);
    const moved = (finding) => ({ ...finding, path: place + finding.path.slice(REQUEST.length) });
    return new PolicyError(isElement ? error.map(moved) : error);
  }
  return runtime.restart(error, [source.policies, source.account, source.assumptions, textOf(input)]);
}

/** What was handed in, as JSON: the same whichever way it went. */
function textOf(input) {
  try {
    return input === undefined || input === "" ? "" : json(input, "");
  } catch {
    return ""; // it was read once, and is another now
  }
}
