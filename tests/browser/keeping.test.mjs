import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { downloaded, open } from "./lib/browser.mjs";
import { openCase } from "./lib/cases.mjs";
import { content, cursorBehind, field, paste, reads, textOf, thought } from "./lib/editor.mjs";
import {
  ALICE_INSIDE,
  ALICE_OUTSIDE,
  decided,
  edit,
  names,
  office,
  row,
  says,
  start,
  startWith,
  word,
  still,
} from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

const TWO = office([ALICE_INSIDE, ALICE_OUTSIDE]);
const KEPT = "Saved in this browser";

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const menu = async (page, item) => {
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
};

const workspace = (page) => page.getByRole("button", { name: /^Workspace/ }).innerText();

/** Waits until the workspace of that name is shown. */
const shows = (page, name) => page.getByRole("button", { name: `Workspace ${name}`, exact: true }).waitFor();

const versions = async (page) => {
  await menu(page, "Names and versions…");
  const dialog = page.getByRole("dialog", { name: "Names and versions" });
  await dialog.waitFor();
  return dialog;
};

const notice = (page, text) => page.getByRole("region", { name: "Messages" }).getByText(text);

/** Types behind everything that is in the open document. */
async function type(page, text) {
  await content(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText(text);
}

/** Leaves the page no room, until `empty`. */
const fill = (page) =>
  page.evaluate(() => {
    for (let [size, number] = [2_000_000, 0]; size > 10; number += 1) {
      try {
        localStorage.setItem(`fill${number}`, "x".repeat(size));
      } catch {
        size = Math.floor(size / 2);
      }
    }
  });

const empty = (page) =>
  page.evaluate(() => {
    for (const name of Object.keys(localStorage).filter((name) => name.startsWith("fill"))) {
      localStorage.removeItem(name);
    }
  });

/** A page in a browser that lets it keep nothing. */
async function startDenied() {
  const opened = await chromium.newPage();
  await opened.context.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      });
    }
  });
  await opened.page.goto(chromium.site.url);
  await withoutGuide(opened.page);
  return opened;
}

/** Waits until the page has decided, and puts away the guide of a first visit. */
async function withoutGuide(page) {
  await decided(page);
  await page.getByRole("button", { name: "Close the guide" }).click();
}

/** Leaves the page, and says whether the browser asked first; `stay` then answers no. */
async function asksBeforeItGoes(page, { stay = false } = {}) {
  let asked = false;
  const answer = (dialog) => {
    assert.equal(dialog.type(), "beforeunload");
    asked = true;
    return stay ? dialog.dismiss() : dialog.accept();
  };
  page.once("dialog", answer);
  if (stay) {
    const dialog = page.waitForEvent("dialog");
    await page.evaluate(() => void setTimeout(() => location.reload()));
    await dialog;
  } else {
    await page.reload();
  }
  page.off("dialog", answer);
  return asked;
}

/** Opens the second example beside what is there. */
async function openExample(page) {
  const before = await page.evaluate(() => history.length);
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("button", { name: /^Open / }).nth(1).click();
  await row(page, "Alice, home").waitFor({ state: "detached" });
  await decided(page);
  // It has its entry in the history a moment after it is shown.
  await page.waitForFunction((length) => history.length > length, before);
}

/** Everything that the browser keeps. */
/** What is stored, by the names that the page knows it by. */
const stored = (page) =>
  page.evaluate(() => {
    const folder = location.pathname.replace(/[^/]*$/, " ");
    const ours = Object.entries(localStorage).filter(([name]) => name.startsWith(folder));
    return Object.fromEntries(ours.map(([name, text]) => [name.slice(folder.length), text]));
  });

/** Puts the guide away before the page opens. */
const withoutTheGuide = (context) =>
  context.addInitScript(() => {
    const name = location.pathname.replace(/[^/]*$/, " vestibule.settings");
    localStorage.setItem(name, JSON.stringify({ guided: true }));
  });

test("a reload in the middle of a word loses nothing", async () => {
  const { page, errors } = await startWith(chromium, TWO);
  await type(page, '{ "half": "é😀');
  await page.reload();
  await decided(page);
  await eventually(async () => assert.ok((await textOf(page)).endsWith('{ "half": "é😀'), await textOf(page)));
  const fields = await edit(page, "Alice, home");
  await fields.getByLabel("Address").fill("203.0.113.99");
  await page.reload();
  await decided(page);
  await eventually(async () => assert.match(await row(page, "Alice, home").innerText(), /203\.0\.113\.99/));
  assert.deepEqual(errors, []);
});

test("the way back leads over documents, rows and the account, and forth again", async () => {
  const { page } = await startWith(chromium, TWO);
  const before = await textOf(page);
  await paste(page, '{ "Version": "2012-10-17", "Statement": [] }');
  await says(page, "Alice, home", "outcome", "Allowed");
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByLabel("Account ID").fill("444455556666");
  const undo = page.getByRole("button", { name: "Undo", exact: true });
  const redo = page.getByRole("button", { name: "Redo", exact: true });
  await undo.click();
  await eventually(async () => assert.equal(await page.getByLabel("Account ID").inputValue(), "777788889999"));
  while (await undo.isEnabled()) {
    await undo.click();
  }
  await says(page, "Alice, home", "outcome", "Denied");
  await page.getByRole("navigation", { name: "Account and policies" }).getByRole("button").nth(1).click();
  await eventually(async () => assert.equal(await textOf(page), before));
  while (await redo.isEnabled()) {
    await redo.click();
  }
  await reads(page, /"Statement": \[\]/);
  await page.getByRole("button", { name: /^Account/ }).click();
  await eventually(async () => assert.equal(await page.getByLabel("Account ID").inputValue(), "444455556666"));
});

test("a step of typing ends with a pause, a jump of the cursor, and when the focus goes", async () => {
  const { page, errors } = await startWith(chromium, office([ALICE_OUTSIDE]));
  await content(page).waitFor();
  const sid = async () => /"Sid": "([^"]*)"/.exec(await textOf(page))[1];
  const types = (text) => page.keyboard.insertText(text);
  await cursorBehind(page, '"Sid": "Office');
  await types("a");
  await types("b");
  await thought(page, 1_500);
  await types("c");
  await page.keyboard.press("ArrowRight");
  await types("d");
  await page.getByRole("tab", { name: "Map" }).click();
  await cursorBehind(page, '"Sid": "Officeab');
  await types("e");
  const undo = page.getByRole("banner").getByRole("button", { name: "Undo", exact: true });
  const seen = [await sid()];
  while (seen.at(-1) !== "OfficeOnly") {
    await undo.click();
    await eventually(async () => assert.notEqual(await sid(), seen.at(-1)));
    seen.push(await sid());
  }
  assert.deepEqual(seen, ["OfficeabecOdnly", "OfficeabcOdnly", "OfficeabcOnly", "OfficeabOnly", "OfficeOnly"]);
  assert.deepEqual(errors, []);
});

test("an example opens beside the work, and the back button leads to it again", async () => {
  const { page } = await startWith(chromium, TWO);
  await page.getByText(KEPT).waitFor();
  await openExample(page);
  const example = await workspace(page);
  await page.getByText(KEPT).waitFor();
  await page.goBack();
  await shows(page, "case");
  await says(page, "Alice, home", "outcome", "Denied");
  await page.goForward();
  await shows(page, example);
  // It is in the list of workspaces, too.
  const dialog = await versions(page);
  await dialog.getByRole("button", { name: "Open case" }).click();
  await shows(page, "case");
});

test("a link opens beside the work, is opened once, and a broken one changes nothing", async () => {
  const { page, context } = await startWith(chromium, TWO);
  await page.getByText(KEPT).waitFor();
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const link = await page.getByRole("dialog").getByLabel("Link", { exact: true }).inputValue();
  const other = await context.newPage();
  await other.goto(link);
  await shows(other, "Shared case");
  await decided(other);
  await eventually(async () => assert.deepEqual(await names(other), ["Alice, office", "Alice, home"]));
  assert.equal(new URL(other.url()).hash, "");
  await other.getByText(KEPT).waitFor();
  await other.reload();
  await shows(other, "Shared case");
  const dialog = await versions(other);
  await eventually(async () => assert.equal(await dialog.getByRole("listitem").filter({ hasText: "Shared case" }).count(), 1));
  await eventually(async () => assert.equal(await dialog.getByRole("listitem").filter({ hasText: "case" }).count(), 2));
  await other.keyboard.press("Escape");

  await other.goto(`${chromium.site.url}#case=1.AAAA`);
  await notice(other, /The share link cannot be opened/).waitFor();
  await shows(other, "Shared case");
  await eventually(async () => assert.deepEqual(await names(other), ["Alice, office", "Alice, home"]));
});

test("two tabs write nothing over each other: the later one says so, and both are there", async () => {
  const { page, context } = await startWith(chromium, TWO);
  await page.getByText(KEPT).waitFor();
  const other = await context.newPage();
  await other.goto(chromium.site.url);
  await decided(other);
  await shows(other, "case");
  await type(page, " // first tab");
  await page.getByText(KEPT).waitFor();
  await type(other, " // second tab");
  await notice(other, "Another tab changed this workspace.").waitFor();
  const dialog = await versions(other);
  const version = dialog.getByRole("listitem").filter({ hasText: "from another tab" });
  await version.getByRole("button", { name: /^Restore/ }).click();
  await notice(other, "The version was restored.").waitFor();
  await other.keyboard.press("Escape");
  await reads(other, /first tab$/);
  await other.getByRole("button", { name: "Undo", exact: true }).first().click();
  await reads(other, /second tab$/);
});

test("versions of one minute have names that differ", async () => {
  const { page } = await startWith(chromium, office([ALICE_OUTSIDE]));
  for (const text of ["{}", "[]", "{ }"]) {
    await paste(page, text);
    await page.getByText(KEPT).waitFor();
    const dialog = await versions(page);
    await dialog.getByRole("button", { name: "Save a version" }).click();
    await page.keyboard.press("Escape");
    await thought(page, 1_000);
  }
  const dialog = await versions(page);
  const restore = dialog.getByRole("button", { name: /^Restore/ });
  await restore.nth(1).waitFor();
  const names = await restore.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
  assert.ok(names.length > 1 && new Set(names).size === names.length, names.join("; "));
});

test("a version is kept by hand, restored, and goes with its workspace", async () => {
  const { page } = await startWith(chromium, TWO);
  const first = await textOf(page);
  let dialog = await versions(page);
  await dialog.getByRole("button", { name: "Save a version" }).click();
  await dialog.getByText("policies: 1, sign-ins: 2").waitFor();
  await dialog.getByLabel("Name of this workspace").fill("Perimeter of the secret");
  await page.keyboard.press("Escape");
  await paste(page, '{ "Version": "2012-10-17", "Statement": [] }');
  await says(page, "Alice, home", "outcome", "Allowed");
  dialog = await versions(page);
  await dialog.getByRole("button", { name: /^Restore/ }).last().click();
  await page.keyboard.press("Escape");
  await says(page, "Alice, home", "outcome", "Denied");
  await eventually(async () => assert.equal(await textOf(page), first));
  await page.getByText(KEPT).waitFor();

  dialog = await versions(page);
  const own = dialog.getByRole("listitem").filter({ has: page.getByText("open", { exact: true }) });
  await own.getByRole("button", { name: /^Remove/ }).click();
  await own.getByRole("button", { name: /permanently\?$/ }).click();
  await shows(page, "Untitled");
  const left = JSON.stringify(await stored(page));
  assert.doesNotMatch(left, /OfficeOnly|of the secret/);
});

test("a full storage is said, and what is shown goes on", async () => {
  const { page, errors } = await startWith(chromium, TWO);
  await page.getByText(KEPT).waitFor();
  await fill(page);
  await paste(page, `{ "Version": "2012-10-17", "Id": "${"y".repeat(4_000)}", "Statement": [] }`);
  await notice(page, /This browser has no room left/).waitFor();
  await page.getByText("Not saved: this browser has no room left for the page").waitFor();
  await says(page, "Alice, home", "outcome", "Allowed");
  // What was kept before is not damaged, and there is room again.
  await eventually(async () => assert.match(JSON.stringify(await stored(page)), /OfficeOnly/));
  await empty(page);
  await type(page, " ");
  await page.getByText(KEPT).waitFor();
  await eventually(async () => assert.match(JSON.stringify(await stored(page)), /yyyy/));
  assert.deepEqual(errors, []);
});

test("a browser that keeps nothing is told of, and the page works", async () => {
  const { page, errors } = await startDenied();
  await notice(page, /This browser does not let the page save anything/).waitFor();
  await openCase(page, "case", TWO);
  await says(page, "Alice, home", "outcome", "Denied");
  assert.deepEqual(errors, []);
});

test("what the browser refuses to keep is there as long as the tab is", async () => {
  const { page, errors } = await startDenied();
  // An example that nobody changed would not be missed.
  await eventually(async () => assert.equal(await asksBeforeItGoes(page), false));
  await withoutGuide(page);
  await openCase(page, "case", TWO);
  await says(page, "Alice, home", "outcome", "Denied");
  await type(page, " // mine");
  await openExample(page);
  await page.goBack();
  await shows(page, "case");
  await reads(page, /mine$/);
  await page.getByText("Not saved: this browser does not let the page save anything").waitFor();
  await menu(page, "New workspace");
  await shows(page, "Untitled");
  let dialog = await versions(page);
  const item = dialog.getByRole("listitem").filter({ hasText: "case" });
  await item.getByText("only in this tab").waitFor();
  await item.getByRole("button", { name: "Open case" }).click();
  await shows(page, "case");
  await reads(page, /mine$/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const link = await page.getByRole("dialog").getByLabel("Link", { exact: true }).inputValue();
  await page.keyboard.press("Escape");
  await type(page, "!");
  await page.evaluate((hash) => void (location.hash = hash), new URL(link).hash);
  await shows(page, "Shared case");
  // It has its entry in the history a moment after it is shown.
  await page.waitForFunction(() => history.state !== null);
  await page.goBack();
  await shows(page, "case");
  await reads(page, /mine!$/);
  // So does a version.
  dialog = await versions(page);
  await dialog.getByRole("button", { name: "Save a version" }).click();
  const kept = dialog.getByRole("listitem").filter({ has: page.locator("[aria-pressed=true]") });
  await kept.getByText("only in this tab").waitFor();
  await page.keyboard.press("Escape");
  await type(page, " // gone");
  dialog = await versions(page);
  await kept.getByRole("button", { name: /^Restore/ }).click();
  await page.keyboard.press("Escape");
  await reads(page, /mine!$/);
  await eventually(async () => assert.equal(await asksBeforeItGoes(page, { stay: true }), true));
  await reads(page, /mine!$/);
  assert.deepEqual(errors, []);
});

test("what had no room is there as long as the tab is, and stored when there is room", async () => {
  const { page, errors } = await startWith(chromium, TWO);
  await page.getByText(KEPT).waitFor();
  await fill(page);
  await type(page, ` // ${"y".repeat(4_000)} mine`);
  await page.getByText("Not saved: this browser has no room left for the page").waitFor();
  const dialog = await versions(page);
  await dialog.getByRole("button", { name: "Save a version" }).click();
  const kept = dialog.getByRole("listitem").filter({ has: page.locator("[aria-pressed=true]") });
  await kept.getByText("only in this tab").waitFor();
  await page.keyboard.press("Escape");
  await openExample(page);
  await page.goBack();
  await shows(page, "case");
  await reads(page, /yy mine$/);
  await menu(page, "New workspace");
  await shows(page, "Untitled");
  await eventually(async () => assert.equal(await asksBeforeItGoes(page, { stay: true }), true));
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitemradio", { name: "case", exact: true }).click();
  await shows(page, "case");
  await reads(page, /yy mine$/);
  await empty(page);
  await eventually(async () => assert.equal(await asksBeforeItGoes(page), false));
  await decided(page);
  await shows(page, "case");
  await reads(page, /yy mine$/);
  await page.getByText(KEPT).waitFor();
  await versions(page);
  await kept.waitFor();
  await eventually(async () => assert.equal(await dialog.getByText("only in this tab").count(), 0));
  assert.deepEqual(errors, []);
});

test("the way back to a workspace that was removed leads nowhere, and says so", async () => {
  const { page } = await startWith(chromium, TWO);
  await page.getByText(KEPT).waitFor();
  await openExample(page);
  const example = (await workspace(page)).trim();
  await page.getByText(KEPT).waitFor();
  const dialog = await versions(page);
  await dialog.getByRole("button", { name: "Remove case" }).click();
  await dialog.getByRole("button", { name: "Remove case permanently?" }).click();
  await page.keyboard.press("Escape");
  await page.goBack();
  await notice(page, "That workspace no longer exists. This one stays.").waitFor();
  await shows(page, example);
  // The address stands for what is shown from then on.
  await page.reload();
  await decided(page);
  await shows(page, example);
  await page.goForward();
  await shows(page, example);
  await notice(page, /no longer there/).waitFor({ state: "detached" });
});

test("what cannot be read is put aside, and the rest opens", async () => {
  const { page } = await startWith(chromium, TWO);
  await page.getByText(KEPT).waitFor();
  await page.evaluate(() => {
    const folder = location.pathname.replace(/[^/]*$/, " ");
    localStorage.setItem(`${folder}vestibule.workspace.bad`, '{"format":2,"name":"bad"');
    localStorage.setItem(`${folder}vestibule.current`, "bad");
    localStorage.setItem(`${folder}vestibule.settings`, "{{{");
    sessionStorage.setItem(`${folder}vestibule.tab`, "bad");
  });
  await page.reload();
  await notice(page, /It was set aside, not deleted/).waitFor();
  await shows(page, "case");
  await says(page, "Alice, home", "outcome", "Denied");
  const kept = await stored(page);
  assert.equal(kept["vestibule.workspace.bad"], undefined);
  const aside = Object.entries(kept).filter(([name]) => name.startsWith("vestibule.unreadable."));
  assert.deepEqual(aside.map(([, text]) => text), ['{"format":2,"name":"bad"']);
});

test("a case file goes out as it came in, with what nobody knows", async () => {
  const { page } = await start(chromium);
  const file = { ...TWO, comment: { by: "us" } };
  file.requests = [{ ...ALICE_INSIDE, ticket: 7, expect: { outcome: "allowed" } }, ALICE_OUTSIDE];
  await openCase(page, "ours", file);
  await notice(page, /“ours\.json” was opened/).waitFor();
  await notice(page, /comment/).waitFor();
  await notice(page, /ticket/).waitFor();
  await shows(page, "ours");
  await menu(page, "Import and export…");
  const dialog = page.getByRole("dialog", { name: "Import and export" });
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: /^Download/ }).click();
  const exported = JSON.parse(await downloaded(await download));
  assert.deepEqual(exported.comment, file.comment);
  assert.equal(exported.requests[0].ticket, 7);
  assert.deepEqual(exported.requests[0].expect, { outcome: "allowed" });
  assert.deepEqual(exported.policies, file.policies);
  assert.equal(exported.requests[1].principal, ALICE_OUTSIDE.principal);
});

test("a runaway worker is stopped without losing text, and decides again when that is asked for", async () => {
  const { page, context, errors } = await chromium.newPage();
  await withoutTheGuide(context);
  // A worker that takes an order and never comes back.
  const hangs = (route) =>
    route.fulfill({
      contentType: "text/javascript",
      body: "onmessage = () => { for (;;) {} }; postMessage(null);",
    });
  await context.route("**/worker.js*", hangs);
  await page.goto(chromium.site.url);
  const working = page.getByText("Still working");
  await working.waitFor();
  // The page is not held up.
  await type(page, " // typed meanwhile");
  await reads(page, /typed meanwhile$/);
  await context.unroute("**/worker.js*", hangs);
  await page.getByRole("button", { name: "Cancel" }).click();
  const stopped = page.getByText("Stopped. The results shown are the earlier ones.");
  await stopped.waitFor();
  await reads(page, /typed meanwhile$/);
  // A change does not ask for it.
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await still(page);
  await eventually(async () => assert.equal(await stopped.isVisible(), true));
  await eventually(async () => assert.equal(await page.locator("tbody .verdict .icon").count(), 0));
  await page.getByRole("button", { name: "Decide again" }).click();
  await decided(page);
  assert.deepEqual(errors, []);
});

test("a worker that never reports is told of, and stopped like any other", async () => {
  const { page, context, errors } = await chromium.newPage();
  await withoutTheGuide(context);
  const silent = (route) => route.fulfill({ contentType: "text/javascript", body: "onmessage = () => {};" });
  await context.route("**/worker.js*", silent);
  await page.goto(chromium.site.url);
  await page.getByText("Still working").waitFor();
  await context.unroute("**/worker.js*", silent);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Decide again" }).click();
  await decided(page);
  assert.deepEqual(errors, []);
});

test("after a stop the same is decided again when it is asked for", async () => {
  const { page, context } = await chromium.newPage();
  await withoutTheGuide(context);
  const hangs = (route) =>
    route.fulfill({ contentType: "text/javascript", body: "onmessage = () => { for (;;) {} }; postMessage(null);" });
  await context.route("**/worker.js*", hangs);
  await page.goto(chromium.site.url);
  await page.getByRole("button", { name: "Cancel" }).click();
  await context.unroute("**/worker.js*", hangs);
  await page.getByRole("button", { name: "Decide again" }).click();
  await decided(page);
});

test("a worker that cannot be loaded is told of, and the text stays", async () => {
  const { page, context } = await chromium.newPage();
  await context.route("**/worker.js*", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto(chromium.site.url);
  await notice(page, /The evaluator cannot be started/).waitFor();
  await field(page, "perimeter").waitFor();
});

test("an answer that cannot be read ends the worker, and the next one decides", async () => {
  const { page, context, errors } = await chromium.newPage();
  const garbles = (route) =>
    route.fulfill({
      contentType: "text/javascript",
      body: "onmessage = () => postMessage(new Uint8Array([1, 2, 3])); postMessage(null);",
    });
  await context.route("**/worker.js*", garbles);
  await page.goto(chromium.site.url);
  await notice(page, /an answer that cannot be read/).waitFor();
  await context.unroute("**/worker.js*", garbles);
  await page.getByRole("button", { name: "Decide again" }).click();
  await decided(page);
  assert.deepEqual(errors, []);
});

test("an order that cannot be read ends the worker, and the page says so", async () => {
  const { page, context } = await chromium.newPage();
  await context.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message) {
      post.call(this, message instanceof WebAssembly.Module ? message : new Uint8Array([1, 2, 3]));
    };
  });
  await page.goto(chromium.site.url);
  await notice(page, /an order that cannot be read/).waitFor();
  await field(page, "perimeter").waitFor();
});

test("markup in the name of a workspace is text", async () => {
  const { page, errors } = await start(chromium);
  const dialog = await versions(page);
  const name = '<img src=x onerror="document.title=1">';
  await dialog.getByLabel("Name of this workspace").fill(name);
  await page.keyboard.press("Escape");
  await eventually(async () => assert.equal((await workspace(page)).trim(), name));
  await eventually(async () => assert.notEqual(await page.title(), "1"));
  assert.deepEqual(errors, []);
  await eventually(async () => assert.equal(await word(page, (await names(page))[0], "outcome").count(), 1));
});
