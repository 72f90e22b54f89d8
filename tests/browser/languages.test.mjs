// The page in the reader's language.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { decided, isAccessible, office, ALICE_OUTSIDE, settled, start } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const lang = (page) => page.locator("html").getAttribute("lang");

test("the system's language is taken, in the order of preference", async () => {
  for (const [locale, expected, title] of [
    ["ja-JP", "ja", /サインイン/],
    ["en-GB", "en", /sign in/],
    ["fr-FR", "en", /sign in/],
  ]) {
    const { page } = await start(chromium, { locale });
    await eventually(async () => assert.equal(await lang(page), expected, locale));
    await eventually(async () => assert.match(await page.title(), title, locale));
  }
});

test("the language is switched at once, kept, and given back to the system", async () => {
  const { page } = await start(chromium, { locale: "en-US" });
  await page.getByRole("button", { name: "Language" }).click();
  await page.getByRole("menuitemradio", { name: "日本語" }).click();
  await page.getByRole("button", { name: "共有" }).waitFor();
  await eventually(async () => assert.equal(await lang(page), "ja"));
  await page.reload();
  await decided(page);
  await eventually(async () => assert.equal(await lang(page), "ja", "kept"));
  await page.getByRole("button", { name: "言語" }).click();
  await page.getByRole("menuitemradio", { name: "システムに合わせる" }).click();
  await page.getByRole("button", { name: "Share" }).waitFor();
  await eventually(async () => assert.equal(await lang(page), "en"));
});

test("each language in the menu has its own name, said in its own voice", async () => {
  const { page } = await start(chromium, { locale: "ja" });
  await page.getByRole("button", { name: "言語" }).click();
  await eventually(async () => assert.equal(await page.getByRole("menuitemradio", { name: "English" }).getAttribute("lang"), "en"));
  await eventually(async () => assert.equal(await page.getByRole("menuitemradio", { name: "日本語" }).getAttribute("lang"), "ja"));
});

/** Names that are no words of English, and what stays as AWS or the user wrote it. */
const NAMES = new Set(
  "vestibule alice bob carol carlos aws cli sdk json api iam arn vpc vpce rcp scp rbp ip id oauth console login".split(" "),
);

/**
 * The English sentences that are to be seen or heard: three words in a row outside of code, of
 * the editor and of what says that it is English.
 */
async function english(page) {
  const texts = await page.evaluate(() => {
    const skipped = "code, pre, textarea, .cm-editor, [translate='no'], body [lang='en'], noscript, script, style";
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
      if (element.closest(skipped) !== null) {
        continue;
      }
      if (node.nodeType === Node.TEXT_NODE) {
        texts.push(node.data);
      } else {
        for (const name of ["aria-label", "title", "placeholder", "alt", "aria-description"]) {
          texts.push(element.getAttribute(name) ?? "");
        }
      }
    }
    return texts;
  });
  const isWord = (word) => /^[a-z][a-z’'-]*$/i.test(word) && !NAMES.has(word.toLowerCase());
  return texts.filter((text) => {
    let row = 0;
    return text.split(/[\s.,;:!?()“”]+/).some((word) => {
      row = isWord(word) ? row + 1 : 0;
      return row === 3;
    });
  });
}

test("the heads of the table fit", async () => {
  for (const locale of ["en", "ja"]) {
    const { page } = await start(chromium, { locale, viewport: { width: 1280, height: 860 } });
    const cut = await page.locator(".grid thead .sort > span").evaluateAll((heads) =>
      heads
        .filter((head) => {
          const text = head.textContent;
          // Japanese is an em a letter in its fonts, which need not be on this machine.
          const letters = [...text].map((letter) => {
            const box = document.createElement("span");
            box.append(letter);
            if (letter >= "\u3000") Object.assign(box.style, { display: "inline-block", width: "1em" });
            return box;
          });
          head.replaceChildren(...letters);
          const isCut = head.scrollWidth > head.clientWidth;
          head.replaceChildren(text);
          return isCut;
        })
        .map((head) => head.textContent),
    );
    assert.deepEqual(cut, [], locale);
  }
});

test("the heuristic finds English", async () => {
  const { page } = await start(chromium, { locale: "en" });
  await eventually(async () => assert.ok((await english(page)).length > 0));
  await page.getByRole("banner").getByRole("button", { name: "Examples", exact: true }).click();
  await eventually(async () => assert.ok((await english(page)).length > 20));
});

const VIEWS = [
  ["the page", async () => {}],
  ["gallery", (page) => page.getByRole("button", { name: "例", exact: true }).click()],
  ["guide", (page) => page.getByRole("button", { name: "ガイド", exact: true }).click()],
  ["about", (page) => page.getByRole("button", { name: "vestibule について", exact: true }).click()],
  ["share", (page) => page.getByRole("button", { name: "共有", exact: true }).click()],
  [
    "workspaces",
    async (page) => {
      await page.getByRole("button", { name: /^ワークスペース/ }).click();
      await page.getByRole("menuitem", { name: /^名前とバージョン/ }).click();
    },
  ],
  [
    "files",
    async (page) => {
      await page.getByRole("button", { name: /^ワークスペース/ }).click();
      await page.getByRole("menuitem", { name: /^インポートとエクスポート/ }).click();
    },
  ],
  ["matrix", (page) => page.getByRole("button", { name: "組み合わせを追加", exact: true }).click()],
];

for (const [name, show] of VIEWS) {
  test(`nothing is left in English: ${name}`, async () => {
    const { page, errors } = await start(chromium, { locale: "ja" });
    await show(page);
    await page.locator("details").evaluateAll((all) => {
      for (const one of all) {
        one.open = true;
      }
    });
    await settled(page);
    await eventually(async () => assert.deepEqual(await english(page), [], name));
    await isAccessible(page, name);
    assert.deepEqual(errors, []);
  });
}

test("findings and refused files are said in Japanese", async () => {
  const { page } = await start(chromium, { locale: "ja" });
  await page.getByRole("button", { name: /^ワークスペース/ }).click();
  await page.getByRole("menuitem", { name: /^インポートとエクスポート/ }).click();
  const broken = office([{ ...ALICE_OUTSIDE, principle: "x", region: "Ireland" }], {
    Version: "2012-10-18",
    Statement: { Effect: "deny", Action: "signin:Authenticat", Resource: "sign-in", Condition: { StringEqual: {} } },
  });
  await page.getByLabel("ファイルから").setInputFiles({
    name: "broken.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(broken, null, 2)),
  });
  await page.getByText("リージョン名ではありません").first().waitFor();
  await settled(page);
  await eventually(async () => assert.deepEqual(await english(page), []));
});

test("numbers and plurals follow the language", async () => {
  const { page } = await start(chromium, { locale: "en" });
  await page.getByRole("banner").getByRole("button", { name: "Examples", exact: true }).click();
  const gallery = page.getByRole("dialog", { name: "Examples" });
  await gallery.getByRole("searchbox").fill("TokenIssueTime");
  await gallery.getByRole("status").filter({ hasText: "One example" }).waitFor();
  await gallery.getByRole("searchbox").fill("break-glass");
  await gallery.getByRole("status").filter({ hasText: /^\d+ examples$/ }).waitFor();
});
