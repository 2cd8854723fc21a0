"""发文 behind a figure: how its records are listed there."""

from lianxin.web.ui import panels

panels.rows("dispatch", "dispatches/rows_dispatch.html")
