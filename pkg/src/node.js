// The entry for Node.js, Deno and Bun.
import { readFile } from "node:fs/promises";
import * as api from "./api.js";

export { EvaluatorError, PolicyError, SignIn } from "./api.js";
export { schema } from "./schemas.js";
export { version } from "./version.js";

const file = () => readFile(new URL("./evaluator.wasm", import.meta.url));

export const load = (source = file) => api.load(source);

export async function compile(policies, account, options) {
  await load();
  return api.compile(policies, account, options);
}
