// What check finds, in the page: marks, what is known of their rules, and what fixes do.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { add, applyFix, content, cursorBehind, entry, paste, textOf } from "./lib/editor.mjs";
import { ALICE_INSIDE, OFFICE_ONLY, decided, isAccessible, office, start, startWith } from "./lib/playground.mjs";
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

const TEXT = JSON.stringify(OFFICE_ONLY, null, 2);
const EVERYBODY = TEXT.replace(/,?\s*"Condition": [^]*?\}\s*\}(?=\s*\}\s*\])/, "");
const HOST_BITS = TEXT.replace("203.0.113.0/24", "203.0.113.7/24");

const problems = (page) => page.locator(".document-problems");
const dialog = (page) => page.getByRole("dialog");

/** A page with the office's policy, which is open. */
async function opened(text = TEXT, options = {}) {
  const { page, ...rest } = await startWith(chromium, office([ALICE_INSIDE]), options);
  await entry(page, "Resource-based policy").click();
  await paste(page, text);
  await decided(page);
  return { page, ...rest };
}

async function openProblems(page) {
  await problems(page).waitFor();
  await page.evaluate(() => document.querySelectorAll(".document-problems, .document-notes").forEach((list) => (list.open = true)));
}

test("what is proven of all policies is marked where it comes from, and stays while one types", async () => {
  const { page, errors } = await opened(EVERYBODY);
  await page.locator(".cm-lintRange-error").first().waitFor();
  await openProblems(page);
  const nobody = problems(page).locator("li.error").filter({ hasText: "Nobody can sign in to the console" });
  await nobody.waitFor();
  await entry(page, "Resource-based policy").getByText("1 error").waitFor({ state: "attached" });
  // A letter that decides nothing leaves the mark where it is.
  await page.evaluate(() => {
    globalThis.gone = 0;
    const marked = () => document.querySelector(".cm-lintRange-error") !== null;
    new MutationObserver(() => (globalThis.gone += marked() ? 0 : 1)).observe(document.querySelector(".cm-content"), { subtree: true, childList: true, attributes: true });
  });
  await cursorBehind(page, "OfficeOnly");
  await page.keyboard.type("1");
  await decided(page);
  await nobody.waitFor();
  await eventually(async () => assert.equal(await page.evaluate(() => globalThis.gone), 0));
  assert.deepEqual(errors, []);
});

test("a text that is half typed has no marks of rules", async () => {
  const { page } = await opened(TEXT);
  await page.locator(".cm-lintRange-warning").first().waitFor();
  await content(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.press("Backspace");
  await page.locator(".cm-lintRange-error, .cm-lintPoint-error").first().waitFor({ state: "attached" });
  await page.locator(".cm-lintRange-warning, .cm-lintRange-info").first().waitFor({ state: "detached" });
  await page.keyboard.type("}");
  await page.locator(".cm-lintRange-warning").first().waitFor();
});

test("notes are quiet: none is marked in an example, and none beside the lines", async () => {
  const { page } = await start(chromium);
  await page.locator(".cm-lintRange-warning").first().waitFor();
  await page.locator(".document-notes").waitFor({ state: "attached" });
  await eventually(async () => assert.equal(await page.locator(".cm-lintRange-info").count(), 0));
  const own = await opened(TEXT);
  await own.page.locator(".document-notes").waitFor({ state: "attached" });
  await own.page.locator(".cm-lint-marker-warning").first().waitFor();
  await eventually(async () => assert.equal(await own.page.locator(".cm-lint-marker-info").count(), 0));
  await eventually(async () => assert.equal(await own.page.locator(".cm-lint-marker-warning").count() > 0, true));
});

test("a mark says why it matters, and leads to the rule, by pointer and by keyboard", async () => {
  const { page, context, errors } = await opened(TEXT);
  const mark = page.locator(".cm-lintRange-warning").filter({ hasText: "aws:SourceIp" }).first();
  await mark.hover();
  const tip = page.locator(".cm-tooltip-hover");
  await tip.getByText(/VST\d+/).first().waitFor();
  await tip.locator(".cm-finding-why").first().waitFor();
  // All of it is there without a network.
  await context.setOffline(true);
  await tip.getByRole("button", { name: "About this rule" }).first().click();
  await dialog(page).getByRole("heading", { name: "Why" }).waitFor();
  await dialog(page).locator("details").first().locator("summary").click();
  await eventually(async () => assert.match(await dialog(page).locator("pre").first().innerText(), /"Version": "2012-10-17"/));
  await isAccessible(page, "the rule");
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  await cursorBehind(page, '"aws:SourceIp');
  await page.keyboard.press("Alt+F1");
  await page.locator(".cm-told").waitFor();
  await page.getByRole("status").filter({ hasText: /VST\d+/ }).waitFor({ state: "attached" });
  await isAccessible(page, "what is told at the cursor");
  await page.keyboard.press("Alt+F1");
  await page.keyboard.press("Enter");
  await dialog(page).getByText(/VST\d+/).waitFor();
  await page.keyboard.press("Escape");
  await openProblems(page);
  await problems(page).getByRole("button", { name: /About the rule denies-vpc-endpoints/ }).first().click();
  await dialog(page).getByText("denies-vpc-endpoints").first().waitFor();
  assert.deepEqual(errors, []);
});

test("before a fix is applied, it is said that nothing else changes", async () => {
  const { page, errors } = await opened(HOST_BITS);
  await openProblems(page);
  await problems(page).getByRole("button", { name: "Fix", exact: true }).first().click();
  await dialog(page).getByText("No decision changes: proven for every sign-in.").waitFor();
  const lines = await dialog(page).locator(".fix-lines").innerText();
  assert.doesNotMatch(lines, /\\n/);
  const [gone, come] = await dialog(page).locator(".fix-lines > :is(.gone, .new)").all();
  await eventually(async () => assert.ok((await gone.boundingBox()).y < (await come.boundingBox()).y, "a line each"));
  assert.match(lines, /− .*203\.0\.113\.7\/24[^]*\+ .*203\.0\.113\.0\/24/);
  await isAccessible(page, "the comparison");
  await page.keyboard.press("Escape");
  await eventually(async () => assert.equal(await textOf(page), HOST_BITS, "nothing was applied"));
  await problems(page).getByRole("button", { name: "Fix", exact: true }).first().click();
  await applyFix(page);
  await page.waitForFunction(() => document.activeElement.matches(".cm-content"));
  await eventually(async () => assert.equal(await textOf(page), TEXT));
  await page.keyboard.press("ControlOrMeta+z");
  await eventually(async () => assert.equal(await textOf(page), HOST_BITS));
  assert.deepEqual(errors, []);
});

test("a fix that changes decisions says whose", async () => {
  const { page } = await opened(TEXT.replace("NotIpAddress", "NotIpAdress"));
  await page.locator(".cm-lintRange-error", { hasText: "NotIpAdress" }).first().waitFor();
  await cursorBehind(page, "NotIpAdress");
  await page.keyboard.press("Control+.");
  await dialog(page).getByText(/may change decisions/).waitFor();
  await dialog(page).locator(".fix-verdict").getByText(/No decision changes/).waitFor();
  // In short first, once for each group of people; the rest is folded, and names policies as the list does.
  const short = await dialog(page).locator(".fix-effect > .fix-changes > li").allInnerTexts();
  assert.ok(short.length >= 1 && short.length <= 9, short.join("\n"));
  assert.match(short[0], /now denied, unknown before: everybody/);
  const details = dialog(page).locator(".fix-details");
  await eventually(async () => assert.equal(await details.evaluate((one) => one.open), false));
  await details.locator("summary").click();
  const told = await details.innerText();
  assert.match(told, /What this answer assumes/);
  assert.doesNotMatch(told, /resourceBased|resourceControl|by itself/);
});

test("all fixes that change no decision are applied at once", async () => {
  const two = JSON.stringify({ ...OFFICE_ONLY, Statement: [OFFICE_ONLY.Statement[0], { ...OFFICE_ONLY.Statement[0], Sid: "Again" }] }, null, 2);
  const { page } = await opened(two.replaceAll("203.0.113.0/24", "203.0.113.7/24"));
  await openProblems(page);
  await problems(page).getByRole("button", { name: /^Apply \d safe fixes/ }).click();
  await dialog(page).getByText("No decision changes: proven for every sign-in.").waitFor();
  await dialog(page).getByRole("heading", { name: "2 fixes" }).waitFor();
  await eventually(async () => assert.equal(await dialog(page).locator(".fix-list > li").filter({ hasText: /^Line \d+ / }).count(), 2));
  await applyFix(page);
  await page.waitForFunction(() => !document.querySelector(".cm-content").cmTile.root.view.state.doc.toString().includes("113.7"));
  await page.locator(".toast", { hasText: "2 fixes were applied." }).waitFor();
});

test("F8 goes through the list from its beginning, and a key without a fix says so", async () => {
  const { page, errors } = await opened(EVERYBODY);
  await openProblems(page);
  await problems(page).locator("li.error").filter({ hasText: "Nobody can sign in" }).waitFor();
  const first = await problems(page).locator("ul").first().locator("li").first().locator("> span:not(.hidden)").innerText();
  await content(page).click();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("F8");
  await page.locator(".cm-told", { hasText: first }).waitFor();
  const selected = () => page.evaluate(() => {
    const { state } = document.querySelector(".cm-content").cmTile.root.view;
    return state.sliceDoc(state.selection.main.from, state.selection.main.to);
  });
  // What is of a whole statement is marked at its name.
  await eventually(async () => assert.equal(await selected(), '"Sid": "OfficeOnly"'));
  await page.keyboard.press("Control+.");
  await page.locator(".cm-said", { hasText: "no fix" }).waitFor();
  await page.getByRole("status").filter({ hasText: "no fix" }).waitFor({ state: "attached" });
  assert.deepEqual(errors, []);
});

test("a text without problems says so in sight, and for all policies", async () => {
  const right = {
    ...OFFICE_ONLY,
    Statement: [{ Sid: "None", Effect: "Deny", Principal: "*", Action: "signin:Authenticate", Resource: "*", Condition: { ArnEquals: { "signin:PrincipalArn": "arn:aws:iam::555566667778:user/Gone" } } }],
  };
  const { page } = await opened(JSON.stringify(right, null, 2));
  await page.locator(".document-done", { hasText: "No problems in 1 policy" }).waitFor();
  await paste(page, EVERYBODY);
  await page.locator(".document-done").waitFor({ state: "detached" });
});

test("a text that is too large is not underlined as a whole", async () => {
  const statement = OFFICE_ONLY.Statement[0];
  const many = Array.from({ length: 60 }, (_, index) => ({ ...statement, Sid: `Office${index}` }));
  const { page } = await opened();
  await add(page, "RCP");
  await paste(page, JSON.stringify({ ...OFFICE_ONLY, Statement: many }, null, 2));
  await openProblems(page);
  await problems(page).locator("li", { hasText: /characters/ }).first().waitFor();
  const lengths = await page.locator(".cm-lintRange").evaluateAll((all) => all.map((one) => one.textContent.length));
  assert.ok(lengths.length < 60 && Math.max(...lengths) < 200, lengths.join());
});

test("rules and comparisons are in Japanese", async () => {
  const { page } = await startWith(chromium, EXAMPLE_2);
  await page.getByRole("button", { name: /^Language/ }).click();
  await page.getByRole("menuitemradio", { name: "日本語" }).click();
  await page.getByRole("region", { name: "あらゆるサインイン" }).waitFor();
  await decided(page);
  await openProblems(page);
  const notes = page.locator(".document-found li");
  for (const text of await notes.locator("> span:not(.hidden)").allInnerTexts()) {
    assert.match(text, /[ぁ-ん]/, text);
  }
  await problems(page).getByRole("button", { name: /ルール .* について$/ }).first().click();
  await dialog(page).getByRole("heading", { name: "理由" }).waitFor();
  const said = await dialog(page).locator(".rule-doc > p").allInnerTexts();
  for (const text of said.slice(1)) {
    assert.match(text, /[ぁ-ん]/, text);
  }
});

for (const colorScheme of ["light", "dark"]) {
  test(`no violations: narrow, ${colorScheme}`, async () => {
    const { page } = await startWith(chromium, EXAMPLE_2, { viewport: { width: 360, height: 740 }, colorScheme });
    await page.getByRole("navigation", { name: "Parts of the page" }).getByRole("button").first().click();
    await entry(page, "Resource-based policy").click();
    await openProblems(page);
    await isAccessible(page, "the list");
    await problems(page).getByRole("button", { name: /About the rule/ }).first().click();
    await dialog(page).getByRole("heading", { name: "Why" }).waitFor();
    await isAccessible(page, "the rule");
  });
}
