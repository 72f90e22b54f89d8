// The policies, the sign-ins, and what must come of each at each action.

import { readFileSync } from "node:fs";

const here = new URL(".", import.meta.url);
const text = (path) => readFileSync(new URL(path, here), "utf8");
const json = (path) => JSON.parse(text(path));

export const ACTIONS = [
  "signin:Authenticate",
  "signin:AuthorizeOAuth2Access",
  "signin:CreateOAuth2Token",
];

const ALICE = "arn:aws:iam::777788889999:user/Alice";
const BREAK_GLASS = "arn:aws:iam::777788889999:role/OrgBreakGlassRole";
const VPC = {
  vpc: "vpc-0a1b2c3d4e5f60718",
  endpoint: "vpce-0123456789abcdef0",
  sourceIp: "10.0.1.25",
};

// The same four as in crates/signin/benches/fixtures.
const signIns = (region) => [
  { name: "office", principal: ALICE, network: { sourceIp: "203.0.113.10" }, region, denied: false },
  { name: "vpc", principal: ALICE, network: VPC, region, denied: false },
  {
    name: "break-glass, elsewhere",
    principal: BREAK_GLASS,
    network: { sourceIp: "192.0.2.250" },
    region,
    denied: false,
  },
  { name: "elsewhere", principal: ALICE, network: { sourceIp: "192.0.2.250" }, region, denied: true },
];

const example = json("../corpus/examples/ug-example-1-rcp.json");

export const CASES = [
  {
    name: "AWS's RCP example 1",
    policy: example.policies.resourceControl[0].document,
    cedar: text("rcp-example-1.cedar"),
    signIns: signIns("us-west-2"),
  },
  {
    name: "an RCP of 5,120 characters",
    policy: json("../../crates/signin/benches/fixtures/rcp-at-limit.json"),
    cedar: text("rcp-at-limit.cedar"),
    signIns: signIns("eu-central-1"),
  },
];

// The account and the policies as vestibule takes them.
export const ACCOUNT = {
  id: "777788889999",
  organization: { id: "o-a1b2c3d4e5", managementAccount: false },
};

// The context keys that AWS documents for an action; for the tools that do not know of them.
export function contextKeys({ principal, network, region }, action) {
  const keys = { "aws:RequestedRegion": region, "aws:ResourceAccount": ACCOUNT.id };
  if (network.vpc) {
    keys["aws:SourceVpc"] = network.vpc;
    keys["aws:SourceVpce"] = network.endpoint;
    keys["aws:VpcSourceIp"] = network.sourceIp;
  } else {
    keys["aws:SourceIp"] = network.sourceIp;
  }
  if (action === ACTIONS[0]) {
    keys["signin:PrincipalArn"] = principal;
  } else {
    keys["aws:PrincipalArn"] = principal;
    keys["aws:PrincipalAccount"] = ACCOUNT.id;
  }
  return keys;
}
