import { readFileSync, writeFileSync } from "node:fs";
import { open } from "./lib/browser.mjs";
import { openCase, perimeter } from "./lib/cases.mjs";
import { start, word } from "./lib/playground.mjs";
const N = +process.argv[2] || 50;
const FIXTURE = readFileSync(new URL("../../crates/signin/benches/fixtures/rcp-at-limit.json", import.meta.url), "utf8");
const chromium = await open();
const { page, context } = await start(chromium, { viewport: { width: 1400, height: 900 }, bypassCSP: true, serviceWorkers: "block" });
await openCase(page, "perimeter", perimeter(FIXTURE, N));
await word(page, "Sign-in 1", "1").waitFor();
await page.getByRole("button", { name: /^perimeter/ }).click();
await page.locator(".cm-content").click();
await page.keyboard.press("ControlOrMeta+f");
await page.keyboard.type("192.0.2.0/28");
await page.keyboard.press("Enter"); await page.keyboard.press("Escape"); await page.keyboard.press("ArrowRight");
await page.evaluate(() => {
  globalThis.marks = []; let from;
  const read = () => document.querySelector('tbody > .row [data-column="1"] .word')?.textContent;
  let shown = read();
  addEventListener("keydown", (e) => { from = e.timeStamp; marks.push(["handler", performance.now() - from]); }, true);
  new MutationObserver(() => { marks.push(["editor mutated", performance.now() - from]); }).observe(document.querySelector(".cm-content"), { subtree: true, childList: true, characterData: true });
  new MutationObserver(() => { const now = read(); if (now !== shown) { shown = now; const f = from; marks.push(["TABLE", performance.now() - f]); requestAnimationFrame(() => { const {port1, port2} = new MessageChannel(); port1.onmessage = () => marks.push(["painted", performance.now() - f]); port2.postMessage(0); }); } }).observe(document.querySelector("[role=grid]"), { subtree: true, childList: true, characterData: true });
});
if (process.env.CSS) await page.addStyleTag({ content: process.env.CSS });
const cdp = await context.newCDPSession(page);
const strokes = async (n, pause = 80) => { for (let i = 0; i < n; i++) { await page.keyboard.press(i % 2 ? "8" : "Backspace"); await page.waitForTimeout(pause); } };
await strokes(20);
await page.evaluate(() => { marks.length = 0; });
const m0 = await cdp.send("Performance.enable").then(() => cdp.send("Performance.getMetrics"));
await strokes(40, 200);
const m1 = await cdp.send("Performance.getMetrics");
const by = {};
for (const [n, t] of await page.evaluate(() => marks)) (by[n] ??= []).push(t);
for (const [n, ts] of Object.entries(by)) { ts.sort((a, b) => a - b); console.log(n.padEnd(18), "n", ts.length, "median", ts[ts.length >> 1].toFixed(1), "p95", ts[Math.floor(ts.length * .95)].toFixed(1)); }
for (const { name, value } of m1.metrics) { const b = m0.metrics.find((m) => m.name === name)?.value; if (/Duration|Count/.test(name) && value !== b) console.log(name, ((value - b) / 40 * (/Duration/.test(name) ? 1000 : 1)).toFixed(2), "per stroke"); }
if (process.argv[3] === "trace") { await chromium.browser.startTracing(page, { categories: ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel", "blink", "cc", "blink.user_timing"], path: "/tmp/trace.json" }); await strokes(30, 250); await chromium.browser.stopTracing(); }
if (process.argv[3] === "prof") {
await cdp.send("Profiler.enable"); await cdp.send("Profiler.setSamplingInterval", { interval: 200 }); await cdp.send("Profiler.start");
await strokes(60, 120);
const { profile } = await cdp.send("Profiler.stop");
writeFileSync("/tmp/prof.cpuprofile", JSON.stringify(profile));
}
await chromium.close();
