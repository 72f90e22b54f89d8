// The entry for browsers and bundlers. They recognise `new URL(…, import.meta.url)` and bring the
// file along.
import * as api from "./api.js";

export { EvaluatorError, PolicyError, SignIn } from "./api.js";
export { schema } from "./schemas.js";
export { version } from "./version.js";

const file = () => api.fetched(new URL("./evaluator.wasm", import.meta.url), "evaluator");

export const load = (source = file) => api.load(source);

export const compile = (policies, account, options) => api.compileAfter(load, policies, account, options);
