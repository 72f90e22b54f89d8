# What is known of a rule that found something, and what a fix does.

finding-rule = About this rule
finding-rule-of = About the rule { $code }
finding-rule-working = Loading…
finding-rule-none = More is not known of it here.
finding-why = Why
finding-finds = Finds something ({ $kind })
finding-passes = Finds nothing ({ $kind })
finding-sources = Sources
finding-date = as of { $date }

finding-fix = Fix
finding-fix-title = Before this is fixed
finding-fix-all = Fix all that change no decision
finding-fix-safe = Of the kind that changes no decision.
finding-fix-unsafe = Of the kind that may change what is decided.
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
finding-fix-same = Nothing: proven for every sign-in.
finding-fix-settles = Nothing that was decided: only sign-ins that could not be decided are decided otherwise.
finding-fix-changes = Sign-ins are decided otherwise.
finding-fix-not-known = That is not known.
finding-fix-nothing = There is nothing left to fix.
finding-fix-applied = { $count ->
    [one] 1 fix
   *[other] { $count } fixes
}
finding-fix-refused = { $count ->
    [one] 1 fix is left out, since it would change decisions.
   *[other] { $count } fixes are left out, since they would change decisions.
}
finding-fix-appears = Found in the text then:
finding-fix-stopped = What that changes was not found out: it took too long, or what compares could not be loaded.
