// Times the analysis's wasm, wherever it runs: in Node.js and in a page.

const ROUNDS = 30;
const ENOUGH_MS = 400;
// The clock of a page goes in steps of a tenth of a millisecond.
const LONG_ENOUGH_MS = 4;

/**
 * The figures of one tool. Each answer is compared with the native one before it is timed.
 * @param {{ compile(text: string): object }} wasm the module, ready
 * @param {object[]} questions what the native benchmark leaves in `questions.json`
 * @param {string} tool
 */
export function timed(wasm, questions, tool) {
  const figures = [];
  for (const { name, case: file, after, right } of questions) {
    const [text, edited] = [file, after].map((one) => JSON.stringify(one));
    const compiled = wasm.compile(text);
    const works = {
      map: () => compiled.accessMap([]),
      lockout: () => compiled.lockout(),
      prove: () => compiled.prove(undefined, false),
      check: () => compiled.check(undefined),
    };
    for (const [work, answer] of Object.entries(works)) {
      if (right.none === undefined) same(JSON.parse(answer()), right[work], `${work} of ${name}`);
    }
    works.edit = () => {
      const again = wasm.compile(edited);
      answered(() => again.lockout());
      answered(() => again.accessMap([]));
      again.free();
    };
    for (const [work, answer] of Object.entries(works)) {
      const times = rounds(() => answered(answer));
      const sorted = times.sort((a, b) => a - b);
      figures.push({ case: name, work, tool, median: sorted[Math.floor(sorted.length / 2)], best: sorted[0] });
    }
    compiled.free();
  }
  return figures;
}

/** What has no answer takes its time, too. */
function answered(ask) {
  try {
    return ask();
  } catch (findings) {
    if (!String(findings).includes("analysis-too-large")) throw findings;
    return undefined;
  }
}

function same(found, right, what) {
  if (sorted(found) !== sorted(right)) throw new Error(`${what} is otherwise than natively`);
}

/** JSON with the members of objects in one order. */
function sorted(value) {
  const inOrder = (_, of) =>
    of !== null && typeof of === "object" && !Array.isArray(of) ? Object.fromEntries(Object.entries(of).sort()) : of;
  return JSON.stringify(value, inOrder);
}

/** Microseconds of each round, after two that warm up. */
function rounds(run) {
  const times = [];
  const started = performance.now();
  for (let round = -2; round < ROUNDS; round += 1) {
    const start = performance.now();
    let count = 0;
    let micros = 0;
    do {
      run();
      count += 1;
      micros = (performance.now() - start) * 1000;
    } while (micros < LONG_ENOUGH_MS * 1000);
    if (round >= 0 || times.length === 0) times.push(micros / count);
    if (performance.now() - started > ENOUGH_MS) break;
  }
  return times;
}
