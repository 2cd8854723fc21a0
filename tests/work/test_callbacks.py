"""回访: asked by who did not do the work; what comes of it moves no rate; only a unit above lets a bad word rest."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from lianxin.base.indicators.registry import get
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.draws import digest_of, drawn
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.work.callbacks import commands as callbacks
from lianxin.work.callbacks import hinting, queries
from lianxin.work.callbacks.comparing import MEASURES, compared_units
from lianxin.work.callbacks.models import CallBack, Delivery, HintRelease, Objection, ReviewExit, Sample
from lianxin.work.callbacks.rates import service, three_rates
from lianxin.work.callbacks.terms import CALL
from lianxin.work.concerns import commands, secrets
from lianxin.work.concerns.commands.settling import MOST_REISSUES, reissue, settle
from lianxin.work.concerns.independence import is_party
from lianxin.work.concerns.models import Concern, Rating, Reissue
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import RatedBy, Status
from tests.conftest import NOON
from tests.work.conftest import at_state, lamp_topic, registered

NOVEMBER = Period.parse("2026-11")
TODAY = date(2026, 11, 3)
RULE = "《定安县路灯管理办法》第八条"


def answered(town, *, handling="immediate", to=None, by=None, **given):
    """A receipt of 石桥村 whose matter the building bureau (or `to`) has answered."""
    receipt = registered(town, **given)
    texts = {"policy": "路灯管理办法", "article": "第八条"} if handling == "explain" else {}
    concern = commands.classify(
        concern=receipt.concern,
        topic=lamp_topic(),
        kind=receipt.concern.kind,
        handling=handling,
        by=town.clerk,
        at=NOON,
        **texts,
    )
    concern = commands.assign(concern=concern, to=to or town.building, by=town.clerk, at=NOON)
    concern = commands.acknowledge(concern=concern, by=by or town.builder, at=NOON)
    commands.reply(concern=concern, text="查过了。", explained="讲了办法第八条。", by=by or town.builder, at=NOON)
    return receipt


def rated(town, rating="dissatisfied", **given) -> Concern:
    """The same, rated by the resident with his own slip."""
    receipt = answered(town, **given)
    return say(receipt.concern, receipt.secret, rating)


def say(concern, secret, rating="satisfied", at=NOON) -> Concern:
    good = rating != "dissatisfied"
    return commands.rate(concern=concern, secret=secret, rating=rating, solved=good, contacted=good, at=at)


def call(concern, by, **given):
    fields = {"reach": "reached", "contacted": True, "solved": True, "step": "满意", "at": NOON}
    return callbacks.call_back(concern=concern, by=by, **{**fields, **given})


def figures(town) -> dict[str, str]:
    codes = ("concern.satisfaction_rate", "concern.resolution_rate", "concern.response_rate", "concern.rated_rate")
    return {c: get(c).figure(NOVEMBER, town.county, by=town.clerk, today=TODAY).fraction for c in codes}


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


class TestASample:
    def closed(self, town, n, **given):
        return [at_state(town, Status.CLOSED, registered(town, **given).concern) for _each in range(n)]

    def draw(self, town, size=2, by=None, **given):
        return callbacks.draw(
            **{
                "first": TODAY,
                "last": TODAY,
                "size": size,
                "script": "您好。",
                "by": by or town.clerk,
                "at": NOON,
                **given,
            }
        )

    @pytest.mark.mechanism("F045")
    def test_is_drawn_again_by_anybody_from_what_the_journal_holds(self, town) -> None:
        codes = [concern.code for concern in self.closed(town, 5)]

        sample = self.draw(town, size=3)

        opened, after = book.story(sample.ref)
        assert (opened.event, after.event) == ("sample.opened", "sample.drawn")
        assert drawn(opened.detail["seed"], codes, 3) == [item.concern.code for item in sample.items.all()]
        assert opened.detail["digest"] == digest_of(codes) and opened.detail["population"] == 5

    @pytest.mark.mechanism("F045")
    def test_leaves_out_ones_own_work_and_complaints_about_persons(self, town) -> None:
        theirs = self.closed(town, 1)[0]
        own = answered(town, to=town.qingshui, by=town.officer).concern
        commands.close(concern=own, outcome="solved", by=town.clerk, at=NOON)
        self.closed(town, 1, kind="complaint", subject_persons=[town.people["water"]])

        assert self.draw(town, by=town.officer).frame == [theirs.code]
        assert set(self.draw(town).frame) == {theirs.code, own.code}

    @pytest.mark.parametrize(
        "given", [{"size": 0}, {"last": TODAY + timedelta(days=1)}, {"first": TODAY, "last": date(2026, 11, 2)}]
    )
    def test_is_refused_for_a_wrong_time_or_size(self, town, given) -> None:
        self.closed(town, 1)
        with pytest.raises(Unfit):
            self.draw(town, **given)
        with pytest.raises(NotAllowed):
            self.draw(town, by=town.builder)

        assert not Sample.objects.exists()

    @pytest.mark.mechanism("F045")
    def test_shows_where_the_call_says_something_else_than_the_record(self, town) -> None:
        self.closed(town, 2)
        sample = self.draw(town)
        first, second = sample.items.all()
        call(first.concern, town.clerk, item=first, solved=False, step="不满意")
        call(second.concern, town.clerk, item=second, reach="wrong_number")

        found = queries.compared(CallBack.objects.filter(item__sample=sample), sample.size)

        assert (found.size, found.called, found.reached, found.unreached) == (2, 2, 1, 1)
        assert (found.claimed_solved, found.unlike_outcome, found.rated) == (1, 1, 0)
        assert not queries.items_to_call(town.clerk).exists()


class TestAnObjection:
    def objected(self, town, **given):
        concern = rated(town, handling="explain", **given)
        return callbacks.object_to_rating(concern=concern, reason="已解释", rule=RULE, by=town.builder, at=NOON)

    @pytest.mark.mechanism("F043")
    def test_set_apart_changes_the_adjusted_rate_alone(self, town) -> None:
        rated(town, "satisfied")
        objection, before = self.objected(town), figures(town)

        callbacks.decide_objection(objection=objection, decision="set_apart", reason="属实", by=town.clerk, at=NOON)

        found = three_rates(NOVEMBER, town.county, by=town.clerk, today=TODAY)
        assert figures(town) == before
        assert (found.raw.fraction, found.adjusted.fraction, found.apart) == ("1/2", "1/1", 1)

    @pytest.mark.mechanism("F043")
    def test_is_for_what_was_explained_by_a_cited_rule_alone(self, town) -> None:
        for given, fields in (
            ({"handling": "immediate"}, {}), ({"rating": "fairly"}, {}), ({}, {"rule": ""}), ({}, {"reason": " "}),
        ):  # fmt: skip
            concern = rated(town, **{"handling": "explain", **given})
            with pytest.raises(Unfit):
                callbacks.object_to_rating(
                    concern=concern, **{"reason": "已解释", "rule": RULE, "by": town.builder, "at": NOON, **fields}
                )
        with pytest.raises(NotAllowed):
            callbacks.object_to_rating(
                concern=rated(town, handling="explain"), reason="已解释", rule=RULE, by=town.clerk, at=NOON
            )

        assert not Objection.objects.exists()

    @pytest.mark.mechanism("F043")
    def test_is_decided_once_by_a_unit_above(self, town) -> None:
        objection = self.objected(town)
        fields = {"objection": objection, "decision": "rejected", "reason": "还能再办", "at": NOON}
        for who in (town.builder, town.building_head, town.officer, town.stranger):
            with pytest.raises(NotAllowed):
                callbacks.decide_objection(by=who, **fields)

        callbacks.decide_objection(by=town.clerk, **fields)

        with pytest.raises(Unfit):
            callbacks.decide_objection(by=town.clerk, **fields)
        found = three_rates(NOVEMBER, town.county, by=town.clerk, today=TODAY)
        assert found.raw.fraction == found.adjusted.fraction

    @pytest.mark.mechanism("F043")
    def test_is_listed_for_the_county_but_never_for_those_complained_about(self, town) -> None:
        self.objected(town)
        self.objected(town, kind="complaint", subject_units=[town.qingshui])

        assert queries.public_objections(town.stranger).count() == 2 == queries.public_objections(town.clerk).count()
        assert queries.public_objections(town.officer).count() == 1


class TestTheHints:
    def many(self, town, n, **given):
        for _each in range(n):
            rated(town, "satisfied", **given)

    @pytest.mark.mechanism("F046")
    def test_look_at_answers_and_telephones_of_one_unit(self, town) -> None:
        for n in range(6):
            asker = commands_asker(f"居民{n}", "13900000009")
            rated(town, "satisfied", asker=asker)
        rated(town, "dissatisfied", to=town.water_bureau, by=town.water)

        found = hinting.hints_of(town.building, NOVEMBER, by=town.builder, today=TODAY)

        assert (found.answers, found.elsewhere) == (6, 1)
        assert [one.count for one in found.shared] == [6] and found.shared[0].masked == "139****0009"
        assert found.hints == [], "six answers are too few for a statistic"

    @pytest.mark.mechanism("F046")
    def test_are_the_units_own_until_thirty_days_or_its_word(self, town) -> None:
        day = NOVEMBER.last + timedelta(days=30)
        assert not hinting.is_open(town.building, NOVEMBER, day)
        assert hinting.is_open(town.building, NOVEMBER, day + timedelta(days=1))

        callbacks.release_hints(period=NOVEMBER, by=town.building_head, at=NOON)

        assert hinting.is_open(town.building, NOVEMBER, TODAY) and HintRelease.objects.get().unit == town.building
        assert not hinting.is_open(town.water_bureau, NOVEMBER, TODAY)
        with pytest.raises(NotAllowed):
            callbacks.release_hints(period=NOVEMBER, by=town.inspector, at=NOON)


def commands_asker(name, phone):
    return commands.intake.Asker(name=name, phone=phone)


class TestComparing:
    @pytest.mark.mechanism("F047")
    def test_puts_like_units_side_by_side_and_says_nothing_of_few(self, town) -> None:
        rated(town, "satisfied")
        rated(town, "dissatisfied", to=town.water_bureau, by=town.water)
        rated(town, "satisfied", to=town.qingshui, by=town.officer)

        groups = compared_units(MEASURES["resolution"], NOVEMBER, town.county, by=town.clerk)

        found = {group.kind: [(row.unit.name, row.placed.part, row.placed.whole, row.placed.band) for row in group.rows]
                 for group in groups}  # fmt: skip
        assert found == {
            "乡镇": [("清水镇", 1, 1, "few")], "部门": [("县住建局", 1, 1, "few"), ("县水利局", 0, 1, "few")], "学校": [],
        }  # fmt: skip

    @pytest.mark.mechanism("M075")
    def test_serves_to_see_who_can_speak_is_heard_and_answered(self, town) -> None:
        answered(town)
        registered(town, channel="hotline")

        found = service(NOVEMBER, town.county, by=town.clerk, today=TODAY)

        assert found.open_channels == 2 and (found.stations, found.with_phone) == (9, 0)
        assert (found.heard.fraction, found.answered.fraction, found.overdue.value) == ("1/2", "1/1", 0)


class TestTheWall:
    @pytest.mark.mechanism("F045")
    def test_hides_calls_objections_and_rates_from_those_complained_about(self, town) -> None:
        concern = rated(town, handling="explain", kind="complaint", subject_units=[town.qingshui])
        call(concern, town.clerk)

        def seen(by):
            rates = three_rates(NOVEMBER, town.qingshui, by=by, today=TODAY)
            return rates.rated, rates.calls.called, rates.raw.whole

        assert seen(town.officer) == (0, 0, 0) and seen(town.clerk)[1:] == (1, 1)
        assert not is_party(town.clerk, concern) and Rating.objects.count() == 1
