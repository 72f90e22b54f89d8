# Permission statements, of which AWS makes the resource-based policy.

statements-title = Permission statements
statements-open = Permission statements…
statements-templates = Terraform, CloudFormation and commands…
statements-about = AWS makes the resource-based policy of permission statements. One call makes one statement.
statements-used = { $count ->
    [one] 1 permission statement: used as the sign-in resource-based policy.
   *[other] { $count } permission statements: used as the sign-in resource-based policy.
}
statements-refused = { $count ->
    [one] 1 permission statement: kept, but AWS would refuse it. Choose “Permission statements…” to correct it.
   *[other] { $count } permission statements: kept, but AWS would refuse one. Choose “Permission statements…” to correct it.
}
statements-beside-policy = { $count ->
    [one] Not used: 1 permission statement. The text also has the policy that AWS made of it.
   *[other] Not used: { $count } permission statements. The text also has the policy that AWS made of them.
}
statements-wrong = Permission statement { $number }: { $message }
statements-wrong-parameter = Permission statement { $number }, `{ $parameter }`: { $message }
statements-more = { $count ->
    [one] 1 more message is not shown.
   *[other] { $count } more messages are not shown.
}
statements-made-of = { $count ->
    [one] Made of 1 permission statement.
   *[other] Made of { $count } permission statements.
}
statements-no-policy = AWS would refuse one, so there is no policy.
statements-number = Statement { $number }
statements-add = Add a statement
statements-remove = Remove statement { $number }
statements-source-ip = Public address or range
statements-source-vpc = VPC
statements-signin-vpce = VPC endpoint for Sign-In
statements-console-vpce = VPC endpoint for the console
statements-vpc-ip = Address or range inside the VPC
statements-region = Region of the VPC or endpoint
statements-excluded = Excluded principal
statements-token = Client token (optional)
statements-working = Checking the statements…
statements-use = Use as the resource-based policy
statements-to-correct = { $count ->
    [one] Correct 1 field first
   *[other] Correct { $count } fields first
}
statements-forget = Discard these changes
statements-read = These statements make the policy that is in the editor.
statements-left = What no call makes
statements-left-about = The calls below make the rest of the policy. An RCP can have these statements.
statements-left-at = Line { $line }
statements-policy = Policy that follows
statements-calls = Calls
statements-calls-about = AWS takes writes in `us-east-1` alone. The client token makes a repeated call one call.
statements-cli = AWS CLI
statements-boto3 = Python (boto3)
statements-json = JSON
statements-save = Save as { $file }
statements-no-template = Neither Terraform nor CloudFormation has a type for permission statements, so none is written.
statements-readings = If AWS merges the statements
statements-readings-about = AWS does not say whether several statements deny each by itself or are merged (J1).
statements-organization = RCPs and SCPs of this workspace
