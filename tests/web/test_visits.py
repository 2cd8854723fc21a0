"""走访的页面: one screen for a visit, what each reader sees of it, the ledger, nights, burdens."""

import io
import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from lianxin.base.journal.models import Entry
from lianxin.web.office.visits import browsing
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from lianxin.work.visits.commands import FoundMatter
from lianxin.work.visits.models import Burden, Finding, Stay, TalkRecord, Visit
from tests.conftest import NOON
from tests.web.world import read
from tests.work.conftest import at_state, lamp_topic
from tests.work.household_scenes import household_made, need_noted
from tests.work.pairing_scenes import paired
from tests.work.visit_scenes import LAMP, MENDED, stay_made, visit_made

TYPED = "门口的路灯不亮，晚上出门看不见路。"


@pytest.fixture
def enter(town, monkeypatch):
    """`enter("worker")` is the browser of that person at four in the afternoon."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(hours=4))
    cache.clear()

    def as_(name: str) -> Client:
        client = Client()
        client.force_login(town.people[name])
        return client

    return as_


def words(html: str) -> str:
    return re.sub(r"<[^>]+>|\s+", "", html)


def main(html: str) -> str:
    """The words of the page itself, without the frame, which names the reader and his unit."""
    return words(html.split("<h1", 1)[1])


def figure(client, code: str, unit) -> str:
    """The number on the page that a figure opens into."""
    return main(read(client, "/figures/open/", code=code, unit=unit.pk, period="2026-11"))


def begun(client, url: str = "/visits/new/", **data) -> dict[str, str]:
    """What stands in the form before anything is typed, as the browser would send it."""
    html = read(client, url, **data).split("<main")[1]
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", html):
        name, value = (re.search(rf' {what}="([^"]*)"', tag) for what in ("name", "value"))
        kind = re.search(r' type="(\w+)"', tag)
        if name and (kind is None or kind[1] not in ("radio", "checkbox") or " checked" in tag):
            found[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


class TestTheQuickPage:
    @pytest.mark.mechanism("M093", "F050", "F053")
    def test_knows_whom_where_when_and_makes_what_was_found_a_concern_of_the_ledger(self, town, enter):
        household = household_made(town)
        paired(town, "officer", household=household)
        client = enter("officer")
        form = begun(client)
        assert (form["on"], form["kind"], form["outcome"]) == ("2026-11-03", "household", "to_hand")
        assert form["target"].startswith("p")  # the one household of his pairing list stands chosen

        answer = client.post("/visits/new/", {**form, "has_finding": "on", "finding": TYPED, "from_head": "on"})

        concern = Concern.objects.get()
        assert answer.url == f"/concerns/{concern.code}/receipt/"
        slip = words(read(client, answer.url))
        assert concern.code[:4] in slip and "查询密码" in slip and "回到这次走访" in slip
        assert "查询密码" not in words(read(client, answer.url)).replace("查询密码已经给过", "").replace(
            "凭回执编号和查询密码", ""
        )
        assert (concern.unit, concern.place, concern.channel, concern.occurred_on) == (
            town.shiqiao, "三组 12号", "visit", date(2026, 11, 3),
        )  # fmt: skip
        assert (concern.requester.name, concern.requester.phone) == ("王长青", "13900000001")
        assert Entry.objects.filter(event="household.opened").count() == 1  # from the register: a line, as ever
        visit = Visit.objects.get()
        page = words(read(client, f"/visits/of/{visit.code}/"))
        assert "李青" in page and household.label.replace(" ", "") in page and "待分办" in page
        assert "王长青" not in page and "13900000001" not in page
        assert "走访发现" in words(read(client, f"/concerns/{concern.code}/"))
        assert "入户走访" in words(read(client, f"/households/{household.code}/"))
        assert client.post("/visits/new/", {**form, "finding": TYPED}).status_code == 302
        assert (Visit.objects.count(), Concern.objects.count()) == (1, 1)  # sent twice, kept once

    @pytest.mark.mechanism("M094", "M104", "M105", "M115", "M116")
    def test_takes_the_rest_under_more_and_asks_for_none_of_it(self, town, enter):
        client = enter("builder")
        form = begun(client)
        assert form["target"] == "other"
        folded = {"unit": "石桥村", "kind": "random", "methods": ["single", "survey"], "group": "二组", "households": "12",
                  "leaflets": "医保明白卡 20\n致家长的一封信，3份", "said_plain": "yes", "said_few_along": "no",
                  "said_no_gifts": "yes", "people": "梁栋"}  # fmt: skip

        refused = client.post("/visits/new/", {**form, **folded, "needy": "13"})
        assert "困难户数不能多于走访户数" in words(refused.content.decode())
        client.post("/visits/new/", {**form, **folded, "needy": "4"})
        client.post("/visits/new/", {"target": "other", "unit": "石桥村"})

        bare, full = Visit.objects.order_by("-pk")
        assert (full.kind, full.methods, full.households, full.needy) == ("random", ["single", "survey"], 12, 4)
        assert full.disciplines == {"plain": True, "few_along": False, "no_gifts": True}
        assert {one.person.name for one in full.people.all()} == {"张建", "梁栋"}
        assert (bare.kind, bare.on, bare.disciplines, bare.methods) == ("household", date(2026, 11, 3), {}, [])
        page = words(read(client, f"/visits/of/{full.code}/"))
        assert "轻车简从：是；减少陪同：否；不收礼品：是" in page and "个别走访、问卷调查" in page
        assert "医保明白卡20份" in page and "致家长的一封信3份" in page
        assert "23份" in figure(enter("clerk"), "visit.leaflets", town.shiqiao)

    def test_of_ones_own_village_takes_the_household_by_its_door_or_code(self, town, enter):
        household = household_made(town, group="二组", door="8号")
        client = enter("worker")
        typed = {"target": "own", "door": "二组  8号", "note": "屋顶漏雨。"}

        assert client.post("/visits/new/", typed).status_code == 302
        assert Visit.objects.get().household == household
        wrong = client.post("/visits/new/", {**typed, "door": "九组 1号"}).content.decode()
        assert "石桥村的户册里没有找到这一户" in wrong and "屋顶漏雨。" in wrong and "九组 1号" in wrong
        client.post("/visits/new/", {**typed, "door": household.code.lower()})
        assert Visit.objects.filter(household=household).count() == 2

    def test_shows_a_household_by_its_door_and_the_name_only_masked_to_whom_it_is_open(self, town, enter):
        need = need_noted(town)
        paired(town, "builder", household=need.household)

        own, other = read(enter("builder"), "/visits/new/"), read(enter("water"), "/visits/new/")

        assert "三组 12号 王" in own
        assert "王长青" not in own and "12号" not in other
        assert read(enter("worker"), "/visits/new/", household=need.household.code).count("王长青") == 0
        assert need.household.door not in read(enter("stranger"), "/visits/new/", household=need.household.code)

    def test_says_what_is_missing_and_keeps_what_was_typed(self, town, enter):
        client = enter("builder")
        typed = {"target": "other", "note": "看了看", "has_finding": "on", "finding": "", "people": "没有人"}

        html = client.post("/visits/new/", typed).content.decode()

        assert all(
            part in html
            for part in ("请写走访了哪个村或单位", "请写要解决的是什么事", "没有叫“没有人”的工作人员", "看了看")
        )
        solved = {"target": "other", "unit": "石桥村", "finding": TYPED, "outcome": "solved"}
        assert "请写明当场解决的办法" in client.post("/visits/new/", solved).content.decode()
        assert not Visit.objects.exists()
        client.post("/visits/new/", {**solved, "answer": "换了灯泡，亮了。"})
        assert (Concern.objects.get().status, Finding.objects.get().is_solved_there) == ("replied", True)


class TestAVisit:
    def test_tells_the_place_who_came_but_not_what_was_written_down(self, town, enter):
        visit = visit_made(town, by=town.builder, note="王老师说村里账目要公开。", findings=[LAMP])

        here, home = (words(read(enter(who), f"/visits/of/{visit.code}/")) for who in ("worker", "building_head"))

        assert "张建" in here and "县住建局" in here and "账目" not in here and "账目" in home
        assert "张建" in words(read(enter("worker"), "/visits/", whose="here"))
        assert enter("stranger").get(f"/visits/of/{visit.code}/").status_code == 404
        assert enter("water").get(f"/visits/of/{visit.code}/").status_code == 404

    def test_keeps_a_complaint_about_the_place_behind_its_wall_everywhere(self, town, enter):
        visit = visit_made(town, by=town.builder, findings=[LAMP])
        here = f"/visits/of/{visit.code}/finding/"
        typed = {"finding": "村委会账目不公开。", "finding_kind": "complaint", "outcome": "to_hand"}
        refused = enter("builder").post(here, typed)
        assert "请写明反映的单位或人员" in refused.content.decode()
        assert enter("builder").post(here, {**typed, "subjects": "石桥村"}).status_code == 302
        concern = Concern.objects.order_by("pk").last()

        for url in (f"/visits/of/{visit.code}/", "/visits/", "/visits/print/"):
            there, finder = read(enter("worker"), url), read(enter("builder"), url)
            assert concern.title not in there and there.count("待分办") == 1
            assert finder.count("待分办") == 2
        assert "共1件" in figure(enter("worker"), "visit.findings", town.shiqiao)
        assert "共2件" in figure(enter("clerk"), "visit.findings", town.shiqiao)

    @pytest.mark.mechanism("M131")
    def test_keeps_the_talk_with_committee_and_residents_and_brings_its_matters_on(self, town, enter):
        visit = visit_made(town, kind="policy", note="送政策。")
        client = enter("officer")
        typed = {"committee": "3", "residents": "14", "text": "讲了低保政策。", "advice": "希望多讲几次。"}
        assert (
            client.post(f"/visits/of/{visit.code}/talk/", {**typed, "committee": "", "residents": ""}).status_code
            == 200
        )
        client.post(f"/visits/of/{visit.code}/talk/", typed)
        answer = client.post(f"/visits/of/{visit.code}/finding/", {"finding": TYPED, "outcome": "to_hand"})

        assert answer.url.endswith("/receipt/")
        page = words(read(client, f"/visits/of/{visit.code}/"))
        assert "村委干部3人，村民14人" in page and "希望多讲几次" in page and "待分办" in page
        assert "希望多讲几次。" in read(client, f"/visits/of/{visit.code}/talk/")
        assert enter("head").post(f"/visits/of/{visit.code}/talk/", typed).status_code == 403
        assert TalkRecord.objects.get().residents == 14

    def test_is_corrected_by_a_new_one_and_never_deleted(self, town, enter):
        visit = visit_made(town, kind="condolence", amount_yuan=300, findings=[LAMP], people=[town.people["leader"]])
        here = f"/visits/of/{visit.code}/"
        form = begun(enter("leader"), f"{here}correct/")
        assert (form["amount_yuan"], form["people"], form["kind"]) == ("300", "李青", "condolence")

        assert "error-summary" in enter("leader").post(f"{here}correct/", {**form, "reason": ""}).content.decode()
        answer = enter("leader").post(f"{here}correct/", {**form, "amount_yuan": "500", "reason": "金额记错了"})

        old, new = Visit.objects.order_by("pk")
        assert answer.url == f"/visits/of/{new.code}/"
        assert (old.voided_on, old.void_reason, new.replaces, new.amount_yuan) == (
            date(2026, 11, 3),
            "金额记错了",
            old,
            500,
        )
        assert {one.person.name for one in new.people.all()} == {"李青", "唐山河"}
        assert (Concern.objects.count(), Finding.objects.get().visit) == (1, new)
        assert "金额记错了" in read(enter("officer"), here)
        assert enter("builder").get(f"{here}void/").status_code == 404
        assert enter("worker").get(f"{here}void/").status_code == 403
        enter("officer").post(f"/visits/of/{new.code}/void/", {"reason": "没有去成"})
        assert not Visit.objects.standing().exists() and Concern.objects.exists()


class TestTheFigures:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M081", "M121", "M112", "M113")
    def test_are_the_visits_nights_and_matters_that_they_open_into(self, town, enter):
        visit_made(town, households=6, needy=2, people=[town.people["leader"]])
        visit_made(town, kind="phone")
        visit_made(town, kind="condolence", amount_yuan=500)
        visit_made(town, kind="condolence")
        visit_made(town, kind="staff_home", unit=town.school, whom="教职工一户", by=town.principal)
        visit_made(town, findings=[LAMP, MENDED])
        stay_made(town, on=date(2026, 10, 30), until=date(2026, 11, 2))
        visit_made(town, on=date(2026, 11, 1), until=date(2026, 11, 3), nights=2, by=town.leader)
        client = enter("clerk")

        for code, unit, said in [
            ("visit.visits", town.shiqiao, "共5件"),
            ("visit.phone", town.shiqiao, "共1件"),
            ("visit.visits_out", town.qingshui, "共5件"),
            ("visit.visits:visit_kind=staff_home", town.school, "共1件"),
            ("visit.condolences", town.shiqiao, "共2件"),
            ("visit.findings", town.shiqiao, "共2件"),
            ("visit.solved_on_spot", town.shiqiao, "共1件"),
            ("visit.solved_out", town.qingshui, "共1件"),
        ]:
            assert said in figure(client, code, unit), code
        for code, unit, said in [
            ("visit.households", town.shiqiao, "6户次"),
            ("visit.needy", town.shiqiao, "2户次"),
            ("visit.condolence_yuan", town.shiqiao, "500元"),
            ("visit.stay_nights", town.shiqiao, "5夜"),
            ("visit.stay_nights_out", town.qingshui, "5夜"),
        ]:
            assert said in figure(client, code, unit), code
        assert "教职工一户" in words(read(client, "/visits/", kind="staff_home"))

    @pytest.mark.mechanism("M135")
    def test_say_what_was_solved_at_the_line_and_open_both_sides(self, town, enter):
        visit_made(town, findings=[LAMP, MENDED, FoundMatter("渠道堵了。"), FoundMatter("低保没有回音。")])
        lamp, _mended, ditch, _aid = Concern.objects.order_by("pk")
        at_state(town, Status.CLOSED, lamp)  # solved, but by the bureau of the county
        given = {"by": town.clerk, "at": NOON}
        concerns.classify(
            concern=ditch,
            topic=lamp_topic(),
            kind="help",
            handling="immediate",
            stance="合理",
            responsible="石小桥",
            **given,
        )
        concerns.assign(concern=ditch, to=town.shiqiao, **given)
        concerns.acknowledge(concern=ditch, by=town.worker, at=NOON)
        concerns.reply(concern=ditch, text="已清淤。", by=town.worker, at=NOON)
        concerns.close(concern=ditch, outcome="solved", **given)
        client = enter("clerk")

        page = figure(client, "visit.first_line_rate", town.shiqiao)
        assert "50.0%" in page
        for side, n in (("part", 2), ("whole", 4)):
            asked = {"code": "visit.first_line_rate", "unit": town.shiqiao.pk, "period": "2026-11", "side": side}
            html = read(client, "/figures/open/", **asked)
            assert html.count("/visits/of/") == n
        assert "在哪一级发现，就在哪一级解决" in page and "2/4" in page
        Concern.objects.filter(pk=ditch.pk).update(rated_solved=False)
        assert "1/4" in figure(client, "visit.first_line_rate", town.shiqiao)


class TestTheLedger:
    @pytest.mark.mechanism("M093")
    def test_is_printed_and_filed_with_the_usual_columns_as_far_as_the_reader_may_see(self, town, enter):
        household = household_made(town)
        visit_made(town, household=household, findings=[LAMP, MENDED], methods=["single"])
        visit_made(town, on=date(2026, 10, 9), kind="squat", until=date(2026, 10, 11))
        client = enter("officer")

        sheet = load_workbook(io.BytesIO(client.get("/visits/xlsx/", {"since": "2026-11-1"}).content)).active
        rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]

        assert rows[1][:5] == ["走访时间", "类别", "地点", "走访对象", "走访人员"]
        assert rows[2][0] == "2026-11-02" and rows[2][3].rstrip("。") == household.label and rows[2][4] == "李青"
        assert rows[2][9].splitlines() == ["门口的路灯不亮，晚上出门看不见路", "水表一直在转，不知道为什么"]
        assert rows[2][10].splitlines() == ["待分办", "已答复"]
        assert "王长青" not in str(rows) and len(rows) == 4
        assert "2026-10-09至2026-10-11" in words(read(client, "/visits/print/"))
        assert words(read(client, "/visits/", kind="squat")).count("李青") == 1 + words(
            read(client, "/visits/", kind="talk")
        ).count("李青")

    def test_costs_the_same_for_ten_as_for_three_and_pages_by_key(self, town, enter):
        client = enter("officer")

        def cost() -> int:
            with CaptureQueriesContext(
                connection,
            ) as seen:
                read(client, "/visits/")
            return len(seen)

        for day in range(1, 4):
            visit_made(town, on=date(2026, 10, day), findings=[LAMP])
        read(client, "/visits/")
        three = cost()
        for day in range(4, 11):
            visit_made(town, on=date(2026, 10, day), findings=[LAMP])
        assert cost() == three
        browsing.ROWS, kept = 4, browsing.ROWS
        try:
            first = read(client, "/visits/")
            older = re.search(r'href="([^"]+)" rel="next"', first)[1].replace("&amp;", "&")
            second = read(client, older)
            newer = re.search(r'href="([^"]+)" rel="prev"', second)[1].replace("&amp;", "&")
            assert "2026-10-10" in first and "2026-10-06" in second and "2026-10-07" not in second
            assert main(read(client, newer)) == main(first)
        finally:
            browsing.ROWS = kept


class TestNightsAndBurdens:
    @pytest.mark.mechanism("M081")
    def test_a_stay_is_noted_once_and_voided_with_a_reason(self, town, enter):
        client = enter("officer")
        typed = {"unit": "石桥村", "on": "10.28", "until": "10.31"}
        client.post("/visits/stays/new/", typed)
        assert (
            "已经记过住村"
            in client.post("/visits/stays/new/", {**typed, "on": "10.30", "until": "11.1"}).content.decode()
        )

        page = words(read(client, "/visits/stays/"))
        assert "3夜" in page and "石桥村" in page
        stay = Stay.objects.get()
        assert enter("worker").get(f"/visits/stays/{stay.code}/void/").status_code == 403
        client.post(f"/visits/stays/{stay.code}/void/", {"reason": "记错了"})
        assert "还没有住村记录" in read(client, "/visits/stays/", whose="mine")

    @pytest.mark.mechanism("M105")
    def test_a_burden_is_seen_by_the_village_and_above_never_by_those_who_came(self, town, enter):
        visit = visit_made(town, by=town.builder)
        client = enter("worker")
        page = words(read(client, f"/visits/of/{visit.code}/"))
        assert "登记接待负担" in page
        form = begun(client, "/visits/burdens/new/", visit=visit.code)
        assert (form["who"], form["people"]) == ("县住建局", "1")

        client.post(
            f"/visits/burdens/new/?visit={visit.code}", {**form, "hours": "3", "cost_yuan": "120", "papers": "2"}
        )

        for who in ("head", "officer", "leader", "clerk"):
            assert "县住建局" in main(read(enter(who), "/visits/burdens/")), who
        assert "花费120元" in words(read(enter("officer"), f"/visits/of/{visit.code}/"))
        for who in ("builder", "building_head", "stranger", "teacher"):
            assert "县住建局" not in main(read(enter(who), "/visits/burdens/")), who
        assert "120" not in words(read(enter("builder"), f"/visits/of/{visit.code}/"))
        burden = Burden.objects.get()
        assert enter("builder").get(f"/visits/burdens/{burden.code}/withdraw/").status_code == 404
        client.post(f"/visits/burdens/{burden.code}/withdraw/", {"reason": "算错了"})
        assert "120" not in read(enter("officer"), "/visits/burdens/").split("<main")[1]
