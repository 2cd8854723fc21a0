"""上下级转办的词汇: permissions, flows, event kinds."""
