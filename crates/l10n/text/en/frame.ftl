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
frame-nothing-wrong = nothing wrong

## vestibule test

frame-failed-request = failed
frame-failed-guarantee = failed
frame-unproven-guarantee = not proven
frame-mismatch = { $path }: expected { $expected } and found { $actual }
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
