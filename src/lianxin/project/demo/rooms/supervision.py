"""督办积案的演示: orders in every stage, old cases with leaders, a correction, the reminders of the day. All invented."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from lianxin.work.supervision import commands
from lianxin.work.supervision.queries import facts_of, old_cases
from lianxin.work.supervision.terms import Fact

DEMANDS = (
    "到现场核实，说明原因和办法，能马上办的马上办。",
    "逐件说明办到哪一步、哪天能答复群众。",
    "与群众见面沟通，确有困难的如实说明。",
)
PLANS = ("先易后难分三步：本月核实权属，下月协调资金，年底前施工。", "由牵头单位每周与群众联系一次，两个月内拿出答复。")


def fill(county: County, until: datetime, random: Random) -> None:
    """A handful of records for every page of the room."""
    clerk, today = county.who(county.top, "county_clerk"), localdate(until)
    running = Concern.objects.filter(Q(status=Status.IN_HAND) | Q(status=Status.ASSIGNED), is_confidential=False)
    running = running.filter(subjects=None, handler__kind="department").select_related("handler")
    late = list(running.order_by("due_on", "code")[:60])
    by_handler: dict[int, list[Concern]] = {}
    for concern in late:
        by_handler.setdefault(concern.handler_id or 0, []).append(concern)
    for number, group in enumerate(sorted(by_handler.values(), key=len, reverse=True)[:4]):
        _order(county, group[:3], number, clerk, until)
    leaders = list(Posting.objects.filter(role="county_leader").select_related("person", "unit").order_by("pk")[:5])
    for number, concern in enumerate(old_cases(clerk, today, 60).filter(is_confidential=False, subjects=None)[:4]):
        case = commands.lead(
            concern=concern, leader=leaders[number % len(leaders)], plan=PLANS[number % 2],
            review_on=today + timedelta(days=3 + 7 * number), by=clerk, at=until,
        )  # fmt: skip
        commands.note(case=case, text="已约群众见面，核对了前几次的答复。", by=clerk, at=until)
    _correction(county, clerk, until)
    commands.remind(at=until)


def _order(county: County, group: list[Concern], number: int, clerk: Actor, until: datetime) -> None:
    to: Any = group[0].handler
    today = localdate(until)
    order = commands.issue(
        concerns=group, to=to, demand=DEMANDS[number % len(DEMANDS)], answer_by=today + timedelta(days=7 + number),
        unit=county.top, by=clerk, at=until,
        title=f"{to.name}承办的 {len(group)} 件久办未结的诉求",
    )  # fmt: skip
    worker = county.who(to, "department_clerk")
    if number:
        commands.report(order=order, text="已派人到现场，正在核实。", by=worker, at=until)
    if number > 1:
        commands.chase(order=order, text="请尽快说明完成日期。", by=clerk, at=until)
    if number > 2:
        commands.answer(order=order, text="已与群众见面，约定月底前修好。", by=worker, at=until)


def _correction(county: County, clerk: Actor, until: datetime) -> None:
    """To the first village of 清水镇 and on that has something open to be counted."""
    today = localdate(until)
    told: list[Unit] = []
    for town in county.townships:
        for village in county.villages[town.path][:6]:
            if len(told) < 2 and facts_of(village, Fact.OPEN, today, clerk).exists():
                told.append(village)
                commands.correct(
                    to=village, upper=town, fact=Fact.OPEN, measures="逐件与群众见面，说明办法和日期；办不了的及时上报。",
                    answer_by=today + timedelta(days=15), unit=county.top, by=clerk, at=until,
                )  # fmt: skip
        if len(told) == 2:
            return
