# Sharing a case.

share-title = Share this case
share-warning = Whoever has the link can read all that is in it: policies, account IDs, ARNs, addresses. Nothing is uploaded; the link itself holds the case, without the name of the workspace.
share-rename = Replace account IDs, addresses, ARNs and VPC IDs
share-proof = { $requests ->
    [0] There is no sign-in to decide.
   *[other] Decisions unchanged: { $equal } of { $requests }
}
share-unsound = Check these before you share them, because they are not valid JSON: { $documents }
share-kept = { $count ->
    [one] 1 value is kept, because replacing it would change a decision
   *[other] { $count } values are kept, because replacing them would change a decision
}
share-shaped = { $count ->
    [one] 1 replaced value keeps its length, case and digits, because a pattern counts them
   *[other] { $count } replaced values keep their length, case and digits, because a pattern counts them
}
share-stays = { $count ->
    [one] 1 text is left as it is
   *[other] { $count } texts are left as they are
}
share-stays-action = Actions
share-stays-key = Condition keys, without the names of tags
share-stays-region = Regions of sign-ins
share-stays-value = Dates, numbers, yes or no, and values that AWS defines
share-stays-address = Addresses for documentation, private addresses and the like
share-stays-member = Members that policies do not have
share-stays-word = Words that AWS defines
share-renamed = { $count ->
    [one] 1 value replaced
   *[other] { $count } values replaced
}
share-link = Link
share-strangers = Left out of links and of files with replaced values, because vestibule does not know them: { $members }
share-size = { $count ->
    [one] 1 character.
   *[other] { $count } characters.
}
share-long = Some chat and mail programs cut links of more than 2,000; a file is safer there.
share-very-long = Most chat and mail programs cut links of this length; send the file.
share-copy = Copy link
share-copied = The link is on the clipboard.
share-refused = The browser does not allow copying. The link is selected: copy it by hand.
share-download = Download case file
