"""演示县: shaped like a real county, invented throughout, and with something to show on every page."""

import re
from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from django.utils.timezone import localdate

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Posting, Unit
from lianxin.base.orgs.roles import ROLES
from lianxin.project.demo import county as counties
from lianxin.project.demo import names, words
from lianxin.project.demo.accounts import ACCOUNTS
from lianxin.project.demo.lives import Lives
from lianxin.project.demo.load import _with_slips, first_day
from lianxin.project.demo.problems import all_problems
from lianxin.project.demo.rooms import workorders
from lianxin.project.demo.shown import shown
from lianxin.work.concerns import bulk, secrets
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW, Satisfaction, Status
from lianxin.work.concerns.topics import TOPICS
from lianxin.work.workorders.models import Slip, WorkOrder
from lianxin.work.workorders.terms import SlipState
from tests.conftest import NOON

FIRST = first_day(localdate(NOON))


@pytest.fixture
def lives(db):
    county = counties.build(
        random=Random(3), at=NOON - timedelta(days=430), townships=3, villages=9, accounts=False
    )  # fmt: skip
    return Lives(county, seed=4, until=NOON)


class TestTheCounty:
    @pytest.mark.thorough
    def test_has_the_units_of_a_real_one_and_an_account_for_every_role(self, db):
        county = counties.build(random=Random(1), at=NOON)

        kinds = Counter(Unit.objects.values_list("kind", flat=True))
        assert (kinds["township"], kinds["department"], kinds["school"]) == (25, 27, 3)
        assert kinds["village"] + kinds["community"] == 517
        assert Posting.objects.filter(role="county_leader").count() == 28
        with_password = [person for person in Person.objects.all() if person.has_usable_password()]
        assert {person.username for person in with_password} == {account.username for account in ACCOUNTS}
        assert {account.role for account in ACCOUNTS} == set(ROLES)
        assert all(str(ROLES[account.role].label) == account.role_label for account in ACCOUNTS)
        assert county.top.name == ACCOUNTS[0].unit

    def test_names_nobody_and_no_telephone_that_exists(self):
        random = Random(1)

        assert all(re.fullmatch(r"1390000\d{4}", names.phone(random)) for _each in range(50))
        assert len(set(names.TOWNSHIPS)) == 25 and len(set(names.DEPARTMENTS)) == 27

    def test_begins_on_the_first_of_the_month_fourteen_months_wide(self):
        assert first_day(date(2026, 11, 21)) == date(2025, 10, 1)
        assert first_day(date(2026, 1, 1)) == date(2024, 12, 1)
        assert first_day(date(2027, 2, 28)) == date(2026, 1, 1)


class TestTheProblems:
    def test_cover_every_topic_with_departments_that_exist(self):
        problems = all_problems()

        assert len(problems) >= 60
        assert {problem.topic for problem in problems} == {label for labels in TOPICS.values() for label in labels}
        assert {problem.to for problem in problems} - {""} == set(names.DEPARTMENTS)

    def test_fill_every_slot_of_every_text(self):
        random = Random(2)
        for problem in all_problems():
            for _each in range(20):
                seen = words.scene(random, problem, "石桥村", town=False, own_hand=True)
                told = words.answer(
                    random, problem, "县住建局", seen.place, date(2026, 3, 4), solved=random.random() < 0.5
                )
                assert not re.search(r"[{}]", seen.text + told)
                assert len(seen.text) >= 15 and len(told) >= 30


class TestTheStories:
    @pytest.mark.thorough
    def test_reach_every_state_every_grade_and_everything_that_goes_wrong(self, lives):
        bulk.load(lives.stories(FIRST, per_workday=2.5))

        found = Concern.objects.all()
        states = set(found.values_list("status", flat=True))
        assert {Status.CLOSED, Status.DECLINED, Status.VOIDED, Status.IN_HAND} <= states
        assert set(found.values_list("rating", flat=True)) - {""} == set(Satisfaction)
        assert found.filter(round=2).exists() and found.filter(sent_back__gt=0).exists()
        assert found.filter(extended_by__gt=0).exists()
        late = found.filter(status=Status.CLOSED).exclude(pk__in=found.closed_in_time()).count()
        assert 0.02 < late / found.filter(status=Status.CLOSED).count() < 0.3
        assert len({(on.year, on.month) for on in found.values_list("received_on", flat=True)}) == 14
        book.verify()

    @pytest.mark.thorough
    def test_heat_in_winter_and_water_the_fields_in_summer(self, lives):
        by_topic: dict[str, Counter[int]] = {"供暖": Counter(), "农田水利": Counter()}
        for story in lives.stories(FIRST, per_workday=6):
            for deed in story.deeds:
                if deed.verb == "classify" and (topic := deed.given["topic"].label) in by_topic:
                    by_topic[topic][deed.at.month] += 1

        heat, water = by_topic["供暖"], by_topic["农田水利"]
        assert heat[12] + heat[1] > 5 * (heat[6] + heat[7]) and water[6] + water[7] > 3 * (water[12] + water[1])

    @pytest.mark.thorough
    def test_end_where_the_present_begins_and_are_the_same_for_the_same_seed(self, lives):
        one = list(lives.stories(FIRST, per_workday=1))
        other = list(Lives(lives.county, seed=4, until=NOON).stories(FIRST, per_workday=1))

        assert one == other
        assert max(deed.at for story in one for deed in story.deeds) <= NOON
        assert [story.deeds[0].at for story in one] == sorted(story.deeds[0].at for story in one)

    @pytest.mark.thorough
    def test_hide_a_complaint_from_the_township_and_from_the_person_it_is_about(self, lives):
        bulk.load(shown(lives))

        county, town = lives.county, lives.county.townships[0]
        clerk, township = county.who(county.top, "county_clerk"), county.who(town, "township_clerk")
        seen = Concern.objects.reachable(by=clerk, to=VIEW)
        assert seen.count() == Concern.objects.count() == 6
        assert seen.filter(subjects__unit=town).count() == 2
        assert not Concern.objects.reachable(by=township, to=VIEW).filter(subjects__unit=town).exists()
        person = seen.filter(subjects__person__isnull=False).first()
        assert person is not None
        head = county.who(county.villages[town.path][0], "station_worker")
        assert not Concern.objects.reachable(by=head, to=VIEW).filter(pk=person.pk).exists()

    @pytest.mark.thorough
    def test_hold_a_pair_that_looks_like_one(self, lives):
        bulk.load(shown(lives))

        pair = list(Concern.objects.filter(text__contains="第三盏路灯"))
        assert len(pair) == 2 and pair[0].place == pair[1].place and pair[0].text != pair[1].text

    @pytest.mark.thorough
    def test_give_three_receipts_that_open(self, lives):
        recent = localdate(NOON) - timedelta(days=50)
        stories, slips = _with_slips(list(lives.stories(recent, per_workday=8)), Random(1))
        bulk.load(stories)

        assert len(slips) == 3
        for slip in slips:
            concern = Concern.objects.get(code=slip["code"])
            assert secrets.matches(concern.secret_hash, slip["secret"])
        assert Concern.objects.get(code=slips[0]["code"]).status == Status.REPLIED


class TestTheOrdersOfTheHotline:
    @pytest.mark.thorough
    def test_show_one_of_each_and_a_number_that_came_twice(self, lives):
        workorders.fill(lives.county, NOON, Random(5))

        assert Counter(Slip.objects.values_list("state", flat=True)) == {
            SlipState.ENTERED: 2, SlipState.KNOWN: 1, SlipState.WAITING: 2, SlipState.ASIDE: 1,
        }  # fmt: skip
        answered, other = WorkOrder.objects.order_by("concern__external_number")
        assert answered.answered_at and answered.concern.status == Status.CLOSED and other.answered_at is None
        assert other.concern.unit == lives.county.villages[lives.county.townships[0].path][0]
