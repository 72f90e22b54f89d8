# What the editor tells about the policy language: documentation of keys, operators, elements and
# actions, and what completes. Where a key exists and what an operator does without its key is data;
# only the words are here.

language-phases-all = all phases
language-phases-some = { $number ->
    [one] phase { $phases }
   *[other] phases { $phases }
}
language-phases-none = no phase
language-used = used in this workspace
language-login-only = aws login only

language-matrix = Where the key exists
language-matrix-entry = Sign-in
language-entry-console = Console
language-entry-login-local = aws login
language-entry-login-remote = aws login --remote
language-entry-every = Every sign-in
language-presence-always = present
language-presence-public = public internet only
language-presence-endpoint = VPC endpoint only
language-presence-given = if the request has it
language-presence-never = absent

language-key-unknown = A condition key that the documentation of AWS Sign-In does not list. It counts as absent unless a sign-in gives it a value.
language-key-not-here = Policies of this kind are never offered the key: AWS offers it to resource-based policies and RCPs alone.
language-key-aws-sourceip = The public IP address that the sign-in comes from. A sign-in through a VPC endpoint has none.
language-key-aws-sourcevpc = The ID of the VPC that the sign-in comes from, through a VPC endpoint. VPC IDs are unique within a Region only: pair it with `aws:RequestedRegion`.
language-key-aws-sourcevpce = The ID of the VPC endpoint that the sign-in goes through.
language-key-aws-vpcsourceip = The private IP address within the VPC, through a VPC endpoint. Private addresses repeat in other VPCs: pair it with `aws:SourceVpc` or `aws:SourceVpce`.
language-key-aws-requestedregion = The Region whose sign-in endpoint is asked. The global endpoint counts as `us-east-1`.
language-key-signin-principalarn = The ARN of who is about to sign in: root user, IAM user or role. Federated users have none.
language-key-aws-principalarn = The ARN of who has signed in. For a role it is the ARN of the role, never that of the session.
language-key-aws-principalaccount = The account of who has signed in.
language-key-aws-resourceaccount = The account that is signed in to.
language-key-aws-resourceorgid = The organization of the account that is signed in to.
language-key-aws-principalorgid = The organization of who has signed in.
language-key-signin-oauthclientid = The ARN of the OAuth client. `aws login` uses `arn:aws:signin:::devtools/same-device`, with `--remote` `…/cross-device`.
language-key-signin-oauthredirecturi = Where the OAuth authorization code is sent.
language-key-signin-oauthgranttype = The OAuth grant: `authorization_code`, `refresh_token` or `client_credentials`.
language-key-signin-oauthclientauthentication = How the OAuth client proves who it is: `none` for public clients.
language-key-signin-oauthtokentype = The kind of OAuth token that is revoked or inspected. None of the three sign-in actions has it.
language-key-aws-currenttime = The date and time of the request.
language-key-aws-epochtime = The time of the request in seconds since 1970.
language-key-aws-securetransport = Whether the request came over TLS.
language-key-aws-username = The name of the IAM user. Roles, federated users and the root user have none.
language-key-aws-userid = The unique ID of the principal; for a role with the name of its session.
language-key-aws-principaltype = What the principal is: `Account`, `User`, `FederatedUser`, `AssumedRole` or `Anonymous`.
language-key-aws-principaltag = A tag of the user or role.
language-key-aws-multifactorauthpresent = Whether the session was signed in with MFA. It describes a session, so it is absent while the session does not exist yet.
language-key-aws-multifactorauthage = How many seconds ago MFA was passed.
language-key-aws-tokenissuetime = When the temporary credentials of the session were issued.
language-key-aws-sourceidentity = The source identity that was set when the role was assumed.
language-key-aws-federatedprovider = The identity provider of a federated session.
language-key-aws-principalorgpaths = The path of root and OUs to the principal’s account. It has several values.
language-key-aws-principalisawsservice = Whether an AWS service itself makes the request.
language-key-aws-principalservicename = The AWS service that makes the request.
language-key-aws-principalservicenameslist = All names of the AWS service that makes the request. It has several values.
language-key-aws-assumedroot = Whether the session is one of root privileges that were taken with `sts:AssumeRoot`.
language-key-aws-signinsessionarn = The ARN of the sign-in session.
language-key-aws-chatbotsourcearn = The chat configuration that a request through Amazon Q in chat applications comes from.
language-key-aws-ec2instancesourcevpc = The VPC in which the credentials of an EC2 instance were given out.
language-key-aws-ec2instancesourceprivateipv4 = The private address to which the credentials of an EC2 instance were given out.

language-operator-string-equals = Compares text, case and all; `*` and `?` are plain characters.
language-operator-string-equals-ignore-case = Compares text whatever its case; `*` and `?` are plain characters.
language-operator-string-like = Compares text, case and all; `*` stands for any characters, `?` for one.
language-operator-arn = Compares ARNs part by part; `*` and `?` are wildcards within each of the six parts. `ArnEquals` and `ArnLike` are the same.
language-operator-ip-address = The address lies in one of the ranges, IPv4 or IPv6.
language-operator-numeric = Compares numbers.
language-operator-date = Compares dates: ISO 8601, or seconds since 1970.
language-operator-bool = `true` or `false`.
language-operator-binary = Compares bytes that are written in Base64.
language-operator-null = `true`: the key must be missing; `false`: it must be there.
language-operator-negated = Negated: it holds when none of the values matches.
language-operator-if-exists = `IfExists`: it also holds when the key is missing.
language-operator-if-exists-idle = `IfExists` changes nothing here: negated, it holds without the key anyway.
language-operator-for-all-values = `ForAllValues:` every value of the request must match. It also holds when there is none.
language-operator-for-any-value = `ForAnyValue:` one value of the request must match.
language-operator-missing-true = When the key is missing, the test holds.
language-operator-missing-false = When the key is missing, the test does not hold.
language-operator-missing-open = When the key is missing, AWS does not say what becomes of it.
language-operator-phase = At `signin:Authenticate` nobody has signed in yet, so every `aws:Principal…` key is missing there.

language-element-version = The version of the policy language, not a date of yours. Without it AWS takes `2008-10-17`, where policy variables are plain text.
language-element-id = A name for the policy. It decides nothing.
language-element-statement = The statements. Each one is judged by itself.
language-element-sid = A name for the statement. Decisions name it.
language-element-effect = What the statement does to the requests that it matches: `Deny` refuses whatever else allows, `Allow` grants.
language-element-principal = Whom the statement is about. Before authentication only `*` matches; name people in a condition on `signin:PrincipalArn` and `aws:PrincipalArn`.
language-element-notprincipal = Everyone except those who are named.
language-element-action = The actions that the statement is about. An action that no Deny covers leaves its phase unprotected.
language-element-notaction = All actions except those that are named.
language-element-resource = The resources that the statement is about. For sign-in write `*`.
language-element-notresource = All resources except those that are named.
language-element-condition = When the statement applies: all operators and all keys must hold; of several values of a key one is enough.
language-element-not-here = Policies of this kind do not have it.

language-action-authenticate = Before the password is asked for, or a federated sign-in is accepted.
language-action-authorizeoauth2access = After authentication: the authorization code for the session is made.
language-action-createoauth2token = After authentication: the code is redeemed, later the token is refreshed.
language-action-createaccount = A new AWS account is opened. Only VPC endpoint policies know it.
language-action-createoauth2publicclient = An OAuth client registers itself.
language-action-createtrustedidentitypropagationapplicationforconsole = Makes the application through which the console passes identities on.
language-action-deleteconsoleauthorizationconfiguration = Switches console authorization off: the way out of a lockout.
language-action-deleteresourcepermissionstatement = Removes a statement of the resource-based policy.
language-action-getconsoleauthorizationconfiguration = Reads whether console authorization is on.
language-action-getresourcepolicy = Reads the resource-based policy.
language-action-introspectoauth2token = Asks whether an OAuth token is valid.
language-action-listresourcepermissionstatements = Lists the statements of the resource-based policy.
language-action-listtrustedidentitypropagationapplicationsforconsole = Lists the applications through which the console passes identities on.
language-action-putconsoleauthorizationconfiguration = Switches console authorization on.
language-action-putresourcepermissionstatement = Adds a statement to the resource-based policy.
language-action-revokeoauth2token = Revokes an OAuth token.
language-action-all = All actions of AWS Sign-In, those that administer it too.
language-action-phase = Phase { $number } of 3, before authentication.
language-action-phase-after = Phase { $number } of 3, after authentication.
language-action-no-phase = Not one of the three phases of a sign-in.
language-action-keys = Keys: { $keys }.

language-skeleton-policy = Policy
language-skeleton-statement = Statement
language-skeleton-network = Deny outside of a network
language-skeleton-network-about = Denies all three phases from elsewhere than an IP range or a VPC, except for break-glass principals, who are exempt in every phase.
language-skeleton-before = Deny before authentication
language-skeleton-before-about = Denies the first phase outside of an IP range, exempting by `signin:PrincipalArn`. Pair it with the statement for after authentication.
language-skeleton-after = Deny after authentication
language-skeleton-after-about = Denies the other two phases outside of an IP range, exempting by `aws:PrincipalArn`. Pair it with the statement for before authentication.
language-skeleton-region = Pin the Region of a VPC
language-skeleton-region-about = Denies sign-ins from a VPC ID through another Region, exempting break-glass principals in every phase: VPC IDs are unique within a Region only.
language-skeleton-allow = Allow sign-in
language-skeleton-allow-about = Allows every action of AWS Sign-In. A layer that lists what it allows needs it.
language-skeleton-login = Allow aws login
language-skeleton-login-about = Allows `aws login` on this machine and on a remote one.
language-skeleton-endpoint = Only this organization’s accounts
language-skeleton-endpoint-about = Lets sign-ins to the accounts of one organization through the VPC endpoint: before authentication by the account signed in to, afterwards by the principal too.
