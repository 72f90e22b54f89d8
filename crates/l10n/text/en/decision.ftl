# Decisions: the words of cells and tables, also in documentation pages.

decision-allowed = Allowed
decision-denied = Denied
decision-unknown = Unknown
decision-none = No decision
decision-none-why = This sign-in cannot be decided as described.

decision-phase-1 = 1 Pre-auth
decision-phase-2 = 2 Code
decision-phase-3 = 3 Token
decision-phase-1-long = Phase 1, before authentication
decision-phase-2-long = Phase 2, authorization code
decision-phase-3-long = Phase 3, token

decision-outcome = Outcome
decision-table = Sign-ins and their decisions
decision-name = Sign-in
decision-who = Principal
decision-from = From
decision-no-rows = There are no sign-ins.

# Short names of the layers, for cells.
decision-layer-resource-based = RB policy
decision-layer-resource-control = RCP
decision-layer-service-control = SCP
decision-layer-identity = Identity
decision-layer-boundary = Boundary
decision-layer-session = Session
decision-layer-endpoint = VPCE

# Policies of a layer, for sentences.
decision-policy-resource-based = the resource-based policy
decision-policy-resource-control = RCP { $name }
decision-policy-service-control = SCP { $name }
decision-policy-identity = identity policy { $name }
decision-policy-boundary = permissions boundary { $name }
decision-policy-session = session policy { $name }
decision-policy-endpoint = VPC endpoint policy { $name }
decision-any-resource-based = resource-based policy
decision-any-resource-control = RCP
decision-any-service-control = SCP
decision-any-identity = identity policy
decision-any-boundary = permissions boundary
decision-any-session = session policy
decision-any-endpoint = VPC endpoint policy

decision-cell-no-deny = no Deny
decision-cell-unprotected = unprotected
decision-cell-off = not enforced
decision-cell-no-allow = { $layer } · no Allow
decision-cell-by = { $layer } · { $statement }
decision-cell-by-more = { $layer } · { $statement } +{ $others }
decision-cell-no-allow-more = { $layer } · no Allow +{ $others }
decision-cell-key = a key is unknown
decision-cell-refused = AWS would refuse it
decision-cell-unreadable = { $layer } · has errors
decision-provisional = provisional
decision-cell-beyond = not reached

decision-entry-console = Console
decision-expected = Expected
decision-met = as expected
decision-unmet = expected { $outcome }
