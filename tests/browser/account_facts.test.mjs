// Whether people can sign in at all, told beside what the policies decide.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { downloaded, open } from "./lib/browser.mjs";
import { ALICE_INSIDE, ALICE_OUTSIDE, cell, isAccessible, office, says, startWith, why } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const NAMES = [ALICE_INSIDE.name, ALICE_OUTSIDE.name];
const accounts = (page) => page.locator("td.c-account");
const facts = (page) => page.getByRole("region", { name: /^Account facts: / });

for (const width of [1280, 360]) {
  test(`facts stand beside the outcome in a column of their own: ${width} px`, async () => {
    const viewport = { width, height: 900 };
    const { page, errors } = await startWith(chromium, office([ALICE_INSIDE, ALICE_OUTSIDE]), { viewport });
    const show = (name) => (width < 600 ? page.getByRole("button", { name, exact: true }).click() : undefined);
    await show("Results");
    assert.equal(await accounts(page).count(), 0);
    await cell(page, NAMES[0], "outcome").click();
    await show("Why");
    await facts(page).locator("summary").focus();
    await page.keyboard.press("Enter");
    await facts(page).getByLabel("Has a password for the console").selectOption("No");
    await why(page).getByText("The policies allow it, but user/Alice has no password for the console").waitFor();
    await isAccessible(page, "account facts");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await show("Results");
    await eventually(async () => assert.deepEqual(await accounts(page).allInnerTexts(), ["Kept out", "Kept out"]));
    await says(page, NAMES[0], "outcome", "Allowed");
    await says(page, NAMES[1], "outcome", "Denied");
    await isAccessible(page, "the table with account facts");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.keyboard.press("Control+z");
    await eventually(async () => assert.equal(await accounts(page).count(), 0));
    assert.deepEqual(errors, []);
  });
}

test("facts of a case file are shown, kept and exported, in Japanese, too", async () => {
  const file = { ...office([ALICE_INSIDE]), principals: [{ principal: ALICE_INSIDE.principal, deleted: true, ticket: 7 }] };
  const { page } = await startWith(chromium, file);
  await page.getByRole("button", { name: /^Language/ }).click();
  await page.getByRole("menuitemradio", { name: "日本語" }).click();
  await eventually(async () => assert.deepEqual(await accounts(page).allInnerTexts(), ["サインイン不可"]));
  await cell(page, NAMES[0], "outcome").click();
  await page.getByRole("region", { name: /^アカウントの事実: / }).waitFor();
  await isAccessible(page, "account facts in Japanese");
  await page.getByRole("button", { name: /^ワークスペース/ }).click();
  await page.getByRole("menuitem", { name: "インポートとエクスポート…" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("button", { name: /ダウンロード/ }).click();
  const exported = JSON.parse(await downloaded(await download));
  assert.deepEqual(exported.principals, file.principals);
});
