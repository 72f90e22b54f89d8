// What the page costs to send, with the budgets of docs/architecture.md.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { DIST } from "./browser.mjs";
import { serve } from "./server.mjs";

/** Until the first table is decided and the editor shows its first policy. */
export const FIRST_VIEW_KB = 1_210;
/** With what is loaded later, or only stored for when there is no network. */
export const EVERYTHING_KB = 2_360;

/** The bytes of a file as a server that compresses sends it. */
export function brotli(file) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  return brotliCompressSync(readFileSync(file), { params }).length;
}

export const total = (files) => [...new Set(files)].reduce((sum, file) => sum + brotli(file), 0);

/** What answers for all sign-ins, which is asked for behind the first table. */
const BEHIND = /\/analysis-[0-9a-f]+\.(js|wasm)$/;

/** The files that the first view takes, without what a service worker stores behind it. */
export async function firstView(chromium) {
  const site = await serve(DIST);
  const { page, context } = await chromium.newPage({ serviceWorkers: "block" }, site);
  try {
    await page.goto(site.url);
    await page.locator("[data-column=outcome] .verdict").first().waitFor();
    await page.locator(".cm-content").first().waitFor();
    await page.locator(".strip[data-answer]").waitFor();
    await page.waitForLoadState("networkidle");
    const sent = [...new Set(site.sent)];
    const behind = sent.filter((file) => BEHIND.test(file));
    assert.equal(behind.length, 2, "both files of the analysis are sent");
    const program = sent.findIndex((file) => /vestibule-web-.*\.wasm$/.test(file));
    assert.ok(behind.every((file) => sent.indexOf(file) > program), "the page's program comes first");
    return sent.filter((file) => !behind.includes(file));
  } finally {
    await context.close();
    await site.close();
  }
}
