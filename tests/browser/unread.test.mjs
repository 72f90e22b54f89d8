// Documents that cannot be read: what decides in their place, and what is said of it.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { content, documents, entry, paste } from "./lib/editor.mjs";
import { ALICE_INSIDE, ALICE_OUTSIDE, OFFICE_ONLY, cell, decided, says, startWith, why } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

const NOBODY = {
  Version: "2012-10-17",
  Statement: [{ Sid: "Nobody", Effect: "Deny", Action: "signin:*", Resource: "*" }],
};
const TWO_LAYERS = {
  vestibule: 1,
  account: { id: "777788889999", organization: { id: "o-a1b2c3d4e5", managementAccount: false } },
  policies: {
    resourceControl: [{ name: "perimeter", attachedTo: "r-ab12", document: OFFICE_ONLY }],
    serviceControl: [{ name: "guardrails", attachedTo: "r-ab12", document: NOBODY }],
  },
  requests: [ALICE_INSIDE, ALICE_OUTSIDE],
};
const HELD = "Syntax errors in perimeter. Results use the last valid version.";
const UNREAD = "Syntax errors in perimeter. Results use the part that can be read; what the rest could change is shown as Unknown.";

let chromium;
before(async () => {
  chromium = await open();
});
after(() => chromium.close());

/** Takes the last bracket of the policy away. */
async function breaks(page) {
  await entry(page, "perimeter").click();
  await content(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.press("Backspace");
}

/** Removes the document that is open. */
async function remove(page) {
  await page.getByRole("button", { name: "More for this policy" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
}

test("while one policy cannot be read, all else is followed", async () => {
  const { page, errors } = await startWith(chromium, TWO_LAYERS);
  const [held, unread] = [HELD, UNREAD].map((said) => page.getByText(said, { exact: true }));
  await says(page, "Alice, office", "outcome", "Denied");
  await breaks(page);
  await held.waitFor();
  // Another policy, and what the account has switched on.
  await entry(page, "guardrails").click();
  await remove(page);
  await says(page, "Alice, office", "outcome", "Allowed");
  await says(page, "Alice, home", "outcome", "Denied");
  await entry(page, "Account").click();
  const switches = documents(page).getByRole("group", { name: "Console authorization is on for" }).getByRole("checkbox");
  for (const one of await switches.all()) {
    await one.uncheck();
  }
  await says(page, "Alice, home", "outcome", "Allowed");
  await held.waitFor();
  for (const one of await switches.all()) {
    await one.check();
  }
  await says(page, "Alice, home", "outcome", "Denied");
  await says(page, "Alice, office", "outcome", "Allowed");
  // With the page goes the text of before: the present one decides, and leaves open what it must.
  await page.getByText("Saved in this browser").waitFor();
  await page.reload();
  await unread.waitFor();
  await says(page, "Alice, office", "outcome", "Unknown");
  await eventually(async () => assert.equal(await held.count(), 0));
  await entry(page, "perimeter").click();
  await content(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText("}");
  await says(page, "Alice, office", "outcome", "Allowed");
  await says(page, "Alice, home", "outcome", "Denied");
  await eventually(async () => assert.equal((await held.count()) + (await unread.count()), 0));
  assert.deepEqual(errors, []);
});

test("a new policy that cannot be read leaves open what it may say, and says so", async () => {
  const file = { ...TWO_LAYERS, policies: { resourceControl: TWO_LAYERS.policies.resourceControl } };
  const { page } = await startWith(chromium, file);
  await says(page, "Alice, office", "outcome", "Allowed");
  await entry(page, "perimeter").click();
  await paste(page, " ");
  await says(page, "Alice, home", "outcome", "Allowed");
  await paste(page, '{ "Statement": [ { "Effect": "Deny", ');
  await page.getByText(UNREAD, { exact: true }).waitFor();
  await says(page, "Alice, office", "outcome", "Unknown");
  await says(page, "Alice, home", "outcome", "Unknown");
});

test("nothing lights up by the places of a text that is gone", async () => {
  const file = { ...TWO_LAYERS, policies: { resourceControl: TWO_LAYERS.policies.resourceControl } };
  const { page } = await startWith(chromium, file);
  await entry(page, "perimeter").click();
  await cell(page, "Alice, home", "1").click();
  const lit = page.locator(".cm-lit-line").first();
  const line = why(page).getByRole("button", { name: /^Show OfficeOnly, line/ });
  await lit.waitFor();
  await line.waitFor();
  await paste(page, `\n\n\n${JSON.stringify(OFFICE_ONLY, null, 2).slice(0, -2)}`);
  await page.getByText(HELD, { exact: true }).waitFor();
  await lit.waitFor({ state: "detached" });
  await line.waitFor({ state: "detached" });
  // It is still told by what it is decided.
  await why(page).getByText("OfficeOnly").first().waitFor();
  await paste(page, `\n\n\n${JSON.stringify(OFFICE_ONLY, null, 2)}`);
  await lit.waitFor();
  await line.waitFor();
  await decided(page);
});
