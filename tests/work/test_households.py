"""户与困难户: a register of doors, needs with a basis and an end, need to know, retention."""

from datetime import timedelta

import pytest

from lianxin.base.journal.models import Entry, PrivateDetail
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.households import commands, queries
from lianxin.work.households.models import Household, Need
from tests.conftest import NOON
from tests.work.household_scenes import day, household_made, need_noted


class TestRegister:
    def test_takes_a_household_once_and_orders_by_the_number_of_group_and_door(self, town):
        tenth = household_made(town, group="十组", door="3号", head_name="赵一")
        third = household_made(town)
        with pytest.raises(Unfit, match=third.code):
            household_made(town, group=" 三组 ")
        with pytest.raises(Unfit, match="组别或门牌"):
            household_made(town, group="", door=" ")
        with pytest.raises(NotAllowed):
            household_made(town, by=town.stranger)

        assert list(Household.objects.all()) == [third, tenth]
        assert third.label == f"{third.code} · 三组 · 12号" and "王" not in third.label

    def test_is_seen_and_opened_by_post_alone_or_by_trust(self, town):
        household = household_made(town)
        for who in ("worker", "officer", "clerk"):
            assert queries.may_open(household, getattr(town, who), day()), who
        for who in ("leader", "inspector", "county_leader"):
            actor = getattr(town, who)
            assert queries.may_see(household, actor, day()) and not queries.may_open(household, actor, day()), who
        assert not queries.may_see(household, town.builder, day())

        commands.entrust(household=household, person=town.people["builder"], since=day(1), until=day(9), why="包户联系",
                         by=town.worker, at=NOON)  # fmt: skip

        assert [queries.may_open(household, town.builder, day(n)) for n in (0, 1, 9, 10)] == [False, True, True, False]
        for actor in (town.builder, town.worker, town.leader, town.stranger, town.principal):
            for on in (day(), day(5)):
                assert queries.may_open(household, actor, on) == (household in queries.open_to(actor, on))
                assert queries.may_see(household, actor, on) == (household in queries.seen_by(actor, on))
        commands.end_trust(household=household, person=town.people["builder"], on=day(3), by=town.worker, at=NOON)
        assert [queries.may_open(household, town.builder, day(n)) for n in (2, 3)] == [True, False]
        with pytest.raises(NotAllowed):
            commands.entrust(household=household, person=town.people["builder"], since=day(), why="包户", by=town.leader,
                             at=NOON)  # fmt: skip


class TestANeed:
    def test_has_causes_a_basis_a_review_and_an_end(self, town):
        need = need_noted(town)
        household = need.household

        assert household in queries.in_need(day()) and household not in queries.in_need(day(-1))
        assert [str(word) for word in need.cause_labels] == ["因病", "缺劳力"] and need.lists_version == "2026-1"
        with pytest.raises(Unfit, match="已经记为困难户"):
            need_noted(town, household)
        need = commands.review_need(need=need, review_on=day(300), by=town.worker, at=NOON, causes=["illness"])
        assert need.keep_until == need.review_on.replace(year=need.review_on.year + 1)
        need = commands.end_need(need=need, reason="已有稳定收入", by=town.worker, at=NOON + timedelta(days=5))
        assert household in queries.in_need(day(4)) and household not in queries.in_need(day(5))

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"causes": []}, "causes"), ({"causes": ["laziness"]}, "causes"), ({"basis": "rumour"}, "basis"),
            ({"income_yuan": 9000}, "income_yuan"), ({"since": day(1)}, "since"), ({"review_on": day(400)}, "review_on"),
        ],
    )  # fmt: skip
    def test_takes_no_more_than_its_basis_asks(self, town, changes, field):
        with pytest.raises(Unfit) as refused:
            need_noted(town, **changes)

        assert refused.value.field == field and not Need.objects.exists()

    def test_asks_an_income_only_where_the_basis_does(self, town):
        assert need_noted(town, basis="minimum_living", income_yuan=9000).income_yuan == 9000


class TestErasing:
    def test_empties_what_is_due_and_keeps_the_count(self, town):
        ended = need_noted(town)
        commands.end_need(need=ended, reason="搬去同住", by=town.worker, at=NOON)
        commands.leave_register(household=ended.household, on=day(), reason="并户", by=town.worker, at=NOON)
        kept = need_noted(town, household_made(town, door="13号"), basis="minimum_living", income_yuan=9000)
        with pytest.raises(NotAllowed):
            commands.erase_expired(unit=town.shiqiao, by=town.leader, at=NOON)

        assert commands.erase_expired(unit=town.shiqiao, by=town.worker, at=NOON + timedelta(days=365)) == (0, 0)
        assert commands.erase_expired(unit=town.qingshui, by=town.officer, at=NOON + timedelta(days=367)) == (1, 1)

        ended.refresh_from_db()
        kept.refresh_from_db()
        assert (ended.causes, ended.note, ended.household.head_name, ended.household.phone) == ([], "", "", "")
        assert kept.note and kept.income_yuan == 9000 and Need.objects.count() == 2
        entries = Entry.objects.filter(of=ended.household.ref)
        assert entries.count() == 6 and not PrivateDetail.objects.filter(entry_n__in=entries.values("n")).exists()
