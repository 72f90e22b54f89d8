import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import {
  ALICE_INSIDE,
  ALICE_OUTSIDE,
  BREAK_GLASS,
  arn,
  cell,
  names,
  office,
  says,
  startWith,
  why,
  word,
} from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

const THREE = office([ALICE_INSIDE, ALICE_OUTSIDE, BREAK_GLASS]);

/** The break-glass role is exempt by a key that the first phase does not have. */
const BY_SCP = {
  vestibule: 1,
  account: { id: "777788889999", organization: { id: "o-a1b2c3d4e5", managementAccount: false } },
  policies: {
    serviceControl: [
      {
        name: "guardrails",
        attachedTo: "r-ab12",
        document: {
          Version: "2012-10-17",
          Statement: [
            { Sid: "Full", Effect: "Allow", Action: "*", Resource: "*" },
            {
              Sid: "BreakGlassOnly",
              Effect: "Deny",
              Action: "signin:*",
              Resource: "*",
              Condition: { ArnNotLike: { "aws:PrincipalArn": arn("role/BreakGlass") } },
            },
          ],
        },
      },
    ],
  },
  requests: [BREAK_GLASS],
};

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

test("short first: the outcome, the statement, its tests, what shows and what is recorded", async () => {
  const { page, errors } = await startWith(chromium, THREE);
  await cell(page, "Alice, home", "1").click();
  const said = why(page);
  await said.getByText("Alice, home is stopped at phase 1 of 3, before authentication.").waitFor();
  const text = await said.innerText();
  assert.match(text, /Denied by\s+OfficeOnly of the resource-based policy\s+line \d+/);
  assert.match(text, /NotIpAddress aws:SourceIp true:? 198\.51\.100\.7 does not match 203\.0\.113\.0\/24, and the operator is negated\./);
  assert.match(text, /ArnNotEquals aws:PrincipalArn true:? The key is absent, so the negated operator is true\./);
  assert.match(text, /Your authentication information is incorrect\. Please try again\./);
  assert.match(text, /eventName: ConsoleLogin\s+errorCode: AccessDenied\s+errorMessage: Authorization denied because of a resource-based policy/);
  await cell(page, "Break-glass, home", "3").click();
  await said.getByText("Break-glass, home gets in: all three phases let it pass.").waitFor();
  await said.getByText("Nothing denies signin:CreateOAuth2Token.").waitFor();
  assert.deepEqual(errors, []);
});

test("a phase behind a denial says that it is not reached", async () => {
  const { page } = await startWith(chromium, THREE);
  await cell(page, "Alice, home", "3").click();
  await why(page).getByText("The sign-in stops before this phase. If it got here:").waitFor();
  await why(page).getByRole("button", { name: /1 Before authentication/ }).click();
  await eventually(async () => assert.equal(await cell(page, "Alice, home", "1").getAttribute("aria-selected"), "true"));
  await eventually(async () => assert.equal(await why(page).getByText("The sign-in stops before this phase. If it got here:").count(), 0));
});

test("the deciding statement lights up in the editor, and the editor's in the table", async () => {
  const { page } = await startWith(chromium, THREE);
  await cell(page, "Alice, home", "1").click();
  await why(page).getByRole("button", { name: /^Show OfficeOnly, line/ }).click();
  const editor = page.locator(".cm-editor");
  await editor.waitFor();
  // The whole statement is chosen, or marked, in the editor.
  const selected = await page.evaluate(() => getSelection().toString());
  assert.equal(JSON.parse(selected).Sid, "OfficeOnly");
  // And back: with the cursor in the statement its cells are lit.
  await editor.getByText("NotIpAddress").click();
  await cell(page, "Alice, home", "1").getByText("Decided by the statement at the editor’s cursor").waitFor({ state: "attached" });
  await eventually(async () => assert.equal(await cell(page, "Alice, office", "1").getByText("Decided by the statement").count(), 0));
});

test("what would change it is listed, and becomes a sign-in with one click", async () => {
  const { page } = await startWith(chromium, THREE);
  await cell(page, "Alice, home", "outcome").click();
  const changes = why(page).locator(".changes");
  const network = changes.getByRole("listitem").filter({ hasText: "from 203.0.113." }).first();
  await network.waitFor();
  await eventually(async () => assert.match(await network.innerText(), /Allowed/));
  await eventually(async () => assert.ok((await changes.getByRole("listitem").filter({ hasText: "role/BreakGlass" }).count()) > 0));
  await network.getByRole("button", { name: /^Add “from 203/ }).click();
  const added = (await names(page))[2];
  assert.match(added, /^Alice, home · from 203\.0\.113\./);
  await says(page, added.replaceAll(".", "\\."), "outcome", "Allowed");
  await eventually(async () => assert.equal(await word(page, "Alice, home", "outcome").innerText(), "Denied"));
});

test("the switches of the account are tried, and lead to the account", async () => {
  const off = structuredClone(THREE);
  off.account.consoleAuthorization = false;
  const { page, errors } = await startWith(chromium, off);
  await says(page, "Alice, home", "outcome", "Allowed");
  await cell(page, "Alice, home", "outcome").click();
  const changes = why(page).locator(".changes");
  const turnedOn = changes.getByRole("listitem").filter({ hasText: "with console authorization on" });
  await turnedOn.getByText("Denied", { exact: true }).waitFor();
  // All sign-ins share the account, so that it is no row of its own.
  assert.equal(await turnedOn.getByRole("button", { name: /^Add/ }).count(), 0);
  await turnedOn.getByRole("button", { name: "Open the account" }).click();
  const switched = page.getByLabel("the account", { exact: true });
  await switched.check();
  await says(page, "Alice, home", "outcome", "Denied");
  await changes.getByRole("listitem").filter({ hasText: "with console authorization off" }).getByText("Allowed", { exact: true }).waitFor();
  assert.deepEqual(errors, []);
});

test("the other reading of an assumption decides the other way, and back", async () => {
  const { page } = await startWith(chromium, BY_SCP);
  await says(page, "Break-glass, home", "outcome", "Denied");
  await cell(page, "Break-glass, home", "1").click();
  await why(page).getByText(/^Relies on/).click();
  const reading = why(page).getByRole("switch", { name: "Use the other interpretation of J8" });
  await why(page).getByText("with every principal key absent").waitFor();
  await reading.check();
  await says(page, "Break-glass, home", "outcome", "Allowed");
  await why(page).getByText("SCPs are not evaluated at signin:Authenticate.").waitFor();
  await why(page).getByText("One point uses the other interpretation").waitFor();
  await why(page).getByRole("button", { name: "What J8 is about" }).click();
  const entry = page.getByRole("dialog").locator("#about-j8");
  await entry.waitFor();
  await page.waitForFunction(() => {
    const { top, bottom } = document.querySelector("#about-j8").getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  await page.keyboard.press("Escape");
  await reading.uncheck();
  await says(page, "Break-glass, home", "outcome", "Denied");
});

test("the whole trace and the keys are there on demand", async () => {
  const { page } = await startWith(chromium, BY_SCP);
  await cell(page, "Break-glass, home", "1").click();
  const trace = why(page).locator(".trace");
  await eventually(async () => assert.equal(await trace.isVisible(), false));
  await why(page).getByText("Every layer and statement").click();
  const said = await trace.innerText();
  assert.match(said, /SCP guardrails evaluated/);
  assert.match(said, /Allow Full applies/);
  assert.match(said, /Deny BreakGlassOnly applies/);
  assert.match(said, /ArnNotLike aws:PrincipalArn true:? The key is absent, so the negated operator is true/);
  await why(page).getByText("Context keys of this phase").click();
  const keys = why(page).getByRole("table");
  await keys.getByRole("row", { name: /aws:PrincipalArn absent/ }).waitFor();
  await keys.getByRole("row", { name: /aws:SourceIp 198\.51\.100\.7/ }).waitFor();
});

test("a sign-in that cannot be decided says what is wrong with it", async () => {
  const { page } = await startWith(chromium, office([{ ...ALICE_OUTSIDE, principal: "arn:aws:s3:::bucket" }]));
  await cell(page, "Alice, home", "outcome").click();
  await why(page).getByText("This sign-in cannot be decided as described.").waitFor();
  await eventually(async () => assert.ok((await why(page).getByRole("listitem").allInnerTexts()).length > 0));
});

test("screen readers hear what changed, once the typing pauses, and nothing else", async () => {
  const withClock = async (options) => {
    const opened = await chromium.newPage(options);
    await opened.page.clock.install();
    return opened;
  };
  const { page } = await startWith({ ...chromium, newPage: withClock }, THREE);
  // By a clock that the test moves on: what the page said or learnt before is over then.
  await page.clock.runFor(1200);
  await page.evaluate(() => {
    globalThis.heard = [];
    new MutationObserver(() => {
      const said = document.querySelector("#outcomes-changed").textContent;
      if (said !== "" && globalThis.heard.at(-1) !== said) {
        globalThis.heard.push(said);
      }
    }).observe(document.querySelector("#outcomes-changed"), { subtree: true, childList: true, characterData: true });
  });
  await cell(page, "Alice, home", "from").dblclick();
  await page.getByLabel("IP address").pressSequentially("1");
  await page.getByLabel("IP address").fill("203.0.113.9");
  await says(page, "Alice, home", "outcome", "Allowed");
  await eventually(async () => assert.deepEqual(await page.evaluate(() => globalThis.heard), []));
  await page.clock.runFor(1200);
  await eventually(async () => assert.deepEqual(await page.evaluate(() => globalThis.heard), ["Alice, home: Allowed."]));
});
