# What this browser keeps.

store-title = Names and versions
store-name = Name of this workspace
store-workspaces = Workspaces in this browser
store-current = open
store-open = Open
store-open-named = Open { $name }
store-delete-named = Remove { $name }
store-really = Really remove?
store-really-named = Really remove { $name }?
store-versions = Versions of this workspace
store-versions-hint = Versions are kept as you work. Older ones go when there is no room, except those that you keep.
store-no-versions = There is no earlier version yet.
store-keep = Keep a version now
store-pin = Keep
store-pin-named = Keep the version of { $when }
store-restore = Restore
store-restore-named = Restore the version of { $when }
store-other-tab = from another tab
store-only-here = only in this tab
store-holds = policies: { $documents }, sign-ins: { $scenarios }
