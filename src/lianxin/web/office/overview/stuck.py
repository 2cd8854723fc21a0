"""卡在哪里: what is past its limit, by why it waits and on whose level it lies; each number is a list that is counted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.reports.returns.models import MonthReturn
from lianxin.reports.returns.terms import VIEW as RETURNS
from lianxin.work.concerns.models import Ask
from lianxin.work.rectification import queries as rectification
from lianxin.work.rectification.terms import VIEW as RECTIFICATION
from lianxin.work.supervision import queries as supervision
from lianxin.work.supervision.queries import PAUSED, WAITS
from lianxin.work.supervision.terms import OrderState

#: on whose level it lies: the county's own offices, departments, townships, villages, schools
LEVELS: tuple[tuple[str, str | Promise, tuple[UnitKind, ...]], ...] = (
    ("county", _("县本级"), (UnitKind.COUNTY,)), ("department", _("部门"), (UnitKind.DEPARTMENT, UnitKind.CENTRE)),
    ("township", _("乡镇"), (UnitKind.TOWNSHIP,)), ("village", _("村、社区"), (UnitKind.VILLAGE, UnitKind.COMMUNITY)),
    ("school", _("学校"), (UnitKind.SCHOOL,)),
)  # fmt: skip
LEVEL_OF = {str(kind): code for code, _word, kinds in LEVELS for kind in kinds}
#: words of the concerns' rows: what was not done in time
LATE: dict[str, str | Promise] = {
    "sort": _("超期没有分类受理"), "assign": _("超期没有交办"), "returned": _("退回后超期没有重新交办"), "sign": _("超期没有签收"),
    "answer": _("超期没有答复"), "merged": _("随主件办理，已超期"),
}  # fmt: skip
ASKED = Exists(Ask.objects.filter(concern=OuterRef("pk"), decision=""))


@dataclass(frozen=True)
class Matter:
    """一件 behind a number: of which unit, its page, since when or until when."""

    title: str
    unit: str
    url: str
    on: date


@dataclass(frozen=True)
class Kind:
    """卡住的一类, of concerns or of another room. `kind` names the field that says whose level it is."""

    code: str
    word: str | Promise
    is_late: bool
    where: Q | None = None
    find: Callable[[Actor, date, Unit], "QuerySet[Any]"] | None = None
    level: str = ""
    tell: Callable[[Any], Matter] | None = None


def _orders(by: Actor, today: date, unit: Unit) -> "QuerySet[Any]":
    found = supervision.orders_of(by).filter(state=OrderState.OPEN, answer_by__lt=today)
    return found.filter(within("unit_path", unit.path) | within("to_path", unit.path)).order_by("answer_by", "pk")


def _mendings(by: Actor, today: date, unit: Unit) -> "QuerySet[Any]":
    late = rectification.tab("late", today) or Q(pk__in=())
    found = rectification.ledger().reachable(by=by, to=RECTIFICATION).filter(late)
    return found.filter(within("unit_path", unit.path) | within("owner_path", unit.path)).order_by("due_on", "pk")


def _returns(by: Actor, today: date, unit: Unit) -> "QuerySet[Any]":
    found = MonthReturn.objects.reachable(by=by, to=RETURNS).filter(due_on__lt=today, reported_on=None, excused="")
    return found.filter(within("unit_path", unit.path)).select_related("unit", "form").order_by("due_on", "pk")


KINDS: tuple[Kind, ...] = (
    *(Kind(wait.code, LATE[wait.code], True, wait.where) for wait in WAITS if wait.code in LATE),
    Kind("asked", _("申请延期、中止，等批"), False, Q(_asked=True)),
    Kind("paused", _("中止中"), False, PAUSED),
    Kind(
        "orders", _("督办过期没有回复"), True, find=_orders, level="to__kind",
        tell=lambda one: Matter(one.title, one.to.name, reverse("supervision:order", args=[one.code]), one.answer_by),
    ),
    Kind(
        "mendings", _("整改超过时限"), True, find=_mendings, level="owner__kind",
        tell=lambda one: Matter(one.problem, one.owner.name, reverse("rectification:item", args=[one.code]), one.due_on),
    ),
    Kind(
        "returns", _("摸底统计过期没有上报"), True, find=_returns, level="unit__kind",
        tell=lambda one: Matter(f"{one.period.label}{one.form.title}", one.unit.name, reverse("returns:month", args=[one.code]),
                                one.due_on),
    ),
)  # fmt: skip
OF_CONCERNS = tuple(kind for kind in KINDS if kind.where is not None)


def concerns(by: Actor, today: date, unit: Unit) -> Any:
    """Open matters of a place that the actor sees, each with the level on which it lies and whether something is asked."""
    found = supervision.open_under(by, unit.path).order_by()
    return found.annotate(_asked=ASKED, _level=Coalesce(F("handler__kind"), F("unit__kind")))


def condition(kind: Kind, today: date) -> Q:
    """What puts a concern in a row."""
    assert kind.where is not None
    return kind.where & Q(due_on__lt=today) if kind.is_late else kind.where


@dataclass(frozen=True)
class Cell:
    """一格: how many, and the page that lists them."""

    count: int
    url: str


@dataclass(frozen=True)
class Row:
    """一行: why it waits, how many on each level, all together."""

    kind: Kind
    cells: Sequence[Cell]
    total: Cell


def rows(by: Actor, today: date, unit: Unit) -> list[Row]:
    """The whole table in four statements: one of concerns, one of each other room."""
    sums = {kind.code: dict.fromkeys([code for code, _word, _kinds in LEVELS], 0) for kind in KINDS}
    asked = {kind.code: Count("pk", filter=condition(kind, today)) for kind in OF_CONCERNS}
    for found in concerns(by, today, unit).values("_level").annotate(**asked):
        for kind in OF_CONCERNS:
            sums[kind.code][LEVEL_OF[found["_level"]]] += found[kind.code]
    for kind in KINDS:
        if kind.find is not None:
            counted = (
                kind.find(by, today, unit).order_by().values_list(kind.level).annotate(n=Count("pk", distinct=True))
            )
            for place, many in counted:
                sums[kind.code][LEVEL_OF[place]] += many
    return [_row(kind, sums[kind.code], unit) for kind in KINDS]


def _row(kind: Kind, counts: dict[str, int], unit: Unit) -> Row:
    def url(level: str) -> str:
        query = {"why": kind.code, "unit": str(unit.pk), "level": level}
        return reverse("overview:behind", query={key: value for key, value in query.items() if value})

    cells = [Cell(counts[code], url(code)) for code, _word, _kinds in LEVELS]
    return Row(kind, cells, Cell(sum(counts.values()), url("")))


def behind(kind: Kind, level: str, by: Actor, today: date, unit: Unit) -> "QuerySet[Any]":
    """The very records that a cell counts, the longest waiting first."""
    kinds = next((kinds for code, _word, kinds in LEVELS if code == level), None)
    if kind.find is not None:
        found = kind.find(by, today, unit)
        return found.filter(**{f"{kind.level}__in": kinds}) if kinds else found
    found = concerns(by, today, unit).filter(condition(kind, today))
    if kinds:
        found = found.filter(_level__in=kinds)
    return found.order_by(F("due_on").asc(nulls_last=True), "code")


def level_words(level: str) -> str | Promise:
    """部门, 乡镇; empty for all."""
    return next((word for code, word, _kinds in LEVELS if code == level), "")


def shown_levels(found: Iterable[Row]) -> list[int]:
    """Which columns hold anything."""
    table = list(found)
    return [place for place in range(len(LEVELS)) if any(row.cells[place].count for row in table)]
