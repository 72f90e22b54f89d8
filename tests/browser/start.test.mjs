// Where somebody begins who has no policies here yet: the box that takes anything, the commands
// that print what is needed, policies to begin with; and the guide, which covers nothing.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { documents, entry, listed, pasteInto, textOf } from "./lib/editor.mjs";
import { ALICE_INSIDE, OFFICE_ONLY, decided, isAccessible, office, start, startWith } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  // For the clipboard.
  chromium = await open({ own: true });
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const PURPOSE = "Check who can sign in to the AWS console, and from where.";
const banner = (page) => page.getByRole("banner");
const box = (page) => page.getByLabel("Paste anything here");
const said = (page) => page.locator(".document-said");
const guide = (page) => page.locator("section.guide");

/** A new workspace, which has no policies. */
async function empty(options) {
  const opened = await start(chromium, options);
  const { page } = opened;
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  if ((options?.viewport?.width ?? 1280) < 600) {
    await page.locator("nav.views button").first().click();
  }
  await box(page).waitFor();
  return opened;
}

async function paste(page, text) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press("ControlOrMeta+v");
}

const described = (id, name, type) =>
  JSON.stringify(
    { Policy: { PolicySummary: { Id: id, Name: name, Type: type }, Content: JSON.stringify(OFFICE_ONLY) } },
    null,
    4,
  );

const SESSION = `[cloudshell-user@ip-10-0-0-1 ~]$ aws sts get-caller-identity
{
    "UserId": "AIDAEXAMPLE",
    "Account": "111122223333",
    "Arn": "arn:aws:iam::111122223333:user/alice"
}
[cloudshell-user@ip-10-0-0-1 ~]$ aws organizations describe-policy --policy-id p-1
${described("p-1", "perimeter", "RESOURCE_CONTROL_POLICY")}
[cloudshell-user@ip-10-0-0-1 ~]$ aws organizations list-targets-for-policy --policy-id p-1
{ "Targets": [{ "TargetId": "r-ab12" }, { "TargetId": "ou-ab12-cdefghij" }] }
[cloudshell-user@ip-10-0-0-1 ~]$ aws organizations list-roots
{ "Roots": [{ "Id": "r-ab12" }] }
[cloudshell-user@ip-10-0-0-1 ~]$ aws signin delete-resource-permission-statement --statement-id AAAA --region us-east-1
[cloudshell-user@ip-10-0-0-1 ~]$ `;

test("a whole session of a terminal is taken apart, and what is not used is named", async () => {
  const { page, errors } = await empty();
  await box(page).focus();
  await paste(page, SESSION);
  await entry(page, "perimeter").waitFor();
  await eventually(async () => assert.deepEqual(await listed(page), ["Account", "perimeter"]));
  await page.waitForFunction(() => document.activeElement.matches(".cm-content, .editor-plain"));
  await eventually(async () => assert.deepEqual(JSON.parse(await textOf(page)), OFFICE_ONLY, "without the output around it"));
  await eventually(async () => assert.equal(await documents(page).getByLabel("Kind", { exact: true }).locator("option:checked").innerText(), "RCP"));
  await eventually(async () => assert.equal(await documents(page).getByLabel("Attached to").inputValue(), "r-ab12, ou-ab12-cdefghij"));
  await said(page).getByText("output of aws organizations list-roots").waitFor();
  await said(page).getByText("aws signin delete-resource-permission-statement does not show the policy that results").waitFor();
  await page.locator(".notices").getByText("Set from the outputs: account ID 111122223333.").waitFor();
  await entry(page, "Account").click();
  await eventually(async () => assert.equal(await documents(page).getByLabel("Account ID").inputValue(), "111122223333"));
  // It can be put away by the keyboard, and goes with the workspace.
  const away = documents(page).getByRole("button", { name: "Dismiss" });
  await away.focus();
  await page.keyboard.press("Enter");
  await said(page).waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement !== document.body);
  assert.deepEqual(errors, []);
});

test("what outputs say of the account is set, unless it is about another one", async () => {
  const { page } = await empty();
  await documents(page).getByLabel("Account ID").fill("111122223333");
  await documents(page).getByRole("combobox", { name: "The account is" }).selectOption({ label: "a standalone account" });
  await box(page).focus();
  const organization = { Organization: { Id: "o-a1b2c3d4e5", MasterAccountId: "111122223333" } };
  const off = { targetId: "o-a1b2c3d4e5", scope: "ORGANIZATION", consoleAuthorizationEnabled: false };
  await paste(page, [organization, off].map((one) => JSON.stringify(one, null, 2)).join("\n"));
  await page.locator(".notices").getByText("organization o-a1b2c3d4e5").waitFor();
  const standing = documents(page).getByRole("combobox", { name: "The account is" });
  await eventually(async () => assert.equal(await standing.locator("option:checked").innerText(), "the management account"));
  await eventually(async () => assert.equal(await documents(page).getByLabel("Organization ID").inputValue(), "o-a1b2c3d4e5"));
  await eventually(async () => assert.equal(await documents(page).getByLabel("the organization", { exact: true }).isChecked(), false));
  await box(page).focus();
  await paste(page, JSON.stringify({ targetId: "444455556666", scope: "ACCOUNT", consoleAuthorizationEnabled: false }));
  await page.locator(".notices").getByText("Not used: an output about 444455556666. This workspace is about 111122223333.").waitFor();
  await eventually(async () => assert.equal(await documents(page).getByLabel("the account", { exact: true }).isChecked(), true));
});

test("what was said goes with a policy that is removed, and with the workspace that it was said in", async () => {
  const { page } = await empty();
  await box(page).focus();
  await paste(page, SESSION);
  await said(page).waitFor();
  await entry(page, "perimeter").click();
  await entry(page, "perimeter").focus();
  await page.keyboard.press("Delete");
  await said(page).waitFor({ state: "detached" });
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  await box(page).waitFor();
  await box(page).focus();
  await paste(page, SESSION);
  await said(page).waitFor();
  await page.locator(".notices .toast").first().waitFor();
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  await box(page).waitFor();
  await eventually(async () => assert.equal(await said(page).count(), 0));
  await eventually(async () => assert.equal(await page.locator(".notices .toast").count(), 0));
});

test("what is typed is used when that is asked for, and stays where nothing can be used", async () => {
  const { page } = await empty();
  await box(page).fill("aws signin get-resource-policy");
  await page.getByRole("button", { name: "Use this text" }).click();
  await said(page).getByText("aws signin get-resource-policy has no output here").waitFor();
  await eventually(async () => assert.deepEqual(await listed(page), ["Account"]));
  await page.waitForFunction(() => document.activeElement !== document.body);
  await box(page).fill("Version: 2012-10-17\nStatement:\n  - Effect: Deny\n");
  await page.getByRole("button", { name: "Use this text" }).click();
  await said(page).getByText("a policy in YAML").waitFor();
  await box(page).fill(JSON.stringify(OFFICE_ONLY));
  await page.getByRole("button", { name: "Use this text" }).click();
  await page.waitForFunction(() => document.activeElement.matches(".cm-content, .editor-plain"));
  await eventually(async () => assert.equal((await listed(page)).length, 2));
});

test("only the endpoints of AWS Sign-In are taken, and the others are named", async () => {
  const { page } = await empty();
  const endpoint = (id, service) => ({
    VpcEndpointId: id,
    ServiceName: `com.amazonaws.eu-west-1.${service}`,
    PolicyDocument: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
    }),
  });
  const all = [["vpce-0a1b2c3d4e5f60718", "signin"], ["vpce-0b1b2c3d4e5f60718", "s3"]];
  await box(page).focus();
  await paste(page, JSON.stringify({ VpcEndpoints: all.map(([id, service]) => endpoint(id, service)) }));
  await said(page).getByText(/the policy of vpce-0b1b2c3d4e5f60718.*com\.amazonaws\.eu-west-1\.s3/).waitFor();
  await eventually(async () => assert.equal((await listed(page)).length, 2));
  await eventually(async () => assert.equal(await documents(page).getByLabel("VPC endpoint", { exact: true }).inputValue(), "vpce-0a1b2c3d4e5f60718"));
});

test("the commands are copied, and each policy to begin with has no errors", async () => {
  const { page } = await empty();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const copy = page.getByRole("button", { name: /^Copy the commands/ });
  await eventually(async () => assert.equal(await copy.count(), 5));
  for (const one of await copy.all()) {
    await one.click();
    const shown = await one.locator("xpath=ancestor::li[1]").locator("pre").innerText();
    assert.ok(!shown.includes("\\n"), shown);
    await page.waitForFunction(async (shown) => (await navigator.clipboard.readText()).trim() === shown.trim(), shown);
  }
  const count = await page.locator(".start-begin button").count();
  assert.equal(count, 5);
  for (let at = 0; at < count; at += 1) {
    if (at > 0) {
      await page.getByRole("button", { name: /^Workspace/ }).click();
      await page.getByRole("menuitem", { name: "New workspace" }).click();
    }
    await page.locator(".start-begin button").nth(at).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.matches(".cm-content, .editor-plain"));
    await page.locator(".strip:not(.earlier)").waitFor();
    await eventually(async () => assert.equal(await page.locator(".document-list .badge.error").count(), 0, `${at}`));
  }
});

test("the header says what the page is for, and its button adds policies to any workspace", async () => {
  const { page, errors } = await startWith(chromium, office([ALICE_INSIDE]));
  const purpose = page.getByText(PURPOSE).filter({ visible: true });
  await purpose.waitFor();
  await eventually(async () => assert.equal(await purpose.count(), 1));
  const clipped = await purpose.evaluate((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
  assert.equal(clipped, false);
  const add = banner(page).getByRole("button", { name: "Add policies" });
  await add.click();
  const dialog = page.getByRole("dialog", { name: "Add your policies" });
  await isAccessible(page, "the dialog that adds policies");
  await box(page).focus();
  await paste(page, '{ "Roots": [] }');
  // It stays, since nothing was added.
  await dialog.getByText("output of aws organizations list-roots").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement.closest("header") !== null);
  await add.click();
  await box(page).focus();
  await paste(page, described("p-1", "perimeter", "SERVICE_CONTROL_POLICY"));
  await dialog.waitFor({ state: "detached" });
  await eventually(async () => assert.deepEqual((await listed(page)).slice(-1), ["perimeter"]));
  await page.waitForFunction(() => document.activeElement !== document.body);
  assert.deepEqual(errors, []);
});

for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [360, "light"]]) {
  test(`an empty workspace is accessible, ${width} px, ${colorScheme}`, async () => {
    const { page } = await empty({ viewport: { width, height: 800 }, colorScheme });
    await page.getByText(PURPOSE).filter({ visible: true }).waitFor();
    await isAccessible(page, "an empty workspace");
    await banner(page).getByRole("button", { name: "Add policies" }).click();
    await page.getByRole("dialog").waitFor();
    await isAccessible(page, "the dialog that adds policies");
  });
}

test("an account on its own can be made a member, or let go of the policies of an organization", async () => {
  const file = office([ALICE_INSIDE]);
  const document = structuredClone(OFFICE_ONLY);
  document.Statement[0].Principal = "*";
  file.policies = { resourceControl: [{ name: "edge", document }] };
  const { page } = await startWith(chromium, file);
  const said = page.locator(".scenarios .contradiction");
  await said.getByRole("button", { name: "Remove the RCPs and SCPs" }).click();
  await said.waitFor({ state: "detached" });
  await eventually(async () => assert.deepEqual(await listed(page), ["Account"]));
  await page.waitForFunction(() => document.activeElement !== document.body);
  await page.locator(".notices").filter({ hasText: "was removed" }).getByRole("button", { name: "Undo" }).click();
  await entry(page, "edge").waitFor();
});

for (const language of ["en", "ja"]) {
  for (const width of [360, 768, 1024, 1100, 1279, 1280, 1920]) {
    test(`the header is one line, ${language}, ${width} px`, async () => {
      const { page } = await start(chromium, { viewport: { width, height: 860 }, locale: language });
      const { tall, wide } = await page.evaluate(() => {
        const header = document.querySelector("header.top");
        return { tall: header.offsetHeight, wide: header.scrollWidth - header.clientWidth };
      });
      assert.ok(tall < 60, `${tall} px`);
      assert.ok(wide <= 0, `${wide} px too wide`);
    });
  }
}

test("the guide stays through what it asks for, keeps its height, and its ring is seen", async () => {
  const { page } = await chromium.newPage({ viewport: { width: 1280, height: 860 } });
  await page.goto(chromium.site.url);
  await decided(page);
  const height = () => guide(page).evaluate((guide) => guide.offsetHeight);
  const first = await height();
  const at = (step) => guide(page).getByText(`Step ${step} of 6`, { exact: true });
  await at(1).waitFor();
  // A paste, the fields of a row and a dialog: none of them ends it.
  await pasteInto(page.locator("#policies"), JSON.stringify(OFFICE_ONLY));
  await entry(page, "Resource-based policy").waitFor();
  await banner(page).getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  for (let step = 1; step <= 6; step += 1) {
    await at(step).waitFor();
    await page.locator("[data-guided]").waitFor();
    assert.equal(await height(), first, `step ${step}`);
    const ring = await page.evaluate(() => {
      const part = document.querySelector("[data-guided]");
      const { left, top, right } = part.getBoundingClientRect();
      const style = getComputedStyle(part, "::after");
      return { width: style.borderTopWidth, left, top, right, window: innerWidth };
    });
    // It is drawn within its part, and so within the window.
    assert.equal(ring.width, "3px", `step ${step}`);
    assert.ok(ring.left >= 0 && ring.top >= 0 && ring.right <= ring.window, `step ${step}`);
    if (step < 6) {
      await guide(page).getByRole("button", { name: "Next" }).click();
    }
  }
});

for (const viewport of [{ width: 1280, height: 800 }, { width: 768, height: 1000 }]) {
  test(`what is said once covers nothing, ${viewport.width} px`, async () => {
    const { page } = await start(chromium, { viewport });
    await pasteInto(page.locator("#policies"), JSON.stringify(OFFICE_ONLY));
    await page.locator(".notices .toast").first().waitFor();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    const covered = await page.evaluate(() => {
      const said = document.querySelector(".notices").getBoundingClientRect();
      return ["#policies", "#sign-ins", "#why", ".strip", ".foot"].filter((part) => {
        const other = document.querySelector(part).getBoundingClientRect();
        return other.height > 0 && other.top < said.bottom - 1 && other.bottom > said.top + 1;
      });
    });
    assert.deepEqual(covered, []);
    await page.locator(".notices .toast").first().getByRole("button", { name: "Dismiss" }).click();
    await page.locator(".notices .toast").first().waitFor({ state: "detached" });
  });
}

for (const viewport of [{ width: 1280, height: 860 }, { width: 360, height: 740 }]) {
  test(`the guide covers nothing and ends by Escape from anywhere, ${viewport.width} px`, async () => {
    const { page } = await chromium.newPage({ viewport });
    await page.goto(chromium.site.url);
    await decided(page);
    await guide(page).waitFor();
    const open = () => page.locator(".document-row[aria-current='true'] .document-name").innerText();
    const before = viewport.width > 600 ? await open() : null;
    for (let step = 1; step <= 6; step += 1) {
      await guide(page).getByText(`Step ${step} of 6`, { exact: true }).waitFor();
      await page.locator("[data-guided]").waitFor();
      const covered = await page.evaluate(() => {
        const guide = document.querySelector("section.guide").getBoundingClientRect();
        // Beside it on a narrow page, which scrolls as a whole, stands the part that it speaks of.
        if (innerWidth < 700) {
          const part = document.querySelector("[data-guided]").getBoundingClientRect();
          const seen = guide.top >= 0 && guide.bottom <= innerHeight && part.top < innerHeight;
          return seen && (part.top >= guide.bottom - 1 || part.bottom <= guide.top + 1) ? [] : [`guide ${guide.top}-${guide.bottom}, part ${part.top}`];
        }
        return ["header.top", ".strip", "#policies", "#sign-ins", "#why", ".foot"].filter((part) => {
          const other = document.querySelector(part).getBoundingClientRect();
          const apart = other.bottom <= guide.top + 1 || other.top >= guide.bottom - 1 || other.width === 0;
          return !apart;
        });
      });
      assert.deepEqual(covered, [], `step ${step}`);
      if (step < 6) {
        await guide(page).getByRole("button", { name: "Next" }).click();
      }
    }
    await isAccessible(page, "the guide");
    await guide(page).getByText("Guide, step 6 of 6").waitFor({ state: "attached" });
    if (before !== null) {
      await eventually(async () => assert.equal(await open(), before, "the policies show what they showed"));
    }
    await banner(page).getByRole("button", { name: "Share" }).focus();
    await page.keyboard.press("Escape");
    await guide(page).waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement !== document.body);
  });
}
