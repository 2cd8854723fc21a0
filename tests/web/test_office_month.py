"""群工办的一个月: what an invented county's office does from the theme to the monthly sheet, re-enacted in one story.

Theme, three work days of which one is moved off a holiday, two leaves with substitutes, cards for 28 leaders, a drawn
inspection of six townships, a reply that changes a finding, the circular, two newsletters, and the sheet whose six
kinds stay apart. LIANXIN_MONTH=full plays the sheet at full size, otherwise fewer of each kind.
"""

import os
import re
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from lianxin.base.clocks import commands as clocks
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM, Actor
from lianxin.base.orgs.queries import actor_for
from lianxin.reports.returns import commands as returns
from lianxin.reports.returns import queries as sheets
from lianxin.reports.returns.models import MonthReturn
from lianxin.work.circulars import commands as circulars
from lianxin.work.circulars.commands import Problem
from lianxin.work.circulars.models import Circular, Finding
from lianxin.work.concerns import bulk
from lianxin.work.concerns.bulk import Deed, Story
from lianxin.work.dispatches.models import Dispatch
from lianxin.work.inspections import commands as inspections
from lianxin.work.inspections import queries as inspected
from lianxin.work.inspections.models import InspectionPlan
from lianxin.work.newsletters import commands as newsletters
from lianxin.work.reception.models import ReceptionSession
from lianxin.work.visits import commands as visits
from lianxin.work.visits.commands import FoundMatter
from lianxin.work.windows import commands as windows
from lianxin.work.workdays import commands as workdays
from lianxin.work.workdays import queries as days
from tests.conftest import START
from tests.reports.return_scenes import entered, form_made, opened
from tests.web.world import read
from tests.work.conftest import ASKER, LIMIT, lamp_topic
from tests.work.inspection_scenes import more_units
from tests.work.reception import entered as received
from tests.work.reception import planned
from tests.work.workday_scenes import leave_asked, on, stations_opened, theme_made

#: of the sheet: 联合接访, 总站, 工作站, 领导下基层, 群众工作室; 4910 of the approvals is told by another system
FULL = SimpleNamespace(reception=64, main=247, station=940, leader=104, workroom=290)
FEW = SimpleNamespace(reception=2, main=3, station=5, leader=4, workroom=2)
OF = FULL if os.environ.get("LIANXIN_MONTH") == "full" else FEW
LEADERS, DRAWN = 28, 6
#: matters found on one visit
AT_ONCE = 4
STEPPED = Problem("handling", "有两件诉求过了期限没有答复。")
OLD_NUMBER = Problem("notice", "公示牌上的值班电话是旧号码。")


@pytest.fixture
def enter(client, town, monkeypatch):
    """`enter("clerk", on(5))` logs that person in at that moment and returns the client."""

    def as_(name: str, at: datetime):
        monkeypatch.setattr("django.utils.timezone.now", lambda: at + timedelta(minutes=5))
        cache.clear()
        client.force_login(town.people[name])
        return client

    return as_


def solved_in_bulk(town: Any) -> None:
    """诉求 that the main station of 清水镇, and the station of 石桥村, handled and closed as solved."""
    at = [on(4) + timedelta(minutes=n) for n in range(5)]

    def story(to: Any, by: Actor) -> Story:
        text = {
            "text": "路灯坏了，晚上看不见路。",
            "kind": "help",
            "channel": "counter",
            "unit": town.shiqiao,
            "asker": ASKER,
        }
        return Story((
            Deed("register", at[0], town.clerk, text),
            Deed("classify", at[1], town.clerk, {"topic": lamp_topic(), "kind": "help", "handling": "time_limit", **LIMIT}),
            Deed("assign", at[2], town.clerk, {"to": to}),
            Deed("acknowledge", at[3], by),
            Deed("reply", at[3], by, {"text": "已换新灯。"}),
            Deed("close", at[4], town.clerk, {"outcome": "solved"}),
        ))  # fmt: skip

    mains = (story(town.qingshui, town.officer) for _each in range(OF.main))
    bulk.load([*mains, *(story(town.shiqiao, town.head) for _each in range(OF.station))])


def leaders_went_down(town: Any, at: datetime) -> None:
    """走访 of a leader; what he found there was solved on the spot."""
    left = OF.leader
    while left:
        some = [
            FoundMatter(f"三组第{left - n}户门前的水管漏水。", answer="当场请人接好了。")
            for n in range(min(left, AT_ONCE))
        ]
        given = {"kind": "random", "unit": town.building, "on": at.date(), "findings": some}
        visits.record_visit(**given, by=town.county_leader, at=at)
        left -= len(some)


def work_rooms_opened(town: Any, at: datetime) -> None:
    """群众工作室."""
    for n in range(OF.workroom):
        given = {"unit": town.qingshui, "host": "工会", "opened_on": at.date(), "contact": "0000-1234567"}
        windows.open_work_room(name=f"第{n + 1}群众工作室", **given, by=town.officer, at=at)


def officer_of(unit: Any, at: datetime) -> Actor:
    """Somebody who answers for a township that has nobody yet."""
    person = orgs.create_person(username=f"jbr{unit.pk}", name="程经办", password="Lianxin-2026", by=SYSTEM, at=at)
    return actor_for(
        orgs.post(person=person, unit=unit, role="township_clerk", valid_from=date(2026, 1, 1), by=SYSTEM, at=at)
    )


def a_newsletter(town: Any, title: str, items: list[tuple[str, str, str]], at: datetime) -> Any:
    """群工动态 edited by the clerk and signed by the leader."""
    issue = newsletters.begin(unit=town.county, title=title, by=town.clerk, at=at)
    for section, head, text in items:
        given = {"section": section, "title": head, "text": text, "may_be_public": True}
        newsletters.add_item(newsletter=issue, **given, by=town.clerk, at=at)
    issue = newsletters.submit(newsletter=issue, by=town.clerk, at=at)
    return newsletters.issue(newsletter=issue, by=town.county_leader, at=at)


class TestTheOfficesMonth:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M224")
    @pytest.mark.mechanism("M225")
    @pytest.mark.mechanism("M230")
    @pytest.mark.drawn
    def test_goes_from_the_theme_to_the_monthly_sheet_with_its_kinds_apart(self, town, enter):
        held = self.begun(town)
        self.leaves(town, held, enter)
        plan = self.inspected(town, enter)
        circular = self.named(town, plan, enter)
        issues = [
            a_newsletter(town, "冬季走访进展", [("news", "走访过半", "各站按主题走访，重点看取暖和用电。")], on(12)),
            a_newsletter(
                town, "督查看到的好做法", [("inspection", "老花镜上了窗口", "一个总站在窗口备了老花镜。")], on(20)
            ),
        ]
        numbers = sorted(Dispatch.objects.values_list("number", flat=True))
        assert len(set(numbers)) == 4 and circular.number in numbers
        assert [one.dispatch.serial for one in issues] == [1, 2]
        self.reported(town, enter)

    def begun(self, town: Any) -> Any:
        """Theme and work days: the 15th is a Sunday, the 25th a holiday of the county's own."""
        more_units_at = START + timedelta(hours=1)
        held = stations_opened(town)
        form_made(town)
        theme = workdays.decide_theme(theme=theme_made(town), by=town.clerk, at=START)
        workdays.send_theme(theme=theme, by=town.clerk, at=START)
        clocks.set_local_day(
            day=date(2026, 11, 25),
            is_workday=False,
            name="建县纪念日",
            source="县政府通知",
            by=town.clerk,
            at=more_units_at,
        )
        found = days.days(town.county, date(2026, 11, 1), date(2026, 11, 30))
        assert [(one.planned_on.day, one.on.day) for one in found] == [(5, 5), (15, 16), (25, 26)]
        assert found[2].moved_why and {one.theme.title for one in found} == {"冬季安全走访"}
        return held

    def leaves(self, town: Any, held: Any, enter: Any) -> None:
        """Two leaves with who stands in, verified, approved, told above in one letter."""
        first = leave_asked(town, held, at=on(2))
        second = leave_asked(town, held, member=held.head, since=date(2026, 11, 16), until=date(2026, 11, 16), at=on(2))
        held_on = [workdays.verify_absence(absence=one, by=town.officer, at=on(2)) for one in (first, second)]
        for one in held_on:
            workdays.approve_absence(absence=one, by=town.clerk, at=on(2, hour=11))
        client = enter("clerk", on(2, hour=11))
        typed = {"first": "2026-11-01", "last": "2026-11-30", "addressee": "市群众工作办公室"}
        letter = read(client, client.post(reverse("workdays:new_letter"), typed).url)
        assert letter.count("石三姐") == 2 and "石小桥" in letter and "石大山" in letter

    def inspected(self, town: Any, enter: Any) -> InspectionPlan:
        """Cards for 28 leaders; six of eight townships drawn for the 5th, each inspected that day."""
        planned(town)
        more_units(town, 6, 0)
        towns = list(town.county.children.filter(kind="township").order_by("path"))
        assert len(towns) == DRAWN + 2
        given: dict[str, Any] = {"since": date(2026, 11, 2), "by": town.clerk, "at": on(3, hour=13)}
        for n in range(LEADERS):
            inspections.assign(
                unit=towns[n % len(towns)], kind="leader", name=f"领导{n + 1:02d}", post="县领导", **given
            )
        plan = inspections.draft(
            unit=town.county, title="十一月五日工作日督查", basis="年度督查计划", purpose="看在岗和开展工作情况", mode="unannounced",
            target_kinds=["township"], starts_on=date(2026, 11, 3), ends_on=date(2026, 11, 30), look_at=["公示牌", "诉求台账"],
            by=town.inspector, at=on(3, hour=13),
        )  # fmt: skip
        plan = inspections.approve(
            plan=plan, approval_number="定督批〔2026〕5号", by=town.county_leader, at=on(3, hour=13)
        )
        drawn = inspections.draw(plan=plan, on=date(2026, 11, 5), size=DRAWN, by=town.inspector, at=on(3, hour=13))
        assert len(drawn.drawn) == DRAWN and inspected.is_the_same(drawn)
        sheets_of = read(enter("clerk", on(3, hour=13)), reverse("inspections:print_cards"), on="2026-11-05")
        assert len(set(re.findall(r"领导\d\d", sheets_of))) == LEADERS and "冬季安全走访" in sheets_of
        solved_in_bulk(town)
        self.also_on_the_fourth(town)
        self.checked(town, plan, enter)
        return plan

    def also_on_the_fourth(self, town: Any) -> None:
        """What the sheet counts beside what the stations solved."""
        session = self.sessions(town).get()
        for n in range(OF.reception):
            received(town, session, opinion=f"第{n + 1}位来访，当场说明。", at=on(4, hour=15))
        leaders_went_down(town, on(4, hour=16))
        work_rooms_opened(town, on(4, hour=17))

    def sessions(self, town: Any) -> Any:
        found = ReceptionSession.objects.filter(unit=town.school, on=date(2026, 11, 4))
        return found.select_related("unit", "receiver", "rule")

    def checked(self, town: Any, plan: InspectionPlan, enter: Any) -> None:
        """Six records; the first by page, the others by command; and the county leader's own visit."""
        first, *others = inspected.targets(plan)
        client = enter("inspector", on(5))
        typed = {
            "on": "2026-11-05", "mode": "unannounced", "went": "督查一组", "on_duty": "replaced", "good": "窗口备了老花镜。",
            "kind_1": STEPPED.kind, "text_1": STEPPED.text, "asks": "on",
        }  # fmt: skip
        assert client.post(reverse("circulars:record", args=[first.pk]), typed).status_code == 302
        for target in others:
            circulars.record(
                target=target, on=date(2026, 11, 5), mode="unannounced", went="督查二组", on_duty="agrees", work_seen="看了日志。",
                problems=[OLD_NUMBER], by=town.inspector, at=on(5, hour=11),
            )  # fmt: skip
        circulars.record_leader(
            unit=town.qingshui, leader="高远", leader_post="main", on=date(2026, 11, 5), work_seen="问了两位来办事的群众。",
            by=town.clerk, at=on(5, hour=12),
        )  # fmt: skip

    def named(self, town: Any, plan: InspectionPlan, enter: Any) -> Circular:
        """One unit explains and its finding is changed; the others agree or say nothing; then the circular."""
        slow, *others = Finding.objects.order_by("pk")
        at = on(6)
        slow = circulars.reply(
            finding=slow, kind="explains", text="其中一件已经批准延期", by=officer_of(slow.unit, at), at=at
        )
        circulars.decide(
            finding=slow,
            outcome="change",
            text="有一件诉求过了期限没有答复。",
            reason="延期批复属实",
            by=town.inspector,
            at=at,
        )
        client = enter("inspector", at)
        here = client.post(
            reverse("circulars:new"), {"first": "2026-11-01", "last": "2026-11-06", "plan": str(plan.pk)}
        ).url
        assert client.post(f"{here}do/send/").status_code == 302
        early = enter("county_leader", at).post(f"{here}do/issue/", {"number": ""}).content.decode()
        assert "还没有说明，现在不能印发" in early
        for one in others:  # the 10th is the last day; silence is upheld on the 11th
            circulars.decide(finding=one, outcome="uphold", by=town.inspector, at=on(11))
        assert enter("county_leader", on(11)).post(f"{here}do/issue/", {"number": ""}).status_code == 302
        circular = Circular.objects.get()
        assert circular.figures == {
            "units": 6,
            "checks": 6,
            "findings": 6,
            "named": 6,
            "replied": 1,
            "changed": 1,
            "withdrawn": 0,
            "corrected": 0,
        }
        assert "其中一件已经批准延期" in circular.text and STEPPED.text not in circular.text
        assert circular.text.count("该单位在期限内没有说明") == 5 and "窗口备了老花镜" in circular.text
        return circular

    def reported(self, town: Any, enter: Any) -> None:
        """The sheet: one kind from elsewhere with its evidence, five counted, none added to another; filed and reported."""
        month = opened(town, at=on(30))
        entered(town, month, at=on(30))
        month = returns.collect(month=month, by=town.clerk, at=on(1, 12))
        month = returns.review(month=month, by=town.clerk, at=on(1, 12))
        month = returns.count(month=month, by=town.clerk, at=on(1, 12))
        month = returns.file(month=month, by=town.county_leader, at=on(2, 12))
        returns.report(month=month, to="市群众工作办公室", by=town.clerk, at=on(3, 12))
        rows = {row.line.kind: row.total_text for row in sheets.sheet(month, town.clerk, date(2026, 12, 3))}
        assert rows == {
            "approvals": "4910", "reception": str(OF.reception), "main": str(OF.main), "station": str(OF.station),
            "leader": str(OF.leader), "workroom": str(OF.workroom),
        }  # fmt: skip
        month = MonthReturn.objects.get()
        assert (month.stage, month.overlaps) == ("reported", [])
        page = read(enter("clerk", on(3, 12)), reverse("returns:month", args=[month.code]))
        assert "政务服务系统11月月报" in page and "外部数字" in page
        told = str(4910 + sum(vars(OF).values()))
        assert told not in page  # no line adds one kind to another
