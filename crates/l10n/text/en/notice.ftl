# What is told once.

notice-region = Messages
notice-away = Put away
notice-imported = “{ $name }” was opened as a workspace of its own.
notice-import-failed = “{ $name }” is no case file that can be used. Nothing was changed.
notice-replaced = The resource-based policy was replaced: an account has only one.
notice-example-left = Your policy took the place of the example, which is still under “Examples”.
notice-text-replaced = The policy that you pasted replaced the text: one policy cannot stand inside another.
notice-filled-in = { $documents ->
    [one] Values filled in: { $values }.
   *[other] Values filled in: { $values }, in { $documents } policies.
}
notice-only-one = An account has only one resource-based policy, and there is one already. Remove it or change its kind first.
notice-matrix = { $added ->
    [one] 1 sign-in was added
   *[other] { $added } sign-ins were added
}{ $skipped ->
    [0] .
    [one] ; 1 was there already.
   *[other] ; { $skipped } were there already.
}
notice-link-opened = The link was opened as the workspace “{ $name }”.
notice-link-broken = The share link cannot be opened: { $reason } Your work is as it was.
notice-storage-broken = What this browser kept for the page cannot be read. It was put aside, not deleted.
notice-storage-denied = This browser lets the page keep nothing. Your work stays only until this tab is closed or reloaded; export it to a file.
notice-storage-full = This browser has no room left for the page. Until there is, what you change stays only in this tab; export it to a file.
notice-gone = That workspace is no longer there. This one stays as it is.
notice-other-tab = Another tab changed this workspace meanwhile. Its version is among the versions.
notice-restored = The version was restored.
notice-no-worker = The evaluator cannot be started: { $reason }
