"""评议活动的数字: each with its unit and the records behind it; the statistics form and the summaries take them from here.

Only what was recorded as done is counted: meetings, visits, talks, sheets, calls, help. Written matter such as 心得体会
is in none of them (M204).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.work.appraisals.models import Campaign, Help, Method
from lianxin.work.appraisals.terms import MEETINGS, METHOD_UNITS, HelpKind, MethodKind

PEOPLE, TIMES = _("人"), _("人次")


@dataclass(frozen=True)
class Figure:
    """一个数字: the number, its unit, and the records it was counted from (all of them, none besides)."""

    number: int
    measure: str | Promise
    records: tuple[Method | Help, ...]


@dataclass(frozen=True)
class LayerShare:
    """一层的参加情况: how many came (人次) of those who may answer."""

    label: str
    size: int
    attendances: Figure


@dataclass(frozen=True)
class Facts:
    """一次评议的数字 (统计单第 2 至 6 行 and M147, M155, M156, M178–M181, M183)."""

    meetings: Figure
    residents: Figure
    other_methods: dict[MethodKind, Figure]
    head_reported: Figure
    others_reported: Figure
    sent_from_above: Figure
    introduced: Figure
    helps: Figure
    helps_by_kind: dict[HelpKind, Figure]
    sheets_returned: Figure
    attendances: Figure
    layers: tuple[LayerShare, ...]
    feedback: Figure
    members: int | None


def facts_of(campaign: Campaign) -> Facts:
    """The figures of a campaign, in three statements."""
    methods = list(campaign.methods.counted().order_by("held_on", "pk"))
    helps = list(campaign.helps.order_by("on", "pk"))
    meetings = [one for one in methods if one.kind in MEETINGS]
    layers = tuple(
        LayerShare(
            one.label, one.size, _sum([m for m in methods if m.audience_id == one.pk], TIMES, lambda m: m.attendances)
        )
        for one in campaign.audiences.all()
    )
    return Facts(
        meetings=_sum(meetings, pgettext_lazy("measure", "个"), lambda m: m.quantity),
        residents=_sum(meetings, TIMES, lambda m: m.residents),
        other_methods={
            kind: _sum([m for m in methods if m.kind == kind], METHOD_UNITS[kind], lambda m: m.quantity)
            for kind in MethodKind
            if kind not in MEETINGS
        },
        head_reported=_sum(meetings, PEOPLE, lambda m: m.head_reported),
        others_reported=_sum(meetings, PEOPLE, lambda m: m.others_reported),
        sent_from_above=_sum(methods, TIMES, lambda m: m.sent_from_above),
        introduced=_sum(meetings, PEOPLE, lambda m: m.introduced),
        helps=_helps(helps),
        helps_by_kind={kind: _helps([one for one in helps if one.kind == kind]) for kind in HelpKind},
        sheets_returned=_sum(
            [m for m in methods if m.returned is not None], pgettext_lazy("measure", "张"), lambda m: m.returned or 0
        ),
        attendances=_sum(methods, TIMES, lambda m: m.attendances),
        layers=layers,
        feedback=_sum([m for m in methods if m.is_feedback], pgettext_lazy("measure", "个"), lambda m: m.quantity),
        members=campaign.members,
    )


def _sum(methods: Iterable[Method], measure: str | Promise, of: Callable[[Method], int]) -> Figure:
    behind = tuple(one for one in methods if of(one))
    return Figure(sum(of(one) for one in behind), measure, behind)


def _helps(helps: Iterable[Help]) -> Figure:
    behind = tuple(helps)
    return Figure(len(behind), _("件"), behind)
