# Where people sign in, and which domains a network must let through for that.

doors-title = Sign-in addresses and domains
doors-about = Where people sign in, and which of these doors the present policies stop. Below stands what a firewall or proxy must let through.
doors-none = Choose at least one kind of user.
doors-working = Collecting addresses and domains…
doors-kinds = Kinds of user
doors-control-plane = Administrator of AWS Sign-In
doors-account = Account ID or alias
doors-regions = Regions
doors-portal = Directory ID or alias of the access portal
doors-instance = Instance of IAM Identity Center
doors-stack = Access portal over
doors-stack-both = IPv4 and dual-stack
doors-stack-dual = Dual-stack
doors-list = Present allow-list
doors-list-about = One domain a line, a PAC file, or a configuration of Squid. Nothing in it is executed.
doors-addresses = Doors and their addresses
doors-domain = Domain
doors-files = For the firewall
doors-file-list = Domains, one a line
doors-file-hosts = Hosts without wildcards
