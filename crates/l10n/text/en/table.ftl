# The table of sign-ins.

table-title = Sign-ins
table-count = { $count ->
    [one] 1 row
   *[other] { $count } rows
}
table-count-shown = { $shown } of { $count } rows
table-passing = { $met } of { $expected } as expected
table-add = Add
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
table-expect-one = Set expected to the current result (selected row)
table-expect-all = { $count ->
    [one] Set expected to the current result (1 row)
   *[other] Set expected to the current result ({ $count } rows)
}
table-expect-now = Set expected to the current result
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
    [slow] Stopped: deciding took more than 30 seconds. The results shown are the earlier ones. Your text is safe.
    [died] The evaluator ended before it was done. The results shown are the earlier ones. Your text is safe.
   *[hand] Stopped. The results shown are the earlier ones.
}
table-undecided = { $why ->
    [slow] Not decided: on an earlier visit, deciding took more than 30 seconds and was stopped.
    [died] Not decided: on an earlier visit, the evaluator or the page ended before it was done.
   *[hand] Not decided: on an earlier visit, deciding was stopped.
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
table-refused-several = { $policies } policies have errors: { $names }. AWS would not accept them. Results are for the text as it stands.
table-unfilled-several = { $policies } policies have values to fill in: { $names }. Results are for the text as it stands.
table-standalone = { $count ->
    [one] The account is set to standalone, but this workspace has 1 RCP or SCP. RCPs and SCPs apply only to members of an organization. It is evaluated as if the account were a member.
   *[other] The account is set to standalone, but this workspace has { $count } RCPs and SCPs. RCPs and SCPs apply only to members of an organization. They are evaluated as if the account were a member.
}
table-make-member = Make it a member of an organization

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
table-context-unknown-hint = it is not known whether the key is present, nor its value
table-context-lines = One value a line
table-further = Different network per phase, resource
table-other-network = Different network at: { $phase }
table-network-at = From, at: { $phase }
table-resource = Resource ARN
