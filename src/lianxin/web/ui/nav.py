"""导航: the words of the rail, declared once. Whoever adds a page adds or fills a line here.

An entry shows when its page exists (the URL name resolves) and the post opens it (any of `needs`; () = everyone).
The entry whose address begins the present one is marked as current.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor


@dataclass(frozen=True)
class Entry:
    """导航项: the word, the page, the permissions that open it, its picture in `icons.py`."""

    word: str | Promise
    page: str
    needs: tuple[str, ...]
    icon: str


RAIL = (
    Entry(_("今日"), "today", (), "today"),
    Entry(_("诉求"), "concerns:list", ("concern.view",), "list"),
    Entry(_("数字"), "figures:index", ("figures.view",), "figures"),
    Entry(_("文书"), "summaries:index", ("summary.view",), "paper"),
    Entry(_("核对"), "checker:index", ("check.use",), "check"),
    Entry(_("导入"), "imports:index", ("concern.import",), "import"),
    Entry(_("设置"), "setup:index", ("orgs.edit", "feedback.view", "clocks.load_notice"), "settings"),
)

PHONE = (
    Entry(_("今日"), "today", (), "today"),
    Entry(_("记一笔"), "concerns:register", ("concern.register",), "pen"),
    Entry(_("诉求"), "concerns:list", ("concern.view",), "list"),
    Entry(_("我"), "ui:me", (), "person"),
)


@dataclass(frozen=True)
class Link:
    """导航项 as shown: word, address, picture, whether one is there now."""

    word: str | Promise
    url: str
    icon: str
    is_current: bool


def shown(entries: Iterable[Entry], actor: Actor, path: str) -> list[Link]:
    """Those entries whose page exists and which the post opens; the longest matching address is the current one."""
    found: list[tuple[Entry, str]] = []
    for entry in entries:
        if entry.needs and not any(actor.grants.get(code) for code in entry.needs):
            continue
        try:
            found.append((entry, reverse(entry.page)))
        except NoReverseMatch:
            continue
    here = max((url for _entry, url in found if path.startswith(url)), key=len, default="")
    return [Link(entry.word, url, entry.icon, url == here) for entry, url in found]
