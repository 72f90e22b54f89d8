// The entry for Node.js, Deno and Bun.
import { readFileSync } from "node:fs";
import * as api from "./api.js";

export { EvaluatorError, PolicyError, SignIn } from "./api.js";
export { schema } from "./schemas.js";
export { version } from "./version.js";

// Nobody gains from other threads that read and check it: to hear from them takes longer.
const file = () => new WebAssembly.Module(readFileSync(new URL("./evaluator.wasm", import.meta.url)));

export const load = (source = file) => api.load(source);

export async function compile(policies, account, options) {
  await load();
  return api.compile(policies, account, options);
}
