"""挂钩结对: who is linked to what, for how long, at most how many; the household's trust comes and goes with it."""

from datetime import date, timedelta

import pytest

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.households import queries as households
from lianxin.work.pairings import commands, queries
from tests.conftest import NOON
from tests.work.pairing_scenes import SINCE, TODAY, hooked, household_of, in_need, paired


class TestAPairing:
    def test_entrusts_the_household_to_the_person_and_to_nobody_else(self, town):
        household = in_need(town)
        assert not households.may_open(household, town.builder, TODAY)

        pairing = paired(town, household=household)

        assert households.may_open(household, town.builder, TODAY)
        assert not households.may_open(household, town.building_head, TODAY)
        assert not households.may_open(household, town.water, TODAY)
        assert not households.may_open(household, town.builder, SINCE - timedelta(days=1))
        commands.end_pairing(pairing=pairing, until=TODAY, reason="换岗", by=town.officer, at=NOON)
        assert households.may_open(household, town.builder, TODAY)
        assert not households.may_open(household, town.builder, TODAY + timedelta(days=1))
