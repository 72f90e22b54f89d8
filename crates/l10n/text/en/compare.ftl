# What changes between another text and the present one.

compare-title = Compare
compare-intro = See who gains or loses access. Choose the text that counts as “before”. The present text is “after”.
compare-now = Start from the present text
compare-now-hint = The page saves a version of the present text and compares it with what you change next.
compare-with = Before
compare-choose = Choose a text…
compare-version = Version “{ $name }”, { $when }
compare-version-unnamed = Version of { $when }
compare-version-gone = A version that was removed
compare-workspace = Workspace “{ $name }”
compare-of-file = File “{ $name }”
compare-of-link = Share link
compare-elsewhere = A file or a link
compare-file = Case file or policy
compare-link = Share link
compare-link-take = Compare with the link
compare-refused = This is not a case file, a policy or a share link. Choose another one.
compare-end = End the comparison
compare-working = Comparing…
compare-late = Comparing takes longer than usual.
compare-stopped = { $why ->
    [hand] The comparison was stopped.
    [slow] The comparison took too long and was stopped.
   *[other] The comparison failed.
}
compare-undecided = The workspace is not decided. Choose “Decide again” above the table of sign-ins.
compare-retry = Compare again
compare-same-text = Both texts are the same.
compare-same = Nothing changes: every sign-in is decided as before.
compare-changes = Sign-ins change.
compare-not-known = It is not known whether sign-ins change.
compare-before-errors = { $count ->
    [one] The text of before has 1 error. Results for it are provisional.
   *[other] The text of before has { $count } errors. Results for it are provisional.
}
compare-rows-none = { $total ->
    [0] The table has no sign-ins.
    [one] The 1 sign-in of the table does not change.
   *[other] None of the { $total } sign-ins of the table changes.
}
compare-rows = { $changed ->
    [one] 1 of { $total } sign-ins of the table changes.
   *[other] { $changed } of { $total } sign-ins of the table change.
}
compare-rows-elsewhere = { $count ->
    [one] 1 sign-in is still denied, but at another action.
   *[other] { $count } sign-ins are still denied, but at another action.
}
compare-rows-title = Changed sign-ins
compare-column-name = Sign-in
compare-column-before = Before
compare-column-after = After
compare-rows-more = { $count ->
    [one] 1 more is not shown.
   *[other] { $count } more are not shown.
}
compare-at = at { $action }
compare-was = was: { $outcome }
compare-all = All sign-ins
compare-lines-left-out = { $count ->
    [one] 1 more line is not shown.
   *[other] { $count } more lines are not shown.
}
compare-save-before = Download before.json
compare-texts = Changes in the policies
compare-texts-same = All policies are the same.
compare-texts-others = { $count ->
    [0] All other settings are the same.
    [one] 1 other policy is the same.
   *[other] { $count } other policies are the same.
}
compare-document-added = added
compare-document-removed = removed
compare-document-changed = changed
compare-target = It belonged to { $before } and belongs to { $after } now.
compare-nowhere = nothing in particular
compare-setting-account = The settings of the account differ.
compare-setting-organization = The organization differs in its tree or its accounts.
compare-setting-identity = One side says that there are no identity policies.
compare-setting-readings = The interpretations of assumptions differ.
compare-line-before = removed:
compare-line-after = added:
compare-gap = other lines are the same
compare-opened = As it was opened
compare-gone-title = Only before
compare-gone = { $count ->
    [one] 1 sign-in is only in the table of before.
   *[other] { $count } sign-ins are only in the table of before.
}
compare-document-laid-out = differs only in layout
compare-one-layout = Both texts are shown in the same layout.
