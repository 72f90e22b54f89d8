# The gallery of examples.

gallery-title = Examples
gallery-intro = Policies that AWS documents and mistakes that are easily made, each with sign-ins that show what comes of it. An example opens as a workspace of its own; yours stays.
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
