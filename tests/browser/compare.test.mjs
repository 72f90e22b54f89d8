// What changes between another text and the present one, and the report on it.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { downloaded, open } from "./lib/browser.mjs";
import { content, paste, reads, textOf } from "./lib/editor.mjs";
import {
  ALICE_INSIDE,
  ALICE_OUTSIDE,
  OFFICE_ONLY,
  arn,
  cell,
  decided,
  isAccessible,
  office,
  row,
  says,
  startWith,
} from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const VPN = {
  name: "Alice, VPN",
  principal: arn("user/Alice"),
  network: { sourceIp: "192.0.2.7" },
};
const perimeter = (...ranges) => {
  const policy = structuredClone(OFFICE_ONLY);
  policy.Statement[0].Condition.NotIpAddress["aws:SourceIp"] = ["203.0.113.0/24", ...ranges];
  return policy;
};
const MOVED = JSON.stringify(perimeter("198.51.100.0/25"), null, 2);
const WITH_VPN = office([ALICE_INSIDE, VPN, ALICE_OUTSIDE], perimeter("192.0.2.0/25"));

const pane = (page) => page.getByRole("tabpanel", { name: "Compare" });
const tab = (page, name) => page.getByRole("tab", { name, exact: true });
const compared = (page) => page.locator('[data-compared="true"]').waitFor();
const menu = async (page, item) => {
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
};

/** Compares with the text as it is now. */
async function compareFromNow(page) {
  await tab(page, "Compare").click();
  await pane(page).getByRole("button", { name: "Start from the present text" }).click();
  await compared(page);
}

test("our VPN range moves: who loses access?", async () => {
  const { page, errors } = await startWith(chromium, WITH_VPN);
  await compareFromNow(page);
  await pane(page).getByText("Both texts are the same.").waitFor();
  await pane(page).getByText("None of the 3 sign-ins of the table changes.").waitFor();
  await paste(page, (await textOf(page)).replace("192.0.2.0/25", "198.51.100.0/25"));
  await pane(page).getByText("2 of 3 sign-ins of the table change.").waitFor();
  // Who loses access, from where, for all sign-ins.
  const verdict = pane(page).getByRole("status");
  await verdict.getByText("People who sign in from 192.0.2.0/25 lose access").waitFor();
  const all = pane(page).getByRole("region", { name: "All sign-ins" });
  await all.getByText("192.0.2.0/25").first().waitFor();
  // Which rows, before and after.
  const changed = pane(page).getByRole("region", { name: "Changed sign-ins" }).getByRole("row");
  const lost = changed.filter({ hasText: "Alice, VPN" });
  await eventually(async () => assert.match(await lost.innerText(), /Allowed[\s\S]*Denied/));
  await eventually(async () => assert.match(await changed.filter({ hasText: "Alice, home" }).innerText(), /Denied[\s\S]*Allowed/));
  await eventually(async () => assert.equal(await changed.filter({ hasText: "Alice, office" }).count(), 0));
  // And what was written: the words that differ are marked, and said.
  await eventually(async () => assert.equal(await pane(page).locator("del").innerText(), "192.0.2.0/25"));
  await eventually(async () => assert.equal(await pane(page).locator("ins").innerText(), "198.51.100.0/25"));
  await pane(page).getByText("vestibule diff before.json case.json").waitFor();
  const saved = page.waitForEvent("download");
  await pane(page).getByRole("button", { name: "Download before.json" }).click();
  assert.match(await downloaded(await saved), /192\.0\.2\.0\/25/);
  await isAccessible(page, "a comparison");

  // The table marks what changed.
  await tab(page, "Sign-ins").click();
  await eventually(async () => assert.match(await cell(page, "Alice, VPN", "name").innerText(), /was: Allowed/));
  await eventually(async () => assert.equal(await cell(page, "Alice, office", "name").getByText("was:").count(), 0));

  // The report has the same.
  await page.getByRole("button", { name: "Report…" }).click();
  const dialog = page.getByRole("dialog", { name: "Report" });
  await dialog.getByLabel("Change", { exact: true }).fill("CHG-42");
  await dialog.getByLabel("Date").fill("2027-01-15");
  await isAccessible(page, "the report");
  const file = async (name) => {
    const download = page.waitForEvent("download");
    await dialog.getByRole("button", { name, exact: true }).click();
    return downloaded(await download);
  };
  const markdown = await file("Markdown");
  for (const part of [
    "# Console access policies: case",
    "- Date: `2027-01-15`",
    "- Change: `CHG-42`",
    "- Account: `777788889999`",
    "| `Alice, VPN` | `arn:aws:iam::777788889999:user/Alice` | Allowed | Denied |",
    "198.51.100.0/25",
    "## Findings",
    "### Resource-based policy",
  ]) {
    assert.ok(markdown.includes(part), `${part}\n\n${markdown}`);
  }
  assert.match(markdown, /SHA-256 of the case file: `[0-9a-f]{64}`/);
  await eventually(async () => assert.match(await file("HTML"), /^<!doctype html>/));
  const csv = await file("Table as CSV");
  assert.match(csv, /"Alice, VPN",.*"Allowed","Denied"/);
  assert.deepEqual(errors, []);
});

test("another layout is no difference, and what was opened is compared with", async () => {
  const { page, errors } = await startWith(chromium, WITH_VPN);
  await paste(page, JSON.stringify(JSON.parse(await textOf(page)), null, 7));
  await tab(page, "Compare").click();
  await pane(page).getByLabel("Before", { exact: true }).selectOption({ label: "As it was opened" });
  await pane(page).getByText("differs only in layout").waitFor();
  assert.equal(await pane(page).locator(".compare-line").count(), 0);
  // What differs beside the layout is all that is shown.
  await paste(page, (await textOf(page)).replace("192.0.2.0/25", "198.51.100.0/25"));
  await pane(page).getByText("Both texts are shown in the same layout.").waitFor();
  assert.equal(await pane(page).locator(".compare-line.gone").count(), 1);
  assert.equal(await pane(page).locator("ins").innerText(), "198.51.100.0/25");
  assert.deepEqual(errors, []);
});

test("a sign-in that only the table of before has is told with both outcomes", async () => {
  const { page } = await startWith(chromium, WITH_VPN);
  await compareFromNow(page);
  await paste(page, (await textOf(page)).replace("192.0.2.0/25", "198.51.100.0/25"));
  await pane(page).getByText("2 of 3 sign-ins of the table change.").waitFor();
  await tab(page, "Sign-ins").click();
  await cell(page, "Alice, VPN", "name").click();
  await page.keyboard.press("Delete");
  await row(page, "Alice, VPN").waitFor({ state: "detached" });
  await tab(page, "Compare").click();
  await pane(page).getByText("1 sign-in is only in the table of before.").waitFor();
  const gone = pane(page).getByRole("region", { name: "Only before" }).getByRole("row").filter({ hasText: "Alice, VPN" });
  assert.match(await gone.innerText(), /Allowed[\s\S]*Denied/);
  await isAccessible(page, "what only before has");
});

test("a version has a name, is compared with and restored", async () => {
  const { page, errors } = await startWith(chromium, WITH_VPN);
  await menu(page, "Names and versions…");
  const dialog = page.getByRole("dialog", { name: "Names and versions" });
  await dialog.getByRole("button", { name: "Save a version" }).click();
  await dialog.getByRole("status").getByText("A version was saved.").waitFor();
  const version = dialog.locator(".version").first();
  await page.waitForFunction(() => document.activeElement.classList.contains("version-name"));
  await version.getByText(/^today \d\d:\d\d:\d\d$/).waitFor();
  await version.getByRole("textbox").fill("before the move");
  await page.keyboard.press("Tab");
  await version.getByRole("button", { name: /^Compare the present text with Version “before the move”/ }).waitFor();
  await page.keyboard.press("Escape");
  await paste(page, MOVED);
  await says(page, "Alice, VPN", "outcome", "Denied");
  await tab(page, "Compare").click();
  const choice = pane(page).getByLabel("Before", { exact: true });
  const named = choice.locator("option", { hasText: "before the move" });
  await choice.selectOption({ label: await named.innerText() });
  await pane(page).getByText("2 of 3 sign-ins of the table change.").waitFor();
  await pane(page).getByRole("button", { name: "End the comparison" }).click();
  await pane(page).getByRole("status").waitFor({ state: "detached" });
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), "compare-base"));
  assert.deepEqual(errors, []);
});

test("a file and a link are compared with, and what is neither is refused", async () => {
  const { page, errors } = await startWith(chromium, WITH_VPN);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const link = await page.getByRole("dialog").getByLabel("Link", { exact: true }).inputValue();
  await page.keyboard.press("Escape");
  await tab(page, "Compare").click();
  await pane(page).getByText("A file or a link").click();
  const file = (name, text) =>
    pane(page).getByLabel("Case file or policy").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  await file("words.txt", "words");
  await pane(page).getByRole("alert").waitFor();
  await file("policy.json", MOVED);
  await pane(page).getByText("2 of 3 sign-ins of the table change.").waitFor();
  await pane(page).getByLabel("Share link").fill(link);
  await pane(page).getByRole("button", { name: "Compare with the link" }).click();
  await pane(page).getByText("Both texts are the same.").waitFor();
  assert.deepEqual(errors, []);
});

test("undo outlives a reload and another workspace, in the editor, too", async () => {
  const { page, errors } = await startWith(chromium, WITH_VPN);
  const first = await textOf(page);
  await paste(page, MOVED);
  await says(page, "Alice, VPN", "outcome", "Denied");
  await page.getByText("Saved in this browser").waitFor();
  await page.reload();
  await decided(page);
  await reads(page, /198\.51\.100\.0\/25/);
  await content(page).click();
  await page.keyboard.press("ControlOrMeta+z");
  await says(page, "Alice, VPN", "outcome", "Allowed");
  await eventually(async () => assert.equal(await textOf(page), first));
  await page.keyboard.press("ControlOrMeta+y");
  await says(page, "Alice, VPN", "outcome", "Denied");
  await menu(page, "New workspace");
  await row(page, "Alice, VPN").waitFor({ state: "detached" });
  await page.goBack();
  await says(page, "Alice, VPN", "outcome", "Denied");
  await page.getByRole("banner").getByRole("button", { name: "Undo", exact: true }).click();
  await says(page, "Alice, VPN", "outcome", "Allowed");
  assert.deepEqual(errors, []);
});

test("a workspace is called after its policies until it has a name", async () => {
  const { page } = await startWith(chromium, office([ALICE_OUTSIDE]));
  await menu(page, "New workspace");
  await page.getByRole("button", { name: "Workspace Untitled", exact: true }).waitFor();
  await page.getByText("Saved in this browser").waitFor();
  await page.evaluate(
    (text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "perimeter.json", { type: "application/json" }));
      for (const type of ["dragenter", "dragover", "drop"]) {
        document.querySelector(".documents").dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
      }
    },
    JSON.stringify(OFFICE_ONLY),
  );
  await page.getByRole("button", { name: /^Workspace perimeter$/ }).waitFor();
});

test("paper has all policies with the numbers of their lines, and no tools", async () => {
  const { page } = await startWith(chromium, WITH_VPN);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const sheet = page.locator(".print-sheet");
  await sheet.getByText("Console access policies: case").waitFor();
  await sheet.locator("dl").getByText("777788889999", { exact: true }).waitFor();
  const lines = (await textOf(page)).split("\n").length;
  await eventually(async () => assert.equal(await sheet.locator(".report-text .number").last().innerText(), String(lines)));
  // The steps of why are what it says.
  for (const tool of ["button", "select", "input", "textarea"]) {
    await eventually(async () => assert.equal(await page.locator(`${tool}:not(.step)`).filter({ visible: true }).count(), 0, tool));
  }
  await eventually(async () => assert.ok((await page.pdf()).length > 1000));
});
