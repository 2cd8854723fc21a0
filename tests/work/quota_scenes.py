"""走访任务的场景: sets in force, links and visits of the town, made by commands."""

from datetime import date, timedelta
from typing import Any

from lianxin.work.pairings import commands as pairings
from lianxin.work.quotas import commands
from lianxin.work.quotas.clauses import Clause
from lianxin.work.quotas.models import QuotaSet
from lianxin.work.quotas.presets import PRESETS
from tests.conftest import NOON
from tests.work.household_scenes import household_made
from tests.work.visit_scenes import visit_made

YEAR = date(2026, 1, 1)
MONTHLY = Clause("每月下村 3 天", "field_days", "days", "month", 3)


def drafted(town: Any, *clauses: Clause, **changes: Any) -> QuotaSet:
    """起草 for the whole county, asked of 乡镇经办员."""
    fields = {"unit": town.county, "title": "下村要求", "roles": ["township_clerk"], "by": town.clerk, "at": NOON}
    return commands.draft_set(clauses=clauses or (MONTHLY,), **{**fields, **changes})


def in_force(town: Any, *clauses: Clause, since: date = YEAR, **changes: Any) -> QuotaSet:
    """审定, from the beginning of the year."""
    return commands.approve_set(quota_set=drafted(town, *clauses, **changes), valid_from=since, by=town.clerk, at=NOON)


def of_preset(town: Any, code: str, *named: str, since: date = YEAR, from_day: date = YEAR, **changes: Any) -> QuotaSet:
    """A sample in force, with people of the cast named."""
    preset = PRESETS[code]
    fields = {"title": preset.title, "subject": preset.subject, "roles": preset.roles, "unit_kinds": preset.unit_kinds}
    draft = drafted(town, *preset.clauses, **{**fields, **changes})
    for who in named:
        commands.name_member(quota_set=draft, person=town.people[who], since=from_day, by=town.clerk, at=NOON)
    return commands.approve_set(quota_set=draft, valid_from=since, by=town.clerk, at=NOON)


def terms_set(town: Any) -> None:
    """The school year in which the stories play."""
    for number, first, last in ((1, date(2026, 9, 1), date(2027, 1, 22)), (2, date(2027, 2, 22), date(2027, 7, 9))):
        commands.set_term(year="2026—2027学年", number=number, first=first, last=last, by=town.clerk, at=NOON)


def went(town: Any, on: date, until: date | None = None, **changes: Any) -> Any:
    """李青 in 石桥村, by the day."""
    return visit_made(town, on=on, until=until, **changes)


def linked(town: Any, who: str, kind: str, since: date = YEAR, **changes: Any) -> Any:
    """联系, arranged by the county."""
    fields = {"kind": kind, "person": town.people[who], "since": since, "by": town.clerk, "at": NOON}
    return pairings.pair(**{**fields, **changes})


def doors(town: Any, many: int, unit: Any = None) -> list[Any]:
    """So many households of 石桥村."""
    return [household_made(town, unit=unit or town.shiqiao, door=f"{n}号") for n in range(21, 21 + many)]


def before(days: int) -> date:
    """So many days before the day of the stories."""
    return NOON.date() - timedelta(days=days)
