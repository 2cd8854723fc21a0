"""责任清单与分办 through its pages: who owns it, one click at handing out, help, objections, the list from Excel."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianxin.base.files.tables import read_tables
from lianxin.work.concerns import commands
from lianxin.work.concerns.models import Concern, DutyList, Objection, OutsideHanding
from tests.conftest import NOON
from tests.work.duty_scenes import in_force, sorted_as, topic


@pytest.fixture
def enter(client, town, monkeypatch):
    """`enter("clerk")` logs that person in at three in the afternoon and returns the client."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(hours=3))
    cache.clear()

    def as_(name):
        client.force_login(town.people[name])
        return client

    return as_


def text_of(answer) -> str:
    return answer.content.decode()


class TestWhoseMatterItIs:
    @pytest.mark.mechanism("M045", "F015", "F016")
    def test_is_answered_for_a_topic_a_place_and_a_day(self, enter, town):
        in_force(town)
        asked = {"topic": topic("道路路灯").pk, "place": "石桥村", "day": "2026-11-05"}
        client = enter("worker")

        page = text_of(client.get("/duties/", asked))
        assert "由县住建局主办，清水镇协办，依据县政府办2026年3号" in page
        assert "那一天还没有施行的责任清单" in text_of(client.get("/duties/", {**asked, "day": "2026-11-01"}))
        assert "里没有这个分类" in text_of(client.get("/duties/", {**asked, "topic": topic("医疗保险").pk}))
        assert "看病就医" in text_of(client.get("/duties/coverage/"))


class TestHandingOut:
    @pytest.mark.mechanism("M045", "F015", "F017")
    def test_shows_what_the_list_says_and_fills_it_in_at_one_click_never_unseen(self, enter, town):
        in_force(town)
        concern = sorted_as(town)
        client, at = enter("clerk"), f"/concerns/{concern.code}/assign/"

        page = text_of(client.get(at))
        assert "由县住建局主办，清水镇协办" in page and 'href="?take=0"' in page
        assert not re.search(r'name="to"[^>]*value="县住建局"', page)
        taken = text_of(client.get(f"{at}?take=0"))
        assert re.search(r'name="to"[^>]*value="县住建局"', taken)
        assert re.search(r'name="helpers"[^>]*value="清水镇"', taken)
        client.post(at, {"to": "县住建局", "helpers": "清水镇、县水利局", "help_due_on": "11.6", "instruction": "请看"})

        concern.refresh_from_db()
        assert concern.handler == town.building
        assert [(t.unit.name, t.due_on.isoformat()) for t in concern.tasks.all()] == [
            ("清水镇", "2026-11-06"), ("县水利局", "2026-11-06"),
        ]  # fmt: skip

    @pytest.mark.mechanism("M045", "F019")
    def test_to_a_village_outside_its_list_asks_for_a_reason_and_the_report_lists_it(self, enter, town):
        in_force(town)
        concern = sorted_as(town)
        client, at = enter("officer"), f"/concerns/{concern.code}/assign/"

        assert "由县住建局主办，不在石桥村的清单内" in text_of(client.post(at, {"to": "石桥村"}))
        assert not OutsideHanding.objects.exists()
        client.post(at, {"to": "石桥村", "outside_reason": "灯是村里自己装的，村里会修"})

        page = text_of(client.get("/duties/outside/"))
        assert "灯是村里自己装的，村里会修" in page and f"/concerns/{concern.code}/" in page and "共 1 次" in page
        assert "灯是村里" not in text_of(enter("stranger").get("/duties/outside/"))
        assert "共 1 次" not in text_of(client.get("/duties/outside/?year=2025"))
        assert client.get("/duties/outside/", {"year": "9" * 5000}).status_code == 200


class TestSeveralAtOnce:
    @pytest.mark.mechanism("M045", "F028")
    def test_go_out_each_as_the_list_says_and_what_is_refused_stays(self, enter, town):
        in_force(town)
        lamp, water, other = (sorted_as(town, label) for label in ("道路路灯", "供水排水", "医疗保险"))
        client = enter("clerk")

        page = text_of(client.get("/duties/several/"))
        assert all(f'value="{one.code}"' in page for one in (lamp, water, other))
        assert "县水利局</b>" in page and "清单没有写明" in page
        page = text_of(client.post("/duties/several/", {"code": [lamp.code, water.code, other.code]}, follow=True))
        assert "已交办 2 件" in page and "没有唯一的主办单位" in page
        for one, unit in ((lamp, town.building), (water, town.water_bureau), (other, None)):
            one.refresh_from_db()
            assert one.handler == unit
        assert [task.unit for task in lamp.tasks.all()] == [town.qingshui]

        client.post("/duties/several/", {"code": [other.code], "to": "县水利局"})
        other.refresh_from_db()
        assert other.handler == town.water_bureau

    def test_are_only_ones_own(self, enter, town):
        concern = sorted_as(town)
        client = enter("stranger")

        assert concern.code not in text_of(client.get("/duties/several/"))
        client.post("/duties/several/", {"code": [concern.code], "to": "县住建局"})
        concern.refresh_from_db()
        assert concern.handler is None and enter("worker").get("/duties/several/").status_code == 403


class TestHelping:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M045", "F017")
    def test_goes_from_today_to_the_report_and_the_lead_sees_who_is_missing(self, enter, town):
        concern = commands.assign(
            concern=sorted_as(town),
            to=town.building,
            helpers=[town.water_bureau, town.qingshui],
            by=town.clerk,
            at=NOON,
        )
        task, at = concern.tasks.get(unit=town.water_bureau), f"/concerns/{concern.code}/"
        client = enter("water")

        assert "协办</b>" in text_of(client.get("/today/")) and "签收协办" in text_of(client.get(at))
        assert "答复</button>" not in text_of(client.get(at))
        client.post(f"/duties/task/{task.pk}/acknowledge/")
        assert client.post(f"/duties/task/{task.pk}/report/", {"report": " "}).status_code == 200
        client.post(f"/duties/task/{task.pk}/report/", {"report": "水管已移开。"})

        task.refresh_from_db()
        assert task.report == "水管已移开。" and "协办</b>" not in text_of(client.get("/today/"))
        page = text_of(enter("builder").get(at))
        assert "水管已移开。" in page and "还没有反馈的：清水镇" in page
        client.post(f"/duties/of/{concern.code}/progress/", {"comment": "灯杆已运到。"})
        assert "灯杆已运到。" in text_of(client.get(at))
        client.post(f"{at}acknowledge/")
        assert "协办还没有反馈：清水镇" in text_of(client.get(f"{at}reply/"))
        left = concern.tasks.get(unit=town.qingshui)
        enter("clerk").post(f"/duties/of/{concern.code}/withdraw/{left.pk}/")
        assert not concern.tasks.standing().filter(unit=town.qingshui).exists()

    def test_is_asked_for_later_too_and_an_unknown_unit_is_refused(self, enter, town):
        concern = commands.assign(concern=sorted_as(town), to=town.building, by=town.clerk, at=NOON)
        client, at = enter("clerk"), f"/duties/of/{concern.code}/help/"

        assert "没有叫“火星局”的单位" in text_of(client.post(at, {"helpers": "县水利局、火星局"}))
        assert client.post(at, {"helpers": "县水利局"}).status_code == 302
        assert enter("water").get(f"/concerns/{concern.code}/").status_code == 200
        assert enter("teacher").get(f"/concerns/{concern.code}/").status_code == 404


class TestObjecting:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M045", "F018")
    def test_is_raised_reviewed_by_another_and_counted_against_the_rule(self, enter, town):
        in_force(town)
        concern = commands.assign(concern=sorted_as(town), to=town.building, by=town.clerk, at=NOON)
        at = f"/concerns/{concern.code}/"
        client = enter("builder")

        refused = client.post(f"{at}send-back/", {"reason": "不归我局"})
        assert "请用“提出异议”" in text_of(refused) and f"/duties/of/{concern.code}/object/" in text_of(client.get(at))
        client.post(f"/duties/of/{concern.code}/object/", {"reason": "产权在乡镇", "names": "清水镇"})
        objection = Objection.objects.get()
        assert client.get(f"/duties/objection/{objection.pk}/").status_code == 404
        client = enter("clerk")
        review = f"/duties/objection/{objection.pk}/"
        assert review in text_of(client.get("/today/")) and "产权在乡镇" in text_of(client.get(review))
        client.post(review, {"result": "upheld", "answer": "确不属该局。", "to": "县水利局"})

        concern.refresh_from_db()
        assert concern.handler == town.water_bureau
        assert "首接负责" in text_of(client.get(at)) and "异议成立" in text_of(client.get(at))
        page = text_of(client.get("/duties/objections/"))
        assert "清单要改的" in page and "产权在乡镇" in page
        assert "产权在乡镇" not in text_of(enter("stranger").get("/duties/objections/"))


def sheet(rows) -> SimpleUploadedFile:
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return SimpleUploadedFile("清单.csv", file.getvalue().encode())


class TestTheDraft:
    @pytest.mark.mechanism("M045", "F016")
    def test_comes_from_a_table_is_looked_at_approved_and_exported_as_it_came(self, enter, town):
        client = enter("clerk")
        client.post("/duties/draft/start/")
        rows = [
            ("分类", "属地", "主办单位", "协办单位", "依据"),
            ("城乡建设/道路路灯", "", "县住建局", "属地乡镇", "三定方案"),
            ("供水排水", "清水镇", "县水利局", "", ""),
            ("飞碟", "", "县水利局", "", ""),
        ]
        page = text_of(client.post("/duties/draft/import/", {"file": sheet(rows), "preview": "1"}))
        assert "可以导入 2 条，退回 1 行" in page and "没有这个分类：飞碟" in page
        assert DutyList.objects.get().rules.count() == 0
        signed = re.search(r'name="rows" value="([^"]+)"', page)[1]
        assert "已经过期" in text_of(client.post("/duties/draft/import/", {"rows": signed + "x", "confirm": "1"}))
        client.post("/duties/draft/import/", {"rows": signed, "confirm": "1"})
        assert "住建局" in text_of(client.get("/duties/draft/")) and DutyList.objects.get().rules.count() == 2
        form = {"topic": topic("村务公开").pk, "lead": "属地村社区", "place": "", "helpers": "清水镇", "basis": ""}
        assert client.post("/duties/draft/", form).status_code == 302
        assert "对不上" in text_of(client.post("/duties/draft/", {**form, "lead": "飞碟局"}))
        assert enter("officer").get("/duties/list/1/").status_code == 404

        leader = enter("county_leader")
        assert "第一版的内容" in text_of(leader.get("/duties/draft/approve/"))
        assert leader.post("/duties/draft/approve/", {"valid_from": "今天"}).status_code == 302

        page = text_of(enter("officer").get("/duties/list/1/"))
        assert "高远" in page and "属地乡镇" in page
        sheet_ = read_tables(client.get("/duties/list/1/export/").content, "清单.xlsx")[0]
        found = [tuple(cell or "" for cell in row) for row in sheet_.rows]
        assert found[0] == rows[0] and ("城乡建设/道路路灯", "全县", "县住建局", "属地乡镇", "三定方案") in found

    def test_is_changed_compared_and_dropped(self, enter, town):
        in_force(town)
        client = enter("clerk")
        client.post("/duties/draft/start/")
        client.post("/duties/draft/start/")
        draft = DutyList.objects.get(approved_at=None)
        client.post(reverse("duties:remove", args=[draft.rules.get(topic=topic("村务公开")).pk]))

        page = text_of(client.get("/duties/list/2/compare/"))
        assert "第1版 → 第2版，1 处不同" in page and "（删去）" in page
        client.post("/duties/draft/drop/")
        assert DutyList.objects.count() == 1 and client.get("/duties/draft/").status_code == 404


class TestThePages:
    @pytest.mark.thorough
    def test_cost_the_same_with_three_as_with_ten(self, enter, town):
        in_force(town)

        def some(number):
            for _each in range(number):
                concern = commands.assign(
                    concern=sorted_as(town), to=town.building, helpers=[town.water_bureau], by=town.clerk, at=NOON
                )
                commands.raise_objection(concern=concern, reason="不归", names=town.qingshui, by=town.builder, at=NOON)
                sorted_as(town)
                commands.assign(
                    concern=sorted_as(town), to=town.shiqiao, outside_reason="村里自己装的灯", by=town.officer, at=NOON
                )

        def cost():
            found = []
            for who in ("clerk", "water"):
                client = enter(who)
                client.get("/duties/")
                for url in (
                    "/duties/",
                    "/duties/several/",
                    "/duties/outside/",
                    "/duties/objections/",
                    "/duties/list/1/",
                    "/today/",
                ):
                    with CaptureQueriesContext(
                        connection,
                    ) as asked:
                        assert client.get(url).status_code in (200, 403)
                    found.append(len(asked))
            return found

        some(3)
        few = cost()
        some(7)
        assert cost() == few and Concern.objects.count() == 30


class TestStepsAndShortlist:
    @pytest.mark.mechanism("F024")
    def test_steps_remind_and_are_ticked_by_those_who_work_on_it_and_hinder_no_answer(self, enter, town):
        concern = commands.assign(concern=sorted_as(town), to=town.building, by=town.clerk, at=NOON)
        client = enter("clerk")
        form = {"topic": topic("城乡建设").pk, "steps": "到现场\n\n换灯头\n夜间复看"}
        assert client.post("/duties/steps/", form).status_code == 302 and "夜间复看" in text_of(
            client.get("/duties/steps/")
        )
        assert "最多" in text_of(client.post("/duties/steps/", {**form, "steps": "一\n" * 13}))
        at, first = f"/concerns/{concern.code}/", topic("城乡建设").steps.get(order=1)
        assert "办完这一步" not in text_of(client.get(at)) and "换灯头" in text_of(client.get(at))
        assert client.post(f"/duties/of/{concern.code}/tick/{first.pk}/").status_code == 403

        client = enter("builder")
        client.post(f"/duties/of/{concern.code}/tick/{first.pk}/")
        assert "县住建局办完一步：到现场" in text_of(client.get(at))
        again = client.post(f"/duties/of/{concern.code}/tick/{first.pk}/", follow=True)
        assert "已经记过了" in text_of(again) and concern.ticks.count() == 1
        client.post(f"{at}acknowledge/")
        client.post(f"{at}reply/", {"text": "已换新灯。"})
        concern.refresh_from_db()
        assert concern.status == "replied"

    @pytest.mark.mechanism("F028")
    def test_a_shortlist_is_ones_own_and_follows_the_wall(self, enter, town):
        far, near = sorted_as(town, unit=town.shahe), sorted_as(town)
        client = enter("clerk")
        for one in (far, near):
            client.post(f"/duties/of/{one.code}/keep/")
        client.post(f"/duties/of/{near.code}/keep/")

        page = text_of(client.get("/duties/mine/"))
        assert page.index(near.code) < page.index(far.code)  # 清水镇 before 白沙镇: one round trip
        assert "移出个人清单" in text_of(client.get(f"/concerns/{near.code}/"))
        client.post(f"/duties/of/{far.code}/keep/", {"drop": "1"})
        assert far.code not in text_of(client.get("/duties/mine/"))
        assert near.code not in text_of(enter("officer").get("/duties/mine/"))
        assert enter("stranger").post(f"/duties/of/{near.code}/keep/").status_code == 404
