// What a choice shows is what is so, whoever chose last.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { documents, entry, listed, paste } from "./lib/editor.mjs";
import { ALICE_INSIDE, ALICE_OUTSIDE, OFFICE_ONLY, isOrder, names, office, startWith } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
after(() => chromium.close());

/** A resource-based policy beside two RCPs and an SCP. */
const CASE = {
  ...office([ALICE_OUTSIDE, ALICE_INSIDE]),
  account: { id: "777788889999", organization: { id: "o-a1b2c3d4e5", managementAccount: false } },
  policies: {
    resourceBased: OFFICE_ONLY,
    resourceControl: ["first", "second"].map((name) => ({ name, document: OFFICE_ONLY })),
    serviceControl: [{ name: "third", document: { Version: "2012-10-17", Statement: [] } }],
  },
};

const kind = (page) => page.getByRole("combobox", { name: "Kind" });

/** Waits until a choice shows that, and nothing else. */
async function shows(select, label) {
  await select.locator("option:checked", { hasText: new RegExp(`^${label}$`) }).waitFor({ state: "attached" });
  await eventually(async () => assert.equal(await select.locator("option:checked").count(), 1));
}

/** Waits until the layers of the list are these. */
async function layers(page, expected) {
  const matches = (expected) =>
    [...document.querySelectorAll(".document-list .document-name")].map((name) => name.textContent).join() === expected;
  await page.waitForFunction(matches, expected.join(), { timeout: 5_000 }).catch(() => {});
  await eventually(async () => assert.deepEqual(await listed(page), expected));
}

test("the kind is that of the document that is open, also of one that was changed by hand", async () => {
  const { page, errors } = await startWith(chromium, CASE);
  await entry(page, "first").click();
  await shows(kind(page), "RCP");
  await kind(page).selectOption("SCP");
  await layers(page, ["Account", "Resource-based policy", "second", "third", "first"]);
  await shows(kind(page), "SCP");
  await entry(page, "second").click();
  await shows(kind(page), "RCP");
  await entry(page, "first").click();
  await shows(kind(page), "SCP");
  assert.deepEqual(errors, []);
});

test("the kind goes back with what is undone", async () => {
  const { page } = await startWith(chromium, CASE);
  await entry(page, "first").click();
  await kind(page).selectOption("SCP");
  await shows(kind(page), "SCP");
  await kind(page).selectOption("Identity policy");
  await shows(kind(page), "Identity policy");
  const undo = page.getByRole("button", { name: "Undo", exact: true });
  await undo.click();
  await shows(kind(page), "SCP");
  await undo.click();
  await shows(kind(page), "RCP");
  await page.getByRole("button", { name: "Redo", exact: true }).click();
  await shows(kind(page), "SCP");
});

test("a second resource-based policy is refused in words, and what is shown stays", async () => {
  const { page } = await startWith(chromium, CASE);
  const before = await listed(page);
  const told = page.getByText("An account has only one resource-based policy, and there is one already.");
  await entry(page, "third").click();
  await kind(page).selectOption("Resource-based policy");
  await told.waitFor();
  await shows(kind(page), "SCP");
  // The other way to the same.
  await page.getByRole("button", { name: "Dismiss" }).filter({ visible: true }).last().click();
  await told.waitFor({ state: "detached" });
  await paste(page, JSON.stringify({ signinResourceBasedPolicy: JSON.stringify(OFFICE_ONLY) }));
  await page.getByRole("button", { name: "Move to: Resource-based policy" }).click();
  await told.waitFor();
  await shows(kind(page), "SCP");
  await eventually(async () => assert.deepEqual(await listed(page), before));
  // Without the other one it is a choice as any.
  await entry(page, "Resource-based policy").focus();
  await page.keyboard.press("Delete");
  await layers(page, before.filter((name) => name !== "Resource-based policy"));
  await kind(page).selectOption("Resource-based policy");
  await shows(kind(page), "Resource-based policy");
  await layers(page, ["Account", "third", "first", "second"]);
});

test("which rows are shown is said, also when all are by the button", async () => {
  const { page } = await startWith(chromium, CASE);
  const show = page.getByRole("combobox", { name: "Show" });
  const denied = await show.locator("option", { hasText: /^Denied/ }).innerText();
  for (const label of [denied, "All outcomes", denied]) {
    await show.selectOption({ label });
    await shows(show, label.replace(/[()]/g, "\\$&"));
  }
  await page.getByRole("searchbox", { name: "Search sign-ins" }).fill("nobody");
  await page.getByRole("button", { name: "Show all" }).click();
  await shows(show, "All outcomes");
  await isOrder(page, [ALICE_OUTSIDE.name, ALICE_INSIDE.name]);
  await eventually(async () => assert.equal((await names(page)).length, 2));
});

test("boxes and round buttons go back with what is undone", async () => {
  const { page } = await startWith(chromium, CASE);
  const undo = page.getByRole("button", { name: "Undo", exact: true });
  await entry(page, "Account").click();
  const box = documents(page).getByRole("checkbox", { name: "Assume no identity policies (nothing allows aws login)" });
  await box.check();
  await undo.click();
  await page.waitForFunction(() => !document.getElementById("no-identity").checked);
  await box.check();
  await box.uncheck();
  await undo.click();
  await page.waitForFunction(() => document.getElementById("no-identity").checked);
  await page.getByRole("button", { name: `Edit ${ALICE_OUTSIDE.name}` }).click();
  const [open, endpoint] = ["Public internet", "VPC endpoint"].map((name) => page.getByRole("radio", { name }));
  await endpoint.check();
  await open.check();
  await endpoint.check();
  await undo.click();
  await page.locator(".scenario-fields input[type='radio'][id$='public']:checked").first().waitFor();
  await eventually(async () => assert.equal(await endpoint.isChecked(), false));
});
