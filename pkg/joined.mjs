// One module of those that every use of the package needs: for Node.js, finding and opening a file
// takes longer than reading what stands in it.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** What becomes a part of `api.js`. */
export const PARTS = ["copy.js", "errors.js", "read.js"];

/** Puts the parts in `folder` into its `api.js`; the evaluator stays beside it. */
export async function joined(folder) {
  const api = join(folder, "api.js");
  await build({
    entryPoints: [api],
    outfile: api,
    allowOverwrite: true,
    bundle: true,
    format: "esm",
    external: ["./evaluator.js"],
    logLevel: "warning",
  });
  PARTS.forEach((part) => rmSync(join(folder, part)));
}
