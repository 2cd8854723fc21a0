"""走访抽查: drawn from what is on record, asked by others, put right; nothing is filed for it and nobody is convicted."""

from datetime import date, timedelta

import pytest

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.draws import drawn
from lianxin.pure.periods import Period
from lianxin.work.concerns.problems import Unfit
from lianxin.work.rectification.models import Rectification
from lianxin.work.rectification.terms import VIEW as SEE_RECTIFICATION
from lianxin.work.spotchecks import commands, queries
from lianxin.work.spotchecks.models import SpotCheck, SpotItem
from lianxin.work.spotchecks.terms import FindingKind, Mode, Result
from lianxin.work.visits.models import Visit
from tests.conftest import NOON
from tests.work.card_scenes import homes_made
from tests.work.visit_scenes import visit_made

FIRST, LAST = date(2026, 10, 1), date(2026, 11, 3)
SCRIPT = "您好，最近有没有干部到您家来过？不想说也可以。"


def checked(town, by=None, **changes):
    """李青 of 清水镇 draws from the visits of 石桥村."""
    fields = {"checked": town.shiqiao, "mode": Mode.BY_PHONE, "first": FIRST, "last": LAST, "size": 5, "script": SCRIPT}
    return commands.draw(**{**fields, **changes}, by=by or town.officer, at=NOON)


def asked(town, spotcheck, words):
    """Note what each household said, in the order of the draw."""
    for item, word in zip(spotcheck.items.all(), words, strict=False):
        commands.record_result(item=item, result=word, by=town.officer, at=NOON)


class TestADraw:
    @pytest.mark.mechanism("M084")
    def test_comes_after_its_seed_and_list_are_in_the_journal_and_can_be_done_again(self, town):
        homes_made(town, 8)

        spotcheck = checked(town)

        opened, made = Entry.objects.filter(of=spotcheck.ref).order_by("n")
        assert (opened.event, made.event) == ("spotcheck.opened", "spotcheck.drawn")
        assert (opened.detail["seed"], opened.detail["population"]) == (spotcheck.seed, 8)
        codes = list(spotcheck.items.values_list("visit__code", flat=True))
        assert codes == drawn(opened.detail["seed"], Visit.objects.values_list("code", flat=True), 5)
        assert queries.is_the_same(spotcheck)
        SpotItem.objects.filter(spotcheck=spotcheck, number=1).delete()
        assert not queries.is_the_same(SpotCheck.objects.get())

    def test_makes_no_visit_and_asks_nothing_of_the_checked(self, town):
        homes_made(town, 3)
        before = Visit.objects.count()

        checked(town)

        assert Visit.objects.count() == before  # JF-8
        assert not queries.checks(town.worker).exists() and not queries.checks(town.head).exists()
        assert queries.checks(town.officer).exists() and queries.checks(town.clerk).exists()

    def test_is_refused_of_ones_own_unit_to_others_and_more_than_twice_a_quarter(self, town):
        homes_made(town, 6)
        for who, unit in ((town.officer, town.qingshui), (town.officer, town.shahe), (town.worker, town.shiqiao)):
            with pytest.raises(NotAllowed):
                checked(town, by=who, checked=unit)
        checked(town, size=2)
        checked(town, size=2)
        with pytest.raises(Unfit, match="已经抽查过 2 次"):
            checked(town, by=town.clerk)

        assert queries.often(town.officer, LAST) == {town.shiqiao.pk: 2}

    def test_leaves_alone_who_was_asked_lately_and_what_the_checking_unit_did(self, town):
        homes = homes_made(town, 3)
        visit_made(town, household=homes[0].household, by=town.worker, people=[town.people["officer"]])

        spotcheck = checked(town)

        assert spotcheck.population == 3  # of four visits
        with pytest.raises(Unfit, match="三个月内已经问过"):
            checked(town)


class TestWhatHouseholdsSay:
    def test_is_counted_with_those_who_said_nothing_apart(self, town):
        homes_made(town, 8)
        spotcheck = checked(town, size=8)
        asked(town, spotcheck, [Result.CAME] * 4 + [Result.DID_NOT_COME, Result.NOT_REACHED, Result.NOT_SAYING])

        found = queries.heard(spotcheck.items.all())

        assert (found.came, found.did_not_come, found.not_reached, found.not_saying, found.waiting) == (4, 1, 1, 1, 1)
        assert [round(end, 2) for end in found.interval] == [0.38, 0.96]  # 4 of 5
        commands.record_result(item=spotcheck.items.first(), result=Result.NOT_SAYING, by=town.officer, at=NOON)
        assert queries.heard(spotcheck.items.all()).interval is None  # four answers are too few
        november = queries.heard_in(town.clerk, Period.parse("2026-11"), town.county.path)
        assert november == queries.heard(spotcheck.items.all())

    def test_is_asked_by_nobody_of_the_checked_unit_and_by_nobody_who_went(self, town):
        homes = homes_made(town, 1)
        together = visit_made(town, household=homes[0].household, by=town.worker, people=[town.people["clerk"]])
        spotcheck = checked(town)
        item = spotcheck.items.get(visit=together)
        for who in (town.worker, town.head, town.inspector, town.stranger):
            with pytest.raises(NotAllowed):
                commands.record_result(item=item, result=Result.CAME, by=who, at=NOON)

        with pytest.raises(NotAllowed, match="参加了这次走访"):
            commands.record_result(item=item, result=Result.CAME, by=town.clerk, at=NOON)

    def test_needs_telephones_that_are_shown_to_who_may_open_them_and_leave_a_line_each(self, town):
        homes_made(town, 3)
        spotcheck = checked(town)
        with pytest.raises(NotAllowed):
            commands.show_phones(spotcheck=spotcheck, by=town.leader, at=NOON)  # may check, may not open households
        assert not Entry.objects.filter(event="household.opened").exists()

        shown = commands.show_phones(spotcheck=spotcheck, by=town.officer, at=NOON)

        assert {one.phone for one in shown.values()} == {"13900000001"}
        assert Entry.objects.filter(event="household.opened", by=town.officer.ref).count() == 3

    def test_ends_with_the_check_and_the_checked_unit_learns_how_it_was_drawn_and_no_more(self, town):
        homes_made(town, 3)
        spotcheck = checked(town)
        assert not queries.of_us(town.worker, LAST).exists()

        commands.close(spotcheck=spotcheck, by=town.officer, at=NOON)

        assert queries.of_us(town.worker, LAST).get() == spotcheck
        assert not queries.of_us(town.stranger, LAST).exists()
        with pytest.raises(Unfit, match="已经结束"):
            commands.record_result(item=spotcheck.items.first(), result=Result.CAME, by=town.officer, at=NOON)


class TestADoubtedVisit:
    def test_is_asked_about_among_others_and_enters_no_rate(self, town):
        homes = homes_made(town, 6)

        spotcheck = commands.look_into(
            visit=homes[0].visit, mode=Mode.BY_PHONE, script=SCRIPT, by=town.officer, at=NOON
        )

        items = list(spotcheck.items.all())
        assert len(items) == 5 and homes[0].visit.pk in {item.visit_id for item in items}
        assert queries.is_the_same(spotcheck)
        asked(town, spotcheck, [Result.DID_NOT_COME] * 5)
        assert queries.heard(spotcheck.items.all()).answered == 4
        commands.close(spotcheck=spotcheck, by=town.officer, at=NOON)
        assert not queries.of_us(town.worker, LAST).exists() and not queries.often(town.officer, LAST)
        assert checked(town).population == 6, "a gap in the list would tell the checked unit of it"
        with pytest.raises(Unfit, match="已经列入抽查"):
            commands.look_into(visit=homes[0].visit, mode=Mode.BY_PHONE, script=SCRIPT, by=town.clerk, at=NOON)

    def test_is_not_looked_into_by_a_unit_that_went_along(self, town):
        homes = homes_made(town, 1)
        visit = visit_made(town, household=homes[0].household, by=town.worker, people=[town.people["officer"]])
        with pytest.raises(NotAllowed, match="由上一级抽查"):
            commands.look_into(visit=visit, mode=Mode.BY_PHONE, script=SCRIPT, by=town.leader, at=NOON)

        assert commands.look_into(visit=visit, mode=Mode.BY_PHONE, script=SCRIPT, by=town.clerk, at=NOON)


class TestAFinding:
    @pytest.mark.mechanism("M085")
    @pytest.mark.parametrize("kind", FindingKind.values)
    def test_of_each_type_becomes_an_item_of_the_ledger_of_rectification(self, town, kind):
        homes_made(town, 2)
        finding = commands.note_finding(
            spotcheck=checked(town), kind=kind, text="登记的走访有两次与群众说的不一样。", by=town.officer, at=NOON
        )

        item = commands.correct(
            finding=finding, measure="11月20日前把10月的入户走访逐户补走一遍，逐户登记。", owner=town.shiqiao,
            person="石大山", supervisor="李青", starts_on=date(2026, 11, 3), ends_on=date(2026, 11, 20),
            by=town.officer, at=NOON,
        )  # fmt: skip

        seen = Rectification.objects.reachable(by=town.head, to=SEE_RECTIFICATION).get()
        assert seen == item and seen.source_kind == "inspection" and finding.get_kind_display() in seen.source_label
        with pytest.raises(Unfit, match="已经下达整改"):
            commands.correct(
                finding=finding, measure="再补一遍。", owner=town.shiqiao, person="石大山", supervisor="李青",
                starts_on=None, ends_on=None, by=town.officer, at=NOON + timedelta(hours=1),
            )  # fmt: skip

    def test_names_no_household(self, town):
        homes = homes_made(town, 2)
        spotcheck = checked(town)
        for words in (homes[0].household.head_name, homes[1].household.code, "13900000001"):
            with pytest.raises(Unfit, match="不要写出是哪一户"):
                commands.note_finding(
                    spotcheck=spotcheck, kind="out_of_touch", text=f"{words}说没有人来过。", by=town.officer, at=NOON
                )
