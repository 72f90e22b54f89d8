# Changes to the policies by which something is decided otherwise.

repair-title = Proposed changes
repair-working = Trying changes to the policies…
repair-none = No change that was tried has this effect. Edit the policy by hand.
repair-effect = What changes
repair-apply = Apply this change
repair-apply-named = Apply this change: { $change }
repair-propose = Propose changes
repair-propose-allowed = Propose changes that let it in
repair-propose-denied = Propose changes that keep it out
