// The page in Firefox and in WebKit: the main way of a visitor, with what Chromium shows.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before } from "node:test";
import { By, Key, until } from "selenium-webdriver";
import { DIST, open } from "./lib/browser.mjs";
import { launch, missing, NAMES } from "./lib/engines.mjs";
import { start } from "./lib/playground.mjs";
import { serve } from "./lib/server.mjs";
import { eventually, test } from "./lib/test.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WAIT_MS = 60_000;

/** What the page shows, for every browser: the outcomes of the rows, and what is said of all sign-ins. */
const shown = () => ({
  outcomes: [...document.querySelectorAll("tbody > .row [data-column=outcome] .word")].map((one) => one.textContent),
  claims: [...document.querySelectorAll(".strip li")].map((one) => one.textContent),
});

let site;
let expected;
before(async () => {
  site = await serve(DIST);
  const chromium = await open({ own: true });
  const { page } = await start(chromium);
  expected = await page.evaluate(shown);
  await chromium.close();
  assert.ok(expected.outcomes.length > 3 && expected.claims.length > 1, JSON.stringify(expected));
});
after(() => site?.close());

for (const name of NAMES) {
  test(`${name} shows the same, takes letters and keeps them`, { skip: missing(name) }, async (t) => {
    const { driver, close } = await launch(name);
    t.after(close);
    const find = (selector) => driver.wait(until.elementLocated(By.css(selector)), WAIT_MS, selector);
    const ask = (question, ...args) => driver.executeScript(`return (${question})(...arguments)`, ...args);
    const becomes = (what, question, ...args) => driver.wait(() => ask(question, ...args), WAIT_MS, what);
    const isDecided = () =>
      document.querySelector("tbody > .row [data-column=outcome] .word") !== null &&
      document.querySelector(".strip li") !== null &&
      document.querySelector(".scenarios.stale, .strip.earlier") === null;

    await driver.get(site.url);
    // The guide is put away.
    await ask(() => localStorage.setItem(location.pathname.replace(/[^/]*$/, " vestibule.settings"), JSON.stringify({ guided: true })));
    await driver.navigate().refresh();
    await ask(() => {
      // Scripts of a driver share nothing with each other but the document.
      const note = (text) => (document.documentElement.dataset.wrong = text);
      addEventListener("error", ({ message }) => note(message));
      addEventListener("securitypolicyviolation", (event) => note(`refused ${event.blockedURI}`));
    });
    await becomes("all is decided", isDecided);
    await eventually(async () => assert.deepEqual(await ask(shown), expected));

    const editor = await find(".cm-content");
    await editor.click();
    const typeAt = (place, letter) =>
      driver.actions().keyDown(Key.CONTROL).sendKeys(place).keyUp(Key.CONTROL).sendKeys(letter).perform();
    await typeAt(Key.HOME, "!");
    await becomes("the letter is an error", () =>
      document.querySelector(".cm-content").textContent.startsWith("!") && document.querySelector(".document-problems li.error") !== null);
    await driver.actions().sendKeys(Key.BACK_SPACE).perform();
    await becomes("all is decided again", isDecided);
    await typeAt(Key.HOME, " ");
    const firstLine = () => document.querySelector(".cm-line").textContent;
    await becomes("the letter is in the text", () => document.querySelector(".cm-line").textContent === " {");

    const violations = await driver.executeAsyncScript(
      `${AXE}; const done = arguments[arguments.length - 1];
       globalThis.axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
         done(violations.flatMap(({ id, nodes }) => nodes.map((node) => id + " at " + node.target.join(" ")))));`,
    );
    assert.deepEqual(violations, []);
    await eventually(async () => assert.equal(await ask(() => document.documentElement.dataset.wrong ?? "nothing"), "nothing"));

    await driver.navigate().refresh();
    await becomes("all is decided after a reload", isDecided);
    await find(".cm-content");
    await eventually(async () => assert.equal(await ask(firstLine), " {"));
    await eventually(async () => assert.deepEqual(await ask(shown), expected));
  });
}
