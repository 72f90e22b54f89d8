# The map as a picture.

picture-title = Who gets in from where, as a grid of people and networks
picture-door = Signs in with
picture-who = Who
picture-ipv4 = Internet, IPv4
picture-ipv6 = Internet, IPv6
picture-endpoints = VPC endpoints
picture-hint = A row is a group of people, a column a part of the networks. Arrow keys walk the cells. Enter goes to the reasons below the grid, and Escape comes back.
picture-add = Add to the sign-ins
picture-add-of = Add to the sign-ins, and show why: { $claim }
picture-more = { $count ->
    [one] 1 more column
   *[other] { $count } more columns
}
picture-mixed-short = Depends
picture-mixed = Depends on the Region or a key
picture-cut = Not all groups and networks fit into the picture. The list below has all of them.
