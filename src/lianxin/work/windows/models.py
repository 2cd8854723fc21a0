"""窗口服务: facts and named querysets, no deeds."""
