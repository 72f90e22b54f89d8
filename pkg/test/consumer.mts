// A program that uses every export of the package, to be compiled and not to be run.
import { compile, EvaluatorError, load, PolicyError, schema, SignIn, version } from "vestibule-signin";
import type {
  Absent,
  AccessMap,
  Account,
  AccountPolicies,
  AccountStanding,
  AccountState,
  Action,
  ActionFact,
  ActionRole,
  AddressCount,
  AllOf,
  AllowListCheck,
  AllowListEntry,
  AllowListFormat,
  Any,
  AnyCase,
  AuthorizationTargets,
  Bearing,
  CaseFile,
  Certificate,
  CertifiedAnswer,
  CertifiedFile,
  CertifiedInputs,
  CertifiedProofs,
  CheckedAnswer,
  CheckedDomain,
  CheckedFile,
  CheckedKind,
  CloudTrail,
  CompileOptions,
  ConditionCoverage,
  Configuration,
  ConsoleAuthorization,
  ContextSet,
  ContextValue,
  ContextValues,
  Covered,
  Coverage,
  DecidedBy,
  Decision,
  DomainList,
  Door,
  DoorKind,
  Doors,
  Edit,
  Effect,
  EndpointPolicy,
  EndpointSet,
  Entry,
  EntryWidth,
  Expect,
  Extent,
  Facts,
  FactSource,
  FileEdit,
  FileResult,
  FileSuppression,
  Finding,
  Fix,
  FixApplies,
  Grid,
  GridNetwork,
  Guarantee,
  GuaranteedNetworks,
  GuaranteedOutcome,
  GuaranteedPrincipals,
  GuaranteeInState,
  GuaranteeProof,
  GuaranteeVerdict,
  Holds,
  ImportedFile,
  ImportedItems,
  ImportedKind,
  ImportGap,
  ImportReport,
  IssuedSessions,
  JoinedMethod,
  Json,
  KeyFact,
  KnownEndpoint,
  KnownPrincipal,
  Layer,
  LeftOut,
  Line,
  Lockout,
  LockoutVerdict,
  Mark,
  Mismatch,
  MutantKind,
  Mutants,
  NamedNetwork,
  NearestSignIn,
  NeededDomain,
  Network,
  NetworkSet,
  NetworksWord,
  NodeOrNodes,
  NodePolicy,
  NotIn,
  OAuthClient,
  OperatorFact,
  OperatorFamily,
  Organization,
  OrganizationAccount,
  OrganizationNode,
  OrganizationTree,
  Outcome,
  Patterns,
  Perimeter,
  PermissionStatement,
  Person,
  Phase,
  PhaseDecision,
  PhaseDetails,
  PhaseExpect,
  PhaseMap,
  PhaseOverride,
  Policies,
  PolicyCoverage,
  PolicyDocument,
  Position,
  PrincipalAccess,
  PrincipalKind,
  PrincipalPolicy,
  PrincipalSet,
  PrivateEndpoint,
  QuotaFact,
  QuotaName,
  QuotaUnit,
  Range,
  Ranges,
  Reason,
  Agreement,
  AmbiguousFact,
  Ambiguity,
  Candidate,
  Denial,
  DenialEvent,
  Denials,
  DenialSource,
  DenialText,
  DenialVerdict,
  ManagedPolicyFact,
  MatchedPolicy,
  PointsAt,
  RecordedCheck,
  Redecided,
  ReadinessBasis,
  ReadinessKind,
  ReadinessPoint,
  Recovery,
  RecoveryKind,
  RecoveryWay,
  Region,
  Related,
  Repair,
  RepairKind,
  Repairs,
  RepairStep,
  RequestInState,
  RequestResult,
  RolloutKind,
  RolloutPlan,
  RolloutReading,
  RolloutState,
  RolloutStep,
  RolloutVerdict,
  ServiceFact,
  SessionTimeline,
  Severity,
  SignInRequest,
  Source,
  Span,
  StandingVerdict,
  StatementCoverage,
  StatementName,
  Statements,
  StatementTrace,
  StoppedStep,
  SuppressedBy,
  Suppression,
  SuppressionPlace,
  Survivor,
  TestReport,
  TestTrace,
  TextPattern,
  TextSet,
  Truth,
  UndecidedStatement,
  Unmet,
  Unneeded,
  UnneededStatement,
  UnneededTest,
  UnreadLine,
  ValueKind,
  Verification,
  WayBack,
  WayIn,
  Where,
  Why,
  WhyUnneeded,
} from "vestibule-signin";

/** Has no index signature, as the types of other packages have none. */
interface Policy {
  Version: "2012-10-17";
  Statement: { Effect: "Allow" | "Deny"; Action: string; Resource: string }[];
}
const policy: Policy = { Version: "2012-10-17", Statement: [] };
const document: PolicyDocument = policy;
const nodes: NodeOrNodes = ["r-ab12", "ou-ab12-11111111"];
const node: NodePolicy = { name: "perimeter", attachedTo: nodes, document };
const nodeOfOne: NodePolicy = { attachedTo: "r-ab12", document };
const principal: PrincipalPolicy = { principal: "*", document: JSON.stringify(policy) };
const endpoint: EndpointPolicy = { endpoint: "vpce-0123456789abcdef0", document };
const policies: Policies = {
  resourceBased: document,
  resourceControl: [node],
  serviceControl: [node, nodeOfOne],
  identity: [principal],
  permissionsBoundary: [principal],
  session: [principal],
  vpcEndpoint: [endpoint],
};
const organization: Organization = { id: "o-a1b2c3d4e5", managementAccount: false, path: ["r-ab12"] };
const targets: AuthorizationTargets = { account: true };
const authorization: ConsoleAuthorization = targets;
const joinedMethod: JoinedMethod = "INVITED";
const account: Account = { id: "111122223333", organization, consoleAuthorization: authorization, identityCenter: false, rootCredentials: false, hardExpiry: true, joinedMethod };
const options: CompileOptions = { assumptions: { J9: false } };
const entry: Entry = "login-remote";
const network: Network = { sourceIp: "192.0.2.1" };
const override: PhaseOverride = { network };
const context: { [key: string]: ContextValue } = { one: "a", many: ["a", "b"], unknown: null };
const details: PhaseDetails = { decision: "denied", reason: "explicitDeny" };
const phaseExpect: PhaseExpect = details;
const expect: Expect = { outcome: "denied", phases: { "signin:Authenticate": phaseExpect } };
const request: SignInRequest = {
  name: "Alice",
  principal: "arn:aws:iam::111122223333:user/alice",
  entry,
  network,
  region: "eu-west-1",
  context,
  phases: { "signin:CreateOAuth2Token": override },
  expect,
};
const office: NamedNetwork = { name: "Tokyo office", sourceIp: ["203.0.113.0/24"] };
const but: NotIn = { notIn: ["Tokyo office"] };
const word: NetworksWord = "anywhere";
const places: GuaranteedNetworks[] = [but, word, ["Tokyo office"]];
const everybody: GuaranteedPrincipals = "any";
const wanted: GuaranteedOutcome = "allowed";
const always: Holds = "always";
const guarantees: Guarantee[] = places.map((from) => ({
  name: "a",
  principals: everybody,
  from,
  outcome: wanted,
  holds: always,
}));
const perimeter: Perimeter = { exempt: ["arn:aws:iam::111122223333:role/BreakGlass"] };
const principals: KnownPrincipal[] = [
  { principal: "arn:aws:iam::111122223333:user/BreakGlass", owner: "platform team", expires: "2027-06-30", loginProfile: true, passwordExpires: "2027-06-30", mfaLost: false, mfaRequired: true, mustChangePassword: true, mayChangePassword: false, accessKeys: true, assigned: true, deleted: false },
];
const vpcEndpoints: KnownEndpoint[] = [{ vpc: "vpc-0123456789abcdef0", serviceName: "com.amazonaws.eu-west-1.signin" }];
const oauthClients: OAuthClient[] = [{ clientId: "arn:aws:signin:::devtools/same-device", tokenFrom: ["Tokyo office"] }];
const grid: Grid = {
  people: [{ name: "Alice", principal: "arn:aws:iam::111122223333:user/Alice" } satisfies Person],
  networks: [{ name: "Office 1", sourceIp: ["203.0.113.0/26"] } satisfies GridNetwork],
};
const state: AccountState = "SUSPENDED";
const accountPolicies: AccountPolicies = { resourceBased: document, identity: [principal], vpcEndpoint: [endpoint] };
const member: OrganizationAccount = { id: "222233334444", name: "prod", state, consoleAuthorization: null, policies: accountPolicies };
const unit: OrganizationNode = { id: "ou-ab12-11111111", name: "Workloads", accounts: ["222233334444"] };
const tree: OrganizationTree = {
  id: "o-a1b2c3d4e5",
  managementAccount: "111122223333",
  consoleAuthorization: true,
  tree: { id: "r-ab12", accounts: ["111122223333"], children: [unit] },
  accounts: [member],
};
const caseFile: CaseFile = {
  vestibule: 1, account, organization: tree, policies, networks: [office], guarantees, perimeter, principals, vpcEndpoints, oauthClients, grid, requests: [request],
};

const source: Source = new URL("https://example.com/evaluator.wasm");
await load(source);
await load(async () => new Uint8Array());
await load();

const signIn: SignIn = await compile(policies, account, options);
await compile(JSON.stringify(caseFile.policies));
const json: Json<SignInRequest> = JSON.stringify(request);
const outcome: Outcome = signIn.outcome(json);
const outcomes: ("allowed" | "denied" | "unknown")[] = signIn.outcomes([request, json]);
const decisions: Decision[] = [...signIn.decideMany([request] as const), signIn.explain(request)];
const decision: Decision = signIn.decide(request);

const deniedAt: Action | null = decision.deniedAt;
const phases: PhaseDecision[] = decision.phases;
for (const decided of phases) {
  const phase: Phase = decided.phase;
  const reason: Reason = decided.reason;
  const by: DecidedBy[] = decided.decidedBy;
  const layer: Layer | undefined = by[0]?.layer;
  const open: string[] | undefined = decided.dependsOn;
  const trail: CloudTrail | null = decided.cloudTrail;
  const leftOut: LeftOut | undefined = decided.leftOut;
  const lines: Line[] = decided.explanation ?? [];
  const marks: Mark[] = lines.map((line) => line.mark);
  const statements: StatementTrace[] = decided.statements ?? [];
  for (const statement of statements) {
    const bearing: Bearing = statement.bearing;
    const effect: Effect | null = statement.effect;
    const tests: TestTrace[] = statement.tests;
    const truths: Truth[] = tests.map((test) => test.truth);
    const whys: Why[] = tests.map((test) => test.why);
    console.log(bearing, effect, truths, whys);
  }
  console.log(phase, reason, layer, open, trail?.errorMessage, marks, leftOut);
}

const findings: Finding[] = signIn.findings();
for (const finding of findings) {
  const severity: Severity = finding.severity;
  const span: Span | null = finding.span;
  const range: Range | null = finding.range;
  const start: Position | undefined = range?.start;
  const related: Related | undefined = finding.related;
  const fix: Fix | undefined = finding.fix;
  const applies: FixApplies | undefined = fix?.applies;
  const edits: Edit[] = fix?.edits ?? [];
  console.log(severity, span, start, related, fix?.title, applies, edits);
}
signIn.free();
signIn[Symbol.dispose]();

try {
  await compile("{");
} catch (error) {
  if (error instanceof PolicyError) {
    const name: "PolicyError" = error.name;
    const index: number | undefined = error.index;
    console.log(name, index, error.findings.length);
  } else if (error instanceof EvaluatorError) {
    console.log(error.inputHash, error.cause);
  }
}

const of: { [keyword: string]: unknown } = await schema("decision");
const text: string = version;
const report = {} as TestReport;
const file: FileResult | undefined = report.files[0];
const result: RequestResult | undefined = file?.requests[0];
const mismatch: Mismatch | undefined = result?.mismatches[0];
const unmet: Unmet | null | undefined = result?.unmet;
const nearest: NearestSignIn | null | undefined = unmet?.nearest;
const coverage: Coverage | undefined = report.coverage;
const covered: PolicyCoverage | undefined = coverage?.policies[0];
const tried: StatementCoverage | undefined = covered?.statements[0];
const condition: ConditionCoverage | undefined = tried?.conditions[0];
console.log(coverage?.requests, covered?.file, tried?.decided, condition?.stopped);
console.log(outcome, outcomes, decisions, deniedAt, of, text, mismatch, unmet?.why, nearest?.difference);

// What `map` and `lockout` of the command print.
const map = {} as AccessMap;
const maps: PhaseMap[] = map.phases;
const regions: Region[] = maps.flatMap((phase) => phase.regions).concat(map.chain);
const undecided: UndecidedStatement[] = map.undecided;
for (const region of regions) {
  const where: Where = region.where;
  const addresses: AddressCount | undefined = region.addresses;
  const from: NetworkSet | undefined = where.network;
  const through: EndpointSet | undefined = from !== undefined && "endpoint" in from ? from.endpoint : undefined;
  const inside: Ranges | undefined = through?.sourceIp;
  const every: Any = "any";
  const name: TextSet | undefined = where.region;
  const patterns: Patterns | undefined = name === every ? undefined : name;
  const pattern: TextPattern | undefined = patterns?.in?.[0];
  const other: AllOf | AnyCase | undefined = typeof pattern === "string" ? undefined : pattern;
  const anyCase: AnyCase | undefined = other !== undefined && "anyCase" in other ? other : undefined;
  const all: AllOf | undefined = other !== undefined && "all" in other ? other : undefined;
  const who: PrincipalSet | undefined = where.principal;
  const kinds: PrincipalKind[] = who?.kind ?? [];
  const key: ContextSet | undefined = where.context?.["aws:MultiFactorAuthPresent"];
  const absent: Absent = "absent";
  const values: ContextValues | undefined = key === absent ? undefined : key;
  console.log(addresses?.ipv4, inside, anyCase?.anyCase, all?.all, kinds, values?.orAbsent, undecided);
}
const lockout = {} as Lockout;
const verdict: LockoutVerdict = lockout.verdict;
const accesses: PrincipalAccess[] = lockout.principals;
const ways: WayIn[] = accesses.map((access) => access.verdict);
const proofs: GuaranteeProof[] = file?.guarantees ?? [];
const verdicts: GuaranteeVerdict[] = proofs.map((proof) => proof.verdict);
console.log(verdict, ways, verdicts);

// What `repair`, `unneeded`, `facts`, `mutants` and `verify` of the command print, and `--certificate` writes.
const found = {} as Repairs[];
const repairs: Repair[] = found.flatMap((each) => each.repairs);
const steps: RepairStep[] = repairs.flatMap((repair) => repair.steps);
const steppedBy: RepairKind[] = steps.map((step) => step.kind);
const edits: FileEdit[] = repairs.flatMap((repair) => repair.edits);
const extents: Extent[] = repairs.flatMap((repair) => [repair.opens, repair.closes]);
const unneeded = {} as Unneeded;
const idle: UnneededStatement[] = unneeded.statements;
const whys: WhyUnneeded[] = idle.map((statement) => statement.why);
const tests: UnneededTest[] = unneeded.tests;
console.log(steppedBy, edits, extents, whys, tests);
const facts = {} as Facts;
const known: KeyFact[] = facts.keys ?? [];
const valueKinds: ValueKind[] = known.map((key) => key.values);
const families: OperatorFamily[] = known.flatMap((key) => key.families);
const actionFacts: ActionFact[] = facts.actions ?? [];
const roles: ActionRole[] = actionFacts.map((action) => action.role);
const operators: OperatorFact[] = facts.operators ?? [];
const services: ServiceFact[] = facts.services ?? [];
const managedPolicies: ManagedPolicyFact[] = facts.managedPolicies ?? [];
console.log(managedPolicies);
const quotas: QuotaFact[] = facts.quotas ?? [];
const quotaNames: QuotaName[] = quotas.map((quota) => quota.quota);
const units: QuotaUnit[] = quotas.map((quota) => quota.unit);
const factSources: FactSource[] = facts.sources;
console.log(valueKinds, families, roles, operators, services, quotaNames, units, factSources);
const doors = {} as Doors;
const doorKinds: DoorKind[] = doors.doors.map((door: Door) => door.door);
const neededDomains: NeededDomain[] = doors.domains;
const domainLists: DomainList[] = neededDomains.map((domain) => domain.list);
const privateEndpoints: PrivateEndpoint[] = doors.privateAccess;
const allowList: AllowListCheck | undefined = doors.allowList;
const listFormat: AllowListFormat | undefined = allowList?.format;
const checkedDomains: CheckedDomain[] = allowList?.domains ?? [];
const coveredDomains: Covered[] = checkedDomains.map((domain) => domain.verdict);
const listEntries: AllowListEntry[] = allowList?.entries ?? [];
const widths: EntryWidth[] = listEntries.map((entry) => entry.width);
const unreadLines: UnreadLine[] = allowList?.unread ?? [];
console.log(doorKinds, domainLists, privateEndpoints, listFormat, coveredDomains, widths, unreadLines);
const standing: AccountStanding | undefined = ({} as Decision).accountFacts;
const standingVerdict: StandingVerdict | undefined = standing?.verdict;
console.log(standingVerdict);
const mutants = {} as Mutants;
const survivors: Survivor[] = mutants.survivors;
const changed: MutantKind[] = survivors.map((survivor) => survivor.kind);
console.log(changed);
const statements = {} as Statements;
const permissionStatements: PermissionStatement[] = statements.permissionStatements;
console.log(permissionStatements);
const imported = {} as ImportReport;
const importedFiles: ImportedFile[] = imported.files;
const importedItems: ImportedItems[] = importedFiles.flatMap((file) => file.used);
const importedKinds: ImportedKind[] = importedItems.map((items) => items.what);
const importGaps: ImportGap[] = imported.missing;
console.log(importedKinds, importGaps.flatMap((gap) => gap.calls));
const recovery = {} as Recovery;
const recoveryWays: RecoveryWay[] = recovery.ways;
const recoveryKinds: RecoveryKind[] = recoveryWays.map((way) => way.way);
const readiness: ReadinessPoint[] = recovery.readiness;
const readinessKinds: ReadinessKind[] = readiness.map((point) => point.point);
const readinessBases: ReadinessBasis[] = readiness.map((point) => point.basis);
console.log(readinessKinds, readinessBases);
const wayBack: WayBack = recovery.verdict;
const sessions: SessionTimeline[] = recovery.sessions ?? [];
const issued: IssuedSessions[] = sessions.flatMap((session) => session.issued ?? []);
const denials = {} as Denials;
const denialSource: DenialSource = denials.source;
const denialVerdict: DenialVerdict = denials.verdict;
const explained: Denial[] = denials.denials;
const denialTexts: DenialText[] = explained.flatMap((denial) => denial.texts);
const denialEvents: DenialEvent[] = explained.flatMap((denial) => denial.event ?? []);
const pointsAt: PointsAt[] = explained.flatMap((denial) => denial.pointsAt);
const ambiguities: Ambiguity[] = explained.flatMap((denial) => denial.ambiguous);
const ambiguousFacts: AmbiguousFact[] = ambiguities.map((ambiguity) => ambiguity.fact);
const recordedChecks: RecordedCheck[] = explained.flatMap((denial) => denial.checks ?? []);
const matchedPolicies: MatchedPolicy[] = recordedChecks.flatMap((check) => check.matched ?? []);
const redecided: Redecided[] = explained.flatMap((denial) => denial.decided);
const agreements: Agreement[] = redecided.map((decided) => decided.agreement);
const candidates: Candidate[] = redecided.flatMap((decided) => decided.candidates);
console.log(denialSource, denialVerdict, denialTexts, denialEvents, pointsAt, ambiguousFacts, matchedPolicies, agreements, candidates);
const rollout = {} as RolloutPlan;
const rolloutVerdict: RolloutVerdict = rollout.verdict;
const rolloutSteps: RolloutStep[] = rollout.steps;
const rolloutKinds: RolloutKind[] = rolloutSteps.map((step) => step.kind);
const rolloutStates: RolloutState[] = rolloutSteps.map((step) => step.state);
const inState: GuaranteeInState[] = rolloutStates.flatMap((state) => state.guarantees);
const requestsInState: RequestInState[] = rolloutStates.flatMap((state) => state.requests);
const otherReadings: RolloutReading[] = rolloutStates.flatMap((state) => state.otherReading ?? []);
const stopped: StoppedStep[] = rollout.stopped ?? [];
console.log(recoveryKinds, wayBack, issued, rolloutVerdict, rolloutKinds, inState, requestsInState, otherReadings, stopped);
const certificate = {} as Certificate;
const inputs: CertifiedInputs = certificate.inputs;
const files: CertifiedFile[] = inputs.files;
const answer: CertifiedAnswer = certificate.answer;
const certified: CertifiedProofs | undefined = "prove" in answer ? answer.prove : undefined;
const verification = {} as Verification;
const checked: CheckedAnswer | undefined = verification.checked;
console.log(files, certified?.guarantees, checked?.witnesses);

// What `check` of the command prints and is told.
const looked = {} as CheckedFile[];
const kindsFound: (CheckedKind | null)[] = looked.map((one) => one.kind);
const listed: (SuppressedBy | undefined)[] = looked.flatMap((one) => one.suppressed ?? []).map((one) => one.suppressed);
const suppressedAt: (SuppressionPlace | undefined)[] = listed.map((by) => by?.place);
const configuration: Configuration = { severity: "warning", failOn: "error", ignore: ["VST012"] };
const inFiles: FileSuppression[] = configuration.suppressions ?? [];
const suppression: Suppression = { rule: "VST012", policy: "perimeter", statement: 0, reason: "known", expires: "2027-06-30" };
const statementName: StatementName | undefined = suppression.statement;
console.log(kindsFound, suppressedAt, inFiles, statementName);

// What must not compile.
// @ts-expect-error: compile makes them
new SignIn();
// @ts-expect-error: a misspelt layer
const misspelt: Policies = { resourceBase: document };
// @ts-expect-error: a request needs a principal
signIn.decide({ network });
// @ts-expect-error: there is no such outcome
const never: Outcome = "maybe";
// @ts-expect-error: paths are no numbers
const number: PolicyDocument = 1;
console.log(misspelt, never, number);
