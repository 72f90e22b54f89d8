# Why somebody was denied who saw a text, or whose sign-in was recorded.

denials-title = Why was I denied?
denials-text = What the user saw, or the record
denials-about = Paste the message, the event of CloudTrail, or the record of IAM Access Troubleshooter.
denials-private = This text stays in this tab: it is not stored, shared or exported.
denials-clear = Clear
denials-earlier = Bring back the earlier text
denials-long = { $count } characters are pasted. That is too much to show here.
denials-too-long = That is more than 1 MiB, and is not read. Take the events of one sign-in out of it.
denials-row = Which sign-in it was
denials-row-any = Not known: any of the table
denials-working = Looking for the reason…
denials-no-policies = There is no policy here, so nothing is compared.
denials-differs = The policies do not agree with it.
denials-statement = Show the statement
denials-statement-of = Show the statement: { $what }
denials-add = Add to the table
denials-add-of = Add to the table: { $what }
denials-file = `seen.txt` is the text above, and `case.json` is this workspace.
denials-offer = This looks like a sign-in that failed.
denials-explain = Explain it
