"""整改: issued with everything it needs, reported, checked, signed off, fed back, until the giver is satisfied."""

import pytest

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.rectification import commands
from lianxin.work.rectification.models import Rectification
from lianxin.work.rectification.terms import Status
from tests.work.rectification_scenes import ENDS, LATER, MEASURE, STARTS, issued, signed_off, told


class TestIssuing:
    @pytest.mark.mechanism("M188")
    def test_sets_down_owner_measure_dates_person_and_supervisor(self, town):
        item = issued(town)

        item.refresh_from_db()
        assert (item.owner, item.measure, item.starts_on, item.ends_on) == (town.building, MEASURE, STARTS, ENDS)
        assert (item.person, item.supervisor, item.status) == ("张建", "周敏", Status.ISSUED)
        assert Entry.objects.filter(event="rectification.issued", of=item.ref).count() == 1

    @pytest.mark.mechanism("M190")
    @pytest.mark.parametrize("field", ["problem", "measure", "starts_on", "ends_on", "person", "supervisor"])
    def test_is_refused_while_one_of_them_is_missing(self, town, field):
        with pytest.raises(Unfit) as refusal:
            issued(town, **{field: None if field.endswith("_on") else " "})

        assert refusal.value.field == field
        assert not Rectification.objects.exists()


class TestTheWholeWay:
    def test_leads_from_the_order_to_the_word_back(self, town):
        item = told(town)

        item.refresh_from_db()
        assert item.status == Status.SIGNED_OFF and item.rounds.get().told_how == "电话"

    def test_is_not_checked_by_whoever_reported_it(self, town):
        item = issued(town, by=town.builder, owner=town.building)
        commands.report(item=item, text="已减为 5 项。", by=town.builder, at=LATER[3])

        with pytest.raises(NotAllowed):
            commands.sign_off(item=item, note="看过。", by=town.builder, at=LATER[4])
        commands.sign_off(item=item, note="看过。", by=town.building_head, at=LATER[4])

    def test_begins_again_when_the_giver_is_not_satisfied(self, town):
        item = signed_off(town)
        commands.hear(item=item, rating="dissatisfied", words="单页没人看得懂。", by=town.clerk, at=LATER[14])
        item = commands.begin_again(
            item=item, measure="12月31日前单页改成大字版 200 份。", ends_on=ENDS, by=town.clerk, at=LATER[15]
        )

        assert (item.status, item.round, item.first_ends_on) == (Status.ISSUED, 2, ENDS)
