# What the page is for, and where a workspace without policies begins.

start-purpose = Check who can sign in to the AWS console, and from where.
start-purpose-label = What this page is for
start-add = Add policies
start-title = Add your policies
start-paste = Paste anything here
start-takes = Policies, outputs of the AWS CLI, whole terminal sessions with their `$ aws` lines, case files, templates, plans.
start-use = Use this text
start-import = Import from AWS tools
start-import-it = Look at it together with other outputs
start-commands = Commands that print what is needed
start-commands-about = Run them in AWS CloudShell or a terminal. Paste everything that they print, at once.
start-commands-account = Account and organization
start-commands-resource-based = Resource-based policy
start-commands-path = Root and OUs above the account
start-commands-organization = RCPs and SCPs with their attachments
start-commands-endpoints = VPC endpoint policies
start-copy = Copy the commands: { $about }
start-copy-short = Copy
start-begin = Policies to begin with
start-begin-about = Each has example values to replace.

start-other-service = Not added: the policy of { $endpoint }. This VPC endpoint leads to { $service }, so its policy does not bear on sign-ins.
start-writes = Not used: `{ $command }` does not show the policy that results. Run `aws signin get-resource-policy`, and paste what it prints.
start-not-run = { $others ->
    [0] Not used: `{ $command }` has no output here. Run it, and paste what it prints.
    [one] Not used: `{ $command }` and 1 more command have no output here. Run them, and paste what they print.
   *[other] Not used: `{ $command }` and { $others } more commands have no output here. Run them, and paste what they print.
}
start-command-no-json = Not used: `{ $command }` printed no JSON. Run it with `--output json`, and paste what it prints.

start-account-set = Set from the outputs: { $parts }.
start-part-separator = {", "}
start-part-id = account ID { $value }
start-part-organization = organization { $value }
start-part-path = above it { $value }
start-part-standalone = a standalone account
start-part-member = a member of an organization
start-part-management = the management account
start-part-on-account = console authorization { $on ->
    [yes] on
   *[no] off
} for the account
start-part-on-organization = console authorization { $on ->
    [yes] on
   *[no] off
} for the organization
start-other-account = Not used: an output about { $told }. This workspace is about { $here }. Open a new workspace for the other one.
start-organization-left = { $count ->
    [one] 1 policy of the organization was removed.
   *[other] { $count } policies of the organization were removed.
}
start-remove-organization = Remove the RCPs and SCPs
