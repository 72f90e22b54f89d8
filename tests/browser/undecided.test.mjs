// A workspace whose decision was stopped, took too long or ended the page is not decided again
// until that is asked for.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { ALICE_INSIDE, ALICE_OUTSIDE, decided, edit, office, row, start, still } from "./lib/playground.mjs";
import { openCase } from "./lib/cases.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

/** Counts the orders; from `hang()` on, workers take one and never come back. */
async function watched() {
  // A service worker would answer for the worker's script.
  const opened = await start(chromium);
  const { context, page } = opened;
  const hangs = (route) =>
    route.fulfill({ contentType: "text/javascript", body: "onmessage = () => { for (;;) {} }; postMessage(null);" });
  await context.addInitScript(() => {
    globalThis.orders = 0;
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
      globalThis.orders += message instanceof WebAssembly.Module ? 0 : 1;
      return post.call(this, message, ...rest);
    };
  });
  await openCase(page, "case", office([ALICE_INSIDE, ALICE_OUTSIDE]));
  await row(page, "Alice, home").waitFor();
  await decided(page);
  await page.getByText("Saved in this browser").waitFor();
  return {
    ...opened,
    hang: async () => {
      await context.route("**/worker.js*", hangs);
      await page.reload();
      await page.getByText("Still working").waitFor();
    },
    mend: () => context.unroute("**/worker.js*", hangs),
    orders: () => page.evaluate(() => globalThis.orders),
  };
}

const NOT_DECIDED = /Not decided: /;

/** The page as it opens: it waits, whatever is changed, until it is asked. */
async function waits({ page, orders }, why) {
  await page.getByText(why).waitFor();
  await still(page);
  await eventually(async () => assert.equal(await orders(), 0));
  const fields = await edit(page, "Alice, home");
  await fields.getByLabel("Address").fill("203.0.113.99");
  await still(page);
  await eventually(async () => assert.equal(await orders(), 0));
  await eventually(async () => assert.equal(await page.locator("tbody .verdict .icon").count(), 0));
}

test("what was stopped by hand is not decided at the next visit", async () => {
  const opened = await watched();
  await opened.hang();
  await opened.page.getByRole("button", { name: "Cancel" }).click();
  await opened.mend();
  await opened.page.reload();
  await waits(opened, /Not decided: on an earlier visit, deciding was stopped/);
  await opened.page.reload();
  await opened.page.getByText(NOT_DECIDED).waitFor();
  await opened.page.getByRole("button", { name: "Decide again" }).click();
  await decided(opened.page);
  // Once it is decided it is like any other.
  await opened.page.reload();
  await decided(opened.page);
  await eventually(async () => assert.equal(await opened.page.getByText(NOT_DECIDED).count(), 0));
  assert.deepEqual(opened.errors, []);
});

test("what a visitor left while it was decided for long is not decided at the next visit", async () => {
  const opened = await watched();
  await opened.hang();
  await opened.mend();
  await opened.page.reload();
  await waits(opened, /the evaluator or the page ended before it was done/);
});

test("a page that ends in the middle of its first order knows of it", async () => {
  const opened = await watched();
  const { page, context } = opened;
  const silent = (route) =>
    route.fulfill({ contentType: "text/javascript", body: "onmessage = () => {}; postMessage(null);" });
  await context.route("**/worker.js*", silent);
  // As when the tab crashes: nothing hears that the page goes.
  await context.addInitScript(() => addEventListener("pagehide", (event) => event.stopImmediatePropagation(), true));
  await page.reload();
  await page.waitForFunction(() => globalThis.orders > 0);
  await page.reload();
  await context.unroute("**/worker.js*", silent);
  await waits(opened, /the evaluator or the page ended before it was done/);
});

test("a reload in the moment that deciding takes is no sign of anything", async () => {
  const opened = await watched();
  const { page } = opened;
  for (let count = 0; count < 4; count += 1) {
    await page.reload({ waitUntil: "commit" });
    await page.waitForFunction(() => document.querySelector(".app") !== null);
  }
  await page.reload();
  await decided(page);
  await eventually(async () => assert.equal(await page.getByText(NOT_DECIDED).count(), 0));
});

test("other workspaces are decided, and one that hangs does not hold them up", async () => {
  const opened = await watched();
  const { page } = opened;
  await opened.hang();
  await opened.mend();
  await openCase(page, "other", office([ALICE_OUTSIDE]));
  await page.getByRole("button", { name: "Workspace other" }).waitFor();
  await decided(page);
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitemradio", { name: "case", exact: true }).click();
  await page.getByText(NOT_DECIDED).waitFor();
  await page.getByRole("button", { name: "Decide again" }).click();
  await decided(page);
});

test("what takes too long is stopped by the page itself, unless it was asked for", async () => {
  const opened = await watched();
  const { page } = opened;
  await page.clock.install();
  await opened.hang();
  await page.clock.runFor(31_000);
  await page.getByText("Stopped: deciding took more than 30 seconds.").waitFor();
  await page.getByRole("button", { name: "Decide again" }).click();
  await page.clock.runFor(1_000);
  await page.getByText("Still working").waitFor();
  await page.clock.runFor(60_000);
  await page.getByText("Still working").waitFor();
  await opened.mend();
  await page.reload();
  await page.getByText(NOT_DECIDED).waitFor();
});
