// The way of the keyboard through the page: where the focus goes when what had it is gone, how the
// editor is left, and forms that stay in shape.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { applyFix, content, documents, entry, listed } from "./lib/editor.mjs";
import { ALICE_INSIDE, ALICE_OUTSIDE, OFFICE_ONLY, isIn, cell, office, start, startWith } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const ORGANIZATION = { id: "o-a1b2c3d4e5", managementAccount: false };

/** Waits until the focus is somewhere in that part of the page. */
const isWithin = (page, selector) =>
  page.waitForFunction((selector) => document.activeElement.closest(selector) !== null, selector);

const focusOf = (page) => page.evaluate(() => document.activeElement.outerHTML.slice(0, 80));

/** Two RCPs, which may be removed. */
const two = () => {
  const file = office([ALICE_INSIDE, ALICE_OUTSIDE]);
  const document = structuredClone(OFFICE_ONLY);
  document.Statement[0].Principal = "*";
  file.account.organization = ORGANIZATION;
  file.policies = { resourceControl: ["first", "second"].map((name) => ({ name, attachedTo: "r-ab12", document })) };
  return file;
};

test("the guide gives the focus back", async () => {
  const { page } = await start(chromium);
  const guide = page.getByRole("banner").getByRole("button", { name: "Guide" });
  for (const close of [() => page.keyboard.press("Escape"), () => page.getByRole("button", { name: "Close the guide" }).click()]) {
    await guide.focus();
    await page.keyboard.press("Enter");
    await isWithin(page, ".guide");
    await close();
    await page.locator(".guide").waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement.textContent.trim() === "Guide");
  }
});

test("the focus stays in the list when a policy is removed", async () => {
  const { page } = await startWith(chromium, two());
  await entry(page, "second").click();
  await entry(page, "second").focus();
  await page.keyboard.press("Delete");
  await page.waitForFunction(() => document.querySelectorAll(".document-name").length === 2);
  await isWithin(page, ".document-list");
  await entry(page, "first").click();
  await page.getByRole("button", { name: "More for this policy" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Remove" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll(".document-name").length === 1);
  await isWithin(page, "#policies");
  await eventually(async () => assert.deepEqual(await listed(page), ["Account"]));
});

test("the focus is not lost with a button that goes, or goes grey", async () => {
  const wrong = structuredClone(OFFICE_ONLY);
  wrong.Statement[0].Effect = "Denny";
  const { page } = await startWith(chromium, office([ALICE_INSIDE], wrong));
  await entry(page, "Resource-based policy").click();
  const problems = page.locator(".document-problems");
  await problems.locator("> summary").click();
  const fix = problems.getByRole("button", { name: "Fix", exact: true });
  await fix.focus();
  await page.keyboard.press("Enter");
  await applyFix(page);
  await fix.waitFor({ state: "detached" });
  await isWithin(page, "#policies");
  const undo = page.getByRole("banner").getByRole("button", { name: "Undo", exact: true });
  await undo.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement !== document.body);
  await isWithin(page, "header");
});

test("the matrix leads from an empty table to its rows", async () => {
  const { page } = await start(chromium);
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  const table = page.getByRole("region", { name: "Sign-ins" });
  await table.getByRole("button", { name: "Add combinations" }).last().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: /^Add \d+ sign-ins$/ }).focus();
  await page.keyboard.press("Enter");
  await page.locator("tbody > .row").first().waitFor();
  await isWithin(page, "#sign-ins");
});

test("the pencil and Add policy lead to what they open", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE, ALICE_OUTSIDE]));
  await cell(page, "Alice, home", "name").click();
  await page.getByRole("button", { name: "The selected sign-in" }).click();
  await page.getByRole("menuitem", { name: /^Edit/ }).click();
  await page.waitForFunction(() => document.activeElement.dataset.edits === "name");
  await page.keyboard.press("Escape");
  await isIn(page, "Alice, home", "name");
  await documents(page).getByRole("button", { name: "Add policy" }).click();
  await page.getByRole("menuitem", { name: "SCP", exact: true }).click();
  await page.waitForFunction(() => document.activeElement.matches(".cm-content, .editor-plain"));
});

test("whoever is in the editor sees how to leave it", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE]));
  await entry(page, "Resource-based policy").click();
  const hint = page.getByText("Tab indents. To leave the editor, press Escape, then Tab.");
  await page.locator(".editor .cm-editor").waitFor();
  await eventually(async () => assert.equal(await hint.isVisible(), false));
  await content(page).focus();
  await hint.waitFor();
  const { width, height } = await hint.boundingBox();
  assert.ok(width > 200 && height > 10, `${width} × ${height}`);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await eventually(async () => assert.doesNotMatch(await focusOf(page), /cm-content/));
  await hint.waitFor({ state: "hidden" });
});

for (const width of [1280, 360]) {
  test(`an entry of the matrix opens in its place, ${width} px wide`, async () => {
    const { page } = await start(chromium, { viewport: { width, height: 860 } });
    if (width < 600) {
      await page.locator("nav.views button").nth(1).click();
    }
    await page.getByRole("button", { name: "Add combinations", exact: true }).first().click();
    const first = page.locator(".matrix-row").first();
    const box = (selector) => first.locator(selector).first().boundingBox();
    const closed = await box("summary");
    await first.locator("summary").click();
    await first.locator(".fields").waitFor();
    const [label, opener, fields] = [await box(".choice"), await box("summary"), await box(".fields")];
    assert.ok(label.width > 150, `the label is ${label.width} px wide`);
    assert.equal(Math.round(opener.x), Math.round(closed.x), "what opens it stays where it is");
    assert.ok(opener.x >= label.x + label.width - 33, "it is behind the label");
    assert.ok(fields.y >= label.y + label.height - 1, "the fields are under the label");
  });
}

test("a policy is attached to all that the list names, and what is wrong leaves the form in shape", async () => {
  const { page } = await startWith(chromium, two());
  await entry(page, "first").click();
  const attached = documents(page).getByLabel("Attached to");
  const placeholder = await attached.getAttribute("placeholder");
  assert.match(placeholder, /, /, "it shows that a list is taken");
  await attached.fill(placeholder);
  await eventually(async () => assert.equal(await attached.getAttribute("aria-invalid"), null));
  await attached.fill("r-ab12, ou-ab12-cdefghij, Production");
  await documents(page).getByText("is neither a root, an organizational unit nor an account").waitFor();
  await eventually(async () => assert.equal(await attached.getAttribute("aria-invalid"), "true"));
  const box = (label) => documents(page).getByLabel(label, { exact: true }).boundingBox();
  const [name, kind, target] = [await box("Name"), await box("Kind"), await box("Attached to")];
  assert.ok(Math.abs(name.y - kind.y) < 2, "the others stay in one line");
  assert.ok(target.width > 300, `it has ${target.width} px`);
});
