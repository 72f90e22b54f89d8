// From what users hand in to what the evaluator reads.

import { PolicyError, visible } from "./errors.js";

/** No longer texts are read: of a case file, and of anything else. */
const MOST_BYTES = 2 ** 20;
const MOST_CASE_BYTES = 2 ** 22;

/** A UTF-16 surrogate that has lost its other half. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * JSON text of `value`, which is JSON text already or plain data.
 *
 * @param {unknown} value
 * @param {string} place how errors call it: `requests[3]`
 */
export function json(value, place) {
  if (value === "" || value === undefined) throw unexpected(value, place);
  const text = typeof value === "string" ? value.replace(LONE, escaped) : stringified(value, place);
  const most = place === "case" ? MOST_CASE_BYTES : MOST_BYTES;
  if (text.length > most) {
    const message = `the text has ${text.length} characters and at most ${most} bytes are read`;
    const help = place === "requests" ? "hand in an array, which may be of any length" : "hand in a smaller one";
    throw new PolicyError([
      { code: "document-too-large", severity: "error", message, help, policy: null, path: place, span: null, range: null },
    ]);
  }
  return text;
}

const encoder = /* @__PURE__ */ new TextEncoder();

/**
 * The bytes of a file with this text. One with a lone surrogate is UTF-16, in which that stays
 * wrong: UTF-8 would have another character in its place, and nobody would know.
 *
 * @param {string} text
 */
export function bytesOf(text) {
  if (text.search(LONE) === -1) return encoder.encode(text);
  const bytes = new DataView(new ArrayBuffer(2 + 2 * text.length));
  bytes.setUint16(0, 0xfeff);
  for (let at = 0; at < text.length; at += 1) bytes.setUint16(2 + 2 * at, text.charCodeAt(at));
  return new Uint8Array(bytes.buffer);
}

/** As JSON writes it: inside of a string it means the same, and the reader says where it is. */
function escaped(lone, at, text) {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === "\\") backslashes += 1;
  // Behind a backslash of its own nothing may stand that would make it another escape.
  return backslashes % 2 === 1 ? "\ufffd" : `\\u${lone.charCodeAt(0).toString(16)}`;
}

function stringified(value, place) {
  let text;
  try {
    text = JSON.stringify(value, refusing(place));
  } catch (error) {
    if (error instanceof Unfit) throw new TypeError(visible(`${place}: ${error.message}`));
    const said = error instanceof Error ? error.message : String(error);
    throw new TypeError(`${place}: cannot be written as JSON, so hand in plain data: ${said}`, { cause: error });
  }
  if (text === undefined) throw unexpected(value, place);
  return text;
}

class Unfit extends Error {}

const unexpected = (value, place) =>
  new TypeError(`${place}: expected an object or JSON text and found ${kindOf(value)}`);

/** Where members have fixed names, and one that is undefined is left out, by argument. */
const OPTIONAL = {
  request: /^((phases(\.[^.]*|\["[^"]*"\])\.)?network)?$/,
  account: /^(organization|consoleAuthorization)?$/,
  // Those of its account and of its requests.
  case: /^(account(\.(organization|consoleAuthorization))?|requests\[\d+\](\.(phases(\.[^.]*|\["[^"]*"\])\.)?network)?)$/,
};

/**
 * What JSON.stringify asks of every value. It throws at what JSON would leave out, or write
 * something else for, and say nothing: a key that is left out makes a Deny pass.
 *
 * @param {string} argument how errors call what is written
 */
function refusing(argument) {
  const optional = OPTIONAL[argument.startsWith("requests[") ? "request" : argument];
  /** Where the object last met stands; that of a member is asked for before another is met. */
  const places = new WeakMap();
  return function refuse(key, value) {
    const holder = places.get(this);
    const at = () => (holder === undefined ? "" : below(holder, key, Array.isArray(this)));
    const unfit = (found) => {
      const where = at();
      throw new Unfit(`expected ${where === "" ? "an object or JSON text" : `plain data in \`${where}\``} and found ${found}`);
    };
    if (value === undefined) {
      if (holder !== undefined && !(optional !== undefined && !Array.isArray(this) && optional.test(holder))) {
        unfit("undefined; leave the member out, or give its value");
      }
      return value;
    }
    if (isLost(value)) unfit(kindOf(value));
    if (typeof value === "object" && value !== null) {
      const hidden = hiddenIn(value);
      if (hidden !== undefined) unfit(hidden);
      places.set(value, at());
    }
    return value;
  };
}

/** `network.sourceIp`, `context["aws:userid"]`, `document.Statement[0]`. */
function below(place, key, isElement) {
  if (isElement) return `${place}[${key}]`;
  if (!/^[A-Za-z0-9]+$/.test(key)) return `${place}[${JSON.stringify(key)}]`;
  return place === "" ? key : `${place}.${key}`;
}

const isLost = (value) =>
  typeof value === "function" ||
  typeof value === "symbol" ||
  typeof value === "bigint" ||
  (typeof value === "number" && !Number.isFinite(value)) ||
  (typeof value === "object" && value !== null && !WRITTEN.has(Object.prototype.toString.call(value)));

/** What an object has that JSON does not write; `undefined` for nothing. */
function hiddenIn(object) {
  if (Array.isArray(object)) {
    if (Reflect.ownKeys(object).length !== object.length + 1) return "an array with holes or with members";
    return undefined;
  }
  const prototype = Object.getPrototypeOf(object);
  const isBoxed = typeof object.valueOf?.() !== "object";
  // An object literal of another window has another Object.prototype, behind which is none.
  if (!isBoxed && prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    return "the instance of a class, of which JSON leaves out what the class has";
  }
  if (Object.getOwnPropertySymbols(object).length > 0) {
    // Module namespaces have one, which says so.
    if (Object.prototype.toString.call(object) !== "[object Module]") return "an object with a symbol for a key";
  }
  if (!isBoxed && Object.keys(object).length !== Object.getOwnPropertyNames(object).length) {
    return "an object with a member that is not enumerable";
  }
  return undefined;
}

/** Of a promise, a Map or an ArrayBuffer JSON would make an empty object. */
const WRITTEN = new Set(
  ["Object", "Array", "String", "Number", "Boolean", "Module"].map((name) => `[object ${name}]`),
);

function kindOf(value) {
  switch (typeof value) {
    case "object": {
      const kind = Object.prototype.toString.call(value).slice(8, -1);
      return kind === "Object" ? "one whose toJSON says nothing" : `${/^[AEIOU]/.test(kind) ? "an" : "a"} ${kind}`;
    }
    case "string":
      return "an empty text";
    case "number":
      return String(value);
    case "undefined":
      return "undefined";
    default:
      return `a ${typeof value}`;
  }
}

// The bits that say which members follow; those of crates/wasm/src/line_protocol.rs.
const ENTRIES = { console: 1, "login-local": 2, "login-remote": 3, __proto__: null };
const SOURCE_IP = 4;
const VPC = 8;
const ENDPOINT = 16;
const REGION = 32;
const HEADS = Array.from({ length: 64 }, (_, members) => String.fromCharCode(48 + members));

/**
 * @typedef {object} Lines
 * @property {string} text
 * @property {number} lines how many the text has
 * @property {(string | undefined)[]} own the strings that a decision may show: the principal first
 * @property {string | undefined} name
 * @property {number} members which of `own` there are, and the entry; NaN with context keys, which
 *   are compared with none
 */

/**
 * A request of the usual shape; `undefined` for any other, which is read as JSON. Here only the
 * shape counts: a value that is wrong makes the evaluator ask for the JSON.
 *
 * @param {unknown} request
 * @param {Lines} [before] the request before it in a list: what is the same is not told again
 * @returns {Lines | undefined}
 */
export function plain(request, before) {
  try {
    for (const _ in NOTHING) return undefined; // somebody gave all objects another member
    return isPlain(request) ? linesOf(request, before) : undefined;
  } catch {
    return undefined; // a getter has thrown; JSON meets it again and says so
  }
}

function linesOf(request, before) {
  let name, entry, principal, network, region, context;
  let seen = 0;
  for (const member in request) {
    seen += 1;
    const value = request[member];
    if (value === undefined) continue;
    switch (member) {
      case "name":
        name = value;
        break;
      case "entry":
        entry = value;
        break;
      case "principal":
        principal = value;
        break;
      case "network":
        network = value;
        break;
      case "region":
        region = value;
        break;
      case "context":
        context = value;
        break;
      default:
        return undefined;
    }
  }
  if (typeof principal !== "string" || !isPlain(network) || !isAll(request, seen)) return undefined;
  let sourceIp, vpc, endpoint;
  seen = 0;
  for (const member in network) {
    seen += 1;
    const value = network[member];
    if (value === undefined) continue;
    if (typeof value !== "string") return undefined;
    switch (member) {
      case "sourceIp":
        sourceIp = value;
        break;
      case "vpc":
        vpc = value;
        break;
      case "endpoint":
        endpoint = value;
        break;
      default:
        return undefined;
    }
  }
  if (!isAll(network, seen)) return undefined;
  let members = 0;
  if (entry !== undefined) {
    if (typeof entry !== "string" || ENTRIES[entry] === undefined) return undefined;
    members = ENTRIES[entry];
  }
  if (region !== undefined && typeof region !== "string") return undefined;
  if (name !== undefined && (typeof name !== "string" || !isSimple(name))) return undefined;
  if (sourceIp !== undefined) members |= SOURCE_IP;
  if (vpc !== undefined) members |= VPC;
  if (endpoint !== undefined) members |= ENDPOINT;
  if (region !== undefined) members |= REGION;
  const own = [principal, sourceIp, vpc, endpoint, region];
  if (context === undefined && before !== undefined && isElsewhereSame(own, members, before)) {
    return fitting({ text: `.${principal}\n`, lines: 1, own, name, members });
  }
  let lines = 2;
  let rest = "\n";
  for (let member = 1; member < own.length; member += 1) {
    if (own[member] === undefined) continue;
    lines += 1;
    rest += `${own[member]}\n`;
  }
  let head = HEADS[members];
  if (context !== undefined) {
    if (!isPlain(context)) return undefined;
    let keys = 0;
    for (const key in context) {
      const value = context[key];
      if (value === null) {
        rest += `${key}\n?\n`;
        own.push(undefined);
      } else if (typeof value === "string") {
        rest += `${key}\n=${value}\n`;
        own.push(value);
      } else {
        return undefined;
      }
      keys += 1;
    }
    if (!isAll(context, keys)) return undefined;
    lines += 2 * keys;
    if (keys > 0) head += keys;
    members = NaN;
  }
  return fitting({ text: `${head}\n${principal}${rest}`, lines, own, name, members });
}

/** True when all but the principal is the same. */
function isElsewhereSame(own, members, before) {
  return (
    members === before.members &&
    own[1] === before.own[1] &&
    own[2] === before.own[2] &&
    own[3] === before.own[3] &&
    own[4] === before.own[4]
  );
}

const fitting = (lines) => (lines.text.length > MOST_PLAIN ? undefined : lines);

/** No longer text fits into the evaluator's room, which counts bytes; that of crates/wasm/src/lib.rs. */
const MOST_PLAIN = 2 ** 12;

const NOTHING = {};

/** True when `for … in` sees what JSON writes of it, and nothing else. */
function isPlain(value) {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    value.toJSON === undefined &&
    value[Symbol.toStringTag] === undefined
  );
}

/** True when `for … in` met all that the object has: no symbol, and nothing hidden. */
const isAll = (object, met) => Reflect.ownKeys(object).length === met;

/** A name of which nothing is to be said: short, and of ASCII that is seen. */
function isSimple(name) {
  return name.length <= 1000 && /^[ -~]*$/.test(name);
}
