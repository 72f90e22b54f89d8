// Gallery, guide and about: the views that lie over the page.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { decided, isAccessible, names, office, ALICE_OUTSIDE, row, says, start, startWith } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

const EXAMPLES = new URL("../../crates/playground/examples/", import.meta.url);
const SEMANTICS = new URL("../../docs/semantics.md", import.meta.url);
const SLUGS = readdirSync(EXAMPLES).map((file) => file.replace(/\.json$/, ""));
/** The case file of an example. */
const example = (slug) => JSON.parse(readFileSync(new URL(`${slug}.json`, EXAMPLES), "utf8"));
const VIEWPORTS = [
  ["wide", { width: 1280, height: 860 }],
  ["narrow", { width: 360, height: 740 }],
];

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

/** Opens one of the views by the header, whose buttons are in a menu where it is narrow. */
async function view(page, name) {
  const button = page.getByRole("banner").getByRole("button", { name, exact: true });
  if (await button.isVisible()) {
    await button.click();
  } else {
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name, exact: true }).click();
  }
}

const gallery = (page) => page.getByRole("dialog", { name: "Examples" });
const about = (page) => page.getByRole("dialog", { name: "About vestibule" });
const guide = (page) => page.locator("section.guide");
const cards = (page) => gallery(page).locator(".gallery > .example");

for (const [width, viewport] of VIEWPORTS) {
  for (const colorScheme of ["light", "dark"]) {
    test(`no view has a violation, ${width} and ${colorScheme}`, async () => {
      const { page, errors } = await start(chromium, { viewport, colorScheme });
      await view(page, "Examples");
      await cards(page).first().waitFor();
      await isAccessible(page, "gallery");
      await page.keyboard.press("Escape");
      await view(page, "About");
      await about(page).getByText(/^yew /).waitFor();
      await isAccessible(page, "about");
      await page.keyboard.press("Escape");
      await view(page, "Guide");
      for (let step = 1; step <= 6; step += 1) {
        await guide(page).getByText(`Step ${step} of 6`).waitFor();
        await isAccessible(page, `guide, step ${step}`);
        await guide(page).getByRole("button", { name: step < 6 ? "Next" : "Done" }).click();
      }
      await eventually(async () => assert.equal(await guide(page).count(), 0));
      assert.deepEqual(errors, []);
    });
  }
}

test("every example is in the gallery with what comes of its sign-ins", async () => {
  const { page } = await start(chromium);
  await view(page, "Examples");
  assert.ok(SLUGS.length >= 12);
  await eventually(async () => assert.equal(await cards(page).count(), SLUGS.length));
  for (const slug of SLUGS) {
    const card = cards(page).filter({ has: page.locator(`#example-${slug}`) });
    const shown = await card.locator(".outcome .word").allInnerTexts();
    const expected = example(slug).requests.map(({ expect }) => expect.outcome);
    assert.deepEqual(shown.map((word) => word.toLowerCase()), expected, slug);
  }
});

test("the gallery is searched by word and by kind", async () => {
  const { page } = await start(chromium);
  await view(page, "Examples");
  const count = gallery(page).getByRole("status");
  await gallery(page).getByRole("searchbox").fill("notaction region");
  await count.filter({ hasText: "One example" }).waitFor();
  await eventually(async () => assert.equal(await cards(page).count(), 1));
  await gallery(page).getByRole("searchbox").fill("no such thing");
  await count.filter({ hasText: "No example" }).waitFor();
  await gallery(page).getByRole("searchbox").fill("");
  await gallery(page).getByRole("button", { name: "Traps" }).click();
  const traps = await cards(page).count();
  await gallery(page).getByRole("button", { name: "Patterns" }).click();
  const patterns = await cards(page).count();
  assert.ok(traps > 0 && patterns > 0);
  assert.equal(traps + patterns, SLUGS.length);
});

test("an example opens as a workspace of its own and is decided as it says", async () => {
  const { page } = await startWith(chromium, office([ALICE_OUTSIDE]));
  await view(page, "Examples");
  await gallery(page).getByRole("button", { name: "Open “An exemption in one phase only”" }).click();
  await row(page, "Break-glass role, at home").waitFor();
  await decided(page);
  for (const { name, expect } of example("one-phase-exemption").requests) {
    const word = expect.outcome[0].toUpperCase() + expect.outcome.slice(1);
    await says(page, name, "outcome", word);
  }
  await view(page, "Examples");
  await gallery(page).locator(".example.current", { hasText: "one phase only" }).waitFor();
  await page.keyboard.press("Escape");
  // What was there before is still kept.
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitemradio", { name: "case" }).click();
  await row(page, "Alice, home").waitFor();
  await eventually(async () => assert.deepEqual(await names(page), ["Alice, home"]));
});

test("the first visit begins with the guide, which can be put away for good", async () => {
  const { page } = await chromium.newPage({ viewport: { width: 1280, height: 860 } });
  await page.goto(chromium.site.url);
  await guide(page).getByText("Step 1 of 6", { exact: true }).waitFor();
  // It does not take the focus from a page that just opens, and covers nothing.
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.tagName), "BODY"));
  await page.locator("#policies[data-guided]").waitFor();
  await guide(page).getByRole("button", { name: "Close the guide" }).click();
  await eventually(async () => assert.equal(await guide(page).count(), 0));
  await eventually(async () => assert.equal(await page.locator("[data-guided]").count(), 0));
  await page.reload();
  await decided(page);
  await eventually(async () => assert.equal(await guide(page).count(), 0, "it stays away"));
  await view(page, "Guide");
  await guide(page).getByText("Step 1 of 6", { exact: true }).waitFor();
});

test("each step points at its part of the page, by keyboard too", async () => {
  const { page } = await start(chromium);
  await view(page, "Guide");
  for (const part of ["#policies", "section.account", ".strip", "#sign-ins", "#why", "header"]) {
    await page.locator(`${part}[data-guided]`).waitFor();
    await eventually(async () => assert.equal(await page.locator("[data-guided]").count(), 1, part));
    const next = guide(page).getByRole("button", { name: "Next" });
    if (await next.isVisible()) {
      await next.focus();
      await page.keyboard.press("Enter");
    }
  }
  await page.keyboard.press("Escape");
  await eventually(async () => assert.equal(await guide(page).count(), 0));
});

test("on a narrow page each step shows its part", async () => {
  const { page } = await start(chromium, { viewport: { width: 360, height: 740 } });
  await view(page, "Guide");
  for (const part of ["#policies", "section.account", ".strip", "#sign-ins", "#why"]) {
    const place = page.locator(`${part}[data-guided]`);
    await place.waitFor();
    await eventually(async () => assert.ok(await place.isVisible(), part));
    await guide(page).getByRole("button", { name: "Next" }).click();
  }
});

test("about names the version, every assumption with its sources, and all licences", async () => {
  const { page } = await start(chromium);
  await view(page, "About");
  await about(page).getByText(/version \d+\.\d+\.\d+/).waitFor();
  const registered = readFileSync(SEMANTICS, "utf8").match(/^### J\d+$/gm).length;
  assert.ok(registered >= 40);
  await eventually(async () => assert.equal(await about(page).locator(".register > dt").count(), registered));
  const sources = about(page).getByRole("link", { name: "AWS Sign-In: controlling console access" });
  await eventually(async () => assert.ok((await sources.count()) >= 8));
  await eventually(async () => assert.match(await sources.first().getAttribute("href"), /^https:\/\/docs\.aws\.amazon\.com\//));
  for (const name of ["yew", "wasm-bindgen", "@codemirror/view", "Lucide icons", "vestibule-iam"]) {
    await about(page).getByText(new RegExp(`^${name} ?[\\d.]*: `)).waitFor();
  }
  const texts = about(page).getByRole("link", { name: "The texts of all licences" });
  const file = await page.evaluate(async (href) => (await fetch(href)).text(), await texts.getAttribute("href"));
  assert.match(file, /Permission is hereby granted, free of charge/);
  assert.match(file, /Lucide Contributors/);
  assert.doesNotMatch(file, /\/(home|root|work|Users)\//, "no paths of whoever built it");
});

test("a view closes by Escape and gives the focus back", async () => {
  const { page } = await start(chromium);
  for (const [name, dialog] of [["Examples", gallery], ["About", about]]) {
    const button = page.getByRole("banner").getByRole("button", { name, exact: true });
    await button.focus();
    await page.keyboard.press("Enter");
    await dialog(page).waitFor();
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    await eventually(async () => assert.ok(await button.evaluate((element) => element === document.activeElement), name));
  }
});
