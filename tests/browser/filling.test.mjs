// AWS's documented examples, pasted as they stand: by the page's marks and its form alone they
// become right and complete.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { openCase } from "./lib/cases.mjs";
import { EXAMPLE_1, EXAMPLE_1_PRINTED, EXAMPLE_2, EXAMPLE_2_PRINTED } from "./lib/documented.mjs";
import { add, content, cursorBehind, entry, paste, textOf } from "./lib/editor.mjs";
import { isAccessible, start, still } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => (chromium = await open()));
afterEach(() => chromium.closePages());
after(() => chromium.close());

/** What the guide says comes of the examples, for these values. */
const corpus = (name) =>
  JSON.parse(readFileSync(new URL(`../corpus/examples/${name}.json`, import.meta.url), "utf8"));
const CASE_1 = corpus("ug-example-1-rcp");
const CASE_2 = corpus("ug-example-2-rbp");
const RIGHT_1 = CASE_1.policies.resourceControl[0].document;
const RIGHT_2 = CASE_2.policies.resourceBased;

const VALUES_1 = {
  "<my-corporate-cidr>": "203.0.113.0/24",
  "<my-vpc>": "vpc-0a1b2c3d4e5f60718",
  "<my-vpc-region>": "us-west-2",
};
const VALUES_2 = {
  "<excluded-principal-arn>": "arn:aws:iam::111122223333:role/BreakGlassRole",
  "<my-corporate-cidr>": "203.0.113.0/24",
  "<my-aws-account-id>": "111122223333",
};

const form = (page) => page.locator(".document-fill form");
const field = (page, placeholder) => form(page).getByRole("textbox", { name: placeholder });
const problems = (page) => page.locator(".document-problems");

/** The page with the sign-ins of a case, without its policies. */
async function without(page, { account, requests }) {
  const outcomes = requests.map(({ expect, ...request }) => ({
    ...request,
    expect: { outcome: expect.outcome, at: expect.at },
  }));
  await openCase(page, "documented", { vestibule: 1, account, policies: {}, requests: outcomes });
  await page.locator("tbody > .row").first().waitFor();
}

/** Follows what is marked as an error, from mark to mark, until only placeholders are left. */
async function follow(page) {
  const marked = problems(page).locator("li.error");
  await problems(page).locator("summary").first().click();
  for (let step = 0; step < 20; step += 1) {
    const fix = marked.getByRole("button", { name: "Fix", exact: true });
    if ((await fix.count()) === 0) {
      return;
    }
    const before = await textOf(page);
    await fix.first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Apply", exact: true }).click();
    await page.waitForFunction(
      (before) => document.querySelector(".cm-content").cmTile.root.view.state.doc.toString() !== before,
      before,
    );
    await still(page);
  }
  assert.fail("the marks lead nowhere");
}

async function fillIn(page, values) {
  await form(page).waitFor();
  for (const [placeholder, value] of Object.entries(values)) {
    await field(page, placeholder).fill(value);
  }
  await page.keyboard.press("Enter");
  await page.locator(".notices .toast", { hasText: `Values filled in: ${Object.keys(values).length}` }).waitFor();
}

const EXAMPLES = [
  ["Example 1", "RCP", EXAMPLE_1, CASE_1, RIGHT_1, VALUES_1],
  ["Example 2", "Resource-based policy", EXAMPLE_2, CASE_2, RIGHT_2, VALUES_2],
  ["Example 2 as printed", "Resource-based policy", EXAMPLE_2_PRINTED, CASE_2, RIGHT_2, VALUES_2],
  ...Object.entries(EXAMPLE_1_PRINTED).map(([how, text]) => [`Example 1 with ${how}`, "RCP", text, CASE_1, RIGHT_1, VALUES_1]),
];

for (const [title, kind, text, file, right, values] of EXAMPLES) {
  test(`${title} becomes right and complete by the marks alone`, async () => {
    const { page, errors } = await start(chromium);
    await without(page, file);
    await add(page, kind);
    await paste(page, text);
    await form(page).waitFor();
    await problems(page).waitFor();
    await follow(page);
    await fillIn(page, values);
    await page.getByText(`${file.requests.length} of ${file.requests.length} as expected`).waitFor();
    await page.locator(".document-fill").waitFor({ state: "detached" });
    await page.waitForFunction(() => document.querySelector(".document-problems li.error") === null);
    await eventually(async () => assert.deepEqual(JSON.parse(await textOf(page)), right));
    assert.deepEqual(errors, []);
  });
}

test("filling in changes the values and nothing else, and is one step", async () => {
  const { page } = await start(chromium);
  await without(page, CASE_2);
  await add(page, "SCP");
  const other = '{ "Statement":[{"Effect":"Deny","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["<my-corporate-cidr>"]}}}] }';
  await paste(page, other);
  await add(page, "Resource-based policy");
  await paste(page, EXAMPLE_2);
  await fillIn(page, { ...VALUES_2, "<my-corporate-cidr>": "203.0.113.0/24, 198.51.100.0/25" });
  const values = { ...VALUES_2, '"<my-corporate-cidr>"': '["203.0.113.0/24", "198.51.100.0/25"]' };
  delete values["<my-corporate-cidr>"];
  const expected = Object.entries(values).reduce((text, [from, to]) => text.replaceAll(from, to), EXAMPLE_2);
  await eventually(async () => assert.equal(await textOf(page), expected));
  await entry(page, "SCP").click();
  await still(page);
  await eventually(async () => assert.equal(await textOf(page), other.replace('"<my-corporate-cidr>"', '"203.0.113.0/24", "198.51.100.0/25"')));
  await page.locator(".notices .toast", { hasText: "Values filled in" }).getByRole("button", { name: "Undo" }).click();
  await still(page);
  await eventually(async () => assert.equal(await textOf(page), other));
  await entry(page, "Resource-based policy").click();
  await still(page);
  await eventually(async () => assert.equal(await textOf(page), EXAMPLE_2));
  await page.locator(".document-fill").getByRole("button", { name: "Fill in", exact: true }).click();
  // What was typed is still there, and the editor has its own way back.
  await eventually(async () => assert.equal(await field(page, "<my-aws-account-id>").inputValue(), VALUES_2["<my-aws-account-id>"]));
  await fillIn(page, VALUES_2);
  await content(page).click();
  await page.keyboard.press("ControlOrMeta+z");
  await eventually(async () => assert.equal(await textOf(page), EXAMPLE_2));
  await page.locator(".document-fill").waitFor();
});

test("the form shows itself after a paste and takes neither focus nor letters", async () => {
  const { page } = await start(chromium);
  await without(page, CASE_2);
  await add(page, "Resource-based policy");
  await paste(page, EXAMPLE_2);
  await form(page).waitFor();
  await eventually(async () => assert.ok(await content(page).evaluate((editor) => editor.contains(document.activeElement))));
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" ");
  await eventually(async () => assert.equal(await textOf(page), `${EXAMPLE_2} `));
  await isAccessible(page, "the form");
  // Put away it stays away, and comes when it is asked for.
  await page.getByRole("button", { name: "Hide", exact: true }).click();
  await form(page).waitFor({ state: "detached" });
  await page.locator(".document-fill").getByRole("button", { name: "Fill in", exact: true }).click();
  await form(page).waitFor();
});

test("the form does not open while a placeholder is typed", async () => {
  const { page } = await start(chromium);
  await without(page, CASE_2);
  await add(page, "SCP");
  await content(page).click();
  await page.keyboard.insertText('{"Statement":{"Resource":"<arn>"}}');
  await page.locator(".document-fill").waitFor();
  await eventually(async () => assert.equal(await form(page).count(), 0));
});

test("a mark leads to the field of its placeholder", async () => {
  const { page } = await start(chromium);
  await without(page, CASE_2);
  await add(page, "Resource-based policy");
  await paste(page, EXAMPLE_2);
  await form(page).waitFor();
  await page.getByRole("button", { name: "Hide", exact: true }).click();
  await page.locator(".cm-lintRange-error").first().waitFor();
  await cursorBehind(page, '"aws:SourceIp": "<my');
  await page.keyboard.press("ControlOrMeta+.");
  await page.waitForFunction(() => document.activeElement?.closest(".fill-field") !== null);
  await eventually(async () => assert.ok(await field(page, "<my-corporate-cidr>").evaluate((input) => input === document.activeElement)));
});

test("a value is read as it is typed, and a wrong one is not filled in", async () => {
  const { page } = await start(chromium);
  await without(page, CASE_2);
  await add(page, "Resource-based policy");
  await paste(page, EXAMPLE_2);
  await form(page).waitFor();
  await field(page, "<my-corporate-cidr>").fill("203.0.113.0/33");
  await form(page).getByText("neither an IP address nor a range").waitFor();
  await isAccessible(page, "a wrong value");
  await field(page, "<my-aws-account-id>").fill("111122223333");
  await page.keyboard.press("Enter");
  await eventually(async () => assert.ok(await field(page, "<my-corporate-cidr>").evaluate((input) => input === document.activeElement)));
  await eventually(async () => assert.equal(await textOf(page), EXAMPLE_2));
  await field(page, "<my-corporate-cidr>").fill("10.0.0.0/8");
  await form(page).getByText("which is not public").waitFor();
  // The account's own id is proposed.
  await field(page, "<my-aws-account-id>").fill("");
  await form(page).getByRole("button", { name: "Use 111122223333 for <my-aws-account-id>" }).click();
  await eventually(async () => assert.equal(await field(page, "<my-aws-account-id>").inputValue(), "111122223333"));
});

test("in Japanese", async () => {
  const { page } = await start(chromium, { locale: "ja", viewport: { width: 390, height: 780 } });
  await page.getByRole("button", { name: "ワークスペース" }).first().waitFor();
  await paste(page, EXAMPLE_1, page.locator("body"));
  await form(page).waitFor();
  await form(page).getByRole("textbox", { name: "IP アドレス範囲 <my-corporate-cidr>" }).fill("203.0.113.0/33");
  await form(page).getByText("範囲でもありません").waitFor();
  await isAccessible(page, "the form in Japanese, narrow");
});
