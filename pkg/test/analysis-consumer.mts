// A program that uses every export of `vestibule-signin/analysis`, to be compiled and not to be run.
import { compile as compileSignIn, PolicyError as SameError, type Decision } from "vestibule-signin";
import {
  Analysis,
  compile,
  EvaluatorError,
  load,
  PolicyError,
  policyToStatements,
  statementsToPolicy,
} from "vestibule-signin/analysis";
import type {
  AccessMap,
  CaseFile,
  CheckOptions,
  Comparison,
  DecidedSide,
  DiffOptions,
  Finding,
  GuaranteeProof,
  Json,
  ListedStatements,
  Lockout,
  MapOptions,
  PermissionStatement,
  PhaseComparison,
  ProveOptions,
  SignInChange,
  Source,
  Statements,
  StatementsOptions,
} from "vestibule-signin/analysis";

const source: Source = new URL("https://example.com/analysis.wasm");
await load(source);
await load();

const caseFile: CaseFile = { vestibule: 1, policies: {}, requests: [] };
const given: Json<CaseFile> = JSON.stringify(caseFile);
const analysis: Analysis = await compile(given);
await compile(caseFile);

const options: MapOptions = { free: ["aws:PrincipalTag/team"] as const };
const map: AccessMap = analysis.accessMap(options);
const lockout: Lockout = analysis.lockout();
const today: ProveOptions = { today: "2027-06-30", perimeter: true };
const proofs: GuaranteeProof[] = analysis.prove(today);
const findings: Finding[] = analysis.findings();
const day: CheckOptions = { today: "2027-06-30" };
const checked: Finding[] = analysis.check(day);
const phases: DiffOptions = { phases: true };
const comparison: Comparison = analysis.diff(await compile(caseFile), phases);
const byPhase: PhaseComparison[] = comparison.phases ?? [];
const changes: SignInChange[] = byPhase.flatMap((phase) => phase.changes).concat(comparison.changes);
const sides: DecidedSide[] = changes.flatMap((change) => [change.before, change.after]);
console.log(comparison.equivalent, sides);
analysis.free();
analysis[Symbol.dispose]();

// A witness is a request of the main entry.
const witness = map.chain[0]?.witness;
const signIn = await compileSignIn(caseFile.policies);
const decision: Decision | undefined = witness && signIn.decide(witness);
console.log(decision, lockout.summary, proofs, findings, checked);

try {
  analysis.accessMap();
} catch (error) {
  if (error instanceof PolicyError) {
    const same: SameError = error;
    console.log(same.findings);
  } else if (error instanceof EvaluatorError) {
    console.log(error.inputHash);
  }
}

const office: PermissionStatement = { sourceIp: "203.0.113.0/24" };
const listed: ListedStatements = { permissionStatements: [{ sid: "", condition: {} }] };
const merged: StatementsOptions = { account: "111122223333", assumptions: { J1: false }, calls: "python" };
const made: Statements = await statementsToPolicy([office] as const, merged);
await statementsToPolicy(office);
await statementsToPolicy(made);
await statementsToPolicy(listed, { calls: "commands" });
await statementsToPolicy("aws signin put-resource-permission-statement --source-ip 203.0.113.0/24");
const back: Statements = await policyToStatements(made.policy);
console.log(back.permissionStatements, back.notExpressible, made.calls, made.assumptions, made.findings);

// What must not compile.
// @ts-expect-error: compile makes them
new Analysis();
// @ts-expect-error: a promise
compile(caseFile).lockout();
// @ts-expect-error: a misspelt option
analysis.accessMap({ fre: [] });
// @ts-expect-error: a case file that is not compiled
analysis.diff(caseFile);
// @ts-expect-error: a misspelt parameter
statementsToPolicy({ sourceIP: "203.0.113.0/24" });
// @ts-expect-error: no form of calls
policyToStatements({}, { calls: "terraform" });
