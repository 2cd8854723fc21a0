"""问的是什么: unit and period as the address says them. A unit out of reach is not there (404)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.indicators import FIGURES, Indicator, UnknownIndicator, get
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.base.orgs.queries import former_words
from lianxin.pure.periods import Kind, NotAPeriod, Period, read_period
from lianxin.web.ui.drawings import has_font
from lianxin.web.ui.periods import period_words
from lianxin.web.ui.request import Request

EARLIEST = 2000
OFFERED: tuple[tuple[Kind, str | Promise, int], ...] = (
    ("month", gettext_lazy("月"), 14), ("quarter", gettext_lazy("季度"), 6), ("half_year", gettext_lazy("半年"), 4),
    ("year", gettext_lazy("年"), 3),
)  # fmt: skip
VIEWS: tuple[tuple[str, str | Promise], ...] = (
    ("index", gettext_lazy("总表")), ("parts", gettext_lazy("分组")), ("below", gettext_lazy("下级单位")),
    ("chart", gettext_lazy("走势")),
)  # fmt: skip


class ChoiceForm(forms.Form):
    """单位与统计期."""

    def __init__(self, data: Any, *, units: list[Unit], period: Period, today: date) -> None:
        super().__init__(data)
        named = [(str(unit.pk), "　" * (unit.depth - units[0].depth) + unit.name) for unit in units]
        self.fields["unit"] = forms.ChoiceField(label=_("单位"), choices=named)
        self.fields["period"] = forms.ChoiceField(label=_("统计期"), choices=list(_periods(period, today)))
        for field in self.fields.values():
            field.widget.attrs["data-lx-submit"] = True


def _periods(chosen: Period, today: date) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for kind, label, most in OFFERED:
        found = Period.latest(today, kind, count=most)
        if chosen.kind == kind and chosen not in found:
            found.append(chosen)
        yield str(label), [(period.code, period_words(period)) for period in found]
    if chosen.kind == "span":  # the address of a figure in a summary of several months names it
        yield _("阶段"), [(chosen.code, period_words(chosen))]


@dataclass(frozen=True)
class Tab:
    """一种看法 of the same unit and period."""

    word: str | Promise
    url: str
    is_current: bool
    count: None = None


@dataclass(frozen=True)
class Asked:
    """单位与统计期 as asked for, by whom, on which day."""

    unit: Unit
    period: Period
    by: Actor
    today: date
    notice: str = ""

    @property
    def query(self) -> dict[str, str]:
        """What stands in the address of every page about them."""
        return {"unit": str(self.unit.pk), "period": self.period.code}

    @property
    def is_running(self) -> bool:
        """本期未结束."""
        return self.period.first <= self.today < self.period.last

    def url(self, view: str, **more: str) -> str:
        """The address of another view of the same."""
        return reverse(f"figures:{view}", query={**self.query, **more})

    def open_url(self, code: str, period: Period | None = None, unit: Unit | None = None, side: str = "") -> str:
        """The address of the records behind a figure; `side` is "part" or "whole" of a rate."""
        query = {"code": code, "unit": str((unit or self.unit).pk), "period": (period or self.period).code}
        return reverse("figures:open", query={**query, "side": side} if side else query)

    def context(self, view: str, code: str = "") -> dict[str, Any]:
        """What the frame of every such page needs."""
        units = units_to_choose(self.by, self.unit)
        more = {"code": code} if code else {}
        return {
            "asked": self,
            "code": code,
            "form": ChoiceForm(self.query, units=units, period=self.period, today=self.today),
            "tabs_shown": [
                Tab(word, self.url(name, **(more if name == "chart" else {})), name == view) for name, word in VIEWS
            ],
            "files": self.files(view, **more),
            "here_url": self.url(view, **more),
            "may_keep": self.by.grants.get("table.use"),
            "keep_url": reverse("tables:save", query={**self.query, "over": "below" if view == "below" else "own"}),
            "former": former_words(self.unit, self.period.year_before().first) if self.unit.former else "",
        }

    def files(self, view: str, **more: Any) -> list[tuple[str, str]]:
        """带走: the forms in which the table of a view can be had, with their addresses."""
        return files_of(reverse("figures:export", args=[view], query={**self.query, **more}))


def files_of(address: str) -> list[tuple[str, str]]:
    """带走 a table at this address: Excel, Word, and a picture (SVG where no Chinese font is installed)."""
    image = "png" if has_font() else "svg"
    step = "&" if "?" in address else "?"
    return [("Excel", address), ("Word", f"{address}{step}as=docx"), (_("图片"), f"{address}{step}as={image}")]


def asked_of(request: Request, *, usual: Period | None = None) -> Asked:
    """What an address asks for. Raises NotAllowed without the permission, Http404 for a unit out of reach.

    `usual` is the period of an address that names none; else it is the running month.
    """
    by, notice = request.actor, ""
    if not by.has(FIGURES):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": FIGURES.label})
    period = usual or Period.containing(request.today)
    if typed := request.GET.get("period", ""):
        read = _period(typed, request.today)
        notice = "" if read else _("没有“%(period)s”这个统计期，下面是%(now)s的。") % {
            "period": typed[:20], "now": period_words(period),
        }  # fmt: skip
        period = read or period
    return Asked(_unit(by, request.GET.get("unit", "")), period, by, request.today, notice)


def _period(typed: str, today: date) -> Period | None:
    try:
        period = read_period(typed)
    except NotAPeriod:
        return None
    return period if EARLIEST <= period.year <= today.year + 1 else None


def _unit(by: Actor, typed: str) -> Unit:
    if not typed:
        return Unit.objects.get(path=min(by.grants[FIGURES.code], key=len))
    found = (
        Unit.objects.filter(pk=int(typed)).first() if typed.isascii() and typed.isdigit() and len(typed) < 18 else None
    )
    if found is None or not by.may_at(FIGURES, found.path):
        raise Http404(_("没有找到这个单位。"))
    return found


def units_to_choose(by: Actor, chosen: Unit) -> list[Unit]:
    """单位树, one step at a time: what the actor may read at the top, the way to the chosen unit, and what lies below it."""
    near = set(ancestors(chosen.path))
    wanted = Q(path__in=near) | Q(parent__path__in=near)
    found = Unit.objects.filter(wanted).order_by("path")
    return [unit for unit in found if by.may_at(FIGURES, unit.path)]


def indicator_of(request: Request, default: str = "") -> Indicator:
    """The indicator an address names. Raises Http404."""
    return indicator_of_code(request.GET.get("code", "") or default)


def indicator_of_code(code: str) -> Indicator:
    """The indicator with this code. Raises Http404."""
    try:
        return get(code)
    except UnknownIndicator:
        raise Http404(_("没有这个指标。")) from None
