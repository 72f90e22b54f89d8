// A request of the usual shape takes a shorter road than JSON. Both lead to the same place: on the
// corpus, and on requests made at random, sound or not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { corpusFiles, parts } from "./lib/case.mjs";
import { load } from "./lib/package.mjs";
import { thrown } from "./lib/sample.mjs";

const { compile } = await load();

/** What comes of a request handed in as an object and as text, each in words. */
function compare(signIn, requests) {
  const said = (run) => {
    let result;
    const error = (() => {
      try {
        result = run();
      } catch (error) {
        return error;
      }
    })();
    return error ? `${error.name} ${JSON.stringify(error.findings)}` : JSON.stringify(result);
  };
  for (const request of requests) {
    const text = JSON.stringify(request);
    for (const method of ["decide", "outcome"]) {
      // Twice, because the second decision of a kind is made from the first.
      for (const time of ["first", "second"]) {
        assert.equal(said(() => signIn[method](request)), said(() => signIn[method](text)), `${method} ${time} ${text}`);
      }
    }
  }
  const sound = requests.filter((request) => !said(() => signIn.outcome(request)).startsWith("PolicyError"));
  assert.deepEqual(signIn.outcomes(sound), sound.map((request) => signIn.outcome(JSON.stringify(request))));
  const bad = requests.findIndex((request) => !sound.includes(request));
  if (bad >= 0) assert.equal(thrown(() => signIn.outcomes(requests)).index, bad);
  return sound.length;
}

test("on the corpus", async () => {
  let compared = 0;
  for (const file of corpusFiles()) {
    const { policies, account, requests, assumptions } = parts(file);
    const signIn = await compile(policies, account, { assumptions });
    const bare = JSON.parse(requests).map(({ expect: _, ...request }) => request);
    compared += compare(signIn, bare);
    // The same with another name, which shares the template of the first.
    compared += compare(signIn, bare.map((request) => ({ ...request, name: `again ${request.name}` })));
    signIn.free();
  }
  assert.ok(compared > 2500, `${compared} requests`);
});

test("with a key that objects treat in their own way", async () => {
  const signIn = await compile({});
  const request = (value) =>
    JSON.parse(`{ "principal": "arn:aws:iam::111122223333:root", "network": { "sourceIp": "192.0.2.1" }, "context": { "__proto__": "${value}" } }`);
  assert.equal(compare(signIn, ["a", "b", "c"].map(request)), 3);
  assert.ok(JSON.stringify(signIn.decide(request("d"))).includes('"__proto__":"d"'));
});

/** Mulberry32: the same requests at every run. */
function randomness(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test("on requests made at random", async () => {
  const random = randomness(20260722);
  const one = (...choices) => choices[Math.floor(random() * choices.length)];
  const odd = () => one(undefined, null, "", 7, "é", "a\nb", "\ud800", "\ufffd", "😀", ["x"], {}, "x".repeat(20_000), "é".repeat(3000));
  const strange = (value) => (random() < 0.04 ? odd() : value);
  // A key that is undefined is refused, where JSON would leave it out.
  const told = (value) => strange(value) ?? null;
  const principal = () =>
    one("user/alice", "user/team/bob", "role/admin", "root", "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_A_0123456789abcdef");
  const who = () => strange(`arn:aws:iam::${one("111122223333", "444455556666")}:${principal()}`);
  const request = () => ({
    ...(random() < 0.3 && { name: strange(one("Alice", "Zoë", "", "name with “quotes”")) }),
    ...(random() < 0.5 && { entry: strange(one("console", "login-local", "login-remote")) }),
    principal: who(),
    network: strange(
      one(
        { sourceIp: strange(`203.0.${Math.floor(random() * 8)}.7`) },
        { sourceIp: strange("2001:db8::1") },
        { vpc: strange("vpc-0a1b2c3d"), endpoint: strange("vpce-0123456789abcdef0"), sourceIp: "10.0.0.1" },
        { endpoint: "vpce-0123456789abcdef0" },
        { vpc: "vpc-0a1b2c3d", sourceIp: undefined },
      ),
    ),
    ...(random() < 0.6 && { region: strange(one("eu-west-1", "us-east-1")) }),
    ...(random() < 0.5 && {
      context: strange({
        ...(random() < 0.7 && { "aws:MultiFactorAuthPresent": told(one("true", "false", null)) }),
        ...(random() < 0.3 && { "aws:RequestTag/team": told(one("blue", "ünï", "=?", "?", "203.0.0.7", ["a", "b"])) }),
        ...(random() < 0.2 && { "AWS:username": told("somebody") }),
        ...(random() < 0.1 && { [one("aws:nonsense", "line\nbreak", "__proto__x", "aws:userid")]: "x" }),
      }),
    }),
    ...(random() < 0.1 && { resource: "arn:aws:signin:::console/canvas" }),
    ...(random() < 0.05 && { extra: true }),
  });
  let last = request();
  // In lists, what differs in its principal alone is told in another way.
  const next = () => (last = random() < 0.4 ? { ...last, principal: who() } : request());
  const document = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "signin:*",
        Resource: "*",
        Condition: {
          NotIpAddressIfExists: { "aws:SourceIp": ["203.0.0.0/22", "2001:db8::/32"], "aws:VpcSourceIp": "10.0.0.0/8" },
          StringNotEqualsIfExists: { "aws:username": ["alice", "${aws:RequestTag/team}"], "aws:PrincipalAccount": "444455556666" },
        },
      },
      {
        Effect: "Deny",
        Principal: "*",
        Action: "signin:CreateOAuth2Token",
        Resource: "*",
        Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" }, StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
      },
    ],
  };
  const accounts = [undefined, { id: "111122223333", organization: { id: "o-a1b2c3d4e5" } }];
  for (const account of accounts) {
    const signIn = await compile({ resourceControl: [{ document }] }, account);
    let sound = 0;
    for (let batch = 0; batch < 20; batch += 1) {
      sound += compare(signIn, Array.from({ length: 100 }, next));
    }
    assert.ok(sound > 500 && sound < 2000, `${sound} of 2000 are sound`);
  }
});

test("when more kinds of decisions were met than are kept", async () => {
  // Each key is absent or there: 2 to the power of 12 templates.
  const keys = Array.from({ length: 12 }, (_, index) => `aws:RequestTag/${index}`);
  const Condition = { Null: Object.fromEntries(keys.map((key) => [key, "true"])) };
  const Statement = [{ Effect: "Deny", Principal: "*", Action: "signin:*", Resource: "*", Condition }];
  const signIn = await compile({ resourceControl: [{ document: { Version: "2012-10-17", Statement } }] });
  const request = (bits) => ({
    principal: "arn:aws:iam::111122223333:user/alice",
    network: { sourceIp: "192.0.2.1" },
    context: Object.fromEntries(keys.filter((_, index) => bits & (1 << index)).map((key) => [key, `of ${bits}`])),
  });
  for (let round = 0; round < 2; round += 1) {
    for (let bits = 0; bits < 2500; bits += 1) {
      const { phases } = signIn.decide(request(bits));
      const shown = keys.filter((key) => key in phases[0].context);
      assert.deepEqual(shown.map((key) => phases[0].context[key]), Object.values(request(bits).context), `${bits}`);
      assert.equal(phases[0].absentKeys.length, keys.length - shown.length);
    }
  }
});
