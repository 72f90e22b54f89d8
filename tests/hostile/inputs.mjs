// Hostile input, generated, for the npm package and for Chromium. What the native command is held
// to stands beside this, in Rust.

/** Everything that does something to a terminal, a runner or a reader. */
export const HOSTILE =
  "h\n7 passed in 7 files\n::add-mask::x\n##[error]y\r\n\u001b]0;t\u0007\u001b[2J\u009b31m\u202egpj\u2066\u200b\ufeff\u2028\u00ad\u0085\b\t.";

/** A character that is not seen, or changes how others are seen; without line feeds. */
export const UNSEEN =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

const PRINCIPAL = "arn:aws:iam::111122223333:user/alice";

export const request = (more = {}) => ({ principal: PRINCIPAL, network: { sourceIp: "198.51.100.7" }, ...more });

/** A resource-based policy of one Deny. */
export const deny = (Condition) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Principal: "*", Action: "signin:*", Resource: "*", Condition }],
});

const file = (policies, requests) => ({ vestibule: 1, policies, requests });

/** So many variables, each of a long tag: gigabytes, if they were put in. */
export function variables(count = 18_000, tag = 100_000) {
  const context = { "aws:PrincipalTag/y": "a".repeat(tag), "aws:PrincipalTag/x": `${"a".repeat(tag)}a` };
  const condition = { StringLike: { "aws:PrincipalTag/x": "${aws:PrincipalTag/y}".repeat(count) } };
  return file({ resourceBased: deny(condition) }, [request({ name: "variables", context })]);
}

/** Cases below two megabytes whose parts multiply. */
export function* products() {
  yield ["variables", variables()];
  const patterns = Array.from({ length: 25_000 }, (_, index) => `*a${index}*b?`);
  const values = Array.from({ length: 15_000 }, (_, index) => `arn:aws:iam::1:aaaaaaa${index}`);
  for (const operator of ["ForAnyValue:StringLike", "ForAllValues:StringNotLike"]) {
    const condition = { [operator]: { "aws:TagKeys": patterns } };
    yield [operator, file({ resourceBased: deny(condition) }, [request({ context: { "aws:TagKeys": values } })])];
  }
  const question = { StringLike: { "aws:PrincipalTag/x": `*${"?".repeat(200_000)}b*` } };
  const long = { "aws:PrincipalTag/x": "a".repeat(500_000) };
  yield ["question marks", file({ resourceBased: deny(question) }, [request({ context: long })])];
  const [statement] = deny({ NotIpAddress: { "aws:SourceIp": "198.51.100.0/24" } }).Statement;
  const many = { Version: "2012-10-17", Statement: Array.from({ length: 5000 }, (_, Sid) => ({ ...statement, Sid: `s${Sid}` })) };
  yield ["sign-ins", file({ resourceBased: many }, Array.from({ length: 60 }, (_, name) => request({ name: `${name}` })))];
}

/** A case with hostile text wherever somebody writes a name. */
export function named() {
  const condition = { StringEquals: { [`aws:PrincipalTag/${HOSTILE}`]: HOSTILE } };
  const document = deny(condition);
  document.Statement[0].Sid = HOSTILE;
  return file({ resourceBased: document, resourceControl: [{ name: HOSTILE, document: deny({}) }] }, [
    request({ name: HOSTILE, context: { [`aws:PrincipalTag/${HOSTILE}`]: HOSTILE } }),
  ]);
}
