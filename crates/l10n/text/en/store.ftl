# What this browser keeps.

store-title = Names and versions
store-name = Name of this workspace
store-workspaces = Workspaces in this browser
store-current = open
store-open = Open
store-open-named = Open { $name }
store-delete-named = Remove { $name }
store-really = Remove permanently?
store-really-named = Remove { $name } permanently?
store-versions = Versions of this workspace
store-versions-hint = Versions are saved as you work. When there is no room, older ones are removed, except those that you keep.
store-no-versions = There is no earlier version yet.
store-keep = Save a version
store-pin = Keep
store-pin-named = Keep the version of { $when }
store-restore = Restore
store-restore-named = Restore the version of { $when }
store-other-tab = from another tab
store-only-here = only in this tab
store-holds = policies: { $documents }, sign-ins: { $scenarios }
