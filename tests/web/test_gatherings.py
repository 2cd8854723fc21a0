"""座谈的页面: a talk with its opinions, a sheet on paper and on the web, a study, a finding, a comment."""

import io
import re
import zipfile
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxin.pure.paper import plain_text
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Channel
from lianxin.work.gatherings import commands
from lianxin.work.gatherings.models import Gathering, Opinion, OpinionSheet, SheetReturn, Study
from tests.conftest import NOON
from tests.web.world import read

ASK = {"title": "照明征求意见表", "questions": "对路灯满意吗？满意/一般/不满意\n还有什么意见"}


def held(client):
    """A talk noted through its form; its address."""
    typed = {"kind": "talk", "title": "院坝恳谈", "held_on": "昨天", "people": "24", "units_present": "三组村民"}
    return client.post("/gatherings/new/", typed).url


class TestAGathering:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M025", "M060", "F012")
    def test_gives_each_point_its_outcome(self, enter):
        client = enter("worker")
        here = held(client)
        assert Gathering.objects.get().people == 24
        for text, answer in (("灯几点亮", "六点半"), ("全乡规划怎么办", ""), ("东头的灯不亮", "")):
            assert client.post(here, {"text": text, "answer": answer}).url == here
        answered, planned, broken = Opinion.objects.order_by("pk")
        client.post(f"/gatherings/opinions/{planned.code}/do/promise/", {"handler": "县住建局", "due_on": "2026-11-06"})
        form = read(client, f"/gatherings/opinions/{broken.code}/raise/")
        assert "东头的灯不亮" in form and "石桥村" in form
        typed = {"text": "东头的灯不亮", "kind": "help", "unit": "石桥村", "people_count": "1", "entry_key": "o1"}
        assert client.post(f"/gatherings/opinions/{broken.code}/raise/", typed).status_code == 302
        concern = Concern.objects.get()

        page = read(client, here)
        assert "当场答复" in page and "会后研究" in page and concern.code in page
        assert here.rsplit("/", 2)[0] and broken.code in read(client, f"/concerns/{concern.code}/")
        assert concern.channel == Channel.MEETING and "院坝恳谈" in read(client, f"/concerns/{concern.code}/")
        assert answered.answer == "六点半"
        again = client.get(f"/gatherings/opinions/{broken.code}/raise/")
        assert again.url == f"/concerns/{concern.code}/"

    @pytest.mark.mechanism("M060")
    @pytest.mark.thorough
    def test_promises_what_is_then_due_at_the_unit_in_charge(self, enter, town):
        client = enter("worker")
        client.post(held(client), {"text": "全乡规划怎么办", "answer": ""})
        one = Opinion.objects.get()
        client.post(f"/gatherings/opinions/{one.code}/do/promise/", {"handler": "县住建局", "due_on": "2026-11-06"})

        builder = enter("builder")
        assert "全乡规划怎么办" in read(builder, "/today/")
        here = f"/gatherings/opinions/{one.code}/"
        assert builder.post(f"{here}do/settle/", {"text": "已列入明年计划"}).url == here
        assert "全乡规划怎么办" not in read(builder, "/today/") and "已列入明年计划" in read(builder, here)
        assert "已经答复" in builder.post(f"{here}do/settle/", {"text": "又一遍"}).content.decode()
        assert enter("water").get(here).status_code == 404

    @pytest.mark.mechanism("M025")
    def test_has_minutes_on_paper_and_as_a_document(self, enter):
        client = enter("worker")
        here = held(client)
        client.post(here, {"text": "灯几点亮", "answer": "六点半"})

        assert "灯几点亮" in read(client, f"{here}minutes/")
        answer = client.get(f"{here}docx/")
        text = plain_text(answer.content)
        assert zipfile.is_zipfile(io.BytesIO(answer.content))
        assert "院坝恳谈纪要" in text and "24人参加" in text and "当场答复：六点半" in text

    @pytest.mark.thorough
    def test_costs_the_lists_no_more_with_ten_than_with_three(self, enter, town):
        client, by = enter("worker"), {"by": town.worker, "at": NOON}
        talk = commands.hold(unit=town.shiqiao, kind="forum", title="会", held_on=date(2026, 11, 2), people=3, **by)

        def statements(number):
            while Opinion.objects.count() < number:
                n = Opinion.objects.count()
                one = commands.note_opinion(gathering=talk, text=f"意见{n}", **by)
                commands.hold(unit=town.shiqiao, kind="talk", title=f"会{n}", held_on=date(2026, 11, 2), people=3, **by)
                if n % 2:
                    commands.raise_opinion(
                        opinion=one, text=one.text, kind="help", unit=town.shiqiao, entry_key=f"s{n}", **by
                    )
            counts = []
            for url in ("/gatherings/", "/gatherings/opinions/", f"/gatherings/of/{talk.code}/"):
                with CaptureQueriesContext(connection) as seen:
                    read(client, url)
                counts.append(len(seen))
            return counts

        read(client, "/gatherings/")
        assert statements(3) == statements(10)


class TestAnOpinionSheet:
    @pytest.mark.mechanism("M024", "F012")
    def test_is_printed_tallied_and_its_words_become_concerns(self, enter):
        client = enter("teacher")
        here = client.post("/gatherings/sheets/new/", ASK).url
        paper = read(client, f"{here}paper/")
        assert "☐ 满意" in paper and "☐ 不满意" in paper and "还有什么意见" in paper

        typed = {"handed_out": "50", "returned": "43", "count_1_0": "30", "count_1_1": "10", "count_1_2": "3",
                 "text_2": "食堂太吵\n\n门口车多"}  # fmt: skip
        refused = client.post(f"{here}tally/", {**typed, "count_1_0": "44"}).content.decode()
        assert "不能多于收回的 43 份" in refused and not SheetReturn.objects.exists()
        assert client.post(f"{here}tally/", typed).url == here
        page = read(client, here)
        assert "发出 50 份，收回 43 份" in page and "食堂太吵" in page and Opinion.objects.count() == 2
        one = Opinion.objects.get(text="门口车多")
        filed = {"text": one.text, "kind": "help", "unit": "县第一中学", "people_count": "1", "entry_key": "q1"}
        client.post(f"/gatherings/opinions/{one.code}/raise/", filed)
        assert Concern.objects.get().channel == Channel.QUESTIONNAIRE and Concern.objects.get().opinion == one

    @pytest.mark.mechanism("M027")
    def test_before_a_visit_is_answered_by_whoever_has_the_address(self, enter):
        client, anybody = enter("officer"), Client()
        here = client.post("/gatherings/sheets/new/", {**ASK, "visit_to": "清水砖厂", "visit_on": "2026-11-20"}).url
        sheet = OpinionSheet.objects.get()
        address = f"/public/ask/{sheet.token}/"
        assert anybody.get(address).status_code == 404
        client.post(f"{here}open/", {"closes_on": "2026-11-10"})

        assert "清水砖厂" in read(anybody, address) and address in read(client, here)
        answer = anybody.post(address, {"q1": "2", "q2": "电价高"})
        assert "收到了，谢谢您" in answer.content.decode() and "lx_" not in str(answer.cookies)
        assert "一题也没有答" in anybody.post(address, {"q1": "x"}).content.decode()
        page = read(client, here)
        assert "网上收到 1 份" in page and "电价高" in page
        client.post(f"{here}close/")
        assert "已经截止" in anybody.post(address, {"q1": "0"}).content.decode()
        assert SheetReturn.objects.get().returned == 1

    def test_without_a_question_mark_before_its_options_is_asked_again(self, enter):
        client = enter("worker")
        page = client.post("/gatherings/sheets/new/", {**ASK, "questions": "满意/不满意"}).content.decode()
        assert "选择题请在选项前写问号" in page and not OpinionSheet.objects.exists()


class TestAStudy:
    @pytest.mark.mechanism("M026", "M078")
    @pytest.mark.thorough
    def test_shows_the_chain_from_what_was_said_to_what_was_done(self, enter):
        worker = enter("worker")
        worker.post(held(worker), {"text": "办证要跑三个地方", "answer": ""})
        one = Opinion.objects.get()
        client = enter("officer")
        here = client.post("/gatherings/studies/new/", {"title": "就近办"}).url
        study = Study.objects.get()
        assert client.post(f"/gatherings/opinions/{one.code}/do/link/", {"study": study.pk}).status_code == 302
        client.post(f"{here}do/report/", {"text": "十一项可以放到村里。"})
        decision = {"title": "由村站代收", "body": "镇联席会议", "decided_on": "今天", "number": "清政〔2026〕18号"}
        assert "请选出" in client.post(f"{here}do/decide/", decision).content.decode() or not study.decisions.exists()
        client.post(f"{here}do/decide/", {**decision, "used": [one.code]})
        typed = {
            "text": "培训村站人员",
            "handler": "石桥村",
            "due_on": "2026-11-06",
            "decision": study.decisions.get().pk,
        }
        client.post(f"{here}do/measure/", typed)

        page = read(client, here)
        for word in (
            "办证要跑三个地方",
            "十一项可以放到村里",
            "清政〔2026〕18号",
            "被“由村站代收”采用",
            "培训村站人员",
        ):
            assert word in page
        assert "由村站代收" in read(client, f"/gatherings/opinions/{one.code}/")
        worker = enter("worker")
        assert "培训村站人员" in read(worker, "/today/")
        measure = study.measures.get()
        worker.post(f"/gatherings/measures/{measure.code}/", {"text": "办了一期"})
        assert "培训村站人员" not in read(worker, "/today/") and "办了一期" in read(enter("officer"), here)


class TestWhatIsFoundElsewhere:
    @pytest.mark.mechanism("M032", "F012")
    def test_on_a_visit_is_a_concern_in_one_step(self, enter):
        client = enter("worker")
        typed = {"text": "三组的桥栏断了", "kind": "help", "unit": "石桥村", "people_count": "1", "entry_key": "f1",
                 "source": "走访石桥村三组"}  # fmt: skip
        assert "在哪里发现的" in client.post("/gatherings/finding/", {**typed, "source": ""}).content.decode()
        assert not Concern.objects.exists()
        answer = client.post("/gatherings/finding/", typed)
        concern = Concern.objects.get()

        assert answer.url == f"/concerns/{concern.code}/receipt/" and concern.channel == Channel.VISIT
        assert "从走访石桥村三组发现" in read(client, f"/concerns/{concern.code}/")
        assert re.search("记座谈走访", read(client, "/gatherings/"))

    @pytest.mark.mechanism("M035")
    def test_on_the_units_own_page_is_pasted_with_the_place_where_it_stood(self, enter):
        client = enter("worker")
        typed = {"text": "医保卡丢了在哪里补", "kind": "enquiry", "unit": "石桥村", "people_count": "1", "entry_key": "c1",
                 "source": "镇政府公众号留言"}  # fmt: skip
        client.post("/gatherings/comment/", typed)
        concern = Concern.objects.get()

        assert concern.channel == Channel.ONLINE_COMMENT and concern.requester.name == ""
        assert "镇政府公众号留言" in read(client, f"/concerns/{concern.code}/")
        assert "网民留言" in read(client, "/concerns/", channel="online_comment", tab="all")
