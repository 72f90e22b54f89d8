// What strangers write in names, keys and addresses, and what must be seen of it.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { openCase } from "./lib/cases.mjs";
import { content } from "./lib/editor.mjs";
import { decided, office, ALICE_INSIDE, ALICE_OUTSIDE, start } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

/** One of each kind that nobody sees: zero width, joiners, directions, spaces, tags, controls. */
const UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u202c\u202e\u2066\u2068\u2069\u00a0\u3164\u2028\u{e0041}\u0007";
/** What of it may stand nowhere in the page. */
const FOUND = /[\u0007\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\u{e0000}-\u{e0fff}]/u;

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

/** A case file with such a text in every place that takes one. */
const deceptive = (text) => ({
  vestibule: 1,
  account: { id: "777788889999" },
  policies: {
    resourceControl: [
      {
        name: `policy${text}`,
        attachedTo: "r-ab12",
        document: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: `Sid${text}`,
              Effect: "Deny",
              Principal: "*",
              Action: ["signin:Authenticate", `signin:${text}`],
              Resource: "*",
              Condition: { StringEquals: { [`aws:PrincipalTag/${text}`]: `red${text}` }, [`Op${text}`]: { a: text } },
            },
          ],
        },
      },
    ],
    identity: [{ name: `admins${text}`, principal: `arn:aws:iam::777788889999:user/a${text}`, document: {} }],
  },
  requests: [
    {
      name: `first${text}`,
      principal: `arn:aws:iam::777788889999:user/alice${text}`,
      network: { sourceIp: "203.0.113.10" },
      context: { [`aws:PrincipalTag/${text}`]: `red${text}` },
    },
    {
      name: `second${text}`,
      principal: "arn:aws:iam::777788889999:user/alice",
      network: { sourceIp: "203.0.113.10" },
      context: { [`aws:PrincipalTag/${text}`]: `red${text}` },
      expect: { outcome: "allowed" },
    },
  ],
});

/** Texts and attributes of the page with something unseen; what was typed into fields is none. */
const deceiving = (page) =>
  page.evaluate((source) => {
    const unseen = new RegExp(source, "u");
    const found = [document.title].filter((title) => unseen.test(title));
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (!["SCRIPT", "STYLE"].includes(node.parentElement.tagName) && unseen.test(node.data)) {
          found.push(`${node.parentElement.outerHTML.slice(0, 200)}`);
        }
      } else {
        for (const name of ["title", "aria-label", "aria-description", "placeholder", "alt", "label", "download"]) {
          if (unseen.test(node.getAttribute(name) ?? "")) {
            found.push(`${name}=${node.getAttribute(name)}`);
          }
        }
      }
    }
    return found;
  }, FOUND.source);

for (const language of ["en", "ja"]) {
  test(`what is not seen is seen everywhere, ${language}`, async () => {
    const { page, errors } = await start(chromium);
    await openCase(page, `case${UNSEEN}`, deceptive(UNSEEN));
    await page.locator(".c-name .name", { hasText: "second" }).waitFor();
    await decided(page);
    if (language === "ja") {
      await page.getByRole("button", { name: "Language" }).click();
      await page.getByRole("menuitemradio", { name: "日本語" }).click();
    }
    const name = await page.locator(".c-name .name").first().innerText();
    assert.match(name, /^first\\u\{200b\}\\u\{200c\}/);
    const clean = async (where) => assert.deepEqual(await deceiving(page), [], where);
    await clean("the table");
    for (const cell of await page.locator("tbody [role=gridcell]").all()) {
      await cell.click();
    }
    const summary = page.locator(".why summary, section summary");
    for (const one of await summary.all()) {
      await one.click();
    }
    await clean("why");
    for (const item of await page.locator("nav").getByRole("button", { name: /policy|admins/ }).all()) {
      await item.click();
      await content(page).waitFor();
      await page.locator(".cm-line").first().waitFor();
      await clean("a document");
    }
    if (language === "en") {
      await page.getByRole("button", { name: /^Workspace/ }).click();
      await clean("the menu");
      for (const item of ["Names and versions…", "Import and export…"]) {
        await page.getByRole("menuitem", { name: item }).click();
        await clean(item);
        await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
        await page.getByRole("button", { name: /^Workspace/ }).click();
      }
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Share" }).click();
      await page.getByRole("checkbox", { name: /^Replace account/ }).check();
      await page.getByText("Decisions unchanged").waitFor();
      await clean("what is shared");
      await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    }
    // Of what was typed nothing is lost.
    await page.reload();
    await decided(page);
    await clean("after a reload");
    assert.deepEqual(errors, []);
  });
}

test("two names that look equal are told apart, with a finding on the one", async () => {
  const { page } = await start(chromium);
  await openCase(page, "case", office([
    { ...ALICE_INSIDE, name: "Alice" },
    { ...ALICE_OUTSIDE, name: "Ali\u200bce" },
    { ...ALICE_OUTSIDE, name: "homoglyph", principal: "arn:aws:iam::777788889999:user/\u0410lice" },
  ]));
  await decided(page);
  const names = await page.locator(".c-name .name").allInnerTexts();
  assert.deepEqual(names.slice(0, 2), ["Alice", "Ali\\u{200b}ce"]);
  for (const [at, said] of [[1, "holds U+200B, which is not seen"], [2, "holds U+0410, and names in IAM are of ASCII alone"]]) {
    await page.locator("tbody > .row").nth(at).getByRole("button", { name: /^Edit/ }).click();
    await page.getByText(said).first().waitFor();
    await page.keyboard.press("Escape");
  }
});

test("a field shows under it what is not seen in it, and keeps what was typed", async () => {
  const { page } = await start(chromium);
  await openCase(page, "case", office([{ ...ALICE_INSIDE, name: "Ali\u200bce" }]));
  await decided(page);
  await page.locator("tbody > .row").first().getByRole("button", { name: /^Edit/ }).click();
  const field = page.locator(".fields-row [data-edits=name]");
  const under = page.locator(".fields-row .field", { has: page.locator("[data-edits=name]") }).locator(".typed");
  await eventually(async () => assert.equal(await under.innerText(), "Ali\\u{200b}ce"));
  await eventually(async () => assert.equal(await field.inputValue(), "Ali\u200bce"));
  await eventually(async () => assert.match(await field.getAttribute("aria-describedby"), new RegExp(await under.getAttribute("id"))));
  await field.fill("Alice");
  await under.waitFor({ state: "detached" });
});

test("what is written from right to left stays in its place", async () => {
  const { page } = await start(chromium);
  await openCase(page, "case", office([{ ...ALICE_INSIDE, name: "אבג" }, { ...ALICE_OUTSIDE, name: "a דה 12 b" }]));
  await decided(page);
  const isolated = ["\u2068אבג\u2069", "a \u2068דה\u2069 12 b"];
  await eventually(async () => assert.deepEqual(await page.locator(".c-name .name").allTextContents(), isolated));
  // A row that moves is put into the page anew: what isolates is not taken for a stranger's.
  await page.locator("tbody .c-name").first().click();
  await page.keyboard.press("Alt+ArrowDown");
  await page.waitForFunction((first) => document.querySelector(".c-name .name").textContent === first, isolated[1]);
  await eventually(async () => assert.deepEqual(await page.locator(".c-name .name").allTextContents(), isolated.toReversed()));
});

test("whatever comes into the page goes through the guard", async () => {
  const { page } = await start(chromium);
  const shown = await page.evaluate(async () => {
    const drawn = () => new Promise((then) => requestAnimationFrame(then));
    const made = document.createElement("p");
    const link = made.appendChild(document.createElement("a"));
    for (const [name, value] of [["href", "javascript:alert(1)"], ["title", "a\u200bb"], ["data-own", "a\u200bb"]]) {
      link.setAttribute(name, value);
    }
    link.textContent = "a\u202eb";
    const lines = made.appendChild(document.createElement("pre"));
    lines.textContent = "{\n\u200b}";
    const typed = made.appendChild(document.createElement("textarea"));
    typed.textContent = "a\u200bb";
    document.querySelector("main").append(made);
    await drawn();
    const first = [made.innerHTML, typed.value];
    link.firstChild.data = "c\u2066d";
    link.setAttribute("aria-label", "e\u2066f");
    link.setAttribute("href", "https://example.com/");
    await drawn();
    return [...first, link.outerHTML];
  });
  assert.deepEqual(shown, [
    '<a title="a\\u{200b}b" data-own="a\u200bb">a\\u{202e}b</a><pre>{\n\\u{200b}}</pre><textarea>a\u200bb</textarea>',
    "a\u200bb",
    '<a title="a\\u{200b}b" data-own="a\u200bb" aria-label="e\\u{2066}f" href="https://example.com/">c\\u{2066}d</a>',
  ]);
});

test("the editor shows what is not seen, and keeps it", async () => {
  const { page } = await start(chromium);
  const sid = `Sid${UNSEEN.replace("\u0007", "").replace("\u2028", "")}`;
  const document = { Version: "2012-10-17", Statement: [{ Sid: sid, Effect: "Deny", Principal: "*", Action: "*", Resource: "*" }] };
  await openCase(page, "case", { ...office([ALICE_INSIDE]), policies: { resourceBased: document } });
  await decided(page);
  await page.locator(".cm-specialChar").first().waitFor();
  const shown = await page.locator(".cm-specialChar").allTextContents();
  assert.deepEqual(shown, [...sid.slice(3)].map((c) => `\\u{${c.codePointAt(0).toString(16)}}`));
  const text = await content(page).evaluate((content) => content.cmTile.root.view.state.doc.toString());
  assert.ok(text.includes(sid));
});

test("the page does not start in a frame, and says how it opens", async () => {
  const { page, context } = await chromium.newPage();
  await page.goto(`${chromium.site.url}icon.svg`);
  await page.route("**/around.html", (route) =>
    route.fulfill({ contentType: "text/html", body: `<iframe src="./#case=1.AAAA" width="900" height="600"></iframe>` }),
  );
  await page.goto(`${chromium.site.url}around.html`);
  const frame = page.frameLocator("iframe");
  const link = frame.getByRole("link", { name: "Open it by itself" });
  await link.waitFor();
  await eventually(async () => assert.equal(await frame.locator(".app").count(), 0));
  await eventually(async () => assert.equal(await frame.getByText("Loading the evaluator").count(), 0));
  const [opened] = await Promise.all([context.waitForEvent("page"), link.click()]);
  await opened.locator(".app").waitFor();
});
