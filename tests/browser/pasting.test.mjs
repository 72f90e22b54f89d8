// A policy that is pasted, wherever the keyboard is: what a person does first who never saw the page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { openCase } from "./lib/cases.mjs";
import { content, cursorBehind, entry, listed, textOf } from "./lib/editor.mjs";
import { ALICE_INSIDE, OFFICE_ONLY, decided, isAccessible, office, row, start, startWith, why } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

const OWN_ACCOUNT = "444455556666";

/** AWS's second example with the placeholders filled for an account of one's own. */
const EXAMPLE_2 = JSON.stringify(
  JSON.parse(readFileSync(new URL("../../crates/playground/examples/example-2-rbp.json", import.meta.url), "utf8"))
    .policies.resourceBased,
  null,
  2,
).replaceAll("111122223333", OWN_ACCOUNT);

/** The same with its list of statements closed behind the first. */
const CUT = EXAMPLE_2.replace(/\n {4}\},\n/, "\n    }],\n");

const CLAIM = "Nobody but role/BreakGlassRole gets in through a VPC endpoint";

let chromium;
before(async () => {
  // For the clipboard.
  chromium = await open({ own: true });
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const strip = (page) => page.locator(".strip");
const claim = (page) => strip(page).locator(".claims > li", { hasText: CLAIM });
const guide = (page) => page.locator("section.guide");
const notices = (page) => page.locator(".notices .toast");

/** Pastes by the keyboard, where the focus is. */
async function paste(page, text) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press("ControlOrMeta+v");
}

/** The page as it opens for the first time, with its example and its guide. */
async function cold(options) {
  const opened = await chromium.newPage({ viewport: { width: 1280, height: 860 }, ...options });
  await opened.page.goto(chromium.site.url);
  await decided(opened.page);
  await guide(opened.page).waitFor();
  return opened;
}

const PLACES = {
  nowhere: async () => {},
  "the policies": (page) => page.locator("#policies h2").first().click(),
  "the editor": (page) => content(page).click(),
  "all of the text in the editor": async (page) => {
    await content(page).click();
    await page.keyboard.press("ControlOrMeta+a");
  },
  "a cell of the table": (page) => page.locator("tbody > .row [data-column='outcome']").first().click(),
  "a field of one line": (page) => page.getByRole("searchbox").first().click(),
  "a list of choices": (page) => page.getByRole("combobox", { name: "Kind" }).focus(),
  "the strip": (page) => strip(page).getByRole("heading", { level: 2 }).click(),
};

for (const [place, go] of Object.entries(PLACES)) {
  test(`on the page as it opens, with the focus in ${place}`, async () => {
    const { page, errors } = await cold();
    await go(page);
    await paste(page, EXAMPLE_2);
    await claim(page).waitFor();
    // It is of the policy alone: the example is of another account, and denies more.
    await eventually(async () => assert.deepEqual(await listed(page), ["Account", "Resource-based policy"]));
    await eventually(async () => assert.equal(await textOf(page), EXAMPLE_2));
    await eventually(async () => assert.equal(await page.locator("tbody > .row").count(), 0));
    await strip(page).getByText(`This is for ${OWN_ACCOUNT}, which the policies name.`).waitFor();
    await claim(page).getByRole("button", { name: /^Show an example/ }).click();
    await why(page).getByText(/is stopped at phase 1 of 3/).waitFor();
    await decided(page);
    await eventually(async () => assert.equal(await page.locator("tbody > .row").count(), 1));
    await eventually(async () => assert.equal(await strip(page).getByText(/is not set/).count(), 0));
    assert.deepEqual(errors, []);
  });
}

test("the example comes back by the notice", async () => {
  const { page } = await cold();
  const before = await listed(page);
  await paste(page, EXAMPLE_2);
  await claim(page).waitFor();
  await notices(page).filter({ hasText: "replaced the example" }).getByRole("button", { name: "Undo" }).click();
  await page.locator("tbody > .row").first().waitFor();
  await eventually(async () => assert.deepEqual(await listed(page), before));
});

test("a policy with errors goes in as well, and is not claimed to be accepted", async () => {
  const { page } = await cold();
  await paste(page, CUT);
  await strip(page).getByText(/Syntax errors in|has errors/).waitFor();
  await eventually(async () => assert.deepEqual(await listed(page), ["Account", "Resource-based policy"]));
  await eventually(async () => assert.equal(await textOf(page), CUT));
});

test("into one's own text a whole policy goes instead of it, in one step", async () => {
  const { page, errors } = await startWith(chromium, office([ALICE_INSIDE]));
  await entry(page, "Resource-based policy").click();
  await content(page).click();
  const before = await textOf(page);
  await cursorBehind(page, "OfficeOnly");
  await paste(page, EXAMPLE_2);
  await page.waitForFunction((text) => document.querySelector(".cm-content").cmTile.root.view.state.doc.toString() === text, EXAMPLE_2);
  // The account of the row is not the one that the policy names.
  await strip(page).getByText(`This is for the account 777788889999, but the policies name only ${OWN_ACCOUNT}.`).waitFor();
  await eventually(async () => assert.equal(await page.locator("tbody > .row").count(), 1));
  await notices(page).filter({ hasText: "replaced the text" }).getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction((text) => document.querySelector(".cm-content").cmTile.root.view.state.doc.toString() === text, before);
  // A part of a policy goes where the cursor is.
  await cursorBehind(page, "OfficeOnly");
  await paste(page, "InTokyo");
  await eventually(async () => assert.equal(await textOf(page), before.replace("OfficeOnly", "OfficeOnlyInTokyo")));
  assert.deepEqual(errors, []);
});

test("words in a field are typing, and what a dialog covers takes nothing", async () => {
  const { page } = await start(chromium);
  const before = await listed(page);
  const search = page.getByRole("searchbox").first();
  await search.click();
  await paste(page, "home");
  await eventually(async () => assert.equal(await search.inputValue(), "home"));
  await search.fill("");
  await page.getByRole("banner").getByRole("button", { name: "Examples", exact: true }).click();
  await page.getByRole("dialog").waitFor();
  await paste(page, EXAMPLE_2);
  await page.keyboard.press("Escape");
  // What is pasted behind it shows that the other was not.
  await page.locator("#policies h2").first().click();
  await paste(page, JSON.stringify({ ...OFFICE_ONLY, Id: "later" }));
  await notices(page).filter({ hasText: "replaced the example" }).waitFor();
  await eventually(async () => assert.match(await textOf(page), /"later"/));
  assert.ok(before.length > 0);
});

test("where nobody told an account, the strip says which one it takes, or what to do", async () => {
  const { page } = await start(chromium);
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  await strip(page).getByText("Paste a policy anywhere on this page", { exact: false }).waitFor();
  const plain = structuredClone(OFFICE_ONLY);
  delete plain.Statement[0].Condition.ArnNotEquals;
  await paste(page, JSON.stringify(plain, null, 2));
  await strip(page).getByText("This is for 111122223333, as an example.", { exact: false }).waitFor();
  await strip(page).locator(".claims > li").first().waitFor();
  await isAccessible(page, "an example of an account");
  const [one, other] = [ALICE_INSIDE, { ...ALICE_INSIDE, principal: `arn:aws:iam::${OWN_ACCOUNT}:user/Bob`, name: "Bob" }];
  const { account, ...file } = office([one, other], plain);
  assert.ok(account);
  await openCase(page, "rows", file);
  await row(page, "Bob").waitFor();
  await strip(page).getByText("the sign-ins in the table are for several accounts", { exact: false }).waitFor();
  await eventually(async () => assert.equal(await strip(page).locator(".claims > li").count(), 0));
});

for (const [width, viewport] of [["wide", { width: 1280, height: 860 }], ["narrow", { width: 360, height: 740 }]]) {
  test(`what was said is in sight, ${width}`, async () => {
    const { page } = await cold({ viewport });
    // The page that opens is not scrolled, whatever the guide speaks of.
    await eventually(async () => assert.equal(await page.evaluate(() => scrollY), 0));
    await paste(page, EXAMPLE_2);
    await claim(page).waitFor();
    await notices(page).first().waitFor();
    const clipped = await page.evaluate(() =>
      [...document.querySelectorAll(".claims .strip-line > span")].filter((span) => span.scrollHeight > span.clientHeight + 1).map((span) => span.textContent),
    );
    assert.deepEqual(clipped, []);
    const [one, other] = [await notices(page).first().boundingBox(), await guide(page).boundingBox()];
    const apart =
      one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y;
    assert.ok(apart, "a notice covers the guide");
    await isAccessible(page, "with a notice");
  });
}
