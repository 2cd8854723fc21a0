"""回访: facts and named querysets, no deeds."""
