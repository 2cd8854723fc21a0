"""基准: a county of half a million concerns, and how long its pages take. `make bench`; see `__main__`."""
