// Japanese as an input method writes it: composed, changed and accepted, beside single keys.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { content, cursorBehind, textOf, thought } from "./lib/editor.mjs";
import { ALICE_OUTSIDE, edit, office, row, startWith } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

/** Composes as the input method of a system does: keys go to it, and the page sees what it makes, with
 * so many milliseconds behind each step. */
async function compose(page, steps, accepted, thinking = 0) {
  const session = await page.context().newCDPSession(page);
  const key = (type) =>
    session.send("Input.dispatchKeyEvent", { type, key: "Process", windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 });
  for (const text of steps) {
    await key("rawKeyDown");
    await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await key("keyUp");
    await thought(page, thinking);
  }
  await key("rawKeyDown");
  await session.send("Input.insertText", { text: accepted });
  await key("keyUp");
  await session.detach();
}

const JAPANESE = ["ｎ", "に", "にｈ", "にほ", "にほｎ", "にほん", "日本"];

const SID = '"Sid": "OfficeOnly';

const sid = async (page) => /"Sid": "([^"]*)"/.exec(await textOf(page))[1];

for (const answers of [true, false]) {
  test(`composed text arrives once and goes as one, ${answers ? "decided" : "with no answer"}`, async () => {
    const { page, errors } = await startWith(chromium, office([ALICE_OUTSIDE]));
    await content(page).waitFor();
    const before = await textOf(page);
    if (!answers) {
      await page.evaluate(() => (Worker.prototype.postMessage = () => {}));
    }
    await cursorBehind(page, SID);
    await compose(page, JAPANESE, "日本");
    await eventually(async () => assert.equal(await sid(page), "OfficeOnly日本"));
    // Behind a letter whose decision may still be out, and before one.
    await page.keyboard.type("a");
    await compose(page, JAPANESE, "日本");
    await page.keyboard.type("b");
    await eventually(async () => assert.equal(await sid(page), "OfficeOnly日本a日本b"));
    while ((await sid(page)).length > "OfficeOnly".length) {
      const { length } = await sid(page);
      await page.keyboard.press("ControlOrMeta+z");
      await eventually(async () => assert.ok((await sid(page)).length < length, `nothing was undone of ${await sid(page)}`));
    }
    await eventually(async () => assert.equal(await textOf(page), before));
    assert.deepEqual(errors, []);
  });
}

test("a text that takes long to compose is one step of the page, too", async () => {
  const { page, errors } = await startWith(chromium, office([ALICE_OUTSIDE]));
  await content(page).waitFor();
  await cursorBehind(page, SID);
  await compose(page, ["ｎ", "に"], "にほん", 1_500);
  await eventually(async () => assert.equal(await sid(page), "OfficeOnlyにほん"));
  await page.getByRole("banner").getByRole("button", { name: "Undo", exact: true }).click();
  await eventually(async () => assert.equal(await sid(page), "OfficeOnly"));
  assert.deepEqual(errors, []);
});

test("what is composed and given up leaves nothing", async () => {
  const { page, errors } = await startWith(chromium, office([ALICE_OUTSIDE]));
  await content(page).waitFor();
  const before = await textOf(page);
  await cursorBehind(page, SID);
  await compose(page, ["ｎ", "に", ""], "");
  await eventually(async () => assert.equal(await textOf(page), before));
  assert.deepEqual(errors, []);
});

test("a field of a sign-in takes composed text once, and its row has the name", async () => {
  const { page, errors } = await startWith(chromium, office([ALICE_OUTSIDE]));
  const fields = await edit(page, "Alice, home");
  const name = page.locator(".scenario-fields").getByLabel("Name", { exact: true });
  await fields.getByLabel("Name", { exact: true }).focus();
  await page.keyboard.press("End");
  await compose(page, JAPANESE, "日本");
  await eventually(async () => assert.equal(await name.inputValue(), "Alice, home日本"));
  await row(page, "Alice, home日本").waitFor();
  await compose(page, ["ｔ", "と"], "と");
  await page.keyboard.type("x");
  await eventually(async () => assert.equal(await name.inputValue(), "Alice, home日本とx"));
  await row(page, "Alice, home日本とx").waitFor();
  const undo = page.getByRole("button", { name: "Undo", exact: true }).first();
  await undo.click();
  while ((await name.inputValue()) !== "Alice, home") {
    await undo.click();
  }
  await row(page, "Alice, home").waitFor();
  assert.deepEqual(errors, []);
});
