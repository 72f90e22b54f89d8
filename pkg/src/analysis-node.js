// The entry of the analysis for Node.js, Deno and Bun.
import * as api from "./analysis-api.js";
import { given, moduleOf } from "./files.js";

export { Analysis, EvaluatorError, PolicyError } from "./analysis-api.js";

const file = () => moduleOf(new URL("./analysis.wasm", import.meta.url));

export const load = (source = file) => api.load(() => given(source));

export const compile = (caseFile) => api.compileAfter(load, caseFile);

export const statementsToPolicy = (statements, options) => api.statementsToPolicyAfter(load, statements, options);

export const policyToStatements = (policy, options) => api.policyToStatementsAfter(load, policy, options);

export const importCase = (files, options) => api.importCaseAfter(load, files, options);
