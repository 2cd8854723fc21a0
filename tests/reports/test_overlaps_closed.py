"""雷同: what others wrote that one may not read changes nothing of what one finds; what goes leaves nothing behind."""

import random
from datetime import date, timedelta

from lianxin.base import prose
from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.base.orgs.queries import actor_for
from lianxin.reports.documents import commands as documents
from lianxin.reports.overlaps import commands, index, queries
from lianxin.reports.overlaps.models import Idiom, Resemblance
from lianxin.work.writings import commands as writings
from tests.conftest import NOON
from tests.reports.test_overlaps import OTHER, SAME, TODAY, WORDS, alike, refreshed, wrote

PHRASE = "凡是来访的群众都要起身相迎热情接待耐心听取认真记录在案"


def closed_ones(town, count, text=SAME):
    """Diaries of 白沙镇, none of which 清水镇 may read."""
    for n in range(count):
        on = date(2026, 8, 1) + timedelta(days=n)
        wrote(town, "stranger", f"{text}第{n}天", on=on, title=f"白沙{n}", to=town.baisha)


def amid(phrase, chance):
    before, after = ("".join(chance.choices(WORDS, k=120)) for _side in "ab")
    return f"{before}。{phrase}，{after}"


class TestWhatIsClosed:
    def test_does_not_stand_before_what_the_author_may_read(self, town):
        closed_ones(town, 10)
        first = wrote(town, "worker", f"{SAME[:70]}后来的事另说。", on=date(2026, 10, 30), to=town.shiqiao)
        later = wrote(town, "officer", SAME)
        refreshed()

        (found,) = Resemblance.objects.filter(ref=later.ref)
        assert found.other_ref == first.ref

    def test_does_not_take_the_place_of_ones_own_in_the_index(self, town):
        closed_ones(town, index.CAP + 5)
        refreshed()
        own = commands.keep_text(
            unit=town.qingshui,
            title="往年总结",
            origin="本镇",
            on=date(2019, 12, 1),
            text=SAME,
            by=town.officer,
            at=NOON,
        )
        refreshed()

        assert own.ref in {one.other.ref for one in alike(town, "leader", SAME)}
        assert all(one.other.unit_path != town.baisha.path for one in alike(town, "leader", SAME))

    def test_is_told_above_both_as_something_that_the_unit_was_not_asked(self, town):
        for unit, by in ((town.baisha, town.stranger), (town.qingshui, town.officer)):
            documents.keep(
                unit=unit, kind="plan", title="用水安排", on=TODAY, text=f"今年这样办。{SAME}", by=by, at=NOON
            )
        commands.keep_text(unit=town.county, title="外县做法", origin="外县", on=date(2024, 5, 1), text=SAME, is_shared=True,
                           by=town.clerk, at=NOON)  # fmt: skip
        refreshed()

        (blind,) = Resemblance.objects.filter(is_blind=True)
        assert {blind.ref[:9], blind.other_ref[:9]} == {"document:"}
        assert {found.other_ref[:8] for found in Resemblance.objects.filter(is_blind=False)} == {"library:"}
        assert not any(blind == seen.found for who in (town.officer, town.stranger, town.leader)
                       for seen in queries.told(who, blind.opens_on))  # fmt: skip
        assert blind in [seen.found for seen in queries.told(town.clerk, blind.opens_on)]

    def test_lends_no_words_to_the_list_of_idioms(self, town):
        chance = random.Random(3)
        for who in ("officer", "worker", "stranger", "builder", "water"):
            unit = next(one for one in town.units.values() if one.path == getattr(town, who).own_path)
            wrote(town, who, amid(PHRASE, chance), to=unit)
        assert refreshed().learned == 1

        shown = {who: [(one.text, one.held_by) for one in queries.idioms(getattr(town, who))] for who in
                 ("clerk", "officer", "teacher", "worker")}  # fmt: skip
        assert shown == {"clerk": [(PHRASE, 5)], "officer": [(PHRASE, 0)], "teacher": [], "worker": [(PHRASE, 0)]}


class TestWhatGoes:
    def test_takes_with_it_the_idiom_that_was_learned_of_it(self, town):
        chance = random.Random(3)
        kept = {}
        for who in ("officer", "worker", "stranger", "builder", "water"):
            unit = next(one for one in town.units.values() if one.path == getattr(town, who).own_path)
            kept[who] = wrote(town, who, amid(PHRASE, chance), to=unit)
        refreshed()
        wrote(town, "officer", OTHER)
        refreshed()
        assert Idiom.objects.get().text == PHRASE

        writings.take_back(writing=kept["water"], by=town.water, at=NOON)
        refreshed()

        assert not Idiom.objects.exists()
        assert not queries.idioms_of(town.county.path).is_all_of(PHRASE)

    def test_takes_with_it_the_question_where_the_words_are_others_now(self, town):
        first = wrote(town, "worker", SAME, on=date(2026, 10, 30), to=town.shiqiao)
        wrote(town, "officer", SAME)
        refreshed()
        asked = Resemblance.objects.get().shared

        for text, left in ((f"{SAME[:70]}后来下雨，先回来了。", 1), (OTHER, 0)):
            writings.take_back(writing=first, by=town.worker, at=NOON)
            writings.keep_draft(
                writing=first, kind="diary", on=first.on, title=first.title, text=text, by=town.worker, at=NOON
            )
            writings.submit(writing=first, to=town.shiqiao, by=town.worker, at=NOON)
            refreshed()

            assert Resemblance.objects.count() == left
            assert all(found.shared < asked for found in Resemblance.objects.all())


class TestAMerger:
    def test_hands_the_library_and_the_questions_to_the_new_unit(self, town):
        commands.keep_text(unit=town.county, title="外县做法", origin="外县", on=date(2024, 5, 1), text=SAME, is_shared=True,
                           by=town.clerk, at=NOON)  # fmt: skip
        own = commands.keep_text(unit=town.baisha, title="往年总结", origin="本镇", on=date(2019, 12, 1), text=OTHER * 2,
                                 by=town.stranger, at=NOON)  # fmt: skip
        documents.keep(unit=town.baisha, kind="plan", title="用水安排", on=TODAY, text=f"今年这样办。{SAME}",
                       by=town.stranger, at=NOON)  # fmt: skip
        refreshed()
        found = Resemblance.objects.get()

        new = orgs.merge_units(units=[town.baisha, town.qingshui], into_name="清沙镇", on=TODAY, by=SYSTEM, at=NOON)
        posting = orgs.post(
            person=town.people["officer"], unit=new, role="township_clerk", valid_from=TODAY, by=SYSTEM, at=NOON
        )
        him = actor_for(posting)

        assert own in queries.library(him)
        assert [seen.found for seen in queries.told(him, TODAY)] == [found]
        assert queries.own_text(found.ref, him) is not None
        assert found.ref in {one.ref for one in queries.own_texts(him)}
        commands.explain(found=found, reason="quoted", by=him, at=NOON)
        assert prose.readable([own.ref], him) == {own.ref}


class TestTheBox:
    def test_that_is_sent_twice_is_one_answer(self, town):
        wrote(town, "worker", SAME, on=date(2026, 10, 30), to=town.shiqiao)
        wrote(town, "officer", SAME)
        refreshed()
        found = Resemblance.objects.get()

        for _again in range(2):
            commands.explain(found=found, reason="together", words=" 一起去的。", by=town.officer, at=NOON)
        assert Entry.objects.filter(event="overlap.explained").count() == 1
        commands.explain(found=found, reason="together", words="和小桥一起去的。", by=town.officer, at=NOON)
        assert Entry.objects.filter(event="overlap.explained").count() == 2
