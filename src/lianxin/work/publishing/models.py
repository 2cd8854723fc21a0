"""公开: facts and named querysets, no deeds."""
