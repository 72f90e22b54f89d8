// A program that uses every export of `vestibule-signin/analysis`, to be compiled and not to be run.
import { compile as compileSignIn, PolicyError as SameError, type Decision } from "vestibule-signin";
import {
  Analysis,
  compile,
  EvaluatorError,
  importCase,
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
  FileToImport,
  Finding,
  GuaranteeProof,
  ImportedCase,
  ImportOptions,
  ImportReport,
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
const inAccounts: string[] = checked.flatMap((finding) => finding.accounts ?? []);
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
console.log(decision, lockout.summary, proofs, findings, checked, inAccounts);

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

const bytes = new TextEncoder().encode("{}");
const files: FileToImport[] = [
  { path: "roots.json", text: "{}" },
  { path: "accounts.json", bytes },
  { path: "policies.json", bytes: bytes.buffer },
];
const told: ImportOptions = { account: "111122223333", complete: ["rcp", "identity"] as const };
const imported: ImportedCase = await importCase(files, told);
await importCase([{ path: "roots.json", text: "{}" }] as const);
const report: ImportReport = imported.report;
const wrong: Finding[] = report.files.flatMap((file) => file.findings).concat(report.missing.map((gap) => gap.finding));
if (imported.case !== null) await compile(imported.case);
console.log(report.files[0]?.takenFor, report.missing[0]?.calls, wrong);

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
// @ts-expect-error: a file without a path
importCase([{ text: "{}" }]);
// @ts-expect-error: both
importCase([{ path: "roots.json", text: "{}", bytes }]);
// @ts-expect-error: no kind of policies
importCase(files, { complete: ["resourceControl"] });
// @ts-expect-error: it may be null
compile(imported.case);
