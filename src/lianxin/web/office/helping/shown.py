"""帮扶页面上显示的: a plan with what was given, what of it this reader may know, the deeds open to him."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import RoomTab, room_tabs
from lianxin.work.helping import queries
from lianxin.work.helping.models import HelpEntry, HelpFund, HelpGoal, HelpItem, HelpPlan, HelpTask, VillageProject
from lianxin.work.helping.terms import PLAN, VIEW
from lianxin.work.households.models import Household
from lianxin.work.households.queries import may_open, need_of

CODES = ("household.in_need", "help.plan_rate", "help.items_finished", "help.funds_yuan", "help.projects_open")
TABS = (
    (gettext_lazy("帮扶计划"), "helping:index"), (gettext_lazy("帮扶资金"), "helping:funds"),
    (gettext_lazy("村级项目"), "helping:projects"), (gettext_lazy("四个一"), "helping:ones"),
)  # fmt: skip


def tabs(here: str) -> list[RoomTab]:
    """The pages of this room."""
    return room_tabs(TABS, f"helping:{here}")


def plan_of(request: Request, code: str, to: Permission | None = None) -> HelpPlan:
    """The plan, by the one rule."""
    found: HelpPlan = fetch(request, queries.plans(request.actor), see=VIEW, to=to, code=code)
    return found


@dataclass(frozen=True)
class ItemLine:
    """帮扶事项的一行: planned and given, in plain numbers."""

    item: HelpItem
    entries: Sequence[HelpEntry]
    given: Decimal

    @property
    def planned(self) -> str:
        return plain(self.item.planned)

    @property
    def actual(self) -> str:
        return plain(self.given)

    @property
    def words(self) -> str | Promise:
        """How far it is."""
        if self.item.dropped_on:
            return _("已撤下")
        return _("已完成") if self.item.finished_on else _("正在落实") if self.given else _("还没落实")

    @property
    def tone(self) -> str:
        if self.item.dropped_on:
            return "quiet"
        return "done" if self.item.finished_on else "doing" if self.given else "todo"


def plain(quantity: Decimal) -> str:
    """12.50 袋 are 12.5 袋, 20.00 袋 are 20 袋."""
    return f"{quantity.normalize():f}"


def lines(plan: HelpPlan) -> list[ItemLine]:
    """The items of a plan: two statements."""
    return [
        ItemLine(one, list(one.entries.all()), Decimal(str(getattr(one, "given", 0)))) for one in queries.items_of(plan)
    ]


@dataclass(frozen=True)
class Facts:
    """帮扶计划的页面: `is_open` says whether what was written in words about a household may be read."""

    plan: HelpPlan
    items: Sequence[ItemLine]
    goals: Sequence[HelpGoal]
    funds: Sequence[HelpFund]
    yuan: int
    causes: str
    is_open: bool
    may_plan: bool

    @property
    def finished(self) -> int:
        return sum(line.item.finished_on is not None for line in self.items)

    @property
    def total(self) -> int:
        return sum(line.item.dropped_on is None for line in self.items)


def facts(request: Request, plan: HelpPlan) -> Facts:
    """What this actor sees of the plan; the household's name stands on none of it."""
    is_open = plan.household is None or may_open(plan.household, request.actor, request.today)
    tasks = Prefetch("tasks", HelpTask.objects.select_related("owner"))
    funds = queries.funds(request.actor).filter(plan=plan)
    return Facts(
        plan, lines(plan), list(plan.goals.prefetch_related(tasks)), list(funds), queries.total_yuan(funds),
        _causes(plan.household, request.today) if plan.household and is_open else "",
        is_open or request.actor.may(PLAN, plan), request.actor.may(PLAN, plan) and plan.ended_on is None,
    )  # fmt: skip


def _causes(household: Household, on: date) -> str:
    need = need_of(household, on)
    return "、".join(map(str, need.cause_labels)) if need else ""


@dataclass(frozen=True)
class OneLine:
    """四个一 of which one on the page: the record behind it opens where it may be seen."""

    done: queries.OneDone
    url: str


@dataclass(frozen=True)
class FourLine:
    """四个一 of one person on the page."""

    name: str
    ones: Sequence[OneLine]


PAGE_OF: dict[type, str] = {HelpItem: "helping:item", HelpPlan: "helping:plan", VillageProject: "helping:project"}


def four_line(four: queries.Four, by: Actor) -> FourLine:
    """The person's name, and his ones with their addresses."""
    return FourLine(four.person.name, [OneLine(one, _address(one.record, by)) for one in four.lines])


def _address(record: Any, by: Actor) -> str:
    return reverse(PAGE_OF[type(record)], args=[record.code]) if record is not None and by.may(VIEW, record) else ""


def household_asked(request: Request) -> Household | None:
    """The household in the address, if its line may be seen; Http404 for one that may not."""
    code = request.GET.get("household", "").replace("\0", "")[:12]
    if not code:
        return None
    found = Household.objects.seen_by(request.actor, request.today).valid(request.today).select_related("unit")
    household = found.filter(code=code).first()
    if household is None:
        raise Http404(_("没有找到。"))
    return household


def own_place(request: Request) -> Any:
    """The own unit where it is a village, a community or a school: what most forms begin with."""
    own = request.posting.unit
    return own if own.kind in ("village", "community", "school") else None
