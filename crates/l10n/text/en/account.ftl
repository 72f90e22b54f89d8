# What is told of whether somebody can sign in at all.

account-column = Account facts
account-title = Account facts: { $who }
account-about = The policies alone decide the outcome. These facts stand beside it and never change it.
account-open = Kept out by nothing
account-unknown = Depends
account-stopped = Kept out
account-not-told = Not given
account-yes = Yes
account-no = No
account-login-profile = Has a password for the console
account-password-expires = Last day of the password
account-must-change = Must set a new password
account-may-change = May change the password
account-access-keys = Has active access keys
account-assigned = Somebody is assigned
account-mfa-required = Signs in with MFA alone
account-mfa-lost = The MFA device is lost
account-deleted = Was deleted
account-root-credentials = The root user has credentials
account-hard-expiry = Only an administrator resets an expired password
