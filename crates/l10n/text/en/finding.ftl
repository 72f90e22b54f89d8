# What is known of a rule that found something, and what a fix does.

finding-rule = About this rule
finding-rule-of = About the rule { $code }
finding-rule-working = Loading…
finding-rule-none = More is not known of it here.
finding-to-do = What to do
finding-why = Why
finding-finds = Finds something ({ $kind })
finding-passes = Finds nothing ({ $kind })
finding-sources = Sources
finding-date = as of { $date }

finding-fix = Fix
finding-fix-title = Before this is fixed
finding-fix-all = { $count ->
    [one] Apply 1 safe fix
   *[other] Apply { $count } safe fixes
}
finding-fix-all-title = Before these are fixed
finding-fix-safe = Safe: a fix of this kind changes no decision.
finding-fix-unsafe = A fix of this kind may change decisions.
finding-fix-details = From where, and why
finding-fix-apply = Apply
finding-fix-cancel = Cancel
finding-fix-changed = What is written
finding-fix-line-before = Before:
finding-fix-line-after = After:
finding-fix-lines-more = { $count ->
    [one] 1 further line
   *[other] { $count } further lines
}
finding-fix-effect = What that changes
finding-fix-working = Comparing every sign-in…
finding-fix-same = No decision changes: proven for every sign-in.
finding-fix-settles = No decision changes. Only sign-ins that were unknown may be decided now.
finding-fix-leaves-open = No decision is known to change. For some sign-ins this cannot be told.
finding-fix-changes = Decisions change.
finding-fix-not-known = What changes is unknown.
finding-fix-nothing = There is nothing left to fix.
finding-fix-applied = { $count ->
    [one] 1 fix
   *[other] { $count } fixes
}
finding-fix-refused = { $count ->
    [one] 1 fix is left out, because it would change decisions
   *[other] { $count } fixes are left out, because they would change decisions
}
finding-fix-appears = { $count ->
    [one] The fix makes more of the text readable. This is found then:
   *[other] The fix makes more of the text readable. These { $count } are found then:
}
finding-fix-stopped = What that changes was not found out: it took too long, or what compares could not be loaded. Open the fix again to compare once more.
