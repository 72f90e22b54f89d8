# The page as a whole.

page-title = vestibule: who can sign in to the AWS console, and why not
page-close = Close
page-stopped = The page has stopped because of a fault of its own. Reload it to go on: what was kept in this browser comes back.
