# The examples of the gallery: what they are, and their lesson in two sentences.

example-title-break-glass = A perimeter with a way back in
example-lesson-break-glass = One statement names every intended way in and exempts the break-glass role in all three phases. Another pins the Region of the endpoint with the same exemption, so that role gets in from everywhere.

example-title-example-2-rbp = AWS’s resource-based example 2, and VPC endpoints
example-lesson-example-2-rbp = `NotIpAddress` is true where `aws:SourceIp` is absent, as it always is through a VPC endpoint. So AWS’s documented policy for office addresses denies every sign-in through an endpoint, including the company’s own.

example-title-example-1-rcp = AWS’s RCP example 1, and the Region pin
example-lesson-example-1-rcp = The two perimeter statements exempt the break-glass role, but the statement that pins the Region of the VPC does not. In the corporate VPC, through the endpoint of another Region, the break-glass role is denied too.

example-title-separate-statements = Office and VPC in separate statements
example-lesson-separate-statements = Two Deny-unless statements do not add up: each one denies what only the other lets through. No sign-in comes from an office address and through the VPC at once, so only the exempt role gets in.

example-title-one-phase-exemption = An exemption in one phase only
example-lesson-one-phase-exemption = The break-glass role is exempt before authentication, but not after. It passes the sign-in page, and then fails when the authorization code is made.

example-title-missing-key = A negated operator and a missing key
example-lesson-missing-key = `aws:PrincipalOrgID` does not exist before authentication, and a negated operator is true for a missing key, with `IfExists` or without. The policy is meant to keep outsiders away and denies everybody at `signin:Authenticate`.

example-title-data-perimeter-rcp = AWS’s data perimeter sample
example-lesson-data-perimeter-rcp = One statement tests both PrincipalArn keys: in each phase the absent one is true, and the present one decides. The Region statement has no exemption: in the VPC, even the break-glass role is denied through another Region’s endpoint.

example-title-scp-break-glass = An SCP for the break-glass role alone
example-lesson-scp-break-glass = The SCP denies all of sign-in unless `aws:PrincipalArn` is the break-glass role, but that key exists only after authentication. Once console authorization is on, the SCP stops the break-glass role at the first phase.

example-title-scp-aws-login = An SCP that blocks `aws login`
example-lesson-scp-aws-login = Denying the two OAuth actions on every resource stops `aws login`, as intended. The console passes the same two actions, so with console authorization on this SCP stops every console sign-in too.

example-title-region-deny-scp = A Region-deny SCP that forgets sign-in
example-lesson-region-deny-scp = `NotAction` with a list of global services denies everything that is not listed, including sign-in. The global sign-in endpoint counts as us-east-1, so every sign-in through it is denied, even that of the root user.

example-title-endpoint-policy = VPC endpoint policies, before and after
example-lesson-endpoint-policy = An endpoint policy must allow each phase with keys that the phase has: `aws:ResourceOrgID` before authentication, `aws:PrincipalOrgID` after. A single statement with `aws:PrincipalOrgID` looks the same and lets nobody sign in.

example-title-identity-center = Network policies and IAM Identity Center
example-lesson-identity-center = AWS says that any sign-in policy with a network key blocks users of IAM Identity Center, also in the office. Exempting their reserved roles with `ArnNotLike` lets them in from everywhere.

example-title-federated-user = An exempt federated user
example-lesson-federated-user = `signin:PrincipalArn` does not support federated users, so before authentication their exemption never applies. The statement names Carlos, but away from the office he is denied at the first phase.

example-title-managed-policies = Managed policies of AWS Sign-In
example-lesson-managed-policies = `aws login` needs an Allow, which `SignInLocalDevelopmentAccess` gives and the policy for the AWS MCP Server does not. `AWSSignInResourcePolicyManagement` lets a break-glass role put console authorization off.
example-title-session-revocation = Revoked sessions and `aws:TokenIssueTime`
example-lesson-session-revocation = Revoking sessions adds a Deny for tokens issued before a given time, which applies only after authentication. It ends the sessions of that time and lets the same user sign in again.

example-title-authorization-off = Policies that are not enforced yet
example-lesson-authorization-off = Statements can exist before console authorization is on, and have no effect until then. Turn it on in the account’s settings here to see who would be denied.
