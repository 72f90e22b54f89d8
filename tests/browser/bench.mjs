// How fast the built page is in headless Chromium: `cargo xtask bench --page`. Percentiles are
// 95th; what is timed is checked to be right first.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { open } from "./lib/browser.mjs";
import { TYPED_RANGE, openCase, organization, perimeter } from "./lib/cases.mjs";
import { start, word } from "./lib/playground.mjs";
import { EVERYTHING_KB, FIRST_VIEW_KB, firstView, total } from "./lib/sizes.mjs";
import { longestTask } from "./lib/tasks.mjs";

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
const TYPING = { warmUp: 20, strokes: 200, pause: 150 };
const VISITS = 20;

// Of a task that nobody notices.
const TASK_MS = 50;
const LETTERS = 40;
const FRAMES = 120;
const TABS = ["people", "map", "guarantees", "compare", "sign-ins"];

const chromium = await open();
try {
  await keystrokes(50, 32, 100);
  await keystrokes(1000, 60);
  await tasks();
  await firstTable(1000);
  await transfer();
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

/**
 * The longest tasks of the page with a case as large as an organization: 1,000 accounts, 1,000
 * sign-ins, 200 ranges, 200 people by 200 networks. Of three times the best counts.
 */
async function tasks() {
  const took = new Map();
  for (let time = 0; time < 3; time += 1) {
    const { page, context } = await start(chromium, { viewport: { width: 1400, height: 900 } });
    const measure = async (what, act, budget = TASK_MS) => {
      const longest = await longestTask(chromium.browser, page, act);
      took.set(what, { longest: Math.min(longest, took.get(what)?.longest ?? Infinity), budget });
    };
    await measure("opening the case", () => openLarge(page), null);
    await page.getByRole("button", { name: /^perimeter/ }).click();
    await find(page, TYPED_RANGE);
    await measure(`typing ${LETTERS} letters`, () => type(page));
    await measure("scrolling the table", () => scroll(page, ".grid-scroll", "scrollTop"));
    for (const tab of TABS) {
      await measure(`opening the tab ${tab}`, () => openTab(page, tab));
      if (tab === "people") {
        await measure("scrolling its grid down", () => scroll(page, ".squares-scroll", "scrollTop"));
        await measure("scrolling its grid sideways", () => scroll(page, ".squares-scroll", "scrollLeft"));
      }
    }
    await context.close();
  }
  for (const [what, { longest, budget }] of took) {
    line(`longest task: ${what}`, `${longest.toFixed(1)} ms`, longest, budget ?? undefined, "ms");
    if (budget !== null && longest > budget) {
      process.exitCode = 1;
    }
  }
}

async function openLarge(page) {
  await openCase(page, "organization", organization());
  await word(page, "Sign-in 1", "1").waitFor();
}

async function type(page) {
  for (let letter = 0; letter < LETTERS; letter += 1) {
    await page.keyboard.press(letter % 2 === 0 ? "Backspace" : TYPED_RANGE.at(-1));
    await page.waitForTimeout(TYPING.pause);
  }
}

/** From one end to the other, a step a frame. */
function scroll(page, selector, side) {
  return page.evaluate(
    async ([selector, side, frames]) => {
      const box = document.querySelector(selector);
      const [whole, seen] = side === "scrollTop" ? ["scrollHeight", "clientHeight"] : ["scrollWidth", "clientWidth"];
      for (let frame = 1; frame <= frames; frame += 1) {
        box[side] = ((box[whole] - box[seen]) * frame) / frames;
        await new Promise(requestAnimationFrame);
      }
    },
    [selector, side, FRAMES],
  );
}

/** Without a search by role, which keeps the page busy, too. */
async function openTab(page, tab) {
  await page.evaluate((id) => document.getElementById(id).click(), `tab-${tab}`);
  await page.locator(`#tab-${tab}[aria-selected=true]`).waitFor();
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
