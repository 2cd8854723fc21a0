"""督办积案 by pages alone: an old case supervised to the end, a unit that mends, reminders, what is stuck and where."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.project.cli import main
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.terms import Status
from lianxin.work.supervision import commands
from lianxin.work.supervision.models import Correction, LadderStep, Reminder, SupervisionOrder
from tests.conftest import NOON
from tests.work.conftest import at_state, registered
from tests.work.test_supervision import issued, moment


@pytest.fixture
def enter(client, town, monkeypatch):
    """`enter("clerk")` logs that person in at noon, or on a later day."""

    def as_(name, at=NOON):
        monkeypatch.setattr("django.utils.timezone.now", lambda: at)
        cache.clear()
        client.force_login(town.people[name])
        return client

    return as_


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


class TestAnOldCase:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M066", "M067", "F025")
    def test_is_supervised_to_the_end(self, enter, town):
        """Found in the register, led by a leader, supervised, chased, answered, closed, confirmed, concluded."""
        receipt = registered(town)
        concern = at_state(town, Status.IN_HAND, receipt.concern)
        far = NOON + timedelta(days=120)
        clerk = enter("clerk", far)
        assert concern.title in text_of(clerk.get("/supervision/cases/"))
        leader = str(town.postings["leader"].pk)
        clerk.post(
            f"/supervision/cases/{concern.code}/lead/", {"leader": leader, "plan": "分三步修好。", "review_on": "明天"}
        )
        assert "分三步修好" in text_of(clerk.get("/supervision/cases/print/"))
        assert "120 天" in text_of(clerk.get("/supervision/cases/")) and "唐山河" in text_of(
            clerk.get("/supervision/cases/")
        )
        clerk.post("/supervision/issue/", {
            "codes": concern.code, "to": "县住建局", "demand": "一周内修好。", "answer_by": "3月10日"})  # fmt: skip
        order = SupervisionOrder.objects.get()
        page = f"/supervision/orders/{order.code}/"
        clerk.post(page + "chase/", {"text": "请报进展。"})
        assert "督办〔2027〕1号" in text_of(clerk.get(f"/concerns/{concern.code}/"))

        assert "研究包案" in text_of(enter("leader", far).get("/today/"))
        builder = enter("builder", far)
        assert "回复督办" in text_of(builder.get("/today/"))
        builder.post(page + "answer/", {"text": "已修好。"})
        clerk = enter("clerk", far)
        assert "审核督办" in text_of(clerk.get("/today/"))
        assert "还有 1 件没有办结" in text_of(clerk.post(page + "conclude/", {"conclusion": "已落实。"}))
        concerns.reply(concern=concern, text="已换新灯。", by=town.builder, at=far)
        concerns.close(concern=concern, outcome="solved", by=town.clerk, at=far)
        concerns.rate(concern=concern, secret=receipt.secret, rating="satisfied", solved=True, contacted=True, at=far)
        clerk.post(page + "conclude/", {"conclusion": "已落实，群众确认。"})

        assert "已落实，群众确认" in text_of(clerk.get(page + "print/"))
        assert concern.title not in text_of(clerk.get("/supervision/cases/"))
        opened = text_of(clerk.get("/figures/open/?code=old_case.closed&period=2027-03"))
        assert concern.title in opened

    def test_may_be_looked_for_by_other_days_and_hides_from_strangers(self, enter, town):
        concern = registered(town).concern
        far = NOON + timedelta(days=40)

        assert concern.title in text_of(enter("clerk", far).get("/supervision/cases/?days=30"))
        assert concern.title not in text_of(enter("clerk", far).get("/supervision/cases/"))
        assert concern.title not in text_of(enter("stranger", far).get("/supervision/cases/?days=30"))


class TestAnOrder:
    @pytest.mark.mechanism("M067", "F025")
    def test_is_issued_on_ticked_matters_of_a_list_and_comes_as_a_paper(self, enter, town):
        for _each in range(3):
            at_state(town, Status.IN_HAND)
        client = enter("clerk")
        codes = re.findall(r'name="code" value="(\w+)"', text_of(client.get("/supervision/matters/?what=answer")))
        page = text_of(client.get("/supervision/issue/", {"code": codes[:2]}))
        assert "督办 2 件" in page and 'value="县住建局"' in page
        client.post("/supervision/issue/", {
            "codes": ",".join(codes[:2]), "title": "路灯专项督办", "to": "县住建局", "demand": "集中检修。",
            "answer_by": "11月13日"})  # fmt: skip

        order = SupervisionOrder.objects.get()
        docx = client.get(f"/supervision/orders/{order.code}/paper/")
        with zipfile.ZipFile(io.BytesIO(docx.content)) as parts:
            words = re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())
        assert order.concerns.count() == 2 and all(code in words for code in codes[:2])
        assert "督办〔2026〕1号" in words and "集中检修" in words and "王长青" not in words

    def test_never_takes_in_a_matter_that_is_not_ones_own(self, enter, town):
        concern = at_state(town, Status.IN_HAND)
        client = enter("stranger")
        assert concern.title not in text_of(client.get(f"/supervision/issue/?code={concern.code}"))
        client.post(
            "/supervision/issue/", {"codes": concern.code, "to": "白沙镇", "demand": "办。", "answer_by": "明天"}
        )

        assert not SupervisionOrder.objects.exists()

    def test_about_somebody_is_not_there_for_him(self, enter, town):
        complaint = registered(town, kind="complaint", subject_persons=[town.people["leader"]], by=town.clerk).concern
        order = issued(town, complaint, to=town.qingshui)

        assert enter("leader").get(f"/supervision/orders/{order.code}/").status_code == 404
        assert order.code not in text_of(enter("leader").get("/supervision/?tab=all"))
        assert enter("officer").get(f"/supervision/orders/{order.code}/").status_code == 200


class TestACorrection:
    @pytest.mark.mechanism("M064")
    @pytest.mark.thorough
    def test_is_issued_answered_and_confirmed_by_the_superior(self, enter, town):
        concern = registered(town).concern
        client = enter("clerk")
        told = {"to": "石桥村", "fact": "open", "measures": "逐件答复。", "answer_by": "11月13日"}
        assert "不能作为整改事由" in text_of(
            client.post("/supervision/corrections/issue/", {**told, "fact": "overdue"})
        )
        client.post("/supervision/corrections/issue/", told)
        one = Correction.objects.get()
        page = f"/supervision/corrections/{one.code}/"
        assert one.upper == town.qingshui and concern.title in text_of(client.get(page))
        worker = enter("worker")
        assert "报整改情况" in text_of(worker.get("/today/"))
        worker.post(page + "answer/", {"text": "已逐件上门。"})
        leader = enter("leader")
        assert "确认整改" in text_of(leader.get("/today/"))
        leader.post(page + "confirm/", {"text": "属实。"})

        shown = text_of(enter("clerk").get(page))
        assert "已确认整改" in shown and "已逐件上门" in shown and "名次" not in shown
        with zipfile.ZipFile(io.BytesIO(enter("clerk").get(page + "paper/").content)) as parts:
            assert "清水镇督促并确认" in re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())


class TestReminders:
    @pytest.mark.mechanism("F036")
    @pytest.mark.thorough
    def test_come_by_the_command_are_seen_today_and_say_why(self, enter, town, capsys, monkeypatch):
        concern = at_state(town, Status.IN_HAND)
        friday = registered(town, at=moment(6)).concern  # due on Friday the 20th: the day after is a Saturday
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment(21, 10))
        assert main(["remind"]) == 0 and "现在是勿扰时段" in capsys.readouterr().out
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment(23, 8))
        assert main(["remind"]) == 0 and "已给出提醒 2 条" in capsys.readouterr().out
        assert main(["remind", "--quiet"]) == 0 and capsys.readouterr().out == ""

        builder = enter("builder", moment(23))
        assert "超期催办" in text_of(builder.get("/today/"))
        page = text_of(builder.get(f"/concerns/{concern.code}/"))
        assert (
            "提醒县住建局经办人：超期催办：办理期限 2026-11-17，按阶梯 2026-11-18 提醒。" in page
            and "那天休息" not in page
        )
        assert "按阶梯 2026-11-21 提醒。那天休息，推到这一天。" in text_of(
            enter("officer", moment(23)).get(f"/concerns/{friday.code}/")
        )
        builder = enter("builder", moment(23))
        concerns.reply(concern=concern, text="已修。", by=town.builder, at=moment(23))
        assert "超期催办" not in text_of(builder.get("/today/"))

    @pytest.mark.mechanism("F036")
    def test_follow_a_ladder_that_the_office_can_change(self, enter, town):
        client = enter("clerk")
        assert "20时到次日8时，休息日全天" in text_of(client.get("/supervision/ladder/"))
        assert "修改后是新的一版" in text_of(client.get("/supervision/ladder/overdue/"))
        client.post("/supervision/ladder/overdue/", {"days": "2", "in_workdays": "on", "enabled": "on"})

        assert LadderStep.objects.filter(code="overdue").count() == 2
        assert client.get("/supervision/ladder/nothing/").status_code == 404


class TestWhatIsStuck:
    @pytest.mark.mechanism("M076")
    @pytest.mark.thorough
    def test_counts_open_into_exactly_that_many(self, enter, town):
        for state in (Status.REGISTERED, Status.ASSIGNED, Status.IN_HAND, Status.REPLIED):
            at_state(town, state)
        registered(town, unit=town.shahe, by=town.clerk)
        client = enter("clerk", NOON + timedelta(days=60))
        for page in ("/supervision/stuck/", "/supervision/where/"):
            links = re.findall(
                r'<a href="(/supervision/matters/\?[^"]+)">(?:未办结共 )?(\d+)', text_of(client.get(page))
            )
            assert len(links) >= 5
            for url, count in links:
                assert f"共 {count} 件" in text_of(client.get(url.replace("&amp;", "&"))), url

        where = text_of(client.get("/supervision/where/"))
        assert "清水镇" in where and "道路路灯" in where and not re.search("王长青|张建|李青", where)

    def test_shows_each_only_what_is_his(self, enter, town):
        at_state(town, Status.IN_HAND)

        assert "未办结共 0 件" in text_of(enter("stranger").get("/supervision/stuck/"))
        assert "未办结共 1 件" in text_of(enter("builder").get("/supervision/stuck/"))

    @pytest.mark.thorough
    def test_pages_cost_the_same_for_three_and_for_ten(self, enter, town):
        def statements() -> int:
            with CaptureQueriesContext(connection) as caught:
                for page in ("", "cases/?days=30", "corrections/", "stuck/", "where/", "matters/"):
                    assert client.get(f"/supervision/{page}").status_code == 200
                client.get("/today/")
            return len(caught)

        def more(count: int, at, reminded_at) -> None:
            for _each in range(count):
                concern = registered(town, at=at).concern
                issued(town, concern, to=town.qingshui, at=at, answer_by=at.date())
                commands.lead(
                    concern=concern,
                    leader=town.postings["leader"],
                    plan="修。",
                    review_on=at.date(),
                    by=town.clerk,
                    at=at,
                )
            commands.remind(at=reminded_at)

        far = moment(30, 12, month=12)
        more(3, NOON, moment(30))
        client = enter("officer", far)
        client.get("/supervision/")
        few = statements()
        more(7, moment(30, 10), far)

        assert statements() == few and Reminder.objects.values("concern").distinct().count() == 10
