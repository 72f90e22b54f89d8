# The code editor.

editor-label = Text of { $name }
editor-placeholder = Paste a policy here, or the output of the AWS command that shows it. Ctrl+Space suggests a start.
editor-hint = Tab indents; to leave the field press Escape, then Tab. Ctrl+Space completes. Alt+F1 explains the word at the cursor. F8 goes to the next problem, Ctrl+Period fixes it. Shift+Alt+F formats the document.
editor-leave = Tab indents. To leave the editor, press Escape, then Tab.
editor-hint-plain = Tab leaves the field.
editor-loading = The editor is loading. You can type already.
editor-failed = The editor could not be loaded. This plain field works without colours and suggestions. Nothing is lost.
editor-format = Format
editor-search = Search
editor-more = More for this text
editor-complete = Suggest
editor-explain = Explain the word at the cursor
editor-fix-here = Fix the problem at the cursor
editor-next-problem = Next problem
editor-fold-all = Fold everything
editor-unfold-all = Unfold everything

# What CodeMirror says itself.
editor-completions = Suggestions
editor-control-character = Control character
editor-selection-deleted = Selection deleted
editor-find = Find
editor-replace-field = Replace
editor-next = Next
editor-previous = Previous
editor-all = All
editor-match-case = Match case
editor-by-word = Whole words
editor-regexp = Regular expression
editor-replace = Replace
editor-replace-all = Replace all
editor-close = Close
editor-current-match = current match
editor-on-line = on line
editor-replaced-matches = Replaced $ matches
editor-replaced-match = Replaced the match on line $
editor-go-to-line = Go to line
editor-go = Go
editor-folded-code = folded text
editor-unfold = unfold
editor-fold-line = Fold
editor-unfold-line = Unfold
editor-folded-lines = Folded lines
editor-unfolded-lines = Unfolded lines
editor-to = to
