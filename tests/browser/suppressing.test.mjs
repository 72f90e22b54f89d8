// Findings that are known: suppressed from their mark or from the list, with a reason, and back.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { content, cursorBehind, entry } from "./lib/editor.mjs";
import { ALICE_INSIDE, OFFICE_ONLY, isAccessible, office, start, startWith, still } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => (chromium = await open()));
afterEach(() => chromium.closePages());
after(() => chromium.close());

const found = (page) => page.locator(".document-problems").first();
const suppressed = (page) => page.locator(".document-suppressed");
const form = (page) => page.locator("form.suppress");
const VPC = "this denies sign-ins through every VPC endpoint";

async function withOffice(options) {
  const { page, errors } = await startWith(chromium, office([ALICE_INSIDE]), options);
  await entry(page, "Resource-based policy").click();
  await page.locator(".cm-lintRange-warning").first().waitFor();
  return { page, errors };
}

const finding = (page) => found(page).locator("li", { hasText: new RegExp(VPC, "i") });

test("a finding is suppressed with a reason, is listed, and comes back", async () => {
  const { page, errors } = await withOffice();
  await found(page).locator("summary").first().click();
  await finding(page).getByRole("button", { name: "Suppress…" }).click();
  await page.waitForFunction(() => document.activeElement?.id === "suppress-reason");
  await isAccessible(page, "the form");
  await page.keyboard.press("Enter");
  await form(page).getByText("Say why the finding does not count.").waitFor();
  await form(page).getByLabel("Why it does not count").fill("nobody uses endpoints");
  await form(page).getByLabel("Last day").fill("2099-13-01");
  await form(page).getByText("Write the day as").waitFor();
  await form(page).getByLabel("Last day").fill("2099-12-31");
  await page.keyboard.press("Enter");
  await finding(page).waitFor({ state: "detached" });
  await suppressed(page).locator("summary", { hasText: "1 suppression" }).click();
  await suppressed(page).getByText("nobody uses endpoints until 2099-12-31").waitFor();
  await isAccessible(page, "the list");
  // It goes with the text and stays with the workspace.
  await page.reload();
  await suppressed(page).locator("summary", { hasText: "1 suppression" }).click();
  await suppressed(page).getByRole("button", { name: "Take back the suppression of denies-vpc-endpoints" }).click();
  await suppressed(page).waitFor({ state: "detached" });
  await found(page).locator("summary").first().click();
  await finding(page).waitFor();
  assert.deepEqual(errors, []);
});

test("a mark leads to the form, and its fix is no suppression", async () => {
  const { page } = await withOffice();
  await cursorBehind(page, '"aws:SourceIp"');
  await page.keyboard.press("ControlOrMeta+.");
  await eventually(async () => assert.equal(await form(page).count(), 0));
  await content(page).press("F8");
  await page.getByRole("button", { name: "suppress…" }).first().click();
  await form(page).waitFor();
});

test("suppressions of a case file hold, and those that are unused or over are told", async () => {
  const file = office([ALICE_INSIDE], OFFICE_ONLY);
  file.suppressions = [
    { rule: "denies-vpc-endpoints", reason: "known" },
    { rule: "vpc-source-ip-alone", reason: "gone" },
    { rule: "ipv4-only", reason: "until the move", expires: "2020-01-01" },
  ];
  const { page } = await startWith(chromium, file);
  await entry(page, "Resource-based policy").click();
  await suppressed(page).locator("summary", { hasText: "3 suppressions (2 are unused or have ended)" }).click();
  await suppressed(page).locator("li", { hasText: "gone" }).getByText("nothing is found", { exact: false }).waitFor();
  await suppressed(page).locator("li", { hasText: "until the move" }).getByText("ended on", { exact: false }).waitFor();
  await still(page);
  await eventually(async () => assert.equal(await finding(page).count(), 0));
});

test("in Japanese", async () => {
  const { page } = await start(chromium, { locale: "ja" });
  await page.getByText(/注記|問題/).first().waitFor();
  const details = page.locator(".document-problems").first();
  await details.locator("summary").first().click();
  await details.getByRole("button", { name: "抑制する…" }).first().click();
  await form(page).getByLabel("数えない理由").fill("把握済み");
  await isAccessible(page, "the form in Japanese");
});
