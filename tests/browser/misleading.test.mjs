// What the page must not let anyone believe: that AWS would take a policy with errors, that any
// JSON is a policy, that advice is safe which opens or shuts a policy for everybody.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { add, applyFix, documents, entry, listed, paste, pasteInto, textOf } from "./lib/editor.mjs";
import {
  ALICE_INSIDE,
  ALICE_OUTSIDE,
  OFFICE_ONLY,
  arn,
  cell,
  decided,
  office,
  row,
  says,
  start,
  startWith,
  why,
} from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const RESTRICTED = { "aws:ResourceAccount": "<my-aws-account-id>" };

/** The policy that denies outside of the office, with that condition beside its own. */
const withCondition = (condition) => {
  const [statement] = OFFICE_ONLY.Statement;
  return { ...OFFICE_ONLY, Statement: [{ ...statement, Condition: { ...statement.Condition, ...condition } }] };
};

const problems = (page) => page.locator(".document-problems");

/** The sentences about the text of the document that is open. */
async function sentences(page) {
  await problems(page).waitFor();
  await problems(page).evaluate((details) => (details.open = true));
  return problems(page).locator("li").allInnerTexts();
}

/** Those of them that are errors. */
async function errors(page) {
  await sentences(page);
  return problems(page).locator("li.error").allInnerTexts();
}

/** A workspace with one policy of that kind and that text. */
async function written(kind, text) {
  const opened = await start(chromium);
  const { page } = opened;
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  await add(page, kind);
  await paste(page, text);
  return opened;
}

test("while values are to be filled in outcomes are provisional, wherever they are shown", async () => {
  const policy = withCondition({ StringEquals: RESTRICTED });
  const { page, errors } = await startWith(chromium, office([ALICE_INSIDE, ALICE_OUTSIDE], policy));
  const banner = "Resource-based policy has 1 value to fill in. Results are for the text as it stands.";
  // It is said once, above all panes.
  const strip = page.getByRole("region", { name: "Every possible sign-in" });
  await strip.getByText(banner).waitFor();
  await eventually(async () => assert.equal(await page.getByText(banner).count(), 1));
  // The placeholder is no account, so nothing is denied.
  await says(page, "Alice, home", "outcome", "Allowed");
  for (const name of ["Alice, office", "Alice, home"]) {
    for (const column of ["1", "2", "3", "outcome"]) {
      await eventually(async () => assert.match(await cell(page, name, column).innerText(), /provisional/, `${name} ${column}`));
    }
  }
  await cell(page, "Alice, home", "outcome").click();
  await why(page).locator(".headline.provisional").getByText("provisional", { exact: true }).waitFor({ state: "attached" });
  assert.equal(await why(page).locator(".steps.provisional").count(), 1);
  const note = why(page).getByText(/^Provisional: a policy that applies to this sign-in is not final/);
  await note.waitFor();
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Add combinations" }).click();
  await dialog.getByText(banner).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await dialog.getByText(banner).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "Import and export…" }).click();
  await dialog.getByText(banner).waitFor();
  await page.keyboard.press("Escape");
  await page.emulateMedia({ media: "print" });
  await eventually(async () => assert.equal(await strip.getByText(banner).isVisible(), true, "on paper"));
  await page.emulateMedia({ media: "screen" });
  await entry(page, "Resource-based policy").click();
  await paste(page, JSON.stringify(OFFICE_ONLY, null, 2));
  await says(page, "Alice, home", "outcome", "Denied");
  await strip.getByText(banner).waitFor({ state: "detached" });
  await note.waitFor({ state: "detached" });
  await eventually(async () => assert.equal(await page.locator(".provisional").count(), 0));
  assert.deepEqual(errors, []);
});

test("a policy that AWS would refuse is said to be refused, and one that it may store is not", async () => {
  const refused = "Resource-based policy has 1 error; AWS would not accept it. Results are for the text as it stands.";
  const wrong = withCondition({ NumericLessThan: { "aws:MultiFactorAuthAge": "soon" } });
  const { page } = await startWith(chromium, office([ALICE_INSIDE], wrong));
  await page.locator(".strip").getByText(refused).waitFor();
  const [private_, stored] = ["10.0.0.0/8", /^Resource-based policy has errors for which AWS may not refuse it/];
  await entry(page, "Resource-based policy").click();
  await paste(page, JSON.stringify(OFFICE_ONLY, null, 2).replace("203.0.113.0/24", private_));
  await page.locator(".strip").getByText(stored).waitFor();
  await eventually(async () => assert.equal(await page.getByText(/AWS would not accept it/).count(), 0));
  await eventually(async () => assert.equal(await page.locator(".provisional").count(), 0));
});

test("only those are provisional on whom a policy with errors bears", async () => {
  const identity = [
    { Version: "2012-10-17", Statement: [{ Effect: "Denied", Action: "s3:*", Resource: "*" }] },
  ].map((document) => ({ principal: arn("user/Alice"), document }));
  const bob = { ...ALICE_INSIDE, name: "Bob, office", principal: arn("user/Bob") };
  const file = office([ALICE_INSIDE, bob]);
  file.policies.identity = identity;
  const { page } = await startWith(chromium, file);
  await cell(page, "Alice, office", "outcome").getByText("provisional").waitFor();
  await eventually(async () => assert.doesNotMatch(await cell(page, "Bob, office", "outcome").innerText(), /provisional/));
});

const OUTSIDE = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Principal": "*",
      "Action": "signin:Authenticate",
      "Resource": "*",
      "Condition": {
        "StringNotEquals": { "aws:SourceVpc": "vpc-0a1b2c3d4e5f60718" }
      },
      "NotIpAddressIfExists": { "aws:SourceIp": "203.0.113.0/24" }
    }
  ]
}`;

test("a condition operator outside of Condition is moved in and not removed", async () => {
  const { page } = await written("RCP", OUTSIDE);
  await problems(page).waitFor();
  const [said, ...others] = await errors(page);
  assert.match(said, /NotIpAddressIfExists is a condition operator and stands outside of Condition/);
  assert.deepEqual(others, []);
  await page.locator(".cm-lintRange-error").first().hover();
  const tip = page.locator(".cm-tooltip").filter({ hasText: "condition operator" }).first();
  await tip.waitFor();
  const hovered = await tip.innerText();
  assert.match(hovered, /[Mm]ove it into Condition/);
  assert.doesNotMatch(hovered, /[Rr]emove/);
  await problems(page).locator("li.error").getByRole("button", { name: "Fix", exact: true }).click();
  await applyFix(page);
  await problems(page).locator("li.error").waitFor({ state: "detached" });
  const [statement] = JSON.parse(await textOf(page)).Statement;
  assert.deepEqual(Object.keys(statement.Condition), ["StringNotEquals", "NotIpAddressIfExists"]);
  assert.equal("NotIpAddressIfExists" in statement, false);
});

test("a list of statements that is closed too early is one problem with a fix", async () => {
  const statement = '{ "Effect": "Deny", "Principal": "*", "Action": "signin:Authenticate", "Resource": "*" }';
  const text = `{
  "Version": "2012-10-17",
  "Statement": [
    ${statement},
  ],
    ${statement},
    ${statement}
  ]
}`;
  const { page } = await written("RCP", text);
  const said = await sentences(page);
  assert.equal(said.length, 1, said.join("\n"));
  assert.match(said[0], /The list is closed here and more of its items follow/);
  await problems(page).getByRole("button", { name: "Fix", exact: true }).click();
  await applyFix(page);
  await page.waitForFunction((text) => document.querySelector(".document-problems")?.textContent.includes(text) !== true, "closed here");
  await eventually(async () => assert.equal(JSON.parse(await textOf(page)).Statement.length, 3));
});

/** What is pasted, and what it is said to look like. */
const NO_POLICIES = [
  [{ Roots: [{ Id: "r-ab12", PolicyTypes: [] }] }, "the output of aws organizations list-roots"],
  [{ Accounts: [{ Id: "111122223333", Email: "a@example.com" }] }, "the output of aws organizations list-accounts"],
  [
    { OrganizationalUnits: [{ Id: "ou-ab12-cdefghij" }] },
    "the output of aws organizations list-organizational-units-for-parent",
  ],
  [{ Policies: [{ Id: "p-a1b2c3d4", Type: "SERVICE_CONTROL_POLICY" }] }, "the output of aws organizations list-policies"],
  [{ Targets: [{ TargetId: "r-ab12" }] }, "the output of aws organizations list-targets-for-policy"],
  [
    { permissionStatements: [{ sid: "a", condition: {} }] },
    "the output of aws signin list-resource-permission-statements",
  ],
  [{ Roles: [{ RoleName: "Admin", AssumeRolePolicyDocument: {} }] }, "the output of aws iam list-roles"],
  [{ Policy: { PolicyName: "a", DefaultVersionId: "v1" } }, "the output of aws iam get-policy"],
  [{ eventVersion: "1.09", eventSource: "signin.amazonaws.com", eventName: "ConsoleLogin" }, "an event of CloudTrail"],
  [{ resource: { aws_organizations_policy: { edge: { content: "{}" } } } }, "Terraform"],
  [{ Resources: { Edge: { Type: "AWS::Organizations::Policy" } } }, "a CloudFormation template"],
  [[{ Effect: "Deny", Action: "signin:*", Resource: "*" }], "statements without a policy around them"],
];

test("what is no policy is not made one, and it is said what it looks like", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE]));
  const before = await listed(page);
  for (const [json, looks] of NO_POLICIES) {
    await pasteInto(entry(page, "Account"), JSON.stringify(json, null, 2));
    const said = page.locator(".document-said");
    await said.getByText(looks).waitFor();
    await eventually(async () => assert.match(await said.innerText(), /^Not added/, looks));
    await eventually(async () => assert.deepEqual(await listed(page), before, looks));
  }
  // In the text of a policy it is said as well.
  await entry(page, "Resource-based policy").click();
  await paste(page, JSON.stringify(NO_POLICIES[0][0], null, 2));
  await page.locator(".document-offers").getByText("This is the output of aws organizations list-roots").waitFor();
});

test("a standalone account with policies of an organization is called a contradiction", async () => {
  const file = office([ALICE_INSIDE, ALICE_OUTSIDE]);
  file.policies = { resourceControl: [{ name: "edge", document: withCondition({}) }] };
  file.policies.resourceControl[0].document.Statement[0].Principal = "*";
  file.account.organization = { id: "o-a1b2c3d4e5", managementAccount: false };
  const { page } = await startWith(chromium, file);
  const said = page.getByText(/^The account is set to standalone, but this workspace has 1 RCP or SCP/);
  await eventually(async () => assert.equal(await said.count(), 0));
  await entry(page, "Account").click();
  const standing = documents(page).getByRole("combobox", { name: "The account is" });
  await standing.selectOption({ label: "a standalone account" });
  // Over the table and beside the switch.
  await page.getByRole("region", { name: "Sign-ins" }).locator(said).waitFor();
  await documents(page).locator(said).waitFor();
  // The strip has it on every tab, and the report before its verdict.
  const strip = page.getByRole("region", { name: "Every possible sign-in" });
  await page.getByRole("tab", { name: "Map", exact: true }).click();
  await strip.locator(said).waitFor();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.locator(".print-sheet", { hasText: "The account is set to standalone, but" }).waitFor({ state: "attached" });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await documents(page).getByRole("button", { name: "Make it a member of an organization" }).click();
  await page.waitForFunction(() => document.querySelector(".contradiction") === null);
  await eventually(async () => assert.equal(await standing.locator("option:checked").innerText(), "a member of an organization"));
});

test("policies that lock people out are warned of", async () => {
  const rows = [
    [
      "signin:Authenticate",
      { ArnNotEquals: { "aws:PrincipalArn": arn("role/BreakGlass") } },
      /aws:PrincipalArn is never there at signin:Authenticate, so nobody is exempted there/,
      "error",
    ],
    [
      "signin:*",
      { NotIpAddress: { "aws:SourceIp": "10.0.0.0/24" }, StringNotEquals: { "aws:SourceVpc": "vpc-0a1b2c3d4e5f60718" } },
      /No request over the internet comes from 10\.0\.0\.0\/24, which is not public/,
      "error",
    ],
    [
      "signin:*",
      { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
      /This denies sign-ins through every VPC endpoint, because requests through one have no aws:SourceIp/,
      "warning",
    ],
  ];
  const policy = ([Action, Condition]) => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Principal: "*", Action, Resource: "*", Condition }],
  });
  const { page } = await written("RCP", JSON.stringify(policy(rows[0]), null, 2));
  for (const one of rows) {
    await paste(page, JSON.stringify(policy(one), null, 2));
    await problems(page).locator(`li.${one[3]}`).filter({ hasText: one[2] }).waitFor({ state: "attached" });
  }
  // What it comes to is proven and told beside it, and the badge of the policy counts both.
  await problems(page).locator("li").filter({ hasText: "Roles of IAM Identity Center cannot sign in" }).waitFor({ state: "attached" });
  await entry(page, "RCP").getByText(/^\d warnings$/).waitFor({ state: "attached" });
});

test("Add leads to the fields of the new sign-in", async () => {
  const many = Array.from({ length: 70 }, (_, at) => ({ ...ALICE_INSIDE, name: `Alice ${at}` }));
  const { page } = await startWith(chromium, office(many));
  await cell(page, "Alice 0", "outcome").click();
  await page.getByLabel("Search sign-ins").fill("Alice");
  const table = page.getByRole("region", { name: "Sign-ins" });
  await table.getByRole("button", { name: "Add", exact: true }).click();
  const principal = page.locator(".fields-row").getByLabel("Principal ARN");
  await page.waitForFunction(() => document.activeElement.closest(".fields-row") !== null);
  await eventually(async () => assert.equal(await principal.evaluate((field) => field === document.activeElement), true));
  await eventually(async () => assert.equal(await principal.inputValue(), "", "it is somebody else"));
  const seen = await principal.evaluate((field) => {
    const [inner, outer] = [field, field.closest(".grid-scroll")].map((one) => one.getBoundingClientRect());
    return inner.top >= outer.top && inner.bottom <= outer.bottom;
  });
  assert.equal(seen, true, "the field is in sight");
  await why(page).getByText("The request does not say who signs in.").waitFor();
  await eventually(async () => assert.doesNotMatch(await why(page).innerText(), /^\s*is not the ARN/m));
  await principal.fill(arn("user/Bob"));
  await page.locator(".fields-row").getByLabel("IP address").first().fill("203.0.113.9");
  await decided(page);
});

test("Add in an empty table leads there, too", async () => {
  const { page } = await written("RCP", "{}");
  await page.getByRole("region", { name: "Sign-ins" }).getByRole("button", { name: "Add" }).last().click();
  await page.waitForFunction(() => document.activeElement.dataset.edits === "who");
});

test("what cannot be read is not called an Allow that is missing, nor by a path", async () => {
  const file = office([ALICE_OUTSIDE]);
  file.policies = { resourceControl: [{ document: '{ "Statement": [ { "Effect": "Deny", ' }] };
  const { page } = await startWith(chromium, file);
  await says(page, "Alice, home", "1", "Unknown");
  await eventually(async () => assert.match(await row(page, "Alice, home").innerText(), /RCP · has errors/));
  await eventually(async () => assert.doesNotMatch(await row(page, "Alice, home").innerText(), /no Allow/));
  await cell(page, "Alice, home", "1").click();
  await why(page).getByText(/AWS would refuse this policy/).waitFor();
  await why(page).locator("details.more summary").first().click();
  await eventually(async () => assert.doesNotMatch(await why(page).innerText(), /resourceControl/));
});
