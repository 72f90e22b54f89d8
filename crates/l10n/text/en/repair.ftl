# Changes to the policies by which something is decided otherwise.

repair-title = Proposed changes
repair-working = Trying changes to the policies…
repair-effect = What changes
repair-apply = Apply this change
repair-apply-named = Apply this change: { $change }
repair-propose = Propose changes
repair-propose-allowed = Propose changes that let it in
repair-propose-denied = Propose changes that keep it out
repair-propose-fix = Propose a fix
repair-propose-fix-of = Propose a fix: { $claim }
repair-done = This sign-in is decided so already with the values that you entered.
repair-fill-in = Fill in the value above first.
repair-wide = Opens sign-in from most of the internet to those named below.
repair-portal = Is IAM Identity Center used in this account? If not, no policy needs a change for it.
repair-principal = Principal ARN, such as a break-glass role
repair-range = Address range
repair-vpc = VPC
repair-endpoint = VPC endpoint
repair-region = Region
repair-principal-form = Enter the ARN of a root user, user, role or federated user.
repair-range-form = Enter a range such as `203.0.113.0/24`.
repair-vpc-form = Enter the id of a VPC, such as `vpc-0a1b2c3d`.
repair-endpoint-form = Enter the id of a VPC endpoint, such as `vpce-0a1b2c3d`.
repair-region-form = Enter a Region such as `us-east-1`.
