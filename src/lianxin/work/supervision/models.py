"""督办: facts and named querysets, no deeds."""
