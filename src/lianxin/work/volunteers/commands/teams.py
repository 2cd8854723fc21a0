"""组建志愿服务队: from the seven as the county words them, or one of its own."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.volunteers.models import Shift, Team, TeamWording
from lianxin.work.volunteers.queries import presets
from lianxin.work.volunteers.terms import EDIT, SEVEN, Colour, Preset


@transaction.atomic
def word_team(
    *, unit: Unit, colour: str, name: str, task: str, duties: Sequence[str], by: Actor, at: datetime,
    is_left_out: bool = False,
) -> TeamWording:  # fmt: skip
    """定本县的队伍样子: teams founded from now on begin with these words; those that stand keep theirs."""
    by.must_at(EDIT, unit.path)
    if unit.parent_id is not None:
        raise Unfit(_("队伍的样子由县里统一定。"))
    chosen = Colour(colour)
    if chosen not in SEVEN:
        raise Unfit(_("请选七种颜色中的一种。"), "colour")
    if not name.strip() or not task.strip():
        raise Unfit(_("请写名称和任务。"), "task" if name.strip() else "name")
    wording, _new = TeamWording.objects.update_or_create(
        unit=unit, colour=chosen,
        defaults={"unit_path": unit.path, "name": name.strip(), "task": task.strip(), "duties": _lines(duties),
                  "is_left_out": is_left_out},
    )  # fmt: skip
    book.record(
        "volunteer.worded", of=wording.ref, unit_path=unit.path, by=by, at=at, colour=chosen.label, name=wording.name
    )
    return wording


@transaction.atomic
def found_team(
    *, unit: Unit, colour: str, name: str, task: str, duties: Sequence[str], by: Actor, at: datetime, phone: str = "",
    takes_web: bool = False,
) -> Team:  # fmt: skip
    """组建志愿服务队 of a unit; of each of the seven colours a unit has one."""
    by.must_at(EDIT, unit.path)
    chosen = Colour(colour)
    if chosen != Colour.OTHER and Team.objects.standing().filter(unit=unit, colour=chosen).exists():
        raise Unfit(_("本单位已经有这种颜色的队。"), "colour")
    return _found(unit, chosen, Preset(name.strip(), task.strip(), tuple(_lines(duties))), phone, takes_web, by, at)


@transaction.atomic
def found_seven(*, unit: Unit, by: Actor, at: datetime, phone: str = "") -> list[Team]:
    """建齐七色队: those of the county's seven that the unit does not have yet (M260–M266)."""
    by.must_at(EDIT, unit.path)
    held = set(Team.objects.standing().filter(unit=unit).values_list("colour", flat=True))
    missing = [(colour, preset) for colour, preset in presets().items() if colour not in held]
    if not missing:
        raise Unfit(_("七色队已经建齐。"))
    return [_found(unit, colour, preset, phone, False, by, at) for colour, preset in missing]


def _found(
    unit: Unit, colour: Colour, preset: Preset, phone: str, takes_web: bool, by: Actor, at: datetime
) -> Team:  # fmt: skip
    name, task = str(preset.name), str(preset.task)
    if not name or not task:
        raise Unfit(_("请写名称和任务。"), "task" if name else "name")
    clearance.demand({"name": name, "task": task, "duties": [str(one) for one in preset.duties]}, own=(phone,))
    team = Team.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, colour=colour, name=name, task=task,
        duties=[str(one) for one in preset.duties], phone=phone.strip(), takes_web=takes_web, founded_on=localdate(at),
    )  # fmt: skip
    book.record("volunteer.founded", of=team.ref, unit_path=unit.path, by=by, at=at, name=team.name)
    return team


@transaction.atomic
def change_team(
    *, team: Team, name: str, task: str, duties: Sequence[str], by: Actor, at: datetime, phone: str = "",
    takes_web: bool = False,
) -> Team:  # fmt: skip
    """修改志愿服务队: its words, its telephone, whether one may sign up on the web."""
    team = standing(team)
    by.must(EDIT, team)
    if not name.strip() or not task.strip():
        raise Unfit(_("请写名称和任务。"), "task" if name.strip() else "name")
    clearance.demand({"name": name, "task": task, "duties": duties}, own=(phone,))
    team.name, team.task, team.duties = name.strip(), task.strip(), _lines(duties)
    team.phone, team.takes_web = phone.strip(), takes_web
    team.save()
    book.record("volunteer.changed", of=team.ref, unit_path=team.unit_path, by=by, at=at, name=team.name)
    return team


@transaction.atomic
def end_team(*, team: Team, reason: str, by: Actor, at: datetime) -> Team:
    """撤销志愿服务队: its members leave with it, their telephones go; what they did stays counted."""
    team, today = standing(team), localdate(at)
    by.must(EDIT, team)
    if not reason.strip():
        raise Unfit(_("请写撤销的理由。"), "reason")
    if Shift.objects.coming(today).filter(team=team).exists():
        raise Unfit(_("还有安排好的班次，请先办完或不办。"))
    team.members.standing().update(until=today, phone="")
    team.ended_on, team.ended_why, team.takes_web = today, reason.strip()[:200], False
    team.save(update_fields=["ended_on", "ended_why", "takes_web"])
    book.record(
        "volunteer.ended", of=team.ref, unit_path=team.unit_path, by=by, at=at, private={"reason": team.ended_why}
    )
    return team


def standing(team: Team) -> Team:
    """The team, locked; refused where it has ended."""
    team = Team.objects.select_for_update(of=("self",)).select_related("unit").get(pk=team.pk)
    if team.ended_on is not None:
        raise Unfit(_("这支队已经撤销。"))
    return team


def _lines(duties: Sequence[str]) -> list[str]:
    return [line.strip()[:120] for line in duties if line.strip()][:12]
