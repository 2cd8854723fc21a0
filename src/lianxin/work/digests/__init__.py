"""每日待办邮件: whoever asks for it himself is told on the mornings of workdays how many things wait for him; numbers, no more."""
