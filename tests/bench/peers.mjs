// Times the same work in this project and in others: one sign-in, decided at all three actions.
//
//   VESTIBULE_WASM_PKG=<a web build of crates/wasm> node tests/bench/peers.mjs
//
// Every answer is compared with what is right before anything is timed, so no tool is timed on a
// wrong one. What is printed are medians over the rounds; the ratios hold for other machines, the
// microseconds do not.

import { budgets, median } from "./budgets.mjs";
import { CASES } from "./cases.mjs";
import { assembled } from "./package.mjs";
import { alone } from "./alone.mjs";
import { cedarWasm, iamSimulate, vestibule } from "./tools.mjs";

const ROUNDS = 9;

const built = process.env.VESTIBULE_WASM_PKG;
if (!built) {
  console.error("run this as `cargo xtask bench`: VESTIBULE_WASM_PKG must name the wasm build");
  process.exit(2);
}
const { api, folder, brotli } = await assembled(built);

const figures = [];
for (const each of CASES) {
  const tools = [...vestibule(api, each), ...iamSimulate(each), ...cedarWasm(each)];
  const rows = [];
  for (const tool of tools) {
    const prepared = each.signIns.map((signIn) => tool.prepare(signIn));
    for (const [index, signIn] of each.signIns.entries()) {
      const answer = tool.denied(await tool.run(prepared[index]));
      if (answer.some((denied) => denied !== signIn.denied)) {
        throw new Error(`${tool.name} on ${signIn.name} of ${each.name}: ${JSON.stringify(answer).slice(0, 500)}`);
      }
    }
    rows.push({ tool, prepared, times: [] });
  }
  // All tools take turns, so that a busy moment of the machine falls on all of them. The first
  // two rounds warm up.
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const { tool, prepared, times } of rows) {
      const micros = await time(tool, prepared);
      if (round >= 0) times.push(micros);
    }
  }
  print(each, rows);
  figures.push(...rows.map(({ tool, times }) => ({ name: tool.name, of: each.name, times })));
}
budgets(figures, { brotli, ...alone(folder) });

/** Microseconds a sign-in, each of them as often as the others. */
async function time({ run, rounds, atOnce = 1 }, prepared) {
  const start = process.hrtime.bigint();
  let decided = 0;
  while (decided < rounds) {
    for (const signIn of prepared) {
      // Awaiting what is no promise would cost more than some of the answers.
      const answer = run(signIn);
      if (answer instanceof Promise) await answer;
      decided += 1;
    }
  }
  return Number(process.hrtime.bigint() - start) / 1000 / decided / atOnce;
}

function print({ name }, rows) {
  console.log(`\n${name}: microseconds a sign-in of three actions, fastest round, times ours`);
  for (const { tool, times } of rows) {
    const ours = rows.find((row) => row.tool.kind === tool.kind).times;
    const ratio = median(times.map((micros, round) => micros / ours[round]));
    const shown = [
      median(times).toFixed(2).padStart(10),
      Math.min(...times).toFixed(2).padStart(10),
      times === ours ? "" : `${ratio.toPrecision(3)} x`.padStart(10),
    ];
    console.log(`  ${tool.name.padEnd(46)}${shown.join("")}`);
  }
}
