"""座谈与征求意见: each opinion gets its outcome; a sheet keeps no respondent; a study is a chain."""

from datetime import date, timedelta

import pytest

from lianxin.base import indicators
from lianxin.base.journal import book
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.periods import Period
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Channel
from lianxin.work.gatherings import commands, queries
from lianxin.work.gatherings.commands.sheets import Asked
from lianxin.work.gatherings.models import Opinion, OpinionSheet, SheetReturn
from lianxin.work.gatherings.terms import OPINION_VIEW, OpinionOutcome
from tests.conftest import NOON

TODAY = NOON.date()
FRIDAY = date(2026, 11, 6)
ASKED = (Asked("对路灯满意吗？", ("满意", "一般", "不满意")), Asked("还有什么意见"))


def talk(town, **changes):
    """座谈会 of yesterday in 石桥村."""
    fields = {"unit": town.shiqiao, "kind": "forum", "title": "村内照明座谈会", "held_on": date(2026, 11, 2), "people": 24,
              "by": town.worker, "at": NOON}  # fmt: skip
    return commands.hold(**{**fields, **changes})


def opinion(town, text="路灯要修", **changes):
    gathering = changes.pop("gathering", None) or talk(town)
    return commands.note_opinion(gathering=gathering, text=text, by=town.worker, at=NOON, **changes)


def sheet(town, **changes):
    fields = {"unit": town.shiqiao, "title": "照明征求意见表", "questions": ASKED, "by": town.worker, "at": NOON}
    return commands.draw_up(**{**fields, **changes})


class TestAGathering:
    def test_is_counted_with_its_people(self, town):
        talk(town)

        def value(code):
            return (
                indicators.get(code).figure(Period.month(2026, 11), town.qingshui, by=town.officer, today=TODAY).value
            )

        assert (value("gathering.held"), value("gathering.people")) == (1, 24)

    def test_is_noted_after_it_was_held(self, town):
        for wrong in ({"held_on": FRIDAY}, {"people": 0}, {"title": " "}):
            with pytest.raises(Unfit):
                talk(town, **wrong)
        with pytest.raises(NotAllowed):
            talk(town, by=town.stranger)


class TestAnOpinion:
    @pytest.mark.mechanism("M060")
    def test_is_answered_on_the_spot_or_promised_for_study(self, town):
        gathering = talk(town)
        settled = opinion(town, "灯几点亮", answer="六点半亮", gathering=gathering)
        later = opinion(town, "全乡规划", gathering=gathering)
        later = commands.promise_study(opinion=later, handler=town.building, due_on=FRIDAY, by=town.worker, at=NOON)

        assert (settled.outcome, settled.answer) == (OpinionOutcome.ANSWERED, "六点半亮")
        assert (later.outcome, later.handler, later.due_on) == (OpinionOutcome.TO_STUDY, town.building, FRIDAY)
        assert list(queries.promised(town.builder)) == [later] and not queries.promised(town.water).exists()
        assert list(Opinion.objects.overdue(FRIDAY + timedelta(days=1))) == [later]
        with pytest.raises(Unfit):
            commands.answer_opinion(opinion=later, text="再说", by=town.worker, at=NOON)
        with pytest.raises(NotAllowed):
            commands.settle_opinion(opinion=later, text="已列入", by=town.water, at=NOON)
        done = commands.settle_opinion(opinion=later, text="已列入明年计划", by=town.builder, at=NOON)
        assert done.outcome == OpinionOutcome.STUDIED and not queries.promised(town.builder).exists()

    @pytest.mark.mechanism("M025")
    def test_becomes_a_concern_and_both_know_of_each_other(self, town):
        one = opinion(town)
        given = {"text": one.text, "kind": "opinion", "unit": town.shiqiao, "by": town.worker, "at": NOON}
        receipt = commands.raise_opinion(opinion=one, **given)
        one.refresh_from_db()

        assert (one.outcome, one.concern) == (OpinionOutcome.CONCERN, receipt.concern)
        assert receipt.concern.channel == Channel.MEETING and receipt.concern.opinion == one
        entry = book.story(receipt.concern.ref).get(event="concern.found")
        assert entry.detail["found"] == one.ref
        assert "村内照明座谈会" in book.private_of([entry])[entry.n]["source"]
        with pytest.raises(Unfit):
            commands.raise_opinion(opinion=one, **given)

    def test_that_became_a_complaint_vanishes_for_whom_it_is_about(self, town):
        one = opinion(town, "镇里收费不合理")
        commands.raise_opinion(
            opinion=one, text=one.text, kind="complaint", unit=town.shiqiao, subject_units=[town.qingshui], by=town.worker, at=NOON
        )  # fmt: skip

        assert not Opinion.objects.reachable(by=town.officer, to=OPINION_VIEW).exists()
        assert queries.noted(town.officer, [one.gathering_id]) == {}
        assert Opinion.objects.reachable(by=town.clerk, to=OPINION_VIEW).count() == 1
        noted = indicators.get("gathering.opinions")
        assert noted.figure(Period.month(2026, 11), town.qingshui, by=town.officer, today=TODAY).value == 0


class TestAnOpinionSheet:
    @pytest.mark.mechanism("M024")
    def test_is_tallied_from_paper_and_its_words_become_concerns(self, town):
        one = sheet(town)
        commands.enter_returns(
            sheet=one, handed_out=30, returned=28, counts={1: [10, 12, 6]}, texts=["东头的灯不亮", " "], by=town.worker, at=NOON
        )  # fmt: skip
        commands.enter_returns(
            sheet=one, handed_out=5, returned=5, counts={1: [5, 0, 0]}, texts=[], by=town.worker, at=NOON
        )
        result = queries.result(one)

        assert (result.handed_out, result.paper, result.web) == (35, 33, 0)
        assert [option.total for option in result.questions[0].options] == [15, 12, 6]
        written = Opinion.objects.get()
        receipt = commands.raise_opinion(
            opinion=written, text=written.text, kind="help", unit=town.shiqiao, by=town.worker, at=NOON
        )
        assert receipt.concern.channel == Channel.QUESTIONNAIRE

    def test_does_not_take_more_marks_than_sheets(self, town):
        one = sheet(town)
        for handed_out, returned, counts in (
            (30, 31, [1]),
            (30, 5, [3, 3, 0]),
            (30, 5, [9, -4, 0]),
            (30, 5, [1, 1, 1, 1]),
        ):
            with pytest.raises(Unfit):
                commands.enter_returns(
                    sheet=one, handed_out=handed_out, returned=returned, counts={1: counts}, texts=[], by=town.worker, at=NOON
                )  # fmt: skip
        assert not SheetReturn.objects.exists()

    @pytest.mark.mechanism("M027")
    def test_answered_on_the_web_keeps_counts_and_a_date_alone(self, town):
        one = sheet(town, visit_on=FRIDAY, visit_to="清水砖厂")
        with pytest.raises(Unfit):
            commands.answer_sheet(sheet=one, chosen={1: 0}, texts=[], at=NOON)
        with pytest.raises(Unfit):
            commands.open_sheet(sheet=one, closes_on=FRIDAY + timedelta(days=1), by=town.worker, at=NOON)
        one = commands.open_sheet(sheet=one, closes_on=FRIDAY, by=town.worker, at=NOON)
        before = Entry.objects.count()
        for n in range(3):
            commands.answer_sheet(sheet=one, chosen={1: 2, 7: 0}, texts=["电价高"], at=NOON + timedelta(minutes=n))

        row = SheetReturn.objects.get()
        assert (row.returned, row.counts, row.on) == (3, {"1": [0, 0, 3]}, TODAY)
        assert Entry.objects.count() == before
        fields = {field.name for model in (SheetReturn, Opinion) for field in model._meta.get_fields()}
        assert not fields & {"at", "ip", "person", "address", "name", "phone"}
        with pytest.raises(Unfit):
            commands.answer_sheet(sheet=one, chosen={}, texts=[" "], at=NOON)
        with pytest.raises(Unfit):
            commands.answer_sheet(sheet=one, chosen={1: 0}, texts=[], at=NOON + timedelta(days=5))
        commands.close_sheet(sheet=one, by=town.worker, at=NOON)
        with pytest.raises(Unfit):
            commands.answer_sheet(sheet=OpinionSheet.objects.get(), chosen={1: 0}, texts=[], at=NOON)


class TestAStudy:
    @pytest.mark.mechanism("M026", "M078")
    def test_is_a_chain_from_the_opinion_to_the_measure(self, town):
        used, unused = opinion(town, "发展党员太少"), opinion(town, "会开得太长")
        by = {"by": town.officer, "at": NOON}
        study = commands.begin_study(unit=town.qingshui, title="党员发展", **by)
        for one in (used, unused):
            commands.link_opinion(opinion=one, study=study, **by)
        commands.conclude_study(study=study, text="近三年培养不够。", **by)
        used.refresh_from_db()
        decision = commands.decide(
            study=study,
            title="每年培养五名",
            body="镇党委会",
            decided_on=TODAY,
            used=[used],
            number="清委〔2026〕9号",
            **by,
        )
        measure = commands.agree_measure(
            study=study, text="办培训班", handler=town.shiqiao, due_on=FRIDAY, decision=decision, **by
        )

        chain = queries.chain(study, town.officer)
        assert [(link.opinion, link.decisions) for link in chain.links] == [(used, [decision]), (unused, [])]
        assert chain.decisions == [decision] and [one.decision for one in chain.measures] == [decision]
        assert list(queries.measures_due(town.head)) == [measure]
        with pytest.raises(NotAllowed):
            commands.finish_measure(measure=measure, text="办了", by=town.stranger, at=NOON)
        done = commands.finish_measure(measure=measure, text="办了一期", by=town.head, at=NOON)
        assert done.finished_on == TODAY and not queries.measures_due(town.head).exists()
        with pytest.raises(Unfit):
            commands.link_opinion(
                opinion=used, study=commands.begin_study(unit=town.qingshui, title="另一题", **by), **by
            )

    def test_decides_only_by_its_own_opinions(self, town):
        by = {"by": town.officer, "at": NOON}
        study = commands.begin_study(unit=town.qingshui, title="照明", **by)
        for used in ([], [opinion(town)]):
            with pytest.raises(Unfit):
                commands.decide(study=study, title="换灯", body="镇政府", decided_on=TODAY, used=used, **by)
        with pytest.raises(NotAllowed):
            commands.begin_study(unit=town.qingshui, title="照明", by=town.worker, at=NOON)


class TestAFinding:
    def test_becomes_a_concern_that_says_where_it_was_found(self, town):
        given = {"text": "三组的桥栏断了", "kind": "help", "unit": town.shiqiao, "by": town.worker, "at": NOON}
        receipt = concerns.register_finding(source="走访石桥村三组", entry_key="k", **given)
        again = concerns.register_finding(source="走访石桥村三组", entry_key="k", **given)

        assert receipt.concern.channel == Channel.VISIT and not again.is_new and Concern.objects.count() == 1
        assert [one.event for one in book.story(receipt.concern.ref)] == ["concern.registered", "concern.found"]
        with pytest.raises(Unfit):
            concerns.register_finding(source=" ", **given)
