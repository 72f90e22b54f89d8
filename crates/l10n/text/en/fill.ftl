# The form for what is to be filled in.

fill-title = { $count ->
    [one] This policy has a placeholder for a value of your own.
   *[other] This policy has { $count } placeholders for values of your own.
}
fill-examples = This policy has values from the documentation.
fill-open = Fill in
fill-close = Hide
fill-hint = Each value goes everywhere its placeholder stands, in all policies of the workspace. What you leave empty stays as it is.
fill-in = { $count ->
    [0] Fill in
    [one] Fill in one value
   *[other] Fill in { $count } values
}
fill-all = { $count ->
    [one] fill in the value
   *[other] fill in all { $count } values
}
fill-several = (one or more)
fill-more = { $count ->
    [one] 1 value from the documentation, which may stay
   *[other] { $count } values from the documentation, which may stay
}
fill-optional = (from the documentation)
fill-proposed = Use { $value } for { $name }
fill-account = Account ID
fill-addresses = IP address range
fill-arn = ARN
fill-endpoint = VPC endpoint ID
fill-organization = Organization ID
fill-partition = Partition
fill-principal = ARN of a principal
fill-region = Region
fill-text = Value
fill-vpc = VPC ID
fill-wrong-account = `{ $value }` is not an account ID. Enter its twelve digits.
fill-wrong-addresses = `{ $value }` is neither an IP address nor a range. Enter one such as `198.51.100.0/24`.
fill-wrong-arn = `{ $value }` is not an ARN. Enter one such as `arn:aws:iam::111122223333:role/BreakGlass`.
fill-wrong-endpoint = `{ $value }` is not the ID of a VPC endpoint. Enter one such as `vpce-0123456789abcdef0`.
fill-wrong-organization = `{ $value }` is not the ID of an organization. Enter one such as `o-a1b2c3d4e5`.
fill-wrong-partition = `{ $value }` is not a partition. Enter one such as `aws`.
fill-wrong-principal = `{ $value }` is not the ARN of a root user, user or role. Enter one such as `arn:aws:iam::111122223333:role/BreakGlass`.
fill-wrong-region = `{ $value }` is not a Region. Enter one such as `eu-west-1`.
fill-wrong-text = `{ $value }` has control characters. Enter the value without them.
fill-wrong-vpc = `{ $value }` is not the ID of a VPC. Enter one such as `vpc-0a1b2c3d4e5f60718`.
fill-wrong-several = Only one value fits here. Enter one.
fill-wrong-placeholder = `{ $value }` is a placeholder itself. Enter the value that it stands for.
