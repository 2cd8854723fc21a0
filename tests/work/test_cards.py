"""民情联系卡: two cards, one secret that is shown once, and a household that is heard and never harmed for it."""

from datetime import date, timedelta

import pytest

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.periods import Period
from lianxin.work.cards import commands, queries
from lianxin.work.cards.models import ContactCard, Response
from lianxin.work.cards.terms import REVIEW, Outcome, Says
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import VIEW
from lianxin.work.visits import commands as visits
from tests.conftest import NOON
from tests.work.card_scenes import home_made, homes_made
from tests.work.household_scenes import household_made
from tests.work.visit_scenes import visit_made

NOVEMBER = Period.parse("2026-11")
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def opened(home, secret=None):
    return commands.open_with_secret(code=home.card.code, secret=secret or home.secret, at=NOON)


def says(home, word, **more):
    return commands.respond(card=home.card, visit=home.visit, says=word, at=NOON, **more)


class TestACard:
    def test_keeps_no_secret_and_opens_by_it_alone(self, town):
        home = home_made(town)

        assert opened(home) == home.card
        kept = str(ContactCard.objects.values().get()) + str(list(Entry.objects.values("detail", "digests")))
        assert home.secret not in kept
        assert opened(home, "000000000000") is None

    def test_locks_after_ten_wrong_tries_for_good(self, town):
        home = home_made(town)
        wrong = next(one for one in ("123456789018", "111111111110", "702570257020") if one != home.secret)

        for _try in range(10):
            assert opened(home, wrong) is None

        assert opened(home) is None

    def test_is_issued_once_for_a_person_and_reissued_by_a_version_that_voids_the_old(self, town):
        home = home_made(town)
        with pytest.raises(Unfit, match="已经给这一户制发过"):
            commands.issue_card(household=home.household, person=town.people["worker"], by=town.worker, at=NOON)

        again = commands.reissue_card(card=home.card, by=town.worker, at=NOON)

        assert (again.card.version, opened(home).voided_why) == (2, "reissued")
        with pytest.raises(Unfit, match="已经作废"):
            commands.respond(card=opened(home), visit=home.visit, says=Says.CAME, at=NOON)
        told = commands.respond(card=opened(home), message="我家没有要求换卡。", at=NOON)
        assert queries.responses(town.officer).get() == told
        assert [one.version for one in queries.versions_of(again.card)] == [1, 2]

    def test_is_refused_to_who_may_not_issue_there(self, town):
        household = household_made(town)
        for who in (town.stranger, town.leader, town.builder):
            with pytest.raises(NotAllowed):
                commands.issue_card(household=household, person=town.people["worker"], by=who, at=NOON)

        assert not ContactCard.objects.exists()

    def test_counts_for_the_person_whom_the_household_may_call_and_a_reissue_does_not(self, town):
        homes = homes_made(town, 4)
        commands.reissue_card(card=homes[0].card, by=town.worker, at=NOON)
        commands.issue_card(household=homes[0].household, person=town.people["officer"], by=town.officer, at=NOON)

        assert queries.issued_by(town.people["worker"], NOVEMBER).count() == 4
        assert queries.issued_by(town.people["officer"], NOVEMBER).count() == 1
        assert not queries.issued_by(town.people["worker"], NOVEMBER.previous()).exists()

    def test_is_issued_for_many_at_once_and_the_form_sent_again_shows_nothing(self, town):
        pairs = [(household_made(town, door=f"{n}号"), town.people["worker"]) for n in range(3)]

        issued = commands.issue_several(pairs=pairs, by=town.worker, at=NOON, entry_key="k1")

        assert len({one.secret for one in issued}) == 3 and all(one.is_new for one in issued)
        assert commands.issue_several(pairs=pairs, by=town.worker, at=NOON, entry_key="k1") == []
        with pytest.raises(Unfit, match="都已经有联系卡"):
            commands.issue_several(pairs=pairs, by=town.worker, at=NOON, entry_key="k2")


class TestWhatAHouseholdSays:
    def test_is_read_by_the_level_above_alone(self, town):
        home = home_made(town)
        found = says(home, Says.NOBODY_CAME, message="那天家里一直有人。")

        assert {who for who in town.actors if queries.responses(getattr(town, who)).exists()} == {
            "clerk", "county_leader", "officer", "leader",
        }  # fmt: skip
        assert not found.is_hidden_from(town.officer) and found.is_hidden_from(town.worker)

    def test_is_never_read_by_the_unit_that_went_nor_by_a_person_who_went_in_another_post(self, town):
        home = home_made(town, by="officer")
        found = says(home, Says.NOBODY_CAME)

        for blind in (town.officer, town.leader, town.worker, town.head):
            assert (
                not queries.responses(blind).exists() and found.is_hidden_from(blind) and not blind.may(REVIEW, found)
            )
        assert queries.responses(town.clerk).get() == found
        with pytest.raises(NotAllowed):
            commands.look_into(response=found, outcome=Outcome.CAME, note="电话问过", by=town.officer, at=NOON)

        together = visit_made(town, household=home.household, by=town.worker, people=[town.people["clerk"]])
        second = commands.respond(card=home.card, visit=together, says=Says.CAME, at=NOON)
        assert second.is_hidden_from(town.clerk) and not second.is_hidden_from(town.officer)

    def test_keeps_the_day_and_no_time_and_is_in_no_journal(self, town):
        home = home_made(town)
        before = Entry.objects.count()

        says(home, Says.CAME, rating="satisfied")

        assert Entry.objects.count() == before
        kinds = {
            field.get_internal_type() for field in Response._meta.get_fields() if hasattr(field, "get_internal_type")
        }
        assert "DateTimeField" not in kinds and "TimeField" not in kinds

    def test_is_refused_where_nobody_here_could_read_it(self, town):
        home = home_made(town)
        visit = visit_made(town, household=home.household, by=town.officer, people=[town.people["clerk"]])

        with pytest.raises(Unfit, match="没有合适的人看"):
            commands.respond(card=home.card, visit=visit, says=Says.NOBODY_CAME, at=NOON)
        with pytest.raises(Unfit, match="请先选一项"):
            commands.respond(card=home.card, at=NOON)
        other = home_made(town, door="99号")
        with pytest.raises(Unfit, match="不是您家的"):
            commands.respond(card=home.card, visit=other.visit, says=Says.CAME, at=NOON)
        assert not Response.objects.exists()

    def test_becomes_a_complaint_one_level_above_behind_the_wall(self, town):
        home = home_made(town, by="officer")
        receipt = commands.complain(card=home.card, visit=home.visit, text="来了以后态度很差，还要吃饭。", at=NOON)

        assert receipt.concern.unit == town.county and receipt.concern.is_confidential
        for blind in (town.officer, town.leader, town.worker):
            assert not Concern.objects.reachable(by=blind, to=VIEW).exists()
        assert Concern.objects.reachable(by=town.clerk, to=VIEW).get() == receipt.concern
        with pytest.raises(Unfit, match="12388"):
            county = visit_made(town, household=home.household, by=town.clerk)
            commands.complain(card=home.card, visit=county, text="态度很差。", at=NOON)

    def test_that_nobody_came_is_looked_into_and_is_no_verdict(self, town):
        home = home_made(town)
        found = says(home, Says.NOBODY_CAME)
        assert queries.denied_waiting(town.officer).get() == found

        with pytest.raises(Unfit, match="怎样核实"):
            commands.look_into(response=found, outcome=Outcome.MISTAKEN, by=town.officer, at=NOON)
        commands.look_into(response=found, outcome=Outcome.MISTAKEN, note="记成了隔壁家。", by=town.officer, at=NOON)

        assert not queries.denied_waiting(town.officer).exists()
        entry = Entry.objects.get(event="response.looked_into")
        assert entry.unit_path == town.qingshui.path  # at the unit that looked, where the village reads nothing


class TestTheShareConfirmed:
    def test_counts_silence_as_unknown_and_gives_no_share_of_few(self, town):
        homes = homes_made(town, 7)
        for home in homes[:3]:
            says(home, Says.CAME)
        says(homes[3], Says.NOBODY_CAME)

        found = queries.confirmed(town.officer, FIRST, LAST)

        assert (found.visits, found.confirmed, found.denied, found.unknown) == (7, 3, 1, 3)
        assert found.interval is None
        says(homes[4], Says.CAME)
        low, high = queries.confirmed(town.officer, FIRST, LAST).interval
        assert 0.3 < low < 0.8 < high < 1  # 4 of 5: an interval, never a bare number

    def test_lets_no_later_word_wash_off_that_nobody_came(self, town):
        home = home_made(town)
        says(home, Says.NOBODY_CAME)
        says(home, Says.CAME)  # whoever printed the card may have kept its secret

        found = queries.confirmed(town.officer, FIRST, LAST)

        assert (found.confirmed, found.denied) == (0, 1)

    def test_leaves_out_what_the_asking_unit_did_itself_and_what_was_voided(self, town):
        home_made(town, by="officer")
        village = home_made(town, door="8号")
        assert queries.confirmed(town.officer, FIRST, LAST).visits == 1
        assert queries.confirmed(town.clerk, FIRST, LAST).visits == 2
        assert queries.confirmed(town.worker, FIRST, LAST).visits == 0

        visits.void_visit(visit=village.visit, reason="重复记了", by=town.worker, at=NOON + timedelta(hours=1))

        assert queries.confirmed(town.officer, FIRST, LAST).visits == 0
