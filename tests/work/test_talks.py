"""约谈与谈心: arranged, covered, and between two."""

from datetime import date

import pytest

from lianxin.base.indicators.registry import get
from lianxin.base.journal.models import Entry, PrivateDetail
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.periods import Period
from lianxin.work.concerns.problems import Unfit
from lianxin.work.rectification import commands, queries
from lianxin.work.rectification.models import Talk
from tests.conftest import NOON
from tests.work.rectification_scenes import LATER

UNTIL, HELD = date(2026, 11, 20), date(2026, 11, 4)
SECRET = "作业量和家长来访"


@pytest.fixture
def plan(town):
    return commands.plan_talks(title="自查自纠约谈", kind="interview", until=UNTIL, by=town.principal, at=NOON)


@pytest.fixture
def talks(town, plan):
    """The head talks to the clerk and to two who have no account; the clerk to one of the others."""
    first = commands.pair(
        plan=plan,
        talker=town.people["principal"],
        names=["孟校", "王 明", "李红"],
        layer="科室负责人",
        by=town.principal,
        at=NOON,
    )
    second = commands.pair(
        plan=plan, talker=town.people["teacher"], names=["赵青"], layer="其他人员", by=town.teacher, at=NOON
    )
    return [*first, *second]


def held(town, talk):
    return commands.hold_talk(
        talk=talk, held_on=HELD, topics=SECRET, agreed="来访登记本放门房。", by=town.principal, at=LATER[2]
    )


class TestThePlan:
    @pytest.mark.mechanism("M146")
    def test_shows_who_talks_to_whom_and_who_has_not_been_talked_to(self, town, plan, talks):
        held(town, talks[1])

        matrix = queries.matrix(plan.talks.all())
        assert [(one.name, one.held, one.total) for one in matrix.columns] == [("孔长", 1, 3), ("孟校", 0, 1)]
        assert [(line.name, [cell is not None for cell in line.cells]) for line in matrix.lines] == [
            ("孟校", [True, False]), ("王明", [True, False]), ("李红", [True, False]), ("赵青", [False, True]),
        ]  # fmt: skip
        assert [talk.name for talk in matrix.open] == ["孟校", "李红", "赵青"]

    def test_knows_a_member_of_staff_by_his_name_and_nobody_where_two_bear_it(self, town, talks):
        assert (talks[0].talked_to, talks[1].talked_to) == (town.people["teacher"], None)

    def test_leaves_out_talks_that_were_dropped_with_a_reason(self, town, plan, talks):
        with pytest.raises(Unfit):
            commands.drop_talk(talk=talks[2], reason=" ", by=town.principal, at=LATER[1])
        commands.drop_talk(talk=talks[2], reason="已调走。", by=town.principal, at=LATER[1])

        assert queries.matrix(plan.talks.all()).total == 3
        commands.pair(plan=plan, talker=town.people["principal"], names=["李红"], by=town.principal, at=LATER[1])

    @pytest.mark.parametrize(
        ("names", "talker"),
        [([], "principal"), (["孔长"], "principal"), (["孟校"], "principal"), (["王明"], "builder")],
    )
    def test_is_refused_for_nobody_oneself_the_same_twice_and_a_talker_from_elsewhere(
        self, town, plan, talks, names, talker
    ):
        with pytest.raises(Unfit):
            commands.pair(plan=plan, talker=town.people[talker], names=names, by=town.principal, at=NOON)

    def test_is_made_by_those_who_may_arrange_talks_there(self, town, plan):
        with pytest.raises(NotAllowed):
            commands.plan_talks(title="约谈", kind="interview", until=UNTIL, by=town.worker, at=NOON)
        with pytest.raises(NotAllowed):
            commands.pair(plan=plan, talker=town.people["principal"], names=["王明"], by=town.stranger, at=NOON)

    @pytest.mark.mechanism("M149")
    def test_of_heart_talks_may_follow_a_result(self, town):
        plan = commands.plan_talks(
            title="四查四看谈心", kind="heart", until=UNTIL, source="result", source_ref="result:7", source_label="四查四看结果",
            by=town.principal, at=NOON,
        )  # fmt: skip

        assert (plan.kind, plan.source_ref) == ("heart", "result:7")
        assert Entry.objects.get(event="talk.planned").detail["source_ref"] == "result:7"


class TestTheRecord:
    @pytest.mark.mechanism("M145")
    def test_is_written_by_the_talker_and_counted(self, town, talks):
        held(town, talks[1])
        commands.hold_talk_on_paper(talk=talks[2], held_on=HELD, by=town.teacher, at=LATER[2])

        year = Period.parse("2026")
        assert get("talk.held").value(year, town.school, by=town.principal) == 2
        assert get("talk.open").value(year, town.school, by=town.principal, today=date(2026, 11, 6)) == 2

    def test_is_not_written_by_another_nor_for_tomorrow_nor_twice(self, town, talks):
        with pytest.raises(NotAllowed):
            commands.hold_talk(talk=talks[1], held_on=HELD, topics="谈了。", agreed="", by=town.teacher, at=LATER[2])
        with pytest.raises(Unfit):
            commands.hold_talk(talk=talks[1], held_on=UNTIL, topics="谈了。", agreed="", by=town.principal, at=LATER[2])
        held(town, talks[1])
        with pytest.raises(Unfit):
            held(town, talks[1])

    def test_is_read_by_the_two_alone(self, town, talks):
        held(town, talks[0])

        for who, reads in (
            ("principal", True),
            ("teacher", True),
            ("clerk", False),
            ("county_leader", False),
            ("admin", False),
        ):
            assert Talk.objects.between(getattr(town, who)).filter(pk=talks[0].pk).exists() == reads

    def test_leaves_no_word_in_the_journal(self, town, talks):
        held(town, talks[1])

        entry = Entry.objects.get(event="talk.held")
        assert SECRET not in str(entry.detail) and not PrivateDetail.objects.filter(entry_n=entry.n).exists()

    def test_kept_on_paper_holds_no_words(self, town, talks):
        talk = commands.hold_talk_on_paper(talk=talks[1], held_on=HELD, by=town.teacher, at=LATER[2])

        assert (talk.topics, talk.agreed, talk.is_on_paper) == ("", "", True)
