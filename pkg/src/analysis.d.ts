/// <reference lib="esnext.disposable" />
// Signatures are written by hand; every type that crosses the border is generated.
import type { Json, Source } from "./index.js";
import type {
  AccessMap,
  CaseFile,
  Comparison,
  Finding,
  GuaranteeProof,
  ImportReport,
  Lockout,
  PermissionStatement,
  Statements,
} from "./wire.js";

export type * from "./wire.js";
export type { Json, Source } from "./index.js";
export { EvaluatorError, PolicyError } from "./index.js";

/**
 * Compiles a case file, for questions about all of its sign-ins at once. Loads the analysis first,
 * unless that has been done.
 *
 * The account is that of `account.id`, else that of the principals of `requests`, which may be
 * empty otherwise. Policies are inline: paths of files are followed by the command alone. A policy
 * that AWS would refuse does not throw: `findings()` has it, and answers say what is undecided
 * because of it.
 *
 * @throws {PolicyError} when the case file cannot be used
 * @throws {TypeError} when it is no JSON, or JSON would leave a part of it out: `undefined` anywhere
 *   but for an optional member of the account or of a request, a symbol, a function, a hole in a list
 */
export function compile(caseFile: Json<CaseFile>): Promise<Analysis>;

/**
 * Loads the analysis. `compile` does so by itself; call this to load it earlier, or to say where
 * its wasm is when it does not stand beside the JavaScript. Only the first call loads anything.
 */
export function load(source?: Source | Promise<Source> | (() => Source | Promise<Source>)): Promise<void>;

export interface StatementsOptions {
  /** The account of the policy; otherwise that of the principals that it excludes. */
  account?: string;
  /** Points that AWS leaves open, by id (`J1`): false takes the other reading. */
  assumptions?: { [id: string]: boolean };
  /** Writes the calls, too, into `calls`: as commands of the AWS CLI, or as a script for boto3. */
  calls?: "commands" | "python";
}

/** What `list-resource-permission-statements` gives. */
export interface ListedStatements {
  permissionStatements: readonly { sid?: string; condition?: unknown }[];
  nextToken?: string;
}

/**
 * The resource-based policy that permission statements make: one, a list of them, what
 * `aws signin list-resource-permission-statements` prints, an answer of these functions, or the text
 * of commands of the AWS CLI.
 *
 * @throws {PolicyError} when AWS would refuse a statement, or there is none
 * @throws {TypeError} when an argument is no JSON, or JSON would leave a part of it out
 */
export function statementsToPolicy(
  statements: Json<PermissionStatement | readonly PermissionStatement[] | ListedStatements | Statements>,
  options?: StatementsOptions,
): Promise<Statements>;

/**
 * The permission statements that make a resource-based policy, one a call. What no call makes is in
 * `notExpressible`, each with the reason. A policy is the document, or the output of an AWS tool
 * that holds it, such as `aws signin get-resource-policy`.
 *
 * @throws {PolicyError} when there is no policy
 * @throws {TypeError} when an argument is no JSON, or JSON would leave a part of it out
 */
export function policyToStatements(policy: Json<object>, options?: StatementsOptions): Promise<Statements>;

/**
 * A file to import: its path, with `/` between folders, and what it holds. `bytes` are UTF-8, or
 * UTF-16 with a byte order mark, as programs save them.
 */
export type FileToImport =
  | { path: string; text: string; bytes?: undefined }
  | { path: string; bytes: ArrayBufferView | ArrayBuffer; text?: undefined };

export interface ImportOptions {
  /** The twelve digits of the account of outputs that do not name theirs. */
  account?: string;
  /** The kinds of policies of which the files have all that there are. */
  complete?: readonly ("resource-based" | "rcp" | "scp" | "identity" | "vpc-endpoint")[];
}

/** What files become. */
export interface ImportedCase {
  /** The case file, for `compile`; null where the files say too little for one. */
  case: CaseFile | null;
  /** What each file was taken for and what of it was used, and what no file tells. */
  report: ImportReport;
}

/**
 * Makes a case file of what the tools of AWS print: outputs of the AWS CLI, boto3 and PowerShell,
 * YAML, templates of CloudFormation, states and plans of Terraform, in any mixture and order. What
 * a file is, its content says. Names count alone where an output does not say what it is about:
 * then an id in the path does. As `vestibule import` does, and with its answer.
 *
 * What is wrong with a file is in the report and does not throw; look for findings of severity
 * `error` there. What no file tells is unknown in the case file.
 *
 * @throws {TypeError} when an argument is no list of files, or an option is not known
 */
export function importCase(files: readonly FileToImport[], options?: ImportOptions): Promise<ImportedCase>;

export interface MapOptions {
  /**
   * Context keys that range over all values and over absence, though nothing says that a sign-in
   * has them. Otherwise they are absent, and `assumedAbsent` lists them.
   */
  free?: readonly string[];
}

export interface ProveOptions {
  /** The day, such as `2027-06-30`, by which guarantees that expire are said to have expired. */
  today?: string;
  /**
   * Proves, too, that nobody gets in from outside of `networks`, by any door: the `perimeter` of a
   * case file that has none.
   */
  perimeter?: boolean;
}

export interface CheckOptions {
  /** The day, such as `2027-06-30`, by which suppressions and exemptions that expire have expired. */
  today?: string;
}

export interface DiffOptions {
  /** Compares each action by itself, too. */
  phases?: boolean;
}

/**
 * All sign-ins of a case file. `compile` makes it. What a question comes to is computed when it is
 * asked. Every answer throws a `PolicyError` where there is none, above all when the account is not
 * told or the policies are too large.
 */
export class Analysis {
  private constructor();

  /**
   * Who gets in from where: every sign-in, in few regions, each with a request to show it.
   * @throws {PolicyError} when there is no answer
   */
  accessMap(options?: MapOptions): AccessMap;

  /**
   * Who does not get in at all, from any of the networks of the case file, or from anywhere where
   * it names none.
   * @throws {PolicyError} when there is no answer
   */
  lockout(): Lockout;

  /**
   * For each of the `guarantees` of the case file whether it holds for every sign-in, in their
   * order, and for its `perimeter` behind them.
   * @throws {PolicyError} when there is no answer, above all when there are no guarantees
   */
  prove(options?: ProveOptions): GuaranteeProof[];

  /**
   * What becomes otherwise with another case file: who is newly denied, who is newly allowed, and
   * of whom that is not known. Anything may differ; where the accounts do, each stands for the
   * other in the second.
   * @throws {PolicyError} when there is no answer
   */
  diff(other: Analysis, options?: DiffOptions): Comparison;

  /**
   * What the readers and all rules of lint find, as `vestibule check` says it, those about the whole
   * case included: who is locked out, exemptions without effect, statements that change nothing.
   * Those that a suppression of the case file is about have `suppressed`; those of an organization
   * have as `accounts` the accounts that they are about.
   */
  check(options?: CheckOptions): Finding[];

  /** What the readers find wrong with the case file and its policies, without the rules of lint. */
  findings(): Finding[];

  /** Gives the memory back. Afterwards every other method throws a `TypeError`. */
  free(): void;

  /** The same, for `using`. */
  [Symbol.dispose](): void;
}
