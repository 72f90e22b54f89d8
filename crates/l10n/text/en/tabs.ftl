# What the side of the results shows.

tabs-label = Results
tabs-sign-ins = Sign-ins
tabs-map = Map
tabs-guarantees = Guarantees
tabs-compare = Compare
tabs-recovery = Recovery
tabs-denials = Denials
tabs-doors = Doors
