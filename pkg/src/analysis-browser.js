// The entry of the analysis for browsers and bundlers. They recognise `new URL(…, import.meta.url)`
// and bring the file along.
import * as api from "./analysis-api.js";

export { Analysis, EvaluatorError, PolicyError } from "./analysis-api.js";

const file = () => api.fetched(new URL("./analysis.wasm", import.meta.url), "analysis");

export const load = (source = file) => api.load(source);

export const compile = (caseFile) => api.compileAfter(load, caseFile);

export const statementsToPolicy = (statements, options) => api.statementsToPolicyAfter(load, statements, options);

export const policyToStatements = (policy, options) => api.policyToStatementsAfter(load, policy, options);

export const importCase = (files, options) => api.importCaseAfter(load, files, options);
