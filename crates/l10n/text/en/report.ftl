# The report for a change ticket.

report-title = Console access policies: { $name }
report-summary = { $count ->
    [one] Of every possible sign-in to account `{ $account }`, by the policy below: { $claims }.
   *[other] Of every possible sign-in to account `{ $account }`, by the { $count } policies below: { $claims }.
}
report-summary-organization = { $count ->
    [one] Of every possible sign-in to the accounts of organization `{ $account }`, by the policy below: { $claims }.
   *[other] Of every possible sign-in to the accounts of organization `{ $account }`, by the { $count } policies below: { $claims }.
}
report-summary-joint = {"; "}
report-summary-open = Nothing is proven yet: see the warnings below.
report-date = Date
report-note = Change
report-account = Account
report-account-none = not set
report-account-supposed = not set; results are for `{ $account }`
report-organization = Organization
report-accounts-title = Accounts
report-accounts = { $count }
report-standing = Organization
report-standalone = standalone account
report-member = member account
report-management = management account
report-assumed = { $fact } (assumed)
report-authorization = Console authorization
report-on = on for the account and for its organization
report-on-account = on for the account, off for its organization
report-on-organization = off for the account, on for its organization
report-off = off
report-digest = SHA-256 of the case file
report-made-by = Made by
report-stale = The results are of the text before the last change. Make the report again.
report-held = { $name } has syntax errors. Results use its last valid version.
report-unread = { $name } has syntax errors. Results use the part that parses.
report-provisional = { $count ->
    [one] { $name } has 1 error that keeps it from being in force. Results are for the text as it stands and are provisional.
   *[other] { $name } has { $count } errors that keep it from being in force. Results are for the text as it stands and are provisional.
}
report-verdict = Verdict
report-no-verdict = There is no answer about all sign-ins for the present text.
report-left-out = { $count ->
    [one] 1 more line is not shown.
   *[other] { $count } more lines are not shown.
}
report-change = What changes
report-compared-with = Before: { $before }. After: the text of this report.
report-not-compared = The comparison is not finished. Make the report again.
report-before-errors = { $count ->
    [one] The text of before has 1 error. Results for it are provisional.
   *[other] The text of before has { $count } errors. Results for it are provisional.
}
report-same = Nothing changes: every sign-in is decided as before.
report-changes = Some sign-ins are decided differently than before.
report-changes-not-known = It is not known whether sign-ins change.
report-rows-changed = Sign-ins of the table that change: { $changed } of { $total }.
report-texts = Changes in the policies
report-texts-same = All policies are the same.
report-setting-account = The settings of the account differ.
report-setting-organization = The organization differs in its tree or its accounts.
report-setting-identity = One side says that there are no identity policies.
report-setting-readings = The interpretations of assumptions differ.
report-added = added
report-removed = removed
report-changed = changed
report-laid-out = differs only in layout
report-one-layout = Both texts are shown in the same layout.
report-only-before = only before
report-grid = People × networks
report-grid-person = Person
report-grid-partly = Partly ({ $parts })
report-grid-samples = { $outcome } (samples only)
report-grid-too-many = Too many parts
report-grid-and-more = { $first } and { $count } more
report-grid-open = Not decided
report-grid-open-count = { $count ->
    [one] 1 cell is not decided. Open the report once more, or shorten the lists.
   *[other] { $count } cells are not decided. Open the report once more, or shorten the lists.
}
report-sign-ins = Sign-ins
report-column-name = Sign-in
report-column-principal = Principal
report-column-from = From
report-column-entry = Entry
report-column-before = Before
report-column-after = After
report-column-outcome = Outcome
report-column-why = Decided by
report-column-expected = Expected
report-provisional-outcome = { $outcome } (provisional)
report-no-allow = has no Allow
report-met = as expected
report-unmet = not as expected: { $outcome }
report-unmet-otherwise = not as expected
report-findings = Findings
report-no-findings = There are no errors or warnings that count.
report-error = Error
report-warning = Warning
report-info = Note
report-suppressed = Suppressed, because:
report-line = line { $line }
report-policies = Policies
report-target = Belongs to
report-no-identity = No identity policies are assumed, so nothing allows aws login.
report-open-points = Open points that results rest on
report-assumptions = Assumptions with another interpretation

report-dialog = Report
report-open = Report…
report-intro = The report has all policies, the verdict, the findings and the table. Secret values in these are in the report, too.
report-compare = With the comparison
report-copy = Copy Markdown
report-copied = The Markdown was copied.
report-not-copied = The browser did not allow copying. Download the Markdown instead.
report-markdown = Markdown
report-html = HTML
report-csv = Table as CSV
report-print = Print or save as PDF
report-preview = Preview
