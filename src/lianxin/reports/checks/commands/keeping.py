"""收下和删除: what is sent is kept for thirty days at most, for whoever sent it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from secrets import SystemRandom

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.codes import new_code
from lianxin.pure.periods import Period
from lianxin.pure.texts.bundle import is_bundle, unpacked
from lianxin.pure.zipguard import Unreadable
from lianxin.reports.checks.models import Batch, BatchText
from lianxin.reports.checks.problems import Unfit
from lianxin.reports.checks.terms import BATCH, KEPT_DAYS, MOST_BYTES, MOST_TEXTS, MOST_TOGETHER, TextStatus

_LONGEST = 200


@transaction.atomic
def receive(
    *, unit: Unit, title: str, files: Iterable[tuple[str, bytes]], posting: Posting, by: Actor, at: datetime,
    period: Period | None = None, entry_key: str = "",
) -> Batch:  # fmt: skip
    """收下一批: files by their names, zips taken apart. What is too large stands in the table with its sentence.

    The same filling-in sent twice is one batch.
    """
    by.must_at(BATCH, unit.path)
    if entry_key and (known := Batch.objects.filter(entry_key=entry_key, posting=posting).first()):
        return known
    taken = list(_taken(files))
    if not taken:
        raise Unfit(_("没有可以核对的文件。请选择文件，或者选一个里面有文件的 zip。"), "file")
    if len(taken) > MOST_TEXTS:
        raise Unfit(
            _("一批最多 %(most)s 份，这里有 %(n)s 份。请分成几批。") % {"most": MOST_TEXTS, "n": len(taken)}, "file"
        )
    if sum(len(data) for _name, data in taken) > MOST_TOGETHER:
        raise Unfit(_("这一批合起来超过 60 MB。请删去图片，或分成几批。"), "file")
    delete_due(by=by, at=at)
    batch = Batch.objects.create(
        code=new_code(SystemRandom()), unit=unit, unit_path=unit.path, posting=posting, period=period.code if period else "",
        title=title.strip()[:80] or _("%(n)s 份材料") % {"n": len(taken)}, received_at=at, moved_at=at,
        deletes_on=localdate(at) + timedelta(days=KEPT_DAYS), entry_key=entry_key or None,
    )  # fmt: skip
    BatchText.objects.bulk_create(
        [_waiting(batch, number, name, data) for number, (name, data) in enumerate(taken, 1)], batch_size=50
    )
    book.record(
        "check.batch_received", of=batch.ref, unit_path=unit.path, by=by, at=at, count=len(taken), private={"names": batch.title}
    )  # fmt: skip
    return batch


def _taken(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    for name, data in files:
        if not is_bundle(data, name):
            yield name, data
            continue
        try:
            yield from unpacked(data)
        except Unreadable as refusal:
            said = _("“%(name)s”：%(why)s") % {"name": name[:60], "why": refusal}
            raise Unfit(said, "file") from refusal


def _waiting(batch: Batch, number: int, name: str, data: bytes) -> BatchText:
    name = "".join(char for char in name if char.isprintable())[-_LONGEST:] or str(number)
    made = BatchText(batch=batch, number=number, name=name, data=data)
    if len(data) > MOST_BYTES:
        made.data, made.status = b"", TextStatus.UNREAD
        made.sentence = _("文件超过 5 MB，没有核对。请删去图片或拆分。")
    return made


@transaction.atomic
def delete(*, batch: Batch, by: Actor, at: datetime) -> None:
    """删除一批: the files, the texts and what was found in them."""
    batch = Batch.objects.select_for_update(of=("self",)).select_related("posting").get(pk=batch.pk)
    by.must(BATCH, batch)
    _delete(batch, by, at)


@transaction.atomic
def delete_due(*, by: Actor, at: datetime) -> int:
    """删除到期的: batches of thirty days ago, whosever they are; by the hour and with each batch that comes in."""
    due = list(Batch.objects.filter(deletes_on__lte=localdate(at)))
    for one in due:
        _delete(one, by, at)
    return len(due)


def _delete(batch: Batch, by: Actor, at: datetime) -> None:
    count, ref, path, title = batch.texts.count(), batch.ref, batch.unit_path, batch.title
    batch.delete()
    book.record("check.batch_deleted", of=ref, unit_path=path, by=by, at=at, count=count, private={"names": title})
