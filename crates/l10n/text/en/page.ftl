# The page as a whole.

page-title = vestibule: who can sign in to the AWS console, and why not
page-close = Close
page-stopped = Something went wrong in this page. Reload it to continue: what this browser saved comes back.
