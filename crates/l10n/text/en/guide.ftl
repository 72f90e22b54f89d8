# The guide for first use.

guide-step = Step { $step } of { $steps }
guide-back = Back
guide-next = Next
guide-done = Done
guide-close = Close the guide

guide-policies = Put in your policies
guide-policies-about = Paste a policy anywhere on this page, or drop what the AWS CLI prints, such as the output of `aws signin get-resource-policy` or `aws organizations describe-policy`; it finds its layer by itself. What is wrong is marked while you type, most of it with a fix.

guide-account = Tell which account it is
guide-account-about = RCPs and SCPs bind members of an organization and not its management account. Console authorization can be on or off here, so that you see both before you switch it.

guide-every = Read what holds for every sign-in
guide-every-about = The line at the top speaks of all sign-ins that can be, and not only of your rows: who is locked out, from where nobody gets in, which guarantee does not hold. “Show an example” makes a row of one, “Who gets in from where” opens the rest.

guide-sign-ins = List the sign-ins that matter
guide-sign-ins-about = Each row is one sign-in: who, from where, through which Region. “Matrix” adds people from several networks in one step; root, the break-glass role and a VPC endpoint belong in every list.

guide-why = Ask why
guide-why-about = Select a cell: it names the statement that decides and what it was tested on, shows its place in the editor, and tells which single fact would change the decision. “Unknown” says what is missing.

guide-keep = Keep it, and test with it
guide-keep-about = Say what you expect of each row, and the table becomes a test of your policies. All of it is kept in this browser alone; a link or a file hands it on when you want to, with what is secret renamed if you like.
