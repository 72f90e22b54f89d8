// Small things that are seen before anything is read.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { content, entry, paste } from "./lib/editor.mjs";
import { ALICE_INSIDE, ALICE_OUTSIDE, OFFICE_ONLY, cell, decided, office, settled, start, startWith, why } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const SID = "EnforceNetworkPerimeterPreAuth";

/** The same policy as an RCP, whose statement has the name that AWS's first example gives it. */
const byRcp = (requests) => ({
  vestibule: 1,
  account: { id: "777788889999", organization: { id: "o-a1b2c3d4e5", managementAccount: false } },
  policies: {
    resourceControl: [
      { name: "NetworkPerimeter", attachedTo: "r-ab12", document: { ...OFFICE_ONLY, Statement: [{ ...OFFICE_ONLY.Statement[0], Sid: SID }] } },
    ],
  },
  requests,
});

test("the browser has nothing to warn of while the page loads", async () => {
  const { page } = await start(chromium, { serviceWorkers: "allow" });
  const warnings = [];
  page.on("console", (message) => ["warning", "error"].includes(message.type()) && warnings.push(message.text()));
  await page.reload();
  await settled(page);
  assert.deepEqual(warnings, []);
});

test("marks beside the lines are signs, not squares", async () => {
  for (const forcedColors of ["none", "active"]) {
    const { page } = await startWith(chromium, office([ALICE_INSIDE]), { forcedColors });
    await entry(page, "Resource-based policy").click();
    await paste(page, JSON.stringify({ ...OFFICE_ONLY, Statement: [{ ...OFFICE_ONLY.Statement[0], Effect: "Denied" }] }, null, 2));
    const marker = page.locator(".cm-lint-marker-error").first();
    await marker.waitFor();
    const look = () =>
      marker.evaluate((one) => {
        const { clipPath, backgroundImage } = getComputedStyle(one);
        return { clipPath, backgroundImage };
      });
    // The marks are drawn anew when an answer arrives.
    await eventually(async () => assert.match((await look()).clipPath, /^polygon/, forcedColors));
    const { backgroundImage } = await look();
    assert.match(backgroundImage, /linear-gradient.*linear-gradient/, forcedColors);
  }
});

test("check boxes of the search stand apart from their words", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE]));
  await entry(page, "Resource-based policy").click();
  await content(page).click();
  await page.keyboard.press("ControlOrMeta+f");
  const label = page.locator(".cm-search label").first();
  await label.waitFor();
  const gap = await label.evaluate((label) => {
    const words = document.createRange();
    words.selectNodeContents([...label.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== ""));
    return words.getBoundingClientRect().left - label.querySelector("input").getBoundingClientRect().right;
  });
  assert.ok(gap >= 4, `${gap} px`);
});

test("the button that chooses a file looks like the other buttons", async () => {
  const { page } = await start(chromium);
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "Import and export…" }).click();
  const style = (locator, pseudo) =>
    locator.evaluate((one, pseudo) => {
      const { borderRadius, borderTopColor, backgroundColor } = getComputedStyle(one, pseudo);
      return { borderRadius, borderTopColor, backgroundColor };
    }, pseudo);
  const download = page.getByRole("dialog").getByRole("button", { name: "Download" }).first();
  await eventually(async () =>
    assert.deepEqual(await style(page.getByLabel("From a file"), "::file-selector-button"), await style(download, null)),
  );
});

test("no word of a reason is cut, nor broken in the middle", async () => {
  for (const width of [1280, 1920]) {
    const { page } = await startWith(chromium, byRcp([ALICE_OUTSIDE]), { viewport: { width, height: 860 } });
    const by = cell(page, ALICE_OUTSIDE.name, "1").locator(".by");
    const look = (by) => {
      const words = [];
      for (let text = document.createTreeWalker(by, NodeFilter.SHOW_TEXT); text.nextNode(); ) {
        const range = document.createRange();
        for (const { index, 0: word } of text.currentNode.data.matchAll(/[A-Z]?[a-z]+/g)) {
          range.setStart(text.currentNode, index);
          range.setEnd(text.currentNode, index + word.length);
          words.push([word, range.getClientRects().length]);
        }
      }
      return { words, isCut: by.scrollHeight > by.clientHeight + 1 || by.scrollWidth > by.clientWidth + 1 };
    };
    await eventually(async () => {
      assert.equal(await by.innerText(), `RCP · ${SID}`);
      const seen = await by.evaluate(look);
      assert.equal(seen.isCut, false, `${width}`);
      assert.deepEqual(seen.words.filter(([, lines]) => lines !== 1), [], `${width}`);
    });
  }
});

test("Regions and ids stay on one line in sentences", async () => {
  const endpoint = { vpc: "vpc-0a1b2c3d4e5f60718", endpoint: "vpce-0123456789abcdef0", sourceIp: "10.0.1.5" };
  const policy = structuredClone(OFFICE_ONLY);
  policy.Statement[0].Condition.StringNotEquals = { "aws:SourceVpc": endpoint.vpc };
  const { page } = await startWith(chromium, office([ALICE_INSIDE, { ...ALICE_INSIDE, name: "VPC", network: endpoint, region: "us-west-2" }], policy));
  await cell(page, ALICE_INSIDE.name, "1").click();
  const head = why(page).getByRole("region", { name: "From where this principal gets in" });
  await head.getByText(/gets in from/).waitFor();
  await decided(page);
  for (const width of [1280, 1000, 800, 360]) {
    await page.setViewportSize({ width, height: 860 });
    const codes = page.locator(":is(.strip, .why-pane) code.whole");
    const onSeveral = (all) => all.filter((one) => one.getClientRects().length > 1).map((one) => one.textContent);
    await eventually(async () => {
      assert.ok((await codes.count()) > 2);
      assert.deepEqual(await codes.evaluateAll(onSeveral), [], `${width}`);
    });
  }
});

test("where all is well nothing but the outcome's sign is green", async () => {
  const { page } = await startWith(chromium, office([ALICE_INSIDE]));
  const colour = (column, part) => cell(page, ALICE_INSIDE.name, column).locator(part).first().evaluate((one) => getComputedStyle(one).color);
  const green = await cell(page, ALICE_INSIDE.name, "outcome").locator(".icon").evaluate((icon) => getComputedStyle(icon).color);
  const ink = await page.locator("h2").first().evaluate((title) => getComputedStyle(title).color);
  assert.notEqual(green, ink);
  for (const column of ["1", "2", "3"]) {
    await eventually(async () => {
      assert.notEqual(await colour(column, ".icon"), green, column);
      assert.equal(await colour(column, ".word"), ink, column);
    });
  }
  await eventually(async () => assert.equal(await colour("outcome", ".word"), ink));
});
