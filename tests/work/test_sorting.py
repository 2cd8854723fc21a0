"""分类、挂账、成因、汇报: three classes with what each must say, the shelf that stops no clock, why a matter is stuck."""

from datetime import date, timedelta

import pytest

from lianxin.base.indicators.registry import INDICATORS
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.work.concerns import commands
from lianxin.work.concerns import sorting_queries as queries
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern, Sorting, Topic
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.sorting_terms import Fault
from lianxin.work.concerns.terms import Handling, Status
from tests.conftest import NOON
from tests.work.conftest import EXPLAIN, LIMIT, at_state, lamp_topic, registered

NEXT_DAY = NOON + timedelta(days=1)
TODAY = date(2026, 11, 3)


def sort(concern, by, at=NOON, handling="time_limit", **texts):
    """分类 a concern as it is, with these texts."""
    return commands.classify(
        concern=concern, topic=lamp_topic(), kind=concern.kind, handling=handling, by=by, at=at, **texts
    )


class TestTheThreeClasses:
    @pytest.mark.mechanism("M046", "M048")
    @pytest.mark.parametrize("lacks", ["stance", "responsible"])
    def test_ask_of_a_limit_the_stance_and_the_person(self, town, concern, lacks):
        with pytest.raises(Unfit) as refused:
            sort(concern, town.clerk, **{**LIMIT, lacks: " "})

        assert refused.value.field == lacks
        assert not Sorting.objects.exists() and Concern.objects.get().accepted_on is None

        assert sort(concern, town.clerk, **LIMIT).sortings.get().stance == LIMIT["stance"]

    @pytest.mark.mechanism("M048", "M050")
    def test_take_a_nearer_date_and_never_a_later_one(self, town, concern):
        rule = date(2026, 11, 17)
        for day in (rule + timedelta(days=1), TODAY - timedelta(days=1)):
            with pytest.raises(Unfit) as refused:
                sort(concern, town.clerk, promised_on=day, **LIMIT)
            assert refused.value.field == "promised_on"

        concern = sort(concern, town.clerk, promised_on=date(2026, 11, 10), **LIMIT)

        assert (concern.due_on, concern.first_due_on) == (date(2026, 11, 10), rule)
        assert concern.review_on == date(2026, 11, 10)

    @pytest.mark.mechanism("M050")
    @pytest.mark.parametrize("handling", Handling.values)
    def test_give_every_sorted_matter_a_deadline(self, town, concern, handling):
        concern = sort(concern, town.clerk, handling=handling, **LIMIT, **EXPLAIN)

        assert concern.first_due_on is not None and concern.due_on <= concern.first_due_on
        assert concern.first_due_on >= concern.received_on

    @pytest.mark.mechanism("M049")
    @pytest.mark.parametrize("lacks", ["policy", "article"])
    def test_ask_of_an_explanation_the_policy_and_its_article(self, town, concern, lacks):
        with pytest.raises(Unfit) as refused:
            sort(concern, town.clerk, handling="explain", **{**EXPLAIN, lacks: ""})
        assert refused.value.field == lacks

        concern = sort(concern, town.clerk, handling="explain", **EXPLAIN)

        assert (concern.is_objective, concern.shelved_on) == (False, None)

    @pytest.mark.mechanism("M049")
    def test_ask_at_the_answer_how_it_was_explained(self, town, concern):
        concern = sort(concern, town.clerk, handling="explain", **EXPLAIN)
        concern = commands.assign(concern=concern, to=town.building, by=town.clerk, at=NOON)
        commands.acknowledge(concern=concern, by=town.builder, at=NOON)
        with pytest.raises(Unfit) as refused:
            commands.reply(concern=concern, text="不属于补装范围。", by=town.builder, at=NOON)
        assert refused.value.field == "explained"

        concern = commands.reply(
            concern=concern, text="不属于补装范围。", explained="上门念了条文，留了复印件。", by=town.builder, at=NOON
        )

        assert concern.replies.get().explained == "上门念了条文，留了复印件。"

    @pytest.mark.mechanism("M072")
    def test_let_the_objectively_impossible_be_explained_without_a_policy(self, town, concern):
        concern = sort(concern, town.clerk, handling="explain", objective="山体不稳，地勘结论不能架线。")
        assert concern.is_objective

        with pytest.raises(Unfit) as refused:
            commands.answer_now(concern=concern, text="现在架不了线。", by=town.worker, at=NOON)
        assert refused.value.field == "explained"
        commands.answer_now(
            concern=concern, text="现在架不了线。", explained="当面看了地勘图。", by=town.worker, at=NOON
        )

    @pytest.mark.mechanism("M072")
    def test_make_the_share_that_is_explained_a_figure_of_its_own(self, town):
        for handling, texts in (("immediate", {}), ("explain", EXPLAIN), ("explain", {"objective": "无水源。"})):
            sort(registered(town).concern, town.clerk, handling=handling, **texts)
        november = Period.month(2026, 11)

        def value(code):
            return str(INDICATORS[code].value(november, town.county, by=town.clerk, today=TODAY))

        assert [value(f"concern.{name}") for name in ("explained", "objective", "explain_rate")] == ["2", "1", "66.7"]


class TestAChangeAfterTheFirstDay:
    """T11: 第二天起改性质、处理方式要上一级."""

    def test_is_refused_to_whoever_sorted_it(self, town, concern):
        sort(concern, town.worker, **LIMIT)

        with pytest.raises(Unfit, match="改定分类"):
            sort(concern, town.worker, at=NEXT_DAY, handling="explain", **EXPLAIN)

        changed = {"concern": concern, "topic": lamp_topic(), "kind": "enquiry", "handling": "explain", "at": NEXT_DAY,
                   "reason": "群众要的是政策。", **EXPLAIN}  # fmt: skip
        for who in ("worker", "head", "builder", "stranger", "inspector"):
            with pytest.raises(NotAllowed):
                commands.reclassify(by=getattr(town, who), **changed)
        assert Concern.objects.get().handling == "time_limit"

    def test_is_made_by_the_level_above_with_a_reason_and_brings_the_promise_only_nearer(self, town, concern):
        concern = sort(concern, town.worker, **LIMIT)
        was = concern.first_due_on
        with pytest.raises(Unfit) as refused:
            commands.reclassify(
                concern=concern, topic=lamp_topic(), kind="help", handling="explain", reason="", by=town.officer,
                at=NEXT_DAY, **EXPLAIN,
            )  # fmt: skip
        assert refused.value.field == "reason"

        concern = commands.reclassify(
            concern=concern, topic=lamp_topic(), kind="enquiry", handling="explain", reason="群众要的是政策。",
            by=town.officer, at=NEXT_DAY, **EXPLAIN,
        )  # fmt: skip
        assert concern.first_due_on < was and concern.off_shelf_on == NEXT_DAY.date()
        nearer = concern.first_due_on

        concern = commands.reclassify(
            concern=concern, topic=lamp_topic(), kind="complaint", handling="time_limit", reason="核实后是投诉。",
            by=town.clerk, at=NEXT_DAY, **LIMIT,
        )  # fmt: skip
        assert (concern.first_due_on, concern.is_confidential) == (nearer, True)
        assert [one.handling for one in concern.sortings.all()] == ["time_limit", "explain", "time_limit"]
        assert [e.event for e in book.story(concern.ref)].count("concern.reclassified") == 2

    def test_of_what_the_county_sorted_is_the_county_leaders(self, town):
        concern, closed = at_state(town, Status.IN_HAND), at_state(town, Status.CLOSED)
        given = {
            "concern": concern,
            "topic": lamp_topic(),
            "kind": "help",
            "handling": "immediate",
            "reason": "当天能办。",
        }
        with pytest.raises(NotAllowed):
            commands.reclassify(by=town.clerk, at=NEXT_DAY, **given)

        assert commands.reclassify(by=town.county_leader, at=NEXT_DAY, **given).handling == "immediate"
        with pytest.raises(WrongState):
            commands.reclassify(**{**given, "concern": closed}, by=town.county_leader, at=NEXT_DAY)


class TestTheShelf:
    @pytest.mark.mechanism("M048")
    def test_holds_what_has_a_limit_until_it_is_answered_and_stops_no_clock(self, town):
        concern = at_state(town, Status.IN_HAND)
        due = concern.due_on
        later = NOON + timedelta(days=20)
        assert queries.reviews_due(town.builder, later.date(), 9) == [concern]
        assert queries.reviews_due(town.stranger, later.date(), 9) == []

        concern = commands.review_shelf(
            concern=concern, found="not_yet", note="等配件。", next_on=date(2026, 12, 10), by=town.builder, at=later
        )

        assert (concern.due_on, concern.first_due_on) == (due, due) and due < later.date()
        assert Concern.objects.overdue(later.date()).get() == concern
        assert queries.reviews_due(town.builder, later.date(), 9) == []

    @pytest.mark.parametrize("next_on", [None, TODAY, date(2027, 3, 1)])
    def test_wants_the_next_day_within_a_quarter(self, town, next_on):
        concern = at_state(town, Status.IN_HAND)

        with pytest.raises(Unfit) as refused:
            commands.review_shelf(
                concern=concern, found="not_yet", note="等", next_on=next_on, by=town.builder, at=NOON
            )

        assert refused.value.field == "next_on"

    def test_lets_go_of_what_has_become_possible(self, town):
        concern = at_state(town, Status.IN_HAND)
        commands.review_shelf(concern=concern, found="possible", note="材料到了。", by=town.builder, at=NOON)

        with pytest.raises(Unfit, match="没有挂账"):
            commands.review_shelf(concern=concern, found="solved", note="好了", by=town.builder, at=NOON)
        with pytest.raises(NotAllowed):
            commands.review_shelf(concern=concern, found="solved", note="好了", by=town.stranger, at=NOON)
        assert not Concern.objects.filter(queries.ON_SHELF).exists()

    @pytest.mark.mechanism("M048")
    def test_is_a_stock_that_opens(self, town):
        kept, answered = at_state(town, Status.IN_HAND), at_state(town, Status.REPLIED)
        december = Period.month(2026, 12)
        stock, late = INDICATORS["concern.shelved"], INDICATORS["concern.shelf_review_overdue"]
        asked = {"by": town.clerk, "today": date(2026, 12, 5)}

        assert answered.shelved_on is not None
        assert list(stock.opened(december, town.county, **asked)) == [kept]
        assert late.value(december, town.county, **asked) == 1


class TestCauses:
    def given(self, concern, **changes):
        return {"concern": concern, "line": "down", "fault": "style", "level": "township", "evidence": "镇里半年没有派人。",
                "at": NOON, **changes}  # fmt: skip

    @pytest.mark.mechanism("M068", "M069")
    def test_name_a_line_a_kind_a_level_and_evidence_and_may_be_several(self, town):
        concern = at_state(town, Status.IN_HAND)
        for change, field in (({"evidence": " "}, "evidence"), ({"line": "up", "rule": ""}, "rule")):
            with pytest.raises(Unfit) as refused:
                commands.code_cause(by=town.builder, **self.given(concern, **change))
            assert refused.value.field == field

        commands.code_cause(by=town.builder, **self.given(concern))
        commands.code_cause(
            by=town.clerk,
            **self.given(concern, line="up", fault="ability", level="county", rule="没有维护标准", owner=town.building),
        )

        assert [one.line for one in concern.causes.all()] == ["down", "up"]
        assert [one.rule for one in queries.pushed_to(town.builder, 9)] == ["没有维护标准"]
        with pytest.raises(NotAllowed):
            commands.settle_cause(cause=concern.causes.last(), note="印发了。", by=town.water, at=NOON)

    @pytest.mark.mechanism("M069")
    def test_never_name_a_person(self, town):
        concern = at_state(town, Status.IN_HAND)

        with pytest.raises(Unfit, match="不写个人") as refused:
            commands.code_cause(by=town.builder, **self.given(concern, evidence="李青一直没有去看。"))

        assert refused.value.field == "evidence" and not concern.causes.exists()

    @pytest.mark.mechanism("M070")
    def test_are_counted_by_level_while_the_matter_is_open_and_the_cause_stands(self, town):
        first, second, done = (at_state(town, state) for state in (Status.IN_HAND, Status.ASSIGNED, Status.CLOSED))
        for concern in (first, second, done):
            commands.code_cause(by=town.clerk, **self.given(concern, line="up", level="province", rule="无标准"))
        down = commands.code_cause(by=town.clerk, **self.given(first))

        table = queries.cause_table(town.clerk, town.county, Fault.choices)
        by_level = {code: (up, low) for code, _label, up, low in table.rows}
        assert (by_level["province"], by_level["township"]) == ((2, 0), (0, 1))
        assert (table.up, table.down, table.matters) == (2, 1, 2)
        assert queries.stuck_as(queries.stuck(town.clerk, town.county), line="up", level="province").count() == 2
        assert queries.cause_table(town.stranger, town.baisha, Fault.choices).matters == 0

        commands.settle_cause(cause=down, note="已列入年度计划。", by=town.officer, at=NOON)
        assert queries.cause_table(town.clerk, town.county, Fault.choices).down == 0

    def test_are_withdrawn_with_a_reason_and_by_nobody_else(self, town):
        cause = commands.code_cause(by=town.clerk, **self.given(at_state(town, Status.IN_HAND)))
        with pytest.raises(NotAllowed):
            commands.withdraw_cause(cause=cause, reason="错", by=town.stranger, at=NOON)

        commands.withdraw_cause(cause=cause, reason="写重了", by=town.clerk, at=NOON)

        with pytest.raises(Unfit, match="了结"):
            commands.settle_cause(cause=cause, note="好", by=town.clerk, at=NOON)


class TestWhatTheStaffOfASchoolBring:
    @pytest.mark.mechanism("M071")
    def test_is_solved_at_once_or_reported_upward_and_answered(self, town):
        asker = Asker(name="文老师", category="staff")
        concern = registered(town, unit=town.school, asker=asker, by=town.teacher, text="教师宿舍没有热水。").concern
        concern = sort(concern, town.teacher, **LIMIT)
        assert queries.should_report(concern)
        assert not queries.should_report(sort(concern, town.teacher, handling="immediate"))

        with pytest.raises(Unfit) as refused:
            commands.report_up(concern=concern, to=town.qingshui, text="请批经费。", by=town.teacher, at=NOON)
        assert refused.value.field == "to"
        report = commands.report_up(concern=concern, to=town.county, text="请批经费。", by=town.teacher, at=NOON)
        with pytest.raises(NotAllowed):
            commands.answer_report(report=report, text="自己批。", by=town.teacher, at=NOON)

        assert queries.reports_waiting(town.clerk, 9) == [report]
        commands.answer_report(report=report, text="已列入计划。", by=town.clerk, at=NOON)
        assert queries.reports_waiting(town.clerk, 9) == []


class TestTheStates:
    @pytest.mark.mechanism("M057", "M058")
    def test_add_up_by_topic_to_the_total_and_settled_are_among_the_closed(self, town):
        closed = at_state(town, Status.CLOSED)
        at_state(town, Status.IN_HAND)
        registered(town)
        commands.decline(concern=registered(town).concern, reason="已在诉讼中", by=town.clerk, at=NOON)
        commands.void(concern=registered(town).concern, reason="误登", by=town.clerk, at=NOON)
        Concern.objects.filter(pk=closed.pk).update(settled_on=TODAY)

        parts, total = queries.states(queries.in_year(town.clerk, town.county, 2026))

        assert (total.total, total.closed, total.open, total.declined, total.settled) == (4, 1, 2, 1, 1)
        for name in ("total", "closed", "open", "declined", "settled"):
            assert sum(getattr(row, name) for row in parts) == getattr(total, name)
        assert all(row.total == row.closed + row.open + row.declined and row.settled <= row.closed for row in parts)
        assert {str(row.label) for row in parts} == {"城乡建设", "未分类"}
        assert queries.states(queries.in_year(town.stranger, town.baisha, 2026))[1].total == 0


class TestExtraQuestions:
    def test_are_asked_of_a_topic_typed_and_never_required(self, town):
        concern = at_state(town, Status.IN_HAND)
        top = Topic.objects.get(label="城乡建设")
        how_many = commands.keep_question(
            topic=lamp_topic(), text="几盏灯", answer_type="number", by=town.clerk, at=NOON
        )
        kind = commands.keep_question(
            topic=top, text="谁装的", answer_type="choice", options="村里，镇里", by=town.clerk, at=NOON
        )
        assert set(queries.questions_of(concern)) == {how_many, kind}
        for pk, value in ((how_many.pk, "三盏"), (kind.pk, "县里")):
            with pytest.raises(Unfit):
                commands.answer_extra(concern=concern, answers={pk: value}, by=town.builder, at=NOON)

        commands.answer_extra(concern=concern, answers={how_many.pk: "3", kind.pk: ""}, by=town.builder, at=NOON)

        assert [(one.question.text, one.value) for one in concern.extra_answers.all()] == [("几盏灯", "3")]
