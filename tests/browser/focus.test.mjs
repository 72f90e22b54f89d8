// Every button that closes, removes or puts something away, pressed by the keyboard: the focus
// goes to something else that is there, never to the top of the page.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { documents, entry } from "./lib/editor.mjs";
import { ALICE_INSIDE, ALICE_OUTSIDE, OFFICE_ONLY, cell, office, startWith } from "./lib/playground.mjs";
import { test } from "./lib/test.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const ENDS = /^(Close|Remove|Dismiss|Delete|Cancel|Done|Hide|Clear|Back|Reset|Undo|Save a version)/;

const header = (page, name) => page.getByRole("banner").getByRole("button", { name, exact: true }).click();

async function workspace(page, item) {
  await page.getByRole("banner").getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: item }).click();
  await page.getByRole("dialog").waitFor();
}

const STATES = {
  "the guide": (page) => header(page, "Guide"),
  "the gallery": (page) => header(page, "Examples"),
  about: (page) => header(page, "About"),
  share: (page) => header(page, "Share"),
  "the dialog that adds policies": (page) => header(page, "Add policies"),
  "import and export": (page) => workspace(page, "Import and export…"),
  "names and versions": (page) => workspace(page, "Names and versions…"),
  "the fields of a sign-in": async (page) => {
    await cell(page, ALICE_OUTSIDE.name, "name").click();
    await page.keyboard.press("F2");
    await page.locator(".fields-row").waitFor();
  },
  "a policy with a notice": async (page) => {
    await entry(page, "edge").click();
    await documents(page).getByRole("button", { name: "More for this policy" }).click();
    await page.getByRole("menuitem", { name: "Remove" }).click();
    await entry(page, "edge").waitFor({ state: "detached" });
  },
  "the contradiction of an account": async (page) => {
    await entry(page, "Account").click();
    await documents(page).getByRole("combobox", { name: "The account is" }).selectOption({ label: "a standalone account" });
    await page.locator(".contradiction").first().waitFor();
  },
};

/** A page in that state. */
async function reached(state) {
  const document = structuredClone(OFFICE_ONLY);
  document.Statement[0].Principal = "*";
  const file = office([ALICE_INSIDE, ALICE_OUTSIDE]);
  file.policies.resourceControl = [{ name: "edge", document }];
  file.account.organization = { id: "o-a1b2c3d4e5", managementAccount: false };
  const { page } = await startWith(chromium, file);
  await STATES[state](page);
  return page;
}

/** The names of the buttons that can be pressed and end something. */
const ending = (page) =>
  page.evaluate((ends) => {
    const dialog = document.querySelector("dialog[open]");
    const buttons = [...(dialog ?? document).querySelectorAll("button")];
    const named = buttons.map((button, at) => {
      const name = (button.getAttribute("aria-label") ?? button.textContent).trim();
      button.dataset.tried = String(at);
      const isThere = button.checkVisibility() && !button.disabled && button.getAttribute("aria-disabled") !== "true";
      return { at, name, isEnd: isThere && new RegExp(ends).test(name) };
    });
    return named.filter((one) => one.isEnd).map(({ at, name }) => ({ at, name }));
  }, ENDS.source);

for (const state of Object.keys(STATES)) {
  test(`the focus stays on the page: ${state}`, async () => {
    let page = await reached(state);
    const all = await ending(page);
    assert.ok(all.length > 0, "nothing ends anything");
    for (const [index, { at, name }] of all.entries()) {
      if (index > 0) {
        await chromium.closePages();
        page = await reached(state);
        await ending(page);
      }
      await page.locator(`button[data-tried="${at}"]`).focus();
      await page.keyboard.press("Enter");
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      await page
        .waitForFunction(() => document.activeElement !== document.body && document.activeElement !== null, null, { timeout: 5_000 })
        .catch(() => assert.fail(`the focus is lost by “${name}”`));
    }
  });
}
