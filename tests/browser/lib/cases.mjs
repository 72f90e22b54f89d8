// Case files for the tests, and how one is opened as a user opens it.

/** Opens a case file through "Import and export". */
export async function openCase(page, name, file) {
  await page.getByRole("button", { name: /^Workspace/ }).click();
  await page.getByRole("menuitem", { name: "Import and export…" }).click();
  const text = typeof file === "string" ? file : JSON.stringify(file, null, 2);
  await page
    .getByLabel("From a file")
    .setInputFiles({ name: `${name}.json`, mimeType: "application/json", buffer: Buffer.from(text) });
}

const ACCOUNT = {
  id: "777788889999",
  organization: { id: "o-a1b2c3d4e5", managementAccount: false },
};

const USERS = ["Alice", "Bob", "Carol", "Dan", "Erin", "Frank", "Grace", "Heidi", "Ivan", "Judy"];

/** So many sign-ins by one RCP, of people and roles from everywhere; the first is from outside. */
export function perimeter(policy, count) {
  const requests = Array.from({ length: count }, (_, at) => {
    const kind = at % 5 === 4 ? "role" : "user";
    const principal = `arn:aws:iam::${ACCOUNT.id}:${kind}/${USERS[(at >> 2) % USERS.length]}${at}`;
    const inside = at % 4 === 1;
    const network =
      at % 4 === 3
        ? { vpc: "vpc-0a1b2c3d4e5f60718", endpoint: "vpce-0123456789abcdef0", sourceIp: `10.0.1.${at % 250}` }
        : { sourceIp: `${inside ? "203.0.113" : "192.0.2"}.${250 - (at % 200)}` };
    return { name: `Sign-in ${at + 1}`, entry: "console", principal, network, region: "eu-central-1" };
  });
  const resourceControl = [{ name: "perimeter", attachedTo: "r-ab12", document: policy }];
  return { vestibule: 1, account: ACCOUNT, policies: { resourceControl }, requests };
}
