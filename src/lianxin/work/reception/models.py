"""接待日: facts and named querysets, no deeds."""
