# What holds for all sign-ins: map, why, the command.

proof-map-title = Who gets in from where
proof-stopped = Not checked: checking took too long or was stopped. Choose “Check again” above.
proof-networks-title = From where this principal gets in
proof-networks-working = Checking from where this principal gets in…
proof-networks-more = Networks and actions one by one
proof-networks-phases = Each action by itself
proof-networks-one-network = This is for sign-ins that come from one network at all actions.
proof-networks-without-keys = This is for sign-ins that do not set { $keys }.
proof-counterexample-allowed = Show a sign-in that is allowed
proof-counterexample-denied = Show a sign-in that is denied
proof-counterexample-unknown = Show a sign-in that is unknown
proof-command-file = The same answer on the command line. `case.json` is this workspace, exported under Import and export.
proof-command-copy-named = Copy the command: { $command }
proof-command-copied = Copied
proof-command-not-copied = The browser does not allow copying. Select the command instead.
