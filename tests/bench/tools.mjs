// The tools that are timed. Each takes the policy and the sign-ins in its own form, made before
// the clock starts, and answers a sign-in at all three actions.

import cedar from "@cedar-policy/cedar-wasm/nodejs";
import { createValidatedPolicy, validateResourceControlPolicy } from "@cloud-copilot/iam-policy";
import { anonymousPrincipal, runSimulation, runUnsafeSimulation } from "@cloud-copilot/iam-simulate";
import { ACCOUNT, ACTIONS, contextKeys } from "./cases.mjs";

/**
 * @typedef {object} Tool
 * @property {string} name
 * @property {string} kind how much is answered, and from what; ratios are within a kind
 * @property {number} rounds how many calls are worth a round; slow tools get by with fewer
 * @property {number} [atOnce] how many sign-ins a call decides, when it is not one
 * @property {(signIn: object) => unknown} prepare the sign-in in the tool's own form
 * @property {(prepared: unknown) => unknown} run what is timed; may return a promise
 * @property {(answer: unknown) => boolean[]} denied what it says of each action, or of the whole
 */

const CONSOLE = "arn:aws:signin:::console/canvas";

/** So many requests in one call of `outcomes`. */
const AT_ONCE = 10_000;

/** The package of this project. */
export function vestibule({ compile }, { policy }) {
  const policies = { resourceControl: [{ name: "perimeter", attachedTo: "r-ab12", document: policy }] };
  const compiled = compile(policies, ACCOUNT);
  const request = ({ principal, network, region }) => ({ entry: "console", principal, network, region });
  const phases = (decision) => decision.phases.map((phase) => phase.decision === "denied");
  return [
    {
      name: "vestibule, decision with what decided it",
      kind: "decision",
      rounds: 4000,
      prepare: request,
      run: (request) => compiled.decide(request),
      denied: phases,
    },
    {
      name: "vestibule, every statement explained",
      kind: "statements",
      rounds: 500,
      prepare: request,
      run: (request) => compiled.explain(request),
      denied: phases,
    },
    {
      name: "vestibule, outcome alone",
      kind: "outcome",
      rounds: 10_000,
      prepare: request,
      run: (request) => compiled.outcome(request),
      denied: (outcome) => [outcome === "denied"],
    },
    {
      name: "vestibule, one of 10,000 outcomes",
      kind: "outcomes",
      rounds: 8,
      atOnce: AT_ONCE,
      prepare: (signIn) => Array.from({ length: AT_ONCE }, (_, index) => request(another(signIn, index))),
      run: (requests) => compiled.outcomes(requests),
      denied: (outcomes) => outcomes.map((outcome) => outcome === "denied"),
    },
    {
      name: "vestibule, the same, each from elsewhere",
      kind: "outcomes",
      rounds: 8,
      atOnce: AT_ONCE,
      prepare: (signIn) => Array.from({ length: AT_ONCE }, (_, index) => request(moved(another(signIn, index), index))),
      run: (requests) => compiled.outcomes(requests),
      denied: (outcomes) => outcomes.map((outcome) => outcome === "denied"),
    },
    {
      name: "vestibule, reading the policy each time",
      kind: "read",
      rounds: 100,
      prepare: request,
      run(request) {
        const compiled = compile(policies, ACCOUNT);
        const decision = compiled.decide(request);
        compiled.free();
        return decision;
      },
      denied: phases,
    },
  ];
}

/** Somebody else at the same place, as far as the policy does not ask who it is. */
function another({ principal, network, region }, index) {
  return { principal: principal.replace("Alice", `User${index}`), network: { ...network }, region };
}

/** From beside there, as far as the policy makes no difference: all of them tell of /28 or wider. */
function moved({ network, ...signIn }, index) {
  const [, start, last] = /^(.*\.)(\d+)$/.exec(network.sourceIp);
  const sourceIp = `${start}${(Number(last) & ~15) + (index % 15)}`;
  return { ...signIn, network: { ...network, sourceIp } };
}

/**
 * iam-simulate evaluates single API calls: the phases, which keys exist at which action and that
 * a console sign-in needs no Allow are told to it here. It has no value that is not known.
 */
export function iamSimulate({ policy }) {
  // AWS attaches the like of it to every root; runSimulation adds it by itself.
  const full = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
  const everybody = { Version: "2012-10-17", Statement: [full] };
  const simulations = (rcps, resourcePolicy) => (signIn) =>
    ACTIONS.map((action, phase) => ({
      identityPolicies: [],
      serviceControlPolicies: [],
      resourceControlPolicies: [{ orgIdentifier: "r-ab12", policies: rcps }],
      resourcePolicy,
      request: {
        // Before authentication nobody is known.
        principal: phase === 0 ? anonymousPrincipal : signIn.principal,
        action,
        resource: { resource: CONSOLE, accountId: ACCOUNT.id },
        contextVariables: contextKeys(signIn, action),
      },
    }));
  const ready = createValidatedPolicy(policy, validateResourceControlPolicy);
  // With a name, for which runUnsafeSimulation asks.
  const open = createValidatedPolicy(everybody, () => [], { name: "everybody" });
  const rcp = (policy) => [{ name: "perimeter", policy }];
  const results = (answers) => answers.map(({ overallResult }) => denied(overallResult));
  return [
    {
      name: "iam-simulate, every statement explained",
      kind: "statements",
      rounds: 40,
      prepare: simulations(rcp(ready), open),
      run: async (simulations) => each(simulations, (simulation) => runSimulation(simulation, {})),
      denied: results,
    },
    {
      name: "iam-simulate, result alone",
      kind: "outcome",
      rounds: 40,
      prepare: simulations([{ name: "full", policy: everybody }, ...rcp(policy)], open),
      run: (simulations) => simulations.map((simulation) => runUnsafeSimulation(simulation, {})),
      denied: (answers) => answers.map(denied),
    },
    {
      name: "iam-simulate, reading the policy each time",
      kind: "read",
      rounds: 40,
      prepare: simulations(rcp(policy), everybody),
      run: async (simulations) => each(simulations, (simulation) => runSimulation(simulation, {})),
      denied: results,
    },
  ];

  function denied(result) {
    if (result !== "Allowed" && result !== "ExplicitlyDenied") {
      throw new Error(`iam-simulate says ${result}`);
    }
    return result === "ExplicitlyDenied";
  }
}

async function each(simulations, run) {
  const answers = [];
  for (const simulation of simulations) {
    answers.push(await run(simulation));
  }
  return answers;
}

/**
 * Cedar has another language: the policy is written anew in it. It has no phases either, and
 * names the policies that decided but not the clause.
 */
export function cedarWasm({ name, cedar: text }) {
  const policies = { staticPolicies: text };
  const parsed = cedar.preparsePolicySet(name, policies);
  if (parsed.type !== "success") {
    throw new Error(JSON.stringify(parsed.errors));
  }
  const ip = (arg) => ({ __extn: { fn: "ip", arg } });
  const calls = (policy) => (signIn) =>
    ACTIONS.map((action, phase) => {
      const keys = contextKeys(signIn, action);
      const context = {
        sourceIp: keys["aws:SourceIp"] && ip(keys["aws:SourceIp"]),
        vpcSourceIp: keys["aws:VpcSourceIp"] && ip(keys["aws:VpcSourceIp"]),
        sourceVpc: keys["aws:SourceVpc"],
        requestedRegion: keys["aws:RequestedRegion"],
        signInPrincipalArn: keys["signin:PrincipalArn"],
        principalArn: keys["aws:PrincipalArn"],
      };
      const present = Object.entries(context).filter(([, value]) => value !== undefined);
      return {
        principal: { type: "SignIn::Caller", id: phase === 0 ? "anonymous" : signIn.principal },
        action: { type: "SignIn::Action", id: action.replace("signin:", "") },
        resource: { type: "SignIn::Console", id: CONSOLE },
        context: Object.fromEntries(present),
        entities: [],
        ...policy,
      };
    });
  const denied = (answers) =>
    answers.map((answer) => {
      if (answer.type !== "success" || answer.response.diagnostics.errors.length > 0) {
        throw new Error(JSON.stringify(answer));
      }
      return answer.response.decision === "deny";
    });
  return [
    {
      name: "cedar-wasm, decision with what decided it",
      kind: "decision",
      rounds: 200,
      prepare: calls({ preparsedPolicySetId: name }),
      run: (calls) => calls.map((call) => cedar.statefulIsAuthorized(call)),
      denied,
    },
    {
      name: "cedar-wasm, reading the policies each time",
      kind: "read",
      rounds: 40,
      prepare: calls({ policies }),
      run: (calls) => calls.map((call) => cedar.isAuthorized(call)),
      denied,
    },
  ];
}
