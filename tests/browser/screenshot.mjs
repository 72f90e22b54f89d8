// Pictures of the built page. `node tests/browser/screenshot.mjs --readme` takes those of the
// README and docs/, small enough to be in the repository; target/pictures has more of them after
// `cargo xtask test`.
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { open } from "./lib/browser.mjs";
import { show } from "./lib/pictures.mjs";
import { shrink } from "./lib/png.mjs";

const LIMIT = 150_000;

/** The file below docs/, with its look. */
const PICTURES = {
  playground: "wide",
  "playground-dark": "dark",
  "playground-ja": "japanese",
  "playground-narrow": "narrow",
};

if (!process.argv.includes("--readme")) {
  console.error("say --readme to replace the pictures in docs/");
  process.exit(2);
}
const chromium = await open();
try {
  for (const [name, look] of Object.entries(PICTURES)) {
    const { page, context } = await show(chromium, look, "why");
    // A narrow page scrolls to what was chosen; the strip is at its top.
    await page.evaluate(() => scrollTo(0, 0));
    const png = shrink(await page.screenshot({ animations: "disabled" }));
    if (png.length > LIMIT) {
      throw new Error(`${name} has ${png.length} bytes and may have ${LIMIT}`);
    }
    await writeFile(fileURLToPath(new URL(`../../docs/${name}.png`, import.meta.url)), png);
    await context.close();
  }
} finally {
  await chromium.close();
}
