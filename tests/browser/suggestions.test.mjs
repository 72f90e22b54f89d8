// What the editor suggests and says, taken by the keyboard as users take it.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { accept, add, content, cursorBehind, options, paste, textOf } from "./lib/editor.mjs";
import { ALICE_OUTSIDE, office, settled, startWith } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

const USED = "used in this workspace";

/** A sign-in whose names the workspace then uses. */
const THROUGH_VPC = {
  name: "Alice, VPC",
  principal: "arn:aws:iam::444455556666:user/Alice",
  network: { vpc: "vpc-0a1b2c3d4e5f60718", endpoint: "vpce-0123456789abcdef0", sourceIp: "10.0.1.7" },
  region: "eu-central-1",
};

/** The same as the AWS CLI prints it: elements begin with a small letter. */
const PRINTED = JSON.stringify(
  {
    signinResourceBasedPolicy: {
      version: "2012-10-17",
      statement: [
        {
          effect: "Deny",
          principal: { AWS: "*" },
          action: ["signin:Authenticate"],
          resource: "*",
          condition: { NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } },
        },
      ],
    },
  },
  null,
  2,
);

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

/** A workspace with those names and an RCP of that statement, which may be any text. */
async function rcp(statement) {
  const opened = await startWith(chromium, office([ALICE_OUTSIDE, THROUGH_VPC]));
  await add(opened.page, "RCP");
  await paste(opened.page, `{\n  "Version": "2012-10-17",\n  "Statement": [\n    {\n${statement}\n    }\n  ]\n}`);
  return opened;
}

const statement = async (page) => JSON.parse(await textOf(page)).Statement[0];

const tip = (page) => page.locator(".cm-tooltip-hover");

test("a condition is written by what is suggested: operator, key and value", async () => {
  const { page, errors } = await rcp('      "Effect": "Deny"');
  await cursorBehind(page, '"Effect": "Deny"');
  await page.keyboard.type(',\n"Cond');
  await accept(page, "Condition");
  await page.keyboard.type("NotIp");
  await accept(page, "NotIpAddress");
  await page.keyboard.type("SourceI");
  await accept(page, "aws:SourceIp");
  // The value that was filled in is selected, and what is typed takes its place.
  await page.keyboard.type("203");
  await eventually(async () => assert.match(await accept(page, "203.0.113.0/24"), new RegExp(USED)));
  await eventually(async () => assert.deepEqual(await statement(page), {
    Effect: "Deny",
    Condition: { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
  }));
  assert.deepEqual(errors, []);
});

test("actions are suggested with their phases, inside of a list as well", async () => {
  const { page } = await rcp('      "Action": [""]');
  await cursorBehind(page, '"Action": ["');
  await page.keyboard.type("Auth");
  await eventually(async () => assert.match(await accept(page, "signin:AuthorizeOAuth2Access"), /phase 2$/));
  await page.keyboard.press("End");
  await cursorBehind(page, 'OAuth2Access"');
  await page.keyboard.type(', "Create');
  await eventually(async () => assert.match(await accept(page, "signin:CreateOAuth2Token"), /phase 3$/));
  await eventually(async () => assert.deepEqual(await statement(page), { Action: ["signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"] }));
});

test("what the workspace uses is suggested: networks, accounts, principals", async () => {
  const { page } = await rcp('      "Effect": "Deny"');
  for (const [operator, key, typed, value] of [
    ["StringNotEquals", "aws:SourceVpc", "vpc", "vpc-0a1b2c3d4e5f60718"],
    ["StringNotEquals", "aws:SourceVpce", "0123", "vpce-0123456789abcdef0"],
    ["StringEquals", "aws:ResourceAccount", "7777", "777788889999"],
    ["StringEquals", "aws:PrincipalAccount", "4444", "444455556666"],
    ["IpAddress", "aws:VpcSourceIp", "10.", "10.0.1.7"],
    ["ArnNotEquals", "aws:PrincipalArn", "Alice", "arn:aws:iam::444455556666:user/Alice"],
  ]) {
    await paste(page, `{ "Statement": [{ "Condition": { "${operator}": { "${key}": "" } } }] }`);
    await cursorBehind(page, `"${key}": "`);
    await page.keyboard.type(typed);
    await eventually(async () => assert.match(await accept(page, value), new RegExp(`^${value.replaceAll(".", "\\.")}\\s*${USED}$`)));
    await eventually(async () => assert.deepEqual((await statement(page)).Condition, { [operator]: { [key]: value } }));
  }
});

test("Regions are suggested, those in use first", async () => {
  const { page } = await rcp('      "Condition": { "StringEquals": { "aws:RequestedRegion": "" } }');
  await cursorBehind(page, '"aws:RequestedRegion": "');
  await page.keyboard.press("Control+Space");
  await options(page).first().waitFor();
  await eventually(async () => assert.match(await options(page).first().innerText(), new RegExp(`^eu-central-1\\s*${USED}$`)));
  await eventually(async () => assert.ok((await options(page).count()) > 10));
  await page.keyboard.type("ap-n");
  await eventually(async () => assert.equal((await accept(page, "ap-northeast-1")).trim(), "ap-northeast-1"));
  await eventually(async () => assert.deepEqual((await statement(page)).Condition, { StringEquals: { "aws:RequestedRegion": "ap-northeast-1" } }));
});

test("the documentation of an operator is told where the pointer is", async () => {
  const { page } = await rcp('      "Condition": { "StringNotEqualsIfExists": { "aws:SourceVpc": "x" } }');
  await settled(page);
  await page.getByText('"StringNotEqualsIfExists"').hover();
  await tip(page).getByText("StringNotEqualsIfExists").waitFor();
  await eventually(async () => assert.match(await tip(page).innerText(), /changes nothing/));
});

test("what the AWS CLI prints is completed and explained as it is written", async () => {
  const { page, errors } = await startWith(chromium, office([ALICE_OUTSIDE]));
  await paste(page, PRINTED);
  await cursorBehind(page, '"resource": "*",');
  await page.keyboard.type('\n"si');
  await accept(page, "sid");
  await page.keyboard.type("Office");
  await cursorBehind(page, '"aws:SourceIp": [\n              "203.0.113.0/24"');
  await page.keyboard.type(', "198');
  await accept(page, "198.51.100.7");
  const { statement } = JSON.parse(await textOf(page)).signinResourceBasedPolicy;
  assert.equal(statement[0].sid, "Office");
  assert.deepEqual(statement[0].condition.NotIpAddress, { "aws:SourceIp": ["203.0.113.0/24", "198.51.100.7"] });
  // It comes with the decision, and moves the text.
  await page.getByRole("button", { name: "Extract the policy" }).waitFor();
  await settled(page);
  for (const [word, said] of [
    ['"condition"', /condition/i],
    ['"NotIpAddress"', /When the key is missing, the test holds/],
    ['"aws:SourceIp"', /public IP address/],
    ['"signin:Authenticate"', /Phase 1 of 3/],
  ]) {
    await page.getByText(word, { exact: true }).hover();
    await tip(page).waitFor();
    await eventually(async () => assert.match(await tip(page).innerText(), said, word));
    await page.mouse.move(5, 5);
    await tip(page).waitFor({ state: "detached" });
  }
  // Nothing of it is wrong.
  await eventually(async () => assert.equal(await page.locator(".cm-lintRange-error").count(), 0));
  assert.deepEqual(errors, []);
});

test("the policy is kept alone as it may become an RCP", async () => {
  const { page } = await startWith(chromium, office([ALICE_OUTSIDE]));
  await paste(page, PRINTED);
  await page.getByRole("button", { name: "Extract the policy" }).click();
  await content(page).waitFor();
  await eventually(async () => assert.deepEqual(JSON.parse(await textOf(page)), {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: ["signin:Authenticate"],
        Resource: "*",
        Condition: { NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } },
      },
    ],
  }));
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await eventually(async () => assert.equal(await textOf(page), PRINTED));
});

test("behind `},` and on a new line no list is in the way of Enter, even one that was asked for", async () => {
  const { page } = await rcp('      "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" }');
  const list = page.locator(".cm-tooltip-autocomplete");
  await cursorBehind(page, '"true" }');
  await page.keyboard.type(" ");
  await page.keyboard.press("Control+Space");
  await list.waitFor();
  await page.keyboard.type("},");
  await list.waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  await page.keyboard.type('"Sid');
  // A name that is begun is completed as before.
  await accept(page, "Sid");
  await page.keyboard.type("Mfa");
  await eventually(async () => assert.equal((await statement(page)).Sid, "Mfa"));
  await cursorBehind(page, '"Mfa"');
  await page.keyboard.type(",");
  await page.keyboard.press("Enter");
  await eventually(async () => assert.match(await textOf(page), /"Mfa",\n/));
  await eventually(async () => assert.equal(await list.count(), 0));
});
