"""上下级转办: facts and named querysets, no deeds."""
