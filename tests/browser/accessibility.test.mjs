import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityViolations, open } from "./lib/browser.mjs";
import { editor, headline, problems, ready, table } from "./lib/page.mjs";

const NARROW = { width: 360, height: 740 };

let chromium;
before(async () => {
  chromium = await open();
});
after(() => chromium.close());

/** Everything that can be open is open, and there is a problem to be seen. */
async function unfold(page) {
  await page.getByText("Further context keys").click();
  await page.getByRole("button", { name: "Add a key" }).click();
  await editor(page, "Key 1").fill("aws:MultiFactorAuthPresent");
  await page.locator("details").evaluateAll((all) => {
    for (const one of all) {
      one.open = true;
    }
  });
}

for (const colorScheme of ["light", "dark"]) {
  for (const [width, viewport] of [["wide", { width: 1280, height: 860 }], ["narrow", NARROW]]) {
    test(`no violations, ${width} and ${colorScheme}`, async () => {
      const { page } = await ready(chromium, { viewport, colorScheme });
      await unfold(page);
      assert.deepEqual(await accessibilityViolations(page), [], "denied");
      await page.getByRole("button", { name: "Alice, in the office" }).click();
      assert.deepEqual(await accessibilityViolations(page), [], "allowed");
      await editor(page, "Resource-based policy").fill('{ "Statement": [{ "Effect": 1, ');
      await editor(page, "Region").fill("Ireland");
      await problems(page).first().waitFor();
      assert.deepEqual(await accessibilityViolations(page), [], "out of date");
    });
  }
}

test("colours follow the reader's preference", async () => {
  const background = (page) =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ready(chromium, { colorScheme: "light" });
  const dark = await ready(chromium, { colorScheme: "dark" });
  assert.notEqual(await background(light.page), await background(dark.page));
});

test("a narrow page does not scroll sideways, whatever is on it", async () => {
  const { page } = await ready(chromium, { viewport: NARROW });
  const overhang = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(await overhang(), 0);
  await unfold(page);
  for (const name of ["Example 1: IP range or VPC", "SCP with break-glass"]) {
    await page.getByRole("button", { name }).click();
    assert.equal(await overhang(), 0, name);
  }
  await editor(page, "Principal ARN").fill(`arn:aws:iam::777788889999:role/${"VeryLong".repeat(30)}`);
  assert.equal(await overhang(), 0, "long principal");
  await editor(page, "SCP 1").fill(`{"${"x".repeat(3000)}": [`);
  assert.equal(await overhang(), 0, "long problem");
});

test("on a narrow page the decision is one step away", async () => {
  const { page } = await ready(chromium, { viewport: NARROW });
  await page.getByRole("link", { name: "Sign-in denied" }).click();
  assert.ok(await table(page).evaluate((element) => element.getBoundingClientRect().top < innerHeight));
});

test("everything can be done from the keyboard", async () => {
  const { page } = await ready(chromium);
  const seen = new Set();
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const outline = getComputedStyle(element).outlineStyle;
      const name = element.labels?.[0]?.innerText ?? element.innerText;
      return { name: name?.trim().split("\n")[0] ?? "", outline, tag: element.tagName };
    });
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press("Tab");
    const { name, outline, tag } = await focused();
    if (tag === "BODY") {
      break;
    }
    assert.notEqual(outline, "none", `focus is visible on ${name}`);
    seen.add(name);
  }
  for (const name of [
    "Skip to the decision",
    "Resource-based policy",
    "Resource control policies (RCPs)",
    "Principal ARN",
    "Public internet",
    "IP address",
    "Account ID",
    "Clear everything",
    "Statement[0], line 4",
    "Statement by statement",
  ]) {
    assert.ok([...seen].some((one) => one.includes(name)), `${name} in ${[...seen].join(" | ")}`);
  }
});

test("a whole sign-in, without a mouse", async () => {
  const { page } = await ready(chromium);
  await editor(page, "Principal ARN").focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("arn:aws:iam::111122223333:role/BreakGlassRole");
  assert.equal(await headline(page).innerText(), "Sign-in allowed");
  await page.getByRole("radio", { name: "Public internet" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Tab");
  await page.keyboard.type("vpc-0a1b2c3d4e5f60718");
  assert.equal(await editor(page, "VPC").inputValue(), "vpc-0a1b2c3d4e5f60718");
  assert.equal(await headline(page).innerText(), "Sign-in allowed");
  await page.locator("summary", { hasText: "Identity policies" }).focus();
  await page.keyboard.press("Enter");
  await editor(page, "Identity policy").waitFor();
});

test("the outcome is announced once the typing pauses", async () => {
  const { page } = await ready(chromium);
  const status = page.getByRole("status").filter({ hasText: /Sign-in/ });
  await status.filter({ hasText: "Sign-in denied. It ends at phase 1 of 3" }).waitFor();
  await editor(page, "IP address").fill("203.0.113.10");
  assert.match(await status.innerText(), /denied/);
  await status.filter({ hasText: "Sign-in allowed." }).waitFor();
});

test("print leaves out what paper cannot do", async () => {
  const { page } = await ready(chromium);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("button", { name: "Clear everything" }).isVisible(), false);
  assert.equal(await table(page).isVisible(), true);
});
