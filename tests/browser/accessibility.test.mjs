import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import {
  ALICE_INSIDE,
  ALICE_OUTSIDE,
  BREAK_GLASS,
  OFFICE_ONLY,
  cell,
  decided,
  isAccessible,
  office,
  start,
  startWith,
  why,
} from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

const WIDE = { width: 1280, height: 860 };
const NARROW = { width: 360, height: 740 };

/** Everything that a row can say: allowed, denied, unknown, no decision, met and unmet. */
const policy = structuredClone(OFFICE_ONLY);
policy.Statement[0].Condition.StringNotEquals = { "aws:SourceIdentity": "mallory" };
const MIXED = office(
  [
    { ...ALICE_OUTSIDE, expect: { outcome: "allowed" } },
    { ...ALICE_INSIDE, expect: { outcome: "allowed" } },
    { ...ALICE_OUTSIDE, name: "Unknown", context: { "aws:SourceIdentity": null } },
    { ...BREAK_GLASS, name: "No decision", principal: "nobody" },
  ],
  policy,
);

const WORDS = {
  en: { views: ["Policies", "Results", "Why"], matrix: "Add combinations", share: "Share", workspace: /^Workspace/, manage: "Names and versions…", files: "Import and export…", close: "Close", trace: "Every layer and statement", keys: "Context keys of this phase" },
  ja: { views: ["ポリシー", "結果", "理由"], matrix: "組み合わせを追加", share: "共有", workspace: /^ワークスペース/, manage: "名前とバージョン…", files: "インポートとエクスポート…", close: "閉じる", trace: "すべての種類のポリシーとステートメント", keys: "このフェーズのコンテキストキー" },
};

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

for (const [language, words] of Object.entries(WORDS)) {
  for (const colorScheme of ["light", "dark"]) {
    for (const [width, viewport] of [["wide", WIDE], ["narrow", NARROW]]) {
      test(`no violations: ${width}, ${colorScheme}, ${language}`, async () => {
        // A case is opened in English, then the language is switched.
        const { page } = await startWith(chromium, MIXED, { viewport, colorScheme });
        await switchLanguage(page, language, width);
        const show = async (index) => {
          if (width === "narrow") {
            await page.getByRole("button", { name: words.views[index], exact: true }).click();
          }
        };
        await show(0);
        await isAccessible(page, "policies");
        await show(1);
        await isAccessible(page, "table");
        await cell(page, "Unknown", "who").dblclick();
        await isAccessible(page, "fields");
        await page.keyboard.press("Escape");
        await cell(page, "Alice, home", "1").click();
        await show(2);
        await page.getByText(words.trace).click();
        await page.getByText(words.keys).click();
        await isAccessible(page, "why");
        await show(1);
        await page.getByRole("button", { name: words.matrix }).click();
        await page.getByRole("dialog").locator("details > summary").first().click();
        await isAccessible(page, "matrix");
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: words.share, exact: true }).click();
        await page.getByRole("dialog").getByRole("checkbox").check();
        await isAccessible(page, "share");
        await page.keyboard.press("Escape");
        for (const item of [words.manage, words.files]) {
          await page.getByRole("button", { name: words.workspace }).click();
          await isAccessible(page, "menu");
          await page.getByRole("menuitem", { name: item }).click();
          await page.getByRole("dialog").waitFor();
          await isAccessible(page, item);
          await page.keyboard.press("Escape");
        }
      });
    }
  }
}

async function switchLanguage(page, language, width) {
  if (language === "en") {
    return;
  }
  await page.getByRole("button", { name: width === "narrow" ? "More" : "Language", exact: true }).click();
  await page.getByRole("menuitemradio", { name: "日本語" }).click();
  await page.waitForFunction(() => document.documentElement.lang === "ja");
}

test("language and theme follow the system until they are switched", async () => {
  const { page } = await start(chromium, { colorScheme: "dark", locale: "ja-JP" });
  await eventually(async () => assert.equal(await page.evaluate(() => document.documentElement.lang), "ja"));
  const background = () => page.evaluate(() => getComputedStyle(document.body.parentElement).backgroundColor);
  const dark = await background();
  await page.getByRole("button", { name: "配色", exact: true }).click();
  await page.getByRole("menuitemradio", { name: "ライト" }).click();
  await eventually(async () => assert.notEqual(await background(), dark));
  await page.reload();
  await page.getByRole("heading", { name: "サインイン", level: 2, exact: true }).waitFor();
  await eventually(async () => assert.notEqual(await background(), dark));
});

test("on a phone one part is shown at a time", async () => {
  const { page } = await start(chromium, { viewport: NARROW });
  const visible = async () => Promise.all(
    ["#policies", "#sign-ins", "#why"].map((id) => page.locator(id).isVisible()),
  );
  for (const [index, name] of ["Policies", "Results", "Why"].entries()) {
    await page.getByRole("button", { name, exact: true }).click();
    await eventually(async () => assert.deepEqual(await visible(), [0, 1, 2].map((one) => one === index), name));
  }
});

test("skip links move the focus and leave the address alone", async () => {
  const { page } = await start(chromium);
  const address = page.url();
  for (const [name, id] of [["policies", "policies"], ["sign-ins", "sign-ins"], ["explanation", "why"]]) {
    const link = page.getByRole("button", { name: `Go to the ${name}` });
    await link.focus();
    await eventually(async () => assert.ok(await link.evaluate((button) => button.getBoundingClientRect().top >= 0), "it is seen"));
    await page.keyboard.press("Enter");
    await page.waitForFunction((id) => document.activeElement.id === id, id);
  }
  assert.equal(page.url(), address);
});

test("menus and dialogs give the focus back", async () => {
  const { page } = await start(chromium);
  const menu = page.getByRole("button", { name: /^Workspace/ });
  await menu.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.textContent), "Import and export…"));
  await page.keyboard.press("Escape");
  await eventually(async () => assert.ok(await menu.evaluate((button) => button === document.activeElement)));
  await eventually(async () => assert.equal(await page.getByRole("menu").count(), 0));
  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await eventually(async () => assert.ok(await menu.evaluate((button) => button === document.activeElement)));
});

test("the focus is seen wherever the Tab key leads, and comes by every part", async () => {
  const { page } = await startWith(chromium, MIXED);
  await page.reload();
  await decided(page);
  const seen = [];
  for (let step = 0; step < 90; step += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body) {
        return null;
      }
      const ringed = (one) => getComputedStyle(one).outlineStyle !== "none" || getComputedStyle(one).boxShadow !== "none";
      const editor = element.closest(".cm-editor");
      return {
        name: element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent,
        ringed: ringed(element) || (editor !== null && ringed(editor)),
        size: Math.min(element.offsetWidth, element.offsetHeight),
        tag: element.tagName,
      };
    });
    if (at === null) {
      break;
    }
    assert.ok(at.ringed, `the focus is seen on ${at.tag} ${at.name}`);
    seen.push(at.name);
    // In the editor the Tab key indents, until Escape gives it back.
    if (at.name?.startsWith("Text of")) {
      await page.keyboard.press("Escape");
    }
  }
  for (const part of ["Go to the policies", "Workspace", "Share", "Search sign-ins", "Width of the policies", "Height of the sign-ins", "Denied", "Every layer and statement"]) {
    assert.ok(seen.some((name) => name.includes(part)), `${part} in ${seen.join(" | ")}`);
  }
});

test("what can be pressed is large enough", async () => {
  const { page } = await startWith(chromium, MIXED);
  await cell(page, "Unknown", "who").dblclick();
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("button, select, input, summary, a[href]")]
      .filter((element) => element.checkVisibility() && element.closest(".cm-editor, .skips, .hidden") === null)
      // A check box counts with its label; links in a sentence are exempt.
      .map((element) => element.closest("label.choice") ?? element)
      .filter((element) => !element.matches("a") && (element.offsetHeight < 24 || element.offsetWidth < 24))
      .map((element) => `${element.tagName} ${element.className} ${element.textContent.slice(0, 30)}`),
  );
  assert.deepEqual(small, []);
});

test("the bars between the panes are moved by keys, within limits", async () => {
  const { page } = await start(chromium);
  const bar = page.getByRole("separator", { name: "Width of the policies" });
  const width = () => page.locator("#policies").evaluate((pane) => pane.offsetWidth);
  const before = await width();
  await bar.focus();
  await page.keyboard.press("ArrowRight");
  await eventually(async () => assert.ok((await width()) > before));
  await page.keyboard.press("Home");
  await eventually(async () => assert.equal(await bar.getAttribute("aria-valuenow"), "25"));
  await page.keyboard.press("ArrowLeft");
  await eventually(async () => assert.equal(await bar.getAttribute("aria-valuenow"), "25"));
  const { x, y, height } = await bar.boundingBox();
  await page.mouse.move(x + 4, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(700, y + height / 2, { steps: 4 });
  await page.mouse.up();
  await eventually(async () => assert.ok(Math.abs((await width()) - 690) < 20, `${await width()}`));
});

test("the list of policies takes the height that it is given, also after a reload", async () => {
  const file = office([ALICE_INSIDE]);
  const one = (index) => ({ name: `perimeter ${index}`, attachedTo: "r-ab12", document: OFFICE_ONLY });
  file.account.organization = { id: "o-a1b2c3d4e5", managementAccount: false };
  file.policies = { resourceControl: Array.from({ length: 30 }, (_, index) => one(index)) };
  const { page } = await startWith(chromium, file, { viewport: { width: 1280, height: 960 } });
  const bar = page.getByRole("separator", { name: "Height of the list of policies" });
  const height = () => page.locator(".document-list").evaluate((list) => list.offsetHeight);
  const [before, value] = [await height(), Number(await bar.getAttribute("aria-valuenow"))];
  await bar.focus();
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction((value) => Number(document.activeElement.getAttribute("aria-valuenow")) > value, value);
  await eventually(async () => assert.ok((await height()) > before));
  await page.keyboard.press("Home");
  await page.waitForFunction(() => document.activeElement.getAttribute("aria-valuenow") === "8");
  await eventually(async () => assert.ok((await height()) < before));
  const least = await height();
  const { x, y, width } = await bar.boundingBox();
  await page.mouse.move(x + width / 2, y + 5);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + 105, { steps: 4 });
  await page.mouse.up();
  await eventually(async () => assert.ok(Math.abs((await height()) - least - 100) < 12, `${await height()} px`));
  const told = await bar.getAttribute("aria-valuenow");
  // The panes have another height once what is said at first is gone.
  const share = () => page.locator(".document-list").evaluate((list) => list.offsetHeight / list.closest(".documents").offsetHeight);
  const dragged = await share();
  await page.reload();
  await decided(page);
  await page.waitForFunction((told) => document.querySelector(".documents > .splitter").getAttribute("aria-valuenow") === told, told);
  await eventually(async () => assert.ok(Math.abs((await share()) - dragged) < 0.02, `${await share()} and ${dragged}`));
});

test("decisions are told apart without colours of their own", async () => {
  const { page } = await startWith(chromium, MIXED, { forcedColors: "active" });
  const fill = (name) => cell(page, name, "1").locator(".icon-frame").evaluate((path) => getComputedStyle(path).fill);
  await eventually(async () => assert.equal(await fill("Alice, home"), await fill("Alice, office")));
  const said = await cell(page, "Alice, home", "1").innerText();
  assert.match(said, /Denied/);
  await isAccessible(page, "forced colours");
});

test("paper gets the table and why, in black on white, whatever the theme", async () => {
  const { page } = await startWith(chromium, MIXED, { colorScheme: "dark" });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await eventually(async () => assert.equal(await page.getByRole("button", { name: "Share", exact: true }).isVisible(), false));
  await eventually(async () => assert.equal(await page.getByRole("searchbox", { name: "Search sign-ins" }).isVisible(), false));
  await eventually(async () => assert.ok(await cell(page, "Alice, home", "1").isVisible()));
  await eventually(async () => assert.ok(await why(page).isVisible()));
  const surface = await page.locator("#why").evaluate((pane) => getComputedStyle(pane).backgroundColor);
  assert.equal(surface, "rgb(255, 255, 255)");
});
