"""报送要求的演示数据: one from above answered from the records, one of a bureau with two items typed, a draft with a conflict."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Unit
from lianxin.project.demo.county import County
from lianxin.pure.periods import Period
from lianxin.reports.asking import commands, queries
from lianxin.reports.asking.commands import Typed
from lianxin.reports.asking.models import ReportingRequest
from lianxin.reports.asking.terms import Decision

FROM_ABOVE = ("办结诉求", "按时办结率", "走访户次", "召开会议")


def fill(county: County, until: datetime, random: Random) -> None:
    """三份报送要求, by commands."""
    _from_above(county, until)
    _of_the_bureau(county, until, random)
    _draft(county, until)


def _given(until: datetime, period: Period, days: int) -> dict[str, Any]:
    return {"frequency": "once", "period": period.code, "due_on": localdate(until) + timedelta(days=days), "at": until}


def _from_above(county: County, until: datetime) -> None:
    """Every item is held: nobody below is asked for anything."""
    clerk, last = county.who(county.top, "county_clerk"), Period.containing(localdate(until)).previous()
    request = commands.draft(
        unit=county.top, outside="市群众工作局", title="群众工作主要数据", basis="市群工局关于报送月度数据的通知", units=[],
        purpose="全市情况汇总", by=clerk, **_given(until, last, 14),
    )  # fmt: skip
    for words in FROM_ABOVE:
        field = commands.add_field(asking=request, words=words, by=clerk, at=until)
        same = next(one for one in queries.held(words) if one.is_exact)
        commands.decide(field=field, decision=Decision.RECORDS, held=same.key, by=clerk, at=until)
    _sent(county, request, clerk, until)


def _of_the_bureau(county: County, until: datetime, random: Random) -> None:
    """Two items that no record holds, one that is held; a township has answered, a village has begun."""
    bureau, town = county.departments["县住建局"], county.townships[0]
    village = county.villages[town.path][0]
    clerk, this = county.who(bureau, "department_clerk"), Period.containing(localdate(until))
    request = commands.draft(
        unit=bureau, title="农村自建房安全情况", basis="县政办〔2026〕18号", purpose="安排危房改造补助资金", by=clerk,
        units=[*county.townships[:6], village], villages_why="试点村的底册在村里，镇里没有", **_given(until, this, 10),
    )  # fmt: skip
    kept = [commands.add_field(asking=request, words=words, measure=measure, minutes=minutes, by=clerk, at=until)
            for words, measure, minutes in (("经营性自建房栋数", "栋", 20), ("已封停自建房栋数", "栋", 10))]  # fmt: skip
    held = commands.add_field(asking=request, words="收到诉求", by=clerk, at=until)
    commands.decide(field=held, decision=Decision.RECORDS, held="indicator:concern.received", by=clerk, at=until)
    request = _sent(county, request, clerk, until)

    def answer(unit: Unit, role: str, many: int, finish: bool) -> None:
        answers = {field.pk: Typed(str(random.randrange(3, 40))) for field in kept[:many]}
        sheet = request.sheets.get(unit=unit)
        commands.save_answers(sheet=sheet, answers=answers, finish=finish, by=county.who(unit, role), at=until)

    answer(town, "township_clerk", 2, True)
    answer(village, "station_worker", 1, False)


def _draft(county: County, until: datetime) -> None:
    """Wants to have typed what is counted already, and what the bureau asks in the same month."""
    clerk, this = county.who(county.top, "county_clerk"), Period.containing(localdate(until))
    request = commands.draft(
        unit=county.top, title="年底民生情况摸排", basis="县委办公室会议纪要第12期", purpose="起草年终总结", by=clerk,
        units=county.townships[:3], **_given(until, this, 12),
    )  # fmt: skip
    for words in ("办结诉求数", "诉求按时办结率情况表", "经营性自建房栋数", "冬季取暖补贴户数"):
        commands.add_field(asking=request, words=words, by=clerk, at=until)


def _sent(county: County, request: ReportingRequest, clerk: Any, until: datetime) -> ReportingRequest:
    leader = county.who(county.top, "county_leader")
    commands.examine(asking=request, by=clerk, at=until)
    commands.approve(asking=request, reason="同意，只此一次", by=leader, at=until)
    return commands.ask(asking=request, by=clerk, at=until)
