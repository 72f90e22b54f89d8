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
strip-undecided = Not checked, as this workspace is not decided.
strip-retry = Check again
strip-account = Which account is signed in to is not told. This is for { $account }, which the policies name.
strip-held = This is for the last readable text of { $names }.
strip-unread = { $names } cannot be read yet: what it may change is not known.
strip-refused = { $names } has errors: AWS would not accept it as it stands.
strip-example = Show an example
strip-example-of = Show an example: { $claim }
strip-more = Who gets in from where
strip-left-out = { $count ->
    [one] 1 more line is not shown. `vestibule map` prints all.
   *[other] { $count } more lines are not shown. `vestibule map` prints all.
}
strip-claims-left-out = and { $count } more, below
