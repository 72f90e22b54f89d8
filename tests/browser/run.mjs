// Runs test files in one Chromium: `node tests/browser/run.mjs [FILE...]`, all of them if none is
// named. Two run side by side, each test in a context of its own. `cargo xtask test` calls this.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { launchServer, SHARED } from "./lib/browser.mjs";
import { SECOND_TRIES } from "./lib/test.mjs";

const FOLDER = import.meta.dirname;
const named = process.argv.slice(2);
const all = () => readdirSync(FOLDER).filter((file) => file.endsWith(".test.mjs")).map((file) => join(FOLDER, file));

// A page waits for its browser about as long as it works: two keep even one core busy.
const AT_ONCE = Math.max(2, availableParallelism());

const folder = mkdtempSync(join(tmpdir(), "vestibule-tests-"));
const secondTries = join(folder, "second-tries.txt");
writeFileSync(secondTries, "");

const server = await launchServer();
try {
  const options = ["--test-reporter=spec", "--test-timeout=1200000", `--test-concurrency=${AT_ONCE}`];
  const files = named.length > 0 ? named : all();
  const tests = spawn(process.execPath, ["--test", ...options, ...files], {
    stdio: "inherit",
    env: { ...process.env, [SHARED]: server.wsEndpoint(), [SECOND_TRIES]: secondTries },
  });
  const [code] = await once(tests, "exit");
  process.exitCode = code ?? 1;
  const names = readFileSync(secondTries, "utf8").split("\n").filter((name) => name !== "");
  for (const name of names) {
    console.log(`needed a second try: ${name}`);
  }
} finally {
  await server.close();
  rmSync(folder, { recursive: true });
}
