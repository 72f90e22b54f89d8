// Fewer modules of those that every use of the package needs: for Node.js, finding and opening a
// file takes longer than reading what stands in it.
import { rmSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";

/** What becomes a part of which modules. */
export const JOINED = {
  "api.js": ["copy.js", "errors.js", "read.js", "runtime.js"],
  "node.js": ["files.js"],
  "analysis-node.js": ["files.js"],
};

/** What is no module of the package. */
export const PARTS = [...new Set(Object.values(JOINED).flat())];

/** Puts the parts in `folder` into the modules of these names; all else stays beside them. */
export async function joined(folder, names = Object.keys(JOINED)) {
  for (const name of names) {
    const parts = JOINED[name];
    const module = join(folder, name);
    await build({
      entryPoints: [module],
      outfile: module,
      allowOverwrite: true,
      bundle: true,
      format: "esm",
      external: ["node:*"],
      plugins: [apart((path) => !parts.includes(basename(path)))],
      logLevel: "warning",
    });
  }
  new Set(names.flatMap((name) => JOINED[name])).forEach((part) => rmSync(join(folder, part)));
}

/** A plugin that leaves imports of modules beside the importing one as they are, where `is` says so. */
export const apart = (is, renamed = (path) => path) => ({
  name: "apart",
  setup(build) {
    build.onResolve({ filter: /^\.\// }, ({ path, kind }) =>
      kind !== "entry-point" && is(path) ? { path: renamed(path), external: true } : undefined,
    );
  },
});
