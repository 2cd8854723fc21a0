"""上下级 by pages alone: a letter from above returned in time; a matter reported upward, received and answered."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from lianxin.work.levels.models import Submission, UpperOrder
from tests.conftest import NOON
from tests.work.conftest import at_state, registered
from tests.work.test_levels import entered, sent

LETTER = {"body": "市信访局", "number": "市信交〔2026〕18号", "route": "assigned", "wanted": "report", "dated_on": "11.2",
          "return_by": "11月20日", "text": "来信反映石桥村路灯长期不亮。", "kind": "help", "unit": "石桥村",
          "people_count": "1", "entry_key": "k1"}  # fmt: skip


@pytest.fixture
def enter(client, town, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    cache.clear()

    def as_(name):
        client.force_login(town.people[name])
        return client

    return as_


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


class TestALetterFromAbove:
    @pytest.mark.mechanism("M029", "M030")
    @pytest.mark.thorough
    def test_is_entered_handled_and_returned_in_time(self, enter, town):
        client = enter("clerk")
        refused = text_of(client.post("/levels/enter/", {**LETTER, "return_by": ""}))
        assert "请写明上级要求反馈的日期" in refused and not Concern.objects.exists()
        answer = client.post("/levels/enter/", LETTER)
        concern = Concern.objects.get()
        assert answer.url == f"/concerns/{concern.code}/" and concern.external_number == LETTER["number"]
        assert "来文编号 市信交〔2026〕18号" in text_of(client.get(answer.url))
        assert "报送上级" not in text_of(client.get("/today/"))  # more than two weeks to go
        at_state(town, Status.CLOSED, concern)
        page = f"/levels/orders/{concern.code}/"
        client.post(page + "give-back/", {"findings": "更换灯具三盏。", "number": "定群〔2026〕5号"})

        shown = text_of(client.get("/levels/?tab=returned"))
        assert "按期反馈" in shown and "市信交〔2026〕18号" in shown
        docx = client.get(page + "letter/")
        with zipfile.ZipFile(io.BytesIO(docx.content)) as parts:
            words = re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())
        assert "更换灯具三盏" in words and "定群〔2026〕5号" in words and "王长青" not in words
        assert "更换灯具三盏" in text_of(client.get(page + "print/"))
        opened = text_of(client.get("/figures/open/?code=upper_order.assigned&period=2026-11"))
        assert concern.title in opened

    @pytest.mark.mechanism("F003", "M029")
    def test_stands_in_the_one_register_and_is_found_by_the_upper_bodys_number(self, enter, town):
        order = entered(town)
        registered(town)
        client = enter("clerk")

        assert "上级交办" in text_of(client.get("/concerns/?tab=all&channel=assigned_above"))
        found = text_of(client.get("/concerns/", {"words": "市信交〔2026〕18号"}))
        assert order.concern.code in found and "共 1 件" in found

    @pytest.mark.thorough
    def test_waits_in_the_list_of_the_day_before_it_must_go_back(self, enter, town, monkeypatch):
        entered(town)
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(days=16))

        assert "报送上级" in text_of(enter("clerk").get("/today/"))
        assert "报送上级" not in text_of(enter("stranger").get("/today/"))

    def test_of_another_township_is_not_there(self, enter, town):
        order = entered(town)
        client = enter("stranger")

        assert client.get(f"/levels/orders/{order.concern.code}/").status_code == 404
        assert order.number not in text_of(client.get("/levels/?tab=all"))


class TestAReportUpward:
    @pytest.mark.mechanism("M040", "M053")
    @pytest.mark.thorough
    def test_is_registered_sent_received_and_answered(self, enter, town):
        client = enter("worker")
        heard = {"text": "群众建议在村口设公交站。", "kind": "suggestion", "channel": "visit", "unit": "石桥村",
                 "matter": "opinion", "to": "清水镇", "reason": "多户提出。", "people_count": "1", "entry_key": "k2"}  # fmt: skip
        assert client.post("/levels/report/", heard).status_code == 302
        one = Submission.objects.get()
        assert "等清水镇签收" in text_of(client.get(f"/levels/submissions/{one.code}/"))
        officer = enter("officer")
        assert "签收上报" in text_of(officer.get("/today/"))
        officer.post(f"/levels/submissions/{one.code}/receive/")
        officer.post(
            f"/levels/submissions/{one.code}/decide/", {"decision": "planned", "answer": "报县交通局，明年一季度设站。"}
        )

        client = enter("worker")
        assert "明年一季度设站" in text_of(client.get(f"/concerns/{one.concern.code}/"))
        printed = text_of(client.get("/levels/submissions/print/"))
        assert "李青 2026-11-03" in printed and "列入计划，说明时间：报县交通局" in printed

    @pytest.mark.thorough
    @pytest.mark.mechanism("M059")
    def test_of_a_matter_in_hand_is_seen_with_its_decision_by_the_handler(self, enter, town):
        concern = at_state(town, Status.IN_HAND)
        client = enter("officer")
        assert f"/levels/submit/{concern.code}/" in text_of(client.get(f"/concerns/{concern.code}/"))
        client.post(
            f"/levels/submit/{concern.code}/", {"matter": "decision", "to": "清水镇", "reason": "要镇党委研究资金。"}
        )
        one = Submission.objects.get()
        leader = enter("leader")
        leader.post(f"/levels/submissions/{one.code}/receive/")
        leader.post(
            f"/levels/submissions/{one.code}/decide/",
            {"decision": "instructed", "answer": "从村级经费列支。", "number": "纪要7号"},
        )

        page = text_of(enter("builder").get(f"/concerns/{concern.code}/"))
        assert "清水镇答复上报件（作出批示，由本级办理）：从村级经费列支。" in page
        assert enter("builder").get(f"/levels/submissions/{one.code}/").status_code == 404

    @pytest.mark.mechanism("M070")
    def test_for_a_missing_policy_is_counted_by_the_body_that_owns_the_rule(self, enter, town):
        sent(town, registered(town).concern, by="officer", unit=town.qingshui, to=town.building, matter="policy")
        page = text_of(enter("building_head").get("/levels/submissions/"))

        assert "县住建局" in page and "1 件未办结诉求因政策障碍上报" in page and "1 件还没有答复" in page

    def test_about_the_upper_unit_never_reaches_it(self, enter, town):
        complaint = registered(town, kind="complaint", subject_units=[town.qingshui], by=town.clerk).concern
        client = enter("clerk")
        page = client.post(
            f"/levels/submit/{complaint.code}/", {"matter": "beyond", "to": "清水镇", "reason": "请镇里办。"}
        )
        assert "不能报给被反映的单位" in text_of(page)
        client.post(
            f"/levels/submit/{complaint.code}/", {"matter": "beyond", "to_body": "市信访局", "reason": "请市里办。"}
        )
        one = Submission.objects.get()

        for name in ("officer", "leader", "worker"):
            other = enter(name)
            assert other.get(f"/levels/submissions/{one.code}/").status_code == 404
            assert complaint.title not in text_of(other.get("/levels/submissions/?side=sent"))

    @pytest.mark.thorough
    def test_lists_cost_the_same_for_three_and_for_ten(self, enter, town):
        def statements() -> int:
            with CaptureQueriesContext(connection) as caught:
                for page in ("/levels/?tab=all", "/levels/submissions/?side=sent", "/today/"):
                    client.get(page)
            return len(caught)

        client = enter("clerk")
        for n in range(3):
            sent(town, entered(town, number=f"{n}号").concern)
        client.get("/levels/")
        few = statements()
        for n in range(3, 10):
            sent(town, entered(town, number=f"{n}号").concern)

        assert statements() == few and UpperOrder.objects.count() == 10
