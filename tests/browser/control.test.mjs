// The control plane on the page: permission statements as they are pasted and in their form, ways
// back into the console, and the plan of a rollout.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before } from "node:test";
import { downloaded, open } from "./lib/browser.mjs";
import { content, documents, entry, listed, pasteInto, textOf } from "./lib/editor.mjs";
import { ALICE_INSIDE, ALICE_OUTSIDE, arn, decided, isAccessible, office, startWith, why } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const analysis = (name) => readFileSync(new URL(`../analysis/${name}.json`, import.meta.url), "utf8");
const ROLE = arn("role/BreakGlass");
const put = (...options) =>
  `$ aws signin put-resource-permission-statement \\\n  ${options.join(" \\\n  ")} \\\n  --region us-east-1\n`;
const OFFICES =
  put("--source-ip 203.0.113.0/24", `--excluded-principal ${ROLE}`) +
  '{ "statementId": "AAAA" }\n' +
  put("--source-ip 198.51.100.0/24", `--excluded-principal ${ROLE}`);
const NOBODY = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Principal: { AWS: "*" }, Action: "signin:*", Resource: "*" }],
};
const said = (page) => page.locator(".document-said");
const dialog = (page) => page.getByRole("dialog", { name: "Permission statements" });
const ready = (page) => dialog(page).locator('.statements[data-present="true"]').waitFor();
const tab = (page, name) => page.getByRole("tab", { name, exact: true });
const without = (file) => {
  const { resourceBased: _, ...policies } = file.policies;
  return { ...file, policies };
};

/** A wide page is as high as its window, whatever is in its panes, and keeps its place. */
async function keepsItsPlace(page) {
  for (let tabs = 0; tabs < 3; tabs += 1) {
    await page.keyboard.press("Tab");
  }
  const [height, window, scrolled] = await page.evaluate(() => [document.documentElement.scrollHeight, innerHeight, scrollY]);
  assert.ok(height <= window && scrolled === 0, `${height} of ${window}, scrolled by ${scrolled}`);
}

/** What a click hands out. */
async function saved(page, button) {
  const download = page.waitForEvent("download");
  await button.click();
  return downloaded(await download);
}

async function exported(page) {
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "Import and export…" }).click();
  const text = await saved(page, page.getByRole("dialog").getByRole("button", { name: "Download case file" }));
  await page.keyboard.press("Escape");
  return JSON.parse(text);
}

test("pasted commands become the policy that they stand for, and are in the case file again", async () => {
  const { page, errors } = await startWith(chromium, without(office([ALICE_INSIDE, ALICE_OUTSIDE])));
  await pasteInto(entry(page, "Account"), OFFICES);
  await said(page).getByText("2 permission statements: used as the sign-in resource-based policy.").waitFor();
  await eventually(async () => assert.ok((await listed(page)).includes("Resource-based policy")));
  const policy = JSON.parse(await textOf(page));
  assert.equal(policy.Statement.length, 4);
  await documents(page).getByText("Made of 2 permission statements.").waitFor();
  // Each denies what the other lets in, and why names the point that AWS leaves open.
  await decided(page);
  await why(page).getByText("J1", { exact: true }).first().waitFor({ state: "attached" });
  const file = await exported(page);
  assert.deepEqual(
    file.policies.permissionStatements.map((one) => one.sourceIp),
    ["203.0.113.0/24", "198.51.100.0/24"],
  );
  assert.equal(file.policies.resourceBased, undefined);
  assert.deepEqual(errors, []);
});

test("a list that AWS printed and a case file with statements are taken, too", async () => {
  const { page } = await startWith(chromium, without(office([ALICE_INSIDE])));
  const condition = { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } };
  const list = { permissionStatements: [{ sid: "AAAA", condition }] };
  await pasteInto(entry(page, "Account"), `$ aws signin list-resource-permission-statements\n${JSON.stringify(list, null, 2)}\n`);
  await said(page).getByText("1 permission statement: used as the sign-in resource-based policy.").waitFor();
  const file = without(office([ALICE_INSIDE]));
  file.policies.permissionStatements = [{ sourceIp: "203.0.113.0/24" }, { sourceIp: "198.51.100.0/24" }];
  const opened = await startWith(chromium, file);
  await documents(opened.page).getByText("Made of 2 permission statements.").waitFor();
  assert.deepEqual((await exported(opened.page)).policies.permissionStatements, file.policies.permissionStatements);
  // Once somebody writes into the text, it is a policy like any other.
  await content(opened.page).click();
  await opened.page.keyboard.press("ControlOrMeta+End");
  await opened.page.keyboard.type(" ");
  await eventually(async () => assert.equal(await documents(opened.page).getByText("Made of 2 permission statements.").count(), 0));
  assert.notEqual((await exported(opened.page)).policies.resourceBased, undefined);
});

test("what AWS would refuse is named with its place, kept, and corrected in the form", async () => {
  const { page, errors } = await startWith(chromium, without(office([ALICE_INSIDE])));
  await pasteInto(entry(page, "Account"), put("--source-ip office") + put("--source-vpc vpc-0a1b2c3d"));
  await said(page).getByText("2 permission statements: kept, but AWS would refuse one.").waitFor();
  await said(page).getByText(/Permission statement 1, sourceIp:/).waitFor();
  await documents(page).getByText("AWS would refuse one, so there is no policy.").waitFor();
  await documents(page).getByRole("button", { name: "Permission statements…" }).click();
  await ready(page);
  await isAccessible(page, "the form with errors");
  const use = dialog(page).getByRole("button", { name: "Use as the resource-based policy" });
  assert.ok(await use.isDisabled());
  const address = dialog(page).locator("#statement-0-sourceIp");
  assert.equal(await address.getAttribute("aria-invalid"), "true");
  assert.equal(await address.inputValue(), "office");
  await dialog(page).getByRole("button", { name: "Correct 2 fields first" }).click();
  await page.waitForFunction(() => document.activeElement?.id === "statement-0-sourceIp");
  await address.fill("203.0.113.0/24");
  const region = dialog(page).locator("#statement-1-requestedRegion");
  await eventually(async () => assert.equal(await region.getAttribute("aria-invalid"), "true"));
  await region.fill("eu-west-1");
  await dialog(page).getByRole("region", { name: "AWS CLI" }).getByText("--region us-east-1").first().waitFor();
  await eventually(async () => assert.ok(await use.isEnabled()));
  await use.click();
  await dialog(page).waitFor({ state: "detached" });
  await eventually(async () => assert.match(await textOf(page), /vpc-0a1b2c3d/));
  assert.deepEqual(errors, []);
});

test("the form makes statements from nothing, by keyboard, and keeps what is typed", async () => {
  const { page } = await startWith(chromium, without(office([ALICE_INSIDE])));
  await pasteInto(entry(page, "Account"), OFFICES);
  await documents(page).getByRole("button", { name: "Permission statements…" }).click();
  await ready(page);
  await dialog(page).getByRole("heading", { name: "If AWS merges the statements" }).waitFor();
  await isAccessible(page, "the form");
  const add = dialog(page).getByRole("button", { name: "Add a statement" });
  await add.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "statement-2-sourceIp");
  await page.keyboard.type("192.0.2.0/24");
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  await documents(page).getByRole("button", { name: "Permission statements…" }).click();
  await ready(page);
  assert.equal(await dialog(page).locator("#statement-2-sourceIp").inputValue(), "192.0.2.0/24");
  await dialog(page).getByRole("button", { name: "Remove statement 3" }).click();
  await dialog(page).getByRole("button", { name: "Discard these changes" }).click();
  await eventually(async () => assert.equal(await dialog(page).locator("fieldset.statement").count(), 2));
  // Neither Terraform nor CloudFormation has a type for them.
  await dialog(page).getByText("Neither Terraform nor CloudFormation has a type").waitFor();
});

test("a policy is read back to the calls, or it is said what no call makes", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE], NOBODY));
  await documents(page).getByRole("button", { name: "Permission statements…" }).click();
  await ready(page);
  await dialog(page).getByRole("heading", { name: "What no call makes" }).waitFor();
  await dialog(page).getByText(/^Line \d+$/).first().waitFor();
  await page.keyboard.press("Escape");
  const own = await startWith(chromium, office([ALICE_INSIDE]));
  await documents(own.page).getByRole("button", { name: "Permission statements…" }).click();
  await ready(own.page);
  await dialog(own.page).getByRole("region", { name: "AWS CLI" }).getByText("--source-ip 203.0.113.0/24").waitFor();
  const rcp = office([ALICE_INSIDE]);
  rcp.policies.resourceBased.Statement[0].Principal = "*";
  rcp.policies = { resourceControl: [{ name: "edge", attachedTo: "r-ab12", document: rcp.policies.resourceBased }] };
  const other = await startWith(chromium, rcp);
  await documents(other.page).getByRole("button", { name: "Terraform, CloudFormation and commands…" }).click();
  await ready(other.page);
  await dialog(other.page).getByRole("region", { name: "Terraform" }).getByText("aws_organizations_policy").first().waitFor();
  await dialog(other.page).getByRole("region", { name: "CloudFormation" }).getByText("AWS::Organizations::Policy").waitFor();
});

test("the form speaks Japanese, also of what is wrong and of what no call makes", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE], NOBODY));
  await page.getByRole("button", { name: /^Language/ }).click();
  await page.getByRole("menuitemradio", { name: "日本語" }).click();
  await page.getByRole("button", { name: "アクセス許可ステートメント…" }).click();
  const form = page.getByRole("dialog", { name: "アクセス許可ステートメント" });
  const left = form.locator(".statements-left li");
  await left.first().waitFor();
  const ofPolicy = await left.evaluateAll(words);
  await form.locator("#statement-0-sourceVpc").fill("vpc-0a1b2c3d");
  const wrong = form.locator("#statement-0-requestedRegion-wrong");
  await wrong.waitFor();
  // Nothing but what is code has four letters of the Latin alphabet in a row.
  for (const sentences of [ofPolicy, await wrong.evaluateAll(words)]) {
    assert.ok(sentences.length > 0);
    assert.deepEqual(sentences.filter((sentence) => /[a-z]{4}/.test(sentence)), []);
  }
});

/** What elements say beside code. */
const words = (elements) =>
  elements.map((element) => {
    const copy = element.cloneNode(true);
    for (const code of copy.querySelectorAll("code")) {
      code.remove();
    }
    return copy.textContent;
  });

for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [360, "light"]]) {
  test(`the ways back, with commands and sessions: ${width} px, ${colorScheme}`, async () => {
    const viewport = { width, height: 800 };
    const { page, errors } = await startWith(chromium, JSON.parse(analysis("rollout-wanted")), { viewport, colorScheme });
    if (width < 600) {
      await page.getByRole("button", { name: "Results", exact: true }).click();
    }
    await tab(page, "Recovery").click();
    const pane = page.getByRole("region", { name: "Ways back into the console" });
    await page.locator('.recovery[data-present="true"]').waitFor();
    await pane.getByRole("region", { name: /^Commands: 1\./ }).getByText("aws signin delete-console-authorization-configuration").waitFor();
    await pane.getByText(/^Break-glass readiness: \d+ hold/).click();
    await pane.getByText("whether the root user has credentials", { exact: false }).first().waitFor();
    await pane.getByRole("heading", { name: "Afterwards" }).waitFor();
    await pane.getByRole("heading", { name: "People who are signed in" }).waitFor();
    await pane.getByRole("heading", { name: /opened by Alice in the office/ }).waitFor();
    await isAccessible(page, "the ways back");
    if (width > 700) {
      await keepsItsPlace(page);
    }
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.deepEqual(errors, []);
  });
}

/** Nobody is locked out of it. */
const CALM = office([ALICE_INSIDE]);
CALM.account.identityCenter = false;

test("the strip leads to the ways back where somebody is locked out, in Japanese, too", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE], NOBODY));
  const ways = page.locator(".strip").getByRole("button", { name: "Ways back" });
  await ways.click();
  await page.locator('.recovery[data-present="true"]').waitFor();
  const { page: calm } = await startWith(chromium, CALM);
  await calm.locator(".strip[data-answer]").waitFor();
  assert.equal(await calm.locator(".strip").getByRole("button", { name: "Ways back" }).count(), 0);
  const japanese = await startWith(chromium, office([ALICE_INSIDE], NOBODY));
  await japanese.page.getByRole("button", { name: /^Language/ }).click();
  await japanese.page.getByRole("menuitemradio", { name: "日本語" }).click();
  await japanese.page.locator(".strip").getByRole("button", { name: "復旧方法" }).click();
  await japanese.page.getByRole("heading", { name: "コンソールへのサインインを復旧する方法" }).waitFor();
  await japanese.page.locator('.recovery[data-present="true"]').waitFor();
  await isAccessible(japanese.page, "the ways back in Japanese");
});

for (const width of [1280, 360]) {
  test(`a rollout is planned from the text of before: ${width} px`, async () => {
    const viewport = { width, height: 800 };
    const { page, errors } = await startWith(chromium, JSON.parse(analysis("rollout-wanted")), { viewport });
    if (width < 600) {
      await page.getByRole("button", { name: "Results", exact: true }).click();
    }
    await tab(page, "Compare").click();
    const pane = page.getByRole("tabpanel", { name: "Compare" });
    await pane.locator("input[type=file]").setInputFiles({
      name: "current.json",
      mimeType: "application/json",
      buffer: Buffer.from(analysis("rollout-current")),
    });
    await page.locator('[data-compared="true"]').waitFor();
    await pane.getByRole("button", { name: "Plan the rollout" }).click();
    const plan = pane.getByRole("region", { name: "Rollout plan" });
    await page.locator('.plan[data-present="true"]').waitFor();
    await plan.getByText("6 steps lead to the wanted state, and none breaks a guarantee", { exact: true }).waitFor();
    assert.equal(await plan.locator(".plan-step").count(), 6);
    await plan.getByRole("strong").filter({ hasText: /point of no return/i }).waitFor();
    await isAccessible(page, "the plan");
    if (width > 700) {
      await keepsItsPlace(page);
    }
    // What is run is seen as a whole before it is copied.
    await plan.getByRole("region", { name: /^What to watch: / }).first().waitFor();
    const cut = await plan.locator(".copied pre").evaluateAll((all) => all.filter((pre) => pre.scrollWidth > pre.clientWidth).length);
    assert.equal(cut, 0);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await plan.getByText("Runbook and script").click();
    const runbook = await saved(page, plan.getByRole("button", { name: "Save as rollout.md" }));
    assert.match(runbook, /^\*\*6 steps lead to the wanted state/);
    const script = await saved(page, plan.getByRole("button", { name: "Save as rollout.sh" }));
    assert.match(script, /^#!\/usr\/bin\/env bash\n/);
    await plan.getByRole("button", { name: "Hide the plan" }).click();
    await pane.locator(".plan-step").first().waitFor({ state: "detached" });
    await pane.getByRole("button", { name: "Plan the rollout" }).waitFor();
    assert.deepEqual(errors, []);
  });
}
