"""督办的词汇: permissions, flows, event kinds."""
