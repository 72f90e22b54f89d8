# The guide for first use.

guide-step = Step { $step } of { $steps }
guide-said = Guide, step { $step } of { $steps }: { $title }
guide-back = Back
guide-next = Next
guide-done = Done
guide-close = Close the guide

guide-policies = Put in your policies
guide-policies-about = Paste a policy anywhere on this page, or drop the output of an AWS CLI command such as `aws signin get-resource-policy`. The policy type is detected. Problems are marked as you type, many of them with a fix.

guide-account = Describe the account
guide-account-about = RCPs and SCPs apply to members of an organization, not to its management account. Switch console authorization on or off here to compare the results.

guide-every = Read the verdict on every sign-in
guide-every-about = The line at the top covers every possible sign-in, not only your rows: who is locked out, from where nobody gets in, which guarantee fails. “Show an example” adds one as a row. “Who gets in from where” opens the details.

guide-sign-ins = List the sign-ins that matter
guide-sign-ins-about = Each row is one sign-in: who, from where, through which Region. “Add combinations” pairs people with networks in one step. Include the root user, the break-glass role and a VPC endpoint.

guide-why = Ask why
guide-why-about = Select a cell. Why names the statement that decides, what it compared, and which single change would alter the result. For “Unknown”, Why says what is missing.

guide-keep = Save it, and test with it
guide-keep-about = Set an expected result for each row, and the table becomes a test of your policies. Your work is saved in this browser only. Share it as a link or a file, with secrets replaced if you like.
