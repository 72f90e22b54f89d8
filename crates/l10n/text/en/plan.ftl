# The steps from another text to the present one.

plan-title = Rollout plan
plan-open = Plan the rollout
plan-about = The steps from the text of before to the present one, in an order that breaks no guarantee.
plan-close = Hide the plan
plan-stages = Units to go to first (optional)
plan-working = Planning…
plan-now = What holds before the first step
plan-behind = What holds after it
plan-watch = Before the next step
plan-rollback = To take it back
plan-look-of = What to watch: { $about }
plan-rollback-of = Commands that take it back: { $about }
plan-stopped = What cannot be the next step
plan-notes = To know of all of it
plan-outputs = Runbook and script
plan-markdown = Runbook (Markdown)
plan-script = Script that asks before each step
