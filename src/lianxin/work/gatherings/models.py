"""座谈与征求意见: facts and named querysets, no deeds."""
