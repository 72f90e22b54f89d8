// How fast the built page is in headless Chromium: `cargo xtask bench --page`. Percentiles are
// 95th; what is timed is checked to be right first.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { open } from "./lib/browser.mjs";
import { openCase, perimeter } from "./lib/cases.mjs";
import { start, word } from "./lib/playground.mjs";
import { EVERYTHING_KB, FIRST_VIEW_KB, firstView, total } from "./lib/sizes.mjs";

const FIXTURE = readFileSync(
  new URL("../../crates/signin/benches/fixtures/rcp-at-limit.json", import.meta.url),
  "utf8",
);
const characters = (policy) => JSON.stringify(JSON.parse(policy)).length;
// As long as an RCP may be, without white space, as AWS counts.
const POLICY = FIXTURE.replace("PerimeterPreAuth", (sid) => sid.padEnd(sid.length + 5120 - characters(FIXTURE), "X"));
assert.equal(characters(POLICY), 5120);
// Without its last digit the range takes in the first sign-in, with it it does not.
const PLACE = "192.0.2.0/28";

// 150 ms between letters are four hundred letters a minute.
const TYPING = { warmUp: 20, strokes: 100, pause: 150 };
const VISITS = 20;

const chromium = await open();
try {
  await keystrokes(50, 32, 100);
  
  
  
} finally {
  await chromium.close();
}

/**
 * From the browser's time of a key press until the first row tells the new decision, and until
 * the strip is true of the new text.
 */
async function keystrokes(count, budget, proofBudget) {
  const { page, context } = await start(chromium, { viewport: { width: 1400, height: 900 } });
  await openCase(page, "perimeter", perimeter(POLICY, count));
  const first = word(page, "Sign-in 1", "1");
  await first.waitFor();
  await page.getByRole("button", { name: /^perimeter/ }).click();
  await find(page, PLACE);
  await page.evaluate(watchTable);
  const before = await first.innerText();
  const seen = new Set();
  for (let stroke = 0; stroke < TYPING.warmUp + TYPING.strokes; stroke += 1) {
    await page.keyboard.press(stroke % 2 === 0 ? "Backspace" : PLACE.at(-1));
    // Not by polling, which would have the page draw all the time.
    await page.evaluate((stroke) => globalThis.reached(stroke + 1), stroke);
    await page.evaluate((stroke) => globalThis.proven(stroke + 1), stroke);
    seen.add(await first.innerText());
    await page.waitForTimeout(TYPING.pause);
  }
  assert.equal(await first.innerText(), before);
  assert.equal(seen.size, 2, `each stroke changes the decision: ${[...seen]}`);
  const { times, painted, proofs } = await page.evaluate(() => ({ times, painted, proofs }));
  say(`keystroke to table, ${count.toLocaleString("en")} sign-ins`, times.slice(TYPING.warmUp), budget);
  say(`  the same until it is painted`, painted.slice(TYPING.warmUp));
  say(`  the same until all sign-ins are proven`, proofs.slice(TYPING.warmUp), proofBudget);
  await context.close();
}

/** Puts the cursor behind a text of the document that is open. */
async function find(page, text) {
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+f");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowRight");
}

function watchTable() {
  const [times, painted] = [[], []];
  let told = () => {};
  const reached = (count) =>
    new Promise((done) => {
      told = () => painted.length >= count && done();
      told();
    });
  const proofs = [];
  let toldProof = () => {};
  const proven = (count) =>
    new Promise((done) => {
      toldProof = () => proofs.length >= count && done();
      toldProof();
    });
  Object.assign(globalThis, { times, painted, reached, proofs, proven });
  const strip = document.querySelector(".strip");
  let [asked, known] = [undefined, strip.dataset.answer];
  addEventListener("keydown", ({ timeStamp }) => (asked = timeStamp), true);
  new MutationObserver(() => {
    const now = strip.dataset.answer;
    if (asked === undefined || now === undefined || now === known) {
      return;
    }
    proofs.push(performance.now() - asked);
    [asked, known] = [undefined, now];
    toldProof();
  }).observe(strip, { attributes: true });
  const table = document.querySelector("[role=grid]");
  const read = () => table.querySelector('tbody > .row [data-column="1"] .word')?.textContent;
  let [pressed, shown] = [undefined, read()];
  addEventListener("keydown", ({ timeStamp }) => (pressed = timeStamp), true);
  new MutationObserver(() => {
    const now = read();
    if (pressed === undefined || now === shown) {
      return;
    }
    const from = pressed;
    [pressed, shown] = [undefined, now];
    times.push(performance.now() - from);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        painted.push(performance.now() - from);
        told();
      };
      port2.postMessage(undefined);
    });
  }).observe(table, { subtree: true, childList: true, characterData: true });
}

/** From the start of the navigation until a row has its outcome, with nothing in any cache. */
async function firstTable(budget) {
  const times = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    const { page, context } = await chromium.newPage();
    await context.addInitScript(() => {
      const look = new MutationObserver(() => {
        if (document.querySelector("[data-column=outcome] .word")) {
          globalThis.firstTable = performance.now();
          look.disconnect();
        }
      });
      look.observe(document, { subtree: true, childList: true });
    });
    await page.goto(chromium.site.url);
    await page.waitForFunction(() => globalThis.firstTable);
    times.push(await page.evaluate(() => globalThis.firstTable));
    await context.close();
  }
  say("first table after navigation, nothing cached", times, budget);
}

/** What the first view is sent, and everything that the visits so far were sent, each file once. */
async function transfer() {
  const sent = (what, files, budget) => {
    const kilobytes = total(files) / 1000;
    line(what, `${kilobytes.toFixed(1)} kB`, kilobytes, budget, "kB");
  };
  sent("first view, brotli", await firstView(chromium), FIRST_VIEW_KB);
  sent("everything, brotli", chromium.site.sent, EVERYTHING_KB);
}

function say(what, times, budget) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
  const shown = `${at(0.95).toFixed(1)} ms (median ${at(0.5).toFixed(1)}, ${times.length} times)`;
  line(what, shown, at(0.95), budget, "ms");
}

function line(what, shown, value, budget, unit) {
  const verdict = budget === undefined ? "" : `budget ${budget} ${unit}: ${value <= budget ? "ok" : "over"}`;
  console.log(`${what.padEnd(46)} ${shown.padEnd(38)} ${verdict}`.trimEnd());
}
