"""佐证材料: kept clean, seen by whoever may see the concern, blacked out for good, withdrawn and emptied, never asked for."""

import hashlib
from pathlib import Path

import pytest

import lianxin
from lianxin.base.indicators import registry
from lianxin.base.journal.models import Entry, PrivateDetail
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.commands.intake import RESIDENT
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Status
from lianxin.work.evidence import commands
from lianxin.work.evidence.models import Evidence
from lianxin.work.evidence.terms import MOST_PER_CONCERN, VIEW
from tests.conftest import NOON, Town
from tests.work.conftest import at_state, registered
from tests.work.evidence_scenes import SOUND, lamp, opened


@pytest.fixture
def handled(town: Town) -> Concern:
    """路灯, in hand at the building bureau."""
    return at_state(town, Status.IN_HAND)


@pytest.fixture
def confidential(town: Town) -> Concern:
    """A complaint that the building bureau has in hand."""
    receipt = registered(town, kind="complaint", text="水管修了三次还漏。")
    return at_state(town, Status.IN_HAND, receipt.concern)


def photo(concern: Concern, by, **more) -> Evidence:
    return commands.add_photo(concern=concern, data=lamp(), by=by, at=NOON, **more)


def seen(who) -> set[int]:
    return set(Evidence.objects.reachable(by=who, to=VIEW).values_list("pk", flat=True))


class TestAPhotograph:
    @pytest.mark.mechanism("F007")
    def test_is_kept_without_position_and_leaves_a_trace(self, town: Town, handled: Concern) -> None:
        kept = photo(handled, town.worker, caption="坏了的灯")

        kept.refresh_from_db()
        data = bytes(kept.data)
        assert dict(opened(data).getexif()) == {} and b"LIANXIN-CANARY" not in data
        assert (kept.width, kept.height) == opened(data).size == (320, 240)
        assert kept.sha256 == hashlib.sha256(data).hexdigest()
        assert (kept.by_unit, kept.by_name, kept.caption) == ("石桥村", "石小桥", "坏了的灯")
        assert Entry.objects.filter(of=handled.ref, event="evidence.photo_added").count() == 1

    @pytest.mark.thorough
    def test_sent_twice_is_kept_once(self, town: Town, handled: Concern) -> None:
        kept, again, other = (photo(handled, RESIDENT, caption=said) for said in ("坏了的灯", "坏了的灯", "换好的灯"))

        assert again == kept != other and Evidence.objects.count() == 2
        assert Entry.objects.filter(of=handled.ref, event="evidence.photo_added").count() == 2
        assert photo(handled, town.worker, caption="坏了的灯") != kept, "another side's is another"

    @pytest.mark.parametrize("who", ["leader", "inspector", "stranger"])
    def test_is_refused_to_whoever_neither_takes_in_nor_handles(self, town: Town, handled: Concern, who: str) -> None:
        with pytest.raises(NotAllowed):
            photo(handled, getattr(town, who))

        assert not Evidence.objects.exists()

    @pytest.mark.parametrize(("data", "words"), [(b"%PDF-1.7", "不是能打开的照片"), (b"", "空的")])
    def test_is_refused_when_it_is_none(self, town: Town, handled: Concern, data: bytes, words: str) -> None:
        with pytest.raises(Unfit, match=words) as refused:
            commands.add_photo(concern=handled, data=data, by=town.worker, at=NOON)

        assert refused.value.field == "file" and not Evidence.objects.exists()

    @pytest.mark.thorough
    def test_has_room_for_nine_and_for_three_of_the_resident(self, town: Town, handled: Concern) -> None:
        for number in range(3):
            photo(handled, RESIDENT, caption=f"第{number}张")
        with pytest.raises(Unfit, match="3 张"):
            photo(handled, RESIDENT)
        Evidence.objects.bulk_create([_copy(handled) for _each in range(MOST_PER_CONCERN - 3)])

        with pytest.raises(Unfit, match="9 份"):
            photo(handled, town.worker)

        commands.withdraw(evidence=Evidence.objects.latest("pk"), reason="重复", by=town.worker, at=NOON)
        assert photo(handled, town.worker)

    def test_of_a_voided_concern_is_refused(self, town: Town) -> None:
        voided = concerns.void(concern=registered(town).concern, reason="登记错了", by=town.clerk, at=NOON)

        with pytest.raises(Unfit, match="作废"):
            photo(voided, town.worker)


def _copy(concern: Concern) -> Evidence:
    return Evidence(
        concern=concern, kind="photo", media_type="image/jpeg", data=b"x", sha256="", by_path=concern.unit_path,
        by_name="石小桥", at=NOON,
    )  # fmt: skip


class TestBlackening:
    @pytest.mark.mechanism("F007")
    def test_makes_the_stored_pixels_black_for_good(self, town: Town, handled: Concern) -> None:
        kept = photo(handled, town.worker)
        before = bytes(kept.data)

        commands.blacken(evidence=kept, boxes=[(0.4, 0.0, 0.2, 1.0)], by=town.worker, at=NOON)

        kept.refresh_from_db()
        black = opened(bytes(kept.data)).convert("L").crop((128, 0, 192, 240))
        assert black.getextrema()[1] <= 3 and bytes(kept.data) != before  # type: ignore[operator]
        assert kept.boxes == 1 and kept.sha256 == hashlib.sha256(bytes(kept.data)).hexdigest()
        assert not Evidence.objects.filter(data=before).exists()

    @pytest.mark.parametrize(
        "boxes",
        [[], [(1.2, 0.1, 0.2, 0.2)], [(0.1, 0.1, 0.0, 0.2)], [(float("nan"),) * 4], [(0.1, 0.1, 0.1, 0.1)] * 21],
    )
    def test_of_nothing_or_beside_the_picture_is_refused(self, town: Town, handled: Concern, boxes: list) -> None:
        kept = photo(handled, town.worker)

        with pytest.raises(Unfit, match="请"):
            commands.blacken(evidence=kept, boxes=boxes, by=town.worker, at=NOON)

    @pytest.mark.thorough
    def test_of_what_the_resident_brought_is_not_for_whoever_handles_it(self, town: Town, handled: Concern) -> None:
        kept = photo(handled, RESIDENT)

        with pytest.raises(NotAllowed):
            commands.blacken(evidence=kept, boxes=[(0, 0, 1, 1)], by=town.builder, at=NOON)
        with pytest.raises(NotAllowed):
            commands.withdraw(evidence=kept, reason="不要了", by=town.builder, at=NOON)

        own = photo(handled, town.builder)
        assert commands.blacken(evidence=own, boxes=[(0, 0, 0.5, 0.5)], by=town.builder, at=NOON).boxes == 1


class TestAnAudioNote:
    @pytest.mark.mechanism("F006")
    def test_is_kept_as_it_is_with_its_words_typed(self, town: Town, handled: Concern) -> None:
        kept = commands.add_audio(concern=handled, data=SOUND, caption="灯坏了半个月。", by=town.worker, at=NOON)

        assert (bytes(kept.data), kept.media_type, kept.caption) == (SOUND, "audio/wav", "灯坏了半个月。")
        with pytest.raises(Unfit, match="写成文字"):
            commands.add_audio(concern=handled, data=SOUND, caption=" ", by=town.worker, at=NOON)
        with pytest.raises(Unfit, match="不是能播放的录音"):
            commands.add_audio(concern=handled, data=lamp(), caption="灯", by=town.worker, at=NOON)
        with pytest.raises(Unfit, match="10 MB"):
            commands.add_audio(concern=handled, data=SOUND + bytes(11_000_000), caption="灯", by=town.worker, at=NOON)
        with pytest.raises(NotAllowed):
            commands.add_audio(concern=handled, data=SOUND, caption="灯", by=town.stranger, at=NOON)


class TestWithdrawing:
    def test_empties_it_and_keeps_the_line(self, town: Town, handled: Concern) -> None:
        kept = photo(handled, town.worker)

        commands.withdraw(evidence=kept, reason="拍到了邻居", by=town.worker, at=NOON)

        kept.refresh_from_db()
        assert (bytes(kept.data), bytes(kept.small), kept.withdrawn_reason) == (b"", b"", "拍到了邻居")
        entry = Entry.objects.get(event="evidence.withdrawn")
        assert "拍到了邻居" not in str(entry.detail)
        assert PrivateDetail.objects.filter(entry_n=entry.n).exists()
        with pytest.raises(Unfit, match="已撤回"):
            commands.withdraw(evidence=kept, reason="再撤一次", by=town.worker, at=NOON)


class TestWhoSees:
    def test_it_is_whoever_sees_the_concern(self, town: Town, handled: Concern) -> None:
        kept = photo(handled, RESIDENT)

        assert {who for who in town.actors if kept.pk in seen(town.actors[who])} == {
            who for who in town.actors if Concern.objects.reachable(by=town.actors[who], to=VIEW).filter(pk=handled.pk)
        }
        assert kept.pk in seen(town.builder) and kept.pk not in seen(town.stranger) and kept.pk not in seen(town.admin)

    @pytest.mark.thorough
    def test_of_a_confidential_one_its_handler_sees_what_was_looked_over(
        self, town: Town, confidential: Concern
    ) -> None:
        """security.md T7: a face or a door number would tell who complained."""
        brought, own = photo(confidential, RESIDENT), photo(confidential, town.builder)
        assert seen(town.builder) == {own.pk} and seen(town.worker) == {brought.pk, own.pk}
        with pytest.raises(NotAllowed):
            commands.check(evidence=brought, by=town.builder, at=NOON)

        commands.check(evidence=brought, by=town.clerk, at=NOON)

        assert seen(town.builder) == {brought.pk, own.pk}

    def test_nobody_against_whom_it_is(self, town: Town) -> None:
        receipt = registered(town, kind="complaint", subject_units=[town.shiqiao], by=town.officer)
        kept = photo(receipt.concern, town.officer)

        assert kept.pk in seen(town.officer) and kept.pk not in seen(town.worker)

    @pytest.mark.thorough
    def test_is_the_same_asked_of_one_or_of_all(self, town: Town, handled: Concern, confidential: Concern) -> None:
        for concern in (handled, confidential):
            photo(concern, RESIDENT)
            photo(concern, town.builder)
        every = list(Evidence.objects.select_related("concern"))

        for who in town.actors.values():
            assert {one.pk for one in every if who.may(VIEW, one)} == seen(who), who.name


class TestNoFigure:
    def test_reads_photographs(self) -> None:
        """rules.md JF-1: attachments are always optional, and none feeds a score."""
        root = Path(lianxin.__file__).parent
        readers = [
            path.relative_to(root).as_posix()
            for path in root.rglob("*.py")
            if "work.evidence" in path.read_text(encoding="utf-8")
        ]

        assert readers and [one for one in readers if "indicators" in one or one.startswith("reports/")] == []
        assert not (root / "work/evidence/indicators.py").exists()
        assert [code for code in registry.INDICATORS if code.startswith("evidence")] == []
