// The declarations, as strict compilers read them.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { promisify } from "node:util";
import { emptyFolder, install, pkg } from "./lib/package.mjs";

const consumer = join(pkg, "test/consumer.mts");
const analysis = join(pkg, "test/analysis-consumer.mts");
const element = join(pkg, "test/element-consumer.mts");
let folder;

before(() => {
  folder = emptyFolder();
  install(folder);
  mkdirSync(join(folder, "node_modules/@types"), { recursive: true });
  symlinkSync(join(pkg, "node_modules/@types/node"), join(folder, "node_modules/@types/node"));
  copyFileSync(consumer, join(folder, "consumer.mts"));
  copyFileSync(consumer, join(folder, "consumer.ts"));
  copyFileSync(analysis, join(folder, "analysis.mts"));
  copyFileSync(analysis, join(folder, "analysis.ts"));
  copyFileSync(element, join(folder, "element.mts"));
  const required = [
    'import signin = require("vestibule-signin");',
    'import everybody = require("vestibule-signin/analysis");',
    "const signIn: Promise<signin.SignIn> = signin.compile({});",
    'const analysis: Promise<everybody.Analysis> = everybody.compile("{}");',
    "console.log(signIn, analysis, signin.PolicyError === everybody.PolicyError);\n",
  ].join("\n");
  writeFileSync(join(folder, "consumer.cts"), required);
});

/** What the compiler says of a file; nothing when all is well. */
async function check(file, options) {
  const compilerOptions = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true, target: "es2022", types: [], ...options };
  const name = `tsconfig.${Math.random().toString(36).slice(2)}.json`;
  writeFileSync(join(folder, name), JSON.stringify({ compilerOptions, files: [file] }));
  const tsc = join(pkg, "node_modules/.bin/tsc");
  const { stdout } = await promisify(execFile)(tsc, ["--project", name], { cwd: folder }).catch((error) => error);
  return stdout;
}

const NODE = { types: ["node"], lib: ["es2022"] };
const DOM = { lib: ["es2022", "dom", "dom.iterable"] };
const rows = [
  ["modules of Node.js", "consumer.mts", { module: "nodenext", ...NODE }],
  ["the analysis in modules of Node.js", "analysis.mts", { module: "nodenext", ...NODE }],
  ["modules of Node.js beside CommonJS", "consumer.cts", { module: "node16", ...NODE }],
  ["a bundler", "consumer.ts", { module: "esnext", moduleResolution: "bundler", ...DOM }],
  ["the analysis and a bundler", "analysis.ts", { module: "esnext", moduleResolution: "bundler", ...DOM }],
  ["pages with the element", "element.mts", { module: "nodenext", ...DOM }],
  ["a bundler that keeps modules apart", "consumer.ts", { module: "preserve", isolatedModules: true, verbatimModuleSyntax: true, ...DOM }],
];
for (const [name, file, options] of rows) {
  test(`a consumer compiles strictly for ${name}`, async () => {
    assert.equal(await check(file, options), "");
  });
}

test("the consumers use every export", () => {
  const text = [consumer, analysis, element].map((file) => readFileSync(file, "utf8")).join("");
  const dist = join(folder, "node_modules/vestibule-signin/dist");
  const declared = ["index.d.ts", "wire.d.ts", "analysis.d.ts", "element.d.ts"].flatMap((name) =>
    [...readFileSync(join(dist, name), "utf8").matchAll(/^export (?:declare )?(?:function|class|const|type|interface) (\w+)/gm)].map(([, export_]) => export_),
  );
  assert.ok(declared.length > 40, declared.join());
  assert.deepEqual(declared.filter((name) => !new RegExp(`\\b${name}\\b`).test(text.replace(/^import[^;]*;/gm, ""))), []);
});

test("a wrong consumer does not compile", async () => {
  writeFileSync(join(folder, "wrong.mts"), 'import { compile } from "vestibule-signin";\nexport const outcome: string = await compile({});\n');
  assert.match(await check("wrong.mts", { module: "nodenext", ...NODE }), /Type 'SignIn' is not assignable to type 'string'/);
});
