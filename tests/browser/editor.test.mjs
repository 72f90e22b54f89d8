import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { accessibilityViolations, open } from "./lib/browser.mjs";
import { accept, add, applyFix, content, cursorBehind, documents, options, paste, textOf } from "./lib/editor.mjs";
import { settled } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

const POLICY = JSON.stringify(
  {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "First",
        Effect: "Deny",
        Principal: "*",
        Action: ["signin:Authenticate"],
        Resource: "*",
        Condition: { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
      },
      { Sid: "Second", Effect: "Deny", Principal: "*", Action: ["signin:*"], Resource: "*" },
    ],
  },
  null,
  2,
);

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

/** The page with an empty RCP, its editor ready. */
async function empty(options) {
  const opened = await chromium.newPage({ viewport: { width: 1300, height: 900 }, ...options });
  await opened.context.addInitScript(() =>
    localStorage.setItem(location.pathname.replace(/[^/]*$/, " vestibule.settings"), JSON.stringify({ guided: true })),
  );
  await opened.page.goto(chromium.site.url);
  await add(opened.page, "RCP");
  return opened;
}

test("a policy is written with the keyboard alone, by what is suggested", async () => {
  const { page, errors } = await empty();
  const keys = async (...pressed) => {
    for (const key of pressed) {
      await page.keyboard.press(key);
    }
  };
  await content(page).focus();
  await page.keyboard.type("{");
  await keys("Enter");
  await page.keyboard.type('"Ver');
  await accept(page, "Version");
  await keys("End");
  await page.keyboard.type(",");
  await keys("Enter");
  await page.keyboard.type('"Sta');
  await accept(page, "Statement");
  await page.keyboard.type('"Eff');
  await accept(page, "Effect");
  await eventually(async () => assert.deepEqual(JSON.parse(await textOf(page)), {
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny" }],
  }));
  assert.deepEqual(errors, []);
});

test("only keys that the statement's actions offer are suggested, with their phases", async () => {
  const { page } = await empty();
  await paste(page, POLICY.replace('"aws:SourceIp": "203.0.113.0/24"', '"": ""'));
  await cursorBehind(page, '"NotIpAddress": {\n          "');
  await page.keyboard.press("Control+Space");
  await options(page).first().waitFor();
  await eventually(async () => assert.match(await options(page).first().innerText(), /^aws:SourceIp\s*all phases$/));
  await page.keyboard.type("Principal");
  await options(page).filter({ hasText: "signin:PrincipalArn" }).waitFor();
  await eventually(async () => assert.match(await options(page).filter({ hasText: "signin:PrincipalArn" }).innerText(), /phase 1$/));
  // The statement is about phase 1 alone.
  await eventually(async () => assert.equal(await options(page).filter({ hasText: "aws:PrincipalArn" }).count(), 0));
  await accept(page, "signin:PrincipalArn");
  await eventually(async () => assert.match(await textOf(page), /"NotIpAddress": \{\s*"signin:PrincipalArn": ""/));
});

test("the documentation of a key tells which action sees it", async () => {
  const { page, errors } = await empty();
  await paste(page, POLICY);
  // What comes with the decision may move the text.
  await settled(page);
  await page.getByText('"aws:SourceIp"').hover();
  const tip = page.locator(".cm-tooltip-hover");
  await tip.waitFor();
  await eventually(async () => assert.match(await tip.innerText(), /public IP address[\s\S]*Authenticate\s+AuthorizeOAuth2Access\s+CreateOAuth2Token/));
  await eventually(async () => assert.match(await tip.innerText(), /Every sign-in\s+public internet only/));
  // The same without a pointer, and told to screen readers.
  await page.mouse.move(5, 5);
  await tip.waitFor({ state: "detached" });
  await cursorBehind(page, "NotIpAdd");
  await page.keyboard.press("Alt+F1");
  await page.locator(".cm-topic", { hasText: "When the key is missing, the test holds." }).waitFor();
  await page.getByRole("status").filter({ hasText: "the test holds" }).waitFor({ state: "attached" });
  await page.keyboard.press("Escape");
  await page.locator(".cm-topic").waitFor({ state: "detached" });
  assert.deepEqual(errors, []);
});

test("a finding is told where it is, and its fix is one key away", async () => {
  const { page, errors } = await empty();
  await paste(page, POLICY.replace("NotIpAddress", "NotIpAdress"));
  const squiggle = page.locator(".cm-lintRange-error").first();
  await squiggle.waitFor();
  await squiggle.hover();
  const tip = page.locator(".cm-tooltip-hover");
  await tip.getByRole("button", { name: 'Write "NotIpAddress"' }).waitFor();
  await page.mouse.move(5, 5);
  await cursorBehind(page, "NotIpAdress");
  await page.keyboard.press("Control+.");
  await applyFix(page);
  await page.waitForFunction((text) => document.querySelector(".cm-content").cmTile.root.view.state.doc.toString() === text, POLICY);
  await page.locator(".cm-lintRange-error").first().waitFor({ state: "detached" });
  await page.keyboard.press("ControlOrMeta+z");
  await eventually(async () => assert.match(await textOf(page), /NotIpAdress/));
  // The list under the editor leads there and fixes as well.
  await page.getByText("1 problem in this text").click();
  await page.locator(".document-problems").getByRole("button", { name: "Line 13" }).click();
  await page.locator(".cm-tooltip-lint, .cm-editor.cm-focused").first().waitFor();
  await page.locator(".document-problems").getByRole("button", { name: "Fix", exact: true }).click();
  await applyFix(page);
  await page.locator(".document-problems li.error").waitFor({ state: "detached" });
  await eventually(async () => assert.equal(await textOf(page), POLICY));
  assert.deepEqual(errors, []);
});

test("formatting lays out what can be read and keeps the rest", async () => {
  const { page } = await empty();
  await paste(page, JSON.stringify(JSON.parse(POLICY)));
  await page.keyboard.press("Shift+Alt+f");
  await eventually(async () => assert.deepEqual(JSON.parse(await textOf(page)), JSON.parse(POLICY)));
  await eventually(async () => assert.ok((await textOf(page)).split("\n").length > 15));
  await paste(page, '{"Statement":[{"Effect":"Deny"]} what is this');
  await page.getByRole("button", { name: "Format", exact: true }).click();
  const text = await textOf(page);
  assert.equal(text.replace(/\s/g, ""), '{"Statement":[{"Effect":"Deny"]}whatisthis');
  assert.ok(text.includes("\n"));
});

test("folding, searching, several cursors and the way back", async () => {
  const { page } = await empty();
  await paste(page, POLICY);
  await cursorBehind(page, '"Statement": [');
  await page.keyboard.press("Control+Shift+BracketLeft");
  await page.locator(".cm-foldPlaceholder").waitFor();
  await page.keyboard.press("Control+Shift+BracketRight");
  await page.locator(".cm-foldPlaceholder").waitFor({ state: "detached" });
  await page.keyboard.press("ControlOrMeta+f");
  await page.getByRole("textbox", { name: "Find" }).fill("Deny");
  await page.keyboard.press("Enter");
  await eventually(async () => assert.equal(await page.locator(".cm-searchMatch").count(), 2));
  await page.keyboard.press("Escape");
  await cursorBehind(page, "Den");
  await page.keyboard.press("ControlOrMeta+d");
  await page.keyboard.press("ControlOrMeta+d");
  await page.keyboard.insertText("Allow");
  await eventually(async () => assert.equal((await textOf(page)).match(/"Allow"/g).length, 2));
  await page.keyboard.press("ControlOrMeta+z");
  await eventually(async () => assert.equal(await textOf(page), POLICY));
  await page.keyboard.press("ControlOrMeta+Shift+Z");
  await eventually(async () => assert.equal((await textOf(page)).match(/"Allow"/g).length, 2));
});

test("letters come in their order, whether the evaluator answers or not", async () => {
  for (const answers of [true, false]) {
    const { page, errors } = await empty();
    if (!answers) {
      await page.evaluate(() => (Worker.prototype.postMessage = () => {}));
    }
    await content(page).focus();
    await page.keyboard.type('{"Id": "ab');
    await page.keyboard.press("Backspace");
    await page.keyboard.insertText("ü");
    await page.keyboard.type("cd");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Delete");
    await page.keyboard.type("[");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("End");
    await page.keyboard.type("!");
    await eventually(async () => assert.equal(await textOf(page), '{"Id": "aüc"}!', `answers: ${answers}`));
    await page.keyboard.type("xyz");
    await page.evaluate(() => {
      const { view } = document.querySelector(".cm-content").cmTile.root;
      view.dispatch({ changes: { from: 0, insert: "<" } });
    });
    await page.keyboard.type("[");
    await eventually(async () => assert.equal(await textOf(page), '<{"Id": "aüc"}!xyz[]', `answers: ${answers}`));
    await page.keyboard.type("?");
    await page.keyboard.press("ControlOrMeta+z");
    await page.keyboard.press("ControlOrMeta+y");
    await eventually(async () => assert.equal(await textOf(page), '<{"Id": "aüc"}!xyz[?]', `answers: ${answers}`));
    assert.deepEqual(errors, []);
  }
});

test("a cursor that is moved right behind a letter stays where it was put", async () => {
  const { page, errors } = await empty();
  await paste(page, '{"Id": ""}');
  await cursorBehind(page, '"Id": "');
  await page.keyboard.type("x");
  await page.evaluate(() => {
    const { view } = document.querySelector(".cm-content").cmTile.root;
    view.dispatch({ selection: { anchor: 0 } });
  });
  await page.keyboard.type(" ");
  await eventually(async () => assert.equal(await textOf(page), ' {"Id": "x"}'));
  assert.deepEqual(errors, []);
});

test("a letter is drawn by the key itself, whether or not it is decided", async () => {
  for (const answers of [true, false]) {
    const { page, errors } = await empty();
    await paste(page, POLICY);
    if (!answers) {
      await page.evaluate(() => (Worker.prototype.postMessage = () => {}));
    }
    await cursorBehind(page, "203.0.113.0/2");
    await page.evaluate(() => {
      globalThis.drawn = [];
      const line = () => [...document.querySelectorAll(".cm-line")].find(({ textContent }) => textContent.includes("203.0.113."));
      // The browser has put the letter there when it says so; a removal comes with its key.
      addEventListener("input", () => drawn.push(line().textContent.trim()), true);
      addEventListener("keydown", ({ key }) => key === "Backspace" && drawn.push(line().textContent.trim()));
    });
    await page.keyboard.press("5");
    await page.keyboard.press("Backspace");
    const lines = ["5", ""].map((letter) => `"aws:SourceIp": "203.0.113.0/2${letter}4"`);
    await eventually(async () => assert.deepEqual(await page.evaluate(() => drawn), lines, `answers: ${answers}`));
    assert.deepEqual(errors, []);
  }
});

test("the caret blinks, but not for who wants nothing to move", async () => {
  for (const [reducedMotion, expected] of [["no-preference", 1], ["reduce", 0]]) {
    const { page } = await empty({ reducedMotion });
    await content(page).click();
    await page.locator(".cm-focused .cm-cursorLayer").waitFor({ state: "attached" });
    const blinking = () =>
      document
        .querySelector(".cm-cursorLayer")
        .getAnimations()
        .filter(({ effect }) => effect.getTiming().duration > 0).length;
    await eventually(async () => assert.equal(await page.evaluate(blinking), expected, reducedMotion));
    await eventually(async () => assert.equal(await page.locator(".cm-cursor-primary").evaluate((caret) => getComputedStyle(caret).display), "block"));
  }
});

test("each document has its own way back", async () => {
  const { page } = await empty();
  await content(page).focus();
  await page.keyboard.insertText("first");
  await add(page, "SCP");
  await content(page).focus();
  await page.keyboard.insertText("second");
  await page.keyboard.press("ControlOrMeta+z");
  await eventually(async () => assert.equal(await textOf(page), ""));
  await page.keyboard.press("ControlOrMeta+z");
  await eventually(async () => assert.equal(await textOf(page), ""));
  const list = page.getByRole("navigation", { name: "Account and policies" });
  await list.getByRole("button", { name: /^RCP/ }).last().click();
  await eventually(async () => assert.equal(await textOf(page), "first"));
  await content(page).focus();
  await page.keyboard.press("ControlOrMeta+z");
  await eventually(async () => assert.equal(await textOf(page), ""));
});

test("Tab indents, and Escape then Tab leaves", async () => {
  const { page } = await empty();
  await content(page).focus();
  const described = await content(page).getAttribute("aria-describedby");
  await eventually(async () => assert.match(await page.locator(`#${described}`).textContent(), /press Escape, then Tab/));
  await page.keyboard.press("Tab");
  await eventually(async () => assert.equal(await textOf(page), "  "));
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await eventually(async () => assert.equal(await content(page).evaluate((element) => element.contains(document.activeElement)), false));
});

test("markup in a text stays text", async () => {
  const { page, errors } = await empty();
  const markup = '<img src=x onerror="globalThis.intruder = 1"><b>bold</b>';
  const text = JSON.stringify({ Statement: [{ Effect: markup, [markup]: 1, Condition: { [markup]: {} } }] });
  await paste(page, text);
  await page.locator(".cm-lintRange-error").first().waitFor();
  for (const range of (await page.locator(".cm-lintRange-error").all()).slice(0, 3)) {
    await range.hover();
    await page.locator(".cm-tooltip-hover").waitFor();
    await page.mouse.move(5, 5);
    await page.locator(".cm-tooltip-hover").waitFor({ state: "detached" });
  }
  await page.locator(".document-problems > summary").click();
  await page.locator(".document-problems li").first().waitFor();
  // CodeMirror's own pictures are empty and without a source.
  await eventually(async () => assert.equal(await page.locator(".documents img[src], .documents b").count(), 0));
  await eventually(async () => assert.equal(await page.evaluate(() => globalThis.intruder), undefined));
  await eventually(async () => assert.equal(await textOf(page), text));
  assert.deepEqual(errors, []);
});

test("a paste of one megabyte leaves the editor usable", async () => {
  const { page, errors } = await empty();
  const statement = { Sid: "S", Effect: "Deny", Principal: "*", Action: ["signin:*"], Resource: "*" };
  const many = { Version: "2012-10-17", Statement: Array.from({ length: 5000 }, () => statement) };
  const text = JSON.stringify(many, null, 2).slice(0, 1_000_000);
  await paste(page, text);
  await eventually(async () => assert.equal((await textOf(page)).length, text.length));
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("abcdefgh");
  await eventually(async () => assert.ok((await textOf(page)).startsWith("abcdefgh")));
  // Nor does it keep the rest of the page.
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("textbox", { name: "Account ID" }).fill("444455556666");
  assert.deepEqual(errors, []);
});

test("nothing on the page breaks its own policy, in light and dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, errors } = await empty({ colorScheme });
    await paste(page, POLICY.replace("NotIpAddress", "NotIpAdress"));
    await page.locator(".cm-lintRange-error").first().waitFor();
    await page.keyboard.press("ControlOrMeta+f");
    await page.getByRole("textbox", { name: "Find" }).waitFor();
    await eventually(async () => assert.deepEqual(await accessibilityViolations(page), [], colorScheme));
    await page.keyboard.press("Escape");
    await page.locator(".document-problems > summary").click();
    await eventually(async () => assert.deepEqual(await accessibilityViolations(page), [], colorScheme));
    await eventually(async () => assert.equal(await page.locator("style").count(), 0));
    assert.deepEqual(errors, []);
  }
});

test("where the editor does not come, a plain field does its work", async () => {
  const { page } = await chromium.newPage();
  await page.route(/\/editor-[0-9a-f]+\.js$/, (route) => route.abort());
  await page.goto(chromium.site.url);
  await documents(page).getByRole("button", { name: /^Add/ }).click();
  await page.getByRole("menuitem", { name: "RCP", exact: true }).click();
  await page.getByText("The editor could not be loaded.").waitFor();
  const plain = page.locator(".editor-plain");
  await plain.fill(JSON.stringify(JSON.parse(POLICY)));
  await page.getByRole("button", { name: "Format", exact: true }).click();
  await page.waitForFunction(() => document.querySelector(".editor-plain").value.split("\n").length > 15);
  await eventually(async () => assert.deepEqual(JSON.parse(await textOf(page)), JSON.parse(POLICY)));
  await eventually(async () => assert.deepEqual(await accessibilityViolations(page), []));
});

test("the editor speaks the language of the page", async () => {
  const { page } = await chromium.newPage({ locale: "ja-JP", viewport: { width: 1300, height: 900 } });
  await page.goto(chromium.site.url);
  await documents(page).getByRole("button", { name: /追加/ }).click();
  await page.getByRole("menuitem", { name: "RCP", exact: true }).click();
  await content(page).click();
  await page.keyboard.press("Control+Space");
  await options(page).filter({ hasText: "ネットワーク外からの拒否" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+f");
  await page.getByRole("textbox", { name: "検索" }).waitFor();
});
