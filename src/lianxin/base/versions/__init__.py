"""设置的版次: what a county sets, in versions: drafted, tried out, approved by another person, in force from a day on.

A room declares its settings with `kinds.setting_kind`; what a setting would do to the records of the last month is told by
whoever has the records (`kinds.tries`). What has versions of its own in another room tells them to the overview
(`overview.shows`).
"""
