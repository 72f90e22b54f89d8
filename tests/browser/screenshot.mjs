// Pictures of the built page: `node tests/browser/screenshot.mjs [folder]` writes wide, narrow
// and dark ones, by default into test-results/, and the README's into docs/playground.png when
// `--readme` is given.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { open } from "./lib/browser.mjs";
import { shrink } from "./lib/png.mjs";

const LIMIT = 150_000;

const root = fileURLToPath(new URL("../..", import.meta.url));
const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const folder = words[0] ?? join(root, "test-results");
const readme = process.argv.includes("--readme");

const VIEWS = [
  { name: "wide", viewport: { width: 1280, height: 860 }, fullPage: true },
  { name: "wide-dark", viewport: { width: 1280, height: 860 }, colorScheme: "dark" },
  { name: "narrow", viewport: { width: 360, height: 740 }, fullPage: true },
  { name: "narrow-dark", viewport: { width: 360, height: 740 }, colorScheme: "dark" },
];

await mkdir(folder, { recursive: true });
const chromium = await open();
try {
  for (const { name, fullPage = false, ...options } of VIEWS) {
    const { page, context } = await chromium.newPage(options);
    await page.goto(chromium.site.url);
    await page.getByRole("table").waitFor();
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
    await context.close();
  }
  if (readme) {
    await picture(join(root, "docs", "playground.png"));
  }
} finally {
  await chromium.close();
}

/** The README's: the whole decision at a glance, small enough to be in the repository. */
async function picture(path) {
  const { page } = await chromium.newPage({ viewport: { width: 1280, height: 1060 } });
  await page.goto(chromium.site.url);
  await page.getByRole("table").waitFor();
  const png = shrink(await page.screenshot());
  if (png.length > LIMIT) {
    throw new Error(`the README's picture has ${png.length} bytes and may have ${LIMIT}`);
  }
  await writeFile(path, png);
}
