# Files of AWS tools, looked at before they are taken.

import-title = Import from AWS tools
import-takes = Outputs of the AWS CLI, the folder of `vestibule collect`, plans and states of Terraform, CloudFormation templates: in any order, under any name. Nothing leaves this page.
import-files = Add files
import-folder = Add a folder
import-paste = Or paste an output
import-add = Add this text
import-pasted = pasted { $number }
import-unread = { $path } was not read: it is too large, or the browser may not read it.
import-full = Some files were left out: an import takes 64 MB. The command `vestibule import` takes more.
import-clear = Start over
import-open = Open as a workspace
import-replace = Replace the policies here
import-result = What the files say
import-working = Reading the files…
import-late = Reading the files. This takes a moment.
import-stopped = The files take too long to read here. Run `vestibule import` in a terminal instead.
import-nothing = The files say too little for a workspace. Add the outputs below.
import-organization = Organization { $organization }: { $accounts ->
    [one] 1 account
   *[other] { $accounts } accounts
}, { $policies ->
    [one] 1 policy
   *[other] { $policies } policies
}, from { $files ->
    [one] 1 file
   *[other] { $files } files
}.
import-account = Account { $account }: { $policies ->
    [one] 1 policy
   *[other] { $policies } policies
}, from { $files ->
    [one] 1 file
   *[other] { $files } files
}.
import-findings = { $count ->
    [one] 1 thing to know
   *[other] { $count } things to know
}
import-missing = { $count ->
    [one] 1 thing that no file says
   *[other] { $count } things that no file says
}
import-calls = Commands that say it
import-more = { $count } more are not shown.
import-odd = { $count ->
    [one] 1 file that was not used, or not without remarks
   *[other] { $count } files that were not used, or not without remarks
}
import-used = { $count ->
    [one] 1 file that was used
   *[other] { $count } files that were used
}
import-files-more = { $count } more files are not shown.
import-not-used = not used
import-dropped = Dropped: { $members }
import-remove = Leave out { $path }
import-beside = What the files do not say
import-whose = Account of outputs that name none
import-complete = The files have all there are of
import-change = What it would change here
import-rows = { $changed } of { $total } sign-ins of the table come to another outcome.
