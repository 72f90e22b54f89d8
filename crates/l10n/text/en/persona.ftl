# Who signs in, and from where.

persona-root = Root user
persona-user = IAM user
persona-role = Role
persona-federated = Federated user
persona-identity-center = Identity Center
persona-break-glass = Break-glass role
persona-site-office = Office
persona-site-vpn = VPN
persona-site-endpoint = VPC endpoint
persona-site-home = Home
persona-site-ipv6 = IPv6
persona-untitled = Untitled
persona-shared = Shared case
persona-copy = { $name } (copy)
