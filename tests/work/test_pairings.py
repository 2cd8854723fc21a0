"""挂钩结对: who is linked to what, for how long, at most how many; the household's trust comes and goes with it."""

from datetime import date, timedelta

import pytest

from lianxin.base import indicators
from lianxin.base.journal import book
from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.periods import Period
from lianxin.work.concerns.problems import Unfit
from lianxin.work.households import commands as register
from lianxin.work.households import queries as households
from lianxin.work.pairings import commands, queries
from lianxin.work.pairings.commands.many import Row
from lianxin.work.pairings.models import Pairing, Talk
from lianxin.work.pairings.terms import VIEW
from tests.conftest import NOON
from tests.work.pairing_scenes import SINCE, TODAY, hooked, household_of, in_need, paired, volunteer

YEAR = timedelta(days=365)
NOVEMBER = Period.month(2026, 11)


def refused(sentence, deed, **given):
    with pytest.raises(Unfit, match=sentence):
        deed(by=given.pop("by"), at=NOON, **given)


class TestAPairing:
    @pytest.mark.mechanism("M099")
    def test_entrusts_the_household_to_the_person_and_to_nobody_else(self, town):
        household = in_need(town)
        assert not households.may_open(household, town.builder, TODAY)

        pairing = paired(town, household=household)

        assert households.may_open(household, town.builder, TODAY)
        assert not households.may_open(household, town.building_head, TODAY)
        assert not households.may_open(household, town.builder, SINCE - timedelta(days=1))
        commands.end_pairing(pairing=pairing, until=TODAY, reason="换岗", by=town.officer, at=NOON)
        assert households.may_open(household, town.builder, TODAY)
        assert not households.may_open(household, town.builder, TODAY + timedelta(days=1))

    def test_of_a_household_is_arranged_where_it_lies_never_by_the_visitors_own_office(self, town):
        household = in_need(town)
        for who in ("builder", "stranger", "worker", "inspector"):
            with pytest.raises(NotAllowed):
                paired(town, household=household, by=getattr(town, who))
        assert not Pairing.objects.exists()

    @pytest.mark.mechanism("M080", "M111")
    def test_links_a_village_from_a_day_on_and_each_sees_his_own(self, town):
        link = hooked(town, until=TODAY + YEAR)
        school = hooked(town, kind="unit", unit=town.school, by=town.builder)

        assert list(queries.standing(town.people["building_head"], TODAY)) == [link, school]
        assert not queries.standing(town.people["building_head"], SINCE - timedelta(days=1)).exists()
        assert list(queries.of_unit(town.qingshui, TODAY)) == [link]
        for who, sees in [
            ("worker", [link]),
            ("building_head", [link, school]),
            ("principal", [school]),
            ("stranger", []),
        ]:
            assert list(Pairing.objects.reachable(by=getattr(town, who), to=VIEW).order_by("pk")) == sees
        [entry] = Entry.objects.filter(of=link.ref)
        assert "石桥村" in book.sentence(entry) and "梁栋" not in book.sentence(entry)
        refused("已经有同样的联系", commands.pair, kind="village", person=town.people["building_head"], unit=town.shiqiao,
                since=TODAY, by=town.builder)  # fmt: skip
        refused("选村、社区", commands.pair, kind="village", person=town.people["builder"], unit=town.school, since=TODAY,
                by=town.builder)  # fmt: skip

    @pytest.mark.mechanism("M079")
    def test_over_the_usual_number_wants_a_reason_and_is_not_blocked(self, town):
        paired(town)
        second = in_need(town, door="13号")
        refused("已有 1 个“包户”", commands.pair, kind="household", person=town.people["builder"], household=second,
                since=TODAY, by=town.officer)  # fmt: skip

        paired(town, household=second, over_why="两户是邻居")

        [holder] = queries.overloaded(town.building, TODAY)
        assert (holder.person.name, holder.held, holder.most, holder.reasons) == ("张建", 2, 1, ("两户是邻居",))
        assert queries.overloaded(town.baisha, TODAY) == []

    def test_has_one_first_responsible_for_a_place_and_a_day(self, town):
        first = hooked(town, duty="first", until=TODAY + YEAR)
        hooked(town, "builder", duty="direct")

        refused("已有第一责任人梁栋", commands.pair, kind="village", person=town.people["water"], unit=town.shiqiao,
                since=TODAY, duty="first", by=town.clerk)  # fmt: skip
        after = hooked(town, "water", duty="first", since=first.until + timedelta(days=1), by=town.clerk)
        assert first.is_first_responsible and after.is_first_responsible

    def test_ended_early_wants_a_reason_and_is_shown_as_short(self, town):
        link = hooked(town)
        assert link.least_until == SINCE + timedelta(days=364) and not link.is_short
        refused("至少要到2027-11-02", commands.end_pairing, pairing=link, until=TODAY, by=town.builder)

        ended = commands.end_pairing(pairing=link, until=TODAY, reason="调离本县", by=town.builder, at=NOON)

        assert ended.is_short and ended.ended_why == "调离本县"
        assert "调离" not in " ".join(book.sentence(entry) for entry in Entry.objects.filter(of=link.ref))

    def test_is_handed_over_in_one_deed_without_a_gap(self, town):
        household = in_need(town)
        old = paired(town, household=household, since=SINCE)
        tomorrow = TODAY + timedelta(days=1)

        new = commands.hand_over(pairing=old, to=town.people["building_head"], since=tomorrow, by=town.officer, at=NOON)

        old.refresh_from_db()
        assert (old.until, old.successor, old.is_short) == (TODAY, new, False)
        assert new.least_until == old.least_until
        for day in (TODAY, tomorrow):
            assert not queries.uncovered(town.county, day).exists()
            may = [households.may_open(household, actor, day) for actor in (town.builder, town.building_head)]
            assert may == [day == TODAY, day == tomorrow]
        refused(
            "已经移交", commands.hand_over, pairing=old, to=town.people["water"], since=tomorrow + YEAR, by=town.officer
        )


class TestATalk:
    @pytest.mark.mechanism("M107")
    def test_is_noted_with_consent_and_without_any_content(self, town):
        link = paired(town, kind="young_member", unit=town.building, label="年轻同事一名", person=town.people["building_head"],
                      by=town.builder)  # fmt: skip
        refused("不同意", commands.note_talk, pairing=link, on=TODAY, has_consent=False, by=town.building_head)
        with pytest.raises(NotAllowed):
            commands.note_talk(pairing=link, on=TODAY, has_consent=True, by=town.builder, at=NOON)

        commands.note_talk(pairing=link, on=TODAY, has_consent=True, by=town.building_head, at=NOON)

        assert queries.last_contact([link], TODAY) == {link.pk: TODAY}
        columns = {field.name for field in Talk._meta.get_fields()}
        assert columns == {"id", "pairing", "on", "has_consent", "noted_at"}
        refused("已经记过", commands.note_talk, pairing=link, on=TODAY, has_consent=True, by=town.building_head)

    def test_names_nobody_by_number(self, town):
        refused("不写电话", commands.pair, kind="young_member", person=town.people["builder"], unit=town.building,
                label="小李13900000099", since=TODAY, by=town.builder)  # fmt: skip


class TestWhoHasNobody:
    @pytest.mark.mechanism("M079", "M128")
    def test_is_listed_and_counted_by_the_same_rule(self, town):
        first, second = in_need(town), in_need(town, door="13号")
        household_of(town, door="14号")  # not in need: nobody misses anybody
        commands.pair(kind="care", person=town.people["worker"], household=first, since=SINCE, by=town.officer, at=NOON)

        assert list(queries.uncovered(town.qingshui, TODAY)) == [second]
        gaps = {
            gap.unit.name: (gap.needy, gap.without, gap.linked)
            for gap in queries.coverage(town.qingshui, TODAY, town.officer)
        }
        assert gaps == {"石桥村": (2, 1, 0), "柳湾村": (0, 0, 0)}
        assert not queries.seen_uncovered(town.qingshui, TODAY, town.stranger).exists()
        rate = indicators.get("pairing.coverage_rate").figure(NOVEMBER, town.qingshui, by=town.officer, today=TODAY)
        assert (rate.text, rate.fraction) == ("50.0%", "1/2")
        covered = indicators.get("pairing.covered_households").opened(
            NOVEMBER, town.qingshui, by=town.officer, today=TODAY
        )
        assert list(covered) == [first]

    @pytest.mark.mechanism("M099")
    def test_and_who_has_no_household_yet_by_the_rule_of_his_unit(self, town):
        commands.set_rule(
            unit=town.building, kind="household", least=1, most=2, least_days=180, by=town.builder, at=NOON
        )
        paired(town)

        assert [(one.person.name, one.held, one.least) for one in queries.idle(town.county, TODAY)] == [("梁栋", 0, 1)]
        assert queries.asked("household", town.building.path).least_days == 180
        assert queries.asked("household", town.water_bureau.path).least_days == 365
        with pytest.raises(NotAllowed):
            commands.set_rule(unit=town.county, kind="care", least=1, most=2, least_days=0, by=town.builder, at=NOON)

    @pytest.mark.mechanism("M079")
    def test_and_whose_official_has_left_his_post(self, town):
        link = hooked(town)
        assert not queries.gone(town.county, TODAY).exists()
        orgs.disable_person(person=town.people["building_head"], by=town.admin, at=NOON)

        assert list(queries.gone(town.qingshui, TODAY)) == [link] and not queries.gone(town.baisha, TODAY).exists()
        new = commands.hand_over(
            pairing=link, to=town.people["builder"], since=TODAY + timedelta(days=1), by=town.officer, at=NOON
        )
        assert list(queries.of_unit(town.shiqiao, TODAY + timedelta(days=1))) == [new]

    @pytest.mark.mechanism("M079")
    def test_and_whose_household_has_left_the_register(self, town):
        household = household_of(town)
        link = paired(town, household=household)
        register.leave_register(household=household, on=TODAY, reason="迁走", by=town.officer, at=NOON)

        assert list(queries.gone(town.shiqiao, TODAY)) == [link]


class TestATableOfMany:
    def test_proposes_the_fewest_first_then_the_fitting_skill(self, town):
        volunteer(town, "building_head", skills=["medicine"])
        for door in ("21号", "22号", "23号"):
            in_need(town, door=door)

        rows = queries.table(town.shiqiao, town.building, TODAY, town.officer)

        assert [(row.household.door, row.person.name, row.held) for row in rows] == [
            ("21号", "梁栋", 0), ("22号", "张建", 0), ("23号", "梁栋", 1)
        ]  # fmt: skip
        assert [skill.value for skill in rows[0].skills] == ["medicine"] and rows[2].is_over
        chosen = [(row.household, row.person) for row in rows]
        refused("23号：梁栋已有 1 个", commands.pair_all, chosen=chosen, since=TODAY, by=town.officer)
        assert not Pairing.objects.exists()
        made = commands.pair_all(chosen=chosen, since=TODAY, over_why="人手不够", by=town.officer, at=NOON)
        assert [one.over_why for one in made] == ["", "", "人手不够"]

    def test_brought_in_names_its_bad_rows_and_links_nobody_twice(self, town):
        good = {"kind": "village", "person": town.people["building_head"], "unit": town.shiqiao, "since": TODAY}
        rows = [
            Row(3, good),
            Row(4, problem="没有这个人"),
            Row(5, {**good, "unit": town.school}),
            Row(6, {**good, "person": town.people["stranger"], "unit": town.shahe}),
        ]

        outcome = commands.import_pairings(rows=rows, unit=town.building, by=town.builder, at=NOON)

        assert [one.unit.name for one in outcome.made] == ["石桥村"]
        assert [number for number, _why in outcome.refused] == [4, 5, 6]
        assert not commands.import_pairings(rows=rows, unit=town.building, by=town.builder, at=NOON).made


class TestMatchingBySkill:
    @pytest.mark.mechanism("M100")
    def test_proposes_who_can_and_leaves_the_decision_to_a_person(self, town):
        doctor = volunteer(town, "water", skills=["medicine"])
        volunteer(town, "builder", skills=["law"])
        household = in_need(town, causes=("illness",))
        wanted = queries.fitting(queries.causes_of([household], TODAY)[household.pk])

        [proposal] = queries.helpers(town.shiqiao, wanted, TODAY, town.officer, household)

        assert (proposal.expert, proposal.held, [one.value for one in proposal.skills]) == (doctor, 0, ["medicine"])
        assert not Pairing.objects.exists()
        link = paired(town, "water", household=household, skill="medicine")
        assert link.get_skill_display() == "医疗卫生"
        assert queries.helpers(town.shiqiao, wanted, TODAY, town.officer, household) == []
        refused("已有 1 个“包户”", commands.pair, kind="household", person=town.people["water"],
                household=in_need(town, door="15号"), since=TODAY, by=town.officer)  # fmt: skip

    @pytest.mark.mechanism("M110")
    def test_is_one_kind_of_many_with_retired_colleagues_among_them(self, town):
        link = paired(
            town, kind="retired", unit=town.building, label="离休老同志一名", since=date(2026, 11, 1), by=town.builder
        )

        assert link.get_kind_display() == "联系离退休老干部"
        refused("写几个字", commands.pair, kind="retired", person=town.people["builder"], unit=town.building, since=TODAY,
                by=town.builder)  # fmt: skip
