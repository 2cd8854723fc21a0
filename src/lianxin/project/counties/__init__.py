"""几个县: several counties in one installation, each in a folder and a database of its own, behind one door (ADR 0071)."""
