import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { accessibilityViolations, downloaded, open } from "./lib/browser.mjs";
import { add, content, cursorBehind, documents, drop, entry, listed, paste, pasteInto, textOf } from "./lib/editor.mjs";
import { ALICE_INSIDE, ALICE_OUTSIDE, OFFICE_ONLY, cell, office, start, startWith, why } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

const POLICY = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "signin:*", Resource: "*" }] };
const RCP = {
  Version: "2012-10-17",
  Statement: [{ Sid: "Perimeter", Effect: "Deny", Principal: "*", Action: "signin:*", Resource: "*" }],
};
const described = {
  Policy: {
    PolicySummary: { Name: "perimeter", Type: "RESOURCE_CONTROL_POLICY" },
    Content: JSON.stringify(RCP),
  },
};
const endpoints = {
  VpcEndpoints: ["vpce-0123456789abcdef0", "vpce-0abcdef0123456789"].map((VpcEndpointId) => ({
    VpcEndpointId,
    ServiceName: "com.amazonaws.eu-west-1.signin",
    PolicyDocument: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] }),
  })),
};

let chromium;
before(async () => {
  // For the clipboard.
  chromium = await open({ own: true });
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

/** The page with one resource-based policy and one sign-in. */
const plain = () => startWith(chromium, office([ALICE_OUTSIDE]));

test("documents are added, named, moved to another layer and removed, and all of it can be undone", async () => {
  const { page, errors } = await plain();
  await eventually(async () => assert.deepEqual(await listed(page), ["Account", "Resource-based policy"]));
  await add(page, "SCP");
  await eventually(async () => assert.deepEqual(await listed(page), ["Account", "Resource-based policy", "SCP"]));
  await documents(page).getByRole("textbox", { name: "Name", exact: true }).fill("guardrails");
  await page.getByRole("textbox", { name: "Attached to" }).fill("ou-ab12-cdefghij");
  await eventually(async () => assert.match(await entry(page, "guardrails").innerText(), /guardrails\s+ou-ab12-cdefghij/));
  await page.getByRole("combobox", { name: "Kind" }).selectOption("Identity policy");
  await documents(page).getByRole("textbox", { name: "Principal", exact: true }).waitFor();
  await page.getByRole("button", { name: "More for this policy" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await eventually(async () => assert.deepEqual(await listed(page), ["Account", "Resource-based policy"]));
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await eventually(async () => assert.deepEqual(await listed(page), ["Account", "Resource-based policy", "guardrails"]));
  assert.deepEqual(errors, []);
});

test("documents of a layer are put in order, by keys and by dragging", async () => {
  const { page } = await plain();
  for (const name of ["one", "two", "three"]) {
    await add(page, "RCP");
    await documents(page).getByRole("textbox", { name: "Name", exact: true }).fill(name);
  }
  const order = async () => (await listed(page)).slice(2);
  await eventually(async () => assert.deepEqual(await order(), ["one", "two", "three"]));
  await entry(page, "three").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await eventually(async () => assert.deepEqual(await order(), ["one", "three", "two"]));
  await entry(page, "one").dragTo(entry(page, "two"));
  await eventually(async () => assert.deepEqual(await order(), ["three", "two", "one"]));
});

test("RCPs and SCPs stand together by what they are attached to", async () => {
  const { page, errors } = await plain();
  const fill = (label, text) => documents(page).getByRole("textbox", { name: label, exact: true }).fill(text);
  for (const [name, target] of [
    ["allow", "r-ab12"],
    ["guardrail", "111122223333"],
    ["regions", "r-ab12"],
    ["lost", ""],
  ]) {
    await add(page, "SCP");
    await fill("Name", name);
    await fill("Attached to", target);
  }
  const groups = () =>
    page.evaluate(() =>
      [...document.querySelectorAll(".document-group")].map((group) => {
        const list = group.querySelector("ul");
        const label = document.getElementById(list.getAttribute("aria-labelledby")).textContent;
        return `${label}: ${[...list.querySelectorAll(".document-name")].map((name) => name.textContent)}`;
      }),
    );
  await eventually(async () => assert.deepEqual(await groups(), ["r-ab12: allow,regions", "111122223333: guardrail", "No attachment stated: lost"]));
  // Within its group a policy moves, past those of other groups.
  await entry(page, "regions").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await page.keyboard.press("Alt+ArrowUp");
  await eventually(async () => assert.deepEqual((await groups())[0], "r-ab12: regions,allow"));
  await entry(page, "allow").dragTo(entry(page, "regions"));
  await eventually(async () => assert.deepEqual((await groups())[0], "r-ab12: allow,regions"));
  await entry(page, "allow").dragTo(entry(page, "guardrail"));
  await eventually(async () => assert.deepEqual(await groups(), ["r-ab12: allow,regions", "111122223333: guardrail", "No attachment stated: lost"]));
  await entry(page, "lost").click();
  await fill("Attached to", "r-ab12");
  await eventually(async () => assert.deepEqual(await groups(), ["r-ab12: allow,regions,lost", "111122223333: guardrail"]));
  assert.deepEqual(errors, []);
});

test("files are dropped: policies, outputs of AWS commands, a case file", async () => {
  const { page, errors } = await plain();
  await drop(page, [
    { name: "deny-all.json", text: JSON.stringify(POLICY) },
    { name: "described.json", text: JSON.stringify(described) },
    { name: "endpoints.json", text: JSON.stringify(endpoints) },
  ]);
  await page.getByText("4 policies were added.").waitFor();
  await eventually(async () => assert.deepEqual((await listed(page)).slice(2).sort(), [
    "deny-all",
    "perimeter",
    "vpce-0123456789abcdef0",
    "vpce-0abcdef0123456789",
  ]));
  await drop(page, [{ name: "case.json", text: JSON.stringify(office([ALICE_OUTSIDE])) }]);
  await page.waitForFunction(() => document.querySelectorAll(".document-row").length === 2);
  assert.deepEqual(errors, []);
});

test("a dropped file does not end up in the text that is open", async () => {
  const { page } = await plain();
  await content(page).waitFor();
  const before = await textOf(page);
  await drop(page, [{ name: "deny-all.json", text: JSON.stringify(POLICY) }], ".cm-content");
  await entry(page, "deny-all").waitFor();
  await entry(page, "Resource-based policy").click();
  await eventually(async () => assert.equal(await textOf(page), before));
});

test("a pasted output is recognised, and its policy can be kept alone", async () => {
  const { page, errors } = await plain();
  await add(page, "SCP");
  await paste(page, JSON.stringify(described, null, 2));
  await page.getByText("This is the output of aws organizations describe-policy.").waitFor();
  await page.getByRole("button", { name: "Move to: Resource control policies (RCP)" }).click();
  await page.getByRole("button", { name: "Extract the policy" }).click();
  await eventually(async () => assert.deepEqual(JSON.parse(await textOf(page)), RCP));
  await eventually(async () => assert.deepEqual(await listed(page), ["Account", "Resource-based policy", "perimeter"]));
  assert.deepEqual(errors, []);
});

test("an output with several policies is split", async () => {
  const { page } = await plain();
  await add(page, "VPC endpoint policy");
  await paste(page, JSON.stringify(endpoints, null, 2));
  await page.getByRole("button", { name: "Extract 2 policies" }).click();
  await eventually(async () => assert.deepEqual((await listed(page)).slice(2), ["vpce-0123456789abcdef0", "vpce-0abcdef0123456789"]));
});

test("a text pasted beside the editor becomes a document", async () => {
  const { page } = await plain();
  await pasteInto(entry(page, "Account"), JSON.stringify(POLICY));
  await entry(page, "SCP").waitFor();
  await eventually(async () => assert.deepEqual(JSON.parse(await textOf(page)), POLICY));
});

test("a document is copied and downloaded", async () => {
  const { page, context } = await plain();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const more = () => page.getByRole("button", { name: "More for this policy" }).click();
  await more();
  await page.getByRole("menuitem", { name: "Copy the text" }).click();
  await page.getByText("The text was copied.").waitFor({ state: "attached" });
  await eventually(async () => assert.deepEqual(JSON.parse(await page.evaluate(() => navigator.clipboard.readText())), OFFICE_ONLY));
  await more();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Download" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "resourceBased.json");
  assert.deepEqual(JSON.parse(await downloaded(download)), OFFICE_ONLY);
});

test("the deciding statement lights up, and the cursor tells the table where it is", async () => {
  const { page } = await plain();
  await cell(page, "Alice, home", "1").click();
  await page.locator(".cm-lit-line").first().waitFor();
  const lit = (await page.locator(".cm-lit-line").allInnerTexts()).join("\n");
  assert.match(lit, /OfficeOnly/);
  // From why to the text: the place is selected and has the focus.
  await why(page).getByRole("button", { name: /line \d+/ }).first().click();
  await page.waitForFunction(() => document.activeElement?.closest(".cm-editor") !== null);
  const selected = await page.evaluate(() => {
    const { state } = document.querySelector(".cm-content").cmTile.root.view;
    return state.sliceDoc(state.selection.main.from, state.selection.main.to);
  });
  assert.match(selected, /aws:SourceIp|OfficeOnly/);
  // And back: the cells that the statement under the cursor decides are marked.
  await cursorBehind(page, "OfficeOnly");
  await page.locator("td.lit").first().waitFor();
  await cursorBehind(page, '"Version"');
  await page.locator("td.lit").first().waitFor({ state: "detached" });
});

/** A second and a third statement that deny what the first one does. */
const THRICE = {
  ...OFFICE_ONLY,
  Statement: ["OfficeOnly", "Second", "Third"].map((Sid) => ({ ...OFFICE_ONLY.Statement[0], Sid })),
};

test("every statement that decides lights its cells", async () => {
  const { page } = await startWith(chromium, office([ALICE_OUTSIDE], THRICE));
  await content(page).waitFor();
  for (const Sid of ["Second", "OfficeOnly", "Third"]) {
    await cursorBehind(page, Sid);
    await page.locator("td.lit").first().waitFor();
    await eventually(async () => assert.ok((await page.locator("td.lit").count()) >= 1, Sid));
    await cursorBehind(page, '"Version"');
    await page.locator("td.lit").first().waitFor({ state: "detached" });
  }
});

/** Alice is stopped at the door by one policy, in the office behind it by the other. */
const TWO_POLICIES = {
  ...office([ALICE_OUTSIDE, ALICE_INSIDE]),
  account: { id: "777788889999", organization: { id: "o-a1b2c3d4e5", managementAccount: false } },
  policies: {
    resourceBased: OFFICE_ONLY,
    serviceControl: [
      {
        name: "no tokens",
        document: {
          Version: "2012-10-17",
          Statement: [{ Sid: "NoTokens", Effect: "Deny", Action: "signin:CreateOAuth2Token", Resource: "*" }],
        },
      },
    ],
  },
};

const isOpen = (page, name) => page.locator(".document-row[aria-current='true']", { hasText: name }).waitFor();
const isLit = (page, text) => page.locator(".cm-lit-line", { hasText: text }).first().waitFor();

test("selecting a cell opens the policy that decides and marks it in the list", async () => {
  const { page, errors } = await startWith(chromium, TWO_POLICIES);
  await content(page).waitFor();
  await cursorBehind(page, "NotIpAddress");
  const head = () => page.evaluate(() => document.querySelector(".cm-content").cmTile.root.view.state.selection.main.head);
  const before = await head();
  await cell(page, "Alice, office", "3").click();
  await isOpen(page, "no tokens");
  await isLit(page, "NoTokens");
  const marked = page.locator(".document-row.deciding .document-name");
  await eventually(async () => assert.deepEqual(await marked.allInnerTexts(), ["no tokens"]));
  await eventually(async () => assert.match(await entry(page, "no tokens").innerText(), /Decides the selected cell/));
  // The keyboard stays in the table, and what was left is found as it was.
  await eventually(async () => assert.ok(await page.evaluate(() => document.activeElement.closest("[data-column]") !== null)));
  await cell(page, "Alice, home", "1").click();
  await isOpen(page, "Resource-based policy");
  await isLit(page, "OfficeOnly");
  await eventually(async () => assert.equal(await head(), before));
  await eventually(async () => assert.deepEqual(await marked.allInnerTexts(), ["Resource-based policy"]));
  // Where nothing decides, nothing else is opened.
  await cell(page, "Alice, office", "1").click();
  await page.locator(".document-row.deciding").waitFor({ state: "detached" });
  await isOpen(page, "Resource-based policy");
  await eventually(async () => assert.deepEqual(await accessibilityViolations(page), []));
  assert.deepEqual(errors, []);
});

test("on a narrow page selecting leaves the table in sight", async () => {
  const { page } = await startWith(chromium, TWO_POLICIES, { viewport: { width: 400, height: 800 } });
  const panels = page.getByRole("navigation", { name: "Parts of the page" });
  await panels.getByRole("button", { name: "Results" }).click();
  await cell(page, "Alice, office", "3").click();
  await eventually(async () => assert.ok(await cell(page, "Alice, office", "3").isVisible()));
  await panels.getByRole("button", { name: "Policies" }).click();
  await isOpen(page, "no tokens");
});

test("the account is the first entry, and its mistakes are counted there", async () => {
  const { page } = await plain();
  await entry(page, "Account").click();
  await page.getByRole("textbox", { name: "Account ID" }).fill("1234");
  await entry(page, "Account").getByText("1 error").waitFor({ state: "attached" });
  await eventually(async () => assert.deepEqual(await accessibilityViolations(page), []));
  await entry(page, "Resource-based policy").click();
  await content(page).waitFor();
  await eventually(async () => assert.equal(JSON.parse(await textOf(page)).Statement[0].Sid, "OfficeOnly"));
});

test("files can be dropped anywhere, and the page stays", async () => {
  const { page, errors } = await plain();
  const places = ["#why", ".grid", "header.top", ".foot", ".document-list", "body"];
  for (const [at, place] of places.entries()) {
    await drop(page, [{ name: `dropped-${at}.json`, text: JSON.stringify(POLICY) }], place);
    await entry(page, `dropped-${at}`).waitFor();
  }
  // The browser leaves the page for a file that nobody takes, or refuses.
  const kept = (place) =>
    page.locator(place).first().evaluate((element) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["{}"], "over.json"));
      const event = (type) => new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
      return ["dragover", "drop"].map((type) => !element.dispatchEvent(event(type)));
    });
  for (const place of [...places, ".cm-content"]) {
    await eventually(async () => assert.deepEqual(await kept(place), [true, true], place));
  }
  await page.getByRole("banner").getByRole("button", { name: "Examples", exact: true }).click();
  await page.getByRole("dialog").waitFor();
  const before = await listed(page);
  await eventually(async () => assert.deepEqual(await kept("dialog"), [true, true]));
  await page.keyboard.press("Escape");
  // A file that comes later shows that the other one did not.
  await drop(page, [{ name: "later.json", text: JSON.stringify(POLICY) }]);
  await entry(page, "later").waitFor();
  await eventually(async () => assert.equal((await listed(page)).length, before.length + 1));
  await eventually(async () => assert.equal(await page.locator(".drop-here").count(), 0));
  assert.deepEqual(errors, []);
});

test("of two resource-based policies the second is not taken, and that is said", async () => {
  const { page } = await start(chromium);
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  const rbp = (Sid) => JSON.stringify({ signinResourceBasedPolicy: { ...THRICE, Id: Sid } });
  await drop(page, [
    { name: "first.json", text: rbp("first") },
    { name: "second.json", text: rbp("second") },
  ]);
  await page.getByText("“second” was not added: an account has only one resource-based policy").waitFor();
  await page.getByText("One policy was added.").waitFor();
  await eventually(async () => assert.deepEqual(await listed(page), ["Account", "first"]));
  await content(page).waitFor();
  await eventually(async () => assert.match(await textOf(page), /"Id":"first"/));
});

test("the ARN of a policy that AWS manages becomes its text", async () => {
  const { page } = await start(chromium);
  const name = "SignInLocalDevelopmentAccess";
  await pasteInto(entry(page, "Account"), `arn:aws:iam::aws:policy/${name}\n`);
  await entry(page, name).waitFor();
  await eventually(async () => assert.deepEqual(await listed(page), ["Account", name]));
  await eventually(async () => assert.match(await textOf(page), /signin:AuthorizeOAuth2Access/));
});

test("files of no use are told and change nothing", async () => {
  const { page } = await start(chromium);
  const before = await listed(page);
  await drop(page, [
    { name: "map.png", text: "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR" },
    { name: "README.md", text: "# Policies\n\nWhat they are for.\n" },
  ]);
  await page.getByText("“map.png” was not added: it contains no JSON").waitFor();
  await page.getByText("“README.md” was not added: it contains no JSON").waitFor();
  await entry(page, "Account").focus();
  await entry(page, "Account").evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "see you tomorrow");
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await page.getByText(/^Not added: /).waitFor();
  await eventually(async () => assert.deepEqual(await listed(page), before));
  await drop(page, [{ name: "huge.json", text: "x".repeat(4_300_000) }]);
  await page.getByText("“huge.json” is larger than 4 MB and was not added.").waitFor();
  await eventually(async () => assert.deepEqual(await listed(page), before));
});
