"""抽样: the seed and the list it is drawn from go into the journal first; then the draw, which anyone can do again."""

import secrets
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.draws import digest_of, drawn
from lianxin.work.callbacks.models import Sample, SampleItem
from lianxin.work.callbacks.queries import population
from lianxin.work.callbacks.terms import SAMPLE
from lianxin.work.concerns import clocking
from lianxin.work.concerns.problems import Unfit

MOST = 500


@transaction.atomic
def draw(
    *, first: date, last: date, size: int, script: str, by: Actor, at: datetime, entry_key: str = ""
) -> Sample:  # fmt: skip
    """抽取回访名单: of what was closed in those days and not done by one's own unit. No draw can be taken back."""
    by.must_at(SAMPLE, by.own_path)
    if entry_key and (known := Sample.objects.filter(entry_key=entry_key).first()):
        return known
    if first > last or last > clocking.today(at):
        raise Unfit(_("办结日期的起止请核对：起不晚于止，止不晚于今天。"), "last")
    if not 0 < size <= MOST:
        raise Unfit(_("一次抽 1 到 %(most)s 件。") % {"most": MOST}, "size")
    keys = dict(population(by, first, last).order_by("code").values_list("code", "pk"))
    if not keys:
        raise Unfit(_("这段时间没有可以回访的办结诉求。"), "first")
    seed, digest = secrets.token_hex(8), digest_of(keys)
    sample = Sample.objects.create(
        unit=Unit.objects.get(path=by.own_path), unit_path=by.own_path, first=first, last=last, seed=seed,
        population=len(keys), digest=digest, size=min(size, len(keys)), frame=sorted(keys), script=script,
        by_name=by.name, at=at, entry_key=entry_key or None,
    )  # fmt: skip
    book.record(
        "sample.opened", of=sample.ref, unit_path=by.own_path, by=by, at=at, seed=seed, population=len(keys),
        digest=digest, first=first.isoformat(), last=last.isoformat(),
    )  # fmt: skip
    codes = drawn(seed, keys, sample.size)
    SampleItem.objects.bulk_create(
        SampleItem(sample=sample, concern_id=keys[code], number=number) for number, code in enumerate(codes, 1)
    )
    book.record(
        "sample.drawn", of=sample.ref, unit_path=by.own_path, by=by, at=at, size=len(codes), digest=digest_of(codes)
    )
    return sample
