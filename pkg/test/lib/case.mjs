// Case files as the package is handed them: policies, account and requests apart, each as it stands
// in the file, because places in decisions are bytes of that text.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { corpus } from "./package.mjs";

/** The paths of all case files of the corpus, in order. */
export function corpusFiles() {
  return readdirSync(corpus, { recursive: true })
    .filter((path) => path.endsWith(".json"))
    .map((path) => join(corpus, path))
    .sort();
}

/** The parts of a case file. */
export function parts(file) {
  const text = readFileSync(file, "utf8");
  const { policies, account, requests, assumptions } = members(text);
  return { policies, account, requests, assumptions: assumptions && JSON.parse(assumptions) };
}

/** The texts of the members of the object that `text` is. */
export function members(text) {
  const found = {};
  let depth = 0;
  let start = 0;
  let name;
  const end = (at) => {
    if (name !== undefined) {
      found[name] = text.slice(start, at).trim();
      name = undefined;
    }
  };
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs)) {
    if (token === "{" || token === "[") {
      depth += 1;
    } else if (token === "}" || token === "]") {
      depth -= 1;
      if (depth === 0) {
        end(index);
      }
    } else if (depth === 1 && token === ",") {
      end(index);
    } else if (depth === 1 && token === ":") {
      start = index + 1;
    } else if (depth === 1 && name === undefined && token !== ":") {
      name = JSON.parse(token);
    }
  }
  return found;
}
