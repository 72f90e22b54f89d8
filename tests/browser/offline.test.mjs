import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before } from "node:test";
import { DIST, open } from "./lib/browser.mjs";
import { isAccessible } from "./lib/playground.mjs";
import { another, contents, documented } from "./lib/release.mjs";
import { serve } from "./lib/server.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

/** A server of its own, which a test may change and close, and a page that visited it. */
async function visit(t) {
  const site = await serve(DIST);
  const visited = await chromium.newPage({}, site);
  t.after(async () => {
    await visited.context.close();
    await site.close();
  });
  await visited.page.goto(site.url);
  await works(visited.page);
  await visited.page.evaluate(() => navigator.serviceWorker.ready);
  return { site, ...visited };
}

const works = (page) => page.locator("[data-column=outcome] .verdict").first().waitFor();
const mark = (page) => page.evaluate(() => document.body.dataset.mark);
const reload = (page) => page.getByRole("button", { name: "Reload", exact: true });
/** The releases that the browser keeps. */
const kept = (page) =>
  page.evaluate(async () => (await caches.keys()).map((name) => name.split(" ").at(-1)));

/** Publishes a release, and has the page look for it until that is done with. */
async function publish(t, site, page, release) {
  t.after(release.remove);
  site.folder = release.folder;
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    // It may be through with it already.
    const { installing } = registration;
    await new Promise((resolve) => {
      const look = () => installing?.state !== "installing" && resolve();
      installing?.addEventListener("statechange", look);
      look();
    });
  });
}

test("after one visit the page opens without its server", async (t) => {
  const { site, page, context, errors } = await visit(t);
  await site.close();
  await page.reload();
  await works(page);
  for (const address of ["", "index.html", "?from=a-bookmark", "#nothing"]) {
    const tab = await context.newPage();
    await tab.goto(site.url + address);
    await works(tab);
    await tab.close();
  }
  // The browser says that it could not look for the next release.
  assert.deepEqual(errors.filter((error) => !/ERR_CONNECTION_REFUSED|fetching the script/.test(error)), []);
});

test("everything that the build made is kept, and nothing else", async (t) => {
  const { page, site } = await visit(t);
  const { version, files } = contents(DIST);
  const stored = await page.evaluate(async (version) => {
    const name = (await caches.keys()).find((name) => name.endsWith(` ${version}`));
    return (await (await caches.open(name)).keys()).map(({ url }) => url);
  }, version);
  const expected = Object.keys(files).map((file) => new URL(file, site.url).href);
  assert.deepEqual(stored.sort(), expected.sort());
  assert.deepEqual(site.missing, []);
});

test("the next release is offered, and comes as a whole when it is wanted", async (t) => {
  const { page, site, context, errors } = await visit(t);
  const tab = await context.newPage();
  await tab.goto(site.url);
  await eventually(async () => assert.equal(await reload(page).count(), 0));
  const [before] = await kept(page);
  await publish(t, site, page, another("second"));
  await reload(page).waitFor();
  await isAccessible(page, "the notice of a release");
  // Until then everything is of the release before, whatever the server has.
  site.sent.length = 0;
  await page.reload();
  await works(page);
  await eventually(async () => assert.equal(await mark(page), undefined));
  assert.deepEqual(site.sent, []);
  await Promise.all([page.waitForEvent("load"), reload(page).click()]);
  await works(page);
  await eventually(async () => assert.equal(await mark(page), "second"));
  await eventually(async () => assert.equal(await reload(page).count(), 0));
  // The other tab is not reloaded under its user's hands, is told, and still has its files.
  await reload(tab).waitFor();
  await eventually(async () => assert.equal(await mark(tab), undefined));
  const [style] = await tab.locator("link[rel=stylesheet]").evaluateAll((all) => all.map(({ href }) => href));
  assert.match(style, /style-/);
  assert.equal(await tab.evaluate(async (style) => (await fetch(style)).status, style), 200);
  await eventually(async () => assert.deepEqual(await kept(page), [before, "second"]));
  await Promise.all([tab.waitForEvent("load"), reload(tab).click()]);
  await eventually(async () => assert.equal(await mark(tab), "second"));
  await tab.close();
  // The next change finds nobody who needs the first release.
  await publish(t, site, page, another("third"));
  await Promise.all([page.waitForEvent("load"), reload(page).click()]);
  await works(page);
  await eventually(async () => assert.equal(await mark(page), "third"));
  await eventually(async () => assert.deepEqual(await kept(page), ["third"]));
  assert.deepEqual(errors, []);
});

test("the notice can be put away", async (t) => {
  const { page, site } = await visit(t);
  await publish(t, site, page, another("second"));
  await reload(page).waitFor();
  await page.getByRole("button", { name: "Later", exact: true }).click();
  await reload(page).waitFor({ state: "detached" });
  // The one behind it is another matter.
  await publish(t, site, page, another("third"));
  await reload(page).waitFor();
});

test("tabs that stay on earlier releases have their files, however many there were since", async (t) => {
  const { page, site, context } = await visit(t);
  const [before] = await kept(page);
  const tab = await context.newPage();
  await tab.goto(site.url);
  await works(tab);
  for (const name of ["second", "third"]) {
    await publish(t, site, page, another(name));
    await Promise.all([page.waitForEvent("load"), reload(page).click()]);
    await works(page);
    await eventually(async () => assert.equal(await mark(page), name));
  }
  await eventually(async () => assert.deepEqual(await kept(page), [before, "second", "third"]));
  const [style] = await tab.locator("link[rel=stylesheet]").evaluateAll((all) => all.map(({ href }) => href));
  assert.equal(await tab.evaluate(async (style) => (await fetch(style)).status, style), 200);
});

for (const [name, spoil] of [
  ["a file has another content than it was built with", (file) => writeFileSync(file, "/* half */")],
  ["the page itself has", (_, folder) => writeFileSync(join(folder, "index.html"), "<!doctype html>")],
]) {
  test(`a release that is published by halves is not taken: ${name}`, async (t) => {
    const { page, site } = await visit(t);
    const before = await kept(page);
    const release = another("half");
    spoil(join(release.folder, "style-half.css"), release.folder);
    await publish(t, site, page, release);
    await eventually(async () => assert.deepEqual(await kept(page), before));
    await page.reload();
    await works(page);
    await eventually(async () => assert.equal(await reload(page).count(), 0));
    await eventually(async () => assert.equal(await mark(page), undefined));
  });
}

const none = new URL("../../web/offline/none.js", import.meta.url);
for (const [name, script] of [
  ["as docs/publishing.md says", () => documented("js").join("\n")],
  ["by the page of `cargo xtask serve`", () => readFileSync(none, "utf8")],
]) {
  test(`the page is put out of service ${name}`, async (t) => {
    const { page, site } = await visit(t);
    const release = another("out-of-service");
    t.after(release.remove);
    writeFileSync(join(release.folder, "service-worker.js"), script());
    const html = readFileSync(join(release.folder, "index.html"), "utf8");
    writeFileSync(join(release.folder, "index.html"), html.replace(/<meta name="service-worker"[^>]*>/, ""));
    site.folder = release.folder;
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration.update().catch(() => {});
    });
    await page.waitForFunction(async () => !(await navigator.serviceWorker.getRegistration()));
    await page.reload();
    await works(page);
    await eventually(async () => assert.equal(await mark(page), "out-of-service"));
  });
}

for (const [name, without] of [
  ["the browser has none", () => delete Navigator.prototype.serviceWorker],
  [
    "asking for them fails",
    () =>
      Object.defineProperty(Navigator.prototype, "serviceWorker", {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      }),
  ],
  [
    "they are refused",
    () => {
      ServiceWorkerContainer.prototype.register = () => Promise.reject(new TypeError("refused"));
    },
  ],
]) {
  test(`the page works without service workers: ${name}`, async () => {
    const { page, context, errors } = await chromium.newPage();
    await context.addInitScript(without);
    await page.goto(chromium.site.url);
    await works(page);
    await eventually(async () => assert.deepEqual(await kept(page), []));
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test("the page can be installed", async (t) => {
  const { page, context, site } = await visit(t);
  const browser = await context.newCDPSession(page);
  const { url, errors, data } = await browser.send("Page.getAppManifest");
  assert.equal(url, `${site.url}manifest.webmanifest`);
  assert.deepEqual(errors, []);
  for (const { src } of JSON.parse(data).icons) {
    const drawn = await page.evaluate(async (src) => {
      const icon = new Image();
      icon.src = src;
      await icon.decode();
      return icon.naturalWidth > 0;
    }, src);
    assert.ok(drawn, src);
  }
  const { installabilityErrors } = await browser.send("Page.getInstallabilityErrors");
  const ids = installabilityErrors.map(({ errorId }) => errorId);
  // A test has no profile.
  assert.deepEqual(ids.filter((id) => id !== "in-incognito"), []);
});
