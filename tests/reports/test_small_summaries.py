"""总结的小事: a few concerns, played by commands, and what the summary says of them."""

from datetime import date, timedelta

import pytest

from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.pure.figures import check
from lianxin.pure.paper import blocks
from lianxin.pure.periods import Period
from lianxin.reports.nextsteps import commands as nextsteps
from lianxin.reports.summaries import commands
from lianxin.reports.summaries.backing import check_backing
from lianxin.reports.summaries.compose import compose
from lianxin.reports.summaries.documents import open_document
from lianxin.work.concerns import commands as concerns
from tests.conftest import NOON
from tests.work.conftest import LIMIT, lamp_topic, registered


def text_of(unit, code, by, dated):
    return "\n".join(block.text for block in blocks(compose(unit=unit, period=Period.parse(code), by=by, dated=dated)))


class TestProblems:
    @pytest.mark.thorough
    def test_are_not_made_up_where_all_is_well(self, town):
        receipt = registered(town)
        concern = concerns.answer_now(concern=receipt.concern, text="已当场换灯。", by=town.worker, at=NOON)
        concern = concerns.close(concern=concern, outcome="solved", by=town.clerk, at=NOON)
        concerns.rate(concern=concern, secret=receipt.secret, rating="satisfied", solved=True, contacted=True, at=NOON)

        text = text_of(town.shiqiao, "2026-11", town.clerk, NOON.date())

        assert "没有发现问题" in text
        assert "评价不足5件，不计算满意率" in text and "满意率（" not in text

    @pytest.mark.thorough
    def test_name_the_one_place_where_it_lies(self, town):
        concern = concerns.classify(concern=registered(town).concern, topic=lamp_topic(), kind="help", handling="immediate",
                                    by=town.clerk, at=NOON)  # fmt: skip
        concerns.assign(concern=concern, to=town.building, by=town.clerk, at=NOON)

        text = text_of(town.qingshui, "2026-11", town.clerk, NOON.date() + timedelta(days=20))

        assert "仍未答复的诉求有1件，在石桥村。" in text


class TestPractice:
    def test_tells_what_is_accepted_from_what_is_handed_on(self, town):
        """受理 in one month, 交办 in the next: more is handed on than accepted, and no checker takes it for a mistake."""
        early = concerns.classify(concern=registered(town).concern, topic=lamp_topic(), kind="help", handling="immediate",
                                  by=town.clerk, at=NOON)  # fmt: skip
        late = NOON + timedelta(days=30)
        other = concerns.classify(concern=registered(town, at=late).concern, topic=lamp_topic(), kind="help",
                                  handling="time_limit", by=town.clerk, at=late, **LIMIT)  # fmt: skip
        for concern in (early, other):
            concerns.assign(concern=concern, to=town.building, by=town.clerk, at=late)

        text = text_of(town.qingshui, "2026-12", town.clerk, late.date())

        assert "本月受理诉求1件，是限期办理的。本月首次交办有关单位2件，含以前受理的。" in text
        assert check(text).findings == ()


class TestReadingBack:
    @pytest.mark.thorough
    def test_records_that_changed_since_are_told_from_a_hand_that_changed(self, town):
        registered(town)
        data = commands.write(unit=town.shiqiao, period=Period.parse("2026-11"), by=town.officer, at=NOON)

        registered(town)

        found = check_backing(open_document(data, "总结.docx"), by=town.officer, today=NOON.date())
        [*_, wrong] = [item for item in found if item.verdict != "holds"]
        assert wrong.verdict == "fails:records"
        assert (wrong.stated, wrong.computed) == ("1", "2")
        assert "文中1，记录现为2，生成以后记录有变动" in wrong.explain


class TestUnitsThatAreNoMore:
    @pytest.mark.thorough
    def test_a_closed_one_keeps_its_row_so_that_the_rows_make_the_sum(self, town):
        for unit in (town.shiqiao, town.liuwan, town.shiqiao):
            registered(town, unit=unit, by=town.officer)
        quarter, late = Period.parse("2026-Q4"), NOON + timedelta(days=20)

        orgs.close_unit(unit=town.shiqiao, valid_to=(NOON + timedelta(days=9)).date(), by=SYSTEM, at=late)

        rows = rows_of(compose(unit=town.qingshui, period=quarter, by=town.clerk, dated=late.date()))
        assert rows == [("石桥村", "2"), ("柳湾村", "1"), ("合计", "3")]

    @pytest.mark.thorough
    def test_what_they_meant_to_do_is_answered_for_by_the_one_that_stands_for_them(self, town):
        given = {
            "heading": "清理旧账",
            "text": "逐本核对。",
            "due_on": date(2026, 11, 9),
            "about": "2026-10",
            "at": NOON,
        }
        step = nextsteps.add(unit=town.qingshui, owner_unit=town.qingshui, by=town.officer, **given)
        late = NOON + timedelta(days=20)
        new = orgs.merge_units(
            units=[town.qingshui, town.baisha], into_name="清沙镇", on=late.date(), by=SYSTEM, at=late
        )

        text = text_of(new, "2026-11", town.clerk, late.date())

        assert "上月提出的下步打算1项，还在落实。" in text and "“清理旧账”过了完成时限还没有完成。" in text
        assert check(text).findings == ()
        nextsteps.finish(step=step, result="已核对。", by=town.clerk, at=late)
        assert "完成的是“清理旧账”。" in text_of(new, "2026-11", town.clerk, late.date())


def rows_of(paper):
    """Name and first figure of the table by unit."""
    table = next(one.body[0] for one in paper.attachments if "分单位" in one.name)
    return [("".join(row[:1]), "".join(run.text for run in row[1])) for row in table.rows]
