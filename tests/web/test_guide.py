"""建县向导: what the records lack is said, why it matters, and where it is done; nothing is ticked off by hand."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from lianxin.base.clocks import queries as clock_queries
from lianxin.base.journal import book
from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.pure.workdays import Calendar
from lianxin.web.office.guide import doors
from lianxin.work.guide import commands, queries, rules
from lianxin.work.guide.found import Step, named
from lianxin.work.guide.staffing import Staff
from lianxin.work.stations import commands as stations
from tests.conftest import NOON, START, Town

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def step(code: str) -> Step:
    return next(one for one in queries.steps(TODAY) if one.code == code)


def lacks(code: str) -> str:
    return " ".join(gap.what for gap in step(code).gaps)


class TestWhatIsMissing:
    """In memory, of a few units and posts: no database."""

    UNITS = (
        Unit(pk=1, name="定安县", kind="county", path="0001"),
        Unit(pk=2, name="清水镇", kind="township", path="00010001", parent_id=1),
        Unit(pk=3, name="石桥村", kind="village", path="000100010001", parent_id=2),
        Unit(pk=4, name="石桥村", kind="village", path="000100010002", parent_id=2),
        Unit(pk=5, name="白沙镇", kind="township", path="00010002", parent_id=1),
        Unit(pk=6, name="县水利局", kind="department", path="00010003", parent_id=1),
    )
    POSTS = (
        (1, "system_admin", 1), (2, "township_leader", 2), (3, "station_head", 3), (3, "station_head", 4),
        (6, "liaison_officer", 5),
    )  # fmt: skip
    PEOPLE = (
        (1, "钱程", None),
        (2, "唐山河", None),
        (3, "石大山", TODAY),
        (4, "石小桥", None),
        (5, "江流", None),
        (6, "闲人", None),
    )

    def test_is_found_unit_by_unit(self) -> None:
        held = Staff(self.UNITS, self.POSTS, self.PEOPLE)

        assert held.childless() == ["白沙镇"] and held.doubled() == ["石桥村"]
        assert held.empty() == ["石桥村", "白沙镇"] and held.two_heads() == ["石桥村"]
        assert held.lacking("concern.register", ("township", "village")) == ["清水镇"]  # its leader only looks on
        assert held.lacking("concern.acknowledge", ("department",)) == ["县水利局"]
        assert held.postless() == ["闲人"] and not held.has_clerk()

    def test_is_named_up_to_five_and_then_counted(self) -> None:
        assert named(["甲", "乙"]) == "甲、乙"
        assert named(list("甲乙丙丁戊己")) == "甲、乙、丙、丁、戊等 6 个"


class TestTheGuide:
    @pytest.mark.thorough
    def test_counts_what_the_records_say(self, town: Town) -> None:
        assert dict(step("units").facts)["乡镇"] == 2 and dict(step("units").facts)["村"] == 3
        assert step("units").is_done
        assert "柳湾村、沙河村" in lacks("people")  # nobody is posted there
        assert "还没有：系统" not in lacks("officers") and "安全保密管理员" in lacks("officers")
        assert "系统管理员只有一位" in lacks("officers")
        assert dict(step("topics").facts)["大类"] == 13 and step("topics").is_done
        assert "还没有责任清单" in lacks("duties")
        assert "石桥村、柳湾村、沙河村" in lacks("pairings")

    def test_asks_for_next_year_s_calendar_from_november_on(self, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
        known = Calendar({}, frozenset({2025, 2026}), {})
        monkeypatch.setattr(clock_queries, "calendar", lambda: known)

        assert [gap.what for gap in rules.clocks(date(2026, 11, 3)).gaps] == ["还没有载入放假通知：2027 年。"]
        assert rules.clocks(date(2026, 10, 31)).is_done
        assert "2027、2028" in rules.clocks(date(2027, 12, 1)).gaps[0].what

    def test_looks_at_stations_their_people_and_next_week_s_duty(self, town: Town) -> None:
        assert "清水镇、石桥村" in lacks("stations")
        stations.open_all(by=town.clerk, at=NOON)
        assert "没有驻站人员的工作站：清水镇" in lacks("stations")
        hut = rules.Station.objects.get(unit=town.shiqiao)
        given: dict[str, Any] = {"station": hut, "by": town.clerk, "at": NOON, "post": "站长", "duty": "head"}
        first = stations.join_station(name="石大山", **given)
        stations.join_station(name="石小桥", **given)

        assert "有两位站长的工作站：石桥村" in lacks("stations")
        assert "下周工作日没有人值班的工作站：石桥村" in lacks("stations")
        stations.set_turns(station=hut, turns={3: [first]}, by=town.clerk, at=NOON)
        assert "值班的工作站" not in lacks("stations") and dict(step("stations").facts)["下周有人值班的站"] == 1

    def test_warns_of_one_approver_once_power_takes_two(self, town: Town) -> None:
        guard = orgs.create_person(username="baomi", name="安守正", password=None, by=SYSTEM, at=START)
        orgs.post(person=guard, unit=town.county, role="security_admin", valid_from=START.date(), by=SYSTEM, at=START)
        assert "能审批权力事项的只有一位" not in lacks("officers")  # a county leader may decide as well

        orgs.end_posting(posting=town.postings["county_leader"], valid_to=START.date(), by=SYSTEM, at=NOON)
        assert "能审批权力事项的只有一位" in lacks("officers")


class TestAStep:
    def test_is_put_aside_and_taken_up_again_with_a_line_each(self, town: Town) -> None:
        commands.put_aside(step="pairings", by=town.admin, at=NOON)

        assert not step("pairings").is_open and step("pairings").gaps
        with pytest.raises(commands.Unfit, match="已经放下"):
            commands.put_aside(step="pairings", by=town.clerk, at=NOON)
        commands.take_up(step="pairings", by=town.clerk, at=NOON)
        assert step("pairings").is_open
        with pytest.raises(commands.Unfit, match="没有放下"):
            commands.take_up(step="pairings", by=town.clerk, at=NOON)
        told = [book.sentence(one) for one in Entry.objects.filter(of="guide:pairings").order_by("n")]
        assert told == ["建县向导放下：挂钩结对", "建县向导重新办：挂钩结对"]

    def test_is_not_for_others_and_not_of_another_name(self, town: Town) -> None:
        with pytest.raises(NotAllowed):
            commands.put_aside(step="pairings", by=town.officer, at=NOON)
        with pytest.raises(commands.Unfit, match="没有这一步"):
            commands.put_aside(step="weather", by=town.admin, at=NOON)


class TestThePage:
    def test_leads_to_where_it_is_done_or_says_by_whom(self, enter: Callable[..., Client], town: Town) -> None:
        shown = enter("admin").get(reverse("guide:index")).content.decode()

        assert reverse("setup:create_unit") in shown and "由县群众工作办公室经办员办理" in shown
        assert reverse("pairings:coverage") not in shown
        shown = enter("clerk").get(reverse("guide:index")).content.decode()
        assert reverse("pairings:coverage") in shown and "由系统管理员办理" in shown

    @pytest.mark.thorough
    def test_shows_no_way_that_is_shut(self, enter: Callable[..., Client], town: Town) -> None:
        for who in ("admin", "clerk"):
            client = enter(who)
            ways = {way.url for code in doors.WAYS for way in doors.open_to(code, town.actors[who])}
            assert ways and {url: client.get(url).status_code for url in ways} == dict.fromkeys(ways, 200), who

    def test_brings_units_in_from_a_file_only_where_there_is_such_a_page(self, monkeypatch: pytest.MonkeyPatch) -> None:
        there = {"imports:sample": "/imports/sample/units/"}

        def known(page: str, **given: Any) -> str:
            if page not in there:
                raise NoReverseMatch
            return there[page]

        monkeypatch.setattr(doors, "reverse", known)
        way = doors.WAYS["units"][0]
        there["imports:index"] = "/imports/"
        assert way.ledger == "units" and way.url == "/imports/"
        del there["imports:sample"]
        assert way.url == ""

    def test_puts_aside_and_takes_up_by_a_button(self, enter: Callable[..., Client], town: Town) -> None:
        client = enter("clerk")
        shown = client.post(reverse("guide:put_aside", args=["pairings"]), follow=True).content.decode()

        assert "已放下" in shown and reverse("guide:take_up", args=["pairings"]) in shown
        client.post(reverse("guide:take_up", args=["pairings"]))
        assert step("pairings").is_open
        assert "没有这一步" in client.post(reverse("guide:put_aside", args=["weather"]), follow=True).content.decode()

    @pytest.mark.thorough
    def test_is_refused_to_others_and_spoken_of_on_today_only_where_a_county_was_begun(
        self, enter: Callable[..., Client], town: Town
    ) -> None:
        assert enter("officer").get(reverse("guide:index")).status_code == 403
        assert reverse("guide:index") not in enter("clerk").get(reverse("today")).content.decode()

    def test_grows_by_no_query_with_the_county(
        self, enter: Callable[..., Client], town: Town, django_assert_max_num_queries: Any
    ) -> None:
        client = enter("clerk")
        client.get(reverse("guide:index"))
        for number in range(12):
            orgs.create_unit(name=f"新村{number}", kind="village", parent=town.baisha, by=SYSTEM, at=NOON)

        with django_assert_max_num_queries(32):
            client.get(reverse("guide:index"))
