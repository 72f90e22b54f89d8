// <vestibule-example> on a page of documentation, with the strictest policy that runs wasm.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { fileURLToPath } from "node:url";
import { accessibilityViolations, open } from "./lib/browser.mjs";
import { eventually, test } from "./lib/test.mjs";

const DEMO =
  process.env.VESTIBULE_DEMO ?? fileURLToPath(new URL("../../target/docs-demo", import.meta.url));

let chromium;

before(async () => {
  chromium = await open({ dist: DEMO });
});

afterEach(() => chromium.closePages());

after(() => chromium?.close());

/** The examples of the demo in the order of the page. */
const [OFFICE, TRY, FILE, DRIFTED, DARK, JAPANESE, EVERY, EVERY_JAPANESE, FAR] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const example = (page, index) => page.locator("vestibule-example").nth(index);

/** The page with some of its examples decided. */
async function demo(options, wanted = [OFFICE, TRY, FILE, DRIFTED, DARK, JAPANESE]) {
  const opened = await chromium.newPage(options);
  await opened.page.addInitScript(() => {
    globalThis.told = [];
    for (const name of ["vestibule-decided", "vestibule-failed", "vestibule-refused"]) {
      document.addEventListener(name, ({ detail, target }) => {
        const examples = [...document.querySelectorAll("vestibule-example")];
        globalThis.told.push({ name, index: examples.indexOf(target), ...detail });
      });
    }
  });
  await opened.page.goto(chromium.site.url);
  for (const index of wanted) {
    await example(opened.page, index).scrollIntoViewIfNeeded();
    await example(opened.page, index).getByRole("table").waitFor();
  }
  return opened;
}

const words = async (page, index) =>
  (await example(page, index).locator("tbody .word").allInnerTexts()).map((word) => word.trim());

/** Waits until what holds for every sign-in is shown. */
const answered = (page, index) => example(page, index).locator('.answers[aria-busy="false"] .answer').first().waitFor();

test("an example shows the three phases, and keeps what its page says", async () => {
  const { page, errors } = await demo();
  const table = example(page, OFFICE).getByRole("table", { name: "Sign-ins and their decisions" });
  await eventually(async () => assert.equal(await table.getByRole("row").count(), 4));
  await eventually(async () => assert.deepEqual(
    (await table.getByRole("row").nth(2).innerText()).split(/\s*\n\s*/).slice(0, 2),
    ["Alice, at home", "user/alice · 198.51.100.7"],
  ));
  await eventually(async () => assert.deepEqual(await words(page, OFFICE), [
    ...["Allowed", "Allowed", "Allowed", "Allowed"],
    ...["Denied", "Denied", "Denied", "Denied"],
    ...["Denied", "Denied", "Denied", "Denied"],
  ]));
  await example(page, OFFICE).getByText("All 3 sign-ins are decided as this page says.").waitFor();
  await eventually(async () => assert.deepEqual(
    await page.evaluate(() => globalThis.told.filter(({ index }) => index === 0)),
    [{ name: "vestibule-decided", index: 0, expected: 3, unmet: 0 }],
  ));
  assert.deepEqual(errors, []);
});

test("text has its size whatever the page makes of `rem`, and grows with the element's own", async () => {
  const { page } = await demo();
  const sizes = () =>
    example(page, OFFICE).evaluate(({ shadowRoot }) =>
      [".word", ".by", "summary", "thead th"].map((part) => getComputedStyle(shadowRoot.querySelector(part)).fontSize),
    );
  const before = await sizes();
  assert.ok(before.every((size) => parseFloat(size) >= 12), before.join());
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "62.5%";
  });
  await eventually(async () => assert.deepEqual(await sizes(), before));
  await example(page, OFFICE).evaluate((one) => {
    one.style.fontSize = "32px";
  });
  await eventually(async () => assert.deepEqual(await sizes(), before.map((size) => `${2 * parseFloat(size)}px`)));
});

test("the policy is folded away, or open, and reads as it was written", async () => {
  const { page } = await demo();
  const policy = example(page, OFFICE).getByRole("region", { name: /resource-based policy/ });
  await eventually(async () => assert.equal(await policy.isVisible(), false));
  await example(page, OFFICE).getByText(/resource-based policy/).first().click();
  await eventually(async () => assert.match(await policy.innerText(), /^\{\n {2}"Version": "2012-10-17",\n {2}"Statement": \[\n {4}\{/));
  const opened = example(page, FILE).getByRole("region", { name: "RCP perimeter" });
  await eventually(async () => assert.match(await opened.innerText(), /OnlyThroughTheVpc/));
});

test("a cell tells why", async () => {
  const { page, errors } = await demo();
  const office = example(page, OFFICE);
  const cell = office.getByRole("row", { name: /VPC endpoint/ }).getByRole("button").first();
  await cell.focus();
  await page.keyboard.press("Enter");
  await eventually(async () => assert.equal(await cell.getAttribute("aria-pressed"), "true"));
  await office.locator(".why").getByText("OnlyFromTheOffice").first().waitFor();
  await office.locator(".why").getByText("aws:SourceIp").first().waitFor();
  await page.keyboard.press("Enter");
  await eventually(async () => assert.equal(await office.locator(".why").count(), 0));
  assert.deepEqual(errors, []);
});

test("an expectation that no longer holds is marked, in sight and for screen readers", async () => {
  const { page } = await demo();
  const mark = example(page, DRIFTED).getByRole("status").first();
  await eventually(async () => assert.match(await mark.innerText(), /This page is out of date: the sign-in is decided otherwise\./));
  await eventually(async () => assert.match(await mark.innerText(), /Bob: outcome is denied, this page says allowed/));
  await eventually(async () => assert.equal(await mark.getAttribute("class"), "expectations drifted"));
  const told = await page.evaluate(() => globalThis.told.filter(({ index }) => index === 3));
  assert.deepEqual(told, [{ name: "vestibule-decided", index: 3, expected: 1, unmet: 1 }]);
});

test("a reader may change a policy, and take it back", async () => {
  const { page, errors } = await demo();
  const tried = example(page, TRY);
  const field = tried.getByRole("textbox", { name: /resource-based policy/ });
  const written = await field.inputValue();
  assert.match(written, /^\{\n {2}"Version"/);
  await eventually(async () => assert.deepEqual(await words(page, TRY), ["Denied", "Denied", "Denied", "Denied"]));
  const reset = tried.getByRole("button", { name: "Undo all changes" });
  await eventually(async () => assert.equal(await reset.isDisabled(), true));

  await field.fill(written.replace("203.0.113.0/24", "198.51.100.0/24"));
  await tried.getByText("With your changes, 1 of 1 sign-in is decided otherwise than this page says.").waitFor();
  await eventually(async () => assert.deepEqual(await words(page, TRY), ["Allowed", "Allowed", "Allowed", "Allowed"]));
  await tried.getByText("1 allowed, 0 denied, 0 unknown").waitFor({ state: "attached" });
  await eventually(async () => assert.equal(await tried.locator(".drifted").count(), 0, "the page is not to blame"));

  await field.fill(`${written}}`);
  await tried.getByRole("list", { name: "Problems" }).getByRole("listitem").first().waitFor();

  await reset.click();
  await eventually(async () => assert.equal(await field.inputValue(), written));
  await tried.getByText("Decided as this page says.").waitFor();
  assert.deepEqual(errors, []);
});

test("the link to the playground carries the case as it stands", async () => {
  const { page } = await demo();
  const link = example(page, TRY).getByRole("link", { name: "Open in the playground" });
  const before = await link.getAttribute("href");
  // The address as it is resolved.
  const playground = new URL("../", chromium.site.url).href;
  assert.ok(before.startsWith(`${playground}#case=1.`), before);
  const field = example(page, TRY).getByRole("textbox");
  await field.fill((await field.inputValue()).replace("203.0.113.0/24", "192.0.2.0/24"));
  await page.waitForFunction(
    ([index, old]) =>
      document.querySelectorAll("vestibule-example")[index].shadowRoot.querySelector("a").getAttribute("href") !== old,
    [TRY, before],
  );
  await eventually(async () => assert.equal(await example(page, FILE).getByRole("link", { name: /playground/ }).count(), 0));
});

test("only addresses of the web are links, however they are written and whenever they are set", async () => {
  const { page } = await demo({}, [TRY]);
  const tried = example(page, TRY);
  const link = tried.getByRole("link", { name: "Open in the playground" });
  for (const [playground, expected] of [
    ["javascript:globalThis.intruder=1//", null],
    ["JaVaScRiPt:globalThis.intruder=1", null],
    [" \u0001\njava\tscr\nipt:globalThis.intruder=1", null],
    ["data:text/html,<script>1</script>", null],
    ["vbscript:x", null],
    ["blob:https://example.com/1", null],
    ["file:///etc/passwd", null],
    ["ftp://example.com/", null],
    ["https://", null],
    ["//example.com/p/", "http://example.com/p/#case=1."],
    ["HTTPS://example.com/#x", "https://example.com/#case=1."],
    ["?a:b", `${chromium.site.url}?a:b#case=1.`],
  ]) {
    await page.evaluate(() => (globalThis.told = []));
    await tried.evaluate((one, playground) => one.setAttribute("playground", playground), playground);
    await page.waitForFunction(() => globalThis.told.some(({ name }) => name === "vestibule-decided"));
    const refused = await page.evaluate(() => globalThis.told.filter(({ name }) => name === "vestibule-refused").length);
    assert.equal(refused, expected === null ? 1 : 0, playground);
    if (expected === null) {
      await eventually(async () => assert.equal(await tried.locator("a").count(), 0, playground));
    } else {
      await eventually(async () => assert.ok((await link.getAttribute("href")).startsWith(expected), playground));
    }
  }
  for (const src of ["javascript:1", "data:application/json,{}", "blob:null/1"]) {
    await page.evaluate(() => (globalThis.told = []));
    await tried.evaluate((one, src) => one.setAttribute("src", src), src);
    await page.waitForFunction(() => globalThis.told.some(({ name }) => name === "vestibule-failed"));
  }
  await eventually(async () => assert.equal(await page.evaluate(() => globalThis.intruder), undefined));
});

test("what is not seen in an example is seen", async () => {
  const { page } = await demo({}, [TRY]);
  await example(page, TRY).evaluate((one) => {
    one.removeAttribute("editable");
    one.innerHTML = "";
    one.textContent = JSON.stringify({
      vestibule: 1,
      policies: { resourceControl: [{ name: "a\u200bb", document: '{\n  "Id": "x\u202ey"\n}' }] },
      requests: [{ name: "ali\u200bce", principal: "arn:aws:iam::111122223333:user/a\ufeffb", network: { sourceIp: "203.0.113.9" } }],
    });
    return one.refresh();
  });
  await example(page, TRY).getByText("ali\\u{200b}ce").first().waitFor();
  await example(page, TRY).locator("summary").first().click();
  const text = await example(page, TRY).evaluate((one) => one.shadowRoot.textContent);
  assert.doesNotMatch(text, /[\u200b\u202e\ufeff]/);
  assert.match(text, /\{\n  "Id": "x\\u\{202e\}y"\n\}/);
});

test("examples speak the language of their place", async () => {
  const { page } = await demo();
  const japanese = example(page, JAPANESE);
  await japanese.getByRole("link", { name: "プレイグラウンドで開く" }).waitFor();
  await eventually(async () => assert.deepEqual([...new Set(await words(page, JAPANESE))].sort(), ["許可", "拒否"].sort()));
  await eventually(async () => assert.equal(await japanese.locator(".example").getAttribute("lang"), "ja"));
  await eventually(async () => assert.equal(await example(page, OFFICE).locator(".example").getAttribute("lang"), "en"));
});

test("colours follow the ground, and give way to what the page sets", async () => {
  const { page } = await demo({ colorScheme: "light" });
  const ground = (index) =>
    example(page, index).locator(".example").evaluate((one) => getComputedStyle(one).backgroundColor);
  await eventually(async () => assert.equal(await ground(OFFICE), "rgb(255, 255, 255)"));
  await eventually(async () => assert.equal(await ground(DARK), "rgb(23, 29, 37)"));
  const accent = (index) =>
    example(page, index).getByRole("link").evaluate((link) => getComputedStyle(link).color);
  await eventually(async () => assert.equal(await accent(OFFICE), "rgb(23, 90, 142)"));
  await eventually(async () => assert.equal(await accent(TRY), "rgb(122, 31, 92)"));
  await example(page, OFFICE).evaluate((one) => one.setAttribute("theme", "dark"));
  await eventually(async () => assert.equal(await ground(OFFICE), "rgb(23, 29, 37)"));
});

test("what decides is fetched once, and nothing for what is far away", async () => {
  const opened = await chromium.newPage({ viewport: { width: 1000, height: 700 } });
  const asked = [];
  opened.page.on("request", (request) => asked.push(new URL(request.url()).pathname + new URL(request.url()).search));
  await opened.page.goto(chromium.site.url);
  const look = async (...indices) => {
    for (const index of indices) {
      await example(opened.page, index).scrollIntoViewIfNeeded();
      await example(opened.page, index).getByRole("table").waitFor();
    }
  };
  const times = (end) => asked.filter((path) => path.endsWith(end)).length;
  await look(OFFICE, TRY);
  // What needs the analysis is further below.
  assert.deepEqual([times("/analysis.wasm"), times("/analysis.js")], [0, 0]);
  await look(FILE, DRIFTED, DARK, JAPANESE);
  assert.deepEqual([times("/example.wasm"), times("/example.js")], [1, 1]);
  assert.equal(times("?far"), 0);
  for (const index of [EVERY, EVERY_JAPANESE]) {
    await example(opened.page, index).scrollIntoViewIfNeeded();
    await answered(opened.page, index);
  }
  assert.deepEqual([times("/analysis.wasm"), times("/analysis.js")], [1, 1]);
  await example(opened.page, FAR).scrollIntoViewIfNeeded();
  await example(opened.page, FAR).getByRole("table").waitFor();
  assert.deepEqual([times("/example.wasm"), times("?far")], [1, 1]);
});

test("an example may be moved, changed and taken away", async () => {
  const { page, errors } = await demo();
  await page.evaluate(() => {
    const [first, second] = document.querySelectorAll("vestibule-example");
    second.after(first);
  });
  await example(page, 1).getByRole("table").waitFor();
  await example(page, 1).evaluate((one) => {
    one.innerHTML = "";
    one.textContent = '{ "vestibule": 1, "policies": {}, "requests": [] }';
    return one.refresh();
  });
  await example(page, 1).getByText("There are no sign-ins.").waitFor();
  await example(page, 1).evaluate((one) => one.remove());
  await eventually(async () => assert.equal(await page.locator("vestibule-example").count(), FAR));
  assert.deepEqual(errors, []);
});

test("the text of an example is what its page has, whatever its style", async () => {
  const { page, context } = await demo({}, [TRY]);
  const json = '{ "vestibule": 1, "policies": { "resourceBased": "{ \\"Id\\": \\"two  spaces\\" }" }, "requests": [] }';
  const half = json.indexOf("two");
  for (const markup of [
    "<br><b>HERE</b>REST",
    '<template>1</template><style>2</style><script>3</script><i>HERE</i>REST<!-- 4 -->',
    "<button>Copy</button><pre><div>HERE<b hidden>REST</b></div></pre>",
  ]) {
    await example(page, TRY).evaluate(
      (one, [markup, here, rest]) => {
        const fresh = document.createElement("vestibule-example");
        fresh.setAttribute("editable", "");
        fresh.style = "white-space: normal; text-transform: uppercase";
        fresh.innerHTML = markup.replace("HERE", here).replace("REST", rest);
        one.replaceWith(fresh);
      },
      [markup, json.slice(0, half), json.slice(half)],
    );
    const field = example(page, TRY).getByRole("textbox", { name: /resource-based policy/ });
    await field.waitFor();
    await eventually(async () => assert.equal(await field.inputValue(), '{ "Id": "two  spaces" }', markup));
  }
  await context.close();
});

test("what holds for every sign-in is shown where it is asked for, of the text as it stands", async () => {
  const { page, errors } = await demo({}, [EVERY]);
  await answered(page, EVERY);
  const every = example(page, EVERY);
  const shown = every.locator(".answers");
  const titles = () => shown.locator(".answer-title").allInnerTexts();
  await eventually(async () => assert.deepEqual((await titles()).slice(0, 3), [
    "Locked out of the console from every one of the networks: roles of IAM Identity Center",
    "All 2 guarantees hold",
    "By the console",
  ]));
  await shown.getByText("holds: break-glass gets in from anywhere").waitFor();
  await shown.getByText("from VPN (198.51.100.0/24)").first().waitFor();
  await eventually(async () => assert.equal(await example(page, OFFICE).locator(".answers").count(), 0));

  const field = every.getByRole("textbox", { name: /resource-based policy/ });
  const written = await field.inputValue();
  await field.fill(written.replace("signin:PrincipalArn", "aws:PrincipalArn"));
  // What was so of the text before is gone at once.
  await eventually(async () => assert.doesNotMatch(await shown.innerText(), /All 2 guarantees hold/));
  await shown.getByText("1 of 2 guarantees hold").waitFor();
  await shown.getByText("fails: break-glass gets in from anywhere").waitFor();

  await field.fill("nothing of a policy");
  await shown.getByText("What holds for every sign-in is not known while the example has the problems that are listed.").waitFor();
  await every.getByRole("button", { name: "Undo all changes" }).click();
  await shown.getByText("All 2 guarantees hold").waitFor();

  await every.evaluate((one) => ["lockout", "map"].forEach((name) => one.removeAttribute(name)));
  await shown.locator(".answer").first().waitFor();
  await page.waitForFunction(
    (index) => document.querySelectorAll("vestibule-example")[index].shadowRoot.querySelectorAll(".answer").length === 1,
    EVERY,
  );
  await eventually(async () => assert.deepEqual(await titles(), ["All 2 guarantees hold"]));
  assert.deepEqual(errors, []);
});

test("what holds for every sign-in is said in Japanese", async () => {
  const { page } = await demo({}, [EVERY_JAPANESE]);
  await answered(page, EVERY_JAPANESE);
  const shown = (await example(page, EVERY_JAPANESE).locator(".answers").innerText())
    .replaceAll("break-glass gets in from anywhere", "")
    .replaceAll("nobody else gets in from outside", "");
  assert.match(shown, /すべてのサインイン/);
  assert.match(shown, /2 件の保証がすべて成り立ちます/);
  // Of Latin letters there are names and ids alone.
  assert.doesNotMatch(shown, /\b(gets|holds|everybody|denied|example|guarantees|from)\b/i);
});

test("why there is no answer for every sign-in is said", async () => {
  const { page } = await demo({}, [EVERY]);
  await answered(page, EVERY);
  const every = example(page, EVERY);
  await every.evaluate((one) => {
    one.removeAttribute("src");
    one.textContent = '{ "vestibule": 1, "policies": {}, "requests": [] }';
    return one.refresh();
  });
  await every.getByText("write its twelve digits as account.id").waitFor();
  await every.getByText(/The case has no guarantees/i).waitFor();
});

test("without its analysis an example shows the rest, and says so", async () => {
  const opened = await chromium.newPage();
  await opened.page.route("**/analysis.wasm", (route) => route.fulfill({ status: 404, body: "" }));
  await opened.page.goto(chromium.site.url);
  await example(opened.page, EVERY).scrollIntoViewIfNeeded();
  await example(opened.page, EVERY).getByRole("table").waitFor();
  await example(opened.page, EVERY).getByText(/What holds for every sign-in cannot be shown/).waitFor();
});

test("without JavaScript the JSON stands there", async () => {
  const { page } = await chromium.newPage({ javaScriptEnabled: false });
  await page.goto(chromium.site.url);
  for (const [index, text] of [
    [OFFICE, /"Sid": "OnlyFromTheOffice"/],
    [TRY, /"vestibule": 1/],
    [FILE, /The case as JSON/],
  ]) {
    await eventually(async () => assert.match(await example(page, index).innerText(), text));
    await eventually(async () => assert.ok((await example(page, index).boundingBox()).height > 15));
  }
});

test("when what decides cannot be had, the JSON stays", async () => {
  const opened = await chromium.newPage();
  await opened.page.route("**/example.wasm", (route) => route.fulfill({ status: 404, body: "" }));
  await opened.page.addInitScript(() => {
    globalThis.failed = 0;
    document.addEventListener("vestibule-failed", () => {
      globalThis.failed += 1;
    });
  });
  await opened.page.goto(chromium.site.url);
  await opened.page.waitForFunction(() => globalThis.failed > 0);
  await eventually(async () => assert.match(await example(opened.page, OFFICE).innerText(), /"Sid": "OnlyFromTheOffice"/));
  await example(opened.page, TRY).scrollIntoViewIfNeeded();
  await example(opened.page, TRY).locator("pre").getByText('"vestibule": 1').waitFor();
  await eventually(async () => assert.equal(await example(opened.page, OFFICE).getAttribute("aria-busy"), null));
});

test("what is no case file is told, with its text", async () => {
  const { page } = await demo({}, [OFFICE]);
  for (const [text, said] of [
    ["{", "This example cannot be read."],
    ['{ "vestibule": 1, "policies": {}, "requests": [], "wrong": 1 }', "wrong"],
    ["<b>", "This example cannot be read."],
  ]) {
    await example(page, OFFICE).evaluate((one, text) => {
      one.textContent = text;
      return one.refresh();
    }, text);
    await example(page, OFFICE).getByText(said).first().waitFor();
    if (said !== "wrong") {
      await page.waitForFunction(() => globalThis.told.at(-1)?.name === "vestibule-failed");
    }
    await page.evaluate(() => (globalThis.told = []));
  }
});

test("nothing is wrong for assistive technology, in light and in dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page } = await demo({ colorScheme });
    for (const index of [EVERY, EVERY_JAPANESE]) {
      await example(page, index).scrollIntoViewIfNeeded();
      await answered(page, index);
    }
    await example(page, OFFICE).getByText(/resource-based policy/).first().click();
    await example(page, OFFICE).getByRole("row", { name: /at home/ }).getByRole("button").first().click();
    await example(page, OFFICE).locator(".why").waitFor();
    await eventually(async () => assert.deepEqual(await accessibilityViolations(page), [], colorScheme));
  }
});

test("it fits 360 pixels", async () => {
  const { page } = await demo({ viewport: { width: 360, height: 740 } }, [OFFICE, TRY, FILE, DRIFTED, DARK, JAPANESE, EVERY, EVERY_JAPANESE]);
  await answered(page, EVERY);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360, `${wide} pixels wide`);
  await eventually(async () => assert.deepEqual(await accessibilityViolations(page), []));
});
