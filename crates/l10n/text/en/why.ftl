# Why a sign-in was decided so.

why-title = Why
why-empty-title = Choose a decision
why-empty = Select a cell of the table to see which statement decides it, on what, and what would change it.
why-provisional = Provisional: a policy that applies to this sign-in is not final.
why-waiting = Deciding…
why-phases = Phases
why-step-1 = 1 Before authentication
why-step-2 = 2 Authorization code
why-step-3 = 3 Token
why-this = This sign-in

why-allowed = { $name } gets in: all three phases let it pass.
why-denied-1 = { $name } is stopped at phase 1 of 3, before authentication.
why-denied-2 = { $name } is stopped at phase 2 of 3, when the authorization code is made.
why-denied-3 = { $name } is stopped at phase 3 of 3, when the token is made.
why-unknown = Cannot tell whether { $name } gets in: some information is missing.

# The chosen phase.
why-phase-no-deny = Nothing denies `{ $action }`.
why-phase-unprotected = No Deny of a resource-based policy or RCP covers `{ $action }`: nothing restricts this phase.
why-phase-off = Console authorization is off: the policies are not evaluated.
why-phase-deny = Denied by
why-phase-no-allow = Not allowed by
why-phase-refused = AWS would refuse this policy, so its effect is unknown:
why-phase-key = Depends on { $keys }.
why-phase-key-by = Depends on { $keys }, which decides whether this applies:
why-phase-open = Depends on something that is not specified.
why-key-identity = the principal’s identity policies, which are not given
why-key-resource = which console is opened
why-beyond = The sign-in stops before this phase. If it got here:
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
why-test-absent-negated = The key is absent, so the negated operator is true.
why-test-absent-negated-false = The key is absent, so the test is false.
why-test-absent-positive = The key is absent, so the positive operator is false.
why-test-absent-if-exists = The key is absent, so `IfExists` is true.
why-test-absent-if-exists-false = The key is absent, so `IfExists` is false.
why-test-absent-all = The key is absent, so `ForAllValues` is true.
why-test-absent-all-false = The key is absent, so `ForAllValues` is false.
why-test-absent-any = The key is absent, so `ForAnyValue` is false.
why-test-absent-any-true = The key is absent, so `ForAnyValue` is true.
why-test-present = The key is present.
why-test-unknown = The key is unknown.
why-test-unseen = The key is `{ $value }`. Whether the policy sees it is unknown.
why-test-variable = The operand refers to `{ $variable }`, which is unknown.
why-test-bad-value = `{ $value }` is not of the type that the operator compares. It never matches, negated or not.
why-test-bad-value-differs = `{ $value }` is not of the type that the operator compares, so it differs from every operand.
why-test-bad-operand = AWS would refuse the operand `{ $operand }`.
why-test-bad-arn = `{ $operand }` is not an ARN: AWS then applies a Deny and does not apply an Allow.
why-test-several = The key has several values, and the operator has neither `ForAllValues:` nor `ForAnyValue:`.
why-test-no-operands = There is nothing to compare with.
why-test-empty = The key is present without a value.
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
    [one] 1 change to this sign-in or its account was tried. It does not lead to another definite result.
   *[other] { $count } changes to this sign-in or its account were tried, one at a time. None of them leads to another definite result.
}
why-changes-wait = Looking for what would change this…
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
why-fact-on = with console authorization on
why-fact-off = with console authorization off
why-fact-standalone = to a standalone account
why-fact-member = to a member account of an organization
why-fact-management = to the management account of an organization
why-change-add = Add as a sign-in
why-change-add-named = Add “{ $change }” as a sign-in

# Assumptions.
why-assumptions = { $count ->
    [one] Relies on 1 assumption
   *[other] Relies on { $count } assumptions
}
why-assumptions-intro = AWS does not document these points. Switch to the other interpretation to see if the result changes.
why-assumption-other = Other interpretation
why-assumption-other-named = Use the other interpretation of { $id }
why-assumption-more = What { $id } is about
why-assumptions-switched = { $count ->
    [one] One point uses the other interpretation
   *[other] { $count } points use the other interpretation
}

# The whole trace.
why-trace = Every layer and statement
why-trace-none = There are no policies.
why-trace-evaluated = evaluated
why-trace-perhaps = counts only if the request comes through its endpoint, which is not specified
why-trace-no-endpoint = not evaluated: the request does not use a VPC endpoint
why-trace-other-endpoint = not evaluated: the request uses another VPC endpoint
why-trace-off = not evaluated: console authorization is off
why-trace-management = not evaluated: RCPs and SCPs do not apply to the management account
why-trace-other-node = not evaluated: attached to a root, OU or account that is not above this account
why-trace-other-principal = not evaluated: it belongs to another principal
why-trace-before = not evaluated: no principal is known before authentication
why-trace-root = not evaluated: identity policies do not apply to the root user
why-trace-assumed = not evaluated: { $id } uses the other interpretation

why-statement-applies = applies
why-statement-not = does not apply
why-statement-perhaps = may apply
why-statement-cannot = does not apply: AWS cannot evaluate it
why-statement-cannot-deny = applies: AWS cannot evaluate it
why-statement-elsewhere = is not about this action
why-statement-refused = AWS would refuse the statement, so its effect is unknown.
why-statement-action = The actions of the statement cannot be read.
why-statement-nobody = No principal is known before authentication, and the statement does not name `*`.
why-statement-principal = The statement does not name this principal.
why-statement-resource = The statement does not cover the console or client.
why-statement-perhaps-principal = It is unknown whether the statement names this principal.
why-statement-perhaps-resource = It is unknown whether the statement covers the console or client.

# Context keys.
why-keys = Context keys of this phase
why-keys-key = Key
why-keys-state = In this phase
why-keys-absent = absent
why-keys-assumed = assumed absent: the sign-in does not give it
why-keys-unknown = unknown
why-changes-account = Open the account
