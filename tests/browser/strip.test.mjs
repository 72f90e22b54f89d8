// What holds for every possible sign-in, above the table: true of the present text, or marked.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { openCase } from "./lib/cases.mjs";
import { content, cursorBehind, entry, paste } from "./lib/editor.mjs";
import { ALICE_INSIDE, OFFICE_ONLY, arn, decided, isAccessible, office, row, start, startWith, still, why } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

const EXAMPLE_2 = JSON.parse(
  readFileSync(new URL("../../crates/playground/examples/example-2-rbp.json", import.meta.url), "utf8"),
);

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const strip = (page) => page.getByRole("region", { name: "Every possible sign-in" });
const claims = (page) => strip(page).locator(".claims > li > .strip-line > span");
const said = (page) => claims(page).allInnerTexts();
const saysClaim = (page, text) => claims(page).filter({ hasText: text }).waitFor();
const checked = (page) => page.locator(".strip[data-answer]").waitFor();
const map = (page) => page.getByRole("region", { name: "Who gets in from where" });

/** Opens the whole answer in words. */
async function openMap(page) {
  await strip(page).getByRole("button", { name: "Who gets in from where" }).click();
  await map(page).getByRole("heading", { level: 3 }).first().waitFor();
}

/** Opens the only policy, with the focus in its text. */
async function openPolicy(page) {
  await entry(page, "Resource-based policy").click();
  await content(page).click();
}

/** A page whose workers are started by `body` while their script's name fits. */
async function withAnalysis(body) {
  const opened = await start(chromium);
  const { context } = opened;
  const worker = (route) => route.fulfill({ contentType: "text/javascript", body });
  return {
    ...opened,
    // Only what analyses is replaced: the worker's name is its script's address.
    replace: () =>
      context.addInitScript((body) => {
        const Own = Worker;
        globalThis.Worker = class extends Own {
          constructor(script, options) {
            const analyses = /analysis-/.test(options?.name ?? "") && !globalThis.mended;
            super(analyses ? `./worker.js?${encodeURIComponent(body)}` : script, options);
            globalThis.started = (globalThis.started ?? 0) + (analyses ? 1 : 0);
          }
        };
      }, body).then(() => context.route("**/worker.js?*", worker)),
  };
}

test("Example 2 closes every VPC endpoint, and one click shows it", async () => {
  const { page, errors } = await start(chromium);
  await openCase(page, "two", { ...EXAMPLE_2, policies: { resourceBased: {} }, requests: EXAMPLE_2.requests.slice(0, 1) });
  await row(page, EXAMPLE_2.requests[0].name).waitFor();
  await openPolicy(page);
  await paste(page, JSON.stringify(EXAMPLE_2.policies.resourceBased, null, 2));
  await saysClaim(page, "Nobody but role/BreakGlassRole gets in through a VPC endpoint");
  const rows = await page.locator("tbody > .row").count();
  const claim = strip(page).getByRole("listitem").filter({ hasText: "through a VPC endpoint" });
  await claim.getByRole("button", { name: /^Show an example/ }).click();
  await page.waitForFunction((rows) => document.querySelectorAll("tbody > .row").length === rows + 1, rows);
  await decided(page);
  await page.locator("tbody > .row").last().locator('[data-column="outcome"] .word', { hasText: "Denied" }).waitFor();
  await why(page).getByText(/is stopped at phase 1 of 3/).waitFor();
  await eventually(async () => assert.ok(await page.evaluate(() => document.activeElement.id === "why")));
  // Once more, it is the row that is there.
  await claim.getByRole("button", { name: /^Show an example/ }).click();
  await still(page);
  await eventually(async () => assert.equal(await page.locator("tbody > .row").count(), rows + 1));
  assert.deepEqual(errors, []);
});

test("that everybody is locked out weighs more than whose account it is", async () => {
  const everybody = structuredClone(OFFICE_ONLY);
  delete everybody.Statement[0].Condition;
  everybody.Statement[0].Principal = "*";
  const file = office([ALICE_INSIDE], everybody);
  delete file.account;
  const { page } = await startWith(chromium, file);
  await saysClaim(page, "Nobody can sign in to the console");
  const total = page.locator(".strip.total");
  await total.waitFor();
  const size = (locator) => locator.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  assert.ok((await size(claims(page).first())) > (await size(page.locator(".strip h2"))));
  await isAccessible(page, "a total lockout");
  await openPolicy(page);
  await paste(page, JSON.stringify(OFFICE_ONLY));
  await saysClaim(page, "Nobody but role/BreakGlass gets in through a VPC endpoint");
  await total.waitFor({ state: "detached" });
});

test("while a letter is typed, nothing of before is claimed as true", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE]));
  await checked(page);
  // Every state that the strip is drawn in, from before the letter on.
  await page.evaluate(() => {
    const strip = document.querySelector(".strip");
    globalThis.states = [];
    const note = () => {
      const is = strip.classList.contains("earlier") ? "earlier" : strip.dataset.answer;
      if (globalThis.states.at(-1) !== is) {
        globalThis.states.push(is);
      }
    };
    note();
    new MutationObserver(note).observe(strip, { attributes: true, subtree: true, childList: true });
  });
  await saysClaim(page, "Nobody but role/BreakGlass gets in through a VPC endpoint");
  await openPolicy(page);
  await cursorBehind(page, "role/BreakGlass");
  await page.keyboard.press("Backspace");
  await saysClaim(page, "Nobody gets in through a VPC endpoint");
  await decided(page);
  const states = await page.evaluate(() => globalThis.states);
  assert.equal(states[1], "earlier", states.join());
  assert.notEqual(states.at(-1), states[0]);
  assert.notEqual(states.at(-1), "earlier");
});

test("of a document that cannot be read it says of which text it is", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE]));
  await checked(page);
  const before = await said(page);
  await openPolicy(page);
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.press("Backspace");
  await strip(page).getByText(/^Syntax errors in .* Results use the last valid version/).waitFor();
  await checked(page);
  await eventually(async () => assert.deepEqual(await said(page), before));
});

test("what takes long is stopped by hand, and checked again when that is asked for", async () => {
  const opened = await withAnalysis("onmessage = () => { for (;;) {} }; postMessage(null);");
  const { page, replace } = opened;
  await replace();
  await page.reload();
  await strip(page).getByRole("button", { name: "Stop" }).click();
  await strip(page).getByText("Not checked: you stopped it.").waitFor();
  await eventually(async () => assert.equal(await page.locator(".strip[data-answer]").count(), 0));
  await page.evaluate(() => (globalThis.mended = true));
  await strip(page).getByRole("button", { name: "Check again" }).click();
  await checked(page);
  await eventually(async () => assert.equal(await strip(page).getByText(/Not checked/).count(), 0));
});

test("the table does not wait for it, and the next letter ends what takes long", async () => {
  const { page, replace } = await withAnalysis("onmessage = () => { for (;;) {} }; postMessage(null);");
  await replace();
  await page.reload();
  await strip(page).getByRole("button", { name: "Stop" }).waitFor();
  const started = await page.evaluate(() => globalThis.started);
  await page.locator("tbody > .row .verdict .icon").first().waitFor();
  await page.evaluate(() => (globalThis.mended = true));
  const name = await page.locator("tbody > .row .c-name .name").first().innerText();
  await row(page, name).getByRole("button", { name: `Edit ${name}` }).click();
  const fields = page.getByRole("group", { name, exact: true });
  await fields.getByLabel("Address").fill("203.0.113.99");
  await checked(page);
  await eventually(async () => assert.equal(await page.evaluate(() => globalThis.started), started));
});

test("a program that cannot be loaded says so, and the page works on", async () => {
  const { page, context } = await start(chromium);
  await context.route("**/analysis-*.wasm", (route) => route.abort());
  await page.reload();
  await strip(page).getByText("Not checked: what checks it could not be loaded, or it ended.").waitFor();
  await page.locator("tbody > .row .verdict .icon").first().waitFor();
  await context.unroute("**/analysis-*.wasm");
  await strip(page).getByRole("button", { name: "Check again" }).click();
  await checked(page);
});

/** A case of which more is to be said than is in sight at once. */
const DECLARED = {
  ...office([ALICE_INSIDE]),
  networks: [
    { name: "Tokyo office", sourceIp: ["203.0.113.0/24"] },
    { name: "VPC", vpc: "vpc-0a1b2c3d4e5f60718", sourceIp: ["10.0.0.0/8"] },
  ],
  guarantees: [
    { name: "users in the office", principals: [arn("user/*")], from: ["Tokyo office"], outcome: "allowed" },
    { name: "users in the VPC", principals: [arn("user/*")], from: ["VPC"], outcome: "allowed" },
  ],
};

test("networks and guarantees of a case file are spoken of, and stay in it", async () => {
  const { page } = await startWith(chromium, DECLARED);
  await checked(page);
  // The first ones are in sight, and all of them where the strip is unfolded.
  await strip(page).locator(".strip-fold").click();
  await saysClaim(page, "1 of 2 guarantees hold");
  const all = await said(page);
  assert.ok(all.includes("Guarantee users in the VPC does not hold"), all.join("; "));
  assert.ok(all.includes("1 of 2 guarantees hold"), all.join("; "));
  await openMap(page);
  await map(page).getByText("users in the office").first().waitFor();
  await map(page).getByText(/Tokyo office/).first().waitFor();
  await isAccessible(page, "guarantees");
});

test("what strangers wrote is text", async () => {
  const hostile = "<img src=x onerror=alert(1)>\u202e\u200b`x`";
  const policy = structuredClone(OFFICE_ONLY);
  policy.Statement[0].Sid = hostile;
  const principal = arn("user/evil\u202egnp");
  const { page, errors } = await startWith(
    chromium,
    { ...office([{ ...ALICE_INSIDE, principal }], policy), networks: [{ name: hostile, sourceIp: ["198.51.100.0/24"] }] },
  );
  await checked(page);
  await openMap(page);
  const text = (await strip(page).innerText()) + (await map(page).innerText());
  assert.ok(text.includes("<img src=x"), text);
  assert.ok(!/[\u202e\u200b]/.test(text), JSON.stringify(text));
  await eventually(async () => assert.equal(await page.locator(":is(.strip, #map) img").count(), 0));
  assert.deepEqual(errors, []);
});

test("it is said in Japanese, and again in English", async () => {
  const { page } = await startWith(chromium, EXAMPLE_2);
  await checked(page);
  await page.getByRole("button", { name: /^Language/ }).click();
  await page.getByRole("menuitemradio", { name: "日本語" }).click();
  const japanese = page.getByRole("region", { name: "あらゆるサインイン" });
  await japanese.getByText(/VPC エンドポイント経由/).first().waitFor();
  await checked(page);
  await japanese.getByRole("button", { name: "誰がどこからサインインできるか" }).click();
  const whole = page.getByRole("region", { name: "誰がどこからサインインできるか" });
  await whole.getByRole("heading", { level: 3 }).first().waitFor();
  // What is read out follows after a pause.
  await page.locator("#strip-said", { hasText: "サインイン" }).waitFor({ state: "attached" });
  const words = ((await japanese.innerText()) + (await whole.locator(".strip-section").allInnerTexts()).join()).replace(/role\/\S+|user\/\S+|arn:\S+|[\w:-]+\.\S*|vpc-\S+|vpce-\S+|signin:\S+|aws login( --remote)?|J\d+/g, "");
  assert.ok(!/\b(the|nobody|from|through|can|denied|by)\b/i.test(words), words);
});

for (const colorScheme of ["light", "dark"]) {
  for (const [width, viewport] of [["wide", { width: 1280, height: 860 }], ["narrow", { width: 360, height: 740 }]]) {
    test(`no violations: ${width}, ${colorScheme}`, async () => {
      const { page } = await startWith(chromium, EXAMPLE_2, { viewport, colorScheme });
      await checked(page);
      await isAccessible(page, "closed");
      const more = strip(page).getByRole("button", { name: "Who gets in from where" });
      await more.focus();
      await page.keyboard.press("Enter");
      await map(page).getByRole("heading", { level: 3 }).first().waitFor();
      await isAccessible(page, "open");
      // From the claims on, Tab leads through what can be pressed.
      await strip(page).getByRole("button", { name: /^Show an example: / }).first().focus();
      await page.keyboard.press("Tab");
      await eventually(async () => assert.ok(await page.evaluate(() => document.activeElement.closest(".strip") !== null)));
    });
  }
}

test("it is read out once the typing pauses, and not at every letter", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE]));
  const status = page.locator("#strip-said");
  await page.waitForFunction(() => document.getElementById("strip-said").textContent !== "");
  await eventually(async () => assert.equal(await status.getAttribute("role"), "status"));
  await page.evaluate(() => {
    globalThis.read = 0;
    new MutationObserver(() => (globalThis.read += 1)).observe(document.getElementById("strip-said"), { subtree: true, childList: true, characterData: true });
  });
  await openPolicy(page);
  await cursorBehind(page, "role/BreakGlass");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("z");
  await page.waitForFunction(() => globalThis.read > 0);
  await decided(page);
  await eventually(async () => assert.equal(await page.evaluate(() => globalThis.read), 1));
});

/** Two policies of one kind of mistake. */
const TWO_REFUSED = {
  ...office([ALICE_INSIDE]),
  account: { id: "777788889999", organization: { id: "o-a1b2c3d4e5", managementAccount: false } },
  policies: {
    resourceControl: ["one", "two"].map((name) => ({
      name,
      attachedTo: "r-ab12",
      document: { ...OFFICE_ONLY, Statement: [{ ...OFFICE_ONLY.Statement[0], Effect: "Denied" }] },
    })),
  },
};

test("what two policies have in common is one sentence in one place, with a step to the first", async () => {
  const { page } = await startWith(chromium, TWO_REFUSED);
  const said = "2 policies have errors: one, two. AWS would not accept them. Results are for the text as it stands.";
  await strip(page).getByText(said).waitFor();
  await eventually(async () => assert.equal(await page.getByText(/AWS would not accept/).count(), 1));
  await entry(page, "two").click();
  await strip(page).getByRole("button", { name: `Show the policy: ${said}` }).click();
  await page.locator('.document-row[aria-current="true"]', { hasText: "one" }).waitFor();
});

test("who is locked out is let in from here, and the command that finds it is there to copy", async () => {
  // The first action has no such key, so that the exemption is for nobody.
  const Condition = { ArnNotEquals: { "aws:PrincipalArn": arn("role/BreakGlass") } };
  const nobody = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal: "*", Action: "signin:Authenticate", Resource: "*", Condition }] };
  const { page, errors } = await startWith(chromium, office([ALICE_INSIDE], nobody));
  await saysClaim(page, "Nobody can sign in to the console");
  await strip(page).getByRole("button", { name: "Copy the command: vestibule lockout case.json" }).waitFor();
  await strip(page).getByRole("button", { name: /^Propose a fix: Nobody can sign in to the console/ }).click();
  const dialog = page.getByRole("dialog", { name: "Proposed changes" });
  await dialog.getByText("vestibule repair case.json", { exact: true }).waitFor();
  await dialog.getByRole("button", { name: /^Apply this change/ }).first().click();
  await dialog.waitFor({ state: "detached" });
  await decided(page);
  await claims(page).filter({ hasText: "Nobody can sign in to the console" }).waitFor({ state: "detached" });
  assert.deepEqual(errors, []);
});

test("it takes few lines and does not scroll, whatever there is to say", async () => {
  const { page } = await startWith(chromium, DECLARED);
  await checked(page);
  const scrolls = () => page.locator(".strip").evaluate((strip) => strip.scrollHeight > strip.clientHeight + 1);
  await eventually(async () => {
    assert.equal(await scrolls(), false);
    const height = await page.locator(".strip").evaluate((strip) => strip.offsetHeight);
    assert.ok(height < 150, `${height} px`);
  });
  const fold = strip(page).locator(".strip-fold");
  await eventually(async () => assert.equal(await fold.getAttribute("aria-expanded"), "false"));
  await fold.click();
  await page.locator('.strip-fold[aria-expanded="true"]').waitFor();
  await saysClaim(page, "1 of 2 guarantees hold");
  const isCut = (all) => all.some((one) => one.scrollHeight > one.clientHeight + 1);
  await eventually(async () => assert.equal(await page.locator(".strip .claims .strip-line > span").evaluateAll(isCut), false));
  await isAccessible(page, "unfolded");
});

test("in a low window it leaves lines to the editor, and says how much it folds away", async () => {
  const { page } = await startWith(chromium, DECLARED);
  await checked(page);
  const claims = page.locator(".strip .claims > li");
  await page.setViewportSize({ width: 1280, height: 900 });
  await eventually(async () => assert.equal(await claims.count(), 3));
  const [, count] = /(\d+) more/.exec((await page.locator(".strip-fold").innerText()).replace(/^Show.*/, "0 more"));
  await page.setViewportSize({ width: 1280, height: 780 });
  await eventually(async () => assert.equal(await claims.count(), 2));
  await page.getByRole("button", { name: new RegExp(`^${Number(count) + 1} more results?$`) }).click();
  await eventually(async () => assert.ok((await claims.count()) > 2));
});

test("it is printed with what is open", async () => {
  const { page } = await startWith(chromium, EXAMPLE_2);
  await checked(page);
  await page.emulateMedia({ media: "print" });
  await eventually(async () => assert.ok(await strip(page).locator(".claims > li").first().isVisible()));
  await eventually(async () => assert.equal(await strip(page).getByRole("button").filter({ visible: true }).count(), 0));
});
