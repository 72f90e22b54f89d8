# Ways back into the console, and what becomes of people who are signed in.

recovery-title = Ways back into the console
recovery-about = Which ways there are once people are locked out, for whom, and what to run. The first that works is enough.
recovery-before = Console authorization is off. This answer is for when it is on: it says how ready the account is.
recovery-working = Checking the ways back…
recovery-open = Ways back
recovery-commands-folded = Commands of this way
recovery-commands = Commands: { $about }
recovery-sessions = People who are signed in
recovery-sessions-about = What becomes of the session that each sign-in of the table opened.
