// A test of the page: a machine under load may disturb it once, and a fault of the page fails twice.
import { appendFileSync } from "node:fs";
import { test as nodeTest } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

/** Set by `run.mjs`: the file that names the tests which needed a second try, one a line. */
export const SECOND_TRIES = "VESTIBULE_SECOND_TRIES";

/**
 * `test` of Node.js with a second try. What the first one said is printed, and `run.mjs` names
 * the test at its end, so that a test which often needs two is seen and mended.
 */
export function test(name, ...rest) {
  const body = rest.pop();
  return nodeTest(name, ...rest, async (context) => {
    try {
      await body(context);
    } catch (error) {
      context.diagnostic(`second try, since the first one failed: ${error?.stack ?? error}`);
      if (process.env[SECOND_TRIES]) {
        appendFileSync(process.env[SECOND_TRIES], `${name}\n`);
      }
      await body(context);
    }
  });
}

const PATIENCE = 10_000;
const PAUSE = 20;

/**
 * Waits until `check` throws nothing: what a page shows follows a key or a click a moment later.
 * After ten seconds what it throws is thrown.
 */
export async function eventually(check) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
    }
    await pause(PAUSE);
  }
}
