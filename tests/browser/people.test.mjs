// People × networks: the grid, its ranges, and where people and networks come from.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { downloaded, open } from "./lib/browser.mjs";
import { openCase } from "./lib/cases.mjs";
import { ALICE_INSIDE, ALICE_OUTSIDE, arn, cell, grid, isAccessible, office, start, startWith, why } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const NETWORKS = [
  { name: "Offices", sourceIp: ["203.0.113.0/26"] },
  { name: "Campus", sourceIp: ["203.0.112.0/23"] },
  { name: "Home", sourceIp: ["192.0.2.44"] },
];

/** Alice and the break-glass role, from an office, from more than that, and from home. */
const CASE = {
  ...office([ALICE_INSIDE]),
  grid: {
    people: [
      { name: "Alice", principal: arn("user/Alice") },
      { name: "Break-glass", principal: arn("role/BreakGlass") },
    ],
    networks: NETWORKS,
  },
};

const squares = (page) => page.getByRole("grid", { name: "People × networks" });
const at = (page, row, column) => squares(page).locator(`[data-at="${row} ${column}"]`);
const focused = (page) => page.evaluate(() => document.activeElement.dataset.at ?? document.activeElement.id);

async function show(page, narrow = false) {
  if (narrow) {
    await page.getByRole("button", { name: "Results", exact: true }).click();
  }
  await page.getByRole("tab", { name: "People × networks" }).click();
  await squares(page).locator("td.square .icon").first().waitFor();
}

async function says(page, row, column, expected) {
  await at(page, row, column).filter({ hasText: expected }).waitFor();
}

test("a range is decided whole, and is partly allowed where the policies cut it", async () => {
  const { page, errors } = await startWith(chromium, CASE);
  await show(page);
  await says(page, 1, 1, /^Allowed$/);
  await says(page, 1, 2, /^Partly\s*Denied: 203\.0\.112\.0\/24$/);
  await says(page, 1, 3, /^Denied\s*OfficeOnly · 1 Pre-auth · RB policy$/);
  for (const column of [1, 2, 3]) {
    await says(page, 2, column, /^Allowed$/);
  }
  await at(page, 1, 2).click();
  await why(page).getByText("Addresses of 203.0.112.0/23 are decided differently:").waitFor();
  await why(page).locator(".headline", { hasText: "Alice · Campus · 203.0.112.1" }).waitFor();
  await why(page).getByRole("button", { name: /Allowed\s*203\.0\.113\.0\/24/ }).click();
  await why(page).locator(".headline", { hasText: "Alice · Campus · 203.0.113.1" }).waitFor();
  await at(page, 1, 1).click();
  await why(page).getByText("Every address of 203.0.113.0/26 gets in.").waitFor();
  assert.deepEqual(errors, []);
});

test("arrows walk the grid, and Enter leads to why", async () => {
  const { page } = await startWith(chromium, CASE);
  await show(page);
  await eventually(async () => assert.equal(await squares(page).locator('[tabindex="0"]').count(), 1));
  await at(page, 1, 1).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await eventually(async () => assert.equal(await focused(page), "2 3"));
  await why(page).locator(".headline", { hasText: "Break-glass · Home" }).waitFor();
  await page.keyboard.press("Home");
  await eventually(async () => assert.equal(await focused(page), "2 0"));
  await page.keyboard.press("Control+End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await eventually(async () => assert.equal(await focused(page), "why"));
  await why(page).locator(".headline", { hasText: "Alice · Home" }).waitFor();
  // It is no row until that is asked for.
  await page.getByRole("tab", { name: "Sign-ins" }).click();
  await eventually(async () => assert.equal(await grid(page).getAttribute("aria-rowcount"), "2"));
  await page.getByRole("tab", { name: "People × networks" }).click();
  await at(page, 1, 3).click();
  await why(page).getByRole("button", { name: "Add this sign-in to the table" }).click();
  await page.getByRole("tab", { name: "Sign-ins" }).click();
  await cell(page, "Alice · Home", "outcome").waitFor();
});

const VPC = "vpc-0a1b2c3d4e5f60718";

/** A policy that denies a VPC in all Regions but one, or everybody there. */
const pinned = (condition) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Deny",
      Principal: "*",
      Action: "signin:*",
      Resource: "*",
      Condition: { ...condition, StringNotEquals: { "aws:RequestedRegion": "us-west-2" } },
    },
  ],
});

/** Alice through a VPC that tells no Region. */
const throughVpc = (policy) => ({
  ...office([ALICE_INSIDE], policy),
  grid: { people: [{ name: "Alice", principal: arn("user/Alice") }], networks: [{ name: "Corporate", vpc: VPC }] },
});

test("a VPC is decided in the Region to which the policy pins it, and its head says so", async () => {
  const { page, errors } = await startWith(chromium, throughVpc(pinned({ StringEquals: { "aws:SourceVpc": VPC } })));
  await show(page);
  await says(page, 1, 1, /^Allowed$/);
  await at(page, 0, 1).getByText("us-west-2 (policies)").waitFor();
  await at(page, 1, 1).click();
  await why(page).getByText(`The policies pin ${VPC} to us-west-2.`).waitFor();
  assert.deepEqual(errors, []);
});

test("where nobody tells the Region it is decided in each that a policy names, and is set from there", async () => {
  const { page } = await startWith(chromium, throughVpc(pinned({})));
  await show(page);
  await says(page, 1, 1, /^Partly\s*Denied: us-east-1$/);
  await at(page, 0, 1).getByText("Region not set").waitFor();
  await at(page, 1, 1).click();
  await why(page).getByText("The result depends on the Region:").waitFor();
  await why(page).getByRole("button", { name: /Allowed\s*us-west-2/ }).click();
  await why(page).locator(".headline.allowed").waitFor();
  await isAccessible(page, "a Region");
  await why(page).getByRole("button", { name: "Set the Region" }).click();
  await page.waitForFunction(() => document.activeElement.id.endsWith("-region"));
  await page.keyboard.type("us-west-2");
  await page.keyboard.press("Escape");
  await says(page, 1, 1, /^Allowed$/);
  await at(page, 0, 1).getByText("Region not set").waitFor({ state: "detached" });
});

/** The office policy, people and four networks. */
const FOUR = {
  ...CASE,
  grid: {
    people: CASE.grid.people,
    networks: [...NETWORKS, { name: "Corporate VPC", vpc: VPC, endpoint: "vpce-0123456789abcdef0", regions: ["us-west-2"] }],
  },
};

test("four networks are in sight at 1280 px, and what is not is told", async () => {
  const { page } = await startWith(chromium, FOUR);
  await show(page);
  const isInSight = () => {
    const scroll = document.querySelector(".squares-scroll").getBoundingClientRect();
    const last = document.querySelector('[data-at="0 4"]').getBoundingClientRect();
    return last.right <= scroll.right + 1 && last.left >= scroll.left;
  };
  await page.waitForFunction(isInSight);
  assert.equal(await page.locator(".squares-more").count(), 0);
  await page.setViewportSize({ width: 900, height: 860 });
  await page.getByRole("button", { name: "Results", exact: true }).or(squares(page)).first().waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole("button", { name: "Results", exact: true }).click();
  await page.locator(".squares-more", { hasText: /more networks? to the right/ }).waitFor();
});

test("one box filters people and networks, and the grid is a file and in the report", async () => {
  const { page, errors } = await startWith(chromium, FOUR);
  await show(page);
  const filter = page.getByRole("searchbox", { name: "Filter people and networks" });
  await filter.fill("alice home");
  await page.getByText("1 of 2 people, 1 of 4 networks").waitFor();
  await says(page, 1, 1, /^Denied/);
  assert.equal(await squares(page).getByRole("gridcell").count(), 1);
  await filter.fill("nobody");
  await page.getByText("No person and no network has these words.").waitFor();
  await isAccessible(page, "a filter");
  await page.getByRole("button", { name: "Show all" }).click();
  await says(page, 2, 3, /^Allowed$/);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV", exact: true }).click();
  const csv = await downloaded(await saved);
  assert.match(csv, /"Person","Principal","Offices: 203\.0\.113\.0\/26","Campus: /);
  assert.match(csv, /"Alice","arn:aws:iam::777788889999:user\/Alice","Allowed","Partly \(Denied: 203\.0\.112\.0\/24 \/ Allowed: 203\.0\.113\.0\/24\)","Denied \(signin:Authenticate /);
  // Paper has it, too.
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.locator(".print-sheet h3", { hasText: "People × networks" }).waitFor();
  await page.locator(".print-sheet th", { hasText: "Campus" }).waitFor();
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.deepEqual(errors, []);
});

for (const [width, viewport] of [["wide", { width: 1280, height: 860 }], ["narrow", { width: 360, height: 740 }]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`the grid has no violation, ${width}, ${colorScheme}`, async () => {
      const { page } = await startWith(chromium, CASE, { viewport, colorScheme });
      await show(page, width === "narrow");
      await at(page, 1, 2).click();
      await isAccessible(page, "grid");
      await page.getByRole("button", { name: "Edit people and networks" }).click();
      await isAccessible(page, "people and networks");
    });
  }
}

test("a pasted list goes in, and what is not understood stays with why", async () => {
  const { page } = await startWith(chromium, CASE);
  await show(page);
  await page.getByRole("button", { name: "Edit people and networks" }).click();
  const dialog = page.getByRole("dialog");
  const field = dialog.getByLabel(/^Paste a list/);
  await field.fill(`Office 1, 203.0.113.0/26\nOffice 2; 198.51.100.0/24\nCarol\t${arn("user/Carol")}\nsomething else\nTypo, 2001:db8::1/32`);
  await dialog.getByRole("button", { name: "Add the list" }).click();
  // The first has the addresses of a network that is there.
  await page.getByText("1 person and 1 network added.").waitFor();
  await eventually(async () => assert.equal(await field.inputValue(), "something else\nTypo, 2001:db8::1/32"));
  const wrong = dialog.locator("#people-paste-wrong li");
  await eventually(async () => assert.match(await wrong.nth(0).innerText(), /something else.*has no address, range, VPC, endpoint or ARN/s));
  await eventually(async () => assert.match(await wrong.nth(1).innerText(), /Did you mean .*2001:db8::\/32/s));
  await page.keyboard.press("Escape");
  await says(page, 3, 4, /^Denied/);
});

test("whom policies exempt is there without being asked for", async () => {
  const policy = office([], undefined).policies.resourceBased;
  const text = JSON.stringify(policy).replaceAll(arn("role/BreakGlass"), arn("role/BreakGlassRole"));
  const { page } = await startWith(chromium, office([ALICE_INSIDE], JSON.parse(text)));
  await show(page);
  const headers = await squares(page).getByRole("rowheader").allInnerTexts();
  assert.ok(headers.some((header) => header.includes("role/BreakGlassRole")), headers.join());
  assert.ok(!headers.some((header) => /role\/BreakGlass$/.test(header)), headers.join());
  const columns = await squares(page).getByRole("columnheader").allInnerTexts();
  assert.ok(columns.some((column) => column.includes("203.0.113.0/24")), columns.join());
});

test("people and networks go with a link, and are taken from another workspace", async () => {
  const { page, context } = await startWith(chromium, CASE);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const link = await page.getByRole("dialog").getByLabel("Link", { exact: true }).inputValue();
  await page.keyboard.press("Escape");
  const other = await context.newPage();
  await other.goto(link);
  await show(other);
  await says(other, 1, 2, /^Partly/);
  // Another workspace, whose lists are the usual ones.
  await openCase(page, "mine", office([ALICE_OUTSIDE]));
  await page.getByRole("button", { name: "Workspace mine" }).waitFor();
  await show(page);
  await page.getByRole("button", { name: "Edit people and networks" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Take from workspace").selectOption("case");
  await dialog.getByRole("button", { name: "Take its people and networks" }).click();
  await dialog.getByText("Campus").waitFor();
});

test("the counts of the filter are those of what the search finds", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE, ALICE_OUTSIDE]));
  const counts = () => page.getByLabel("Show", { exact: true }).locator("option").allInnerTexts();
  await eventually(async () => assert.deepEqual((await counts()).slice(1, 3), ["Allowed (1)", "Denied (1)"]));
  await page.getByRole("searchbox").fill("home");
  await cell(page, "Alice, office", "name").waitFor({ state: "detached" });
  await eventually(async () => assert.deepEqual((await counts()).slice(1, 3), ["Allowed (0)", "Denied (1)"]));
});

test("a row is called by its name alone", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE]));
  await page.getByRole("rowheader", { name: "Alice, office", exact: true }).waitFor();
});

for (const width of [1280, 1440, 1920]) {
  test(`nothing of a usual row is cut, ${width} px wide`, async () => {
    const identity = arn("role/BreakGlassRole");
    const requests = [
      { ...ALICE_INSIDE, region: "us-west-2", expect: { outcome: "denied" } },
      { name: "Break-glass role, from home", principal: identity, network: { sourceIp: "203.0.113.210" }, region: "us-west-2" },
      { ...ALICE_OUTSIDE, expect: { outcome: "allowed" } },
    ];
    const { page } = await startWith(chromium, office(requests), { viewport: { width, height: 860 } });
    const cut = await page.locator("tbody > .row > td").evaluateAll((cells) =>
      cells
        .flatMap((cell) => [...cell.querySelectorAll(".name, .by, .met > span, :scope > span")])
        .filter((span) => span.scrollWidth > span.clientWidth + 1 || span.scrollHeight > span.clientHeight + 1)
        .map((span) => span.textContent),
    );
    assert.deepEqual(cut, []);
    const headers = await page.locator("thead .sort > span").evaluateAll((spans) =>
      spans.filter((span) => span.scrollWidth > span.clientWidth + 1).map((span) => span.textContent),
    );
    assert.deepEqual(headers, []);
    const tops = await page.locator("thead th").evaluateAll((all) => [...new Set(all.map((th) => Math.round(th.getBoundingClientRect().top)))]);
    assert.equal(tops.length, 1, "the header is one line");
    const lines = await page.locator("tbody > .row").first().locator(".word").evaluateAll((words) =>
      words.map((word) => Math.round(word.getBoundingClientRect().top)),
    );
    assert.ok(Math.max(...lines) - Math.min(...lines) <= 1, `the words stand at ${lines}`);
  });
}

for (const locale of ["en-US", "ja-JP"]) {
  test(`on a small window no column of the table is out of sight, ${locale}`, async () => {
    const { page } = await start(chromium, { viewport: { width: 1100, height: 700 }, locale });
    await eventually(async () => {
      const [wide, seen] = await page.locator(".grid-scroll").evaluate((scroll) => [scroll.scrollWidth, scroll.clientWidth]);
      assert.ok(wide <= seen, `${wide} px in ${seen}`);
      const cut = await page.locator("thead .sort > span, tbody .word").evaluateAll((spans) =>
        spans.filter((span) => span.scrollWidth > span.clientWidth + 1).map((span) => span.textContent),
      );
      assert.deepEqual(cut, []);
    });
  });
}

test("of seventy rows a new one is in sight with its first field", async () => {
  const many = Array.from({ length: 70 }, (_, index) => ({ ...ALICE_INSIDE, name: `Row ${index}` }));
  const { page } = await startWith(chromium, office(many));
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.waitForFunction(() => document.activeElement.dataset.edits === "who");
  const inside = await page.evaluate(() => {
    const field = document.activeElement.getBoundingClientRect();
    const pane = document.querySelector(".grid-scroll").getBoundingClientRect();
    return field.top >= pane.top && field.bottom <= pane.bottom;
  });
  assert.ok(inside, "the field is in sight");
});
