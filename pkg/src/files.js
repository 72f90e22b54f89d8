// The package's files in Node.js, Deno and Bun.
import { readFileSync } from "node:fs";

/** Nobody gains from other threads that read and check it: to hear from them takes longer. */
export const moduleOf = (url) => new WebAssembly.Module(readFileSync(url));

/** What `source` comes to, which may be a function or a promise; `fetch` knows no files there. */
export async function given(source) {
  const found = await (typeof source === "function" ? source() : source);
  return isFile(found) ? moduleOf(new URL(found)) : found;
}

const isFile = (source) => /^file:/i.test(source instanceof URL ? source.href : source);
