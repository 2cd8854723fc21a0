"""看一份: say whose it is, waive a finding with a reason, heed it again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.reports.checks import queries
from lianxin.reports.checks.commands.checking import compare_units, held_again, tallied
from lianxin.reports.checks.fingerprints import fingerprint
from lianxin.reports.checks.models import BatchText
from lianxin.reports.checks.problems import Unfit
from lianxin.reports.checks.terms import BATCH, TextStatus, WaiverReason
from lianxin.reports.summaries.remarks import GRADES, Remark

MOST_WORDS = 60
_COUNTED = ["waived", "wrong", "doubtful", "style", "told"]


@transaction.atomic
def set_unit(*, text: BatchText, unit: Unit | None, period: Period | None, by: Actor, at: datetime) -> BatchText:
    """改定单位和统计期: the text is held against the records and the other texts of that unit."""
    text = _checked(text, by)
    if unit is not None:
        by.must_at(BATCH, unit.path)
    before = {pk for pk in (text.unit_id, unit.pk if unit else None) if pk}
    text.unit, text.period = unit, period.code if period else ""
    if unit is None:
        text.of_others = []
    tallied(held_again(text, by, at)).save(update_fields=["unit", "period", "of_records", "of_others", *_COUNTED])
    if text.batch.is_done:
        compare_units(text.batch.texts.filter(unit_id__in=before, status=TextStatus.CHECKED).defer("data", "notes"))
    book.record(
        "check.unit_set", of=text.batch.ref, unit_path=text.batch.unit_path, by=by, at=at, unit=unit.name if unit else "",
        private={"name": text.name},
    )  # fmt: skip
    text.refresh_from_db()
    return text


@transaction.atomic
def waive(*, text: BatchText, key: str, reason: str, by: Actor, at: datetime, words: str = "") -> BatchText:
    """忽略一处意见, with a reason that stands beside it."""
    text = _checked(text, by)
    found = _finding(text, key)
    if found is None:
        raise Unfit(_("这处意见已经没有了，请刷新页面。"))
    if reason not in WaiverReason.values:
        raise Unfit(_("请选择为什么可以不改。"), "reason")
    words = " ".join(words.split())[:MOST_WORDS]
    text.waived = {**text.waived, key: [reason, words]}
    tallied(text).save(update_fields=_COUNTED)
    book.record(
        "check.waived", of=text.batch.ref, unit_path=text.batch.unit_path, by=by, at=at,
        private={"reason": reason, "quote": found.quote[:80], "words": words},
    )  # fmt: skip
    return text


@transaction.atomic
def heed(*, text: BatchText, key: str, by: Actor, at: datetime) -> BatchText:
    """不再忽略."""
    text = _checked(text, by)
    if key not in text.waived:
        raise Unfit(_("这处意见没有忽略，请刷新页面。"))
    found = _finding(text, key)
    text.waived = {one: why for one, why in text.waived.items() if one != key}
    tallied(text).save(update_fields=_COUNTED)
    book.record(
        "check.heeded", of=text.batch.ref, unit_path=text.batch.unit_path, by=by, at=at,
        private={"quote": found.quote[:80] if found else ""},
    )  # fmt: skip
    return text


def _checked(text: BatchText, by: Actor) -> BatchText:
    """The text as it is now. Raises NotAllowed, and Unfit before it is checked."""
    found: BatchText = (
        BatchText.objects.select_for_update(of=("self",))
        .select_related("batch__posting", "unit")
        .defer("data")
        .get(pk=text.pk)
    )
    by.must(BATCH, found.batch)
    if not found.is_checked:
        raise Unfit(_("这一份还没有核对。"))
    return found


def _finding(text: BatchText, key: str) -> Remark | None:
    return next(
        (one for one in queries.remarks_of(text) if one.tone in GRADES and fingerprint(one, text.text) == key), None
    )
