"""雷同: found among many, told to the author first, and to nobody who may not read both."""

import random
from datetime import date, timedelta

import pytest

from lianxin.base import prose
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.reports.documents import commands as documents
from lianxin.reports.documents.models import Document
from lianxin.reports.overlaps import commands, index, queries
from lianxin.reports.overlaps.models import Fingerprint, Idiom, LibraryText, Resemblance, TextEntry
from lianxin.reports.overlaps.problems import Unfit
from lianxin.work.writings import commands as writings
from tests.conftest import NOON
from tests.reports.document_scenes import drafted, written
from tests.work.visit_scenes import visit_made
from tests.work.writing_scenes import handed_in

TODAY = NOON.date()
SAME = (
    "早上七点到三组，先看蓄水池，水位只剩一小半。老会计领着我沿管线走，接头处用布条缠着，滴水不停。"
    "几户人家说，轮着挑水已经半个月，孩子放学也要提一桶。商量下来，先请镇水管站换两处接头，再按户轮流看池子。"
)
WORDS = [chr(code) for code in range(0x4E00, 0x6000)]
OTHER = "下午去学校，操场边的排水沟堵了，几位家长和老师一起清了淤，校长答应添两块盖板，雨天孩子们不用再绕路。"


def wrote(town, who, text, on=date(2026, 11, 2), title="三组的水", to=None, at=NOON):
    return handed_in(
        town, to or town.qingshui, kind="diary", on=on, title=title, text=text, by=getattr(town, who), at=at
    )


def refreshed(at=NOON):
    return commands.refresh(by=SYSTEM, at=at)


def alike(town, who, text, **more):
    by = getattr(town, who)
    return queries.alike(text, by=by, idioms=queries.idioms_of(by.own_path), **more)


class TestTheIndex:
    def test_follows_the_records_keeps_no_text_and_lets_go_of_what_is_gone(self, town):
        first = wrote(town, "officer", SAME)
        kept = commands.keep_text(
            unit=town.qingshui, title="往年总结", origin="本镇2019年", on=date(2019, 12, 1), text=OTHER * 2, by=town.officer,
            at=NOON,
        )  # fmt: skip

        assert (refreshed().changed, refreshed().changed) == (2, 0)

        entry = TextEntry.objects.get(ref=first.ref)
        assert index.from_bytes(entry.prints) == set(
            Fingerprint.objects.filter(entry_key=entry.pk).values_list("value", flat=True)
        )
        assert SAME[:10] not in str(vars(entry)) and Entry.objects.filter(event="overlap.indexed").count() == 1
        writings.take_back(writing=first, by=town.officer, at=NOON)
        commands.withdraw_text(kept=kept, by=town.officer, at=NOON)
        assert refreshed().gone == 2
        assert not Fingerprint.objects.exists() and LibraryText.objects.get().text == ""

    def test_leads_to_the_few_that_share_something_even_if_hundreds_do(self, town):
        for n in range(index.CAP + 5):
            wrote(town, "officer", f"第{n}回。{SAME}", on=date(2026, 1, 1) + timedelta(days=n), title=f"日记{n}")
        wrote(town, "officer", OTHER, title="别的事")
        refreshed()

        found = index.near(index.values_of(SAME, queries.idioms_of(town.qingshui.path)))

        assert len(found) >= index.CAP and found[0].hits > 5
        assert (
            max(
                Fingerprint.objects.filter(value=v).count() for v in Fingerprint.objects.values_list("value", flat=True)
            )
            <= index.CAP
        )

    def test_learns_what_units_of_no_common_origin_all_write_and_an_office_has_the_last_word(self, town):
        phrase = "凡是来访的群众都要起身相迎热情接待耐心听取认真记录在案"
        chance = random.Random(3)
        for who in ("officer", "worker", "stranger", "builder", "water"):
            before, after = ("".join(chance.choices(WORDS, k=120)) for _side in "ab")
            unit = next(one for one in town.units.values() if one.path == getattr(town, who).own_path)
            wrote(town, who, f"{before}。{phrase}，{after}", to=unit)

        assert refreshed().learned == 1

        learned = Idiom.objects.get()
        assert (learned.text, learned.held_by) == (phrase, 5)
        assert queries.idioms_of(town.shiqiao.path).is_all_of(f"，{phrase}")
        with pytest.raises(Unfit):
            commands.remove_idiom(unit=town.county, text=phrase, why=" ", by=town.clerk, at=NOON)
        commands.remove_idiom(unit=town.county, text=phrase, why="这是本县的原话", by=town.clerk, at=NOON)
        wrote(town, "officer", SAME)
        assert refreshed().learned == 0 and not queries.idioms_of(town.shiqiao.path).is_all_of(phrase)
        commands.add_idiom(unit=town.qingshui, text=phrase, by=town.officer, at=NOON)
        assert queries.idioms_of(town.shiqiao.path).is_all_of(phrase) and not queries.idioms_of(
            town.baisha.path
        ).is_all_of(phrase)
        with pytest.raises(NotAllowed):
            commands.add_idiom(unit=town.county, text="另外一句大家都写的话", by=town.officer, at=NOON)
        with pytest.raises(Unfit):
            commands.remove_idiom(unit=town.qingshui, text="从来没有人写过的话", why="没有", by=town.officer, at=NOON)


class TestADiaryLikeAnother:
    def found(self, town):
        wrote(town, "worker", SAME, on=date(2026, 10, 30), to=town.shiqiao)
        later = wrote(town, "officer", f"今天记。{SAME}收工。")
        refreshed()
        return later, Resemblance.objects.filter(ref=later.ref).first()

    def test_is_put_to_its_author_first_and_shown_to_the_head_with_the_answer(self, town):
        later, found = self.found(town)

        assert (found.author_id, found.is_personal, found.state) == (town.people["officer"].pk, True, "found")
        assert [seen.found for seen in queries.to_explain(town.officer)] == [found]
        for other in ("leader", "clerk", "county_leader", "worker", "stranger", "inspector"):
            assert not queries.told(getattr(town, other), TODAY), other
        assert queries.told(town.leader, found.opens_on) and found.opens_on == date(2026, 11, 11)
        with pytest.raises(NotAllowed):
            commands.dismiss(found=found, by=town.leader, at=NOON)
        with pytest.raises(Unfit):
            commands.explain(found=found, reason="other", by=town.officer, at=NOON)
        with pytest.raises(NotAllowed):
            commands.close(found=found, by=town.officer, at=NOON)

        commands.explain(found=found, reason="together", words="那天一起去的。", by=town.officer, at=NOON)

        (seen,) = queries.told(town.leader, TODAY)
        assert (seen.found.words, seen.other.title) == ("那天一起去的。", "三组的水") and not queries.to_explain(
            town.officer
        )
        assert not queries.told(town.county_leader, found.opens_on) and not queries.told(town.clerk, found.opens_on)
        entry = Entry.objects.get(event="overlap.explained")
        assert "一起去" not in str(entry.detail)

        commands.dismiss(found=found, by=town.leader, at=NOON)
        with pytest.raises(WrongState):
            commands.explain(found=found, reason="together", by=town.officer, at=NOON)
        Resemblance.objects.filter(pk=found.pk).update(shared=1)
        TextEntry.objects.filter(ref=later.ref).update(sha="")
        refreshed()
        assert Resemblance.objects.get(ref=later.ref).state == "dismissed"

    def test_is_not_mentioned_to_anybody_where_its_author_may_not_read_the_other(self, town):
        """T18: nothing is said of a text to whoever may not open it, and nothing of a person's text behind his back."""
        wrote(town, "stranger", SAME, on=date(2026, 10, 30), to=town.baisha)
        wrote(town, "officer", SAME)
        refreshed()

        assert not Resemblance.objects.exists()
        assert not alike(
            town, "officer", SAME, but=prose.found([TextEntry.objects.last().ref]) and TextEntry.objects.last().ref
        )
        for who in ("officer", "leader", "head"):
            assert all(one.other.unit_path != town.baisha.path for one in alike(town, who, SAME))
        assert {one.other.author_id for one in alike(town, "clerk", SAME)} == {
            town.people["stranger"].pk, town.people["officer"].pk
        }  # fmt: skip

    def test_falls_silent_when_the_other_is_taken_back(self, town):
        first = wrote(town, "worker", SAME, on=date(2026, 10, 30), to=town.shiqiao)
        wrote(town, "officer", SAME)
        refreshed()
        assert queries.to_explain(town.officer)

        writings.take_back(writing=first, by=town.worker, at=NOON)

        assert not queries.to_explain(town.officer) and Resemblance.objects.exists()
        refreshed()
        assert not Resemblance.objects.exists()

    def test_of_visits_is_read_by_those_who_read_the_note(self, town):
        for day in (1, 2):
            visit_made(town, on=date(2026, 11, day), note=f"{SAME}第{day}天")
        refreshed()

        (seen,) = queries.to_explain(town.officer)
        assert seen.text.on == date(2026, 11, 2) and seen.found.shared >= len(SAME)
        assert not alike(town, "worker", SAME), "the place visited does not read the note"


class TestTheLibrary:
    def test_is_the_units_own_or_shared_with_all(self, town):
        given = {"title": "外县经验", "origin": "网上", "on": date(2020, 5, 1), "text": SAME + OTHER, "at": NOON}
        own = commands.keep_text(unit=town.qingshui, by=town.officer, **given)
        refreshed()

        assert [one.other.ref for one in alike(town, "leader", SAME)] == [own.ref]
        assert not alike(town, "stranger", SAME) and not alike(town, "clerk", SAME)
        shared = commands.keep_text(unit=town.baisha, by=town.stranger, is_shared=True, **given)
        refreshed()
        assert {one.other.ref for one in alike(town, "officer", SAME)} == {own.ref, shared.ref}
        assert [one.other.ref for one in alike(town, "builder", SAME)] == [shared.ref]
        with pytest.raises(NotAllowed):
            commands.withdraw_text(kept=shared, by=town.officer, at=NOON)
        with pytest.raises(NotAllowed):
            commands.keep_text(unit=town.qingshui, by=town.leader, **given)
        with pytest.raises(Unfit):
            commands.keep_text(unit=town.qingshui, by=town.officer, **{**given, "text": "太短"})


class TestAUnitsText:
    """What a unit issued is explained by the unit, which sees it first; above it is seen with the answer or later."""

    def test_is_told_to_the_unit_first_and_then_above_but_to_none_who_may_not_read_both(self, town):
        kept = commands.keep_text(
            unit=town.county,
            by=town.clerk,
            is_shared=True,
            title="外县做法",
            origin="外县",
            on=date(2024, 5, 1),
            text=SAME,
            at=NOON,
        )
        mine = documents.keep(
            unit=town.qingshui,
            kind="plan",
            title="用水安排",
            on=TODAY,
            text=f"今年这样办。{SAME}",
            by=town.officer,
            at=NOON,
        )
        theirs = documents.keep(
            unit=town.baisha,
            kind="plan",
            title="蓄水安排",
            on=TODAY,
            text=f"镇里议过。{OTHER}",
            by=town.stranger,
            at=NOON,
        )
        same = documents.keep(
            unit=town.qingshui,
            kind="plan",
            title="清淤安排",
            on=TODAY,
            text=f"大家一起动手。{OTHER}",
            by=town.officer,
            at=NOON,
        )
        refreshed()

        found = Resemblance.objects.get(ref=mine.ref)
        assert (found.other_ref, found.is_personal, found.author) == (kept.ref, False, None)
        assert {seen.found.ref for seen in queries.told(town.leader, TODAY)} == {mine.ref}, (
            "the other township's is closed"
        )
        for other in ("clerk", "county_leader", "inspector", "stranger", "worker", "auditor"):
            assert not queries.told(getattr(town, other), TODAY), other
        with pytest.raises(NotAllowed):
            commands.explain(found=found, reason="quoted", by=town.clerk, at=NOON)

        commands.explain(found=found, reason="quoted", by=town.officer, at=NOON)

        for other in ("clerk", "county_leader", "inspector"):
            assert [seen.found for seen in queries.told(getattr(town, other), TODAY)] == [found], other
        assert not queries.told(town.stranger, found.opens_on) and not queries.told(town.auditor, found.opens_on)
        pair = Resemblance.objects.exclude(pk=found.pk).get()
        assert {pair.ref, pair.other_ref} == {theirs.ref, same.ref}
        assert pair in [seen.found for seen in queries.told(town.clerk, pair.opens_on)]
        assert all(pair not in [seen.found for seen in queries.told(one, pair.opens_on)]
                   for one in (town.officer, town.leader, town.stranger))  # fmt: skip

    def test_is_asked_about_for_much_or_for_an_error_that_both_have_and_not_for_what_comes_from_above(self, town):
        above = "各单位要把群众反映的每一件事登记清楚，办理情况当天记入台账，月底前由主要负责人逐件过目。"
        slip = "工作中做到三个到位，一是认识到位，二是人员到位，三是经费到位，四是检查到位，效果良好。"
        chance = random.Random(9)

        def own(n=900):
            return "".join(chance.choices(WORDS, k=n))

        def keep(title, text):
            return documents.keep(
                unit=town.qingshui, kind="plan", title=title, on=TODAY, text=text, by=town.officer, at=NOON
            )

        keep("甲", f"{own()}{above}{own()}"), keep("乙", f"{own()}{above}{own()}")
        refreshed()
        assert not Resemblance.objects.exists(), "one sentence of a long text asks nothing of anybody"

        keep("丙", f"{own()}{slip}{own()}"), keep("丁", f"{own()}{slip}{own()}")
        refreshed()
        assert Resemblance.objects.get().errors == 1

    @pytest.mark.thorough
    def test_is_compared_by_what_people_wrote_and_not_by_what_was_composed(self, town):
        """Every unit's month has the same composed sentences; what was written into one of them counts."""
        for unit, by in (("qingshui", "officer"), ("baisha", "stranger")):
            drafted(town, unit=unit, by=by)
        added = drafted(town, period=Period.month(2026, 10))
        written(added, *added.versions.get().text.splitlines(), SAME, town=town)

        texts = prose.found([f"document:{code}" for code in Document.objects.values_list("code", flat=True)])

        assert len(texts) == 3 and all(len(one.text) < 40 for ref, one in texts.items() if ref != added.ref)
        assert SAME in texts[added.ref].text and len(texts[added.ref].text) < len(SAME) + 40
