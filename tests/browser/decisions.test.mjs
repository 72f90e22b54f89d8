import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open } from "./lib/browser.mjs";
import { ALICE, DENY_ALL, clear, decisions, editor, example, headline, ready, signIn, table } from "./lib/page.mjs";

const EXAMPLES = [
  ["example-2-rbp", "Example 2: IP range"],
  ["example-1-rcp", "Example 1: IP range or VPC"],
  ["data-perimeter-rcp", "Data perimeter sample"],
  ["separate-statements", "Two Deny statements"],
  ["scp-break-glass", "SCP with break-glass"],
];
const HEADLINES = { allowed: "Sign-in allowed", denied: "Sign-in denied", unknown: "It depends" };

let chromium;
before(async () => {
  chromium = await open();
});
after(() => chromium.close());

for (const [slug, title] of EXAMPLES) {
  test(`example ${slug} comes out as it expects`, async () => {
    const { page, errors } = await ready(chromium);
    await page.getByRole("button", { name: title }).click();
    for (const request of example(slug).requests) {
      await page.getByRole("button", { name: request.name, exact: true }).click();
      assert.equal(await editor(page, "Principal ARN").inputValue(), request.principal);
      assert.equal(await headline(page).innerText(), HEADLINES[request.expect.outcome], request.name);
      const denied = (await decisions(page)).find(([, decision]) => decision === "Denied");
      assert.equal(denied?.[0], request.expect.at, request.name);
    }
    assert.equal(await page.getByRole("region", { name: /^Problems/ }).count(), 0);
    assert.deepEqual(errors, []);
  });
}

test("the network changes the outcome, and each path keeps its fields", async () => {
  const { page } = await ready(chromium);
  await page.getByRole("button", { name: "Example 1: IP range or VPC" }).click();
  await page.getByRole("radio", { name: "Public internet" }).check();
  await editor(page, "IP address").fill("198.51.100.7");
  assert.equal(await headline(page).innerText(), "Sign-in denied");
  await editor(page, "IP address").fill("203.0.113.9");
  assert.equal(await headline(page).innerText(), "Sign-in allowed");
  await page.getByRole("radio", { name: "VPC endpoint" }).check();
  assert.equal(await headline(page).innerText(), "Sign-in allowed");
  await editor(page, "VPC").fill("vpc-0f9e8d7c6b5a43210");
  assert.equal(await headline(page).innerText(), "Sign-in denied");
  await editor(page, "VPC").fill("vpc-0a1b2c3d4e5f60718");
  await editor(page, "Region").fill("eu-west-1");
  assert.match(await table(page).innerText(), /EnforceSourceVPCRegion/);
  await page.getByRole("radio", { name: "Public internet" }).check();
  assert.equal(await editor(page, "IP address").inputValue(), "203.0.113.9");
});

test("the principal changes the outcome", async () => {
  const { page } = await ready(chromium);
  await editor(page, "Principal ARN").fill("arn:aws:iam::111122223333:role/BreakGlassRole");
  assert.equal(await headline(page).innerText(), "Sign-in allowed");
  for (const [preset, arn] of [
    ["Root", "arn:aws:iam::111122223333:root"],
    ["User", ALICE],
    ["Role", "arn:aws:iam::111122223333:role/Admin"],
    ["Federated user", "arn:aws:sts::111122223333:federated-user/Alice"],
  ]) {
    await page.getByRole("button", { name: preset, exact: true }).click();
    assert.equal(await editor(page, "Principal ARN").inputValue(), arn);
    assert.equal(await headline(page).innerText(), "Sign-in denied");
  }
  await page.getByRole("button", { name: "Identity Center" }).click();
  assert.match(await editor(page, "Principal ARN").inputValue(), /AWSReservedSSO_/);
});

test("console authorization, the account's standing and the entry count", async () => {
  const { page } = await ready(chromium);
  await page.getByRole("checkbox", { name: "the account" }).uncheck();
  assert.equal(await headline(page).innerText(), "Sign-in allowed");
  assert.match(await table(page).innerText(), /Console authorization is off/);
  await page.getByRole("button", { name: "Data perimeter sample" }).click();
  assert.equal(await headline(page).innerText(), "Sign-in denied");
  await page.getByLabel("The account is").selectOption("the management account");
  assert.equal(await headline(page).innerText(), "Sign-in allowed");
  await page.getByLabel("Through").selectOption("aws login");
  assert.notEqual(await headline(page).innerText(), "Sign-in allowed");
});

test("an unknown key makes it depend, a value settles it", async () => {
  const { page } = await ready(chromium);
  await clear(page);
  await signIn(page, { principal: ALICE, ip: "203.0.113.10" });
  const policy = JSON.parse(DENY_ALL);
  policy.Statement[0].Action = ["signin:CreateOAuth2Token"];
  policy.Statement[0].Condition = { StringEquals: { "aws:SourceIdentity": "mallory" } };
  await editor(page, "Resource-based policy").fill(JSON.stringify(policy));
  assert.equal(await headline(page).innerText(), "Sign-in allowed");
  await page.getByText("Further context keys").click();
  await page.getByRole("button", { name: "Add a key" }).click();
  await editor(page, "Key 1").fill("aws:SourceIdentity");
  assert.equal(await headline(page).innerText(), "It depends");
  assert.match(await table(page).innerText(), /aws:SourceIdentity/);
  await editor(page, "Values 1").fill("mallory");
  assert.equal(await headline(page).innerText(), "Sign-in denied");
  await page.getByRole("button", { name: "Remove Key 1" }).click();
  assert.equal(await headline(page).innerText(), "Sign-in allowed");
});

test("several policies of a kind can be added, named and removed", async () => {
  const { page } = await ready(chromium);
  await page.getByRole("button", { name: "SCP with break-glass" }).click();
  assert.equal(await editor(page, "SCP 2").count(), 1);
  await page.getByRole("button", { name: "Add an SCP" }).click();
  await editor(page, "SCP 3").fill('{"Version":"2012-10-17","Statement":[]}');
  await page.getByRole("button", { name: "Remove SCP 2" }).click();
  assert.equal(await headline(page).innerText(), "Sign-in allowed");
  await page.getByRole("button", { name: "Undo: removing a policy" }).click();
  assert.equal(await headline(page).innerText(), "Sign-in denied");
});
