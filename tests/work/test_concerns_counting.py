"""标签的件数: counted by subtraction and along indexes, they are exactly the lengths of the lists behind them."""

import pytest

from lianxin.base.clocks import queries as clocks
from lianxin.work.concerns import queries
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW, Status
from tests.conftest import NOON
from tests.work.conftest import at_state, registered

TODAY = NOON.date()
ACTORS = ["clerk", "county_leader", "inspector", "officer", "leader", "worker", "head", "builder", "building_head"]


@pytest.fixture
def matters(town):
    """Every state, a voided and a declined one, one of another village, complaints about a bureau, a town, a person."""
    for state in (Status.REGISTERED, Status.ASSIGNED, Status.IN_HAND, Status.REPLIED, Status.CLOSED, Status.CLOSED):
        at_state(town, state)
    registered(town, text="柳湾的路灯不亮。", unit=town.liuwan, by=town.officer)
    for about in ({"subject_units": [town.building]}, {"subject_units": [town.qingshui]},
                  {"subject_persons": [town.people["clerk"]]}, {"subject_persons": [town.people["worker"]]}):  # fmt: skip
        registered(
            town, kind="complaint", text="王长青反映路灯的事拖着不办，回电 13900000001。", by=town.clerk, **about
        )
    at_state(town, Status.CLOSED, Concern.objects.order_by("pk").last())
    Concern.objects.filter(pk=Concern.objects.order_by("pk").first().pk).update(status=Status.VOIDED)
    return town


class TestTheTabs:
    @pytest.mark.parametrize("words", ["", "路灯", "王长青", "13900000001", "没有的字", "，"])
    @pytest.mark.thorough
    def test_count_what_their_lists_hold(self, matters, words):
        conditions = queries.tab_conditions(TODAY, clocks.calendar())
        for who in ACTORS:
            by = getattr(matters, who)
            found = Concern.objects.reachable(by=by, to=VIEW)
            listed = queries.searched(found, words, by) if words else found
            sifted = queries.searched(found, words, by, is_sifted=True) if words else found
            exactly = {code: len({one.pk for one in listed.filter(where)}) for code, where in conditions.items()}
            whole = queries.count_whole(by, words)

            assert set(listed) == set(sifted), who
            assert queries.count_tabs(sifted, conditions, whole=whole, is_search=bool(words)) == exactly, who
            assert queries.count_tabs(listed, conditions) == exactly, who

    def test_count_less_for_whom_the_wall_stands_before_and_for_whom_the_asker_is_kept_secret(self, matters):
        assert queries.count_whole(matters.inspector) - queries.count_whole(matters.clerk) == 1
        assert queries.count_whole(matters.clerk, "王长青") > queries.count_whole(matters.inspector, "王长青") > 0
