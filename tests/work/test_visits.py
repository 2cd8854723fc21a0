"""走访的事项与读法."""

from datetime import date

import pytest

from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.base.orgs.queries import actor_for
from lianxin.work.concerns.models import Concern, ConcernSubject
from lianxin.work.concerns.problems import Unfit
from lianxin.work.pairings.queries import last_contact
from lianxin.work.visits import commands
from lianxin.work.visits.models import Finding, Stay, Visit
from lianxin.work.visits.terms import VIEW
from tests.conftest import NOON
from tests.work import pairing_scenes
from tests.work.household_scenes import household_made
from tests.work.visit_scenes import LAMP, MENDED, stay_made, visit_made

MONDAY = date(2026, 11, 2)


class TestRecordVisit:
    def test_keeps_who_went_where_and_brings_what_was_found_as_concerns_in_the_same_save(self, town):
        household = household_made(town)

        visit = visit_made(
            town, household=household, people=[town.people["builder"]], findings=[LAMP, MENDED], methods=["single"],
            leaflets=[("医保明白卡", 3)], disciplines={"plain": True, "few_along": False}, client_key="k1",
        )  # fmt: skip

        assert [one.person for one in visit.people.all()] == [town.people["officer"], town.people["builder"]]
        assert (visit.households, visit.group, visit.home) == (1, "三组", town.qingshui)
        lamp, meter = Concern.objects.order_by("pk")
        assert (lamp.unit, lamp.place, lamp.occurred_on, lamp.channel, lamp.status) == (
            town.shiqiao, "三组 12号", MONDAY, "visit", "registered",
        )  # fmt: skip
        assert (meter.status, meter.replies.get().is_on_the_spot) == ("replied", True)
        assert [one.secret != "" for one in visit.receipts] == [True, True]
        assert visit_made(town, client_key="k1") == visit
        assert Entry.objects.filter(event="visit.recorded").count() == 1
        with pytest.raises(Unfit):
            visit_made(town, client_key="k1", by=town.worker)

    def test_of_a_bureau_may_find_what_it_could_not_register_at_its_desk(self, town):
        visit = visit_made(town, by=town.builder, findings=[LAMP])

        assert Concern.objects.get().unit == town.shiqiao
        finding = Finding.objects.reachable(by=town.builder, to=VIEW).get()
        assert (finding.visit, town.builder.may(VIEW, finding)) == (visit, True)

    @pytest.mark.parametrize(
        ("field", "told"),
        [
            ("on", {"on": date(2026, 11, 4)}), ("until", {"until": date(2026, 11, 1)}), ("nights", {"nights": 1}),
            ("needy", {"households": 3, "needy": 4}), ("leaflets", {"leaflets": [("明白卡", 0)]}),
            ("text", {"findings": [commands.FoundMatter("")]}), ("amount_yuan", {"amount_yuan": -1}),
        ],
    )  # fmt: skip
    def test_is_refused_where_the_facts_do_not_fit_and_nothing_is_kept(self, town, field, told):
        with pytest.raises(Unfit) as refused:
            visit_made(town, **told)

        assert refused.value.field == field
        assert not Visit.objects.exists() and not Concern.objects.exists()

    def test_is_refused_to_those_who_may_not_record(self, town):
        for who in ("inspector", "auditor"):
            with pytest.raises(NotAllowed):
                visit_made(town, by=town.actors[who])


class TestVisit:
    def test_is_seen_at_the_place_at_the_home_of_all_who_went_and_always_by_oneself(self, town):
        visit = visit_made(town, people=[town.people["builder"]])
        elsewhere = visit_made(town, unit=town.shahe, by=town.worker)

        def seen(who: str) -> set[Visit]:
            by = town.actors[who]
            found = set(Visit.objects.reachable(by=by, to=VIEW))
            assert found == {one for one in (visit, elsewhere) if by.may(VIEW, one)}
            return found

        assert seen("head") == {visit, elsewhere} and seen("building_head") == {visit}
        assert seen("stranger") == {elsewhere} and seen("water") == set() and seen("admin") == set()
        assert set(Visit.objects.by_person(town.people["builder"])) == {visit}

    def test_stays_ones_own_after_one_is_posted_elsewhere(self, town):
        visit, stay = visit_made(town, findings=[LAMP]), stay_made(town)
        orgs.end_posting(posting=town.postings["officer"], valid_to=MONDAY, by=SYSTEM, at=NOON)
        posting = orgs.post(
            person=town.people["officer"], unit=town.baisha, role="liaison_officer", valid_from=NOON.date(), by=SYSTEM, at=NOON
        )  # fmt: skip
        moved = actor_for(posting)

        for model, record in ((Visit, visit), (Stay, stay), (Finding, Finding.objects.get())):
            assert moved.may(VIEW, record) and list(model.objects.reachable(by=moved, to=VIEW)) == [record]
            assert not town.stranger.may(VIEW, record) and not model.objects.reachable(by=town.stranger, to=VIEW)

    def test_is_the_last_contact_of_the_links_that_it_kept_up(self, town):
        household, other = household_made(town), household_made(town, door="13号")
        links = [
            pairing_scenes.paired(town, "officer", household=household),
            pairing_scenes.paired(town, "leader", household=other),
            pairing_scenes.hooked(town, "building_head"),
        ]
        visit_made(town, household=household, on=date(2026, 10, 12))
        visit_made(town, household=household, on=date(2026, 10, 20), kind="phone")
        visit_made(town, household=other, on=date(2026, 10, 22))  # not by the one who is linked to it
        visit_made(town, by=town.building_head, on=date(2026, 10, 25))
        voided = visit_made(town, household=household)
        commands.void_visit(visit=voided, reason="没有去", by=town.officer, at=NOON)

        found = last_contact(links, NOON.date())

        assert found == {links[0].pk: date(2026, 10, 20), links[2].pk: date(2026, 10, 25)}


class TestFinding:
    def test_is_hidden_with_its_concern_from_whoever_stands_behind_the_wall_even_if_he_found_it(self, town):
        visit_made(town, by=town.worker, unit=town.shiqiao, findings=[LAMP])
        visit_made(town, by=town.builder, findings=[LAMP])
        own, bureaus = Finding.objects.order_by("pk")
        everybody = [one for one in town.actors.values() if one.has(VIEW)]

        def known() -> dict[Finding, set[str]]:
            found = {one: {by.name for by in everybody if by.may(VIEW, one)} for one in (own, bureaus)}
            for by in everybody:
                seen = set(Finding.objects.reachable(by=by, to=VIEW))
                assert seen == {one for one, names in found.items() if by.name in names}, by.name
            return found

        before = known()
        assert {"石小桥", "石大山", "李青", "周敏"} <= before[own] and "张建" not in before[own]
        assert "张建" in before[bureaus] and "梁栋" not in before[bureaus]  # his head may not see the village's concern
        for one in (own, bureaus):
            ConcernSubject.objects.create(concern=one.concern, unit=town.shiqiao, unit_path=town.shiqiao.path)
        after = known()
        assert not {"石小桥", "石大山"} & (after[own] | after[bureaus]) and "张建" in after[bureaus]


class TestStay:
    def test_counts_each_night_of_a_person_once(self, town):
        stay = stay_made(town)
        next_one = stay_made(town, on=date(2026, 10, 31), until=date(2026, 11, 2))
        assert (stay.nights, next_one.nights) == (3, 2)
        with pytest.raises(Unfit):
            stay_made(town, on=date(2026, 10, 30), until=date(2026, 11, 1))

        covered = visit_made(town, on=date(2026, 10, 29), until=date(2026, 10, 30), nights=1)
        fresh = visit_made(
            town, on=date(2026, 10, 20), until=date(2026, 10, 23), nights=3, people=[town.people["leader"]]
        )

        assert not covered.stays.exists()
        assert [(one.person.username, one.nights) for one in fresh.stays.order_by("pk")] == [
            ("qingshui", 3), ("qingshui_ld", 3),
        ]  # fmt: skip
        with pytest.raises(Unfit):
            visit_made(town, on=date(2026, 10, 27), until=date(2026, 10, 30), nights=3)
        commands.void_visit(visit=fresh, reason="记重了", by=town.officer, at=NOON)
        assert sum(Stay.objects.standing().values_list("nights", flat=True)) == 5
