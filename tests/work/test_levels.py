"""上下级: a letter from above is entered with its concern and returned in time; what goes up is received and answered."""

from datetime import date, timedelta

import pytest

from lianxin.base.indicators import get
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.paper import blocks
from lianxin.pure.periods import Period
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import VIEW, Status
from lianxin.work.levels import commands, queries
from lianxin.work.levels.commands import Letter
from lianxin.work.levels.models import Submission, UpperOrder
from lianxin.work.levels.papers import answer_paper
from lianxin.work.levels.terms import SEE
from tests.conftest import NOON
from tests.work.conftest import ASKER, at_state, registered

NOVEMBER = Period.parse("2026-11")
LETTER = {"body": "市信访局", "number": "市信交〔2026〕18号", "route": "assigned", "wanted": "report",
          "return_by": date(2026, 11, 20), "dated_on": date(2026, 11, 2)}  # fmt: skip


def entered(town, by=None, **changes) -> UpperOrder:
    letter = Letter(**{**LETTER, **changes})
    receipt = commands.enter(
        letter=letter, unit=town.shiqiao, text="来信反映石桥村路灯长期不亮。", kind="help", asker=ASKER,
        by=by or town.clerk, at=NOON,
    )  # fmt: skip
    return UpperOrder.objects.get(concern=receipt.concern)


def sent(town, concern, by="worker", **changes) -> Submission:
    fields = {"matter": "beyond", "reason": "本村没有资金。", "to": town.qingshui, "unit": town.shiqiao}
    return commands.submit(**{"concern": concern, "by": getattr(town, by), "at": NOON, **fields, **changes})


class TestALetterFromAbove:
    @pytest.mark.mechanism("M029")
    def test_is_entered_with_its_concern_in_one_save(self, town):
        order = entered(town)

        assert order.concern.external_number == "市信交〔2026〕18号" and order.concern.channel == "assigned_above"
        assert order.received_on == NOON.date() and order.concern.status == Status.REGISTERED
        events = [entry.event for entry in book.story(order.concern.ref)]
        assert events == ["concern.registered", "upper_order.entered"]

    @pytest.mark.parametrize(("wrong", "field"), [
        ({"wanted": "reply"}, "wanted"), ({"return_by": None}, "return_by"), ({"number": " "}, "number"),
        ({"dated_on": date(2026, 12, 1), "return_by": date(2026, 12, 9)}, "dated_on"),
    ])  # fmt: skip
    def test_is_refused_without_what_an_assigned_one_must_have(self, town, wrong, field):
        with pytest.raises(Unfit) as refusal:
            entered(town, **wrong)

        assert refusal.value.field == field and not Concern.objects.exists()

    def test_is_entered_once_and_by_those_who_may(self, town):
        entered(town)
        with pytest.raises(Unfit):
            entered(town)
        with pytest.raises(NotAllowed):
            entered(town, by=town.worker, number="另一号")

        assert UpperOrder.objects.count() == 1

    @pytest.mark.mechanism("M029")
    def test_goes_back_only_when_the_matter_is_closed_and_says_whether_in_time(self, town):
        order = entered(town)
        given = {"order": order, "findings": "已修好。", "number": "定群〔2026〕5号", "by": town.clerk}
        with pytest.raises(Unfit, match="办结之后"):
            commands.give_back(**given, at=NOON)
        at_state(town, Status.CLOSED, order.concern)

        order = commands.give_back(**given, at=NOON + timedelta(days=17))

        assert order.is_in_time and order.returned_on == date(2026, 11, 20)
        with pytest.raises(Unfit):
            commands.give_back(**given, at=NOON + timedelta(days=18))
        assert "按期" in book.sentence(list(book.story(order.concern.ref))[-1])

    def test_is_late_the_day_after(self, town):
        order = entered(town)
        at_state(town, Status.CLOSED, order.concern)
        day_after = NOON + timedelta(days=18)
        assert queries.orders_of(town.clerk).overdue(day_after.date()).count() == 1

        order = commands.give_back(order=order, findings="修好。", number="5号", by=town.clerk, at=day_after)

        assert order.is_in_time is False and not queries.orders_of(town.clerk).to_return().exists()

    @pytest.mark.mechanism("M030")
    def test_is_counted_apart_from_what_is_only_passed_on(self, town):
        entered(town)
        entered(town, number="市信转〔2026〕3号", route="passed_on", wanted="nothing", return_by=None)
        registered(town)
        ours = {"period": NOVEMBER, "under": town.county, "by": town.clerk, "today": NOON.date()}

        assert get("upper_order.assigned").value(**ours) == 1 == get("upper_order.passed_on").value(**ours)
        assert get("concern.received").value(**ours) == 3
        assert get("upper_order.in_time_rate").figure(**ours).whole == 1

    def test_prints_a_report_that_never_names_the_requester(self, town):
        order = entered(town)
        at_state(town, Status.CLOSED, order.concern)
        paper = answer_paper(order, town.county, NOON.date(), order.concern.text)
        words = "\n".join(block.text for block in blocks(paper))

        assert "市信交〔2026〕18号" in words and "已换新灯" in words and "特此报告" in words
        assert ASKER.name not in words and ASKER.phone not in words

    def test_is_hidden_with_its_concern(self, town):
        about = {"subject_units": [town.qingshui], "kind": "complaint"}
        receipt = commands.enter(
            letter=Letter(**LETTER), unit=town.shiqiao, text="反映清水镇。", by=town.clerk, at=NOON, **about
        )

        assert UpperOrder.objects.reachable(by=town.clerk, to=VIEW).get().concern == receipt.concern
        assert not UpperOrder.objects.reachable(by=town.officer, to=VIEW).exists()


class TestASubmission:
    @pytest.mark.mechanism("M053")
    def test_goes_up_is_received_and_answered_and_the_concern_tells_it(self, town, concern):
        submission = sent(town, concern)
        assert queries.waiting_answers(town.officer, 9) == [submission]
        submission = commands.receive(submission=submission, by=town.officer, at=NOON)
        submission = commands.decide(
            submission=submission, decision="adopted", answer="列入镇里明年计划。", by=town.leader, at=NOON
        )

        assert (submission.state, submission.received_by_name) == ("decided", "李青")
        entries = list(book.story(concern.ref))
        private = book.private_of(entries)
        said = [book.sentence(entry, private.get(entry.n, {})) for entry in entries]
        assert said[-1] == "清水镇答复上报件（采纳，由上级办理）：列入镇里明年计划。"
        assert not queries.waiting_answers(town.officer, 9)

    def test_takes_its_steps_in_order_and_by_the_receiver_alone(self, town, concern):
        submission = sent(town, concern)
        answer = {"submission": submission, "decision": "declined", "answer": "无此政策。", "at": NOON}
        with pytest.raises(WrongState):
            commands.decide(**answer, by=town.officer)
        for who in ("worker", "stranger", "inspector"):
            with pytest.raises(NotAllowed):
                commands.receive(submission=submission, by=getattr(town, who), at=NOON)
        with pytest.raises(NotAllowed):
            commands.withdraw(submission=submission, reason="填错", by=town.officer, at=NOON)
        with pytest.raises(Unfit):
            commands.withdraw(submission=submission, reason=" ", by=town.worker, at=NOON)

        assert commands.withdraw(submission=submission, reason="填错", by=town.worker, at=NOON).state == "withdrawn"

    def test_is_handed_back_with_a_reason(self, town, concern):
        submission = commands.hand_back(submission=sent(town, concern), reason="村里能办。", by=town.officer, at=NOON)

        assert (submission.state, submission.answer) == ("returned", "村里能办。")
        sent(town, concern)  # and may be sent again
        with pytest.raises(Unfit, match="正等答复"):
            sent(town, concern)

    @pytest.mark.mechanism("M059")
    def test_to_the_party_committee_is_decided_there_and_the_decision_kept(self, town, concern):
        up = {"by": "officer", "matter": "decision", "unit": town.qingshui, "to": town.qingshui}
        submission = commands.receive(submission=sent(town, concern, **up), by=town.leader, at=NOON)

        commands.decide(
            submission=submission, decision="instructed", answer="由分管领导牵头，月底前办结。", number="清党纪〔2026〕7号",
            by=town.leader, at=NOON,
        )  # fmt: skip

        kept = Submission.objects.get()
        assert (kept.answered_by_name, kept.answer_number) == ("唐山河", "清党纪〔2026〕7号")
        with pytest.raises(Unfit, match="不能报给本级"):
            sent(town, concern, by="officer", unit=town.qingshui, to=town.qingshui)

    @pytest.mark.mechanism("M059")
    def test_outside_the_system_is_answered_on_paper_and_entered_by_the_sender(self, town, concern):
        submission = sent(town, concern, by="clerk", unit=town.county, to=None, to_body="市委、市政府")
        with pytest.raises(NotAllowed):
            commands.receive(submission=submission, by=town.officer, at=NOON)

        submission = commands.receive(submission=submission, by=town.clerk, at=NOON, received_by="市委办 王主任")

        assert submission.received_by_name == "市委办 王主任"

    @pytest.mark.mechanism("M070")
    def test_for_a_missing_policy_goes_to_the_level_that_owns_the_rule(self, town):
        first, second = registered(town).concern, registered(town).concern
        to = {"to": town.building, "matter": "policy", "by": "officer", "unit": town.qingshui}
        one = sent(town, first, **to)
        sent(town, second, **to)
        commands.decide(
            submission=commands.receive(submission=one, by=town.building_head, at=NOON), decision="planned",
            answer="已报省里修订。", by=town.building_head, at=NOON,
        )  # fmt: skip

        assert list(queries.held_up_by_policy(town.clerk)) == [{"to_body": "县住建局", "concerns": 2, "unanswered": 1}]
        assert list(queries.held_up_by_policy(town.stranger)) == []

    def test_never_goes_to_who_is_complained_about(self, town):
        complaint = registered(town, kind="complaint", subject_units=[town.qingshui], by=town.clerk).concern
        up = {"by": "clerk", "unit": town.county}
        for to in (town.qingshui, town.building):
            with pytest.raises(Unfit):
                sent(town, complaint, **up, to=to)
        outside = sent(town, complaint, **up, to=None, to_body="市信访局")

        assert queries.above(complaint, town.shiqiao.path) == town.county
        assert Submission.objects.reachable(by=town.clerk, to=SEE).get() == outside
        assert not Submission.objects.reachable(by=town.officer, to=SEE).exists()

    @pytest.mark.mechanism("M040")
    def test_of_a_station_worker_is_the_matter_itself(self, town):
        receipt = commands.report(
            text="群众建议在村口设公交站。", kind="suggestion", channel="visit", unit=town.shiqiao, own_unit=town.shiqiao,
            matter="opinion", reason="多户提出。", to=town.qingshui, by=town.worker, at=NOON,
        )  # fmt: skip

        assert Submission.objects.get().concern == receipt.concern == Concern.objects.get()
        assert queries.received(town.officer).get().unit == town.shiqiao

    def test_leaves_nothing_behind_where_it_is_refused(self, town):
        with pytest.raises(Unfit):
            commands.report(
                text="群众建议。", kind="suggestion", channel="visit", unit=town.shiqiao, own_unit=town.shiqiao,
                matter="opinion", reason="", to=town.qingshui, by=town.worker, at=NOON,
            )  # fmt: skip

        assert not Concern.objects.exists()

    def test_is_not_sent_twice_by_a_double_click(self, town):
        given = {
            "text": "群众建议。", "kind": "suggestion", "channel": "visit", "unit": town.shiqiao, "entry_key": "k9",
            "own_unit": town.shiqiao, "matter": "opinion", "reason": "多户。", "to": town.qingshui, "by": town.worker,
        }  # fmt: skip
        commands.report(**given, at=NOON)
        commands.report(**given, at=NOON)

        assert Submission.objects.count() == 1

    def test_may_not_be_sent_of_a_voided_one_nor_by_a_stranger(self, town, concern):
        with pytest.raises(NotAllowed):
            sent(town, concern, by="stranger", unit=town.baisha, to=town.county)
        concerns.void(concern=concern, reason="重复登记", by=town.clerk, at=NOON)
        with pytest.raises(Unfit):
            sent(town, concern)
