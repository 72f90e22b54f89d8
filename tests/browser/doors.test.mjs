// The tab Doors: where people sign in, and what a firewall must let through for that.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { downloaded, open } from "./lib/browser.mjs";
import { ALICE_INSIDE, isAccessible, office, startWith } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const CASE = office([{ ...ALICE_INSIDE, region: "eu-west-1" }]);
const present = (page) => page.locator('.doors[data-present="true"]').waitFor();
const pane = (page) => page.getByRole("region", { name: "Sign-in addresses and domains" });
const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

async function opened(viewport = { width: 1280, height: 900 }, options = {}) {
  const { page, errors } = await startWith(chromium, CASE, { viewport, ...options });
  if (viewport.width < 600) {
    await page.getByRole("button", { name: "Results", exact: true }).click();
  }
  await page.getByRole("tab", { name: "Doors", exact: true }).click();
  await present(page);
  return { page, errors };
}

for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [360, "light"]]) {
  test(`addresses and domains, of what the workspace tells: ${width} px, ${colorScheme}`, async () => {
    const { page, errors } = await opened({ width, height: 900 }, { colorScheme });
    assert.equal(await pane(page).getByLabel("Account ID or alias").inputValue(), "777788889999");
    assert.equal(await pane(page).getByLabel("Regions").inputValue(), "eu-west-1");
    await pane(page).getByText("https://777788889999.signin.aws.amazon.com/console/").first().waitFor();
    await pane(page).getByText("the present policies stop some of these sign-ins").first().waitFor();
    const table = pane(page).getByRole("table", { name: "Domains of the sign-in page" });
    await table.getByRole("row", { name: /^eu-west-1\.signin\.aws / }).getByRole("link", { name: "AL" }).waitFor();
    await isAccessible(page, "doors");
    assert.ok(await fits(page));
    const download = page.waitForEvent("download");
    await pane(page).getByRole("button", { name: "Save as allow.txt" }).click();
    const list = (await downloaded(await download)).split("\n");
    assert.ok(list.includes("eu-west-1.signin.aws"));
    assert.ok(list.includes("*.cloudfront.net"));
    assert.deepEqual(errors, []);
  });
}

test("kinds, stack and the present list are asked by keyboard", async () => {
  const { page } = await opened();
  for (const kind of ["IAM user", "Identity Center", "Federated user", "AWS Builder ID", "Administrator of AWS Sign-In"]) {
    await pane(page).getByRole("checkbox", { name: kind }).focus();
    await page.keyboard.press("Space");
  }
  await eventually(async () => assert.equal(await pane(page).locator(".recovery-ways > li").count(), 1));
  await pane(page).getByLabel("Present allow-list").focus();
  await page.keyboard.type("*.amazonaws.com\n.signin.aws\n??? what");
  const section = (name) => pane(page).locator(".doors-check .strip-section", { has: page.getByRole("heading", { name }) });
  await section("Too wide: strangers have hosts there").getByText("line 1").waitFor();
  await section("Missing").getByText("console.aws.amazon.com").waitFor();
  await section("Lines that could not be read").getByText("line 3").waitFor();
  await present(page);
  await pane(page).getByText("vestibule doors --user root --account 777788889999 --region eu-west-1 --allow-list allow.txt").waitFor();
  await pane(page).getByLabel("Regions").fill("cn-north-1");
  await pane(page).getByText("is not a commercial Region").waitFor();
  await pane(page).getByRole("checkbox", { name: "Root user" }).uncheck();
  await pane(page).getByText("Choose at least one kind of user.").waitFor();
});

test("in Japanese, on a phone", async () => {
  const { page } = await startWith(chromium, CASE);
  await page.getByRole("button", { name: /^Language/ }).click();
  await page.getByRole("menuitemradio", { name: "日本語" }).click();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole("button", { name: "結果", exact: true }).click();
  await page.getByRole("tab", { name: "入口", exact: true }).click();
  await present(page);
  await page.getByText("現在のポリシーは、このサインインの一部を次のレイヤーで拒否します").first().waitFor();
  await isAccessible(page, "doors in Japanese");
  assert.ok(await fits(page));
});
