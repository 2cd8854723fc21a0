"""回访: asked by who did not do the work; what comes of it moves no rate; only a unit above lets a bad word rest."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lianxin.base.indicators.registry import get
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.work.callbacks import commands as callbacks
from lianxin.work.callbacks import queries
from lianxin.work.callbacks.models import CallBack, Delivery, ReviewExit
from lianxin.work.callbacks.rates import three_rates
from lianxin.work.callbacks.terms import CALL
from lianxin.work.concerns import commands, secrets
from lianxin.work.concerns.commands.settling import MOST_REISSUES, reissue, settle
from lianxin.work.concerns.models import Concern, Reissue
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import RatedBy, Status
from tests.conftest import NOON
from tests.work.callback_scenes import NOVEMBER, RULE, TODAY, answered, call, figures, rated, say
from tests.work.conftest import at_state


class TestACallBack:
    @pytest.mark.mechanism("F039", "F045")
    def test_is_made_by_who_did_not_do_the_work_and_kept_in_the_words_of_its_scale(self, town) -> None:
        concern = answered(town).concern

        kept = call(concern, town.clerk, scale="five", step="非常满意", comment="灯亮了")

        assert (kept.scale, kept.step, kept.rating, kept.unit_name) == ("five", "非常满意", "satisfied", "定安县")
        entry = book.story(concern.ref).last()
        assert entry.event == "concern.called_back" and "灯亮了" not in str(entry.detail)

    @pytest.mark.mechanism("F039")
    def test_is_refused_to_the_unit_that_did_the_work_and_to_those_under_it(self, town) -> None:
        """清水镇 handles its own matter; its clerk may call for every other, not for this one, nor may its village."""
        concern = answered(town, to=town.qingshui, by=town.officer).concern
        assert town.officer.may(CALL, concern) and town.worker.may(CALL, concern)

        for who in (town.officer, town.worker):
            with pytest.raises(NotAllowed):
                call(concern, who)

        assert not CallBack.objects.exists() and call(concern, town.clerk).pk

    @pytest.mark.mechanism("F040", "F044")
    def test_moves_no_rate_however_many_there_are(self, town) -> None:
        rated(town)
        silent = answered(town).concern
        before = figures(town)

        for n in range(5):
            call(silent, town.clerk, entry_key=str(n))

        assert figures(town) == before and before["concern.satisfaction_rate"] == "0/1"
        found = three_rates(NOVEMBER, town.county, by=town.clerk, today=TODAY)
        assert [(line.own.part, line.own.whole, line.called, line.reached) for line in found.lines] == [
            (0, 1, 1, 1)
        ] * 3

    @pytest.mark.mechanism("F044")
    def test_counts_who_was_not_reached_and_takes_no_answers_of_his(self, town) -> None:
        concern = answered(town).concern

        missed = call(concern, town.clerk, reach="no_answer")

        assert (missed.rating, missed.solved, missed.contacted) == ("", None, None)
        found = three_rates(NOVEMBER, town.county, by=town.clerk, today=TODAY).calls
        assert (found.called, found.reached, found.unreached) == (1, 0, 1)

    @pytest.mark.mechanism("F041")
    @pytest.mark.parametrize("given", [{"step": "比较满意"}, {"step": ""}, {"solved": None}, {"scale": "six"}])
    def test_is_refused_with_half_an_answer_or_a_step_of_another_scale(self, town, given) -> None:
        with pytest.raises(Unfit):
            call(answered(town).concern, town.clerk, **given)

    def test_waits_for_an_answer(self, town) -> None:
        with pytest.raises(WrongState):
            call(at_state(town, Status.IN_HAND), town.clerk)


class TestAReissuedSlip:
    @pytest.mark.mechanism("F039", "F040")
    def test_lets_nobody_who_holds_it_move_a_rate(self, town) -> None:
        """The staff member who reissues knows the secret: whatever he says with it, the rates stay (security.md T5)."""
        concern = rated(town)
        before, slips = (
            figures(town),
            [reissue(concern=concern, reason="身份证", by=town.worker, at=NOON) for _n in "ab"],
        )

        concern = say(concern, slips[-1].secret, "satisfied")

        assert figures(town) == before
        assert (concern.rating, concern.confirmed_on, concern.rated_solved) == ("dissatisfied", None, False)
        assert concern.ratings.last().source == RatedBy.REISSUED
        counted = get("concern.rated_reissued").figure(NOVEMBER, town.county, by=town.clerk, today=TODAY)
        assert counted.value == 1
        with pytest.raises(Unfit):
            say(concern, slips[0].secret)  # an earlier reissue opens nothing

    def test_takes_nothing_from_the_first_one(self, town) -> None:
        receipt = answered(town)
        reissue(concern=receipt.concern, reason="身份证", by=town.worker, at=NOON)

        concern = say(receipt.concern, receipt.secret, "dissatisfied")

        assert (concern.rating, concern.ratings.get().source) == ("dissatisfied", RatedBy.RESIDENT)

    def test_opens_the_concern_even_when_the_first_is_locked_and_locks_by_itself(self, town) -> None:
        receipt = answered(town)
        code, wrong = receipt.concern.code, next(s for s in iter(secrets.new_secret, "") if s != receipt.secret)
        for _try in range(10):
            commands.open_with_secret(code=code, secret=wrong, at=NOON)
        slip = reissue(concern=receipt.concern, reason="身份证", by=town.worker, at=NOON)

        assert commands.open_with_secret(code=code, secret=receipt.secret, at=NOON) is None
        assert commands.open_with_secret(code=code, secret=slip.secret, at=NOON) == receipt.concern
        for _try in range(10):
            commands.open_with_secret(code=code, secret=wrong, at=NOON)
        assert commands.open_with_secret(code=code, secret=slip.secret, at=NOON) is None

    def test_is_given_by_another_unit_a_few_times_and_leaves_a_line_each_time(self, town) -> None:
        concern = answered(town, to=town.qingshui, by=town.officer).concern
        for who in (town.officer, town.worker, town.builder, town.stranger, town.inspector):
            with pytest.raises(NotAllowed):
                reissue(concern=concern, reason="身份证", by=who, at=NOON)
        assert not Reissue.objects.exists()

        for _n in range(MOST_REISSUES):
            reissue(concern=concern, reason="身份证", by=town.clerk, at=NOON)
        with pytest.raises(Unfit):
            reissue(concern=concern, reason="身份证", by=town.clerk, at=NOON)

        lines = [e for e in book.story(concern.ref) if e.event == "concern.reissued"]
        assert [(e.detail["unit"], e.detail["number"]) for e in lines] == [("定安县", n) for n in (1, 2, 3)]

    def test_needs_the_resident_to_be_known_and_comes_once_from_one_form(self, town) -> None:
        concern = answered(town).concern
        with pytest.raises(Unfit):
            reissue(concern=concern, reason=" ", by=town.worker, at=NOON)

        first, second = (
            reissue(concern=concern, reason="身份证", by=town.worker, at=NOON, entry_key="k") for _n in "ab"
        )

        assert first.secret and not second.secret and Reissue.objects.count() == 1


class TestADelivery:
    @pytest.mark.mechanism("M062", "M055")
    def test_notes_way_and_day_and_takes_the_answer_off_the_list(self, town) -> None:
        concern = answered(town).concern
        assert list(queries.to_deliver(town.builder, TODAY)) == [concern]

        found = callbacks.deliver(concern=concern, way="phone", on=TODAY, by=town.builder, at=NOON)
        callbacks.deliver(concern=concern, way="paper", on=TODAY, by=town.worker, at=NOON)

        assert Delivery.objects.get() == found and (found.way, found.on) == ("phone", TODAY)
        assert not queries.to_deliver(town.builder, TODAY).exists()

    @pytest.mark.parametrize("on", [TODAY + timedelta(days=1), TODAY - timedelta(days=1)])
    def test_is_not_before_the_answer_nor_in_the_future(self, town, on) -> None:
        with pytest.raises(Unfit):
            callbacks.deliver(concern=answered(town).concern, way="phone", on=on, by=town.builder, at=NOON)

    @pytest.mark.parametrize("who", ["stranger", "water", "inspector", "leader"])
    def test_is_noted_by_those_alone_who_had_to_do_with_it(self, town, who) -> None:
        with pytest.raises(NotAllowed):
            callbacks.deliver(concern=answered(town).concern, way="phone", on=TODAY, by=getattr(town, who), at=NOON)

    @pytest.mark.mechanism("M055")
    def test_of_a_former_round_does_not_serve_for_the_next(self, town) -> None:
        concern = answered(town).concern
        callbacks.deliver(concern=concern, way="phone", on=TODAY, by=town.builder, at=NOON)
        concern = commands.reopen(concern=concern, reason="又坏了", by=town.clerk, at=NOON)
        concern = commands.acknowledge(concern=concern, by=town.builder, at=NOON)
        concern = commands.reply(concern=concern, text="再修。", by=town.builder, at=NOON)
        concern = commands.close(concern=concern, outcome="solved", by=town.clerk, at=NOON)

        rate = get("concern.feedback_rate")

        assert rate.figure(NOVEMBER, town.county, by=town.clerk, today=TODAY).fraction == "0/1"
        callbacks.deliver(concern=concern, way="oral", on=TODAY, by=town.builder, at=NOON)
        assert rate.figure(NOVEMBER, town.county, by=town.clerk, today=TODAY).fraction == "1/1"


class TestTheReviewExit:
    FIELDS = {"reason": "已装太阳能灯，政策不允许再装", "rule": RULE, "way": "oral", "told_on": TODAY, "at": NOON}

    @pytest.mark.mechanism("M056", "F042")
    def test_ends_the_loop_only_by_a_unit_above_with_the_rule_and_the_resident_told(self, town) -> None:
        concern = commands.close(concern=rated(town), outcome="not_solved", by=town.clerk, at=NOON)
        assert list(queries.mine_to_review(town.clerk)) == [concern] == list(queries.to_review(town.builder))
        assert not queries.mine_to_review(town.officer).exists()

        callbacks.decide_exit(concern=concern, by=town.clerk, **self.FIELDS)

        assert not queries.to_review(town.clerk).exists()
        kept = ReviewExit.objects.get()
        assert (kept.rule, kept.unit_name) == (RULE, "定安县")
        assert "concern.exit_decided" in [e.event for e in book.story(concern.ref)]
        assert Concern.objects.get().rating == "dissatisfied", "the word itself stays"

    @pytest.mark.mechanism("M056")
    @pytest.mark.parametrize("missing", [{"rule": " "}, {"reason": ""}, {"told_on": TODAY + timedelta(days=1)}])
    def test_needs_rule_reason_and_telling(self, town, missing) -> None:
        with pytest.raises(Unfit):
            callbacks.decide_exit(concern=rated(town), by=town.clerk, **{**self.FIELDS, **missing})

        assert not ReviewExit.objects.exists()

    def test_is_refused_to_the_handler_and_to_who_stands_beside_it(self, town) -> None:
        concern = rated(town, to=town.qingshui, by=town.officer)
        for who in (town.officer, town.leader, town.builder, town.stranger):
            with pytest.raises(NotAllowed):
                callbacks.decide_exit(concern=concern, by=who, **self.FIELDS)

        assert callbacks.decide_exit(concern=concern, by=town.county_leader, **self.FIELDS).pk

    def test_is_not_for_who_is_content(self, town) -> None:
        with pytest.raises(Unfit):
            callbacks.decide_exit(concern=rated(town, "satisfied"), by=town.clerk, **self.FIELDS)

    @pytest.mark.mechanism("F042")
    def test_holds_for_its_round_alone(self, town) -> None:
        receipt = answered(town)
        concern = say(receipt.concern, receipt.secret, "dissatisfied")
        callbacks.decide_exit(concern=concern, by=town.clerk, **self.FIELDS)
        concern = commands.reopen(concern=concern, reason="新情况", by=town.clerk, at=NOON)
        concern = commands.acknowledge(concern=concern, by=town.builder, at=NOON)
        concern = commands.reply(concern=concern, text="再修。", by=town.builder, at=NOON)
        assert not queries.to_review(town.clerk).exists(), "nothing said in this round"

        say(concern, receipt.secret, "dissatisfied")

        assert list(queries.to_review(town.clerk).values_list("round", flat=True)) == [2]


class TestSettling:
    @pytest.mark.mechanism("M057", "M065")
    def test_is_of_what_is_closed_and_counted_among_it(self, town) -> None:
        closed = at_state(town, Status.CLOSED)
        at_state(town, Status.CLOSED)

        settle(concern=closed, agreement="11月3日签息访承诺书", by=town.clerk, at=NOON)

        def records(code):
            return set(get(code).records(NOVEMBER, town.county, by=town.clerk, today=TODAY))

        assert records("concern.settled") == {closed} < records("concern.closed")
        assert Concern.objects.get(pk=closed.pk).rating == "", "settled is not satisfied"

    @pytest.mark.mechanism("M057")
    def test_is_refused_before_and_gone_when_reopened(self, town) -> None:
        with pytest.raises(WrongState):
            settle(concern=answered(town).concern, agreement="签了", by=town.clerk, at=NOON)
        concern = at_state(town, Status.CLOSED)
        with pytest.raises(Unfit):
            settle(concern=concern, agreement=" ", by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            settle(concern=concern, agreement="签了", by=town.builder, at=NOON)
        settle(concern=concern, agreement="签了", by=town.clerk, at=NOON)

        assert commands.reopen(concern=concern, reason="反复", by=town.clerk, at=NOON).settled_on is None

    @pytest.mark.mechanism("M057")
    def test_cannot_stand_on_an_open_one_even_in_the_table(self, town) -> None:
        concern = answered(town).concern
        with pytest.raises(IntegrityError), transaction.atomic():
            Concern.objects.filter(pk=concern.pk).update(settled_on=TODAY)
