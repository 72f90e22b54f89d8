import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { downloaded, open } from "./lib/browser.mjs";
import { openCase } from "./lib/cases.mjs";
import {
  ALICE_INSIDE,
  ALICE_OUTSIDE,
  BREAK_GLASS,
  cell,
  decided,
  names,
  office,
  row,
  start,
  startWith,
  word,
} from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

const THREE = office([ALICE_INSIDE, { ...ALICE_OUTSIDE, expect: { outcome: "denied" } }, BREAK_GLASS]);

let chromium;
before(async () => {
  // For the clipboard.
  chromium = await open({ own: true });
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

async function share(page) {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Share this case" });
  await dialog.waitFor();
  return dialog;
}

const link = (dialog) => dialog.getByLabel("Link", { exact: true }).inputValue();

test("a link holds the case and nothing is sent for it", async () => {
  const { page, context, outside, errors } = await startWith(chromium, THREE);
  const dialog = await share(page);
  await dialog.getByText(/Whoever has the link can read all that is in it/).waitFor();
  const url = await link(dialog);
  assert.match(url, /#case=1\.[\w-]+$/);
  await dialog.getByText(`${url.length.toLocaleString("en")} characters.`).waitFor();
  const other = await context.newPage();
  await other.goto(url);
  await row(other, "Alice, home").waitFor();
  await decided(other);
  await eventually(async () => assert.deepEqual(await names(other), await names(page)));
  await eventually(async () => assert.equal(await word(other, "Alice, home", "outcome").innerText(), "Denied"));
  await eventually(async () => assert.match(await cell(other, "Alice, home", "expected").innerText(), /as expected/));
  assert.deepEqual(outside, []);
  assert.deepEqual(errors, []);
});

test("the link is copied", async () => {
  const { page, context } = await startWith(chromium, THREE);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const dialog = await share(page);
  await dialog.getByRole("button", { name: "Copy link" }).click();
  await dialog.getByText("The link is on the clipboard.").waitFor();
  await eventually(async () => assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await link(dialog)));
});

test("where copying is not allowed the link is selected", async () => {
  const { page, context } = await startWith(chromium, THREE);
  await context.grantPermissions([]);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  const dialog = await share(page);
  await dialog.getByRole("button", { name: "Copy link" }).click();
  await dialog.getByText(/The link is selected/).waitFor();
  await eventually(async () => assert.equal(await page.evaluate(() => getSelection().toString()), await link(dialog)));
});

test("what is secret is renamed on request, and every decision is proven the same", async () => {
  // Addresses of documentation are what others are renamed to.
  const real = JSON.stringify(THREE).replaceAll("203.0.113", "52.94.133").replaceAll("198.51.100", "13.248.118");
  const { page, context } = await startWith(chromium, JSON.parse(real));
  const dialog = await share(page);
  const before = await link(dialog);
  await dialog.getByRole("checkbox", { name: /^Replace account/ }).check();
  await dialog.getByText("Decisions unchanged: 3 of 3").waitFor();
  const url = await link(dialog);
  assert.notEqual(url, before);
  await dialog.getByText(/texts are left as they are/).click();
  for (const stays of ["signin:Authenticate", "aws:SourceIp", "2012-10-17"]) {
    await dialog.getByRole("listitem").getByText(stays, { exact: true }).waitFor();
  }
  await dialog.getByText(/values replaced/).click();
  await eventually(async () => assert.ok((await dialog.getByText("777788889999").count()) > 0, "the renames are listed"));
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Download case file" }).click(),
  ]);
  // The name of the workspace may be one, too.
  assert.equal(download.suggestedFilename(), "vestibule.json");
  const file = await downloaded(download);
  for (const secret of ["777788889999", "52.94.133", "13.248.118", "Alice", "BreakGlass"]) {
    assert.ok(!file.includes(secret), `${secret} is in the file`);
  }
  const other = await context.newPage();
  await other.goto(url);
  await decided(other);
  const outcomes = (of) => of.locator("tbody > .row [data-column=outcome] .word").allInnerTexts();
  await eventually(async () => assert.deepEqual(await outcomes(other), ["Allowed", "Denied", "Allowed"]));
  await eventually(async () => assert.doesNotMatch(await other.locator("body").innerText(), /777788889999|Alice/));
});

test("what a link has no place for is said, where there is any", async () => {
  const { page } = await startWith(chromium, THREE);
  let dialog = await share(page);
  await eventually(async () => assert.equal(await dialog.getByText(/left out/i).count(), 0));
  await page.keyboard.press("Escape");
  await openCase(page, "theirs", { ...THREE, comment: "ours" });
  await page.getByRole("button", { name: "Workspace theirs" }).waitFor();
  dialog = await share(page);
  await dialog.getByText("Left out of links and of files with replaced values, because vestibule does not know them: comment").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Add combinations" }).click();
  await page.getByRole("region", { name: "Who signs in" }).getByRole("button", { name: "Other" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await eventually(async () => assert.equal(await (await share(page)).getByText(/people and networks/).count(), 0));
});

test("a case file goes out and comes back the same, and opens beside what there was", async () => {
  const { page } = await startWith(chromium, THREE);
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "Import and export…" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("dialog").getByRole("button", { name: "Download case file" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "case.json");
  const file = await downloaded(download);
  assert.equal(JSON.parse(file).requests.length, 3);
  await page.getByRole("dialog").getByLabel("Or paste it here").fill(file);
  await page.getByRole("dialog").getByRole("button", { name: "Open", exact: true }).click();
  await page.getByText("“Pasted case” was opened as a new workspace.").waitFor();
  await decided(page);
  await eventually(async () => assert.deepEqual(await names(page), ["Alice, office", "Alice, home", "Break-glass, home"]));
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitemradio", { name: "case", exact: true }).waitFor();
});

test("what is no case file changes nothing, and says so", async () => {
  const { page, errors } = await start(chromium);
  const before = await names(page);
  for (const text of ["{", "[]", "null", '{"vestibule": 1, "requests": 3}', "#case=1.AAAA", `#case=1.${"x".repeat(5000)}`]) {
    await page.getByRole("button", { name: /^Workspace/ }).click();
    await page.getByRole("menuitem", { name: "Import and export…" }).click();
    await page.getByRole("dialog").getByLabel("Or paste it here").fill(text);
    await page.getByRole("dialog").getByRole("button", { name: "Open", exact: true }).click();
    await page.getByRole("region", { name: "Messages" }).getByText(/Nothing was changed|Your work is unchanged/).first().waitFor();
    await eventually(async () => assert.deepEqual(await names(page), before, text.slice(0, 40)));
    await page.getByRole("button", { name: "Dismiss" }).first().click();
  }
  assert.deepEqual(errors, []);
});
