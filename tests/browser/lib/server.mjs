// A static server for a built folder, the way a project page on a shared host serves it: below
// a path, with nothing at the root.
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * Serves `folder` on a free port of 127.0.0.1.
 * @param {string} folder
 * @param {string} base begins and ends with a slash
 * @param {number} port the one to use, such as that of a server that was closed
 * @returns {Promise<object>} `url` of the page, `base`, `port`, `close()`; `missing` collects every
 *   path that was asked for and is not there, `sent` every file that was sent; `folder` may be
 *   changed, which is how a release is published, and `headers`, which go with every file.
 */
export async function serve(folder, base = "/some/where/", port = 0) {
  const site = { folder, base, headers: {}, missing: [], sent: [] };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const file = await find(site.folder, base, pathname);
    if (file === undefined || request.method !== "GET") {
      site.missing.push(`${request.method} ${pathname}`);
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
      return;
    }
    // A folder may go while a page still asks for what it does not show.
    const found = await content(file).catch(() => undefined);
    if (found === undefined) {
      response.destroy();
      return;
    }
    const { bytes, etag } = found;
    const headers = { etag, "cache-control": "no-cache", ...site.headers };
    if (request.headers["if-none-match"] === etag) {
      response.writeHead(304, headers).end();
      return;
    }
    site.sent.push(file);
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { ...headers, "content-type": type }).end(bytes);
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  site.port = server.address().port;
  site.url = `http://127.0.0.1:${site.port}${base}`;
  site.close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return site;
}

/** What was read of each file, until the file changes. */
const contents = new Map();

async function content(file) {
  const { mtimeMs, size } = await stat(file);
  const before = contents.get(file);
  if (before?.mtimeMs === mtimeMs && before.size === size) {
    return before;
  }
  const bytes = await readFile(file);
  const etag = `"${createHash("sha256").update(bytes).digest("hex")}"`;
  contents.set(file, { mtimeMs, size, bytes, etag });
  return contents.get(file);
}

async function find(folder, base, pathname) {
  if (!pathname.startsWith(base)) {
    return undefined;
  }
  // `normalize` resolves every `..` while the slash in front keeps it inside the folder.
  const inside = normalize(`/${decodeURIComponent(pathname.slice(base.length))}`);
  const file = join(folder, inside.endsWith("/") ? `${inside}index.html` : inside);
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? file : undefined;
}
