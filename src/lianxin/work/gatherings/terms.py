"""座谈与征求意见的词汇: permissions, flows, event kinds."""
