// The entry for Node.js, Deno and Bun.
import { readFileSync } from "node:fs";
import * as api from "./api.js";

export { EvaluatorError, PolicyError, SignIn } from "./api.js";
export { schema } from "./schemas.js";
export { version } from "./version.js";

// Nobody gains from other threads that read and check it: to hear from them takes longer.
const file = () => new WebAssembly.Module(readFileSync(new URL("./evaluator.wasm", import.meta.url)));

/** `fetch` knows no files there. */
const isFile = (source) => /^file:/i.test(source instanceof URL ? source.href : source);

export const load = (source = file) =>
  api.load(async () => {
    const given = await (typeof source === "function" ? source() : source);
    return isFile(given) ? new WebAssembly.Module(readFileSync(new URL(given))) : given;
  });

export const compile = (policies, account, options) => api.compileAfter(load, policies, account, options);
