"""窗口服务的词汇: permissions, flows, event kinds."""
