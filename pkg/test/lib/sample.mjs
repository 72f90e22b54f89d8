// One small account, for tests of the API.

/** Denies everybody who is not in the office, and everybody who is known to have no MFA. */
export const POLICIES = {
  resourceControl: [
    {
      name: "perimeter",
      document: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "Office",
            Effect: "Deny",
            Principal: "*",
            Action: "signin:*",
            Resource: "*",
            Condition: { NotIpAddressIfExists: { "aws:SourceIp": "203.0.113.0/24" } },
          },
          {
            Sid: "Mfa",
            Effect: "Deny",
            Principal: "*",
            Action: ["signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"],
            Resource: "*",
            Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } },
          },
        ],
      },
    },
  ],
};

export const ALICE = "arn:aws:iam::111122223333:user/alice";
/** Without it, whether there was MFA is open. */
const MFA = { "aws:MultiFactorAuthPresent": "true" };
export const OFFICE = { principal: ALICE, network: { sourceIp: "203.0.113.10" }, context: MFA };
export const HOME = { principal: ALICE, network: { sourceIp: "192.0.2.1" }, context: MFA };

/** What is thrown by `run`. */
export function thrown(run) {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
