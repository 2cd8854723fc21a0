"""交办、签收、退回、延期、答复、办结、重办: through the hands of units, and what is refused on the way."""

from datetime import date, timedelta

import pytest

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.work.concerns import commands
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Outcome, Status
from tests.conftest import NOON
from tests.work.conftest import FRIDAY, LIMIT, at_state, lamp_topic, registered


def last(concern: Concern) -> str:
    return book.story(concern.ref).last().event


def classified(town, concern: Concern) -> Concern:
    return commands.classify(
        concern=concern, topic=lamp_topic(), kind=concern.kind, handling="time_limit", by=town.clerk, at=NOON, **LIMIT
    )


class TestAssign:
    def test_hands_the_concern_to_the_unit_in_charge_and_tells_the_date(self, town, concern) -> None:
        concern = classified(town, concern)

        concern = commands.assign(concern=concern, to=town.building, by=town.clerk, at=NOON, due_on=FRIDAY)

        assert (concern.status, concern.handler, concern.handler_path) == (
            Status.ASSIGNED, town.building, town.building.path,
        )  # fmt: skip
        entry = book.story(concern.ref).last()
        assert (entry.event, entry.detail["to"], entry.detail["due_on"]) == (
            "concern.assigned",
            "县住建局",
            "2026-11-06",
        )

    def test_sets_a_nearer_date_to_work_by_and_leaves_the_promise(self, town, concern) -> None:
        concern = classified(town, concern)
        promise = concern.first_due_on

        concern = commands.assign(concern=concern, to=town.building, by=town.clerk, at=NOON, due_on=FRIDAY)

        assert (concern.due_on, concern.first_due_on) == (FRIDAY, promise)
        assert concern in Concern.objects.overdue(date(2026, 11, 7))

    @pytest.mark.parametrize("who", ["worker", "head", "builder", "stranger", "inspector", "auditor", "county_leader"])
    def test_is_refused_to_those_who_do_not_assign_there(self, town, concern, who: str) -> None:
        concern = classified(town, concern)

        with pytest.raises(NotAllowed):
            commands.assign(concern=concern, to=town.building, by=getattr(town, who), at=NOON)

        assert Concern.objects.get().handler is None

    def test_needs_the_decision_first(self, town, concern) -> None:
        with pytest.raises(Unfit):
            commands.assign(concern=concern, to=town.building, by=town.clerk, at=NOON)

    @pytest.mark.parametrize("due_on", [date(2026, 11, 2), date(2026, 11, 18)])
    def test_gives_no_date_before_today_or_after_the_promise(self, town, concern, due_on: date) -> None:
        concern = classified(town, concern)

        with pytest.raises(Unfit) as refused:
            commands.assign(concern=concern, to=town.building, by=town.clerk, at=NOON, due_on=due_on)

        assert refused.value.field == "due_on"

    def test_never_hands_a_complaint_to_the_unit_complained_about(self, town) -> None:
        about = registered(town, kind="complaint", subject_units=[town.building]).concern
        about = classified(town, about)

        with pytest.raises(Unfit) as refused:
            commands.assign(concern=about, to=town.building, by=town.clerk, at=NOON)

        assert refused.value.field == "to"


class TestAcknowledge:
    def test_takes_it_in_hand(self, town) -> None:
        concern = commands.acknowledge(concern=at_state(town, Status.ASSIGNED), by=town.builder, at=NOON)

        assert (concern.status, concern.acknowledged_on) == (Status.IN_HAND, date(2026, 11, 3))

    @pytest.mark.parametrize("who", ["water", "clerk", "worker", "stranger", "building_head"])
    def test_is_refused_to_all_but_the_clerk_of_the_handling_unit(self, town, who: str) -> None:
        concern = at_state(town, Status.ASSIGNED)

        with pytest.raises(NotAllowed):
            commands.acknowledge(concern=concern, by=getattr(town, who), at=NOON)


class TestSendBack:
    def test_needs_a_reason_and_returns_it_to_the_office(self, town) -> None:
        concern = at_state(town, Status.IN_HAND)
        with pytest.raises(Unfit):
            commands.send_back(concern=concern, reason=" ", by=town.builder, at=NOON)

        concern = commands.send_back(concern=concern, reason="属交通部门", by=town.builder, at=NOON)

        assert (concern.status, concern.handler, concern.handler_path, concern.sent_back) == (
            Status.RETURNED, None, "", 1,
        )  # fmt: skip

    def test_leaves_the_clock_running(self, town) -> None:
        before = at_state(town, Status.ASSIGNED)

        after = commands.send_back(concern=before, reason="不属职责", by=town.builder, at=NOON + timedelta(days=3))

        assert (after.due_on, after.first_due_on, after.clock_start) == (
            before.due_on, before.first_due_on, before.clock_start,
        )  # fmt: skip

    @pytest.mark.parametrize("who", ["clerk", "water", "stranger"])
    def test_is_refused_to_others(self, town, who: str) -> None:
        concern = at_state(town, Status.ASSIGNED)

        with pytest.raises(NotAllowed):
            commands.send_back(concern=concern, reason="不属职责", by=getattr(town, who), at=NOON)


class TestExtend:
    def test_moves_the_promise_by_what_the_rule_allows_and_keeps_the_reason(self, town) -> None:
        concern = at_state(town, Status.IN_HAND)

        concern = commands.extend(concern=concern, by_amount=5, reason="需等配件到货", by=town.leader, at=NOON)

        assert concern.due_on == concern.first_due_on == date(2026, 11, 24)
        entry = book.story(concern.ref).last()
        assert "配件" in book.private_of([entry])[entry.n]["reason"]

    @pytest.mark.parametrize(("amount", "reason"), [(0, "理由"), (-1, "理由"), (11, "理由"), (5, "  ")])
    def test_refuses_more_than_the_rule_allows_and_a_blank_reason(self, town, amount: int, reason: str) -> None:
        concern = at_state(town, Status.IN_HAND)

        with pytest.raises(Unfit):
            commands.extend(concern=concern, by_amount=amount, reason=reason, by=town.clerk, at=NOON)

        assert Concern.objects.get().due_on == concern.due_on

    def test_happens_once(self, town) -> None:
        concern = at_state(town, Status.IN_HAND)
        concern = commands.extend(concern=concern, by_amount=2, reason="雨天", by=town.clerk, at=NOON)

        with pytest.raises(Unfit):
            commands.extend(concern=concern, by_amount=2, reason="雨天", by=town.clerk, at=NOON)

    def test_comes_too_late_after_the_date_has_passed(self, town) -> None:
        concern = at_state(town, Status.IN_HAND)

        with pytest.raises(Unfit):
            commands.extend(concern=concern, by_amount=2, reason="雨天", by=town.clerk, at=NOON + timedelta(days=15))

    @pytest.mark.parametrize("who", ["builder", "building_head", "worker", "stranger", "inspector"])
    def test_is_not_for_the_handling_unit_to_grant_itself(self, town, who: str) -> None:
        concern = at_state(town, Status.IN_HAND)

        with pytest.raises(NotAllowed):
            commands.extend(concern=concern, by_amount=2, reason="雨天", by=getattr(town, who), at=NOON)


class TestReply:
    def test_keeps_what_the_resident_is_told(self, town) -> None:
        concern = commands.reply(concern=at_state(town, Status.IN_HAND), text="已换新灯。", by=town.builder, at=NOON)

        reply = concern.replies.get()
        assert (concern.status, reply.text, reply.unit, reply.round) == (
            Status.REPLIED, "已换新灯。", town.building, 1,
        )  # fmt: skip
        assert "换新灯" not in str(book.story(concern.ref).last().detail)

    def test_refuses_an_empty_reply_and_strange_hands(self, town) -> None:
        concern = at_state(town, Status.IN_HAND)
        with pytest.raises(Unfit):
            commands.reply(concern=concern, text=" ", by=town.builder, at=NOON)
        for who in (town.water, town.clerk, town.stranger):
            with pytest.raises(NotAllowed):
                commands.reply(concern=concern, text="好", by=who, at=NOON)

        assert not concern.replies.exists()


class TestClose:
    @pytest.mark.mechanism("M065")
    @pytest.mark.parametrize("outcome", list(Outcome))
    def test_tells_closed_and_solved_apart(self, town, outcome: str) -> None:
        concern = commands.close(concern=at_state(town, Status.REPLIED), outcome=outcome, by=town.clerk, at=NOON)

        assert (concern.status, concern.closed_on, concern.outcome) == (Status.CLOSED, date(2026, 11, 3), outcome)

    def test_never_counts_as_the_residents_confirmation(self, town) -> None:
        concern = at_state(town, Status.CLOSED)

        assert (concern.confirmed_on, concern.rating, concern.rated_solved) == (None, "", None)

    @pytest.mark.parametrize("status", [Status.REGISTERED, Status.ASSIGNED, Status.IN_HAND, Status.RETURNED])
    def test_is_not_open_before_the_resident_was_answered(self, town, status: Status) -> None:
        with pytest.raises(WrongState):
            commands.close(concern=at_state(town, status), outcome="solved", by=town.clerk, at=NOON)

    @pytest.mark.parametrize("who", ["builder", "building_head", "worker", "stranger", "inspector", "auditor"])
    def test_is_refused_to_others(self, town, who: str) -> None:
        concern = at_state(town, Status.REPLIED)

        with pytest.raises(NotAllowed):
            commands.close(concern=concern, outcome="solved", by=getattr(town, who), at=NOON)


class TestReopen:
    @pytest.mark.mechanism("M056")
    @pytest.mark.parametrize("status", [Status.REPLIED, Status.CLOSED])
    def test_starts_another_round_with_the_same_unit(self, town, status: Status) -> None:
        before = at_state(town, status)

        after = commands.reopen(concern=before, reason="灯又灭了", by=town.clerk, at=NOON + timedelta(days=1))

        assert (after.status, after.round, after.handler) == (Status.ASSIGNED, 2, town.building)
        assert (after.closed_on, after.outcome, after.replied_on) == (None, "", None)
        assert last(after) == "concern.reopened"

    def test_keeps_the_first_promise(self, town) -> None:
        before = at_state(town, Status.CLOSED)

        after = commands.reopen(concern=before, reason="灯又灭了", by=town.clerk, at=NOON + timedelta(days=20))

        assert after.first_due_on == before.first_due_on
        assert after.due_on > before.due_on

    def test_needs_a_reason_and_the_right(self, town) -> None:
        concern = at_state(town, Status.CLOSED)
        with pytest.raises(Unfit):
            commands.reopen(concern=concern, reason="", by=town.clerk, at=NOON)
        for who in (town.builder, town.worker, town.stranger, town.inspector):
            with pytest.raises(NotAllowed):
                commands.reopen(concern=concern, reason="灯又灭了", by=who, at=NOON)

        assert Concern.objects.get().round == 1

    def test_comes_back_from_an_answer_on_the_spot_to_the_station(self, town, concern) -> None:
        concern = commands.answer_now(concern=concern, text="已合闸。", by=town.worker, at=NOON)

        concern = commands.reopen(concern=concern, reason="又灭了", by=town.clerk, at=NOON)

        assert concern.handler == town.shiqiao
        assert commands.acknowledge(concern=concern, by=town.worker, at=NOON).status == Status.IN_HAND
