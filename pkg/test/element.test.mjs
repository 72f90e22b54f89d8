// <vestibule-example> out of the package: as the README's page has it, and through a bundler.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { open } from "../../tests/browser/lib/browser.mjs";
import { emptyFolder, install, installedOnce, pkg } from "./lib/package.mjs";
import { sections } from "./lib/readme.mjs";

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
const page = () => sections().get("Plain HTML").files.get("index.html");

/** Serves a folder, whose page must show a denied sign-in and that it is as expected. */
async function decides(folder) {
  const chromium = await open({ dist: folder, base: "/" });
  try {
    const { page, errors, outside } = await chromium.newPage();
    await page.goto(chromium.site.url);
    await page.getByText("Decided as this page says.").waitFor();
    assert.deepEqual(await page.locator("vestibule-example tbody .word").allInnerTexts(), Array(4).fill("Denied"));
    assert.deepEqual({ errors, outside, missing: chromium.site.missing }, { errors: [], outside: [], missing: [] });
  } finally {
    await chromium.close();
  }
}

test("the README's page, with the policy that it calls enough", async () => {
  const folder = emptyFolder();
  const head = `<meta http-equiv="Content-Security-Policy" content="${POLICY}; img-src data:" /><link rel="icon" href="data:," />`;
  writeFileSync(join(folder, "index.html"), page().replace("<title>", `${head}<title>`));
  mkdirSync(join(folder, "vestibule"));
  for (const file of ["element.js", "example.js", "example.wasm"]) {
    cpSync(join(installedOnce(), "dist", file), join(folder, "vestibule", file));
  }
  await decides(folder);
});

test("Vite brings the element along", async () => {
  const folder = emptyFolder();
  install(folder);
  const html = page().replace('src="./vestibule/element.js"', 'src="/main.js"').replace("<title>", '<link rel="icon" href="data:," /><title>');
  writeFileSync(join(folder, "index.html"), html);
  writeFileSync(join(folder, "main.js"), 'import "vestibule-signin/element";\n');
  const vite = await import(pathToFileURL(createRequire(import.meta.url).resolve("vite")).href);
  await vite.build({ root: folder, logLevel: "error" });
  await decides(join(folder, "dist"));
});

test("webpack brings the element along, and esbuild all but the wasm", async () => {
  for (const [tool, ...args] of [
    ["webpack", "--mode", "production", "--entry", "./main.js"],
    ["esbuild", "main.js", "--bundle", "--format=esm", "--outdir=dist"],
  ]) {
    const folder = emptyFolder();
    install(folder);
    const html = page().replace("./vestibule/element.js", "./dist/main.js").replace("<title>", '<link rel="icon" href="data:," /><title>');
    writeFileSync(join(folder, "index.html"), html);
    writeFileSync(join(folder, "main.js"), 'import "vestibule-signin/element";\n');
    execFileSync(join(pkg, "node_modules/.bin", tool), args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
    if (tool === "esbuild") {
      cpSync(join(folder, "node_modules/vestibule-signin/dist/example.wasm"), join(folder, "dist/example.wasm"));
    }
    await decides(folder);
  }
});

test("a page that is rendered without a browser may import it", async () => {
  const { VestibuleExample } = await import(pathToFileURL(join(installedOnce(), "dist/element.js")).href);
  assert.equal(typeof VestibuleExample, "function");
});
