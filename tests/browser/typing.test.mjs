// Letters that come while the page draws: none is taken back.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { content, cursorBehind, textOf } from "./lib/editor.mjs";
import { ALICE_OUTSIDE, edit, office, row, startWith } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789".repeat(2);

/** Brackets and quotes close themselves, and names are completed meanwhile. */
const MEMBER = ',"StringNotEquals": { "aws:SourceVpc": "vpc-0a1b2c3d4e5f60718" }';

/** Has Yew let events in wherever it may while it draws, as on a slow machine: it looks at the clock. */
const drawSlowly = (page) =>
  page.evaluate(() => {
    const { now } = Date;
    let ahead = 0;
    Date.now = () => now() + 20 * (ahead += 1);
  });

/** One key behind the other, on a machine that is slow. */
async function type(page, text, delay = 20) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await page.keyboard.type(text, { delay });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
}

for (const delay of [0, 15]) {
  test(`no letter is lost in the editor while the page draws, ${delay} ms between keys`, async () => {
    const { page, errors } = await startWith(chromium, office([ALICE_OUTSIDE]));
    await content(page).waitFor();
    await cursorBehind(page, '"203.0.113.0/24"');
    await drawSlowly(page);
    await type(page, MEMBER, delay);
    await eventually(async () => assert.ok((await textOf(page)).includes(`"203.0.113.0/24"${MEMBER}`), await textOf(page)));
    assert.deepEqual(errors, []);
  });
}

test("no letter is lost in a field while the page draws", async () => {
  const { page, errors } = await startWith(chromium, office([ALICE_OUTSIDE]));
  await edit(page, "Alice, home");
  const name = page.getByLabel("Name", { exact: true }).last();
  await name.fill("");
  await drawSlowly(page);
  await name.focus();
  await type(page, LETTERS);
  await eventually(async () => assert.equal(await name.inputValue(), LETTERS));
  await row(page, LETTERS).waitFor();
  assert.deepEqual(errors, []);
});
