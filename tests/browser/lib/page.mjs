// What the tests do on the page, in the words of its users.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The examples of the page, as their case files say. */
export function example(slug) {
  const file = fileURLToPath(new URL(`../../../web/examples/${slug}.json`, import.meta.url));
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Opens the page and waits until it has decided. */
export async function ready(chromium, options) {
  const opened = await chromium.newPage(options);
  await opened.page.goto(chromium.site.url);
  await table(opened.page).waitFor();
  return opened;
}

export const table = (page) => page.getByRole("table", { name: /three phases/ });

/** The field of that label. */
export const editor = (page, name) =>
  page.getByLabel(name, { exact: true }).and(page.locator("input, textarea"));

/** The words of the table: one `[phase, decision]` for each row. */
export async function decisions(page) {
  const rows = await table(page).locator("tbody tr").all();
  return Promise.all(
    rows.map(async (row) => [
      (await row.locator("th code").innerText()).replace(/\s/g, ""),
      await row.locator(".verdict").innerText(),
    ]),
  );
}

/** The headline of the decision, such as `Sign-in denied`. */
export const headline = (page) => page.locator(".outcome .headline");

export const problems = (page) =>
  page.getByRole("region", { name: /^Problems/ }).getByRole("listitem");

/** Empties the page. */
export const clear = (page) => page.getByRole("button", { name: "Clear everything" }).click();

/** A sign-in by hand, and what is to be seen of it. */
export async function signIn(page, { principal, ip }) {
  await editor(page, "Principal ARN").fill(principal);
  await editor(page, "IP address").fill(ip);
}

export const ALICE = "arn:aws:iam::111122223333:user/Alice";

export const DENY_ALL = JSON.stringify(
  {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "NobodyComesIn",
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: ["signin:Authenticate", "signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"],
        Resource: "*",
      },
    ],
  },
  null,
  2,
);
