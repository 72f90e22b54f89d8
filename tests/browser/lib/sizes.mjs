// What a file costs to send.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

/** The bytes of a file as a server that compresses sends it. */
export function brotli(file) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  return brotliCompressSync(readFileSync(file), { params }).length;
}

export const total = (files) => [...new Set(files)].reduce((sum, file) => sum + brotli(file), 0);
