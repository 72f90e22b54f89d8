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
strip-held = Syntax errors in { $names }. Results use the last valid version.
strip-unread = Syntax errors in { $names }. Results use the part that can be read; what the rest could change is shown as Unknown.
strip-mistaken = { $names } has errors for which AWS may not refuse it: in force, it would not do what it says.
strip-show = Show
strip-show-of = Show the policy: { $note }
strip-rest = { $count ->
    [one] 1 more result
   *[other] { $count } more results
}
strip-in-full = Show in full
strip-less = Show less
strip-open-blanks = Not final: { $count ->
    [one] 1 value to fill in
   *[other] { $count } values to fill in
}
strip-open-errors = Not final: the policies have errors. Nothing is called proven until they are mended.
strip-example = Show an example
strip-example-of = Show an example: { $claim }
strip-more = Who gets in from where
strip-left-out = { $count ->
    [one] 1 more line is not shown. `vestibule map` prints all.
   *[other] { $count } more lines are not shown. `vestibule map` prints all.
}
strip-claims-left-out = and { $count } more under “Who gets in from where”
strip-guarantees = Guarantees: { $holding } of { $all } hold
strip-findings = { $count ->
    [one] 1 finding
   *[other] { $count } findings
}
strip-portal-left-out = IAM Identity Center is not used in this account, as you said: results leave its roles out.
strip-portal-used = It is used
strip-portal-unused = Not used in this account
strip-set-account = Set the account
