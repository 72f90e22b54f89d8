// The side of the results: its tabs, by keyboard, kept, and on a narrow page.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { ALICE_INSIDE, isAccessible, office, startWith } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const tab = (page, name) => page.getByRole("tab", { name });
const panel = (page, name) => page.getByRole("tabpanel", { name });

test("arrows walk the tabs, and only the chosen one is a tab stop", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE]));
  await tab(page, "Sign-ins").focus();
  await page.keyboard.press("ArrowRight");
  await eventually(async () => assert.equal(await tab(page, "People × networks").getAttribute("aria-selected"), "true"));
  await page.keyboard.press("ArrowRight");
  await eventually(async () => assert.equal(await tab(page, "Map").getAttribute("aria-selected"), "true"));
  await eventually(async () => assert.ok(await tab(page, "Map").evaluate((tab) => tab === document.activeElement)));
  await eventually(async () => assert.equal(await page.locator('[role=tab][tabindex="0"]').count(), 1));
  await panel(page, "Map").getByRole("heading", { name: "Who gets in from where" }).waitFor();
  await eventually(async () => assert.equal(await page.getByRole("grid", { name: "Sign-ins and their decisions" }).count(), 0));
  await page.keyboard.press("Home");
  await panel(page, "Sign-ins").getByRole("grid").waitFor();
  await page.keyboard.press("ArrowLeft");
  await eventually(async () => assert.equal(await page.locator("[role=tab]").last().getAttribute("aria-selected"), "true"));
});

test("the chosen tab is there after a reload", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE]));
  await tab(page, "Map").click();
  await page.reload();
  await panel(page, "Map").waitFor();
});

for (const [width, viewport] of [["wide", { width: 1280, height: 860 }], ["narrow", { width: 360, height: 740 }]]) {
  test(`an example in the map becomes a row, and why is shown: ${width}`, async () => {
    const { page } = await startWith(chromium, office([ALICE_INSIDE]), { viewport });
    if (width === "narrow") {
      await page.getByRole("button", { name: "Results", exact: true }).click();
    }
    await tab(page, "Map").click();
    await isAccessible(page, "map");
    await eventually(async () => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)));
    await panel(page, "Map").getByRole("button", { name: /^Show an example: / }).first().click();
    await page.getByRole("region", { name: "Why" }).locator(".headline").waitFor();
    await eventually(async () => assert.equal(await tab(page, "Sign-ins").count(), width === "narrow" ? 0 : 1));
  });
}
