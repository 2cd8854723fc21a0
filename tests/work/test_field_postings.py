"""下派与请假, 志愿者与专家: who was sent where; leave in three levels with a substitute; consent that can be taken back."""

from datetime import date, timedelta

import pytest

from lianxin.base.journal import book
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.work.concerns.problems import Unfit
from lianxin.work.pairings import commands, queries
from lianxin.work.pairings.models import Expert, FieldPosting, Leave
from lianxin.work.pairings.terms import VIEW
from tests.conftest import NOON
from tests.work.pairing_scenes import TODAY, on_leave, sent_out, volunteer

TENTH = date(2026, 11, 10)


class TestAPostingToTheField:
    @pytest.mark.mechanism("M082")
    def test_says_who_of_what_grade_was_sent_where_from_when_to_when(self, town):
        posting = sent_out(town)

        assert (posting.get_grade_display(), posting.unit, posting.home) == (
            "一般工作人员",
            town.shiqiao,
            town.building,
        )
        for who, sees in [("worker", 1), ("builder", 1), ("leader", 1), ("stranger", 0)]:
            assert FieldPosting.objects.reachable(by=getattr(town, who), to=VIEW).count() == sees
        with pytest.raises(Unfit, match="已经下派到别处"):
            sent_out(town, unit=town.shahe, since=date(2027, 1, 1))
        with pytest.raises(NotAllowed):
            sent_out(town, "water", by=town.officer)

    def test_ended_before_its_day_wants_a_reason(self, town):
        posting = sent_out(town)
        with pytest.raises(Unfit, match="写明理由"):
            commands.call_back(posting=posting, until=TODAY, by=town.builder, at=NOON)

        ended = commands.call_back(posting=posting, until=TODAY, reason="另有任用", by=town.builder, at=NOON)

        assert not ended.stands(TODAY + timedelta(days=1))


class TestLeave:
    def test_is_asked_by_oneself_verified_there_decided_by_the_sender_and_told_above(self, town):
        leave = on_leave(town)
        assert list(queries.leaves_waiting(town.worker)) == [] and list(queries.leaves_waiting(town.head)) == [leave]
        assert list(queries.leaves_waiting(town.building_head)) == [leave]
        leave = commands.verify_leave(leave=leave, by=town.head, at=NOON)
        assert queries.leave_days(town.people["builder"], TODAY, TENTH + timedelta(days=9)) == set()

        leave = commands.approve_leave(leave=leave, by=town.building_head, at=NOON)
        leave = commands.tell_above(leave=leave, comment="电话报市群工办", by=town.building_head, at=NOON)

        days = {TENTH + timedelta(days=n) for n in range(3)}
        assert queries.leave_days(town.people["builder"], TODAY, TENTH + timedelta(days=9)) == days
        [row] = queries.roster(town.worker, TENTH)
        assert row.leave == leave and row.leave.substitute.name == "梁栋"
        assert queries.roster(town.worker, TODAY)[0].leave is None
        leave = commands.come_back(
            leave=leave, on=TENTH + timedelta(days=2), by=town.builder, at=NOON + timedelta(days=14)
        )
        assert (
            leave.days == 2 and len(queries.leave_days(town.people["builder"], TENTH, TENTH + timedelta(days=9))) == 2
        )
        words = " ".join(book.sentence(entry) for entry in Entry.objects.filter(of=leave.ref))
        assert "看病" not in words and "梁栋" not in words

    def test_is_refused_with_a_reason_that_he_reads(self, town):
        leave = on_leave(town)
        with pytest.raises(Unfit, match="为什么不准"):
            commands.refuse_leave(leave=leave, comment=" ", by=town.building_head, at=NOON)
        for who in ("builder", "officer", "head", "stranger"):
            with pytest.raises(NotAllowed):
                commands.approve_leave(leave=leave, by=getattr(town, who), at=NOON)

        leave = commands.refuse_leave(leave=leave, comment="这几天检查，改到下周", by=town.building_head, at=NOON)

        with pytest.raises(WrongState):
            commands.withdraw_leave(leave=leave, by=town.builder, at=NOON)

    def test_is_never_decided_by_oneself_nor_left_without_somebody_there(self, town):
        posting = sent_out(town, "building_head")
        leave = on_leave(town, posting, substitute=town.people["builder"], by=town.building_head)
        with pytest.raises(NotAllowed, match="由别人"):
            commands.approve_leave(leave=leave, by=town.building_head, at=NOON)
        mine = sent_out(town)
        with pytest.raises(Unfit, match="替代人员这几天也请了假"):
            on_leave(town, mine)
        with pytest.raises(Unfit, match="另选"):
            on_leave(town, mine, substitute=town.people["builder"])
        with pytest.raises(Unfit, match="下派期间"):
            on_leave(town, mine, since=date(2027, 2, 27), until=date(2027, 3, 2), substitute=town.people["water"])
        with pytest.raises(NotAllowed):
            on_leave(town, mine, by=town.building_head, substitute=town.people["water"])
        assert Leave.objects.count() == 1


class TestAnExpert:
    @pytest.mark.mechanism("M129")
    def test_is_public_by_consent_alone_and_takes_it_back_himself(self, town):
        expert = volunteer(town)
        assert not Expert.objects.listed().exists()
        with pytest.raises(Unfit, match="怎样同意"):
            commands.list_expert(expert=expert, public_phone="0000-8001234", how=" ", by=town.officer, at=NOON)

        expert = commands.list_expert(
            expert=expert, public_phone="0000-8001234", how="签了同意书", by=town.officer, at=NOON
        )

        assert expert.is_listed
        with pytest.raises(NotAllowed):
            commands.unlist_expert(expert=expert, by=town.builder, at=NOON)
        expert = commands.unlist_expert(expert=expert, by=town.water, at=NOON)
        assert not Expert.objects.listed().exists()
        assert (expert.public_phone, expert.consent_how) == ("", "")

    def test_has_a_skill_of_the_list_and_stands_once(self, town):
        expert = volunteer(town)
        with pytest.raises(Unfit, match="一项特长"):
            commands.change_expert(expert=expert, skills=["flying"], by=town.officer, at=NOON)
        with pytest.raises(Unfit, match="已经登记过"):
            volunteer(town)
        with pytest.raises(NotAllowed):
            volunteer(town, "builder", by=town.worker)

        commands.end_expert(expert=expert, by=town.officer, at=NOON)

        assert not Expert.objects.active().exists()
