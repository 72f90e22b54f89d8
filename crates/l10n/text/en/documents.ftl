# The documents of a workspace, by layer, with the account.

documents-title = Policies
documents-list = Account and policies
documents-add = Add policy
documents-files = Open files
documents-drop = Drop policies, outputs of AWS commands, or case files
documents-added = { $count ->
    [one] One policy was added.
   *[other] { $count } policies were added.
}
documents-too-large = “{ $name }” is larger than 4 MB and was not added. Add the policy in it by itself.
documents-unreadable = “{ $name }” could not be read. Check that it is there and that you may read it.
documents-no-json = “{ $name }” was not added: it contains no JSON policy or case file. Choose a file with one.
documents-pasted-no-json = Not added: the clipboard contains no JSON policy or case file. Copy one and paste it.
documents-unused = “{ $name }” was not added. { $why }
documents-pasted-unused = Not added. { $why }
documents-surplus = “{ $name }” was not added: an account has only one resource-based policy, and another one came first. Remove that one to add this.
documents-blank = empty
documents-deciding = Decides the selected cell
documents-numbered = { $name } { $number }
documents-errors = { $count ->
    [one] 1 error
   *[other] { $count } errors
}
documents-warnings = { $count ->
    [one] 1 warning
   *[other] { $count } warnings
}

documents-layer-resource-based = Resource-based policy
documents-layer-resource-control = Resource control policies (RCP)
documents-layer-service-control = Service control policies (SCP)
documents-layer-identity = Identity policies
documents-layer-boundary = Permissions boundaries
documents-layer-session = Session policies
documents-layer-endpoint = VPC endpoint policies
documents-one-resource-based = Resource-based policy
documents-one-resource-control = RCP
documents-one-service-control = SCP
documents-one-identity = Identity policy
documents-one-boundary = Permissions boundary
documents-one-session = Session policy
documents-one-endpoint = VPC endpoint policy

documents-name = Name
documents-layer = Kind
documents-attached-to = Attached to
documents-unattached = No attachment stated
documents-principal = Principal
documents-endpoint = VPC endpoint
documents-more = More for this policy
documents-copy = Copy the text
documents-copied = The text was copied.
documents-not-copied = The browser did not allow copying. Select the text and copy it by hand.
documents-download = Download
documents-up = Move up
documents-down = Move down
documents-remove = Remove

documents-output = This is the output of `{ $command }`.
documents-outputs = This is the output of `{ $command }`, with { $count } policies.
documents-case = This is a case file, not a policy.
documents-unwrap = Extract the policy
documents-split = Extract { $count } policies
documents-move = Move to: { $layer }
documents-open-case = Open it as a workspace

documents-account = Account
documents-account-id = Account ID
documents-account-id-hint = same as the principal’s
documents-standing = The account is
documents-standalone = a standalone account
documents-member = a member of an organization
documents-management = the management account
documents-organization = Organization ID
documents-path = Root and OUs above it
documents-path-hint = blank: every OU the policies name
documents-authorization = Console authorization is on for
documents-on-account = the account
documents-on-organization = the organization
documents-without-identity-center = IAM Identity Center is not used in this account
documents-no-identity = Assume no identity policies (nothing allows aws login)

documents-problems = { $count ->
    [one] 1 problem in this text
   *[other] { $count } problems in this text
}
documents-notes = { $count ->
    [one] 1 note on this text
   *[other] { $count } notes on this text
}
documents-done = { $count ->
    [one] No problems in 1 policy
   *[other] No problems in { $count } policies
}
documents-done-here = { $count ->
    [one] No problems in this policy, 1 in other policies
   *[other] No problems in this policy, { $count } in other policies
}
documents-done-suppressed = { $count ->
    [one] 1 suppressed
   *[other] { $count } suppressed
}
documents-error = Error
documents-warning = Warning
documents-note = Note
documents-line = Line { $line }
