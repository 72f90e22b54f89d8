// Files of AWS tools: as a folder, many at once or one paste after another, looked at and taken.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { drop } from "./lib/editor.mjs";
import { isAccessible, names, start, startWith, word } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

const MANAGEMENT = "111122223333";
const PROD = "222233334444";
const arn = (kind, id) => `arn:aws:organizations::${MANAGEMENT}:${kind}/o-a1b2c3d4e5/${id}`;
const account = (id, name) => ({
  Id: id, Arn: arn("account", id), Name: name, Email: "mail@example.com", Status: "ACTIVE", State: "ACTIVE",
});
const perimeter = (network) => JSON.stringify({
  Version: "2012-10-17",
  Statement: [{
    Effect: "Deny", Principal: "*", Action: "signin:*", Resource: "*",
    Condition: { NotIpAddress: { "aws:SourceIp": network } },
  }],
});
const described = (network) => ({
  Policy: {
    PolicySummary: {
      Id: "p-rcp1aaaa", Name: "perimeter", Arn: arn("policy", "resource_control_policy/p-rcp1aaaa"),
      Type: "RESOURCE_CONTROL_POLICY", AwsManaged: false,
    },
    Content: perimeter(network),
  },
});

/** What `vestibule collect` leaves of a small organization: paths and contents. */
const collected = (network = "203.0.113.0/24") => ({
  "org.json": { Organization: { Id: "o-a1b2c3d4e5", Arn: arn("organization", ""), FeatureSet: "ALL", MasterAccountId: MANAGEMENT } },
  "roots.json": {
    Roots: [{
      Id: "r-ab12", Arn: arn("root", "r-ab12"), Name: "Root",
      PolicyTypes: [{ Type: "RESOURCE_CONTROL_POLICY", Status: "ENABLED" }],
    }],
  },
  "tree/list-accounts-for-parent-r-ab12.json": { Accounts: [account(MANAGEMENT, "main"), account(PROD, "prod")] },
  "rcp/describe-policy.json": described(network),
  "rcp/list-targets-for-policy-p-rcp1aaaa.json": {
    Targets: [{ TargetId: "r-ab12", Arn: arn("root", "r-ab12"), Name: "Root", Type: "ROOT" }],
  },
});
const texts = (files) =>
  Object.entries(files).map(([name, content]) => ({ name: name.split("/").at(-1), text: JSON.stringify(content) }));

const COMPANY = {
  vestibule: 1,
  organization: {
    id: "o-a1b2c3d4e5", managementAccount: MANAGEMENT, consoleAuthorization: true,
    tree: { id: "r-ab12", accounts: [MANAGEMENT, PROD], children: [] },
    accounts: [{ id: PROD, name: "prod" }],
  },
  policies: {
    resourceControl: [{ name: "perimeter", attachedTo: "r-ab12", document: JSON.parse(perimeter("203.0.113.0/24")) }],
  },
  requests: [
    { name: "in prod", principal: `arn:aws:iam::${PROD}:user/alice`, network: { sourceIp: "203.0.113.7" } },
  ],
};

let chromium;
let folder;
before(async () => {
  chromium = await open();
  folder = await mkdtemp(join(tmpdir(), "vestibule-import-"));
  for (const [path, content] of Object.entries(collected())) {
    const file = join(folder, "out", path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(content));
  }
  await mkdir(join(folder, "out", ".git"));
  await writeFile(join(folder, "out", ".git", "config"), "[core]");
});
afterEach(() => chromium.closePages());
after(async () => {
  await chromium.close();
  await rm(folder, { recursive: true });
});

const dialog = (page) => page.getByRole("dialog", { name: "Import from AWS tools" });
const summary = (page, text) => dialog(page).getByText(text).waitFor();
const WHOLE = /^Organization o-a1b2c3d4e5: 2 accounts, 1 policy, from 5 files/;

async function openImport(page) {
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "Import from AWS tools…" }).click();
  await dialog(page).waitFor();
}

test("a folder becomes a workspace, and each file says what it was taken for", async () => {
  const { page, errors } = await start(chromium);
  await openImport(page);
  await dialog(page).locator(".import-folder").setInputFiles(join(folder, "out"));
  await summary(page, WHOLE);
  const one = dialog(page).locator('[data-file="out/roots.json"]');
  assert.match(await one.innerText(), /aws organizations list-roots — roots: 1/);
  assert.match(await dialog(page).locator('[data-file$="r-ab12.json"]').first().innerText(), /Dropped: .*Email/);
  assert.match(await dialog(page).innerText(), /get-console-authorization-configuration/);
  await isAccessible(page, "an import");
  await dialog(page).getByRole("button", { name: "Open as a workspace" }).click();
  await dialog(page).waitFor({ state: "detached" });
  await page.getByRole("button", { name: /^Organization/ }).click();
  const rows = page.getByRole("tree", { name: /^Organization/ }).getByRole("treeitem");
  assert.deepEqual(await rows.evaluateAll((all) => all.map((one) => one.dataset.id)), ["r-ab12", MANAGEMENT, PROD]);
  assert.deepEqual(errors, []);
});

test("a folder that is dropped is looked at, too, without what is hidden in it", async () => {
  const { page } = await start(chromium);
  await page.locator(".documents").waitFor();
  const session = await page.context().newCDPSession(page);
  const { x, y, width, height } = await page.locator(".documents").boundingBox();
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", {
      type, x: x + width / 2, y: y + Math.min(height / 2, 200),
      data: { items: [], files: [join(folder, "out")], dragOperationsMask: 1 },
    });
  }
  await summary(page, WHOLE);
  assert.equal(await dialog(page).locator('[data-file*=".git"]').count(), 0);
  await dialog(page).locator('[data-file="out/rcp/describe-policy.json"]').waitFor();
});

test("outputs that are dropped together are looked at together", async () => {
  const { page } = await start(chromium);
  await drop(page, texts(collected()));
  await summary(page, WHOLE);
  await dialog(page).getByRole("button", { name: "Leave out roots.json" }).click();
  await eventually(async () => assert.equal(await dialog(page).locator('[data-file="roots.json"]').count(), 0));
  await dialog(page).getByRole("button", { name: "Start over" }).click();
  await dialog(page).locator(".import-result").waitFor({ state: "detached" });
});

test("one paste after another comes to a whole, and is kept when the dialog is closed", async () => {
  const { page } = await start(chromium);
  await openImport(page);
  // Pasted, two of them do not say what they are about without the command that printed them.
  const commands = {
    "tree/list-accounts-for-parent-r-ab12.json": "aws organizations list-accounts-for-parent --parent-id r-ab12",
    "rcp/list-targets-for-policy-p-rcp1aaaa.json": "aws organizations list-targets-for-policy --policy-id p-rcp1aaaa",
  };
  for (const [path, content] of Object.entries(collected())) {
    const text = [commands[path] ? `$ ${commands[path]}` : "", JSON.stringify(content)].join("\n");
    await dialog(page).getByLabel("Or paste an output").fill(text);
    await dialog(page).getByRole("button", { name: "Add this text" }).click();
  }
  await summary(page, WHOLE);
  await dialog(page).locator('[data-file="pasted 5"]').waitFor();
  await page.keyboard.press("Escape");
  await openImport(page);
  await summary(page, WHOLE);
});

test("what an import would change is shown, and taken without the sign-ins", async () => {
  const { page } = await startWith(chromium, COMPANY);
  await eventually(async () => assert.equal(await word(page, "in prod", "outcome").innerText(), "Allowed"));
  await drop(page, texts(collected("203.0.113.128/25")));
  const change = dialog(page).locator(".import-change");
  await change.getByText("1 of 1 sign-ins of the table come to another outcome.").waitFor();
  assert.match(await change.innerText(), /RCP perimeter\s+changed/i);
  await isAccessible(page, "what an import would change");
  await dialog(page).getByRole("button", { name: "Replace the policies here" }).click();
  await dialog(page).waitFor({ state: "detached" });
  assert.deepEqual(await names(page), ["in prod"]);
  await eventually(async () => assert.equal(await word(page, "in prod", "outcome").innerText(), "Denied"));
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await eventually(async () => assert.equal(await word(page, "in prod", "outcome").innerText(), "Allowed"));
});

test("what says nothing by itself may be looked at together with others", async () => {
  const { page } = await start(chromium);
  await drop(page, texts({ "roots.json": collected()["roots.json"] }));
  await page.getByRole("button", { name: "Look at it together with other outputs" }).click();
  await summary(page, /^Organization o-a1b2c3d4e5: 0 accounts, 0 policies, from 1 file/);
  assert.match(await dialog(page).innerText(), /Where the management account 111122223333 stands is not known/);
});

test("an import is in place on narrow screens, in the dark and in Japanese", async () => {
  for (const [name, options] of [
    ["narrow", { viewport: { width: 360, height: 740 } }],
    ["dark", { colorScheme: "dark" }],
    ["Japanese", { viewport: { width: 360, height: 740 }, locale: "ja-JP" }],
  ]) {
    const { page, context } = await start(chromium, options);
    await drop(page, texts(collected()));
    const shown = page.getByRole("dialog");
    await shown.locator('[data-file="roots.json"]').waitFor();
    const wide = await shown.evaluate((element) => {
      const body = element.querySelector(".dialog-body");
      return body.scrollWidth - body.clientWidth;
    });
    assert.ok(wide <= 0, `${name}: ${wide} px too wide`);
    await isAccessible(page, name);
    await context.close();
  }
});
