// The entry for Node.js, Deno and Bun.
import * as api from "./api.js";
import { given, moduleOf } from "./files.js";

export { EvaluatorError, PolicyError, SignIn } from "./api.js";
export { schema } from "./schemas.js";
export { version } from "./version.js";

const file = () => moduleOf(new URL("./evaluator.wasm", import.meta.url));

export const load = (source = file) => api.load(() => given(source));

export const compile = (policies, account, options) => api.compileAfter(load, policies, account, options);
