# Networks by name.

network-title = Networks
network-name = Name
network-parts = Ranges, VPC, VPC endpoint or Regions
network-add = Add network
network-remove = Remove { $name }
network-wrong = Enter a new name, and ranges such as 203.0.113.0/24, or a VPC or VPC endpoint with its Regions.
network-edit = Edit the network { $name }
network-save = Save the network
network-used = Used by: { $names }
