// Chromium as the tests use it: no network but the page's own origin, and a record of
// everything that must not happen.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const ARGS = JSON.parse(readFileSync(new URL("../webdriver.json", import.meta.url), "utf8"))[
  "goog:chromeOptions"
].args.filter((argument) => !argument.startsWith("--headless"));

/** The built page: what `cargo xtask test` just built, or what `cargo xtask build` left. */
export const DIST =
  process.env.VESTIBULE_DIST ?? fileURLToPath(new URL("../../../dist", import.meta.url));

const launch = () => chromium.launch({ executablePath: executable(), args: ARGS });

function executable() {
  const onPath = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((file) => existsSync(file));
  const found = process.env.VESTIBULE_CHROMIUM ?? onPath;
  if (found === undefined) {
    throw new Error("no Chromium on PATH; run `cargo xtask setup`");
  }
  return found;
}

/** Starts a Chromium that several processes of tests share. */
export const launchServer = () => chromium.launchServer({ executablePath: executable(), args: ARGS });

/** Set by `run.mjs`: where the Chromium listens that all test files share. */
export const SHARED = "VESTIBULE_BROWSER";

/**
 * Opens Chromium, the shared one if there is one, and a server for the built page. Contexts keep
 * apart all but the clipboard: a file that uses it asks for a Chromium of its own.
 * @param {{ dist?: string, base?: string, own?: boolean }} options
 * @returns `newPage(options?, site?)` opens an empty page in a context of its own (options are
 *   Playwright's, such as `viewport` or `colorScheme`) for another server perhaps, `site` is the
 *   server, `closePages()` ends what a test opened, `close()` everything. Both fail when a page
 *   asked for anything outside of its folder, whether the test looked or not.
 */
export async function open({ dist = DIST, base, own = false } = {}) {
  if (!existsSync(join(dist, "index.html"))) {
    throw new Error(`no page in ${dist}; run \`cargo xtask build\``);
  }
  const site = await serve(dist, base);
  const shared = own ? "" : process.env[SHARED];
  const browser = shared ? await chromium.connect(shared) : await launch();
  const opened = [];
  const closePages = async () => {
    const pages = opened.splice(0);
    await Promise.all(pages.map(({ context }) => context.close()));
    assert.deepEqual(pages.flatMap(({ outside }) => outside), [], "a page asked for something outside");
  };
  return {
    site,
    browser,
    async newPage(options, other = site) {
      const page = await newPage(browser, other, options);
      opened.push(page);
      return page;
    },
    closePages,
    async close() {
      try {
        await closePages();
      } finally {
        await browser.close();
        await site.close();
      }
    },
  };
}

/**
 * A page with its record: `errors` are console errors and uncaught exceptions, `outside` are
 * the addresses of all requests that leave the page's folder; those are refused as well.
 */
async function newPage(browser, site, options) {
  const context = await browser.newContext(options);
  const errors = [];
  const outside = [];
  // Only what the browser would really send comes by here: not what the page's policy refuses. A
  // pattern, since for a function each request of the page would wait for this process.
  await context.route(new RegExp(`^(?!data:|blob:|about:|${escaped(site.url)})`), (route) => {
    outside.push(route.request().url());
    return route.abort();
  });
  // What the policy of the page refuses counts as an error, also where the console is silent.
  await context.addInitScript(() =>
    addEventListener("securitypolicyviolation", (event) =>
      console.error(`refused by ${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`),
    ),
  );
  context.on("page", (page) => page.on("websocket", (socket) => outside.push(socket.url())));
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") {
      errors.push(message.text());
    }
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  return { page, context, errors, outside };
}

/** The text of a file that the page handed out. A shared Chromium tells no path of it. */
export const downloaded = async (download) => text(await download.createReadStream());

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe-core finds wrong with the page as it is now, one line for each element.
 * @returns {Promise<string[]>}
 */
export async function accessibilityViolations(page) {
  // Evaluated through the debugger, which the page's Content-Security-Policy does not bind.
  if (!(await page.evaluate(() => "axe" in globalThis))) {
    await page.evaluate(AXE);
  }
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} at ${node.target.join(" ")}`),
  );
}
