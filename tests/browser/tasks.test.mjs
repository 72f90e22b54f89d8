// What people come for, from a profile that never saw the page, by nothing but what the page offers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before } from "node:test";
import { downloaded, open } from "./lib/browser.mjs";
import { EXAMPLE_2_PRINTED } from "./lib/documented.mjs";
import { content, cursorBehind, textOf } from "./lib/editor.mjs";
import { steps } from "./lib/pictures.mjs";
import { decided, still } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  // For the clipboard.
  chromium = await open({ own: true });
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const RIGHT = JSON.parse(
  readFileSync(new URL("../corpus/examples/ug-example-2-rbp.json", import.meta.url), "utf8"),
).policies.resourceBased;

const strip = (page) => page.locator(".strip");
const claim = (page, text) => strip(page).locator(".claims > li", { hasText: text });
const pane = (page) => page.getByRole("tabpanel", { name: "Compare" });

/** The page as it opens for the first time, with a text pasted by the keyboard where the focus is. */
async function pasted(text, task) {
  const opened = await chromium.newPage({ viewport: { width: 1280, height: 860 } });
  const { page } = opened;
  await page.goto(chromium.site.url);
  await decided(page);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press("ControlOrMeta+v");
  await eventually(async () => assert.equal(await textOf(page), text));
  return { ...opened, picture: steps(page, task) };
}

test("Example 2 of the guide, pasted as it is printed, becomes a right policy that locks nobody out", async () => {
  const { page, errors, picture } = await pasted(EXAMPLE_2_PRINTED, "example-2");
  // Nothing is called proven of a text that cannot be in force.
  await strip(page).getByText(/^Not final/).waitFor();
  await picture("pasted");
  // The marks, one after the other.
  const problems = page.locator(".document-problems");
  await problems.locator("summary").first().click();
  const fix = problems.locator("li.error").getByRole("button", { name: "Fix", exact: true });
  for (let step = 0; step < 10 && (await fix.count()) > 0; step += 1) {
    const before = await textOf(page);
    await fix.first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Apply", exact: true }).click();
    await eventually(async () => assert.notEqual(await textOf(page), before));
    await still(page);
  }
  await picture("marks-applied");
  // The values of one's own, each once.
  const form = page.locator(".document-fill form");
  const values = {
    "<excluded-principal-arn>": "arn:aws:iam::111122223333:role/BreakGlassRole",
    "<my-corporate-cidr>": "203.0.113.0/24",
    "<my-aws-account-id>": "111122223333",
  };
  for (const [placeholder, value] of Object.entries(values)) {
    await form.getByRole("textbox", { name: placeholder }).fill(value);
  }
  await picture("values-typed");
  await page.keyboard.press("Enter");
  await eventually(async () => assert.deepEqual(JSON.parse(await textOf(page)), RIGHT));
  await eventually(async () => assert.equal(await page.locator(".document-problems li.error").count(), 0));
  // The strip says what it does, and of whom it still has to be told.
  await claim(page, "Nobody but role/BreakGlassRole gets in through a VPC endpoint").waitFor();
  const portal = claim(page, "Roles of IAM Identity Center cannot sign in");
  await picture("verdict");
  await portal.getByRole("button", { name: "Not used in this account" }).click();
  await portal.waitFor({ state: "detached" });
  await claim(page, "Nobody is locked out: proven").waitFor();
  await claim(page, "203.0.113.0/24").waitFor();
  await picture("proven");
  // That stays in sight, with the way back.
  await strip(page).locator(".strip-note", { hasText: "IAM Identity Center is not used" }).getByRole("button", { name: "It is used" }).click();
  await portal.waitFor();
  assert.deepEqual(errors, []);
});

/** A perimeter of an office and a VPN. */
const PERIMETER = JSON.stringify(
  {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Deny",
        Principal: "*",
        Action: ["signin:Authenticate", "signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"],
        Resource: "*",
        Condition: {
          NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24", "192.0.2.0/25"] },
          StringEquals: { "aws:ResourceAccount": "444455556666" },
        },
      },
    ],
  },
  null,
  2,
);

test("our VPN moves: who loses access is said in one sentence, in the comparison and in the report", async () => {
  const { page, errors, picture } = await pasted(PERIMETER, "vpn");
  await picture("pasted");
  await page.getByRole("tab", { name: "Compare", exact: true }).click();
  await pane(page).getByRole("button", { name: "Start from the present text" }).click();
  await page.locator('[data-compared="true"]').waitFor();
  await picture("compare");
  await cursorBehind(page, "192.0.2.0/25");
  for (const _ of "192.0.2.0/25") {
    await page.keyboard.press("Backspace");
  }
  await content(page).pressSequentially("198.51.100.0/25");
  const verdict = pane(page).getByRole("status");
  const sentences = verdict.locator(".compare-sentence");
  await sentences.filter({ hasText: "People who sign in from 192.0.2.0/25 lose access" }).waitFor();
  await sentences.filter({ hasText: "People who sign in from 198.51.100.0/25 gain access" }).waitFor();
  // The sentence comes first.
  await eventually(async () => assert.match(await sentences.first().innerText(), /lose access/));
  await picture("who-loses-access");
  await page.getByRole("button", { name: "Report…" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Report" });
  await picture("report");
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Markdown", exact: true }).click();
  const file = await download;
  assert.match(file.suggestedFilename(), /-\d{4}-\d\d-\d\d\.md$/);
  const markdown = await downloaded(file);
  const [title, summary] = markdown.split("\n\n");
  assert.match(title, /^# Console access policies: /);
  assert.match(summary, /^Of every possible sign-in to account `444455556666`, by the policy below: .*ways? in/);
  assert.match(markdown, /- Date: `\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d`/);
  assert.match(markdown, /- People who sign in from `192\.0\.2\.0\/25` lose access/);
  assert.deepEqual(errors, []);
});
