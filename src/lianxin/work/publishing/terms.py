"""公开的词汇: permissions, flows, event kinds."""
