# What holds for all sign-ins: map, guarantees, repairs.

proof-map-title = Who gets in from where
