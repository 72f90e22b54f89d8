// Links and pages of strangers whose parts multiply, or whose names are not what they look like.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { fileURLToPath } from "node:url";
import { named, UNSEEN, variables } from "../hostile/inputs.mjs";
import { open } from "./lib/browser.mjs";
import { linkTo } from "./lib/link.mjs";
import { decided, start } from "./lib/playground.mjs";
import { test } from "./lib/test.mjs";

const DEMO =
  process.env.VESTIBULE_DEMO ?? fileURLToPath(new URL("../../target/docs-demo", import.meta.url));

let chromium;
let docs;
before(async () => {
  chromium = await open();
  docs = await open({ dist: DEMO });
});
afterEach(async () => {
  await chromium.closePages();
  await docs.closePages();
});
after(async () => {
  await chromium?.close();
  await docs?.close();
});

/** The page takes a click and shows what comes of it, however busy its worker is. */
async function answers(page) {
  const start = Date.now();
  await page.getByRole("button", { name: "About", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  assert.ok(Date.now() - start < 5000, `${Date.now() - start} ms for a click`);
}

test("a link of 18,000 variables neither stops the page nor comes back to do it again", async () => {
  const { page, errors } = await start(chromium);
  const link = linkTo(variables());
  assert.ok(link.length < 4000, `${link.length} characters`);
  await page.goto(chromium.site.url + link);
  await page.reload();
  const name = page.getByRole("row", { name: /variables/ });
  await name.first().waitFor();
  for (let count = 0; count < 3; count += 1) {
    await answers(page);
  }
  // It is decided, or the page says that it was not: either way by itself and for good.
  const settled = () =>
    [...document.querySelectorAll("tbody > .row")].some((row) => row.querySelector(".verdict .icon, .verdict.none") !== null) ||
    document.querySelector("[role=alert], .stopped") !== null;
  await page.waitForFunction(settled, undefined, { timeout: 60_000 });
  await answers(page);
  // The next visit is no other.
  await page.goto(chromium.site.url);
  await name.first().waitFor();
  await answers(page);
  await page.waitForFunction(settled, undefined, { timeout: 60_000 });
  // What is opened beside it is decided.
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: /^New/ }).first().click();
  await answers(page);
  assert.deepEqual(errors, []);
});

test("names are shown with what is unseen in them", async () => {
  const { page, errors } = await start(chromium);
  await page.goto(chromium.site.url + linkTo(named()));
  await page.reload();
  await page.waitForFunction(() => document.querySelector("tbody > .row .name")?.textContent.includes("add-mask"));
  await decided(page);
  const text = await page.evaluate(() =>
    // Fields hold what was typed; everything else is shown.
    [...document.querySelectorAll("tbody, [aria-label='Why'], [aria-label='Problems']")].map((part) => part.innerText).join("\n"),
  );
  assert.doesNotMatch(text.replaceAll("\t", " "), UNSEEN, JSON.stringify(text));
  assert.deepEqual(errors, []);
});

test("an example leads to the web and nowhere else", async () => {
  const { page, errors } = await docs.newPage();
  await page.goto(docs.site.url);
  const example = page.locator("vestibule-example").first();
  await example.scrollIntoViewIfNeeded();
  await example.getByRole("table").waitFor();
  for (const address of [
    "javascript:globalThis.intruder=1//",
    " \u0001javascript:globalThis.intruder=1//",
    "java\nscript:globalThis.intruder=1//",
    "JAVASCRIPT:globalThis.intruder=1//",
    "data:text/html,<script>opener.intruder=1</script>",
    "vbscript:x",
    "blob:x",
    "file:///etc/passwd",
    "//javascript:1@x:y",
  ]) {
    const found = await page.evaluate(async (address) => {
      const example = document.querySelector("vestibule-example");
      example.setAttribute("playground", address);
      // The element draws in a task and a frame after the attribute has changed.
      for (let frames = 0; frames < 20; frames += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
      const links = [];
      const walk = (root) => {
        for (const element of root.querySelectorAll("*")) {
          if (element.href) links.push(new URL(element.href, location.href).protocol);
          if (element.shadowRoot) walk(element.shadowRoot);
        }
      };
      walk(document);
      return { links: [...new Set(links)].filter((protocol) => !/^https?:$/.test(protocol)), intruder: globalThis.intruder };
    }, address);
    assert.deepEqual(found, { links: [], intruder: undefined }, address);
  }
  assert.deepEqual(errors, []);
});
