/// <reference lib="esnext.disposable" />
// Signatures are written by hand; every type that crosses the border is generated.
import type { Account, Decision, Finding, Outcome, Policies, SignInRequest } from "./wire.js";

export type * from "./wire.js";

/** A value of the contract, or its JSON text. */
export type Json<T> = T | string;

/**
 * Where the evaluator's wasm comes from: its bytes, a `WebAssembly.Module`, a `Response`, or a `URL`
 * or its text. Not said by name, because not every environment declares those types.
 */
export type Source = object | string;

export interface CompileOptions {
  /** Points that AWS leaves open, by id (`J9`): false takes the other reading. */
  assumptions?: { [id: string]: boolean };
}

/**
 * Compiles the policies that bear on the sign-ins of an account. Loads the evaluator first, unless
 * that has been done.
 *
 * A policy that AWS would refuse does not throw: `findings()` has it, and decisions say where they
 * depend on it.
 *
 * @throws {PolicyError} when the policies or the account cannot be used
 * @throws {TypeError} when an argument is no JSON, or JSON would leave a part of it out: `undefined`
 *   anywhere but for an optional member of the account, a symbol, a function, a hole in a list
 */
export function compile(
  policies: Json<Policies>,
  account?: Json<Account>,
  options?: CompileOptions,
): Promise<SignIn>;

/**
 * Loads the evaluator. `compile` does so by itself; call this to load it earlier, or to say where
 * its wasm is when it does not stand beside the JavaScript. Only the first call loads anything.
 */
export function load(source?: Source | Promise<Source> | (() => Source | Promise<Source>)): Promise<void>;

/** Policies, compiled. `compile` makes it. */
export class SignIn {
  private constructor();

  /**
   * The decision on a request. It is unknown, with `"work-limit"` in `dependsOn`, when deciding
   * takes more work than is done.
   * @throws {PolicyError} when the request cannot be decided
   * @throws {TypeError} when JSON would leave a part of it out, such as a key of `context` that is
   *   undefined; only the other optional members may be
   */
  decide(request: Json<SignInRequest>): Decision;

  /**
   * The decisions on several requests.
   * @throws {PolicyError} when one cannot be decided; `index` says which
   */
  decideMany(requests: Json<readonly Json<SignInRequest>[]>): Decision[];

  /**
   * The outcome of a request alone: the same answer without why, and faster.
   * @throws {PolicyError} when the request cannot be decided
   */
  outcome(request: Json<SignInRequest>): Outcome;

  /**
   * The outcomes of several requests.
   * @throws {PolicyError} when one cannot be decided; `index` says which
   */
  outcomes(requests: Json<readonly Json<SignInRequest>[]>): Outcome[];

  /**
   * The decision on a request, with every statement and an explanation in each phase.
   * @throws {PolicyError} when the request cannot be decided
   */
  explain(request: Json<SignInRequest>): Decision;

  /** What is wrong with the policies and the account, and worth knowing. */
  findings(): Finding[];

  /** Gives the memory back. Afterwards every other method throws a `TypeError`. */
  free(): void;

  /** The same, for `using`. */
  [Symbol.dispose](): void;
}

/** The input cannot be used. The message is that of the first finding. */
export class PolicyError extends Error {
  private constructor();
  readonly name: "PolicyError";
  /** What is wrong, each with a stable code, a severity and a place. */
  readonly findings: Finding[];
  /** Of `decideMany` and `outcomes`: which request it is about, from zero. */
  readonly index?: number;
}

/** The evaluator itself broke. It works again; please report the error. */
export class EvaluatorError extends Error {
  private constructor();
  readonly name: "EvaluatorError";
  /**
   * Tells the input without showing it: the 64-bit FNV-1a of the JSON texts of policies, account,
   * assumptions and request, each with a NUL behind it.
   */
  readonly inputHash: string;
  readonly cause: unknown;
}

/** The JSON Schema of case files (unless told otherwise), decisions, findings or test reports. */
export function schema(of?: "case" | "decision" | "finding" | "report"): Promise<{ [keyword: string]: unknown }>;

/** The version of this package. */
export const version: string;
