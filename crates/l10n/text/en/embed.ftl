# An example in a page of documentation.

embed-unreadable = This example cannot be read.
embed-findings = Problems
embed-line = (line { $line })
embed-met = { $count ->
    [one] Decided as this page says.
   *[other] All { $count } sign-ins are decided as this page says.
}
embed-unmet = { $count ->
    [one] This page is out of date: the sign-in is decided otherwise.
   *[other] This page is out of date: { $unmet } of { $count } sign-ins { $unmet ->
        [one] is
       *[other] are
    } decided otherwise.
}
embed-unmet-changed = With your changes, { $unmet } of { $count ->
    [one] { $count } sign-in
   *[other] { $count } sign-ins
} { $unmet ->
    [one] is
   *[other] are
} decided otherwise than this page says.
embed-difference = { $name }: `{ $path }` is `{ $actual }`, this page says `{ $expected }`
embed-summary = { $allowed } allowed, { $denied } denied, { $unknown } unknown
embed-reset = Undo all changes
embed-open = Open in the playground
embed-answers = Every sign-in
embed-analysing = Looking at every sign-in…
embed-unusable = What holds for every sign-in is not known while the example has the problems that are listed.
embed-unanalysed = What holds for every sign-in cannot be shown: the analysis was not loaded, or it has stopped.
