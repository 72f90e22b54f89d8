import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { DIST, open } from "./lib/browser.mjs";
import { openCase, perimeter } from "./lib/cases.mjs";
import { another, documented } from "./lib/release.mjs";
import { serve } from "./lib/server.mjs";
import { total } from "./lib/sizes.mjs";

// The budget of the first view, which stores everything that there is.
const MOST = 650_000;

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
    assert.equal(await page.evaluate(() => document.body.dataset.mark), mark);
    assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.ready).scope), site.url + path);
  }
  assert.equal((await page.evaluate(() => caches.keys())).length, 2);
  // Nor does one see what the other keeps, and what an earlier release kept goes to one of them.
  const name = (of) => page.getByRole("button", { name: `Workspace ${of}`, exact: true });
  await page.goto(site.url + first);
  await openCase(page, "of the first", perimeter({ Version: "2012-10-17", Statement: [] }, 1));
  await name("of the first").waitFor();
  await page.getByText("Saved in this browser").waitFor();
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
  assert.equal(await page.getByRole("menuitemradio", { name: "former" }).count(), 0);
  assert.deepEqual(errors, []);
  assert.deepEqual(site.missing, []);
});

test("the whole page is sent in at most 650 kB", async (t) => {
  const site = await serve(DIST);
  t.after(site.close);
  const { page, context } = await chromium.newPage({}, site);
  await page.goto(site.url);
  await page.locator("[data-column=outcome] .verdict").first().waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.close();
  const files = new Set(site.sent);
  const all = readdirSync(DIST, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  assert.deepEqual([...files].sort(), all.sort(), "the first visit brings everything that there is");
  const sum = total(files);
  t.diagnostic(`${(sum / 1000).toFixed(1)} kB brotli`);
  assert.ok(sum <= MOST, `${sum} bytes`);
});
