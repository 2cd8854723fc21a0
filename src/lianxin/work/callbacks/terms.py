"""回访的词汇: permissions, flows, event kinds."""
