"""热点的标签."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAGES = (("index", _("当前热点")), ("projects", _("每月一题")), ("season", _("季节")), ("month", _("民意分析")),
         ("advice", _("分类建议")), ("hints", _("查相似")))  # fmt: skip


@dataclass(frozen=True)
class Tab:
    """一个标签."""

    word: str | Promise
    url: str
    is_current: bool
    count: int | None = None


def shown(here: str) -> list[Tab]:
    """The pages of the room."""
    return [Tab(word, reverse(f"issues:{page}"), page == here) for page, word in PAGES]
