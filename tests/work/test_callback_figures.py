"""抽样, 异议, 提示, 比较: drawn again by anybody, both rates shown, hints for the unit first, bands for like units."""

from datetime import date, timedelta

import pytest

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.draws import digest_of, drawn
from lianxin.work.callbacks import commands as callbacks
from lianxin.work.callbacks import hinting, queries
from lianxin.work.callbacks.comparing import MEASURES, compared_units
from lianxin.work.callbacks.models import CallBack, HintRelease, Objection, Sample
from lianxin.work.callbacks.rates import service, three_rates
from lianxin.work.concerns import commands
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.independence import is_party
from lianxin.work.concerns.models import Rating
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON
from tests.work.callback_scenes import NOVEMBER, RULE, TODAY, answered, call, figures, rated
from tests.work.conftest import at_state, registered


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
    @pytest.mark.mechanism("F046")
    def test_look_at_answers_and_telephones_of_one_unit(self, town) -> None:
        for n in range(6):
            asker = Asker(name=f"居民{n}", phone="13900000009")
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
