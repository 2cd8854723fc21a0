"""下步打算 behind a figure: how steps are listed. What waits on 今日 stands in the room of data quality, with its doubts."""

from lianxin.web.ui import panels

panels.rows("nextstep", "nextsteps/rows_nextstep.html")
