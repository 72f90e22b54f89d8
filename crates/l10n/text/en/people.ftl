# People and networks, and what becomes of each of the ones from each of the others.

people-title = People × networks
people-counts = { $people ->
    [one] 1 person
   *[other] { $people } people
}, { $networks ->
    [one] 1 network
   *[other] { $networks } networks
}
people-counts-shown = { $people } of { $people-all } people, { $networks } of { $networks-all } networks
people-filter = Filter people and networks
people-filter-none = No person and no network has these words.
people-filter-clear = Show all
people-csv = CSV
people-csv-hint = Download the grid as CSV
people-more-networks = { $count ->
    [one] 1 more network to the right
   *[other] { $count } more networks to the right
}
people-region-known = { $regions } (case file)
people-region-pinned = { $regions } (policies)
people-region-assumed = { $region } assumed
people-region-open = Region not set
people-said-known = The case file has the endpoint in { $regions }.
people-said-pinned = The policies pin { $network } to { $regions }.
people-said-assumed = No Region is set for { $network }. The result is for { $region }.
people-said-tried = No Region is set for { $network }. The results are for { $regions }.
people-said-regions = The result depends on the Region:
people-set-region = Set the Region
people-feed = From the policies
people-edit = Edit people and networks
people-add = Add combinations
people-empty = Add the people and networks that matter. The policies may name some already.
people-corner = People and networks
people-partly = Partly
people-part = { $outcome }: { $place }
people-and-more = { $first } and { $count } more
people-too-many = Too many parts
people-samples = { $under } (samples only)

people-said-all = { $outcome ->
    [allowed] Every address of { $network } gets in.
    [denied] No address of { $network } gets in.
   *[unknown] For no address of { $network } is it known whether it gets in.
}
people-said-partly = Addresses of { $network } are decided differently:
people-said-none = No sign-in from { $network } can be decided.
people-said-samples = A policy compares addresses as text. Only single addresses of { $network } are decided; the others may differ.
people-said-too-many = The policies cut { $network } into more than 2,000 parts. Enter a smaller range.
people-more-parts = { $count ->
    [one] 1 more part is not shown.
   *[other] { $count } more parts are not shown.
}
people-sample = The explanation below is for the address { $address }.
people-add-row = Add this sign-in to the table

people-bring = From elsewhere
people-paste = Paste a list: a name and an address, range, VPC, endpoint or ARN on each line
people-paste-add = Add the list
people-take = Take from workspace
people-take-do = Take its people and networks
people-taken = { $people ->
    [one] 1 person
   *[other] { $people } people
} and { $networks ->
    [one] 1 network
   *[other] { $networks } networks
} added.
people-wrong-nothing = The line has no address, range, VPC, endpoint or ARN. Add one of them.
people-wrong-both = The line has an ARN and a network. Write them on two lines.
people-wrong-several = The line has several ARNs, VPCs or endpoints. Write each on a line of its own.
people-wrong-principal = `{ $text }` is not the ARN of a principal that can sign in. Write the ARN of a user or role.
people-wrong-address = `{ $text }` is not an address or a range. Write a range such as `203.0.113.0/26`.
people-wrong-host-bits = `{ $text }` is not a range. Did you mean `{ $meant }`?
