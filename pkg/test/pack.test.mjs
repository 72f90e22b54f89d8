// What is in the package, and that tools which know about packages find nothing wrong with it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { PARTS } from "../joined.mjs";
import { repository } from "../repository.mjs";
import { installedOnce, load, pkg, root, tarball } from "./lib/package.mjs";

const run = promisify(execFile);
const bin = (name) => join(pkg, "node_modules/.bin", name);
const manifest = () => JSON.parse(readFileSync(join(installedOnce(), "package.json"), "utf8"));
const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .sort();

test("the package holds what is needed and nothing else", () => {
  const sources = readdirSync(join(pkg, "src")).filter((name) => !PARTS.includes(name));
  const made = [
    "analysis-node.cjs",
    "analysis.d.cts",
    "analysis.js",
    "analysis.wasm",
    "api.cjs",
    "command.js",
    "command.wasm",
    "evaluator.js",
    "evaluator.wasm",
    "example.js",
    "example.wasm",
    "index.d.cts",
    "licences.txt",
    "node.cjs",
    "schema.js",
    "version.js",
    "wire.d.cts",
    "wire.d.ts",
  ];
  const expected = ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "package.json"]
    .concat([...sources, ...made].map((name) => `dist/${name}`))
    .sort();
  assert.deepEqual(filesOf(installedOnce()), expected);
});

test("the command is a program", () => {
  const file = join(installedOnce(), "dist/bin.js");
  assert.equal(statSync(file).mode & 0o111, 0o111);
  assert.match(readFileSync(file, "utf8"), /^#!\/usr\/bin\/env node\n/);
});

test("the licences of what is compiled into it come along", () => {
  const text = readFileSync(join(installedOnce(), "dist/licences.txt"), "utf8");
  for (const name of ["serde_json", "wasm-bindgen", "clap", "yew", "The Rust standard library"]) {
    assert.match(text, new RegExp(`^${name}( [\\d.]+)?: .*MIT`, "m"), name);
  }
  assert.match(text, /Permission is hereby granted, free of charge/);
});

test("the manifest asks for nothing at run time and carries no tools", () => {
  const found = manifest();
  for (const name of ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies", "scripts", "private"]) {
    assert.equal(found[name], undefined, name);
  }
  assert.equal(found.license, "MIT OR Apache-2.0");
  assert.deepEqual(found.engines, { node: ">=20" });
  assert.equal(found.publishConfig.provenance, true);
});

test("one version in Cargo.toml, package.json, the lock file and the package", async () => {
  const [, version] = /^version = "(.*)"$/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8"));
  const lock = JSON.parse(readFileSync(join(pkg, "package-lock.json"), "utf8"));
  const { version: exported } = await load();
  assert.deepEqual([manifest().version, lock.version, exported], [version, version, version]);
});

test("the manifest names the repository that it was built from, if others can reach it", () => {
  const named = { type: "git", url: "git+https://example.org/some/where.git", directory: "pkg" };
  const remotes = ["https://example.org/some/where", "https://example.org/some/where.git", "git@example.org:some/where.git", "ssh://git@example.org/some/where"];
  for (const remote of remotes) {
    assert.deepEqual(repository(remote), named, remote);
  }
  for (const remote of ["", "/srv/where.git", "../where", "file:///srv/where"]) {
    assert.equal(repository(remote), undefined, remote);
  }
});

test("publint finds nothing", async () => {
  const { messages, pkg: read } = await publint({ pkgDir: installedOnce(), strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, read)), []);
});

test("are the types wrong? No", async () => {
  const attw = (...asked) => run(bin("attw"), [tarball(), "--format", "ascii", "--no-color", ...asked]);
  const found = await attw("--exclude-entrypoints", "./evaluator.wasm", "./analysis.wasm", "./analysis", "./element").catch((error) => error);
  assert.match(found.stdout, /No problems found/);
  // What resolves packages as Node.js 10 did knows no entry but the main one.
  const analysis = await attw("--entrypoints", "./analysis", "--profile", "node16").catch((error) => error);
  assert.equal(analysis.code, undefined, analysis.stdout);
  assert.match(analysis.stdout, /node16 \(from CJS\): 🟢[^]*node16 \(from ESM\): 🟢[^]*bundler: 🟢/);
  // For browsers and bundlers alone: what `require` would make of it does not count, and fails not.
  const element = await attw("--entrypoints", "./element", "--profile", "esm-only").catch((error) => error);
  assert.equal(element.code, undefined, element.stdout);
  assert.match(element.stdout, /node16 \(from ESM\): 🟢/);
});

test("the wasm is as small as promised", async () => {
  const { stdout } = await run(bin("size-limit"), ["--json"], { cwd: pkg }).catch((error) => error);
  const found = JSON.parse(stdout);
  assert.deepEqual(found.map(({ name }) => name), ["evaluator", "analysis", "element"]);
  for (const { name, size, sizeLimit, passed } of found) {
    console.log(`${name}: ${size} bytes with brotli of ${sizeLimit}`);
    assert.ok(passed && size > 10_000, stdout);
  }
});

for (const [declarations, entries] of [
  ["index.d.ts", ["node.js", "browser.js", "node.cjs"]],
  ["analysis.d.ts", ["analysis-node.js", "analysis-browser.js", "analysis-node.cjs"]],
]) {
  test(`every entry exports what ${declarations} says`, async () => {
    const declared = readFileSync(join(installedOnce(), "dist", declarations), "utf8");
    const own = [...declared.matchAll(/^export (?:function|class|const) (\w+)/gm)].map(([, name]) => name);
    const others = [...declared.matchAll(/^export \{ (.*) \} from/gm)].flatMap(([, names]) => names.split(", "));
    const values = [...own, ...others].sort();
    assert.ok(values.includes("compile") && values.length > 4, values.join());
    const names = (module) => Object.keys(module).filter((name) => name !== "default").sort();
    for (const entry of entries) {
      const file = join(installedOnce(), "dist", entry);
      const module = entry.endsWith(".cjs") ? createRequire(import.meta.url)(file) : await import(pathToFileURL(file));
      assert.deepEqual(names(module), values, entry);
    }
  });
}

test("what `require` gives throws the same classes in all entries", () => {
  const require = createRequire(join(installedOnce(), "package.json"));
  const [main, analysis] = [require("vestibule-signin"), require("vestibule-signin/analysis")];
  assert.equal(main.PolicyError, analysis.PolicyError);
  assert.equal(main.EvaluatorError, analysis.EvaluatorError);
});

test("a bundle holds only what it uses", async () => {
  const bundle = async (contents) => {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: join(installedOnce(), "..") },
      bundle: true,
      // It warns of the import that must vanish.
      logLevel: "error",
      format: "esm",
      minify: true,
      write: false,
    });
    return outputFiles[0].text;
  };
  assert.equal((await bundle('import "vestibule-signin"; import "vestibule-signin/analysis";')).trim(), "");
  const analysis = await bundle('import { compile } from "vestibule-signin/analysis"; console.log(compile);');
  assert.ok(analysis.includes("lockout") && !analysis.includes("decideMany"), "the analysis without the evaluator's JavaScript");
  assert.ok((await bundle('import { version } from "vestibule-signin"; console.log(version);')).length < 100);
});

test("schemas say what they are of", async () => {
  const { schema } = await load();
  const titles = await Promise.all([undefined, "case", "decision", "finding", "report"].map(async (of) => (await schema(of)).title));
  assert.deepEqual(titles, ["CaseFile", "CaseFile", "Decision", "Finding", "TestReport"]);
  await assert.rejects(schema("toString"), { name: "TypeError", message: /choose among case, decision/ });
});
