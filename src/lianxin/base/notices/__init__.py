"""隐私告知: what each channel tells before particulars are given, version by version, and who consented to what.

It stands in `base` because rooms on every floor above take particulars in: each shows the words that are in force where
they are entered, and its record keeps their number (个人信息保护法 第十四、十七、三十条).
"""
