"""接待日的词汇: permissions, flows, event kinds."""
