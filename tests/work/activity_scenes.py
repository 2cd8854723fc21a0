"""活动和志愿服务队: brought about by commands alone."""

from datetime import date, time
from typing import Any

from lianxin.work.activities import commands as activities
from lianxin.work.activities.models import Account, Activity
from lianxin.work.volunteers import commands as volunteers
from lianxin.work.volunteers.models import Member, Shift, Team
from lianxin.work.volunteers.terms import SEVEN, Colour
from tests.conftest import NOON

TODAY = date(2026, 11, 3)
MONDAY = date(2026, 11, 2)


def team_made(town: Any, colour: str = "red", **changes: Any) -> Team:
    """One of the seven in 石桥村, founded by its worker."""
    preset = SEVEN[Colour(colour)]
    fields = {
        "unit": town.shiqiao, "colour": colour, "name": str(preset.name), "task": str(preset.task),
        "duties": [str(one) for one in preset.duties], "phone": "0000-7001001", "takes_web": True, "by": town.worker, "at": NOON,
    }  # fmt: skip
    return volunteers.found_team(**{**fields, **changes})


def member_made(town: Any, team: Team, **changes: Any) -> Member:
    """田小秋, a student of the university, who can look after children and repair lamps."""
    fields = {
        "team": team, "name": "田小秋", "phone": "13900000021", "source": "university", "source_name": "定安学院",
        "skills": ["care", "repairs"], "consent_how": "当面同意", "since": date(2026, 10, 1), "by": town.worker, "at": NOON,
    }  # fmt: skip
    return volunteers.join_team(**{**fields, **changes})


def shift_made(town: Any, team: Team, **changes: Any) -> Shift:
    """Yesterday from nine to half past eleven."""
    fields = {
        "team": team, "title": "上门打扫", "on": MONDAY, "from_time": time(9), "to_time": time(11, 30), "place": "三组",
        "by": town.worker, "at": NOON,
    }  # fmt: skip
    return volunteers.arrange_shift(**{**fields, **changes})


def planned(town: Any, **changes: Any) -> Activity:
    """A day of publicity at the fair of 清水镇, yesterday, still to be said how it went."""
    fields = {
        "unit": town.qingshui, "kind": "publicity", "title": "集市法治宣传", "on": MONDAY, "place": "清水集", "contact": "李青",
        "contact_phone": "0000-7001000", "plan": "摆一个点，发年历。", "by": town.officer, "at": NOON,
    }  # fmt: skip
    return activities.plan(**{**fields, **changes})


def held(town: Any, **changes: Any) -> Activity:
    """The same, held."""
    given = {key: changes.pop(key) for key in ("cost_yuan", "summary") if key in changes}
    activity = planned(town, **changes)
    return activities.hold(activity=activity, by=changes.get("by", town.officer), at=NOON, **given)


def account_made(town: Any, **changes: Any) -> Account:
    """The account for pupils of 清水镇."""
    fields = {
        "unit": town.qingshui,
        "title": "清水镇助学专账",
        "purpose": "资助困难学生上学",
        "by": town.officer,
        "at": NOON,
    }
    return activities.open_account(**{**fields, **changes})
