"""加密存放: columns whose values are sealed (ADR 0049). Below everything that has tables."""
