# The organization: its tree, and the account that is looked at.

organization-title = Organization
organization-accounts = { $count ->
    [one] One account. Choose it to see its sign-ins alone.
   *[other] { $count } accounts. Choose one to see its sign-ins alone.
}
organization-search = Search units and accounts
organization-nothing-found = No unit or account has these words in its name or id.
organization-left-out = { $count ->
    [one] One more row is not shown. Search for it.
   *[other] { $count } more rows are not shown. Search for them.
}
organization-unit-accounts = { $count ->
    [one] 1 account
   *[other] { $count } accounts
}
organization-management = management account
organization-pending-activation = pending activation
organization-suspended = suspended
organization-pending-closure = pending closure
organization-closed = closed
organization-account = Account
organization-shown = Account shown
organization-all-accounts = All { $count } accounts
organization-own-elsewhere = { $count ->
    [one] One account has own policies. Choose it to see them.
   *[other] { $count } accounts have own policies. Choose one to see its own.
}
organization-nobody = none
organization-choose-account = Choose an account to see its picture.
organization-overview = The worst that becomes of anybody: for each of the people from all networks, and from each of the networks for all people. Choose a cell to see why.
organization-people = People
organization-networks = Networks
organization-no-decision = not decided
organization-cell = { $account }, { $of }: { $outcome }
