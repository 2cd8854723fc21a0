"""整改台账的筛选: tabs, words, owner, source; what the page, the paper and the file show is the same list."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor
from lianxin.work.rectification import queries
from lianxin.work.rectification.models import Rectification, RectificationQuerySet
from lianxin.work.rectification.terms import VIEW, Source

TABS: dict[str, str | Promise] = {
    "open": _("未销号"), "late": _("超时限"), "soon": _("剩余10天"), "later": _("剩余20天"), "reported": _("待核查"),
    "dissatisfied": _("不满意待再改"), "signed_off": _("已销号"), "untold": _("销号未反馈"), "all": _("全部"),
}  # fmt: skip


@dataclass(frozen=True)
class Tab:
    """一签: word, address, how many, whether it is the present one."""

    word: str | Promise
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class Browsed:
    """The list that was asked for: its tabs with their numbers, its items in order, and its address."""

    tab: str
    tabs: tuple[Tab, ...]
    found: RectificationQuerySet
    total: int
    words: str
    owner: str
    source: str
    owners: tuple[str, ...]
    query: str

    @property
    def word(self) -> str | Promise:
        return TABS[self.tab]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.owner or self.source)


def browse(data: Any, *, by: Actor, today: date) -> Browsed:
    """What the address asks for; what cannot be read is left out. Three statements."""
    asked = {key: data.get(key, "").replace("\0", "").strip()[:60] for key in ("words", "owner", "source")}
    if asked["source"] not in Source.values:
        asked["source"] = ""
    tab = data.get("tab", "") if data.get("tab", "") in TABS else "open"
    seen: RectificationQuerySet = Rectification.objects.reachable(by=by, to=VIEW)
    owners = tuple(seen.order_by("owner_name").values_list("owner_name", flat=True).distinct()[:200])
    narrowed = seen.filter(_narrow(asked))
    conditions = {code: queries.tab(code, today) or Q() for code in TABS}
    counts = narrowed.aggregate(**{f"n_{code}": Count("pk", filter=one) for code, one in conditions.items() if one})
    counts["n_all"] = narrowed.count()
    kept = {key: value for key, value in asked.items() if value}
    tabs = tuple(
        Tab(word, "?" + urlencode({"tab": code, **kept}), counts[f"n_{code}"], code == tab)
        for code, word in TABS.items()
    )
    found = queries.ledger().filter(pk__in=narrowed.filter(conditions[tab]).values("pk")).order_by("due_on", "pk")
    return Browsed(
        tab, tabs, found, counts[f"n_{tab}"], asked["words"], asked["owner"], asked["source"], owners,
        urlencode({"tab": tab, **kept}),
    )  # fmt: skip


def _narrow(asked: dict[str, str]) -> Q:
    found = Q()
    if asked["words"]:
        words = asked["words"]
        found &= Q(problem__icontains=words) | Q(measure__icontains=words) | Q(person=words) | Q(supervisor=words)
    if asked["owner"]:
        found &= Q(owner_name=asked["owner"])
    if asked["source"]:
        found &= Q(source_kind=asked["source"])
    return found
