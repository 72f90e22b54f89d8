import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open } from "./lib/browser.mjs";
import { DENY_ALL, clear, editor, headline, problems, ready, table } from "./lib/page.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
after(() => chromium.close());

test("a reload keeps the text, also half-typed", async () => {
  const { page } = await ready(chromium);
  const half = '{ "Statement": [ { "Sid": "é😀';
  await editor(page, "Resource-based policy").fill(half);
  await editor(page, "Region").fill("eu-north-1");
  await page.getByText("Saved in this browser.").waitFor();
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.equal(await editor(page, "Resource-based policy").inputValue(), half);
  assert.equal(await editor(page, "Region").inputValue(), "eu-north-1");
});

test("an example can be taken back, also after a reload", async () => {
  const { page } = await ready(chromium);
  await clear(page);
  await editor(page, "Resource-based policy").fill(DENY_ALL);
  await page.getByRole("button", { name: "Data perimeter sample" }).click();
  await editor(page, "RCP").waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Back to your text" }).click();
  assert.equal(await editor(page, "Resource-based policy").inputValue(), DENY_ALL);
  await page.getByRole("button", { name: /^Redo: example/ }).click();
  assert.match(await editor(page, "RCP").inputValue(), /SourceVPCRegion/);
});

test("two tabs do not take each other's text", async () => {
  const { page, context } = await ready(chromium);
  await editor(page, "Region").fill("eu-west-1");
  const other = await context.newPage();
  await other.goto(chromium.site.url);
  assert.equal(await editor(other, "Region").inputValue(), "eu-west-1");
  await editor(other, "Region").fill("eu-west-2");
  await page.reload();
  assert.equal(await editor(page, "Region").inputValue(), "eu-west-1");
});

test("clearing takes the text out of the browser, and can be undone until the tab closes", async () => {
  const { page } = await ready(chromium);
  await editor(page, "Resource-based policy").fill('{ "secret": 1 }');
  await clear(page);
  assert.equal(await editor(page, "Resource-based policy").inputValue(), "");
  const stored = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
  );
  assert.doesNotMatch(stored, /secret/);
  await page.getByRole("button", { name: "Undo: clearing" }).click();
  assert.equal(await editor(page, "Resource-based policy").inputValue(), '{ "secret": 1 }');
});

test("a browser that stores nothing is told of, and the page works", async () => {
  const { page, context, errors } = await chromium.newPage();
  await context.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      });
    }
  });
  await page.goto(chromium.site.url);
  await editor(page, "Region").fill("eu-west-1");
  await page.getByText("This browser does not let the page save.").waitFor();
  assert.equal(await headline(page).innerText(), "Sign-in denied");
  assert.deepEqual(errors, []);
});

test("what cannot be read of an older visit is put aside", async () => {
  const { page, context } = await chromium.newPage();
  await context.addInitScript(() => {
    if (localStorage.getItem("vestibule.input") === null) {
      localStorage.setItem("vestibule.input", '{"version":99}');
    }
  });
  await page.goto(chromium.site.url);
  await page.getByText("put aside, not deleted").waitFor();
  await editor(page, "Region").fill("eu-west-1");
  const aside = await page.evaluate(() => localStorage.getItem("vestibule.unreadable"));
  assert.equal(aside, '{"version":99}');
});

test("a paste of 2 MiB names the limit and leaves the page alive", async () => {
  const { page, errors } = await ready(chromium);
  const policy = editor(page, "Resource-based policy");
  const before = await policy.inputValue();
  await policy.fill(`{"Version":"${"x".repeat(2 << 20)}`);
  await problems(page).first().waitFor();
  assert.match(await problems(page).first().innerText(), /1048576/);
  assert.match(await headline(page).innerText(), /Out of date/);
  await policy.fill(before);
  assert.equal(await headline(page).innerText(), "Sign-in denied");
  assert.equal(await problems(page).count(), 0);
  assert.deepEqual(errors, []);
});

test("markup in any field is text", async () => {
  const { page, errors } = await ready(chromium);
  const markup = '<img src=x onerror="globalThis.intruder=true"><script>intruder=1</script>';
  await page.getByText("Further context keys").click();
  await page.getByRole("button", { name: "Add a key" }).click();
  await page.getByText("Service control policies (SCPs)").click();
  await editor(page, "SCP").fill(JSON.stringify({ Statement: [{ Sid: markup, Effect: markup, [markup]: markup }] }));
  await editor(page, "Name").fill(markup);
  for (const box of await page.getByRole("textbox").all()) {
    if ((await box.inputValue()) === "") {
      await box.fill(markup);
    }
  }
  for (const name of ["Principal ARN", "IP address", "Account ID"]) {
    await editor(page, name).fill(markup);
  }
  assert.ok((await problems(page).count()) > 3);
  await page.getByRole("radio", { name: "VPC endpoint" }).check();
  await editor(page, "VPC").fill(markup);
  // A policy that is decided by shows its names in the table too.
  await page.reload();
  await clear(page);
  await page.getByText("Service control policies (SCPs)").click();
  const deny = { Version: "2012-10-17", Statement: [{ Sid: "X", Effect: "Deny", Action: "*", Resource: "*" }] };
  await editor(page, "SCP").fill(JSON.stringify(deny));
  await editor(page, "Name").fill(markup);
  await editor(page, "Principal ARN").fill("arn:aws:iam::111122223333:user/Alice");
  await editor(page, "IP address").fill("203.0.113.10");
  assert.match(await table(page).innerText(), /<img src=x/);
  assert.equal(await page.locator("img").count(), 0);
  assert.equal(await page.evaluate(() => globalThis.intruder ?? null), null);
  assert.deepEqual(errors, []);
});
