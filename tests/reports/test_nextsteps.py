"""下步打算: a summary's lines become records with owner and day, and the next summary says what became of them (M290)."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from lianxin.base import indicators
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.figures import check
from lianxin.pure.flow import WrongState
from lianxin.pure.paper import blocks, count_characters, length_note, plain_text, read_bound, write_docx
from lianxin.pure.periods import Period
from lianxin.reports.nextsteps import commands as steps
from lianxin.reports.nextsteps import queries
from lianxin.reports.nextsteps.commands import Target
from lianxin.reports.nextsteps.models import NextStep
from lianxin.reports.nextsteps.problems import Unfit
from lianxin.reports.summaries import commands
from lianxin.reports.summaries.backing import check_backing
from lianxin.reports.summaries.compose import compose
from lianxin.reports.summaries.documents import Document
from tests.conftest import SHANGHAI
from tests.reports.return_scenes import solved_by
from tests.work.conftest import registered

OCTOBER, NOVEMBER = Period.parse("2026-10"), Period.parse("2026-11")


def at(month, day):
    return datetime(2026, month, day, 10, tzinfo=SHANGHAI)


def added(town, **changes):
    fields = {
        "unit": town.county, "heading": "清理超期件", "text": "逐件查明卡在哪里。", "owner_unit": town.qingshui, "owner": "李青",
        "due_on": date(2026, 11, 30), "by": town.clerk, "at": at(11, 4),
    }  # fmt: skip
    return steps.add(**{**fields, **changes})


def text_of(town, period, dated, by=None):
    paper = compose(unit=town.county, period=period, by=by or town.clerk, dated=dated)
    return "\n".join(block.text for block in blocks(paper))


class TestFromOneSummaryToTheNext:
    @pytest.mark.mechanism("M290")
    @pytest.mark.thorough
    def test_lines_become_records_once_and_the_next_summary_answers_for_each(self, town):
        solved_by(town, town.qingshui, 2)  # closed in November, rated by nobody: a problem with its step
        given = {"unit": town.county, "period": NOVEMBER, "by": town.clerk, "at": at(12, 2)}

        [step] = commands.hand_out(**given)

        assert (step.heading, step.problem, step.due_on) == ("请群众评价", "few_ratings", date(2027, 1, 31))
        assert (step.owner_unit, step.about, step.source) == (town.county, "2026-11", "summary")
        with pytest.raises(Unfit, match="不重复列"):
            commands.hand_out(**given)
        with pytest.raises(NotAllowed):
            commands.hand_out(**{**given, "by": town.stranger})
        steps.edit(step=step, heading="请群众评价", text="答复时告诉评价办法。", owner_unit=town.qingshui, owner="李青",
                   due_on=date(2026, 12, 20), by=town.clerk, at=at(12, 2))  # fmt: skip
        others = [added(town, heading=name, about="2026-11", due_on=date(2026, 12, 25), at=at(12, 2))
                  for name in ("补登台账", "走访卫生所", "清理旧账")]  # fmt: skip
        now = text_of(town, NOVEMBER, date(2026, 12, 2))
        assert "答复时告诉评价办法。完成时限：2026年12月20日前。责任单位：清水镇（李青）。" in now
        assert now.count("请群众评价") == 1 and "落实上期打算" not in now

        steps.finish(step=others[0], result="已补登。", by=town.officer, at=at(12, 10))
        steps.leave_undone(step=others[1], reason="卫生所停业装修。", by=town.officer, at=at(12, 11))
        steps.carry_over(
            step=others[2], due_on=date(2027, 2, 28), reason="还差3件材料。", by=town.officer, at=at(12, 12)
        )
        then = text_of(town, Period.parse("2026-12"), date(2027, 1, 4))

        assert "上月提出的下步打算4项，其中完成1项、未完成1项、还在落实2项。" in then
        assert "“走访卫生所”未完成，原因：卫生所停业装修。" in then
        assert "“清理旧账”改到2027年2月28日前完成，原因记在下步打算里。" in then  # what has figures is not copied
        assert (
            "（一）继续请群众评价" in then and "继续清理旧账" in then and "补登台账" not in then.split("下步打算\n")[-1]
        )

    @pytest.mark.mechanism("M290")
    def test_the_numbers_said_of_them_are_counted_and_pass_our_own_checker(self, town):
        first = [added(town, heading=f"第{word}件事", about="2026-10") for word in "甲乙丙丁"]
        added(town, unit=town.qingshui, owner_unit=town.shiqiao, about="2026-10", by=town.officer)  # another unit's own
        for step in first[:3]:
            steps.finish(step=step, result="已办。", by=town.officer, at=at(11, 9))
        paper = compose(unit=town.county, period=NOVEMBER, by=town.clerk, dated=date(2026, 12, 2))

        docx = write_docx(paper)
        bound = {one.binding.indicator: one.text for one in read_bound(docx)}
        text = plain_text(docx)

        assert "上月提出的下步打算4项，其中完成3项、还在落实1项。" in text and check(text).findings == ()
        assert bound["next_step.planned@county"] == "4" and bound["next_step.planned_done@county"] == "3"
        document = Document(text, (), tuple(read_bound(docx)))
        said = check_backing(document, by=town.clerk, today=date(2026, 12, 2))
        assert said and {one.verdict for one in said} == {"holds"}
        steps.finish(step=first[3], result="也办了。", by=town.officer, at=at(12, 3))
        later = check_backing(document, by=town.clerk, today=date(2026, 12, 4))
        assert [one.computed for one in later if one.verdict == "fails:records"] == ["4", "0"]

    @pytest.mark.mechanism("M290", "M294")
    @pytest.mark.thorough
    def test_a_promise_that_was_broken_is_named_in_the_next_summary_until_it_is_kept(self, town):
        """Two months: what October's summary promised is counted in November's; what is past its day is a problem."""
        kept, broken, moved = (
            added(town, heading=name, about="2026-10", due_on=date(2026, 11, 20))
            for name in ("补登台账", "清理旧账", "走访卫生所")
        )
        early = text_of(town, NOVEMBER, date(2026, 11, 12))
        assert "上月提出的下步打算3项，都还在落实。" in early and "没有全部做到" not in early
        steps.finish(step=kept, result="已补登。", by=town.officer, at=at(11, 10))
        steps.carry_over(step=moved, due_on=date(2026, 12, 31), reason="等装修完。", by=town.officer, at=at(11, 19))

        late = text_of(town, NOVEMBER, date(2026, 12, 2))

        assert "上月提出的下步打算3项，其中完成1项、还在落实2项。" in late
        assert "完成的是“补登台账”。" in late
        assert "“清理旧账”应在2026年11月20日前完成，到期没有完成。" in late
        assert "“走访卫生所”改到2026年12月31日前完成，原因：等装修完。" in late
        problems, steps_then = late.split("存在问题\n")[1].split("下步打算\n")
        assert "上月提出的“清理旧账”过了完成时限还没有完成。" in problems and "走访卫生所" not in problems
        assert (
            "原定2026年11月20日前完成，已经过期；由责任单位说明原因，重新定出日期。责任单位：清水镇（李青）。"
            in steps_then
        )
        assert "补上没有做完的事" in steps_then and check(late).findings == ()

        commands.hand_out(unit=town.county, period=NOVEMBER, by=town.clerk, at=at(12, 2))
        steps.finish(step=broken, result="旧账已清。", by=town.officer, at=at(12, 3))
        mended = text_of(town, NOVEMBER, date(2026, 12, 4))
        assert "过了完成时限" not in mended and "其中完成2项、还在落实1项。" in mended
        then = text_of(town, Period.parse("2026-12"), date(2027, 1, 4))
        assert "上月提出的下步打算1项，还在落实。“补上没有做完的事”还在落实" in then.replace("\n", "")

    @pytest.mark.mechanism("M290")
    @pytest.mark.thorough
    def test_a_promise_is_answered_for_until_it_is_kept_however_many_summaries_later(self, town):
        """Set down in September, moved once, forgotten: every later summary says so, whatever its kind of period."""
        step = added(town, heading="清理旧账", about="2026-09", due_on=date(2026, 11, 20))
        moved = added(town, heading="走访卫生所", about="2026-10", due_on=date(2026, 11, 25))
        steps.carry_over(step=moved, due_on=date(2027, 3, 31), reason="等装修完。", by=town.officer, at=at(11, 19))

        for code, dated in (("2026-11", date(2026, 12, 2)), ("2026-12", date(2027, 1, 4)), ("2026-Q4", date(2027, 1, 4)),
                            ("2026", date(2027, 1, 4))):  # fmt: skip
            text = text_of(town, Period.parse(code), dated)
            practice, problems, plans = (text.split(f"{head}\n")[1] for head in ("主要做法", "存在问题", "下步打算"))
            assert practice.count("“清理旧账”应在2026年11月20日前完成，到期没有完成。") == 1, code
            assert "“清理旧账”过了完成时限还没有完成。" in problems.partition("\n四、")[0], code
            assert plans.count("继续清理旧账") == 1, code
            assert plans.count("继续走访卫生所") == ("-1" in code), code  # a month's own, in time: not the quarter's
            assert check(text).findings == (), code

        steps.finish(step=step, result="旧账已清。", by=town.officer, at=at(12, 3))
        steps.leave_undone(step=moved, reason="卫生所撤并了。", by=town.officer, at=at(12, 3))
        after = text_of(town, Period.parse("2027-01"), date(2027, 2, 2))
        assert "清理旧账" not in after and "走访卫生所" not in after

    @pytest.mark.thorough
    @pytest.mark.mechanism("M290")
    def test_the_same_words_are_said_once_however_many_records_have_them(self, town):
        solved_by(town, town.qingshui, 2)
        told = "答复时把查询密码和评价办法告诉群众，不代填，不诱导。"
        for owner in (town.qingshui, town.baisha):
            added(town, heading="请群众评价", text=told, owner_unit=owner, about="2026-10", due_on=date(2027, 1, 20))
        done = added(town, heading="请群众评价", text=told, about="2026-11")
        steps.finish(step=done, result="已告诉。", by=town.officer, at=at(11, 9))

        text = text_of(town, NOVEMBER, date(2026, 12, 2))

        plans = text.split("下步打算\n")[-1]
        assert plans.count("请群众评价") == 2 and plans.count(told) == 1 and check(text).findings == ()
        with pytest.raises(Unfit, match="不重复列"):
            commands.hand_out(unit=town.county, period=NOVEMBER, by=town.clerk, at=at(12, 2))

    def test_a_summary_stays_within_its_length_and_says_what_it_left_out(self, town):
        for number in range(16):
            added(
                town,
                heading=f"第{'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳'[number]}件事",
                text=f"第{number}件逐户核对。" * 40,
                about="2026-11",
            )
        paper = compose(unit=town.county, period=NOVEMBER, by=town.clerk, dated=date(2026, 11, 5))

        assert 3000 < count_characters(paper) <= 4000 and not length_note(paper)
        text = "\n".join(block.text for block in blocks(paper))
        assert "第甲件事" in text and "第巳件事" not in text
        assert text.count("其余已经列入的打算不在这里写，见下步打算台账。") == 1
        year = compose(unit=town.county, period=Period.parse("2026"), by=town.clerk, dated=date(2026, 11, 5))
        assert "其余已经列入" not in "\n".join(block.text for block in blocks(year))  # they are none of the year's own


class TestOneStep:
    def test_goes_its_way_by_its_owner_and_keeps_what_was_promised_first(self, town):
        step = added(town)
        for by in (town.stranger, town.builder, town.auditor):
            with pytest.raises(NotAllowed):
                steps.finish(step=step, result="已办。", by=by, at=at(11, 9))
        for verb, given, words in (
            ("finish", {"result": " "}, "做了什么"), ("leave_undone", {"reason": ""}, "写明原因"),
            ("carry_over", {"reason": "人手不够", "due_on": date(2026, 11, 30)}, "晚于"),
        ):  # fmt: skip
            with pytest.raises(Unfit, match=words):
                getattr(steps, verb)(step=step, by=town.officer, at=at(11, 9), **given)
        step = steps.carry_over(step=step, due_on=date(2026, 12, 31), reason="人手不够", by=town.officer, at=at(11, 9))
        step = steps.finish(step=step, result="已办。", by=town.officer, at=at(12, 9))

        assert (step.first_due_on, step.due_on) == (date(2026, 11, 30), date(2026, 12, 31))
        with pytest.raises(WrongState):
            steps.carry_over(step=step, due_on=date(2027, 1, 5), reason="再看看", by=town.officer, at=at(12, 9))
        period = Period.parse("2026")
        figure = indicators.get("next_step.on_time_rate").figure(period, town.county, by=town.clerk)
        assert (figure.part, figure.whole) == (0, 1)  # done, but not by the day promised first
        step = steps.reopen(step=step, due_on=date(2027, 1, 9), reason="还有两处没办", by=town.clerk, at=at(12, 10))
        assert step.closed_on is None and [one.verb for one in step.deeds.all()] == [
            "add", "carry_over", "finish", "reopen",
        ]  # fmt: skip
        entries = list(book.story(step.ref))
        assert [one.event for one in entries][-1] == "next_step.reopened" and "人手不够" not in str(entries[1].detail)

    def test_is_set_down_for_ones_own_units_with_words_and_a_day_to_come(self, town):
        with pytest.raises(NotAllowed):
            added(town, by=town.officer)
        for changes, words in (
            ({"heading": " "}, "要做什么"), ({"text": ""}, "怎么做"), ({"due_on": date(2026, 11, 1)}, "早于今天"),
            ({"unit": town.qingshui, "owner_unit": town.baisha}, "下级单位"), ({"about": "2026-13"}, "不是统计期|没有这样"),
        ):  # fmt: skip
            with pytest.raises(Unfit, match=words):
                added(town, **changes)
        assert not NextStep.objects.exists()
        seen = added(town, unit=town.qingshui, owner_unit=town.shiqiao, by=town.officer)

        assert list(queries.steps(town.worker)) == [seen] and not queries.steps(town.stranger).exists()

    @pytest.mark.mechanism("M290")
    def test_with_a_measured_aim_is_done_when_the_records_say_so(self, town):
        aim = Target("concern.received", "at_most", Decimal(1), "2026-11")
        step = added(town, target=aim)
        few = added(town, heading="少登一件", target=Target("concern.received", "at_least", Decimal(9), "2026-11"))
        registered(town, at=at(11, 5))

        with pytest.raises(Unfit, match="还没有过完"):
            steps.finish(step=step, result="已办。", by=town.officer, at=at(11, 20))
        with pytest.raises(Unfit, match="目标不低于 9件，记录算出来是 1，没有达到"):
            steps.finish(step=few, result="已办。", by=town.officer, at=at(12, 1))
        with pytest.raises(Unfit, match="已经达到"):
            steps.leave_undone(step=step, reason="说不清", by=town.officer, at=at(12, 1))
        with pytest.raises(Unfit, match="没有这个指标"):
            added(town, target=Target("no.such", "at_most", Decimal(1), "2026-11"))

        assert steps.finish(step=step, result="已办。", by=town.officer, at=at(12, 1)).state == "done"
        assert queries.reached(few, town.clerk, date(2026, 12, 1)).is_reached is False
