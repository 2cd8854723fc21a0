"""封存的页面上的: the sets by what they stand in, the records between two countings, the neighbours to compare with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, Max
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.reports.freezes import comparing, queries
from lianxin.reports.freezes.models import FrozenFigure, LateChange
from lianxin.reports.freezes.queries import Difference, Named
from lianxin.reports.freezes.terms import VIEW, FigureKind
from lianxin.web.office.figures.words import said
from lianxin.web.ui import panels
from lianxin.web.ui.request import Request

ROWS = 50
#: what figures are frozen for: its name, and its page by its code
STANDS_IN: dict[str, tuple[str | Promise, str]] = {
    "return": (gettext_lazy("摸底统计"), "returns:month"), "assessment": (gettext_lazy("考核"), "assessments:run"),
    "month": (gettext_lazy("月度数字"), ""),
}  # fmt: skip
#: the page of one record by its code; of other kinds the list of records leads there
PAGES = {
    "concerns.Concern": "concerns:detail", "visits.Visit": "visits:visit", "meetings.Meeting": "meetings:meeting",
    "activities.Activity": "activities:activity", "hazards.Hazard": "hazards:hazard",
    "households.Household": "households:household",
}  # fmt: skip
SIDES = {"part": gettext_lazy("分子"), "whole": gettext_lazy("分母"), "part+whole": gettext_lazy("分子和分母")}


def address(page: str, *args: object) -> str:
    """The address of a page of another room; empty where there is none."""
    try:
        return reverse(page, args=args) if page else ""
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class FrozenSet:
    """一组 figures that were frozen for one record, as far as the viewer may see them."""

    of: str
    count: int
    late: int
    last: FrozenFigure

    @property
    def kind(self) -> str:
        return self.of.partition(":")[0]

    @property
    def key(self) -> str:
        return self.of.partition(":")[2]

    @property
    def word(self) -> str | Promise:
        """摸底统计, 考核."""
        return word_of(self.of)


def word_of(of: str) -> str | Promise:
    """摸底统计, 考核: what the figures stand in."""
    return STANDS_IN.get(of.partition(":")[0], (_("其他文书"), ""))[0]


def page_of(of: str) -> str:
    """The address of what the figures stand in; empty where it has no page here."""
    kind, _colon, key = of.partition(":")
    return address(STANDS_IN.get(kind, ("", ""))[1], key)


def named(request: Request) -> str:
    """What the address names as the row before this page: letters and digits, nothing else."""
    return "".join(char for char in request.GET.get("after", "")[:16] if char.isascii() and char.isalnum())


def sets(request: Request) -> tuple[list[FrozenSet], str]:
    """封存的各组, the newest first, a page at a time; and where the next page begins. Three statements."""
    found = FrozenFigure.objects.reachable(by=request.actor, to=VIEW).order_by().values("of")
    found = found.annotate(n=Count("pk", distinct=True), changes=Count("late", distinct=True), top=Max("pk"))
    after = FrozenFigure.objects.filter(number=named(request)).values_list("pk", flat=True).first()
    rows = list((found.filter(top__lt=after) if after else found).order_by("-top")[: ROWS + 1])
    last = FrozenFigure.objects.select_related("unit").in_bulk([row["top"] for row in rows])
    shown = [FrozenSet(row["of"], row["n"], row["changes"], last[row["top"]]) for row in rows[:ROWS]]
    return shown, shown[-1].last.number if len(rows) > ROWS else ""


@dataclass(frozen=True)
class Between:
    """一条记录 between then and now: whether it came, went or changed, its page, what it was and is, what was told."""

    word: str | Promise
    tone: str
    named: Named
    url: str
    was: str
    now: str


def between(found: Difference) -> list[Between]:
    """The named records of a difference, in one list."""
    groups = ((_("新增"), "done", found.added), (_("移出"), "late", found.removed), (_("变化"), "soon", found.changed))
    page = PAGES.get(found.frozen.source, "")
    return [
        Between(word, tone, one, address(page, one.code) if one.record is not None else "", *_states(found.frozen, one))
        for word, tone, some in groups
        for one in some
    ]


def _states(frozen: FrozenFigure, one: Named) -> tuple[str, str]:
    """What the record was and is to the figure; of a plain count there is nothing to say but that it is there."""
    if frozen.kind == FigureKind.COUNT:
        return "", ""
    if frozen.kind == FigureKind.RATE:
        return str(SIDES.get(one.was, "—")), str(SIDES.get(one.now, "—"))
    return one.was or "—", one.now or "—"


@dataclass(frozen=True)
class Neighbour:
    """上期 or 上年同期, frozen: its value, the change in words or why there is none, the footnotes."""

    word: str | Promise
    frozen: FrozenFigure
    words: str
    notes: Sequence[str]


def neighbours(frozen: FrozenFigure) -> list[Neighbour]:
    """The same figure frozen for the period before and the year before: one statement."""
    period = frozen.in_period
    codes = {period.previous().code: _("上期"), period.year_before().code: _("上年同期")}
    found = FrozenFigure.objects.filter(code=frozen.code, unit=frozen.unit, period__in=codes).order_by("period", "-pk")
    newest: dict[str, FrozenFigure] = {}
    for one in found:
        one.unit = frozen.unit
        newest.setdefault(one.period, one)
    return [
        Neighbour(codes[code], one, _change(frozen, one, codes[code]), comparing.comparison(frozen, one).notes)
        for code, one in newest.items()
    ]


def _change(frozen: FrozenFigure, other: FrozenFigure, than: str) -> str:
    change = comparing.change_between(frozen, other, than=than)
    return said(change, of_rates=frozen.kind == FigureKind.RATE)


def late_changes(request: Request) -> Any:
    """事后变化台账, the newest first, of figures that the viewer may see."""
    seen = FrozenFigure.objects.reachable(by=request.actor, to=VIEW)
    return LateChange.objects.filter(frozen__in=seen.values("pk")).select_related("frozen").order_by("-on", "-pk")


@dataclass(frozen=True)
class Records:
    """当时的记录, a page at a time: those of the kept keys that the viewer may see."""

    rows: Sequence[Any]
    template: str
    count: int
    seen: int | None
    page: int
    has_more: bool
    gone: int


def records(frozen: FrozenFigure, keys: Sequence[int], request: Request, page: int) -> Records:
    """One page of the kept records, the newest first. How many may be seen of all is said where one look tells."""
    shown = sorted(keys, reverse=True)[ROWS * (page - 1) : ROWS * page]
    rows = queries.opened(frozen, shown, request.actor)
    seen = len(queries.opened(frozen, keys, request.actor)) if len(keys) <= queries.AT_ONCE else None
    there = queries.still_there(frozen, frozenset(shown))
    return Records(sorted(rows, key=lambda row: -row.pk), _rows_template(frozen), len(keys), seen, page,
                   len(keys) > ROWS * page, len(shown) - len(there))  # fmt: skip


def _rows_template(frozen: FrozenFigure) -> str:
    model = apps.get_model(frozen.source)
    label = model._meta.label_lower
    return panels.ROW_TEMPLATES.get(label) or panels.ROW_TEMPLATES.get(model._meta.model_name or "", "")


def late_line(change: LateChange) -> list[str]:
    """事后变化台账的一行, for the file."""
    frozen = change.frozen
    came, went, changed = change.sizes
    return [
        change.on.isoformat(), frozen.unit_name, frozen.period, frozen.label, frozen.text, change.old_text, change.text,
        str(came), str(went), str(changed), change.reason, f"{change.by_name}（{change.by_post}）", frozen.number,
    ]  # fmt: skip
