// The documents and their editor, as their users use them.
import assert from "node:assert/strict";

/** The text field of a document; CodeMirror's or the plain one. */
export const field = (page, name) => page.getByRole("textbox", { name: `Text of ${name}`, exact: true });

/** The part of the page that holds them. */
export const documents = (page) => page.locator("#policies");

/** Adds a policy of that kind, opens it and waits for its editor. */
export async function add(page, kind) {
  await documents(page).getByRole("button", { name: /^Add/ }).click();
  await page.getByRole("menuitem", { name: kind, exact: true }).click();
  await page.locator(".editor .cm-editor").waitFor();
  await page.locator(".editor .cm-content:empty, .editor .cm-placeholder").first().waitFor();
}

/** The field that has the focus or would get it: the one document that is open. */
export const content = (page) => page.locator(".editor .cm-content");

/** The whole text, also where CodeMirror draws only a part of it. */
export const textOf = (page) =>
  page.evaluate(() => {
    const plain = document.querySelector(".editor-plain");
    return plain ? plain.value : document.querySelector(".cm-content").cmTile.root.view.state.doc.toString();
  });

/** Waits until the whole text of the open document matches; the text of another may still be drawn. */
export async function reads(page, pattern) {
  const deadline = Date.now() + 30_000;
  await page.locator(".editor-plain, .cm-content").first().waitFor();
  let text = await textOf(page);
  while (!pattern.test(text)) {
    assert.ok(Date.now() < deadline, `the document ends with ${JSON.stringify(text.slice(-200))}, not ${pattern}`);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    text = await textOf(page);
  }
}

/** Replaces the text as a paste does. */
export async function paste(page, text, into = content(page)) {
  await into.click();
  await page.keyboard.press("ControlOrMeta+a");
  await pasteInto(into, text);
}

/** Drops files on the documents. */
export async function drop(page, files, onto = ".documents") {
  const data = await page.evaluateHandle((list) => {
    const transfer = new DataTransfer();
    for (const { name, text } of list) {
      transfer.items.add(new File([text], name, { type: "application/json" }));
    }
    return transfer;
  }, files);
  for (const type of ["dragenter", "dragover", "drop"]) {
    await page.dispatchEvent(onto, type, { dataTransfer: data });
  }
}

/** The names in the list of documents. */
export const listed = (page) =>
  page.getByRole("navigation", { name: "Account and policies" }).locator(".document-name").allInnerTexts();

/** The entry of a document in the list. */
export const entry = (page, name) =>
  page.getByRole("navigation", { name: "Account and policies" }).getByRole("button", { name: new RegExp(`^${name}`) });

/** Puts the cursor behind the first place of that text in the document. */
export async function cursorBehind(page, text) {
  await page.evaluate((wanted) => {
    const { view } = document.querySelector(".cm-content").cmTile.root;
    const at = view.state.doc.toString().indexOf(wanted);
    view.dispatch({ selection: { anchor: at + wanted.length } });
    view.focus();
  }, text);
}

/** Applies the fix that is looked at, once it is known what it does. */
export async function applyFix(page) {
  const apply = page.getByRole("dialog").getByRole("button", { name: "Apply" });
  await page.waitForFunction(() => document.activeElement.matches("dialog .primary"));
  await apply.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

export const options = (page) => page.getByRole("listbox").getByRole("option");

/** For so many milliseconds CodeMirror takes no key for a list that has just come. */
const UNSEEN = 75;

/** Takes a suggestion by the keyboard, once CodeMirror trusts that the user has seen it; what it said. */
export async function accept(page, label) {
  const chosen = page.locator('[role=option][aria-selected="true"]', { hasText: label });
  await options(page).filter({ hasText: label }).first().waitFor();
  // By the page's own clock, which CodeMirror looks at.
  await page.waitForFunction((unseen) => {
    const list = document.querySelector(".cm-tooltip-autocomplete");
    list.seen ??= Date.now();
    return Date.now() - list.seen > unseen;
  }, UNSEEN);
  for (let step = 0; step < 20 && (await chosen.count()) === 0; step += 1) {
    await page.keyboard.press("ArrowDown");
  }
  const said = await chosen.innerText();
  await page.keyboard.press("Enter");
  return said;
}

/** Puts a text on the element as a paste does. */
export async function pasteInto(element, text) {
  await element.focus();
  await element.evaluate((target, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** The user thinks for so many milliseconds, by the page's own clock; what the page does meanwhile is no matter. */
export async function thought(page, milliseconds) {
  await page.evaluate(() => (globalThis.thinkingSince = performance.now()));
  await page.waitForFunction((milliseconds) => performance.now() - globalThis.thinkingSince > milliseconds, milliseconds);
}
