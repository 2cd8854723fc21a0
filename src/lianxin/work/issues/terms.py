"""热点的词汇: permissions, flows, event kinds."""
