# The gallery of examples.

gallery-title = Examples
gallery-intro = Policies that AWS documents, and common mistakes, each with sign-ins that show the effect. An example opens as a new workspace; yours stays.
gallery-search = Search the examples
gallery-kinds = Kind of example
gallery-all = All
gallery-traps = Traps
gallery-patterns = Patterns
gallery-count = { $count ->
    [0] No example
    [one] One example
   *[other] { $count } examples
}
gallery-current = open
gallery-open = Open
gallery-open-named = Open “{ $title }”
