// Every form in which AWS tools hand policies out, pasted and typed as users do: each is recognised,
// comes to its layer and decides.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { open } from "./lib/browser.mjs";
import { documents, entry, listed, paste, pasteInto, reads, textOf } from "./lib/editor.mjs";
import { arn, cell, office, says, startWith } from "./lib/playground.mjs";
import { eventually, test } from "./lib/test.mjs";

const ENDPOINT = "vpce-0123456789abcdef0";

const ALICE = { name: "Alice", principal: arn("user/Alice"), network: { sourceIp: "198.51.100.7" } };
const THROUGH_ENDPOINT = {
  name: "Alice",
  principal: arn("user/Alice"),
  network: { vpc: "vpc-0a1b2c3d4e5f60718", endpoint: ENDPOINT, sourceIp: "10.0.1.7" },
};
const ROLE = { name: "Alice", principal: arn("role/Admin"), network: { sourceIp: "198.51.100.7" } };

/** Denies who comes from elsewhere. */
const deny = (principal, action = "signin:*") => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "FromElsewhere",
      Effect: "Deny",
      ...principal,
      Action: [action],
      Resource: "*",
      Condition: { NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } },
    },
  ],
});
const IDENTITY = deny({}, "signin:AuthorizeOAuth2Access");
const EVERYBODY = { Principal: "*" };

/** As get-resource-policy writes it, which knows no Sid. */
const [{ Sid, ...RESOURCE_BASED }] = deny({ Principal: { AWS: "*" } }).Statement;
const lower = (key) => key[0].toLowerCase() + key.slice(1);
const PRINTED = {
  version: "2012-10-17",
  statement: [Object.fromEntries(Object.entries(RESOURCE_BASED).map(([key, value]) => [lower(key), value]))],
};

/** As IAM encodes documents (RFC 3986). */
const encoded = (policy) =>
  encodeURIComponent(JSON.stringify(policy)).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** What is pasted; the command, the layer and the document's name; the phase that is denied, and by what. */
const FORMS = [
  {
    title: "get-resource-policy, as the service sends it",
    text: { signinResourceBasedPolicy: { Version: "2012-10-17", Statement: [RESOURCE_BASED] } },
    command: "aws signin get-resource-policy",
    kind: "Resource-based policy",
    name: "Resource-based policy",
    by: /RB policy · Statement\[0\]/,
    kept: { Version: "2012-10-17", Statement: [RESOURCE_BASED] },
  },
  {
    title: "get-resource-policy, as the AWS CLI prints it",
    text: { signinResourceBasedPolicy: PRINTED },
    command: "aws signin get-resource-policy",
    kind: "Resource-based policy",
    name: "Resource-based policy",
    by: /RB policy · Statement\[0\]/,
    kept: { Version: "2012-10-17", Statement: [RESOURCE_BASED] },
  },
  ...[["RCP", "RESOURCE_CONTROL_POLICY", deny(EVERYBODY)], ["SCP", "SERVICE_CONTROL_POLICY", deny({})]].map(
    ([kind, Type, policy]) => ({
      title: `describe-policy of an ${kind}`,
      text: { Policy: { PolicySummary: { Id: "p-a1b2c3d4", Name: "edge", Type }, Content: JSON.stringify(policy) } },
      command: "aws organizations describe-policy",
      kind,
      name: "edge",
      by: new RegExp(`${kind} · FromElsewhere`),
      kept: policy,
    }),
  ),
  ...[["inline", IDENTITY], ["URL-encoded", encoded(IDENTITY)]].map(([how, Document]) => ({
    title: `get-policy-version, ${how}`,
    text: { PolicyVersion: { Document, VersionId: "v1", IsDefaultVersion: true } },
    command: "aws iam get-policy-version",
    kind: "Identity policy",
    name: "Identity policy",
    principal: ALICE.principal,
    phase: "2",
    by: /Identity · FromElsewhere/,
    kept: IDENTITY,
  })),
  ...[["user", ALICE], ["role", ROLE]].map(([whose, request]) => ({
    title: `get-${whose}-policy, URL-encoded`,
    text: {
      [whose === "user" ? "UserName" : "RoleName"]: "Alice",
      PolicyName: "from-elsewhere",
      PolicyDocument: encoded(IDENTITY),
    },
    request,
    command: "aws iam get-user-policy",
    kind: "Identity policy",
    name: "from-elsewhere",
    principal: request.principal,
    phase: "2",
    by: /Identity · FromElsewhere/,
    kept: IDENTITY,
  })),
  {
    title: "describe-vpc-endpoints",
    text: {
      VpcEndpoints: [
        {
          VpcEndpointId: ENDPOINT,
          VpcEndpointType: "Interface",
          ServiceName: "com.amazonaws.us-east-1.signin",
          PolicyDocument: JSON.stringify(deny(EVERYBODY)),
        },
      ],
    },
    request: THROUGH_ENDPOINT,
    command: "aws ec2 describe-vpc-endpoints",
    kind: "VPC endpoint policy",
    name: "VPC endpoint policy",
    by: /VPCE · FromElsewhere/,
    kept: deny(EVERYBODY),
  },
];

let chromium;
before(async () => {
  chromium = await open();
});
afterEach(() => chromium.closePages());
after(() => chromium.close());

for (const { title, text, request = ALICE, command, kind, name, principal, phase = "1", by, kept } of FORMS) {
  test(`pasted and decided: ${title}`, async () => {
    const nobody = { ...office([request]), policies: {} };
    const { page, errors } = await startWith(chromium, nobody);
    await says(page, "Alice", "outcome", "Allowed");
    const printed = JSON.stringify(text, null, 4);
    await pasteInto(entry(page, "Account"), printed);
    // The policy alone is taken, with what the output says of it.
    await reads(page, /^\s*\{\s*"Version"/);
    await eventually(async () => assert.deepEqual(JSON.parse(await textOf(page)), kept));
    await eventually(async () => assert.deepEqual(await listed(page), ["Account", name]));
    const layer = page.getByRole("combobox", { name: "Kind" });
    await eventually(async () => assert.equal(await layer.locator("option:checked").innerText(), kind));
    if (principal !== undefined) {
      // IAM's output does not say the whole ARN.
      await documents(page).getByRole("textbox", { name: "Principal", exact: true }).fill(principal);
    }
    const isDenied = async () => {
      await says(page, "Alice", "outcome", "Denied");
      await eventually(async () => assert.match(await cell(page, "Alice", phase).innerText(), by));
      await eventually(async () => assert.equal(await page.locator(".cm-lintRange-error").count(), 0));
    };
    await isDenied();
    // Typed into the editor it stays as it is, until it is asked for, and decides the same.
    await page.evaluate((insert) => {
      const { view } = document.querySelector(".cm-content").cmTile.root;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert }, userEvent: "input.type" });
    }, printed);
    await page.getByText(`This is the output of ${command}.`).waitFor();
    await isDenied();
    await page.getByRole("button", { name: "Extract the policy" }).click();
    await eventually(async () => assert.deepEqual(JSON.parse(await textOf(page)), kept));
    await page.getByText(`This is the output of ${command}.`).waitFor({ state: "detached" });
    await isDenied();
    assert.deepEqual(errors, []);
  });
}

test("the policy taken out of what the AWS CLI prints decides in its layer", async () => {
  const { page } = await startWith(chromium, office([ALICE]));
  const before = await textOf(page);
  await paste(page, JSON.stringify(PRINTED, null, 2));
  await cell(page, "Alice", "1").getByText("Statement[0]").waitFor();
  await says(page, "Alice", "outcome", "Denied");
  await eventually(async () => assert.equal(await page.locator(".cm-lintRange-error").count(), 0));
  await eventually(async () => assert.notEqual(await textOf(page), before));
});
