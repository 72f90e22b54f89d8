// The entry for browsers and bundlers. They recognise `new URL(…, import.meta.url)` and bring the
// file along.
import * as api from "./api.js";

export { EvaluatorError, PolicyError, SignIn } from "./api.js";
export { schema } from "./schemas.js";
export { version } from "./version.js";

async function file() {
  const url = new URL("./evaluator.wasm", import.meta.url);
  const response = await fetch(url);
  // Some servers have a page for whatever they do not find.
  if (!response.ok || response.headers.get("content-type")?.startsWith("text/html")) {
    const help = "serve the package's `dist/evaluator.wasm` there, or hand `load` another place";
    throw new Error(`the evaluator is not at ${url} (status ${response.status}): ${help}`);
  }
  return response;
}

export const load = (source = file) => api.load(source);

export const compile = (policies, account, options) => api.compileAfter(load, policies, account, options);
