// Releases of the page for the tests of its service worker: the built one, changed.
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DIST } from "./browser.mjs";

const WORKER = "service-worker.js";

/** What the service worker says that it stores. */
export function contents(folder) {
  const [, list] = /^const RELEASE = (\{.*?^\});$/ms.exec(readFileSync(join(folder, WORKER), "utf8"));
  return JSON.parse(list);
}

/** The lines of the first block of docs/publishing.md that is written in `language`. */
export function documented(language) {
  const file = new URL("../../../docs/publishing.md", import.meta.url);
  const blocks = readFileSync(file, "utf8").matchAll(/^```(\w*)\n(.*?)^```$/gms);
  const [, , block] = [...blocks].find(([, its]) => its === language);
  return block.trimEnd().split("\n");
}

/**
 * Another release in a folder of its own: the page carries `mark`, and its style sheet has
 * another content and name.
 * @returns {{ folder: string, remove(): void }}
 */
export function another(mark) {
  const folder = mkdtempSync(join(tmpdir(), "vestibule-release-"));
  cpSync(DIST, folder, { recursive: true });
  const { files } = contents(folder);
  const style = Object.keys(files).find((name) => /^style-.*\.css$/.test(name));
  const renamed = `style-${mark}.css`;
  writeFileSync(join(folder, renamed), `${readFileSync(join(folder, style), "utf8")}\n/* ${mark} */\n`);
  rmSync(join(folder, style));
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8")
    .replaceAll(new RegExp(`<link[^>]*${style}[^>]*>`, "g"), `<link rel="stylesheet" href="./${renamed}">`)
    .replace("<body>", `<body data-mark="${mark}">`);
  writeFileSync(page, html);
  delete files[style];
  for (const [name, file] of [["./", "index.html"], [renamed, renamed]]) {
    const hash = createHash("sha256").update(readFileSync(join(folder, file))).digest("base64");
    files[name] = `sha256-${hash}`;
  }
  const worker = join(folder, WORKER);
  const list = `const RELEASE = ${JSON.stringify({ version: mark, files }, null, 2)};`;
  writeFileSync(worker, readFileSync(worker, "utf8").replace(/^const RELEASE = \{.*?^\};$/ms, list));
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
