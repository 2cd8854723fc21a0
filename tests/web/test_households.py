"""户册的页面: a register of doors, a ledger that computes itself, names that are opened for a purpose and erased when due."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.journal.models import Entry
from lianxin.work.households import commands
from lianxin.work.households.models import Household, Need
from tests.conftest import NOON
from tests.web.world import read
from tests.work.household_scenes import day, household_made, need_noted
from tests.work.visit_scenes import visit_made


@pytest.fixture
def enter(client, town, monkeypatch):
    """`enter("worker")` logs that person in at four in the afternoon, or so many days later, and returns the client."""

    def as_(name, days=0):
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(hours=4, days=days))
        cache.clear()
        client.force_login(town.people[name])
        return client

    return as_


def main(page):
    return page.split('id="main"')[1]


def opened():
    return list(Entry.objects.filter(event="household.opened").order_by("n").values_list("by_name", "detail__outcome"))


class TestTheRegister:
    @pytest.mark.mechanism("M119")
    def test_asks_little_and_says_of_each_particular_what_it_is_for(self, enter):
        client = enter("worker")
        page = main(read(client, "/households/new/"))
        names = {part.split('"')[0] for part in page.split('name="')[1:]} - {"csrfmiddlewaretoken"}
        assert names == {"unit", "group", "door", "head_name", "is_guardian", "phone", "members"}
        assert "上门时称呼用" in page and "本人愿意留才填" in page and "不写孩子的姓名" in page

        typed = {"unit": "石桥村", "group": "三组", "door": "12号", "head_name": "王长青", "members": "4"}
        here = client.post("/households/new/", typed).url
        assert "王长青" in main(read(client, here))
        again = main(client.post("/households/new/", typed).content.decode())
        assert "已经登记，编号" in again
        number = {**typed, "head_name": "110101199001011237"}
        assert "不要写号码" in main(client.post("/households/new/", number).content.decode())
        assert Household.objects.count() == 1

    def test_is_found_by_code_group_and_door_and_shows_no_name_to_those_who_need_none(self, enter, town):
        one = household_made(town)
        household_made(town, group="十组", door="7号", head_name="李小河")
        worker = enter("worker")
        for words in (one.code.lower(), "三组", "12号", "三组 12", "王长青"):
            page = main(read(worker, "/households/", words=words))
            assert "王长青" in page and "李小河" not in page, words

        leader = enter("leader")
        page = main(read(leader, "/households/", unit=town.shiqiao.pk))
        assert one.code in page and "三组" in page and "王" not in page and "李" not in page.replace("李青", "")
        assert one.code not in main(read(leader, "/households/", words="王长青"))
        assert "13900000001" not in read(leader, f"/households/{one.code}/")

    @pytest.mark.thorough
    def test_costs_the_same_for_three_households_and_for_ten_and_turns_pages_by_key(self, enter, town, monkeypatch):
        client, made = enter("worker"), []
        asked = []
        read(client, "/households/")  # the first page of a browser asks who it is
        for until in (3, 10):
            while len(made) < until:
                made.append(household_made(town, door=f"{len(made) + 1}号"))
                need_noted(town, made[-1]) if len(made) % 2 else None
            for url in ("/households/", "/households/needs/"):
                with CaptureQueriesContext(
                    connection,
                ) as caught:
                    read(client, url, unit=town.shiqiao.pk)
                asked.append(len(caught))
        assert asked[:2] == asked[2:]

        monkeypatch.setattr("lianxin.web.office.households.browsing.ROWS", 4)
        page, seen = main(read(client, "/households/", unit=town.shiqiao.pk)), []
        for _each in range(3):
            seen.append([one.code for one in made if one.code in page.split("<tbody>")[1]])
            following = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0] if 'rel="next"' in page else ""
            page = main(read(client, following.replace("&amp;", "&"))) if following else ""
        assert seen == [[one.code for one in made[:4]], [one.code for one in made[4:8]], [one.code for one in made[8:]]]

    def test_prints_on_paper(self, enter, town):
        household_made(town)
        page = main(read(enter("worker"), "/households/print/", unit=town.shiqiao.pk))
        assert "石桥村户册" in page and "12号" in page and "data-lx-print" in page and "13900000001" not in page


class TestAListBroughtIn:
    def test_registers_good_rows_and_says_of_the_others_number_and_reason(self, enter, town):
        household_made(town)
        rows = [
            ["石桥村户册"], ["序号", "组别", "门牌号", "户主姓名", "身份证号码", "联系电话", "家庭人口"],
            [1, "一组", "1号", "张大河", "x", 13900000011, 3], [2, "一组", "2号", "刘小山", "x", "", "5人"],
            [3, "一组", "3号", "陈秋菊", "x", "", "好几口"], [4, "", "", "赵无门", "x", "", 2],
            [5, "三组", "12号", "王长青", "x", "", 4],
        ]  # fmt: skip
        file = BytesIO()
        book = xlsxwriter.Workbook(file)
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        book.close()
        upload = SimpleUploadedFile("huce.xlsx", file.getvalue())

        page = main(enter("worker").post("/households/import/", {"unit": "石桥村", "file": upload}).content.decode())

        assert "登记了 2 户" in page and "退回 3 行" in page and "没有读取的列：身份证号码" in page
        for number, reason in ((5, "好几口"), (6, "组别或门牌"), (7, "已经登记")):
            assert f'<td class="number">{number}</td><td>' in page and reason in page
        assert {(one.head_name, one.phone, one.members) for one in Household.objects.all()} == {
            ("王长青", "13900000001", 4), ("张大河", "13900000011", 3), ("刘小山", "", 5),
        }  # fmt: skip
        blank = openpyxl.load_workbook(BytesIO(enter("worker").get("/households/import/form/").content)).active
        assert [cell.value for cell in blank[2]] == ["组别", "门牌", "户主", "联系电话", "人口"]


class TestAHouseholdInNeed:
    @pytest.mark.mechanism("M119")
    @pytest.mark.thorough
    def test_is_opened_for_a_purpose_and_each_time_leaves_a_line(self, enter, town):
        need = need_noted(town)
        here, secrets = f"/households/{need.household.code}/", ("王长青", "13900000001", "因病", "常年吃药", "走访摸底")
        worker = enter("worker")
        for page in (read(worker, here), read(worker, "/households/", unit=town.shiqiao.pk)):
            assert "王**" in main(page) and not any(
                word in main(page) for word in ("王长青", "13900000001", "常年吃药")
            )
        assert opened() == []

        page = main(worker.post(f"{here}open/", {"purpose": "visit"}).content.decode())
        assert all(word in page for word in secrets) and opened() == [("石小桥", "入户走访")]
        assert "王长青" not in main(worker.post(f"{here}open/", {"purpose": "curious"}).content.decode())
        assert read(worker, f"/households/needs/{need.code}/review/") and len(opened()) == 2

        leader = enter("leader")
        assert not any(word in read(leader, here) for word in (*secrets, "王**"))
        assert leader.post(f"{here}open/", {"purpose": "visit"}).status_code == 403
        assert enter("stranger").get(here).status_code == 404 and len(opened()) == 2

    @pytest.mark.mechanism("M119")
    def test_is_opened_to_whom_it_is_entrusted_until_it_is_taken_back(self, enter, town):
        need = need_noted(town)
        here = f"/households/{need.household.code}/"
        assert enter("builder").get(here).status_code == 404
        typed = {"person": "张建", "since": "今天", "until": "2026-12-31", "why": "包户联系"}
        assert enter("worker").post(f"{here}trust/", typed).url == here

        builder = enter("builder")
        assert need.household.code in main(read(builder, "/households/"))
        assert "王长青" in main(builder.post(f"{here}open/", {"purpose": "help"}).content.decode())
        assert opened() == [("张建", "落实帮扶")] and builder.get(f"{here}edit/").status_code == 403

        page = main(read(enter("worker"), here))
        assert "包户联系" in page and "查看困难户资料，用途：落实帮扶" in page
        trust = need.household.trusts.get()
        enter("worker").post(f"{here}trust/{trust.pk}/end/")
        assert enter("builder").get(here).status_code == 404

    @pytest.mark.mechanism("M093")
    def test_enters_the_ledger_by_being_noted_and_leaves_it_by_being_ended(self, enter, town):
        one = household_made(town)
        worker = enter("worker")
        assert one.code not in main(read(worker, "/households/needs/"))
        typed = {
            "causes": ["illness", "no_skill"],
            "basis": "survey",
            "note": "缺养殖技术。",
            "since": "今天",
            "review_on": "2027-5-1",
        }
        assert worker.post(f"/households/{one.code}/need/", typed).url == f"/households/{one.code}/"

        page = main(read(worker, "/households/needs/"))
        assert "共 1 户" in page and "因病、缺技术" in page and "王**" in page
        assert one.code in main(read(worker, "/households/needs/", cause="no_skill"))
        assert one.code not in main(read(worker, "/households/needs/", cause="disaster"))
        assert one.code not in main(read(worker, "/households/needs/", on="2026-11-02"))
        assert "2026-11-02" not in page
        visit_made(town, household=one, at=NOON + timedelta(hours=5))
        assert "2026-11-02" in main(read(worker, "/households/needs/"))

        need, later = Need.objects.get(), enter("worker", days=20)
        ending = {"until": "今天", "reason": "已学会养殖，收入稳定。"}
        later.post(f"/households/needs/{need.code}/end/", ending)
        assert "这一天没有困难户" in main(read(later, "/households/needs/"))
        assert one.code in main(read(later, "/households/needs/", on="2026-11-10"))

    def test_goes_on_paper_and_into_a_file_without_names_and_with_a_line_in_the_journal(self, enter, town):
        need = need_noted(town)
        client = enter("worker")
        paper = main(read(client, "/households/needs/print/"))
        sheet = openpyxl.load_workbook(BytesIO(client.get("/households/needs/xlsx/").content)).active
        for text in (paper, " ".join(str(cell.value) for row in sheet.rows for cell in row)):
            assert need.household.code in text and "王**" in text and "因病、缺劳力" in text and "王长青" not in text
        assert Entry.objects.get(event="household.listed").detail["count"] == 1

    @pytest.mark.thorough
    def test_waits_for_its_review_on_the_page_of_today(self, enter, town):
        need = need_noted(town, review_on=day(30))
        assert need.household.label not in read(enter("worker", days=10), "/today/")

        page = read(enter("worker", days=25), "/today/")
        assert "复核困难户" in page and need.household.label in page and "王" not in main(page).replace("王某", "")
        typed = {"causes": ["illness"], "note": "还要吃药。", "review_on": "2027-6-1"}
        enter("worker", days=25).post(f"/households/needs/{need.code}/review/", typed)
        assert need.household.label not in read(enter("worker", days=25), "/today/")

    @pytest.mark.mechanism("M119")
    def test_is_emptied_when_its_time_is_over_and_the_count_of_that_year_stays(self, enter, town):
        need = need_noted(town)
        commands.end_need(need=need, reason="就业", by=town.worker, at=NOON + timedelta(days=9))
        unit = {"unit": town.shiqiao.pk, "period": "2026-11", "code": "household.newly_in_need"}
        soon, due = enter("worker", days=360), "/households/erasing/"
        assert "30 天内到期" in main(read(soon, due)) and "现在没有到期的内容" in main(read(soon, due))

        later = enter("worker", days=380)
        assert need.household.label in main(read(later, due))
        assert "已清除困难情况 1 条" in later.post(due, follow=True).content.decode()
        page = main(later.post(f"/households/{need.household.code}/open/", {"purpose": "check"}).content.decode())
        assert "具体内容已到期清除" in page and "因病" not in page and "常年吃药" not in page and "就业" not in page
        assert need.household.code in main(read(later, "/figures/open/", **unit))
        need.refresh_from_db()
        assert (need.causes, need.note, need.since) == ([], "", day())
