// The package as its users get it: the packed tarball, installed into an empty folder.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const pkg = fileURLToPath(new URL("../..", import.meta.url));
export const root = join(pkg, "..");
export const corpus = join(root, "tests/corpus");

/** The native command, which the package is compared with. */
export const native = process.env.VESTIBULE_COMMAND ?? join(root, "target/debug/vestibule");

/** What `cargo xtask pkg` made: just now, or when it last ran. */
export function tarball() {
  const folder = process.env.VESTIBULE_TARBALLS ?? join(root, "target/pkg");
  const found = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".tgz")) : [];
  if (found.length !== 1) {
    throw new Error(`no package in ${folder}; run \`cargo xtask pkg\``);
  }
  return join(folder, found[0]);
}

/** A folder of its own for a test, gone when the tests of the file are done. */
export function emptyFolder() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "vestibule-pkg-")));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** `npm install` of the package, which asks no registry because it depends on nothing. */
export function install(folder) {
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", "--loglevel=error", tarball()], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return join(folder, "node_modules/vestibule-signin");
}

let installed;

/** The folder of the package, installed once for a test file. */
export function installedOnce() {
  installed ??= install(emptyFolder());
  return installed;
}

/** The package, imported as Node.js does. */
export function load() {
  return import(pathToFileURL(join(installedOnce(), "dist/node.js")).href);
}

/** Its analysis, as well. */
export function loadAnalysis() {
  return import(pathToFileURL(join(installedOnce(), "dist/analysis-node.js")).href);
}
