// What the page costs to send, with the budgets of docs/architecture.md.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { DIST } from "./browser.mjs";
import { serve } from "./server.mjs";

/** Until the first table is decided and the editor shows its first policy. */
export const FIRST_VIEW_KB = 720;
/** With what is loaded later, or only stored for when there is no network. */
export const EVERYTHING_KB = 1_200;

/** The bytes of a file as a server that compresses sends it. */
export function brotli(file) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  return brotliCompressSync(readFileSync(file), { params }).length;
}

export const total = (files) => [...new Set(files)].reduce((sum, file) => sum + brotli(file), 0);

/** The files that the first view takes, without what a service worker stores behind it. */
export async function firstView(chromium) {
  const site = await serve(DIST);
  const { page, context } = await chromium.newPage({ serviceWorkers: "block" }, site);
  try {
    await page.goto(site.url);
    await page.locator("[data-column=outcome] .verdict").first().waitFor();
    await page.locator(".cm-content").first().waitFor();
    await page.waitForLoadState("networkidle");
    return [...new Set(site.sent)];
  } finally {
    await context.close();
    await site.close();
  }
}
