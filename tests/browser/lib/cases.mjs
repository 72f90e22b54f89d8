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

/** The range whose last digit lets the sign-ins of one in ten networks in, or not. */
export const TYPED_RANGE = "198.51.100.0/28";

/**
 * A case as large as an organization: a perimeter of 200 ranges that is attached to 1,000 accounts,
 * policies that name as many, 1,000 sign-ins, and 200 people by 200 networks.
 */
export function organization() {
  const accounts = Array.from({ length: 1000 }, (_, at) => String(100_000_000_000 + at * 7_919));
  accounts[0] = ACCOUNT.id;
  const ranges = Array.from({ length: 200 }, (_, at) =>
    at === 0 ? TYPED_RANGE : at % 2 === 0 ? `203.0.${at}.0/24` : `2001:db8:${at.toString(16)}::/48`,
  );
  const deny = (Sid, Condition) => ({
    Sid,
    Effect: "Deny",
    Principal: "*",
    Action: ["signin:Authenticate", "signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"],
    Resource: "*",
    Condition,
  });
  const policy = (...Statement) => JSON.stringify({ Version: "2012-10-17", Statement }, null, 2);
  const perimeter = {
    name: "perimeter",
    attachedTo: accounts.join(", "),
    document: policy(
      deny("KnownNetworksOnly", {
        NotIpAddressIfExists: { "aws:SourceIp": ranges },
        StringNotEqualsIfExists: { "aws:SourceVpc": "vpc-0a1b2c3d4e5f60718" },
      }),
    ),
  };
  const closed = Array.from({ length: 4 }, (_, part) => ({
    name: `closed accounts ${part + 1}`,
    attachedTo: accounts.slice(part * 250, part * 250 + 250).join(", "),
    document: policy(
      deny("ClosedAccounts", { StringEquals: { "aws:PrincipalAccount": accounts.slice(part * 250 + 1, part * 250 + 250) } }),
    ),
  }));
  const address = (at) => {
    const range = ranges[at % ranges.length];
    return range.includes(":") ? range.replace("::/48", "::7") : range.replace(/\.0\/\d+$/, ".20");
  };
  const principal = (at) => `arn:aws:iam::${ACCOUNT.id}:${at % 5 === 4 ? "role" : "user"}/${USERS[at % USERS.length]}${at}`;
  const requests = Array.from({ length: 1000 }, (_, at) => ({
    name: `Sign-in ${at + 1}`,
    principal: principal(at),
    network: { sourceIp: at % 10 === 0 ? "198.51.100.20" : address(at) },
    region: "eu-central-1",
  }));
  return {
    vestibule: 1,
    account: ACCOUNT,
    policies: { resourceControl: [perimeter, ...closed] },
    requests,
    networks: [{ name: "Offices", sourceIp: ranges }],
    guarantees: USERS.map((user, at) => ({
      name: `${user} gets in from the offices`,
      principals: [principal(at)],
      from: "networks",
      outcome: "allowed",
    })),
    grid: {
      people: Array.from({ length: 200 }, (_, at) => ({ name: `Person ${at + 1}`, principal: principal(at) })),
      networks: ranges.map((range, at) => ({ name: `Network ${at + 1}`, sourceIp: [range] })),
    },
  };
}
