import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { content } from "./lib/editor.mjs";
import {
  ALICE_INSIDE,
  ALICE_OUTSIDE,
  BREAK_GLASS,
  OFFICE_ONLY,
  arn,
  cell,
  decided,
  edit,
  grid,
  isIn,
  isOrder,
  names,
  office,
  row,
  says,
  start,
  startWith,
  word,
} from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

const THREE = office([ALICE_INSIDE, ALICE_OUTSIDE, BREAK_GLASS]);

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

/** Waits until the field holds `value`. */
const holds = (page, label, value) =>
  page.waitForFunction(
    ([label, value]) => [...document.querySelectorAll("input")].some((field) => field.labels?.[0]?.textContent === label && field.value === value),
    [label, value],
  );

test("each cell says the decision in a word and names the statement", async () => {
  const { page, errors } = await startWith(chromium, THREE);
  await eventually(async () => assert.equal(await word(page, "Alice, home", "1").innerText(), "Denied"));
  await eventually(async () => assert.match(await cell(page, "Alice, home", "1").innerText(), /RB policy · OfficeOnly/));
  await eventually(async () => assert.match(await cell(page, "Alice, home", "2").innerText(), /Denied\s+not reached/));
  await eventually(async () => assert.equal(await word(page, "Alice, home", "outcome").innerText(), "Denied"));
  await eventually(async () => assert.match(await cell(page, "Alice, office", "3").innerText(), /Allowed\s+no Deny/));
  await eventually(async () => assert.equal(await word(page, "Break-glass, home", "outcome").innerText(), "Allowed"));
  // The shape differs as well as the word.
  const shape = (name) => cell(page, name, "1").locator(".icon-frame").getAttribute("d");
  await eventually(async () => assert.notEqual(await shape("Alice, home"), await shape("Alice, office")));
  assert.deepEqual(errors, []);
});

test("a statement without a Sid goes by its number, an uncovered action is unprotected", async () => {
  const [{ Sid, ...statement }] = OFFICE_ONLY.Statement;
  const policy = { ...OFFICE_ONLY, Statement: [{ ...statement, Action: ["signin:Authenticate"] }] };
  const { page } = await startWith(chromium, office([ALICE_OUTSIDE, ALICE_INSIDE], policy));
  await eventually(async () => assert.match(await cell(page, "Alice, home", "1").innerText(), /RB policy · Statement\[0\]/));
  await eventually(async () => assert.match(await cell(page, "Alice, office", "3").innerText(), /unprotected/));
});

test("a key that is not known leaves it open", async () => {
  const policy = structuredClone(OFFICE_ONLY);
  policy.Statement[0].Condition.StringEquals = { "aws:SourceIdentity": "mallory" };
  const unknown = { ...ALICE_OUTSIDE, context: { "aws:SourceIdentity": null } };
  const { page } = await startWith(chromium, office([unknown], policy));
  await says(page, "Alice, home", "outcome", "Unknown");
  await eventually(async () => assert.match(await cell(page, "Alice, home", "2").innerText(), /Unknown\s+RB policy · OfficeOnly/));
  const fields = await edit(page, "Alice, home");
  await fields.getByLabel("What is known of key 1").selectOption("one value");
  await says(page, "Alice, home", "outcome", "Allowed");
  await fields.getByLabel("Value of key 1").fill("mallory");
  await says(page, "Alice, home", "outcome", "Denied");
  await fields.getByRole("button", { name: "Remove key 1" }).click();
  await says(page, "Alice, home", "outcome", "Allowed");
});

test("the grid is one stop of the Tab key, and arrows walk its cells", async () => {
  const { page } = await startWith(chromium, THREE);
  await page.getByRole("columnheader", { name: "Expected" }).getByRole("button").focus();
  await page.keyboard.press("Tab");
  await isIn(page, "Alice, office", "outcome");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowLeft");
  await isIn(page, "Alice, home", "3");
  await eventually(async () => assert.equal(await cell(page, "Alice, home", "3").getAttribute("aria-selected"), "true"));
  await page.keyboard.press("Home");
  await isIn(page, "Alice, home", "name");
  await page.keyboard.press("ControlOrMeta+End");
  await isIn(page, "Break-glass, home", "expected");
  await page.keyboard.press("ArrowDown");
  await isIn(page, "Break-glass, home", "expected");
  await page.keyboard.press("Tab");
  await eventually(async () => assert.ok(await page.evaluate(() => document.activeElement.closest("[data-column]") === null)));
});

test("a row is edited in place, from the keyboard too, and each edit decides anew", async () => {
  const { page } = await startWith(chromium, THREE);
  await cell(page, "Alice, home", "from").click();
  await page.keyboard.press("Enter");
  const ip = page.getByLabel("IP address");
  await page.waitForFunction(() => document.activeElement.labels?.[0]?.textContent === "IP address");
  await ip.fill("203.0.113.99");
  await says(page, "Alice, home", "outcome", "Allowed");
  await page.getByRole("radio", { name: "VPC endpoint" }).check();
  await page.getByLabel("VPC", { exact: true }).fill("vpc-0a1b2c3d4e5f60718");
  await says(page, "Alice, home", "outcome", "Denied");
  await page.getByRole("radio", { name: "Public internet" }).check();
  await holds(page, "IP address", "203.0.113.99");
  await ip.fill("198.51.100.7");
  await says(page, "Alice, home", "outcome", "Denied");
  await page.getByRole("button", { name: "Break-glass role", exact: true }).click();
  await holds(page, "Principal ARN", "arn:aws:iam::777788889999:role/BreakGlass");
  await says(page, "Alice, home", "outcome", "Allowed");
  await page.locator(".scenario-fields").getByLabel("Name", { exact: true }).fill("Somebody");
  await page.keyboard.press("Escape");
  await eventually(async () => assert.equal(await page.getByLabel("IP address").count(), 0));
  await isIn(page, "Somebody", "name");
});

test("another network at one phase decides that phase alone", async () => {
  const { page } = await startWith(chromium, THREE);
  const fields = await edit(page, "Alice, office");
  await fields.getByText("Different network per phase, resource").click();
  await fields.getByRole("checkbox", { name: /Phase 3/ }).check();
  await fields.getByRole("group", { name: /at: Phase 3/ }).getByLabel("IP address").fill("198.51.100.7");
  await says(page, "Alice, office", "outcome", "Denied");
  await eventually(async () => assert.equal(await word(page, "Alice, office", "2").innerText(), "Allowed"));
  await fields.getByRole("checkbox", { name: /Phase 3/ }).uncheck();
  await says(page, "Alice, office", "outcome", "Allowed");
});

test("what is wrong with a field is said at the field, and the row has no decision", async () => {
  const { page } = await startWith(chromium, THREE);
  const fields = await edit(page, "Alice, home");
  const principal = fields.getByLabel("Principal ARN");
  await principal.fill("Alice");
  await cell(page, "Alice, home", "outcome").getByText("No decision").waitFor();
  await eventually(async () => assert.equal(await principal.getAttribute("aria-invalid"), "true"));
  const said = await page.locator(`#${await principal.getAttribute("aria-describedby")}`).innerText();
  assert.equal(said, "Alice is not the ARN of a principal.");
  await eventually(async () => assert.equal(await word(page, "Alice, office", "outcome").innerText(), "Allowed"));
});

test("rows are added, duplicated, moved and removed, and all of it can be undone", async () => {
  const { page } = await startWith(chromium, THREE);
  const tool = async (name) => {
    await page.getByRole("button", { name: "The selected sign-in" }).click();
    await page.getByRole("menuitem", { name }).click();
  };
  await cell(page, "Alice, home", "outcome").click();
  await tool(/^Duplicate/);
  await isOrder(page, ["Alice, office", "Alice, home", "Alice, home (copy)", "Break-glass, home"]);
  await tool(/^Move up/);
  await isOrder(page, ["Alice, office", "Alice, home (copy)", "Alice, home", "Break-glass, home"]);
  await cell(page, "Alice, home", "name").click();
  await page.keyboard.press("Alt+ArrowUp");
  await page.keyboard.press("Alt+ArrowUp");
  await isOrder(page, ["Alice, home", "Alice, office", "Alice, home (copy)", "Break-glass, home"]);
  await isIn(page, "Alice, home", "name");
  await page.keyboard.press("Delete");
  await isOrder(page, ["Alice, office", "Alice, home (copy)", "Break-glass, home"]);
  await page.keyboard.press("ControlOrMeta+d");
  await isOrder(page, ["Alice, office", "Alice, office (copy)", "Alice, home (copy)", "Break-glass, home"]);
  for (let step = 0; step < 6; step += 1) {
    await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  }
  await isOrder(page, ["Alice, office", "Alice, home", "Break-glass, home"]);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await isOrder(page, ["Alice, office", "Alice, home", "Alice, home (copy)", "Break-glass, home"]);
  await page.getByRole("region", { name: "Sign-ins" }).getByRole("button", { name: "Add", exact: true }).click();
  await page.waitForFunction(() => document.querySelectorAll("tbody > .row").length === 5);
});

test("expectations make the table a test with a count", async () => {
  const expecting = office([
    { ...ALICE_INSIDE, expect: { outcome: "allowed" } },
    { ...ALICE_OUTSIDE, expect: { outcome: "allowed" } },
    BREAK_GLASS,
  ]);
  const { page } = await startWith(chromium, expecting);
  const pane = page.getByRole("region", { name: "Sign-ins" });
  await pane.getByText("1 of 2 as expected").waitFor();
  await eventually(async () => assert.match(await cell(page, "Alice, office", "expected").innerText(), /as expected/));
  await eventually(async () => assert.match(await cell(page, "Alice, home", "expected").innerText(), /expected Allowed/));
  await cell(page, "Alice, home", "outcome").click();
  await page.getByRole("button", { name: "Expect", exact: true }).click();
  await page.getByRole("menuitem", { name: "Set expected to the current result (selected row)" }).click();
  await pane.getByText("2 of 2 as expected").waitFor();
  await page.getByRole("button", { name: "Expect", exact: true }).click();
  await page.getByRole("menuitem", { name: "Set expected to the current result (3 rows)" }).click();
  await pane.getByText("3 of 3 as expected").waitFor();
  const fields = await edit(page, "Alice, office");
  await fields.getByLabel("Expected").selectOption("Denied");
  await fields.getByLabel("Denied at").selectOption({ label: "Phase 3, token" });
  await pane.getByText("2 of 3 as expected").waitFor();
  await fields.getByRole("button", { name: "Set expected to the current result" }).click();
  await pane.getByText("3 of 3 as expected").waitFor();
});

test("nothing is expected of decisions on an earlier text", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE]));
  await content(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText("{");
  await page.getByText(/Syntax errors in/).first().waitFor();
  const expect = page.getByRole("button", { name: "Expect", exact: true });
  const item = page.getByRole("menuitem", { name: /^Set expected to the current result \(/ });
  await expect.click();
  await eventually(async () => assert.deepEqual(await item.evaluateAll((all) => all.map(({ disabled }) => disabled)), [true, true]));
  await expect.click();
  const fields = await edit(page, "Alice, office");
  const now = fields.getByRole("button", { name: "Set expected to the current result" });
  await eventually(async () => assert.ok(await now.isDisabled()));
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await page.waitForFunction(() => !document.querySelector(".expectation .beside").disabled);
  await now.click();
  await page.getByText("1 of 1 as expected").waitFor();
});

test("rows are searched, filtered and sorted", async () => {
  const { page } = await startWith(chromium, office([
    ALICE_OUTSIDE,
    { ...ALICE_INSIDE, expect: { outcome: "denied" } },
    BREAK_GLASS,
  ]));
  await page.getByRole("searchbox", { name: "Search sign-ins" }).fill("glass 198.51");
  await isOrder(page, ["Break-glass, home"]);
  await page.getByRole("searchbox", { name: "Search sign-ins" }).fill("nobody");
  await page.getByText("No sign-in matches the search.").waitFor();
  await page.getByRole("button", { name: "Show all" }).click();
  const show = page.getByRole("combobox", { name: "Show" });
  await show.selectOption({ label: "Denied (1)" });
  await isOrder(page, ["Alice, home"]);
  await show.selectOption({ label: "Not as expected (1)" });
  await isOrder(page, ["Alice, office"]);
  await show.selectOption({ label: "All outcomes" });
  const header = page.getByRole("columnheader", { name: "Sign-in", exact: true });
  await header.getByRole("button").click();
  await isOrder(page, ["Alice, home", "Alice, office", "Break-glass, home"]);
  await eventually(async () => assert.equal(await header.getAttribute("aria-sort"), "ascending"));
  await header.getByRole("button").click();
  await isOrder(page, ["Break-glass, home", "Alice, office", "Alice, home"]);
  await page.getByRole("button", { name: "Keep this order" }).click();
  await eventually(async () => assert.equal(await header.getAttribute("aria-sort"), null));
  await isOrder(page, ["Break-glass, home", "Alice, office", "Alice, home"]);
});

test("the matrix combines people and networks in one click, and adds no pair twice", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE]));
  await page.getByRole("button", { name: "Add combinations" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: /^Root user/ }).uncheck();
  await dialog.getByRole("checkbox", { name: /^IPv6/ }).uncheck();
  // The policies name a range; a home outside of it, an endpoint and IPv6 are there for all.
  await dialog.getByRole("button", { name: "Add 15 sign-ins" }).click();
  await page.getByText("15 sign-ins were added.").waitFor();
  await decided(page);
  await eventually(async () => assert.equal(await grid(page).getAttribute("aria-rowcount"), "17"));
  await says(page, "Role · Home", "outcome", "Denied");
  await says(page, "Break-glass role · Home", "outcome", "Allowed");
  await page.getByRole("button", { name: "Add combinations" }).click();
  const site = dialog.getByRole("region", { name: "From where" });
  await site.getByLabel("Edit Home").click();
  await site.locator("details[open]").getByLabel("IP address").fill("192.0.2.200");
  await dialog.getByRole("button", { name: "Add 14 sign-ins" }).click();
  await page.getByText("14 sign-ins were added; 10 were there already.").waitFor();
  await page.waitForFunction(() => document.activeElement.textContent === "Add combinations");
});

test("of a thousand rows only those in sight are drawn, and all are told of", async () => {
  const many = Array.from({ length: 1000 }, (_, index) => ({
    ...(index % 2 === 0 ? ALICE_INSIDE : ALICE_OUTSIDE),
    name: `Row ${index}`,
  }));
  const { page } = await startWith(chromium, office(many));
  const drawn = () => page.locator("tbody > .row").count();
  await eventually(async () => assert.ok((await drawn()) < 80, `${await drawn()} rows are drawn`));
  await eventually(async () => assert.equal(await grid(page).getAttribute("aria-rowcount"), "1001"));
  await page.locator(".grid-scroll").evaluate((scroll) => scroll.scrollTo(0, scroll.scrollHeight / 2));
  await row(page, "Row 500").waitFor();
  await eventually(async () => assert.equal(await row(page, "Row 500").getAttribute("aria-rowindex"), "502"));
  await eventually(async () => assert.equal(await word(page, "Row 501", "outcome").innerText(), "Denied"));
  await eventually(async () => assert.ok((await drawn()) < 80, `${await drawn()} rows are drawn`));
  // The row that the keyboard is in is never taken away.
  await page.locator(".grid-scroll").evaluate((scroll) => scroll.scrollTo(0, 0));
  await cell(page, "Row 0", "outcome").click();
  await page.keyboard.press("ControlOrMeta+End");
  await isIn(page, "Row 999", "expected");
  await eventually(async () => assert.ok(await cell(page, "Row 999", "expected").evaluate((cell) => {
    const frame = document.querySelector(".grid-scroll").getBoundingClientRect();
    const { top, bottom } = cell.getBoundingClientRect();
    return top >= frame.top && bottom <= frame.bottom + 1;
  })));
  await page.keyboard.press("PageUp");
  await page.waitForFunction(() => {
    const number = Number(document.activeElement.parentElement.querySelector(".name").textContent.replace("Row ", ""));
    return number > 960 && number < 999;
  });
  // Keys that come faster than the page draws are not lost.
  await page.keyboard.press("ControlOrMeta+Home");
  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press("ArrowDown");
  }
  await isIn(page, "Row 30", "name");
});

test("on a slow machine keys are not lost where the table scrolls far", async () => {
  const many = Array.from({ length: 1000 }, (_, index) => ({ ...ALICE_INSIDE, name: `Row ${index}` }));
  const { page, context } = await startWith(chromium, office(many));
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 15 });
  await cell(page, "Row 0", "outcome").click();
  await page.keyboard.press("ControlOrMeta+End");
  await isIn(page, "Row 999", "expected");
  await page.keyboard.press("ControlOrMeta+Home");
  for (let pressed = 0; pressed < 12; pressed += 1) {
    await page.keyboard.press("ArrowDown");
  }
  await isIn(page, "Row 12", "name");
});

test("on paper all rows are there, in the report", async () => {
  const many = Array.from({ length: 60 }, (_, index) => ({ ...ALICE_OUTSIDE, name: `Row ${index}` }));
  const { page, errors } = await startWith(chromium, office(many));
  const drawn = () => page.locator("tbody > .row").count();
  const inSight = await drawn();
  assert.ok(inSight < 60, `${inSight} rows are drawn`);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const sheet = page.locator(".print-sheet");
  await sheet.getByRole("row").filter({ hasText: "Row 59" }).waitFor();
  await eventually(async () => assert.equal(await sheet.getByRole("row").filter({ hasText: /Row \d+/ }).count(), 60));
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await sheet.waitFor({ state: "detached" });
  assert.deepEqual(errors, []);
});

test("on paper no word of the table is broken, and why is there on the width of a narrow page", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE, ALICE_OUTSIDE]));
  await cell(page, ALICE_OUTSIDE.name, "1").click();
  await page.setViewportSize({ width: 690, height: 900 });
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const sheet = page.locator(".print-sheet");
  await sheet.getByRole("row").filter({ hasText: ALICE_OUTSIDE.name }).waitFor();
  const broken = (sheet) => {
    const found = [];
    for (let text = document.createTreeWalker(sheet.querySelector(".compare-rows"), NodeFilter.SHOW_TEXT); text.nextNode(); ) {
      const range = document.createRange();
      for (const { index, 0: word } of text.currentNode.data.matchAll(/[A-Za-z]+/g)) {
        range.setStart(text.currentNode, index);
        range.setEnd(text.currentNode, index + word.length);
        if (range.getClientRects().length > 1) {
          found.push(word);
        }
      }
    }
    return found;
  };
  await eventually(async () => {
    assert.deepEqual(await sheet.evaluate(broken), []);
    assert.equal(await page.locator(".why-pane .headline").isVisible(), true);
    assert.equal(await page.locator(".why-pane .step").first().isVisible(), true);
    const overhang = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    assert.equal(await page.evaluate(overhang), 0);
  });
});

test("rows that do not change are not drawn anew", async () => {
  // So few that all are drawn, whatever is in sight.
  const many = Array.from({ length: 8 }, (_, index) => ({ ...ALICE_INSIDE, name: `Row ${index}` }));
  const { page } = await startWith(chromium, office(many));
  const fields = await edit(page, "Row 3");
  await page.evaluate(() => {
    globalThis.touched = new Set();
    new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target.nodeType === 1 ? target : target.parentElement;
        const name = element?.closest("tbody > .row")?.querySelector(".name")?.textContent;
        globalThis.touched.add(name);
      }
    }).observe(document.querySelector("tbody"), { subtree: true, childList: true, characterData: true });
  });
  await fields.getByLabel("IP address").fill("198.51.100.7");
  await says(page, "Row 3", "outcome", "Denied");
  const touched = await page.evaluate(() => [...globalThis.touched].filter((name) => name !== undefined));
  assert.deepEqual(touched, ["Row 3"]);
});

test("without a sign-in the table says what to do", async () => {
  const { page } = await start(chromium);
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  await page.getByRole("heading", { name: "Who should get in, and who should not?" }).waitFor();
  await page.getByRole("region", { name: "Sign-ins" }).getByRole("button", { name: "Add" }).first().click();
  await eventually(async () => assert.equal((await names(page)).length, 1));
});

test("a narrow page says whole who signs in and from where", async () => {
  const away = {
    name: "Break-glass role, in the VPC, wrong Region",
    principal: arn("role/BreakGlassRole"),
    network: { vpc: "vpc-0a1b2c3d4e5f60718" },
    region: "us-west-2",
  };
  const { page } = await startWith(chromium, office([away]), { viewport: { width: 360, height: 740 } });
  await page.getByRole("button", { name: "Results", exact: true }).click();
  await row(page, away.name).waitFor();
  const cut = await row(page, away.name).locator("td:is(.c-who, .c-from)").evaluateAll((all) =>
    all
      .filter((one) => [one, ...one.children].some((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0 || one.scrollHeight > one.clientHeight + 1))
      .map((one) => one.textContent),
  );
  assert.deepEqual(cut, []);
});
