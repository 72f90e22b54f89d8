// A static server for a built folder, the way a project page on a shared host serves it: below
// a path, with nothing at the root.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
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
  ".woff2": "font/woff2",
};

/**
 * Serves `folder` on a free port of 127.0.0.1.
 * @param {string} folder
 * @param {string} base begins and ends with a slash
 * @returns {Promise<{ url: string, base: string, missing: string[], close(): Promise<void> }>}
 *   `missing` collects every path that was asked for and is not there.
 */
export async function serve(folder, base = "/some/where/") {
  const missing = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const file = await find(folder, base, pathname);
    if (file === undefined || request.method !== "GET") {
      missing.push(`${request.method} ${pathname}`);
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
      return;
    }
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "cache-control": "no-store" });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    base,
    missing,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
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
