// The README's examples as printed: each section in an empty folder, its files written, its
// commands typed, and what they print compared.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { open } from "../../tests/browser/lib/browser.mjs";
import { emptyFolder, install, pkg } from "./lib/package.mjs";
import { sections } from "./lib/readme.mjs";

const PAGES = new Map([
  ["Without a bundler", "."],
  ["Vite", "dist"],
  ["webpack", "."],
  ["esbuild", "."],
]);
const readme = sections();

test("every kind of use has a section", () => {
  const titles = ["Node.js", "With require", "TypeScript", "Deno and Bun", ...PAGES.keys(), "The command"];
  assert.deepEqual(titles.filter((title) => !readme.has(title)), []);
});

for (const [title, { commands }] of readme) {
  // The head of the sections about browsers, which make pages of its file.
  if (commands.length === 0) {
    continue;
  }
  test(`the README's "${title}"`, async () => {
    const folder = await follow(title);
    if (PAGES.has(title)) {
      await shows(join(folder, PAGES.get(title)), "denied at signin:Authenticate");
    }
  });
}

test("Vite's development server brings the wasm along too", async () => {
  const folder = await follow("Vite", ({ line }) => line.startsWith("npm install"));
  const vite = await import(join(folder, "node_modules/vite/dist/node/index.js"));
  const server = await vite.createServer({ root: folder, logLevel: "error", server: { host: "127.0.0.1", port: 0 } });
  await server.listen();
  const chromium = await open({ dist: folder });
  try {
    const { port } = server.httpServer.address();
    const page = await chromium.browser.newPage();
    await says(page, `http://127.0.0.1:${port}/`, "denied at signin:Authenticate");
  } finally {
    await chromium.close();
    await server.close();
  }
});

test("the Content-Security-Policy that the README calls enough", async () => {
  const policy = /^`(default-src .*?)` is enough/m.exec(readFileSync(join(pkg, "README.md"), "utf8"))[1];
  const folder = await follow("Vite");
  const page = join(folder, "dist/index.html");
  const html = readFileSync(page, "utf8");
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}; img-src data:" /><link rel="icon" href="data:," />`;
  writeFileSync(page, html.replace("<title>", `${head}<title>`));
  await shows(join(folder, "dist"), "denied at signin:Authenticate");
  // Without its word for WebAssembly the page must fail, or the policy was not in force.
  writeFileSync(page, html.replace("<title>", `${head.replace(" 'wasm-unsafe-eval'", "")}<title>`));
  await assert.rejects(shows(join(folder, "dist"), "denied at signin:Authenticate", 3000));
});

test("wasm that is not served is missed by its address", async () => {
  const folder = emptyFolder();
  rmSync(join(install(folder), "dist/evaluator.wasm"));
  writeFileSync(join(folder, "index.html"), readme.get("Without a bundler").files.get("index.html"));
  const main = 'import { compile } from "vestibule-signin";\ncompile({}).catch((error) => (document.querySelector("output").textContent = error.message));\n';
  writeFileSync(join(folder, "main.js"), main);
  const chromium = await open({ dist: folder, base: "/" });
  try {
    const { page } = await chromium.newPage();
    const address = `${chromium.site.url}node_modules/vestibule-signin/dist/evaluator.wasm`;
    const help = "serve the package's `dist/evaluator.wasm` there, or hand `load` another place";
    await says(page, chromium.site.url, `the evaluator is not at ${address} (status 404): ${help}`);
  } finally {
    await chromium.close();
  }
});

/** Writes the files of a section and types its commands, or some of them; returns the folder. */
async function follow(title, wanted = () => true) {
  const folder = emptyFolder();
  const { files, commands } = readme.get(title);
  for (const [name, content] of files) {
    writeFileSync(join(folder, name), content);
  }
  for (const { line, prints } of commands.filter(wanted)) {
    const printed = await type(line, folder);
    if (prints !== "") {
      assert.equal(printed, prints, line);
    }
  }
  return folder;
}

/** Runs a line of the README. */
async function type(line, folder) {
  const packages = /^npm install (?:--save-dev )?(.*)$/.exec(line)?.[1].split(" ");
  if (packages?.includes("vestibule-signin")) {
    assert.equal(packages.length, 1);
    install(folder);
    return "";
  }
  if (packages !== undefined) {
    packages.forEach((name) => link(name, folder));
    return "";
  }
  const bins = [folder, pkg].map((of) => join(of, "node_modules/.bin"));
  const env = { ...process.env, PATH: [...bins, process.env.PATH].join(delimiter), NO_COLOR: "1", npm_config_offline: "true" };
  // Set by the test runner, which its own kind in here must not hear of.
  delete env.NODE_TEST_CONTEXT;
  const { stdout } = await promisify(execFile)("sh", ["-c", line], { cwd: folder, env });
  return stdout;
}

/** Of the tools that are pinned here, and not of a registry. */
function link(name, folder) {
  const from = join(pkg, "node_modules", name);
  assert.ok(existsSync(from), `\`${name}\` is not among the devDependencies`);
  const to = join(folder, "node_modules", name);
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(from, to);
  const { bin = {} } = createRequire(import.meta.url)(join(from, "package.json"));
  const programs = typeof bin === "string" ? { [name]: bin } : bin;
  mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
  for (const program of Object.keys(programs)) {
    symlinkSync(join(pkg, "node_modules/.bin", program), join(folder, "node_modules/.bin", program));
  }
}

/** Serves a folder and looks at its page. */
async function shows(folder, text, patience) {
  const chromium = await open({ dist: folder, base: "/" });
  try {
    const { page, errors, outside } = await chromium.newPage();
    await says(page, chromium.site.url, text, patience);
    assert.deepEqual({ errors, outside, missing: chromium.site.missing }, { errors: [], outside: [], missing: [] });
  } finally {
    await chromium.close();
  }
}

async function says(page, url, text, patience = 60_000) {
  await page.goto(url);
  await page.locator("output", { hasText: text }).waitFor({ timeout: patience });
  assert.equal(await page.locator("output").innerText(), text);
}
