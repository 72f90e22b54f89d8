# Why a sign-in was decided so.

why-title = Why
why-empty-title = Choose a decision
why-empty = Select a cell of the table to see which statement decides it, on what, and what would change it.
why-provisional = Provisional: a policy that applies to this sign-in is not final. AWS would not accept it as it stands, or values in it are still to be filled in.
why-waiting = The decision is being made.
why-phases = Phases
why-step-1 = 1 Before authentication
why-step-2 = 2 Authorization code
why-step-3 = 3 Token
why-this = This sign-in

why-allowed = { $name } gets in: all three phases let it pass.
why-denied-1 = { $name } is stopped at phase 1 of 3, before authentication.
why-denied-2 = { $name } is stopped at phase 2 of 3, when the authorization code is made.
why-denied-3 = { $name } is stopped at phase 3 of 3, when the token is made.
why-unknown = Whether { $name } gets in turns on something that is not known.

# The chosen phase.
why-phase-no-deny = No Deny applies to `{ $action }`, and no Allow is missing.
why-phase-unprotected = No Deny of a resource-based policy or RCP covers `{ $action }`: nothing restricts this phase.
why-phase-off = Console authorization is off: the policies are not evaluated.
why-phase-deny = Denied by
why-phase-no-allow = An Allow is needed, and there is none in
why-phase-refused = It is open what this does, because AWS would refuse it:
why-phase-key = It turns on { $keys }.
why-phase-key-by = It turns on { $keys }, which decides whether this applies:
why-phase-open = It turns on something that is not told.
why-key-identity = the principal’s identity policies, which are not told
why-key-resource = which console is signed in to
why-beyond = The sign-in does not come this far. If it did:
why-statement-of = of { $policy }
why-line = line { $line }
why-show = Show { $what } in the editor

# Why a statement applies, test by test.
why-test-matched = `{ $value }` matches `{ $operand }`.
why-test-matched-not = `{ $value }` matches `{ $operand }`, and the operator is negated.
why-test-differs = `{ $value }` does not match `{ $operand }`.
why-test-differs-not = `{ $value }` does not match `{ $operand }`, and the operator is negated.
why-test-none = `{ $value }` matches none of { $count } values.
why-test-none-not = `{ $value }` matches none of { $count } values, and the operator is negated.
why-test-every = Every value of the key satisfies it.
why-test-no-value = No value of the key satisfies it.
why-test-absent = The key is absent.
why-test-absent-negated = The key is absent, and a negated operator is then true.
why-test-absent-negated-false = The key is absent, and the test is then false.
why-test-absent-positive = The key is absent, and a positive operator is then false.
why-test-absent-if-exists = The key is absent, and `IfExists` is then true.
why-test-absent-if-exists-false = The key is absent, and `IfExists` is then false.
why-test-absent-all = The key is absent, and `ForAllValues` is then true.
why-test-absent-all-false = The key is absent, and `ForAllValues` is then false.
why-test-absent-any = The key is absent, and `ForAnyValue` is then false.
why-test-absent-any-true = The key is absent, and `ForAnyValue` is then true.
why-test-present = The key is present.
why-test-unknown = Nothing is known of the key.
why-test-unseen = The key is `{ $value }`, and whether the policy sees it is not known.
why-test-variable = It refers to `{ $variable }`, of which nothing is known.
why-test-bad-value = `{ $value }` is not of the kind that the operator compares: it never matches, negated or not.
why-test-bad-value-differs = `{ $value }` is not of the kind that the operator compares, and so differs from every operand.
why-test-bad-operand = AWS would refuse the operand `{ $operand }`.
why-test-bad-arn = `{ $operand }` is not an ARN: AWS then applies a Deny and does not apply an Allow.
why-test-several = The key has several values, and the operator has neither `ForAllValues:` nor `ForAnyValue:`.
why-test-no-operands = There is nothing to compare with.
why-test-empty = The key is there without a value.
why-test-operator = AWS has no such operator.
why-its-value = its value

why-true = true
why-false = false
why-truth-unknown = unknown
why-indeterminate = indeterminate

# What it looks like from outside.
why-user-sees = The user sees
why-cloud-trail = CloudTrail records
why-not-documented = AWS does not document it.

# What would change it.
why-changes = What would change this
why-changes-none = { $count ->
    [one] One fact was tried, and it would not settle this differently.
   *[other] { $count } facts were tried, one at a time. None of them would settle this differently.
}
why-changes-wait = Looking for what would change this.
why-more = { $count ->
    [one] 1 more
   *[other] { $count } more
}

why-fact-network = from `{ $network }`
why-fact-endpoint = through `{ $network }`
why-fact-principal = as `{ $principal }`
why-fact-entry = through { $entry }
why-fact-region = in `{ $region }`
why-fact-key = with `{ $key }` = `{ $value }`
why-fact-no-key = without `{ $key }`
why-change-add = Add as a sign-in
why-change-add-named = Add “{ $change }” as a sign-in

# Assumptions.
why-assumptions = { $count ->
    [one] Leans on 1 assumption
   *[other] Leans on { $count } assumptions
}
why-assumptions-intro = AWS leaves these points open. Turn a reading over to see whether the decision holds.
why-assumption-other = Other reading
why-assumption-other-named = Read { $id } the other way
why-assumption-more = What { $id } is about
why-assumptions-switched = { $count ->
    [one] One point is read the other way
   *[other] { $count } points are read the other way
}

# The whole trace.
why-trace = Every layer and statement
why-trace-none = There are no policies.
why-trace-evaluated = evaluated
why-trace-perhaps = counts if the request comes through its endpoint, which is not told
why-trace-no-endpoint = not evaluated: the request does not pass a VPC endpoint
why-trace-other-endpoint = not evaluated: the request passes another VPC endpoint
why-trace-off = not evaluated: console authorization is off
why-trace-management = not evaluated: RCPs and SCPs do not bind the management account
why-trace-other-node = not evaluated: it is attached to a node that is not above this account
why-trace-other-principal = not evaluated: it belongs to another principal
why-trace-before = not evaluated: nobody is known before authentication
why-trace-root = not evaluated: identity policies do not bind the root user
why-trace-assumed = not evaluated: { $id } is read the other way

why-statement-applies = applies
why-statement-not = does not apply
why-statement-perhaps = may apply
why-statement-cannot = does not apply, as AWS cannot tell
why-statement-cannot-deny = applies, as AWS cannot tell
why-statement-elsewhere = is not about this action
why-statement-refused = AWS would refuse the statement, and it is open what it means.
why-statement-action = It is not readable whether it is about this action.
why-statement-nobody = Nobody is known before authentication, and it does not name `*`.
why-statement-principal = It does not name this principal.
why-statement-resource = It does not cover what is signed in to.
why-statement-perhaps-principal = It is unknown whether it names this principal.
why-statement-perhaps-resource = It is unknown whether it covers what is signed in to.

# Context keys.
why-keys = Context keys of this phase
why-keys-key = Key
why-keys-state = In this phase
why-keys-absent = absent
why-keys-assumed = absent, because nothing was said of it
why-keys-unknown = unknown
