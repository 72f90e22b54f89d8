// An organization with all of its accounts: its tree, the switch of the account, and answers.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { downloaded, open } from "./lib/browser.mjs";
import { documents, entry, listed } from "./lib/editor.mjs";
import { isAccessible, names, startWith, word } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

const MANAGEMENT = "111122223333";
const PROD = "222233334444";
const TEST = "333344445555";
const perimeter = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Office", Effect: "Deny", Principal: "*", Action: "signin:*", Resource: "*",
      Condition: { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
    },
  ],
};
const sign_in = (name, account) => ({
  name, principal: `arn:aws:iam::${account}:user/alice`, network: { sourceIp: "198.51.100.7" },
});
const COMPANY = {
  vestibule: 1,
  organization: {
    id: "o-a1b2c3d4e5", managementAccount: MANAGEMENT, consoleAuthorization: true,
    tree: {
      id: "r-ab12", accounts: [MANAGEMENT],
      children: [{ id: "ou-ab12-11111111", name: "Workloads", accounts: [PROD, TEST] }],
    },
    accounts: [
      { id: PROD, name: "prod", policies: { resourceBased: perimeter, identity: [] } },
      { id: TEST, name: "test" },
    ],
  },
  policies: {
    resourceControl: [{ name: "perimeter", attachedTo: [PROD], document: perimeter }],
  },
  requests: [sign_in("manager", MANAGEMENT), sign_in("in prod", PROD), sign_in("in test", TEST)],
};

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

async function exported(page) {
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "Import and export…" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("button", { name: "Download case file" }).click();
  return JSON.parse(await downloaded(await download));
}

const tree = (page) => page.getByRole("tree", { name: /^Organization/ });
const node = (page, id) => tree(page).locator(`[data-id="${id}"]`);

test("each sign-in is decided by what binds its account, and the tree says what is attached where", async () => {
  const { page, errors } = await startWith(chromium, COMPANY);
  for (const [name, outcome] of [["manager", "Allowed"], ["in prod", "Denied"], ["in test", "Allowed"]]) {
    await eventually(async () => assert.equal(await word(page, name, "outcome").innerText(), outcome));
  }
  await page.locator(".strip[data-answer]").waitFor();
  assert.match(await page.locator(".strip").innerText(), /In 1 of 3 accounts somebody is locked out/);
  await page.getByRole("button", { name: /^Organization/ }).click();
  await tree(page).waitFor();
  const rows = await tree(page).getByRole("treeitem").evaluateAll((all) => all.map((one) => one.dataset.id));
  assert.deepEqual(rows, ["r-ab12", MANAGEMENT, "ou-ab12-11111111", PROD, TEST]);
  assert.match(await node(page, MANAGEMENT).innerText(), /management account/);
  assert.match(await node(page, PROD).innerText(), /prod\s+222233334444\s+Resource-based policy\s+perimeter/i);
  await isAccessible(page, "the tree");
  assert.deepEqual(errors, []);
});

test("the account that is looked at is chosen by keys in the tree and by the switch", async () => {
  const { page } = await startWith(chromium, COMPANY);
  await page.getByRole("button", { name: /^Organization/ }).click();
  await node(page, "r-ab12").focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "Enter"]) {
    await page.keyboard.press(key);
  }
  await eventually(async () => assert.deepEqual(await names(page), ["in prod"]));
  assert.equal(await node(page, PROD).getAttribute("aria-selected"), "true");
  await page.getByRole("combobox", { name: "Account shown" }).selectOption("test (333344445555)");
  await eventually(async () => assert.deepEqual(await names(page), ["in test"]));
  await page.getByRole("combobox", { name: "Account shown" }).selectOption("All 3 accounts");
  await eventually(async () => assert.deepEqual(await names(page), ["manager", "in prod", "in test"]));
  // Left closes a unit, and right opens it again.
  await node(page, "ou-ab12-11111111").focus();
  await page.keyboard.press("ArrowLeft");
  await eventually(async () => assert.equal(await node(page, PROD).count(), 0));
  await page.keyboard.press("ArrowRight");
  await node(page, PROD).waitFor();
});

test("a policy that is dragged onto a unit is attached to it, too, and that is undone", async () => {
  const { page } = await startWith(chromium, COMPANY);
  await page.getByRole("button", { name: /^Organization/ }).click();
  await entry(page, "perimeter").dragTo(node(page, "ou-ab12-11111111"));
  await eventually(async () => assert.equal(await word(page, "in test", "outcome").innerText(), "Denied"));
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await eventually(async () => assert.equal(await word(page, "in test", "outcome").innerText(), "Allowed"));
});

test("all accounts are shown by people and networks, and a cell leads to its sign-in", async () => {
  const { page, errors } = await startWith(chromium, COMPANY);
  await page.getByRole("tab", { name: "People × networks" }).click();
  const line = (id) => page.locator(`.overview tr[data-id="${id}"]`);
  await eventually(async () => assert.match(await line(PROD).innerText(), /Denied/));
  assert.doesNotMatch(await line(TEST).innerText(), /Denied/);
  // A unit has the worst of what is below it.
  assert.match(await line("ou-ab12-11111111").innerText(), /Denied/);
  await isAccessible(page, "the overview");
  await line(PROD).getByRole("button", { name: /Denied$/ }).first().click();
  // Then it is the account that is looked at.
  await page.locator(".overview").waitFor({ state: "detached" });
  await eventually(async () => assert.match(await page.getByRole("region", { name: "Why" }).innerText(), /denied/i));
  await page.getByRole("tab", { name: "Sign-ins" }).click();
  await eventually(async () => assert.deepEqual(await names(page), ["in prod"]));
  assert.deepEqual(errors, []);
});

test("policies of accounts are listed for the account that is looked at", async () => {
  const { page } = await startWith(chromium, COMPANY);
  assert.deepEqual(await listed(page), ["Organization", "perimeter"]);
  assert.match(await documents(page).innerText(), /One account has own policies/);
  await page.getByRole("combobox", { name: "Account shown" }).selectOption("prod (222233334444)");
  await eventually(async () => assert.deepEqual(await listed(page), ["Organization", "Resource-based policy", "perimeter"]));
});

test("the case file comes back whole", async () => {
  const { page } = await startWith(chromium, COMPANY);
  const file = await exported(page);
  assert.deepEqual(file.organization, COMPANY.organization);
  assert.equal(file.policies.resourceControl[0].attachedTo, PROD);
});

test("a thousand accounts are searched without delay", async () => {
  const ids = Array.from({ length: 1000 }, (_, index) => String(100_000_000_000 + index));
  const large = structuredClone(COMPANY);
  large.organization.tree.children.push({ id: "ou-ab12-22222222", name: "Many", accounts: ids });
  const { page } = await startWith(chromium, large);
  await page.getByRole("button", { name: /^Organization/ }).click();
  assert.equal(await tree(page).getByRole("treeitem").count(), 4);
  await page.getByRole("searchbox", { name: "Search units and accounts" }).fill("100000000999");
  await node(page, "100000000999").waitFor();
  assert.equal(await tree(page).getByRole("treeitem").count(), 3);
});

test("the organization is in place in each look", async () => {
  for (const [name, options] of [
    ["narrow", { viewport: { width: 390, height: 800 } }],
    ["dark", { colorScheme: "dark" }],
  ]) {
    const { page, context } = await startWith(chromium, COMPANY, options);
    await isAccessible(page, name);
    await context.close();
  }
});
