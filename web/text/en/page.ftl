# The page as a whole.

page-title = vestibule: who can sign in to the AWS console, and why not
page-close = Close
