// What holds for all sign-ins, in the panes: why's head, guarantees, proposed changes, commands.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { ALICE_INSIDE, OFFICE_ONLY, decided, isAccessible, names, office, row, startWith } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

const GUARANTEES = JSON.parse(
  readFileSync(new URL("../analysis/guarantees.json", import.meta.url), "utf8"),
);

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const why = (page) => page.getByRole("region", { name: "Why" });
const tab = (page, name) => page.getByRole("tab", { name });
const pane = (page) => page.getByRole("region", { name: "Guarantees" });

test("the sign of why is what the row decides, and the networks below it have none", async () => {
  const { page } = await startWith(chromium, office([{ ...ALICE_INSIDE, name: "Alice, home", network: { sourceIp: "198.51.100.7" } }]));
  const head = why(page).getByRole("region", { name: "From where this principal gets in" });
  await head.getByText("user/Alice gets in from 203.0.113.0/24; not from elsewhere").waitFor();
  const first = why(page).locator(".pane-body .icon").first();
  const tops = (why) => [".headline", ".steps"].map((part) => why.querySelector(part).getBoundingClientRect().top);
  await eventually(async () => {
    assert.equal(await head.locator(".icon").count(), 0);
    assert.ok(await first.evaluate((icon) => icon.closest(".headline.denied") !== null));
    // A line or two before the walk begins.
    const [from, to] = await why(page).evaluate(tops);
    assert.ok(to - from < 110, `${to - from} px`);
  });
});

test("why has the networks from which the principal gets in, and a counterexample is one click away", async () => {
  const { page, errors } = await startWith(chromium, office([ALICE_INSIDE]));
  const head = why(page).getByRole("region", { name: "From where this principal gets in" });
  await head.getByText("user/Alice gets in from 203.0.113.0/24; not from elsewhere").waitFor();
  await head.getByText("Networks and actions one by one").click();
  await head.getByText("Each action by itself").waitFor();
  await isAccessible(page, "networks");
  const before = await page.locator("tbody > .row").count();
  await head.getByRole("button", { name: "Show a sign-in that is denied" }).click();
  await decided(page);
  await eventually(async () => assert.equal(await page.locator("tbody > .row").count(), before + 1));
  await why(page).locator(".headline.denied").waitFor();
  assert.deepEqual(errors, []);
});

test("changes are proposed for a denied sign-in, and one is applied and undone as one step", async () => {
  const outside = { name: "Alice outside", principal: ALICE_INSIDE.principal, network: { sourceIp: "198.51.100.7" } };
  const { page } = await startWith(chromium, office([outside]), { viewport: { width: 1280, height: 640 } });
  await why(page).getByRole("button", { name: "Propose changes that let it in" }).click();
  const dialog = page.getByRole("dialog", { name: "Proposed changes" });
  const apply = dialog.getByRole("button", { name: /^Apply this change/ }).first();
  await apply.waitFor();
  await dialog.getByText("vestibule repair case.json --request 'Alice outside'").waitFor();
  // What is proven of all other sign-ins is said.
  await dialog.getByText(/nothing else changes.*, which is proven/i).first().waitFor();
  await isAccessible(page, "repairs");
  const scrolled = (to) => page.evaluate((to) => {
    const body = document.querySelector("#why .pane-body");
    body.scrollTop = to ?? body.scrollTop;
    return body.scrollTop;
  }, to);
  assert.ok((await scrolled(10_000)) > 0);
  await apply.click();
  await dialog.waitFor({ state: "detached" });
  await decided(page);
  // The new verdict is in sight.
  await eventually(async () => assert.equal(await scrolled(), 0));
  await row(page, "Alice outside").locator('[data-column="outcome"] .verdict.allowed').waitFor();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await decided(page);
  await row(page, "Alice outside").locator('[data-column="outcome"] .verdict.denied').waitFor();
});

test("guarantees are declared, edited and removed in place, each with its state", async () => {
  const { page } = await startWith(chromium, GUARANTEES);
  await tab(page, "Guarantees").click();
  await pane(page).getByText("3 of 5 hold").waitFor();
  await isAccessible(page, "guarantees");
  // One that is broken shows why, and its sign-in becomes a row.
  await eventually(async () => assert.equal(await pane(page).locator(".guarantee.denied").count(), 2));
  // Another one.
  await pane(page).getByRole("button", { name: "Add a guarantee" }).click();
  await pane(page).getByRole("button", { name: "Save" }).click();
  await pane(page).getByText("Enter a name.").waitFor();
  await pane(page).getByLabel("Name").first().fill("nobody at all");
  await pane(page).getByLabel("Who", { exact: true }).selectOption({ label: "Everybody" });
  await pane(page).getByLabel("What must hold").selectOption({ label: "Never gets in" });
  await isAccessible(page, "form");
  await pane(page).getByRole("button", { name: "Save" }).click();
  await pane(page).getByText("3 of 6 hold").waitFor();
  await eventually(async () => assert.ok(await page.evaluate(() => document.activeElement.id === "guarantee-add")));
  // It is edited, and goes again.
  await pane(page).getByRole("button", { name: "Edit nobody at all" }).click();
  await pane(page).getByLabel("What must hold").selectOption({ label: "Has at least one way in" });
  await pane(page).getByRole("button", { name: "Save" }).click();
  await pane(page).locator(".guarantee", { hasText: "nobody at all" }).getByText("At least one sign-in of each principal").waitFor();
  await pane(page).getByRole("button", { name: "Remove nobody at all" }).click();
  await pane(page).getByText("3 of 5 hold").waitFor();
  await eventually(async () => assert.ok(await page.evaluate(() => document.activeElement !== document.body)));
});

test("what holds today is declared by one click, and is there after a reload", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE]));
  await tab(page, "Guarantees").click();
  const declare = pane(page).getByRole("button", { name: /^Declare: / });
  await declare.first().waitFor();
  await declare.first().click();
  await pane(page).getByText("1 of 1 hold").waitFor();
  await page.locator("footer").getByText("Saved in this browser").waitFor();
  await page.reload();
  await pane(page).getByText("1 of 1 hold").waitFor();
});

test("a network is declared by its ranges, and what is none is refused", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE]), { viewport: { width: 360, height: 740 } });
  await page.getByRole("button", { name: "Results", exact: true }).click();
  await tab(page, "Guarantees").click();
  await pane(page).getByLabel("Name", { exact: true }).fill("Osaka");
  const parts = pane(page).getByLabel("Ranges, VPC, VPC endpoint or Regions");
  await parts.fill("203.0.113.300");
  await pane(page).getByRole("button", { name: "Add network" }).click();
  await pane(page).getByText(/^Enter a new name, and ranges/).waitFor();
  await parts.fill("192.0.2.0/24, 2001:db8::/48");
  await pane(page).getByRole("button", { name: "Add network" }).click();
  await pane(page).getByRole("button", { name: "Remove Osaka" }).waitFor();
  await eventually(async () => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)));
  await isAccessible(page, "narrow");
});

test("in Japanese no English is left", async () => {
  const { page } = await startWith(chromium, GUARANTEES);
  await page.getByRole("button", { name: /^Language/ }).click();
  await page.getByRole("menuitemradio", { name: "日本語" }).click();
  await page.getByRole("tab", { name: "保証" }).click();
  await page.locator("#guarantees").getByText("5 件中 3 件が成立").waitFor();
  const shown = await page.locator("#guarantees").innerText();
  const names = GUARANTEES.guarantees.flatMap((one) => [one.name, one.owner, one.reason]).filter(Boolean);
  const words = names.reduce((text, name) => text.replaceAll(name, ""), shown)
    .replace(/arn:\S+|role\/\S+|user\/\S+|[\w:-]+\.\S*|vpce?-\S+|signin:\S+|aws login( --remote)?|vestibule prove case.json|Tokyo office|corporate VPC|Statement\[\d\]/g, "");
  assert.ok(!/\b(the|nobody|from|through|can|denied|by|each|gets)\b/i.test(words), words);
});

test("the map's picture says its outcomes in words, and Enter leads to the reasons in place", async () => {
  const { page, errors } = await startWith(chromium, office([ALICE_INSIDE]));
  await tab(page, "Map").click();
  const picture = page.getByRole("grid", { name: /^Who gets in from where/ });
  const chosen = picture.locator('td[tabindex="0"]');
  await chosen.locator(".word").waitFor();
  const words = await picture.locator("td .word").allInnerTexts();
  assert.ok(words.includes("Allowed") && words.includes("Denied"), words.join());
  const cut = await picture.locator("td .word, th").evaluateAll((all) =>
    all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent),
  );
  assert.deepEqual(cut, []);
  await isAccessible(page, "the picture");
  await chosen.focus();
  await page.keyboard.press("End");
  await page.waitForFunction(() => document.activeElement.matches('td:last-child[tabindex="0"]'));
  const before = await page.locator("#picture-said").innerText();
  assert.ok(before.length > 0);
  // Nothing is added to the sign-ins by looking.
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "picture-said");
  assert.equal(await page.locator("#picture-said").innerText(), before);
  const add = page.locator("#picture-said").getByRole("button", { name: /^Add to the sign-ins/ }).first();
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.activeElement.matches("#picture-said button"));
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.matches('td:last-child[tabindex="0"]'));
  await tab(page, "Sign-ins").click();
  assert.deepEqual(await names(page), [ALICE_INSIDE.name]);
  await tab(page, "Map").click();
  await add.click();
  await page.waitForFunction(() => document.activeElement.id === "why");
  await decided(page);
  await eventually(async () => assert.equal((await names(page)).length, 2));
  await why(page).locator(".headline").waitFor();
  assert.deepEqual(errors, []);
});

test("heads of the map's columns say their addresses, stay in sight, and say that there are more", async () => {
  const file = office([ALICE_INSIDE]);
  file.policies.resourceBased = { ...OFFICE_ONLY, Statement: [{ ...OFFICE_ONLY.Statement[0], Condition: {
    ...OFFICE_ONLY.Statement[0].Condition,
    NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24", "198.51.100.0/25", "2001:db8:1234::/48"] },
    StringNotEquals: { "aws:SourceVpc": "vpc-0a1b2c3d4e5f60718" },
  } }] };
  const { page, errors } = await startWith(chromium, file);
  await tab(page, "Map").click();
  const heads = page.locator(".picture-range");
  await heads.first().waitFor();
  const said = await heads.allInnerTexts();
  assert.equal(new Set(said).size, said.length, said.join());
  assert.ok(said.includes("below 198.51.100.0") && said.includes("from 203.0.114.0 up"), said.join());
  const more = page.getByRole("button", { name: /more columns?$/ });
  await more.waitFor();
  await more.click();
  const corner = page.locator(".picture thead th", { hasText: /^Who$/ });
  const left = (of) => of.evaluate((one) => one.getBoundingClientRect().left);
  const edge = await left(page.locator(".picture-scroll"));
  await eventually(async () => assert.ok((await page.locator(".picture-scroll").evaluate((of) => of.scrollLeft)) > 0));
  assert.ok(Math.abs((await left(corner)) - edge) < 4);
  assert.deepEqual(errors, []);
});
