# The view about the product.

about-title = About vestibule
about-version = version { $version }
about-what = vestibule shows who will be able to sign in to the AWS Management Console, from where and through which of the three phases, before console authorization is switched on. It evaluates sign-in resource-based policies, RCPs, SCPs, identity policies and VPC endpoint policies as AWS documents them, and names every point that AWS leaves open.
about-not-aws = It is not made by AWS and does not call AWS. What AWS decides is what counts.

about-privacy = What stays where
about-privacy-page = Policies, accounts and sign-ins are decided in this page, on your machine. Nothing is sent anywhere; the browser is told to allow no connection but to the page’s own files.
about-privacy-store = Your work is kept in this browser’s local storage until you delete it there or here. Others who use this browser profile can read it.
about-privacy-link = A share link holds the whole case behind its `#`, which browsers do not send to servers. Whoever has the link has the case; rename what is secret before you share it.
about-privacy-offline = After the first visit the page’s files are kept in the browser, so that it works without a network.

about-assumptions = What is assumed of AWS
about-assumptions-intro = AWS does not document these points. Each decision names those that it leans on, and some can be read the other way.
about-other-reading = Other reading:
about-sources = Sources:

about-licences = Licences
about-licence-own = vestibule is free software under the MIT licence or the Apache License 2.0, as you choose. It contains the packages below.
about-licence-texts = The texts of all licences
