# The view about the product.

about-title = About vestibule
about-version = version { $version }
about-what = vestibule shows who can sign in to the AWS Management Console and from where, before you switch on console authorization. It evaluates sign-in resource-based policies, RCPs, SCPs, identity policies and VPC endpoint policies as AWS documents them. It names every point that AWS does not document.
about-not-aws = vestibule is not made by AWS and does not call AWS. Only AWS’s own decision counts.

about-privacy = Where your data stays
about-privacy-page = Policies, accounts and sign-ins are decided in this page, on your machine. Nothing is sent anywhere. The browser allows no connection except to the page’s own files.
about-privacy-store = Your work is saved in this browser’s local storage until you delete it. Others who use this browser profile can read it.
about-privacy-link = A share link holds the whole case behind its `#`, which browsers do not send to servers. Whoever has the link has the case. Replace what is secret before you share the link.
about-privacy-offline = After the first visit, the browser keeps the page’s files, so the page works without a network.

about-assumptions = Assumptions about AWS
about-assumptions-intro = AWS does not document these points. Each decision names the ones that it relies on. Some have another interpretation: switch it under “Relies on … assumptions” at the end of Why.
about-other-reading = Other interpretation:
about-sources = Sources:

about-licences = Licences
about-licence-own = vestibule is free software under the MIT licence or the Apache License 2.0, as you choose. It contains the packages below.
about-licence-texts = The texts of all licences
