"""痕迹: tables that tell how much was written, uploaded, logged in or looked at. No figure is counted from them (JF-3).

禁令二、三: 安装使用率、点赞量、转发量、学习时长 are no ground of any appraisal; nor is the volume of logs, diaries, photos or
“收到”. `registry.register` asks here, so that such an indicator cannot even be declared.
"""

#: labels of models, as Django names them; a room that adds a table of traces adds it here
TRACES = frozenset({
    "journal.Entry", "journal.PrivateDetail", "sessions.Session", "writings.Writing", "writings.Spread", "evidence.Evidence",
    "offline.Handset", "offline.Parcel", "feedback.Feedback", "visits.TalkRecord",
})  # fmt: skip


class TraceCounted(ValueError):
    """痕迹不能作指标: the indicator counts a table of traces."""
