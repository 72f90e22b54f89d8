# What is told once.

notice-region = Messages
notice-away = Dismiss
notice-imported = “{ $name }” was opened as a new workspace.
notice-import-failed = “{ $name }” is not a usable case file. Nothing was changed. Choose a case file or a share link.
notice-replaced = The resource-based policy was replaced: an account has only one.
notice-example-left = Your policy replaced the example. The example is still under “Examples”.
notice-text-replaced = The pasted policy replaced the text: one policy cannot stand inside another.
notice-filled-in = { $documents ->
    [one] Values filled in: { $values }.
   *[other] Values filled in: { $values }, in { $documents } policies.
}
notice-filled-account = The account is set to { $account }.
notice-filled-both = { $filled } { $set }
notice-fixed = { $fixes ->
    [one] 1 fix was applied.
   *[other] { $fixes } fixes were applied.
}{ $left ->
    [0] {""}
    [one] {" "}1 was left out, because it would change decisions.
   *[other] {" "}{ $left } were left out, because they would change decisions.
}{ $appeared ->
    [0] {""}
    [one] {" "}1 further problem is listed, because more of the text can be read.
   *[other] {" "}{ $appeared } further problems are listed, because more of the text can be read.
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
notice-link-broken = The share link cannot be opened: { $reason } Your work is unchanged.
notice-storage-broken = What this browser saved for the page cannot be read. It was set aside, not deleted. Import your last exported file if something is missing.
notice-storage-denied = This browser does not let the page save anything. Your work stays only until this tab is closed or reloaded. Export your work to a file.
notice-storage-full = This browser has no room left for the page. Your changes stay only in this tab. Export them to a file.
notice-gone = That workspace no longer exists. This one stays.
notice-other-tab = Another tab changed this workspace. The other tab’s text is in the list of versions.
notice-restored = The version was restored.
notice-no-worker = The evaluator cannot be started: { $reason } Reload the page.
