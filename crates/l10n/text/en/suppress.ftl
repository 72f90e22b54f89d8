# Findings that are known and do not count.

suppress-open = Suppress…
suppress-mark = Suppress…
suppress-reason = Why it does not count
suppress-no-reason = Say why the finding does not count.
suppress-day = Last day (may be empty)
suppress-no-day = Write the day as `2027-06-30`.
suppress-where = Where
suppress-statement = In this statement
suppress-policy = In the whole policy
suppress-do = Suppress
suppress-cancel = Cancel
suppress-title = { $count ->
    [one] 1 suppression
   *[other] { $count } suppressions
}
suppress-complaints = { $count ->
    [one] (1 is unused or has ended)
   *[other] ({ $count } are unused or have ended)
}
suppress-until = until { $day }
suppress-refused = { $count ->
    [one] 1 error is suppressed here; AWS would refuse the policy all the same.
   *[other] { $count } errors are suppressed here; AWS would refuse the policy all the same.
}
suppress-back = Take back
suppress-back-of = Take back the suppression of { $rule }
