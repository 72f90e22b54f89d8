// Keeps the page for when there is no network, one release at a time.
//
// The build (crates/xtask/src/offline.rs) puts in front of this
//   const RELEASE = { version, files: { address: integrity } };
// with every file of the release, the page itself as `./`. A release is stored only as a whole:
// each file must have the content that it was built with, or nothing is stored and the release
// before stays.
"use strict";

const PAGE = registration.scope;
// Pages in other folders of the same host have their releases in the same storage.
const OURS = `vestibule ${PAGE} `;
const CURRENT = OURS + RELEASE.version;

addEventListener("install", (event) => event.waitUntil(store()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", (event) => {
  // The page says so when its user wants the new release; until then the one before serves on.
  if (event.data === "take over") {
    skipWaiting();
  }
});
addEventListener("fetch", (event) => {
  const address = stored(event.request);
  if (address !== undefined) {
    event.respondWith(answer(address, event.request));
  }
});

async function store() {
  const requests = Object.entries(RELEASE.files).map(
    ([address, integrity]) =>
      new Request(new URL(address, PAGE), {
        integrity,
        // What the browser has already is not sent again, and is asked for whether it still holds.
        cache: "no-cache",
        // A redirected answer could not be given for the page later on.
        redirect: "error",
      }),
  );
  try {
    await (await caches.open(CURRENT)).addAll(requests);
  } catch (error) {
    await caches.delete(CURRENT);
    throw error;
  }
}

async function takeOver() {
  // The first visit's page can load the rest of its files from here on without a network.
  await clients.claim();
  const pages = await clients.matchAll({ type: "window" });
  // Other pages may still ask for files of any release before. Which of them is not to be known.
  const unused = pages.length > 1 ? [] : await former();
  await Promise.all(unused.map((name) => caches.delete(name)));
}

/** The address under which a file of ours is stored; the page has two, and a query is no part of it. */
function stored({ method, url }) {
  const { origin, pathname } = new URL(url);
  const address = origin + pathname;
  if (method !== "GET" || !address.startsWith(PAGE)) {
    return undefined;
  }
  return address === `${PAGE}index.html` ? PAGE : address;
}

/**
 * Names carry a hash of the content, so a file of an earlier release is the one that an earlier
 * page means. What has no hash, the page above all, is in every release.
 */
async function answer(address, request) {
  const find = (cacheName) => caches.match(address, { cacheName, ignoreVary: true });
  const current = await find(CURRENT);
  if (current) {
    return current;
  }
  for (const name of await former()) {
    const found = await find(name);
    if (found) {
      return found;
    }
  }
  return fetch(request);
}

/** The other releases that are stored, the newest first. */
async function former() {
  const names = await caches.keys();
  return names.filter((name) => name.startsWith(OURS) && name !== CURRENT).reverse();
}
