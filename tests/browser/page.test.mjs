import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityViolations, open } from "./lib/browser.mjs";
import {
  ALICE,
  DENY_ALL,
  clear,
  decisions,
  editor,
  headline,
  problems,
  ready,
  signIn,
  table,
} from "./lib/page.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
after(() => chromium.close());

test("the page starts, asks nobody for anything and is accessible", async () => {
  const { page, errors, outside } = await ready(chromium);
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.deepEqual(await accessibilityViolations(page), []);
  assert.deepEqual(errors, []);
  assert.deepEqual(outside, []);
  assert.deepEqual(chromium.site.missing, []);
});

test("the policy of the page keeps foreign code and foreign hosts out", async () => {
  const { page, outside } = await chromium.newPage();
  await page.goto(chromium.site.url);
  const blocked = await page.evaluate(async () => {
    const violations = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      violations.push(event.effectiveDirective);
    });
    const script = document.createElement("script");
    script.textContent = "globalThis.intruder = true";
    document.head.append(script);
    await fetch("https://example.com/").catch(() => {});
    await new Promise((resolve) => setTimeout(resolve));
    return { violations, intruder: globalThis.intruder ?? false };
  });
  assert.deepEqual(blocked.violations.sort(), ["connect-src", "script-src-elem"]);
  assert.equal(blocked.intruder, false);
  assert.deepEqual(outside, []);
});

test("nothing on the page breaks its own policy", async () => {
  const { page, errors } = await ready(chromium);
  await page.getByRole("button", { name: "Data perimeter sample" }).click();
  for (const summary of await page.locator("summary").all()) {
    await summary.click();
  }
  assert.equal(await page.locator("[style]").count(), 0);
  assert.deepEqual(errors, []);
});

test("typing a policy changes the table", async () => {
  const { page, errors } = await ready(chromium);
  await clear(page);
  await signIn(page, { principal: ALICE, ip: "203.0.113.10" });
  assert.equal(await headline(page).innerText(), "Sign-in allowed");
  assert.deepEqual(await decisions(page), [
    ["signin:Authenticate", "Allowed"],
    ["signin:AuthorizeOAuth2Access", "Allowed"],
    ["signin:CreateOAuth2Token", "Allowed"],
  ]);
  await editor(page, "Resource-based policy").pressSequentially(DENY_ALL);
  assert.equal(await headline(page).innerText(), "Sign-in denied");
  const [first] = await table(page).locator("tbody tr").all();
  const said = await first.innerText();
  assert.match(said, /Denied/);
  assert.match(said, /NobodyComesIn, line 4\s+of the resource-based policy/);
  assert.match(said, /Your authentication information is incorrect/);
  assert.match(said, /ConsoleLogin, AccessDenied, Authorization denied because of a resource-based policy/);
  assert.deepEqual(errors, []);
});

test("broken JSON keeps the last decision, marked out of date, and says where it breaks", async () => {
  const { page } = await ready(chromium);
  const policy = editor(page, "Resource-based policy");
  const before = await decisions(page);
  const text = await policy.inputValue();
  await policy.fill(text.replace('"Resource": "*"', '"Resource": '));
  assert.match(await headline(page).innerText(), /Sign-in denied\s+Out of date/);
  assert.deepEqual(await decisions(page), before);
  const first = problems(page).first();
  assert.match(await first.innerText(), /Error\s+Resource-based policy, line \d+, column \d+/);
  assert.equal(await policy.getAttribute("aria-invalid"), "true");
  await policy.fill(text);
  assert.equal(await headline(page).innerText(), "Sign-in denied");
  assert.equal(await problems(page).count(), 0);
});

test("a problem leads to its place", async () => {
  const { page } = await ready(chromium);
  const policy = editor(page, "Resource-based policy");
  const text = (await policy.inputValue()).replace('"Deny"', '"😀 Denny"');
  await policy.fill(text);
  const line = text.split("\n").findIndex((one) => one.includes("Denny"));
  const column = text.split("\n")[line].indexOf('"😀');
  const link = problems(page).first().getByRole("button");
  assert.equal(await link.innerText(), `Resource-based policy, line ${line + 1}, column ${column + 1}`);
  await link.click();
  const selected = await policy.evaluate((area) => {
    const { selectionStart, selectionEnd, value } = area;
    return { focus: document.activeElement === area, text: value.slice(selectionStart, selectionEnd) };
  });
  assert.deepEqual(selected, { focus: true, text: '"😀 Denny"' });
});

test("a problem in a folded policy opens it and shows the line", async () => {
  const { page } = await ready(chromium);
  await page.getByText("Session policies", { exact: true }).click();
  const policy = editor(page, "Session policy");
  await policy.fill(`{${"\n".repeat(60)}?`);
  await page.getByText("Session policies", { exact: true }).click();
  await policy.waitFor({ state: "hidden" });
  await problems(page).first().getByRole("button").click();
  await policy.waitFor();
  const place = await policy.evaluate((area) => ({
    focus: document.activeElement === area,
    scrolled: area.scrollTop > 0,
  }));
  assert.deepEqual(place, { focus: true, scrolled: true });
});

test("a deciding statement leads to its text", async () => {
  const { page } = await ready(chromium);
  await table(page).getByRole("button", { name: "Statement[0], line 4" }).click();
  const selected = await editor(page, "Resource-based policy").evaluate((area) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  );
  assert.equal(JSON.parse(selected).Condition.NotIpAddress["aws:SourceIp"], "203.0.113.0/24");
});

test("the explanation says what matched and calls absent keys absent", async () => {
  const { page } = await ready(chromium);
  await page.getByRole("button", { name: "Alice, through a VPC endpoint" }).click();
  await page.getByRole("heading", { name: "Statement by statement" }).click();
  const said = await page.locator(".lines").first().innerText();
  assert.match(said, /NotIpAddress aws:SourceIp: true because the key is absent/);
  assert.match(said, /ArnNotEquals signin:PrincipalArn: true because .*Alice/);
  await page.getByRole("heading", { name: "Context keys" }).click();
  const keys = await page.locator(".keys").first().innerText();
  assert.match(keys, /aws:SourceIp\s+absent/);
  assert.match(await page.getByRole("region", { name: /^Assumptions/ }).innerText(), /J5\s+Console authorization/);
});
