import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityViolations, open } from "./lib/browser.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
after(() => chromium.close());

test("the page starts, asks nobody for anything and is accessible", async () => {
  const { page, errors, outside } = await chromium.newPage();
  await page.goto(chromium.site.url);
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.deepEqual(await accessibilityViolations(page), []);
  assert.deepEqual(errors, []);
  assert.deepEqual(outside, []);
  assert.deepEqual(chromium.site.missing, []);
});

test("the policy of the page keeps foreign code and foreign hosts out", async () => {
  const { page, outside } = await chromium.newPage();
  await page.goto(chromium.site.url);
  const blocked = await page.evaluate(async () => {
    const violations = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      violations.push(event.effectiveDirective);
    });
    const script = document.createElement("script");
    script.textContent = "globalThis.intruder = true";
    document.head.append(script);
    await fetch("https://example.com/").catch(() => {});
    await new Promise((resolve) => setTimeout(resolve));
    return { violations, intruder: globalThis.intruder ?? false };
  });
  assert.deepEqual(blocked.violations.sort(), ["connect-src", "script-src-elem"]);
  assert.equal(blocked.intruder, false);
  assert.deepEqual(outside, []);
});
