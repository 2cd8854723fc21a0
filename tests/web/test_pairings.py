"""挂钩结对的页面: arranging, handing over, what is missing, leave, volunteers and the public directory, in a browser."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxin.base.orgs import commands as orgs
from lianxin.work.pairings import commands
from lianxin.work.pairings.models import Expert, FieldPosting, Leave, Pairing, Talk
from tests.conftest import NOON
from tests.web.world import read
from tests.work.pairing_scenes import TODAY, hooked, household_of, in_need, on_leave, paired, sent_out, volunteer

TOMORROW = (TODAY + timedelta(days=1)).isoformat()
NOVEMBER = "unit={}&period=2026-11"


@pytest.fixture
def enter(client, town, monkeypatch):
    """`enter("officer")` logs that person in at four in the afternoon and returns the client."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(hours=4))

    def as_(name):
        client.force_login(town.people[name])
        return client

    return as_


def main_of(page):
    return page.split('id="main"')[1]


class TestALink:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M080", "M099", "F048")
    def test_is_arranged_by_kind_and_shown_at_the_household_and_to_oneself(self, enter, town):
        household, client = in_need(town), enter("officer")
        assert "每人包一户" not in read(client, "/pairings/new/") and "kind=household" in read(client, "/pairings/new/")
        form = f"/pairings/new/?kind=household&household={household.code}"
        assert household.label in read(client, form) and 'name="unit"' not in read(client, form)
        typed = {"person": "张建", "household": household.code, "since": "2026-11-03"}
        here = client.post(form, typed).url
        assert here == f"/pairings/{Pairing.objects.get().code}/"
        assert "张建" in main_of(read(client, f"/households/{household.code}/"))

        mine = main_of(read(enter("builder"), "/pairings/mine/"))
        assert household.label in mine and "还没有记过联系" in mine
        assert client.get(f"/households/{household.code}/").status_code == 200
        assert enter("water").get(f"/households/{household.code}/").status_code == 404
        elsewhere = main_of(read(enter("building_head"), here))
        assert "一户" in elsewhere and household.door not in elsewhere  # his office knows that, not whom
        assert enter("stranger").get(here).status_code == 404

    @pytest.mark.mechanism("M111")
    def test_of_a_school_and_of_a_village_names_who_answers_first(self, enter, town):
        client = enter("builder")
        typed = {"person": "梁栋", "unit": "石桥村", "since": "2026-11-03", "duty": "first"}
        client.post("/pairings/new/?kind=village", typed)
        client.post("/pairings/new/?kind=unit", {**typed, "unit": "县第一中学", "duty": ""})
        assert {one.unit.name for one in Pairing.objects.all()} == {"石桥村", "县第一中学"}

        again = client.post("/pairings/new/?kind=village", {**typed, "person": "张建"}).content.decode()
        assert "已有第一责任人梁栋" in again and Pairing.objects.count() == 2
        listed = main_of(read(client, "/pairings/", kind="village"))
        assert "第一责任人" in listed and "县第一中学" not in listed
        assert "没有叫“张见”" in client.post("/pairings/new/?kind=unit", {**typed, "person": "张见"}).content.decode()

    @pytest.mark.thorough
    def test_is_handed_over_and_ended_with_the_reason_it_wants(self, enter, town):
        link, client = hooked(town), enter("builder")
        gone = client.post(f"/pairings/{link.code}/hand-over/", {"to": "张建 县住建局", "since": "明天"})
        new = Pairing.objects.get(person=town.people["builder"])
        assert gone.url == f"/pairings/{new.code}/" and "接自" in read(client, gone.url)
        end = f"/pairings/{new.code}/end/"
        assert "提前结束请写明理由" in client.post(end, {"until": "2026-11-20"}).content.decode()
        client.post(end, {"until": "2026-11-20", "reason": "调离"})

        page = main_of(read(client, f"/pairings/{new.code}/"))
        assert "不足最短联系时间" in page and "理由：调离" in page
        assert "联系到期" not in read(client, "/today/")  # 17 days off: not yet

    @pytest.mark.mechanism("M107", "M110")
    def test_has_talks_that_ask_for_a_day_and_a_tick_and_nothing_else(self, enter, town):
        typed = {"person": "梁栋", "unit": "县住建局", "label": "年轻同事一名", "since": "2026-11-01"}
        here = enter("builder").post("/pairings/new/?kind=young_member", typed).url
        enter("builder").post("/pairings/new/?kind=retired", {**typed, "label": "离休老同志一名"})
        client = enter("building_head")
        form = main_of(read(client, f"{here}talk/")).split("<form")[1]
        asked = [part.split('"')[0] for part in form.split(' name="')[1:]]
        assert asked == ["csrfmiddlewaretoken", "on", "has_consent"]
        assert "对方不同意记录的，不记" in client.post(f"{here}talk/", {"on": "今天"}).content.decode()
        client.post(f"{here}talk/", {"on": "今天", "has_consent": "on"})

        assert Talk.objects.get().on == TODAY
        mine = main_of(read(client, "/pairings/mine/"))
        assert "最近一次联系：2026年11月3日" in mine and "联系离退休老干部" in mine


class TestWhatIsMissing:
    @pytest.mark.mechanism("M079", "M128", "F048")
    @pytest.mark.thorough
    def test_is_counted_and_each_household_opened_and_arranged(self, enter, town):
        first, second = in_need(town), in_need(town, door="13号")
        commands.pair(kind="care", person=town.people["worker"], household=first, since=TODAY, by=town.officer, at=NOON)
        client = enter("officer")

        page = main_of(read(client, "/pairings/coverage/"))
        assert "困难户 2 户" in page and "没有人联系的 1 户" in page and "没有人挂钩的 2 个" in page
        listed = main_of(read(client, "/pairings/coverage/households/", unit=town.qingshui.pk))
        assert second.label in listed and first.label not in listed and "按特长找人" in listed
        figures = read(client, "/figures/?" + NOVEMBER.format(town.qingshui.pk))
        assert "困难户联系率" in figures
        opened = read(client, f"/figures/open/?code=pairing.coverage_rate&{NOVEMBER.format(town.qingshui.pk)}")
        assert first.code in opened
        assert "困难户 0 户" in main_of(read(enter("stranger"), "/pairings/coverage/", unit=town.qingshui.pk))

    @pytest.mark.mechanism("M079", "M099")
    def test_names_who_has_none_by_the_rule_and_who_has_more_with_the_reason(self, enter, town):
        paired(town)
        paired(town, household=in_need(town, door="13号"), over_why="两户相邻")
        client = enter("builder")
        rule = {
            "unit": "县住建局",
            "kind": "household",
            "least": "1",
            "most": "1",
            "least_days": "365",
            "basis": "每人包一户",
        }
        client.post("/pairings/rules/set/", rule)

        page = main_of(read(client, "/pairings/coverage/"))
        idle, over = page.split("超过一般数目的人")
        assert "梁栋" in idle and "应有 1 个，现有 0 个" in idle and "张建" in over and "两户相邻" in over
        assert "每人包一户" in read(client, "/pairings/rules/")
        orgs.disable_person(person=town.people["builder"], by=town.admin, at=NOON + timedelta(hours=5))
        assert "要移交、结束的" in read(enter("officer"), "/pairings/coverage/")

    def test_is_arranged_as_a_table_that_a_person_confirms(self, enter, town):
        for door in ("21号", "22号"):
            in_need(town, door=door)
        client, here = enter("officer"), "/pairings/table/?place=石桥村&home=县住建局"
        page = main_of(read(client, here))
        codes = [part.split('"')[0] for part in page.split('name="in-')[1:]]
        assert len(codes) == 2 and "还没有包户" in page
        chosen = {f"in-{codes[0]}": "1", f"person-{codes[0]}": town.people["builder"].pk, "since": "2026-11-03"}

        answer = client.post(here, chosen)

        assert answer.status_code == 302 and Pairing.objects.get().person == town.people["builder"]
        assert "没有可以建议的" in read(enter("builder"), here)

    @pytest.mark.parametrize(
        "url", ["/pairings/", "/pairings/coverage/households/", "/pairings/postings/", "/pairings/experts/"]
    )
    @pytest.mark.thorough
    def test_costs_the_same_for_many(self, enter, town, url):
        def grow(first, last):
            for n, who in list(enumerate(("builder", "water", "teacher", "principal", "head", "worker")))[first:last]:
                in_need(town, door=f"{n}号")
                paired(town, household=in_need(town, door=f"{n + 100}号"), over_why="人手少")
                posting = sent_out(town, who, unit=town.liuwan, by=town.clerk)
                leave = on_leave(
                    town, posting, since=TODAY, until=TODAY, substitute=town.people["clerk"], by=getattr(town, who)
                )
                commands.approve_leave(leave=leave, by=town.clerk, at=NOON)
                volunteer(town, None, name=f"周{n}", skills=["law", "farming"])

        client = enter("officer")
        counts = []
        for first, last in ((0, 2), (2, 6)):
            grow(first, last)
            read(client, url)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                read(client, url)
            counts.append(len(asked))
        assert counts[0] == counts[1]


class TestTheSheet:
    @pytest.mark.mechanism("M080")
    def test_is_printed_exported_and_read_back_with_bad_rows_named(self, enter, town):
        household = in_need(town)
        paired(town, household=household)
        hooked(town)
        client = enter("officer")
        assert "石桥村" in read(client, "/pairings/print/") and household.label in read(client, "/pairings/print/")
        book = openpyxl.load_workbook(io.BytesIO(client.get("/pairings/xlsx/").content))
        rows = [[cell.value or "" for cell in row] for row in book.active.iter_rows(min_row=2)]
        assert rows[0][1:6] == ["联系人", "联系人单位", "类别", "联系地点", "联系对象"]
        assert {row[1] for row in rows[1:3]} == {"张建", "梁栋"}
        Pairing.objects.all().delete()
        sheet = book.active
        sheet.append(["3", "没这人", "县住建局", "挂钩村（社区）", "石桥村", "", "", "2026-11-03", "", ""])
        sheet.append(["4", "张建", "县住建局", "挂钩村（社区）", "无此村", "", "", "2026-11-03", "", ""])
        file = io.BytesIO()
        book.save(file)

        page = client.post(
            "/pairings/import/", {"file": SimpleUploadedFile("一览表.xlsx", file.getvalue())}
        ).content.decode()

        assert "已安排 2 个" in page and "没有叫“没这人”" in page and "没有叫“无此村”的单位" in page
        assert {one.household for one in Pairing.objects.all()} == {household, None}
        wrong = client.post("/pairings/import/", {"file": SimpleUploadedFile("空.csv", "甲,乙\n1,2\n".encode())})
        assert "没有找到表头" in wrong.content.decode()


class TestPostingsAndLeave:
    @pytest.mark.mechanism("M082", "F056")
    @pytest.mark.thorough
    def test_register_who_was_sent_and_give_leave_with_a_substitute(self, enter, town):
        client = enter("builder")
        typed = {"person": "张建", "kind": "guide", "grade": "section", "title": "新农村建设指导员", "unit": "石桥村",
                 "since": "2026-03-02", "until": "2027-03-01", "tasks": "走访到户\n办实事"}  # fmt: skip
        here = client.post("/pairings/postings/new/", typed).url
        assert "科级" in read(client, here) and "走访到户" in read(client, "/pairings/mine/")
        leave = client.post(f"{here}leave/", {"since": "2026-11-10", "until": "2026-11-12", "reason": "陪家人看病",
                                              "substitute": "梁栋"}).url  # fmt: skip
        assert "核准请假" in read(enter("head"), "/today/")
        enter("head").post(f"{leave}do/verify/")
        assert "审批请假" in read(enter("building_head"), "/today/")
        enter("building_head").post(f"{leave}do/approve/", {"comment": "同意"})

        assert Leave.objects.get().status == "approved"
        roster = main_of(read(enter("worker"), "/pairings/postings/", on="2026-11-11"))
        assert "由梁栋替" in roster and "科级" in roster
        assert "由梁栋替" not in main_of(read(client, "/pairings/postings/", on="2026-11-13"))
        paper = read(client, leave)
        assert "看病" not in paper and "请假审批表" in paper and "看病" in read(enter("building_head"), leave)
        assert (
            client.get(f"{leave}do/approve/").status_code == 409 and client.get(f"{leave}do/burn/").status_code == 404
        )

    def test_end_a_posting_and_take_an_asked_leave_back(self, enter, town):
        posting = sent_out(town)
        leave = on_leave(town, posting)
        client = enter("builder")
        client.post(f"/pairings/leaves/{leave.code}/do/withdraw/")
        assert Leave.objects.get().status == "withdrawn"
        end = f"/pairings/postings/{posting.code}/end/"
        assert "请写明理由" in client.post(end, {"until": "今天"}).content.decode()
        client.post(end, {"until": "今天", "reason": "另有任用"})
        assert FieldPosting.objects.get().until == TODAY and "另有任用" in read(
            client, f"/pairings/postings/{posting.code}/"
        )


class TestVolunteers:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M100", "F048")
    def test_are_found_by_skill_with_reasons_and_a_person_arranges(self, enter, town):
        household, client = in_need(town, causes=("illness",)), enter("officer")
        typed = {
            "kind": "volunteer",
            "person": "江流",
            "unit": "清水镇",
            "skills": ["medicine", "law"],
            "about": "高血压随访",
        }
        client.post("/pairings/experts/new/", typed)
        assert "江流" in read(client, "/pairings/experts/", skill="medicine")
        assert "江流" not in main_of(read(client, "/pairings/experts/", skill="arts"))

        page = main_of(read(client, "/pairings/experts/match/", household=household.code))

        assert "医疗卫生" in page and "江流" in page and "还没有包户" in page and "清水镇登记" in page
        url = page.split("<b>江流</b>")[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
        form = read(client, url)
        assert 'value="江流 县水利局"' in form and household.label in form
        client.post(url, {"person": "江流 县水利局", "household": household.code, "since": "2026-11-03"})
        assert Pairing.objects.get().skill == "medicine"

    @pytest.mark.mechanism("M129")
    def test_are_public_by_consent_with_the_telephone_they_agreed_to_until_they_take_it_back(self, enter, town):
        expert = volunteer(town, phone="13900000077", about="果树剪枝")
        nobody = Client()
        assert "江流" not in read(nobody, "/public/experts/")
        here = f"/pairings/experts/{expert.code}/"
        typed = {"public_phone": "0000-8001234", "hours": "工作日", "how": "签了同意书"}
        assert "怎样同意的" in read(enter("officer"), f"{here}consent/")
        enter("officer").post(f"{here}consent/", typed)

        assert "/public/experts/" in read(nobody, "/public/open/")
        listed = read(nobody, "/public/experts/", skill="farming")
        assert "江流" in listed and "0000-8001234" in listed and "13900000077" not in listed
        assert "江流" not in read(nobody, "/public/experts/", skill="law")
        assert "随时可以撤回" in read(enter("water"), "/pairings/mine/")
        assert "已撤回" in enter("water").post(f"{here}take-back/", follow=True).content.decode()
        assert "江流" not in read(nobody, "/public/experts/") and not Expert.objects.get().public_phone
        assert enter("builder").post(f"{here}take-back/").status_code == 404


def test_a_household_is_typed_by_its_code_and_one_that_may_not_be_seen_is_not_found(enter, town):
    hidden = household_of(town, town.shahe, by=town.stranger)
    typed = {"person": "张建", "household": hidden.code, "since": "2026-11-03"}

    page = enter("officer").post("/pairings/new/?kind=household", typed).content.decode()

    assert "户册里没有编号" in page and not Pairing.objects.exists()
