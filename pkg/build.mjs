// Makes `dist/` from the built wasm and `src/`, and the package as npm gets it from both:
//   node build.mjs OUT LICENCES NAME=FOLDER…
// OUT is where the tarball goes, LICENCES the file of those of other people. FOLDER was filled by wasm-bindgen, and becomes NAME.wasm and
// NAME.js. `cargo xtask pkg` calls it.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { declarations } from "./declarations.mjs";
import { apart, joined } from "./joined.mjs";
import { repository } from "./repository.mjs";

const pkg = fileURLToPath(new URL(".", import.meta.url));
const root = join(pkg, "..");
const dist = join(pkg, "dist");
const [out, licences, ...told] = process.argv.slice(2);
const modules = new Map(told.map((one) => one.split("=", 2)));
const manifest = JSON.parse(readFileSync(join(pkg, "package.json"), "utf8"));

await fill();
const tarball = pack();
report(tarball);

async function fill() {
  rmSync(dist, { recursive: true, force: true });
  cpSync(join(pkg, "src"), dist, { recursive: true });
  modules.forEach((folder, name) => bring(folder, name));
  await joined(dist);
  cpSync(licences, join(dist, "licences.txt"));
  chmodSync(join(dist, "bin.js"), 0o755);
  write("version.js", `export const version = ${JSON.stringify(manifest.version)};\n`);

  const schema = (of) => JSON.parse(run(process.execPath, [join(dist, "bin.js"), "schema", of]));
  const schemas = Object.fromEntries(["case", "decision", "finding", "report"].map((of) => [of, schema(of)]));
  write("schema.js", `export const schemas = ${JSON.stringify(schemas)};\n`);

  // TypeScript asks for declarations of each module kind.
  write("wire.d.ts", await declarations(schema("all")));
  cpSync(join(dist, "wire.d.ts"), join(dist, "wire.d.cts"));
  for (const name of ["index", "analysis"]) {
    const declared = readFileSync(join(dist, `${name}.d.ts`), "utf8");
    write(`${name}.d.cts`, declared.replace(/"\.\/(wire|index)\.js"/g, '"./$1.cjs"'));
  }
  // What is thrown is of the same classes in all of them.
  await required("api");
  await required("node", [apart((path) => path === "./api.js", () => "./api.cjs")]);
  await required("analysis-node", [apart((path) => path === "./api.js", () => "./api.cjs")]);
}

/** Makes of a module the one that `require` gives. */
async function required(name, plugins = []) {
  await build({
    entryPoints: [join(dist, `${name}.js`)],
    outfile: join(dist, `${name}.cjs`),
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    define: { "import.meta.url": "moduleUrl" },
    banner: { js: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;' },
    plugins,
    logLevel: "warning",
  });
}

/** Takes the wasm and its JavaScript out of what wasm-bindgen made. */
function bring(folder, name) {
  for (const file of readdirSync(folder)) {
    if (file.endsWith("_bg.wasm")) {
      cpSync(join(folder, file), join(dist, `${name}.wasm`));
    } else if (file.endsWith(".js")) {
      cpSync(join(folder, file), join(dist, `${name}.js`));
    }
  }
}

/** The folder with the manifest is not published as it is: it holds what only we need. */
function pack() {
  const staged = join(out, "package");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(staged, { recursive: true });
  const { private: _, devDependencies, "size-limit": limits, ...published } = manifest;
  // JSON leaves out what is undefined.
  const full = { ...published, repository: repository(origin()) };
  writeFileSync(join(staged, "package.json"), `${JSON.stringify(full, null, 2)}\n`);
  cpSync(join(pkg, "README.md"), join(staged, "README.md"));
  for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) {
    cpSync(join(root, licence), join(staged, licence));
  }
  cpSync(dist, join(staged, "dist"), { recursive: true });
  const packed = run("npm", ["pack", "--json", "--loglevel=error", "--pack-destination", out], staged);
  const [{ filename }] = JSON.parse(packed);
  return join(out, filename);
}

function origin() {
  try {
    return run("git", ["config", "--get", "remote.origin.url"], root).trim();
  } catch {
    return "";
  }
}

function report(tarball) {
  for (const name of modules.keys()) {
    const bytes = readFileSync(join(dist, `${name}.wasm`));
    const kB = (count) => `${(count / 1000).toFixed(1)} kB`;
    console.log(`${name}.wasm: ${kB(bytes.length)}, brotli ${kB(brotliCompressSync(bytes).length)}`);
  }
  console.log(tarball);
}

function write(name, text) {
  writeFileSync(join(dist, name), text);
}

function run(program, args, cwd) {
  return execFileSync(program, args, { cwd, encoding: "utf8", maxBuffer: 64 << 20 });
}
