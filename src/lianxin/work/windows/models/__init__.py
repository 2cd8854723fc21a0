"""窗口服务的表: counts at the counter, errands, what is published; everything is imported from here."""

from lianxin.work.windows.models.counter import HeartCount, PhoneCall, Service, Tally
from lianxin.work.windows.models.errands import Errand
from lianxin.work.windows.models.published import ExternalFigure, GuideEntry, WorkRoom

__all__ = [
    "Errand", "ExternalFigure", "GuideEntry", "HeartCount", "PhoneCall", "Service", "Tally", "WorkRoom",
]  # fmt: skip
