"""热点: facts and named querysets, no deeds."""
