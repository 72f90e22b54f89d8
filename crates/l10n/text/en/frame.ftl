# What stands around findings and results where the command prints them for people.

frame-error = error
frame-warning = warning
frame-info = info
frame-help = help
frame-of-policy = { $layer } { $policy }
frame-of-layer = the { $layer }
frame-layer-resourceBased = resource-based policy
frame-layer-resourceControl = resource control policy
frame-layer-serviceControl = service control policy
frame-layer-identity = identity policy
frame-layer-permissionsBoundary = permissions boundary
frame-layer-session = session policy
frame-layer-vpcEndpoint = VPC endpoint policy
frame-comma = {", "}
frame-more-findings = and { $count } more findings
frame-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
frame-warnings = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
frame-notes = { $count ->
    [one] { $count } note
   *[other] { $count } notes
}

## vestibule check

frame-kind = { $kind } policy
frame-guessed = (guessed: { $why }; say `--kind` if not)
frame-case-file = case file
frame-configuration = configuration
frame-no-findings = no findings
frame-suppressed = { $count } suppressed
frame-not-reported = { $count } not reported
frame-in-part = not all of it could be read
frame-policies = { $count ->
    [one] { $count } policy
   *[other] { $count } policies
}
frame-case-files = { $count ->
    [one] { $count } case file
   *[other] { $count } case files
}
frame-unreadable = { $count } unreadable

## vestibule check --fix

frame-fixed = { $count ->
    [one] { $count } problem fixed
   *[other] { $count } problems fixed
} in { $files ->
    [one] { $files } file
   *[other] { $files } files
}
frame-would-be-fixed = { $count ->
    [one] { $count } problem
   *[other] { $count } problems
} in { $files ->
    [one] { $files } file
   *[other] { $files } files
} would be fixed
frame-fixable = { $count ->
    [one] { $count } more problem has a fix that may change decisions: look at it with `--fix-unsafe --diff`
   *[other] { $count } more problems have fixes that may change decisions: look at them with `--fix-unsafe --diff`
}
frame-not-compared = decisions are not compared for { $count ->
    [one] one of the accounts that policies name, { $account }
   *[other] { $count } of the accounts that policies name, from { $account } on
}

## vestibule check --explain

frame-rules = Rules
frame-rules-about = What `vestibule check` looks for. The playground marks the same in its editor. `vestibule check --explain CODE` prints one rule, by its code or its number. An error is what AWS would refuse, what cannot mean what it says, or what locks people out for certain. A warning is probably not what was meant. An info is worth knowing. Rules whose samples are case files look at all policies together; what they say is proven for every sign-in.
frame-rules-columns = | Number | Code | Severity | Fix | What it looks for |
frame-rule-finds = { $kind ->
    [case] Finds something in line { $line } of this case:
   *[other] Finds something in line { $line } of this { $kind } policy:
}
frame-rule-passes = { $kind ->
    [case] Finds nothing in this case:
   *[other] Finds nothing in this { $kind } policy:
}
frame-rule-fixes = fix: { $fixes }
frame-rule-safe = safe
frame-rule-unsafe = unsafe
frame-rule-sources = Sources: { $sources }

## vestibule emulate

frame-emulating = the control plane of Sign-In for account { $account } is at { $url }; point the AWS CLI and SDKs to it:
frame-emulating-without-rules = the AWS CLI and boto3 need `--aws-data-path DIR` as well: by their own endpoint rules these operations go to AWS
frame-emulating-in-memory = the state ends with the command; `--state FILE` keeps it

## vestibule init

frame-drafted = { $networks ->
    [one] { $networks } network
   *[other] { $networks } networks
}, { $guarantees ->
    [one] { $guarantees } guarantee
   *[other] { $guarantees } guarantees
} and { $requests ->
    [one] { $requests } request
   *[other] { $requests } requests
}, each as it is today and to be confirmed

## vestibule test

frame-failed-request = failed
frame-failed-guarantee = failed
frame-unproven-guarantee = not proven
frame-mismatch = { $path }: expected { $expected } and found { $actual }
frame-nearest = the nearest sign-in that is as expected: { $difference }
frame-tests-fail = Sign-ins are not as expected
frame-tests-pass = Sign-ins are as expected
frame-more-failed = and { $count } more that failed
frame-passed = { $count } passed
frame-failed = { $count } failed
frame-skipped = { $count } without an expectation
frame-unusable = { $count } unusable
frame-in-files = { $count ->
    [one] in { $count } file
   *[other] in { $count } files
}
frame-passed-over = { $count ->
    [one] { $count } other JSON file passed over
   *[other] { $count } other JSON files passed over
}

## vestibule verify

frame-verified = verified: the answer follows from these files
frame-not-verified = not verified
frame-verified-account = about all sign-ins to account { $account }, partition { $partition }
frame-verified-claims = { $count ->
    [one] { $count } claim about many sign-ins at once holds
   *[other] { $count } claims about many sign-ins at once hold
}
frame-verified-witnesses = { $count ->
    [one] { $count } witness decides as it says
   *[other] { $count } witnesses decide as they say
}
frame-verified-open = { $count ->
    [one] { $count } of the claims leaves it open what becomes of its sign-ins
   *[other] { $count } of the claims leave it open what becomes of their sign-ins
}

## vestibule decide

frame-phase = Phase
frame-decision = Decision
frame-why = Why
frame-user-sees = The user sees
frame-before-authentication = before authentication
frame-after-authentication = after authentication
frame-not-reached = not reached
frame-at-action = {" "}at { $action }
frame-from = from { $address }
frame-from-unknown = from an unknown address
frame-from-some = from some address
frame-in-vpc = in { $vpc }
frame-through = through { $endpoint }
frame-network-at = { $network } at { $action }
frame-console = console
frame-assumed-absent = taken to be absent, as nothing is said of them: { $keys }
frame-and-more = {" "}and { $count } more
frame-and-at-least = {" "}and at least { $count } more
frame-readings = by our reading of what AWS leaves open: { $ids }
