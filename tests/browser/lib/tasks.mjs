// How long the page keeps the browser busy at a stretch, in which it neither scrolls nor takes a
// letter.
import { still } from "./playground.mjs";

const CATEGORIES = ["disabled-by-default-devtools.timeline"];

/**
 * The longest task of the page's own thread while `act` runs and until nothing changes any more,
 * in milliseconds of that thread, whatever else the machine does meanwhile.
 */
export async function longestTask(browser, page, act) {
  await still(page);
  await browser.startTracing(page, { categories: CATEGORIES });
  await act();
  await still(page);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const name = ({ pid, tid }) => `${pid} ${tid}`;
  const pages = new Set(
    traceEvents
      .filter(({ ph, name, args }) => ph === "M" && name === "thread_name" && args.name === "CrRendererMain")
      .map(name),
  );
  // Only whole tasks (X): of the one that is running when the trace begins or ends, one side is missing.
  const tasks = traceEvents.filter(
    (event) => event.ph === "X" && event.name.endsWith("RunTask") && pages.has(name(event)),
  );
  if (tasks.length === 0) {
    throw new Error("Chromium tells no tasks");
  }
  return tasks.reduce((longest, { dur, tdur = dur }) => Math.max(longest, tdur / 1000), 0);
}
