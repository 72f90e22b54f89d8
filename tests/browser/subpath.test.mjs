import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, afterEach, before } from "node:test";
import { DIST, open } from "./lib/browser.mjs";
import { openCase, perimeter } from "./lib/cases.mjs";
import { another, documented } from "./lib/release.mjs";
import { serve } from "./lib/server.mjs";
import { EVERYTHING_KB, FIRST_VIEW_KB, firstView, total } from "./lib/sizes.mjs";
import { eventually, test } from "./lib/test.mjs";

/** Every file of the page. */
const all = () =>
  readdirSync(DIST, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

for (const base of ["/", "/vestibule/", "/a/deep/er/place/", "/with%20space/"]) {
  test(`the folder works as it is below ${base}`, async (t) => {
    const site = await serve(DIST, base);
    t.after(site.close);
    const { page, context, errors } = await chromium.newPage({}, site);
    await page.goto(site.url);
    await page.locator("[data-column=outcome] .verdict").first().waitFor();
    const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    assert.equal(scope, site.url);
    assert.deepEqual(site.missing, []);
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test("the headers that docs/publishing.md advises take nothing away", async (t) => {
  const site = await serve(DIST);
  t.after(site.close);
  const lines = documented("").filter((line) => /^[\w-]+: /.test(line));
  assert.equal(lines.length, 4);
  site.headers = Object.fromEntries(lines.map((line) => line.split(/: (.*)/)));
  const { page, context, errors } = await chromium.newPage({}, site);
  await page.goto(site.url);
  await page.locator("[data-column=outcome] .verdict").first().waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.locator("[data-column=outcome] .verdict").first().waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test("two pages on one host keep out of each other's way", async (t) => {
  const host = mkdtempSync(join(tmpdir(), "vestibule-host-"));
  t.after(() => rmSync(host, { recursive: true }));
  const [first, second] = ["one/", "one/other/"];
  const release = another("other");
  t.after(release.remove);
  cpSync(DIST, join(host, first), { recursive: true });
  cpSync(release.folder, join(host, second), { recursive: true });
  const site = await serve(host, "/");
  t.after(site.close);
  const { page, context, errors } = await chromium.newPage({}, site);
  t.after(() => context.close());
  for (const [path, mark] of [[first, undefined], [second, "other"], [first, undefined], [second, "other"]]) {
    await page.goto(site.url + path);
    await page.locator("[data-column=outcome] .verdict").first().waitFor();
    await eventually(async () => assert.equal(await page.evaluate(() => document.body.dataset.mark), mark));
    await eventually(async () => assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.ready).scope), site.url + path));
  }
  await eventually(async () => assert.equal((await page.evaluate(() => caches.keys())).length, 2));
  // Nor does one see what the other keeps, and what an earlier release kept goes to one of them.
  const name = (of) => page.getByRole("button", { name: `Workspace ${of}`, exact: true });
  await page.goto(site.url + first);
  await openCase(page, "of the first", perimeter({ Version: "2012-10-17", Statement: [] }, 1));
  await name("of the first").waitFor();
  await page.getByText("Saved in this browser", { exact: true }).waitFor();
  const stored = await page.evaluate(() => {
    const folder = location.pathname.replace(/[^/]*$/, " ");
    const names = Object.keys(localStorage);
    // As a release stored it that knew no folders.
    const texts = names.filter((name) => name.startsWith(`${folder}vestibule.workspace.`)).map((name) => localStorage.getItem(name));
    const own = texts.find((text) => text.includes("of the first"));
    localStorage.setItem("vestibule.workspace.former", own.replaceAll("of the first", "former"));
    return names;
  });
  for (const name of stored) {
    assert.match(name, /^\/one\/(other\/)? vestibule\./);
  }
  await page.goto(site.url + second);
  await page.locator("[data-column=outcome] .verdict").first().waitFor();
  await page.getByRole("button", { name: /^Workspace/ }).click();
  const there = await page.getByRole("menuitemradio").allInnerTexts();
  assert.ok(there.some((one) => one.includes("former")) && !there.some((one) => one.includes("of the first")), there.join());
  await page.goto(site.url + first);
  await name("of the first").waitFor();
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await eventually(async () => assert.equal(await page.getByRole("menuitemradio", { name: "former" }).count(), 0));
  assert.deepEqual(errors, []);
  assert.deepEqual(site.missing, []);
});

test("the first view and the whole page stay within what they may take to send", async (t) => {
  const view = await firstView(chromium);
  const kilobytes = (files) => total(files) / 1000;
  for (const file of view) {
    t.diagnostic(`${relative(DIST, file)}: ${kilobytes([file]).toFixed(1)} kB brotli`);
  }
  const [first, everything] = [kilobytes(view), kilobytes(all())];
  t.diagnostic(`first view ${first.toFixed(1)} kB, everything ${everything.toFixed(1)} kB`);
  assert.ok(view.some((file) => file.endsWith(".wasm")) && view.some((file) => /editor-/.test(file)));
  assert.ok(first <= FIRST_VIEW_KB, `first view: ${first} kB`);
  assert.ok(everything <= EVERYTHING_KB, `everything: ${everything} kB`);
  assert.ok(view.every((file) => !/licences|maskable/.test(file)), "what nobody asked for yet is not loaded");
});

test("the first visit stores everything for when there is no network", async () => {
  const site = await serve(DIST);
  const { page, context } = await chromium.newPage({}, site);
  try {
    await page.goto(site.url);
    await page.evaluate(() => navigator.serviceWorker.ready);
    assert.deepEqual([...new Set(site.sent)].sort(), all().sort());
  } finally {
    await context.close();
    await site.close();
  }
});
