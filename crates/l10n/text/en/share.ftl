# Sharing a case.

share-title = Share this case
share-warning = Whoever has the link can read all that is in it: policies, account IDs, ARNs, addresses. It is not uploaded; the link itself holds the case, without the name of the workspace.
share-rename = Rename accounts, addresses, ARNs and VPC IDs
share-proof = { $requests ->
    [0] There is no sign-in to decide.
   *[other] Decisions unchanged: { $equal } of { $requests }
}
share-unsound = Look these over before you share them, since they are no sound JSON: { $documents }
share-kept = { $count ->
    [one] 1 word is kept, because renaming it would change a decision
   *[other] { $count } words are kept, because renaming them would change a decision
}
share-shaped = { $count ->
    [one] 1 renamed word has the length, case and digits of before, because a pattern counts them
   *[other] { $count } renamed words have the length, case and digits of before, because a pattern counts them
}
share-stays = { $count ->
    [one] 1 text is left as it is
   *[other] { $count } texts are left as they are
}
share-stays-action = Actions
share-stays-key = Condition keys, without the names of tags
share-stays-region = Regions that sign-ins ask for
share-stays-value = Dates, numbers, yes or no, and values that AWS coined
share-stays-address = Addresses for documentation and the like
share-stays-member = Members that policies do not have
share-stays-word = Words that AWS coined
share-renamed = { $count ->
    [one] 1 word is renamed
   *[other] { $count } words are renamed
}
share-link = Link
share-strangers = Left out of links and of renamed files, since vestibule does not know it: { $members }
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
