# The frame of the page.

shell-skips = Skip
shell-skip-policies = Go to the policies
shell-skip-sign-ins = Go to the sign-ins
shell-skip-why = Go to the explanation
shell-panes = Parts of the page
shell-policies = Policies
shell-split-columns = Width of the policies
shell-split-rows = Height of the sign-ins
shell-split-list = Height of the list of policies

shell-workspace = Workspace { $name }
shell-new = New workspace
shell-copy = Copy of this workspace
shell-manage = Names and versions…
shell-import = Import from AWS tools…
shell-files = Import and export…
shell-undo = Undo
shell-redo = Redo
shell-views = Help
shell-gallery = Examples
shell-guide = Guide
shell-about = About
shell-share = Share
shell-more = More
shell-language = Language
shell-theme = Colours
shell-system = Match system
shell-light = Light
shell-dark = Dark

shell-changed-more = { $count ->
    [one] 1 more changed.
   *[other] { $count } more changed.
}

shell-private = Everything is decided on this machine. Nothing is sent anywhere.
shell-saving = Saving…
shell-saved = Saved in this browser
shell-full = Not saved: this browser has no room left for the page
shell-denied = Not saved: this browser does not let the page save anything
shell-other-tab = Another tab changed this workspace as well
