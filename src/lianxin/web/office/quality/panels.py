"""数据质量在摸底统计页上的: the doubts of the return; how doubts and sampled records are listed behind a figure."""

from typing import Any

from lianxin.reports.quality import queries
from lianxin.reports.quality.terms import VIEW
from lianxin.reports.returns.models import MonthReturn
from lianxin.web.ui import panels
from lianxin.web.ui.request import Request


def beside_return(request: Request, month: MonthReturn) -> dict[str, Any] | None:
    """疑点 noted of the return: one statement; they were noted when its figures changed."""
    if not request.actor.may(VIEW, month):
        return None
    return {"doubts": list(queries.noted(month)), "month": month}


panels.panel("return", "quality/panel.html", beside_return)
panels.rows("doubt", "quality/rows_doubt.html")
panels.rows("samplelook", "quality/rows_samplelook.html")
