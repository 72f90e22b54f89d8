// A program that uses every export of `vestibule-signin/analysis`, to be compiled and not to be run.
import { compile as compileSignIn, PolicyError as SameError, type Decision } from "vestibule-signin";
import { Analysis, compile, EvaluatorError, load, PolicyError } from "vestibule-signin/analysis";
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
  Lockout,
  MapOptions,
  PhaseComparison,
  ProveOptions,
  SignInChange,
  Source,
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

// What must not compile.
// @ts-expect-error: compile makes them
new Analysis();
// @ts-expect-error: a promise
compile(caseFile).lockout();
// @ts-expect-error: a misspelt option
analysis.accessMap({ fre: [] });
// @ts-expect-error: a case file that is not compiled
analysis.diff(caseFile);
