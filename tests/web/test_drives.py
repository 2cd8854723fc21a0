"""走访活动的页面: planned, walked, counted from the visits, opened, ended and printed."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Status
from lianxin.work.drives import commands, queries
from lianxin.work.drives.models import Drive, DriveConcern
from lianxin.work.drives.terms import RUN, VIEW
from lianxin.work.visits.commands import void_visit
from lianxin.work.visits.queries.drives import NotASubset, route_sentence
from tests.conftest import NOON
from tests.web.world import read
from tests.work.conftest import at_state, registered
from tests.work.drive_scenes import drive_made, route_walked
from tests.work.visit_scenes import LAMP, MENDED, visit_made

TODAY = NOON.date()
LATER = NOON + timedelta(hours=4)
PLAN = {
    "kind": "theme", "title": "四送下乡", "programme": "", "unit": "清水镇", "starts_on": "2026-11-01", "ends_on": "2026-12-20",
    "basis": "县委办〔2026〕30号", "purpose": "下基层、访群众、办实事、促发展。", "asks": "", "areas": "石桥村：一组、二组，20户\n柳湾村",
}  # fmt: skip


class TestTheRoute:
    @pytest.mark.mechanism("M114")
    def test_is_one_computed_sentence_and_each_figure_opens_its_visits(self, enter, town):
        drive = drive_made(town)
        visits = route_walked(town, drive)
        client, here = enter("officer"), f"/drives/of/{drive.code}/"

        page = read(client, here)
        assert (
            "走访八个组44户，其中困难户6户。" in page
            and "村东组" in page
            and "还没有去" not in read(client, f"{here}paper/")
        )
        assert "走访八个组44户，其中困难户6户。" in read(client, f"{here}paper/")
        opened = read(client, f"{here}behind/needy/")
        assert "这个数是 6，您能打开的记录有 5 条" in opened and "三组" in opened and "二组" not in opened
        assert "这里列出 1 条记录" in read(client, f"{here}behind/visits/", unit=town.shiqiao.pk, group="八组")

        void_visit(visit=visits[0], reason="记错了组", by=town.officer, at=NOON)
        assert "走访七个组38户，其中困难户5户。" in read(client, here)

    @pytest.mark.mechanism("M114")
    def test_never_holds_more_in_need_than_were_seen(self, town):
        with pytest.raises(Unfit, match="困难户数不能多于走访户数"):
            visit_made(town, drive=drive_made(town), group="一组", households=5, needy=6)

        with pytest.raises(NotASubset):
            route_sentence(8, 5, 6)
        assert route_sentence(2, 3, 0) == "走访两个组3户"


class TestARound:
    @pytest.mark.mechanism("M091")
    def test_comes_twice_a_year_and_shows_which_groups_and_households_it_reached(self, enter, town):
        first = drive_made(town, title="春季大走访", starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 31))
        client = enter("officer")
        assert "今年还要安排 1 次" in read(client, "/drives/rounds/")
        second = drive_made(town)
        visit_made(town, drive=second, group="一组", households=6, needy=1)

        page = read(client, "/drives/rounds/")
        assert "第 2 次" in page and "今年还要安排" not in page
        of_it = read(client, f"/drives/of/{second.code}/")
        assert "二组、三组、四组、五组、六组、七组、八组" in of_it and ">村东组<" in of_it
        assert ">44<" in of_it and "走访一个组6户，其中困难户1户" in of_it
        assert "走访0户" in read(client, f"/drives/of/{first.code}/")
        with pytest.raises(Unfit, match="不在这项走访活动的起止日期内"):
            visit_made(town, drive=first)

    def test_counts_a_registered_household_once(self, enter, town):
        from tests.work.household_scenes import household_made

        drive, home = drive_made(town), household_made(town)
        for _each in range(3):
            visit_made(town, drive=drive, household=home, needy=1)

        page = read(enter("officer"), f"/drives/of/{drive.code}/")
        assert "1户，其中困难户1户" in page and "走访次数" in page and ">3<" in page


class TestATheme:
    @pytest.mark.mechanism("M136")
    def test_has_its_own_page_with_the_figures_of_its_parts(self, enter, town):
        client = enter("officer")
        here = client.post("/drives/new/", PLAN).url
        drive = Drive.objects.get()
        route_walked(town, drive, at=LATER)
        visit_made(
            town,
            drive=drive,
            at=LATER,
            group="一组",
            households=1,
            findings=[LAMP, MENDED],
            leaflets=[("医保问答", 30)],
        )
        rows = {"name_0": "访群众", "measure_0": "households", "goal_0": "60", "name_1": "办实事", "measure_1": "solved",
                "goal_1": "5", "name_2": "促发展", "measure_2": "none", "goal_2": ""}  # fmt: skip
        assert [part["name"] for part in drive.parts] == ["下基层", "访群众", "办实事", "促发展"]
        assert client.post(f"{here}parts/", rows).url == here

        page = read(client, here)
        assert "县委办〔2026〕30号" in page and "下基层、访群众、办实事、促发展。" in page
        assert (
            ">45</a>" in page and ">60 <" in page and "1 人走访" in page and "发放宣传资料" in page and "促发展" in page
        )
        assert "水表一直在转" in read(client, f"{here}behind/solved/") and "路灯" not in read(
            client, f"{here}behind/solved/"
        )
        assert "路灯" in read(client, f"{here}behind/found/") and "医保问答" in read(client, f"{here}behind/leaflets/")
        assert client.get(f"{here}behind/none/").status_code == client.get(f"{here}behind/rubbish/").status_code == 404

    def test_says_what_is_missing_and_takes_no_place_that_there_is_not(self, enter):
        client = enter("officer")

        wrong = client.post("/drives/new/", {**PLAN, "areas": "火星村：一组", "basis": ""}).content.decode()
        assert "没有叫“火星村”的地方" in wrong and not Drive.objects.exists()
        back = client.post("/drives/new/", {**PLAN, "ends_on": "2026-10-31"}).content.decode()
        assert "截止日期不能早于开始日期" in back
        assert "一次活动不超过一年" in client.post("/drives/new/", {**PLAN, "ends_on": "2028-01-01"}).content.decode()

    def test_is_revised_and_ended_with_a_word_and_then_stands(self, enter, town):
        client = enter("officer")
        here = client.post("/drives/new/", PLAN).url
        form = read(client, f"{here}revise/")
        assert "石桥村：一组、二组，20户" in form and "柳湾村" in form
        assert client.post(f"{here}revise/", {**PLAN, "areas": "石桥村：三组 8户"}).url == here
        assert "三组" in read(client, here) and "柳湾村" not in read(client, here)

        assert client.post(f"{here}do/end/", {"outcome": " "}).status_code == 200
        assert client.post(f"{here}do/end/", {"outcome": "路修好了，两户还在等水。"}).url == here
        assert "路修好了" in read(client, here) and client.get(f"{here}do/end/").status_code == 409
        assert "活动已经结束" in client.post(f"{here}revise/", PLAN).content.decode()
        assert client.get(f"{here}do/burn/").status_code == 404


class TestANamedAction:
    @pytest.mark.mechanism("M092")
    def test_takes_concerns_up_and_shows_on_its_page_how_many_are_closed(self, enter, town):
        action = drive_made(town, kind="action", title="大化解", programme="三大行动", areas=())
        drive_made(town, kind="action", title="大治理", programme="三大行动", areas=())
        closed, still = at_state(town, Status.CLOSED), registered(town).concern
        client = enter("officer")
        assert "列入活动" in read(client, f"/concerns/{still.code}/")
        for concern in (closed, still):
            typed = {"drive": action.pk, "why": "多年积下的路灯问题"}
            assert client.post(f"/drives/enter/{concern.code}/", typed).url == f"/concerns/{concern.code}/"

        assert "大化解" in read(client, f"/concerns/{still.code}/")
        overview = read(client, "/drives/actions/")
        assert "三大行动" in overview and 'behind/concerns/">2<' in overview and 'behind/closed/">1<' in overview
        assert closed.code in read(client, f"/drives/of/{action.code}/behind/closed/")
        assert still.code not in read(client, f"/drives/of/{action.code}/behind/closed/")
        assert "这件诉求已经列入" in client.post(f"/drives/enter/{still.code}/", typed).content.decode()

        assert client.post(f"/drives/of/{action.code}/out/{still.code}/", {"why": "列错了"}).url.startswith(
            "/drives/of/"
        )
        assert DriveConcern.objects.count() == 1
        assert Entry.objects.filter(event="drive.taken_out", of=still.ref).count() == 1

    def test_counts_nothing_that_the_reader_may_not_know(self, enter, town):
        """条例 §30: whoever is complained about learns nothing of it from a figure."""
        action = drive_made(town, kind="action", title="大化解", areas=())
        concern = registered(town, by=town.clerk, subject_persons=[town.people["leader"]]).concern
        commands.enter_concern(drive=action, concern=concern, by=town.officer, at=NOON)

        assert queries.taken_up(action, town.officer).concerns == 1
        assert queries.taken_up(action, town.leader).concerns == 0
        page = read(enter("leader"), f"/drives/of/{action.code}/")
        assert concern.code not in page and "列入的诉求" not in page
        assert client_status(enter("leader"), f"/drives/of/{action.code}/out/{concern.code}/") == 404


def client_status(client, url):
    return client.get(url).status_code


class TestWhoSeesADrive:
    def test_is_whoever_it_asks_and_may_and_reachable_agree(self, town):
        here = drive_made(town)
        above = drive_made(town, unit=town.county, by=town.clerk, areas=())
        school = drive_made(town, unit=town.school, by=town.teacher, title="家访")
        elsewhere = drive_made(town, unit=town.baisha, by=town.stranger, areas=())

        def seen(who):
            found = set(Drive.objects.reachable(by=who, to=VIEW))
            assert found == {one for one in (here, above, school, elsewhere) if who.may(VIEW, one)}
            return found

        assert seen(town.worker) == {here, above, school} and seen(town.stranger) == {above, elsewhere}
        assert seen(town.builder) == {above} and seen(town.teacher) == {above, school} and seen(town.admin) == set()
        assert set(queries.current(town.builder, TODAY)) == {above} and not town.worker.has(RUN)
        with pytest.raises(NotAllowed):
            drive_made(town, by=town.stranger)

    @pytest.mark.thorough
    def test_costs_the_same_statements_for_three_as_for_ten(self, enter, town):
        client, counted = enter("officer"), []
        drive, made = drive_made(town, kind="theme"), 0
        for number in (3, 10):
            while made < number:
                made += 1
                drive_made(town, kind="action", title=f"行动{made}", areas=())
                visit_made(town, drive=drive, group=f"{made}组", households=2)
                commands.enter_concern(drive=drive, concern=registered(town).concern, by=town.officer, at=NOON)
            pages = (
                "/drives/",
                "/drives/actions/",
                f"/drives/of/{drive.code}/",
                f"/drives/of/{drive.code}/behind/visits/",
            )
            counted.append([])
            for page in pages:
                read(client, page)
                with CaptureQueriesContext(connection) as caught:
                    read(client, page)
                counted[-1].append(len(caught))
        assert counted[0] == counted[1]

    @pytest.mark.thorough
    def test_is_told_on_today_when_his_own_has_run_out(self, enter, town):
        drive_made(town, ends_on=date(2026, 11, 2), areas=())
        assert "写活动小结" in read(enter("officer"), "/today/") and "写活动小结" not in read(
            enter("stranger"), "/today/"
        )
