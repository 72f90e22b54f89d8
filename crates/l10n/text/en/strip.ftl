# What holds for every possible sign-in, above the table.

strip-title = Every possible sign-in
strip-working = Checking…
strip-earlier = This was before your last change. Checking the new text…
strip-cancel = Stop
strip-stopped = { $why ->
    [slow] Not checked: checking took more than 15 seconds and was stopped.
    [died] Not checked: what checks it could not be loaded, or it ended.
   *[hand] Not checked: you stopped it.
}
strip-undecided = Not checked, because this workspace is not decided. Choose “Decide again” above the table.
strip-retry = Check again
strip-account = The account is not set. This is for { $account }, which the policies name.
strip-account-example = The account is not set, and the policies name none. This is for { $account }, as an example.
strip-account-other = This is for the account { $account }, but the policies name only { $named }.
strip-account-several = Not checked: the policies name several accounts ({ $named }). Set the account under Account.
strip-account-rows = Not checked: the sign-ins in the table are for several accounts. Set the account under Account.
strip-nothing = Paste a policy anywhere on this page, or open its file. This line then says who gets in from where, and who is locked out.
strip-held = This is for the last valid version of { $names }.
strip-unread = Syntax errors in { $names }: what the unread part may change is unknown.
strip-refused = { $names } has errors: AWS would not accept it as it stands.
strip-unfilled = { $names } has values that are still to be filled in.
strip-mistaken = { $names } has errors for which AWS may not refuse it: in force, it would not do what it says. They are listed below its text.
strip-example = Show an example
strip-example-of = Show an example: { $claim }
strip-more = Who gets in from where
strip-left-out = { $count ->
    [one] 1 more line is not shown. `vestibule map` prints all.
   *[other] { $count } more lines are not shown. `vestibule map` prints all.
}
strip-claims-left-out = and { $count } more, below
strip-guarantees = Guarantees: { $holding } of { $all } hold
strip-findings = { $count ->
    [one] 1 finding
   *[other] { $count } findings
}
