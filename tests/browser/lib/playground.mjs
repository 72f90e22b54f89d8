// What the tests do on the page, in the words of its users.
import assert from "node:assert/strict";
import { accessibilityViolations } from "./browser.mjs";
import { openCase } from "./cases.mjs";

/**
 * Opens the page with the guide put away, and waits until it has decided. Without its service
 * worker, which would keep the whole page for each test: the tests of it open the page themselves.
 */
export async function start(chromium, options) {
  const opened = await chromium.newPage({
    viewport: { width: 1280, height: 860 },
    serviceWorkers: "block",
    ...options,
  });
  await opened.context.addInitScript(() => {
    const name = location.pathname.replace(/[^/]*$/, " vestibule.settings");
    if (localStorage.getItem(name) === null) {
      localStorage.setItem(name, JSON.stringify({ guided: true }));
    }
  });
  await opened.page.goto(chromium.site.url);
  await decided(opened.page);
  return opened;
}

/** The same with a case of one's own. */
export async function startWith(chromium, file, options) {
  const opened = await start(chromium, options);
  await openCase(opened.page, "case", file);
  await row(opened.page, file.requests[0].name).waitFor({ state: "attached" });
  await decided(opened.page);
  return opened;
}

/** Waits until every row that is drawn has its decision, and the strip speaks of the present text. */
export async function decided(page) {
  await page.waitForFunction(() => {
    const rows = [...document.querySelectorAll("tbody > .row")];
    return rows.length > 0 && rows.every((row) => row.querySelector(".verdict .icon, .verdict.none") !== null) &&
      document.querySelector(".scenarios.stale, .strip.earlier") === null;
  });
}

/** Waits until all is decided, and what comes late is there as well. */
export async function settled(page) {
  await decided(page);
  await still(page);
}

/** Waits until nothing of the page has changed for some frames. */
export const still = (page) =>
  page.evaluate(
    () =>
      new Promise((done, failed) => {
        let [quiet, frames] = [0, 0];
        const observer = new MutationObserver(() => (quiet = 0));
        observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
        const look = () => {
          [quiet, frames] = [quiet + 1, frames + 1];
          if (quiet > 10 || frames > 1000) {
            observer.disconnect();
            return quiet > 10 ? done() : failed(new Error("the page never settles"));
          }
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
  );

export const grid = (page) => page.getByRole("grid", { name: "Sign-ins and their decisions" });

/** The row of a sign-in. */
export const row = (page, name) =>
  page.locator("tbody > .row").filter({ has: page.locator(".c-name .name", { hasText: new RegExp(`^${name}$`) }) });

/** A cell of it: name, who, from, 1, 2, 3, outcome or expected. */
export const cell = (page, name, column) => row(page, name).locator(`[data-column="${column}"]`);

/** The word of a decision. */
export const word = (page, name, column) => cell(page, name, column).locator(".word");

/** Waits until a cell says that word. */
export async function says(page, name, column, expected) {
  await cell(page, name, column).locator(".word", { hasText: new RegExp(`^${expected}$`) }).waitFor();
}

/** The names of all rows that are drawn, from the top. */
export const names = (page) => page.locator("tbody > .row .c-name .name").allInnerTexts();

/** Waits until the rows are these, from the top. */
export async function isOrder(page, expected) {
  const matches = (expected) => {
    const shown = [...document.querySelectorAll("tbody > .row .c-name .name")].map((name) => name.textContent);
    return JSON.stringify(shown) === JSON.stringify(expected);
  };
  // What is there instead is more telling than that it did not come.
  await page.waitForFunction(matches, expected, { timeout: 15_000 }).catch(() => {});
  assert.deepEqual(await names(page), expected);
}

/** Waits until the keyboard is in that cell. */
export async function isIn(page, name, column) {
  const at = () => {
    const cell = document.activeElement.closest("[data-column]");
    return cell === null ? [] : [cell.parentElement.querySelector(".name").textContent, cell.dataset.column];
  };
  const matches = ([name, column]) => {
    const cell = document.activeElement.closest("[data-column]");
    return cell?.dataset.column === column && cell.parentElement.querySelector(".name").textContent === name;
  };
  await page.waitForFunction(matches, [name, column], { timeout: 15_000 }).catch(() => {});
  assert.deepEqual(await page.evaluate(at), [name, column]);
}

/** Opens the fields of a sign-in. */
export async function edit(page, name) {
  await row(page, name).getByRole("button", { name: `Edit ${name}` }).click();
  return page.getByRole("group", { name, exact: true });
}

/** The part of the page that says why. */
export const why = (page) => page.getByRole("region", { name: "Why" });

/** Nothing that axe-core finds, and nothing that reaches beyond the page's edge. */
export async function isAccessible(page, what) {
  // What fades in or out has its contrast when it is done.
  await page.evaluate(() => {
    const ends = ({ effect }) => Number.isFinite(effect.getComputedTiming().endTime);
    document.getAnimations().filter(ends).forEach((animation) => animation.finish());
  });
  assert.deepEqual(await accessibilityViolations(page), [], what);
  const overhang = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(overhang, 0, `${what}: it scrolls sideways`);
}

const ACCOUNT = "777788889999";

export const arn = (resource) => `arn:aws:iam::${ACCOUNT}:${resource}`;

const ACTIONS = ["signin:Authenticate", "signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"];

/** Denies everybody who is neither in the office nor the break-glass role. */
export const OFFICE_ONLY = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "OfficeOnly",
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: ACTIONS,
      Resource: "*",
      Condition: {
        NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" },
        ArnNotEquals: {
          "signin:PrincipalArn": arn("role/BreakGlass"),
          "aws:PrincipalArn": arn("role/BreakGlass"),
        },
      },
    },
  ],
};

/** A case with that resource-based policy. */
export function office(requests, policy = OFFICE_ONLY) {
  return {
    vestibule: 1,
    account: { id: ACCOUNT },
    policies: { resourceBased: policy },
    requests,
  };
}

export const ALICE_INSIDE = {
  name: "Alice, office",
  principal: arn("user/Alice"),
  network: { sourceIp: "203.0.113.10" },
};
export const ALICE_OUTSIDE = {
  name: "Alice, home",
  principal: arn("user/Alice"),
  network: { sourceIp: "198.51.100.7" },
};
export const BREAK_GLASS = {
  name: "Break-glass, home",
  principal: arn("role/BreakGlass"),
  network: { sourceIp: "198.51.100.7" },
};
