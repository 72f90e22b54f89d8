// What is there for a while only: messages, banners, suggestions, offers. axe-core looks at each.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { accessibilityViolations, open } from "./lib/browser.mjs";
import { openCase } from "./lib/cases.mjs";
import { add, content, cursorBehind, options, paste } from "./lib/editor.mjs";
import { ALICE_OUTSIDE, OFFICE_ONLY, cell, isAccessible, office, start, startWith, why } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const messages = (page) => page.getByRole("region", { name: "Messages" });
const workspace = async (page, item) => {
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: item }).click();
};

for (const colorScheme of ["light", "dark"]) {
  test(`messages have no violation, ${colorScheme}`, async () => {
    const { page } = await start(chromium, { colorScheme });
    await openCase(page, "ours", { ...office([ALICE_OUTSIDE]), comment: "nobody knows this" });
    await messages(page).getByText("“ours.json” was opened").waitFor();
    await openCase(page, "broken", "{");
    await messages(page).getByText("“broken.json”").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Add combinations" }).click();
    await page.getByRole("dialog").getByRole("button", { name: /^Add \d+ sign-ins$/ }).click();
    await messages(page).getByText("sign-ins were added").waitFor();
    await eventually(async () => assert.equal(await messages(page).locator(".toast.error").count(), 1));
    await eventually(async () => assert.equal(await messages(page).locator(".toast.warning").count(), 1));
    await eventually(async () => assert.equal(await messages(page).locator(".toast.info").count(), 1));
    await isAccessible(page, "messages");
  });

  test(`what is said of decisions that are not there has no violation, ${colorScheme}`, async () => {
    const { page } = await startWith(chromium, office([{ ...ALICE_OUTSIDE, principal: "arn:aws:s3:::bucket" }]), { colorScheme });
    await cell(page, "Alice, home", "outcome").click();
    await why(page).getByText("This sign-in cannot be decided as described.").waitFor();
    await isAccessible(page, "a sign-in that cannot be decided");
    await paste(page, '{ "Statement": [');
    await page.getByText("Results use the last valid version").waitFor();
    await isAccessible(page, "out of date");
    await workspace(page, "New workspace");
    await page.getByRole("heading", { name: "Who should get in, and who should not?" }).waitFor();
    await isAccessible(page, "without a sign-in");
  });

  test(`what the editor shows beside the text has no violation, ${colorScheme}`, async () => {
    const { page } = await startWith(chromium, office([ALICE_OUTSIDE]), { colorScheme });
    await cursorBehind(page, '"NotIpAddress": {');
    await page.keyboard.press("Control+Space");
    await options(page).first().waitFor();
    await page.locator(".cm-completionInfo").waitFor();
    // The keyboard stays with the text, and its arrows scroll the list: axe-core does not see that.
    const found = await accessibilityViolations(page);
    assert.deepEqual(found.filter((one) => !/^scrollable-region-focusable: .* at #cm-ac-\w+$/.test(one)), []);
    await page.keyboard.press("ArrowUp");
    await page.waitForFunction(() => {
      const chosen = document.querySelector("[role=option][aria-selected=true]");
      const [list, last] = [chosen.parentElement.getBoundingClientRect(), chosen.getBoundingClientRect()];
      return chosen.matches(":last-child") && last.top >= list.top && last.bottom <= list.bottom + 1;
    });
    await page.keyboard.press("Escape");
    await options(page).first().waitFor({ state: "detached" });
    await page.getByText('"aws:SourceIp"').hover();
    await page.locator(".cm-tooltip-hover").waitFor();
    await isAccessible(page, "documentation at the pointer");
    await page.mouse.move(5, 5);
    await add(page, "SCP");
    await content(page).waitFor();
    await paste(page, JSON.stringify({ signinResourceBasedPolicy: OFFICE_ONLY }));
    await page.getByRole("button", { name: "Extract the policy" }).waitFor();
    await page.getByRole("button", { name: /^Move to/ }).waitFor();
    await isAccessible(page, "offers");
  });

  test(`working and stopped have no violation, ${colorScheme}`, async () => {
    const { page } = await hanging({ colorScheme });
    await isAccessible(page, "still working");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Stopped. The results shown are the earlier ones.").waitFor();
    await isAccessible(page, "stopped");
  });
}

/** A page whose worker takes an order and never comes back: it says that it is working. */
async function hanging(options) {
  const opened = await chromium.newPage({ viewport: { width: 1280, height: 860 }, ...options });
  await opened.context.route("**/worker.js*", (route) =>
    route.fulfill({ contentType: "text/javascript", body: "onmessage = () => { for (;;) {} }; postMessage(null);" }),
  );
  await opened.page.goto(chromium.site.url);
  await opened.page.getByText("Still working").waitFor();
  return opened;
}

test("nothing moves for those who want it so, not even what turns while it works", async () => {
  for (const reducedMotion of ["no-preference", "reduce"]) {
    const { page } = await hanging({ reducedMotion });
    const longest = await page.evaluate(() => {
      const parts = [...document.querySelectorAll("*")].flatMap((element) =>
        [undefined, "::before", "::after"].map((part) => getComputedStyle(element, part)),
      );
      const most = (durations) => Math.max(...durations.flatMap((list) => list.split(",").map((one) => parseFloat(one) || 0)));
      return {
        transition: most(parts.map(({ transitionDuration }) => transitionDuration)),
        animation: most(parts.map(({ animationDuration }) => animationDuration)),
      };
    });
    const running = await page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === "running").length);
    if (reducedMotion === "reduce") {
      assert.deepEqual({ ...longest, running }, { transition: 0, animation: 0, running: 0 });
    } else {
      assert.ok(longest.animation > 0 && longest.transition > 0 && running > 0, "there is something that could move");
    }
  }
});
