# Personas and networks, combined.

matrix-title = Combine people and networks
matrix-intro = One sign-in is added for each pair of what is ticked. Pairs that are already in the table are left out.
matrix-who = Who signs in
matrix-from = From where
matrix-add-who = Add
matrix-add-from = Add
matrix-other = Other
matrix-edit = Edit { $name }
matrix-principal = Principal ARN; {"{account}"} stands for the account’s ID
matrix-usual = Reset to defaults
matrix-add = { $count ->
    [one] Add 1 sign-in
   *[other] Add { $count } sign-ins
}
