// Why somebody was denied: what is pasted, the answer with the policies of the workspace, and the
// ways to a statement and to a row.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { entry, thought } from "./lib/editor.mjs";
import { ALICE_INSIDE, ALICE_OUTSIDE, arn, decided, isAccessible, office, start, startWith } from "./lib/playground.mjs";
import { longestTask } from "./lib/tasks.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  // For the clipboard.
  chromium = await open({ own: true });
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const MESSAGE = "Your authentication information is incorrect. Please try again.";
const CASE = office([ALICE_INSIDE, ALICE_OUTSIDE]);

/** An event of CloudTrail: the resource-based policy denied Robin from there. */
const event = (address) =>
  JSON.stringify(
    {
      eventID: "11111111-2222-3333-4444-555555555555",
      eventTime: "2026-11-02T08:15:00Z",
      eventSource: "signin.amazonaws.com",
      eventName: "ConsoleLogin",
      awsRegion: "eu-west-1",
      sourceIPAddress: address,
      userIdentity: { type: "IAMUser", arn: arn("user/robin"), userName: "robin" },
      tlsDetails: { clientProvidedHostHeader: "eu-west-1.signin.aws.amazon.com" },
      errorCode: "AccessDenied",
      errorMessage: "Authorization denied because of a resource-based policy",
      responseElements: { ConsoleLogin: "Failure" },
    },
    null,
    1,
  );

const tab = (page, name) => page.getByRole("tab", { name, exact: true });
const pane = (page) => page.locator("#denials");
const box = (page) => page.locator("#denials-text");
const headline = (page) => pane(page).locator(".denials-verdict strong");

/** The pane with a text in its box, and its answer. */
async function explained(page, text) {
  await tab(page, "Denials").click();
  await box(page).fill(text);
  await answered(page);
}

async function answered(page) {
  await page.locator('#denials[data-present="true"] .denials-verdict').waitFor();
}

async function paste(page, text) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press("ControlOrMeta+v");
}

/** Nothing is wider than the page, and no tab is cut off. */
async function fits(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.equal(wide, false, "the page scrolls sideways");
  const cut = await page.locator("[role=tab]").evaluateAll((tabs) =>
    tabs
      .filter((tab) => {
        const [own, bar] = [tab.getBoundingClientRect(), tab.parentElement.getBoundingClientRect()];
        return own.right > bar.right + 1 || own.left < bar.left - 1 || own.bottom > bar.bottom + 1;
      })
      .map((tab) => tab.textContent),
  );
  assert.deepEqual(cut, []);
}

for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [360, "light"]]) {
  test(`a message, an event that agrees and one that does not: ${width} px, ${colorScheme}`, async () => {
    const { page, errors } = await startWith(chromium, CASE, { viewport: { width, height: 800 }, colorScheme });
    if (width < 600) {
      await page.getByRole("button", { name: "Results", exact: true }).click();
    }
    await explained(page, MESSAGE);
    assert.match(await headline(page).textContent(), /may have denied the sign-in before authentication, or user name or password is wrong/);
    await pane(page).getByRole("heading", { name: "What the user can do" }).waitFor();
    await pane(page).getByText("vestibule explain-denial seen.txt --case case.json", { exact: true }).waitFor();
    // The row that it is about.
    await pane(page).getByLabel("Which sign-in it was").selectOption({ index: 2 });
    await answered(page);
    await pane(page).getByText(/^vestibule explain-denial seen\.txt --case case\.json --request '/).waitFor();
    await eventually(async () => assert.equal(await pane(page).getByRole("heading", { name: /^What the policies say of / }).count(), 1));
    await isAccessible(page, "a message");
    await fits(page);

    await box(page).fill(event("198.51.100.7"));
    await eventually(async () => assert.match(await headline(page).textContent(), /resource-based policy denied the sign-in/));
    await pane(page).getByText("the policies deny this sign-in, too: at signin:Authenticate").waitFor();
    await isAccessible(page, "an event that agrees");

    await box(page).fill(event("203.0.113.7"));
    await eventually(async () => assert.match(await headline(page).textContent(), /let this sign-in in: they are not those that were in force/));
    await pane(page).getByText("The policies do not agree with it.").waitFor();
    await isAccessible(page, "an event that does not agree");
    await fits(page);
    assert.deepEqual(errors, []);
  });
}

test("the event leads to the statement and becomes a row, and what was pasted stays", async () => {
  const { page } = await startWith(chromium, CASE);
  await explained(page, event("198.51.100.7"));
  await entry(page, "Account").click();
  await eventually(async () => assert.equal(await page.locator(".document-open .cm-content").isVisible(), false));
  await pane(page).getByRole("button", { name: /^Show the statement: / }).first().click();
  await page.locator(".document-open .cm-content").waitFor();
  await pane(page).getByRole("button", { name: /^Add to the table: / }).click();
  await page.getByRole("region", { name: "Why" }).locator(".headline").waitFor();
  await decided(page);
  await page.getByRole("row", { name: /robin/ }).first().waitFor();
  await tab(page, "Denials").click();
  assert.ok((await box(page).inputValue()).includes("198.51.100.7"));
  // It is in no storage and no case file.
  await thought(page, 1_000);
  const stored = await page.evaluate(() => JSON.stringify(localStorage));
  assert.ok(!stored.includes("tlsDetails") && !stored.includes("Authorization denied"));
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  assert.equal(await box(page).inputValue(), "");
  await page.getByRole("button", { name: "Bring back the earlier text" }).click();
  await eventually(async () => assert.ok((await box(page).inputValue()).includes("198.51.100.7")));
});

test("what is pasted anywhere is offered to be explained", async () => {
  const { page } = await startWith(chromium, CASE);
  await tab(page, "Sign-ins").focus();
  await paste(page, MESSAGE);
  const said = page.locator(".document-said");
  await said.getByText("This looks like a sign-in that failed.").waitFor();
  await isAccessible(page, "the offer");
  const explain = said.getByRole("button", { name: "Explain it" });
  await explain.focus();
  await page.keyboard.press("Enter");
  await answered(page);
  assert.equal(await box(page).inputValue(), MESSAGE);
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), "denials"));
  await eventually(async () => assert.equal(await said.count(), 0));
  // An event is said to be one, as before.
  await paste(page, event("198.51.100.7"));
  await said.getByText(/event of CloudTrail/).waitFor();
  await said.getByRole("button", { name: "Explain it" }).click();
  await eventually(async () => assert.match(await headline(page).textContent(), /denied the sign-in/));
  // Something else is not offered.
  await pane(page).focus();
  await paste(page, "hello");
  await said.waitFor();
  assert.equal(await said.getByRole("button", { name: "Explain it" }).count(), 0);
});

test("the start of an empty workspace offers it, too, and compares with nothing", async () => {
  const { page } = await start(chromium);
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  await page.getByLabel("Paste anything here").focus();
  await paste(page, event("198.51.100.7"));
  await page.getByRole("button", { name: "Explain it" }).click();
  await answered(page);
  await pane(page).getByText("There is no policy here, so nothing is compared.").waitFor();
  await pane(page).getByText("vestibule explain-denial seen.txt", { exact: true }).waitFor();
});

test("in Japanese, with a Japanese message", async () => {
  for (const width of [1280, 360]) {
    const { page, errors } = await startWith(chromium, CASE, { viewport: { width: 1280, height: 800 } });
    await page.getByRole("button", { name: /^Language/ }).click();
    await page.getByRole("menuitemradio", { name: "日本語" }).click();
    await page.setViewportSize({ width, height: 800 });
    if (width < 600) {
      await page.getByRole("button", { name: "結果", exact: true }).click();
    }
    await tab(page, "拒否").click();
    await page.getByRole("heading", { name: "拒否された理由" }).waitFor();
    await box(page).fill("認証情報が正しくありません。もう一度試してください。");
    await answered(page);
    assert.match(await headline(page).textContent(), /サインインを拒否した可能性/);
    await pane(page).getByRole("heading", { name: "管理者ができること" }).waitFor();
    await box(page).fill(event("203.0.113.7"));
    await pane(page).getByText("ポリシーと一致しません。").waitFor();
    await isAccessible(page, "a denial in Japanese");
    await fits(page);
    assert.deepEqual(errors, []);
  }
});

test("what cannot be used is said clearly", async () => {
  const { page, errors } = await startWith(chromium, CASE);
  const whole = event("198.51.100.7");
  const said = [
    ["hello", /the text is not known/i],
    ["informações de autenticação incorretas", /the text is not known/i],
    [whole.replace("signin.amazonaws.com", "s3.amazonaws.com"), /no event of a sign-in/],
    [whole.replace("198.51.100.7", "[IP_ADDRESS]"), /denied the sign-in/],
    [whole.slice(0, 560), /./],
    ['{"a": 1}', /this JSON has no event of CloudTrail/i],
  ];
  await tab(page, "Denials").click();
  assert.equal(await pane(page).locator(".denials-verdict").count(), 0);
  for (const [text, expected] of said) {
    await box(page).fill(text);
    await eventually(async () => assert.match(await headline(page).textContent(), expected));
  }
  await box(page).fill("");
  await eventually(async () => assert.equal(await pane(page).locator(".denials-verdict").count(), 0));
  assert.deepEqual(errors, []);
});

test("two megabytes and half of one are taken without holding the page up", async () => {
  const { page, errors } = await startWith(chromium, CASE);
  await tab(page, "Denials").click();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const events = (count) => `{"Records":[${Array(count).fill(event("198.51.100.7")).join(",")}]}`;
  for (const [count, expected] of [[600, "denied the sign-in"], [2_600, "That is more than 1 MiB"]]) {
    await box(page).focus();
    await page.evaluate((text) => navigator.clipboard.writeText(text), events(count));
    const longest = await longestTask(chromium.browser, page, async () => {
      await page.keyboard.press("ControlOrMeta+v");
      await pane(page).getByText(expected).first().waitFor();
    });
    assert.ok(longest < 50, `${count} events: a task of ${longest.toFixed(1)} ms`);
    await page.getByRole("button", { name: "Clear", exact: true }).click();
    await box(page).waitFor();
  }
  assert.deepEqual(errors, []);
});
