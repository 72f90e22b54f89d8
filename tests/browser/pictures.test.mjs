// Every main view in every look, kept as a picture in target/pictures for people to look at.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { FOLDER, LOOKS, VIEWS, show } from "./lib/pictures.mjs";
import { test } from "./lib/test.mjs";

let chromium;
before(async () => {
  mkdirSync(FOLDER, { recursive: true });
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

for (const look of Object.keys(LOOKS)) {
  test(`every view is in place, ${look}`, async (t) => {
    for (const view of Object.keys(VIEWS)) {
      const { page, context, errors } = await show(chromium, look, view);
      await page.screenshot({ path: `${FOLDER}/${view}-${look}.png`, animations: "disabled" });
      const overhang = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(overhang, 0, `${view} scrolls sideways`);
      assert.deepEqual(errors, [], view);
      await context.close();
    }
    t.diagnostic(FOLDER);
  });
}
