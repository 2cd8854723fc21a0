"""走访任务的演示: what is asked of whom since the beginning of the year, people named, the school calendar, a draft, a check."""

from datetime import date, datetime
from random import Random

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Posting
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.work.quotas import commands
from lianxin.work.quotas.models import QuotaSet
from lianxin.work.quotas.presets import PRESETS

BASIS = "干部联系群众工作制度（演示）"
IN_FORCE = ("leaders", "section_heads", "committee", "staff", "station_heads", "members", "school_checks")
#: whom the roles of the system do not say
ROLES = {"leaders": ("department_head",), "section_heads": ("department_clerk",), "staff": ("liaison_officer",)}
NAMED = {"committee": ("township_leader", "township_clerk"), "members": ("school_clerk", "school_head")}
KINDS = {"leaders": ("department",), "section_heads": ("department",)}


def fill(county: County, until: datetime, random: Random) -> None:
    """Rules first: what people have done is counted from what the other rooms record."""
    clerk = county.who(county.top, "county_clerk")
    today = localdate(until)
    _calendar(today, clerk, until)
    for code in IN_FORCE:
        _set(county, code, date(today.year, 1, 1), clerk, until)
    preset = PRESETS["rounds"]
    commands.draft_set(
        unit=county.top, title=preset.title, basis=BASIS, roles=preset.roles, clauses=preset.clauses, by=clerk, at=until
    )
    for school in county.schools[1:3]:
        commands.record_check(
            unit=school, on=today, looked_at="走访记录和联系名单", by=county.who(school, "school_head"), at=until,
            found="名单齐全，走访有记录；个别家访间隔偏长，已提醒本人。",
        )  # fmt: skip


def _calendar(today: date, clerk: Actor, at: datetime) -> None:
    """Two school years, the running one among them."""
    start = today.year if today.month >= 9 else today.year - 1
    for year in (start - 1, start):
        name = f"{year}—{year + 1}学年"
        for number, first, last in (
            (1, date(year, 9, 1), date(year + 1, 1, 20)),
            (2, date(year + 1, 2, 20), date(year + 1, 8, 31)),
        ):
            commands.set_term(year=name, number=number, first=first, last=last, by=clerk, at=at)


def _set(county: County, code: str, since: date, clerk: Actor, at: datetime) -> QuotaSet:
    preset = PRESETS[code]
    draft = commands.draft_set(
        unit=county.top, title=preset.title, basis=BASIS, subject=preset.subject, roles=ROLES.get(code, preset.roles),
        unit_kinds=KINDS.get(code, preset.unit_kinds), clauses=preset.clauses, by=clerk, at=at,
    )  # fmt: skip
    places = [*county.townships[:2], county.schools[0]]
    posts = Posting.objects.filter(unit__in=places, role__in=NAMED.get(code, ())).select_related("person")
    for posting in posts.order_by("pk"):
        commands.name_member(quota_set=draft, person=posting.person, since=posting.valid_from, by=clerk, at=at)
    return commands.approve_set(quota_set=draft, valid_from=since, by=clerk, at=at)
