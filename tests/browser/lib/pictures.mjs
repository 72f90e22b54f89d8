// The main views of the page, in its looks.
import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { start } from "./playground.mjs";

/** Where pictures are kept for people to look at. */
export const FOLDER = fileURLToPath(new URL("../../../target/pictures", import.meta.url));

/** Keeps pictures of the steps of a task, numbered from 1. */
export function steps(page, task) {
  mkdirSync(FOLDER, { recursive: true });
  let step = 0;
  return (name) => {
    step += 1;
    return page.screenshot({ path: `${FOLDER}/task-${task}-${step}-${name}.png`, animations: "disabled" });
  };
}

const WIDE = { width: 1280, height: 860 };
const NARROW = { width: 360, height: 740 };

export const LOOKS = {
  wide: { viewport: WIDE },
  dark: { viewport: WIDE, colorScheme: "dark" },
  japanese: { viewport: WIDE, locale: "ja-JP" },
  narrow: { viewport: NARROW },
  "narrow-dark": { viewport: NARROW, colorScheme: "dark" },
  "narrow-japanese": { viewport: NARROW, locale: "ja-JP" },
};

/** How one comes to each view from the page as it opens. */
export const VIEWS = {
  policies: async () => {},
  why: async ({ page, panel }) => {
    await panel(1);
    const denied = page.locator("tbody > .row", { has: page.locator('[data-column="1"] .denied') });
    await denied.first().locator('[data-column="1"]').click();
    await panel(2);
  },
  "sign-in": async ({ page, panel }) => {
    await panel(1);
    await page.locator("tbody > .row .toggle").first().click();
  },
  matrix: async ({ page, say, panel }) => {
    await panel(1);
    await page.getByRole("button", { name: say("people-add"), exact: true }).click();
  },
  people: ({ tab }) => tab(1),
  map: ({ tab }) => tab(2),
  guarantees: ({ tab }) => tab(3),
  compare: ({ tab }) => tab(4),
  recovery: ({ tab }) => tab(5),
  doors: ({ tab }) => tab(6),
  examples: ({ view }) => view("shell-gallery"),
  guide: ({ view }) => view("shell-guide"),
  about: ({ view }) => view("shell-about"),
  share: ({ page, say }) => page.getByRole("button", { name: say("shell-share"), exact: true }).click(),
  workspaces: ({ workspace }) => workspace("shell-manage"),
  files: ({ workspace }) => workspace("shell-files"),
};

/** Opens the page with that look at that view. */
export async function show(chromium, look, view) {
  const options = LOOKS[look];
  const opened = await start(chromium, options);
  const { page } = opened;
  const say = words(options.locale === "ja-JP" ? "ja" : "en");
  const isNarrow = options.viewport === NARROW;
  const item = (id) => page.getByRole("menuitem", { name: say(id), exact: true }).click();
  await VIEWS[view]({
    page,
    say,
    /** A narrow page shows one of policies, sign-ins and why at a time. */
    panel: async (index) => isNarrow && page.locator("nav.views button").nth(index).click(),
    tab: async (index) => {
      if (isNarrow) await page.locator("nav.views button").nth(1).click();
      await page.getByRole("tab").nth(index).click();
      await page.locator(".asking, [aria-busy=true]").waitFor({ state: "detached" });
    },
    view: async (id) => {
      if (isNarrow) {
        await page.getByRole("button", { name: say("shell-more"), exact: true }).click();
        await item(id);
      } else {
        await page.getByRole("banner").getByRole("button", { name: say(id), exact: true }).click();
      }
    },
    workspace: async (id) => {
      await page.locator("button.workspace-button").click();
      await item(id);
    },
  });
  await page.locator(".cm-content").waitFor({ state: "attached" });
  await page.evaluate(() => document.fonts.ready);
  return opened;
}

/** The messages of a language, as far as they are one line without variables. */
function words(language) {
  const file = (area) => readFileSync(new URL(`../../../crates/l10n/text/${language}/${area}.ftl`, import.meta.url), "utf8");
  const messages = new Map(
    ["shell", "table", "people", "tabs", "report"].flatMap((area) => [...file(area).matchAll(/^([\w-]+) = (.*)$/gm)].map(([, id, said]) => [id, said])),
  );
  return (id) => messages.get(id);
}
