# Personas and networks, combined.

matrix-title = People and networks
matrix-intro = A network is one address, or ranges separated by commas. “Add” adds a sign-in to the table for each ticked pair that is not there yet.
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
