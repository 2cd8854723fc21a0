"""调查报告 of a visiting campaign (M295): 主要做法, 工作成效, 存在的问题, 下一步打算, from its visits and what was found on them.

A unit that runs the drive tells of all of it; a unit that takes part tells of the visits to its places and by its people.
No resident is named; what was found is told of by its title, and only what this reader may see.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting import Choice, Composer, composer
from lianxin.base.indicators import Bound, kept
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within, within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Binding, Figure, Heading, Item, Paper, Para, official_date, runs
from lianxin.pure.periods import Period
from lianxin.work.concerns.queries import shown
from lianxin.work.drives import queries as drives
from lianxin.work.drives.models import Drive
from lianxin.work.drives.terms import VIEW, DriveStatus
from lianxin.work.visits.models import FindingQuerySet, Leaflet, Stay, VisitQuerySet
from lianxin.work.visits.queries.drives import found_under, reached, solved, visits_of

PREFIX, MOST, NAMED = "drive.", 60, 5
WORDS = {
    "visits": "走访", "groups": "走到的村民小组", "households": "走访户数", "needy": "走访困难户", "nights": "住村夜数",
    "leaflets": "发放宣传资料", "found": "走访发现的问题", "solved": "已解决的问题", "open": "还没有解决的问题",
}  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """一次活动 as one unit tells of it: its visits, what was found, its numbers by the codes of `WORDS`."""

    drive: Drive
    unit: Unit
    by: Actor
    visits: VisitQuerySet
    findings: FindingQuerySet
    numbers: dict[str, int]
    left: tuple[str, ...]

    def figure(self, code: str) -> Figure:
        """A number, bound to the drive and the unit that tells of it."""
        days = f"{self.drive.starts_on.isoformat()}~{self.drive.ends_on.isoformat()}"
        number = str(self.numbers[code])
        return Figure(
            number, Binding(f"{PREFIX}{code}", "1", f"{self.drive.ref}@{self.unit.pk}", days, number), WORDS[code]
        )


def seen(drive: Drive, unit: Unit, by: Actor) -> Seen:
    """The drive's records as this unit tells of them to this reader."""
    visits, findings = visits_of(drive), found_under(drive, by)
    if not is_within(drive.unit_path, unit.path):
        ours = Q(within("unit_path", unit.path)) | Q(within("home_path", unit.path))
        visits = visits.filter(ours)
        findings = findings.filter(visit__in=visits.order_by().values("pk"))
    rows = reached(visits)
    done, been = solved(findings).count(), {(row.unit_id, row.group) for row in rows if row.group}
    areas = [one for one in drive.areas.select_related("unit") if is_within(one.unit_path, unit.path)]
    left = [f"{one.unit.name}{group}" for one in areas for group in one.groups if (one.unit_id, group) not in been]
    number = {
        "visits": sum(row.visits for row in rows), "groups": len(been), "found": findings.count(), "solved": done,
        "households": sum(row.households for row in rows), "needy": sum(row.needy for row in rows),
        "nights": Stay.objects.standing().filter(visit__in=visits).aggregate(n=Sum("nights"))["n"] or 0,
        "leaflets": Leaflet.objects.filter(visit__in=visits).aggregate(n=Sum("quantity"))["n"] or 0,
    }  # fmt: skip
    return Seen(drive, unit, by, visits, findings, {**number, "open": number["found"] - done}, tuple(left))


def compose(*, unit: Unit, period: Period | None, subject: str, by: Actor, dated: date) -> Paper:
    """调查报告. Raises LookupError for a drive that this reader may not see."""
    by.must_at(VIEW, unit.path)
    drive = drives.seen(by).filter(code=subject.removeprefix("drive:")).exclude(status=DriveStatus.CALLED_OFF).first()
    if drive is None or drive.starts_on > dated:
        raise LookupError("没有这项走访活动，或者还没有开始。")
    told = seen(drive, unit, by)
    body: list[Item] = [Para(runs(_opening(told, dated)))]
    for head, items in (
        ("主要做法", _practice(told)), ("工作成效", _effect(told)), ("存在的问题", _problems(told)), ("下一步打算", _next(told, dated)),
    ):  # fmt: skip
        body += [Heading(1, runs(head)), *items]
    return Paper(f"{unit.name}\n{drive.title}调查报告", tuple(body), signature=unit.name, dated=dated)


def subjects(unit: Unit, by: Actor, today: date) -> Sequence[Choice]:
    """走访活动 that have begun: those of the unit itself, of the units above it, and those that go to its places."""
    found = drives.seen(by).filter(starts_on__lte=today).exclude(status=DriveStatus.CALLED_OFF)[:MOST]
    ours = [one for one in found if is_within(unit.path, one.unit_path) or is_within(one.unit_path, unit.path)]
    return [Choice(one.ref, f"{one.title}（{official_date(one.starts_on)}起）") for one in ours]


def _opening(told: Seen, dated: date) -> str:
    drive = told.drive
    does = "组织开展" if is_within(drive.unit_path, told.unit.path) else "参加"
    until = "" if dated > drive.ends_on else f"活动还没有结束，数字统计到{official_date(dated)}。"
    return (
        f"根据{drive.basis.rstrip('。')}，{told.unit.name}{does}“{drive.title}”走访活动，"
        f"时间为{official_date(drive.starts_on)}至{official_date(drive.ends_on)}。{until}现将走访调查的情况报告如下。"
    )  # fmt: skip


def _practice(told: Seen) -> list[Item]:
    found: list[Item] = [Para(runs(f"活动的目的是：{told.drive.purpose.strip().rstrip('。')}。"))]
    if not told.numbers["visits"]:
        return [*found, Para(runs("活动期间还没有登记走访。"))]
    parts: list[str | Figure] = ["活动期间走访", told.figure("visits"), "次"]
    for code, before, after in (
        ("groups", "，走到村民小组", "个"), ("households", "，走访群众", "户"), ("needy", "，其中困难户", "户"),
    ):  # fmt: skip
        parts += [before, told.figure(code), after] if told.numbers[code] else []
    parts += ["。"]
    for code, before, after in (("nights", "走访人员住村", "夜。"), ("leaflets", "发放宣传资料", "份。")):
        parts += [before, told.figure(code), after] if told.numbers[code] else []
    return [*found, Para(runs(*parts))]


def _effect(told: Seen) -> list[Item]:
    if not told.numbers["found"]:
        return [Para(runs("走访中没有登记发现的问题。"))]
    parts: list[str | Figure] = ["走访中发现并登记问题", told.figure("found"), "件"]
    parts += ["，已经解决", told.figure("solved"), "件。"] if told.numbers["solved"] else ["，目前都还没有解决。"]
    done = _titles(told, solved(told.findings))
    return [Para(runs(*parts)), *([Para(runs(f"已经解决的包括{done}。"))] if done else [])]


def _problems(told: Seen) -> list[Item]:
    """Never empty: what is not solved, where nobody has been, else what was looked at."""
    found: list[Item] = []
    if told.numbers["open"]:
        still = told.findings.exclude(pk__in=solved(told.findings).values("pk"))
        titles = _titles(told, still)
        tail = f"，包括{titles}" if titles else ""
        found.append(Para(runs("走访中发现、到现在还没有解决的问题", told.figure("open"), f"件{tail}。")))
    if told.left:
        more = "等处" if len(told.left) > NAMED else ""
        found.append(Para(runs(f"按活动安排应当走到、还没有人去过的有{'、'.join(told.left[:NAMED])}{more}。")))
    if not told.numbers["found"] and told.numbers["visits"]:
        found.append(Para(runs("走访了群众，却没有登记一件问题，是没有问题还是没有记，需要回头核实。")))
    return found or [Para(runs("对照活动安排和登记的问题逐项核对，应当走到的都走到了，登记的问题都已解决。"))]


def _next(told: Seen, dated: date) -> list[Item]:
    until = official_date(max(told.drive.ends_on, dated) + timedelta(days=30))
    tail = f"完成时限：{until}前。责任单位：{told.unit.name}。"
    lines = []
    if told.numbers["open"]:
        lines.append("对还没有解决的问题逐件说清卡在哪里，能办的限期办，办不了的当面向群众说明。")
    if told.left:
        lines.append("对还没有走到的地方补上走访。")
    if not told.numbers["found"]:
        lines.append("回访走过的群众，把听到的意见和困难逐件登记。")
    return [Para(runs(line + tail)) for line in lines or ["对已经解决的问题进行回访，听群众本人怎么说。"]]


def _titles(told: Seen, findings: FindingQuerySet) -> str:
    """“村口路灯不亮”“水渠漏水”: a few titles as this reader may read them; confidential matters are not told of."""
    rows = (
        findings.filter(concern__is_confidential=False)
        .select_related("concern__requester")
        .order_by("on", "pk")[:NAMED]
    )
    return "".join(dict.fromkeys(f"“{shown(one.concern.title, one.concern, told.by).rstrip('。')}”" for one in rows))


def _find(binding: Binding, by: Actor) -> Bound | None:
    """A number of a drive as the records say it now; None for who may not see the drive or the unit."""
    ref, _at, key = binding.unit.partition("@")
    unit = Unit.objects.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 18 else None
    drive = drives.seen(by).filter(code=ref.removeprefix("drive:")).first()
    code = binding.indicator.removeprefix(PREFIX)
    if unit is None or drive is None or code not in WORDS or not by.may_at(VIEW, unit.path):
        return None
    number = str(seen(drive, unit, by).numbers[code])
    return Bound(binding.indicator, "1", binding.unit, binding.period, number, number)


kept(PREFIX, find=_find, label=lambda code: WORDS.get(code.removeprefix(PREFIX), code))
composer(Composer(
    "investigation", _("调查报告"), compose, VIEW, series="report", subjects=subjects, group=_("情况报告"),
))  # fmt: skip
