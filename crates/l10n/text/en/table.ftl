# The table of sign-ins.

table-title = Sign-ins
table-count = { $count ->
    [one] 1 row
   *[other] { $count } rows
}
table-count-shown = { $shown } of { $count } rows
table-passing = { $met } of { $expected } as expected
table-add = Add
table-matrix = Matrix
table-example = Take an example
table-search = Search sign-ins
table-only = Show
table-only-all = All outcomes
table-only-unmet = Not as expected
table-only-unusable = Not decided
table-row-tools = The selected sign-in
table-edit-row = Edit
table-duplicate = Duplicate
table-remove = Remove
table-up = Move up
table-down = Move down
table-keep-order = Keep this order
table-expect = Expect
table-expect-one = Expect what the selected row is now
table-expect-all = { $count ->
    [one] Expect what 1 row shown is now
   *[other] Expect what { $count } rows shown are now
}
table-expect-now = Expect what it is now
table-expect-at = Denied at
table-any-phase = Any phase
table-nothing-expected = Nothing expected
table-differs = not as expected
table-lit = Decided by the statement at the editor’s cursor
table-edit = Edit { $name }
table-unnamed = Unnamed

table-empty-title = Who should get in, and who should not?
table-empty = Add the sign-ins that matter: people and break-glass roles, from the office, from home, through a VPC endpoint. Each is decided as you type.
table-none-found = No sign-in matches the search.
table-show-all = Show all
table-working = Still working. Your text is safe.
table-cancel = Cancel
table-stopped = { $why ->
    [slow] Stopped, because deciding took more than 30 seconds. The decisions are those of before, and your text is safe.
    [died] The evaluator ended before it was done. The decisions are those of before, and your text is safe.
   *[hand] Stopped. The decisions are those of before.
}
table-undecided = { $why ->
    [slow] This workspace is not decided: in an earlier visit that took more than 30 seconds and was stopped.
    [died] This workspace is not decided: in an earlier visit the evaluator or the page ended before it was done.
   *[hand] This workspace is not decided: in an earlier visit that was stopped.
}
table-retry = Decide again
table-refused = { $count ->
    [one] { $name } has 1 error; AWS would not accept it. Results are for the text as it stands.
   *[other] { $name } has { $count } errors; AWS would not accept it. Results are for the text as it stands.
}
table-unfilled = { $count ->
    [one] { $name } has 1 value to fill in. Results are for the text as it stands.
   *[other] { $name } has { $count } values to fill in. Results are for the text as it stands.
}
table-standalone = { $count ->
    [one] The account is set to standalone, but 1 RCP or SCP is here, which binds members of an organization alone. It is evaluated as if the account were one.
   *[other] The account is set to standalone, but { $count } RCPs and SCPs are here, which bind members of an organization alone. They are evaluated as if the account were one.
}
table-make-member = Make it a member of an organization
table-held = { $names } cannot be read. Its last readable text decides in its place, with all else as it is now.
table-unread = { $names } cannot be read yet. What can be read of it decides, and what the rest may change stays open.

# The fields of a sign-in.
table-name = Name
table-entry = Through
table-region = Region
table-principal = Principal ARN
table-presets = Start from
table-network = From
table-path-public = Public internet
table-path-endpoint = VPC endpoint
table-ip = IP address
table-vpc = VPC
table-endpoint = Endpoint
table-private-ip = Private IP
table-context = Further context keys
table-context-add = Add a key
table-context-key = Key { $number }
table-context-told = What is known of key { $number }
table-context-value = Value of key { $number }
table-context-remove = Remove key { $number }
table-context-one = one value
table-context-many = several values
table-context-unknown = unknown
table-context-unknown-hint = neither its value nor whether it is there
table-context-lines = One value a line
table-further = Another network at single phases, resource
table-other-network = Another network at: { $phase }
table-network-at = From, at: { $phase }
table-resource = Resource ARN
