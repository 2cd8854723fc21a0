"""比对文库: texts of elsewhere and of earlier years, put in by an office for itself or for all."""

from datetime import date, datetime
from secrets import SystemRandom

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.codes import new_code
from lianxin.pure.overlap import packed
from lianxin.reports.overlaps.models import LibraryText
from lianxin.reports.overlaps.problems import Unfit
from lianxin.reports.overlaps.terms import EDIT

SHORTEST, LONGEST = 50, 200_000


@transaction.atomic
def keep_text(
    *, unit: Unit, title: str, origin: str, on: date, text: str, by: Actor, at: datetime, is_shared: bool = False
) -> LibraryText:
    """存入文库: a text that is no record here, to be compared with; read by this unit alone, or by all."""
    by.must_at(EDIT, unit.path)
    if not title.strip() or not origin.strip():
        raise Unfit(_("请写标题和出自哪里。"), "title" if not title.strip() else "origin")
    if on > localdate(at):
        raise Unfit(_("成文日期不能晚于今天。"), "on")
    if not SHORTEST <= len(packed(text)[0]) <= LONGEST:
        raise Unfit(_("正文要有 50 到 20 万个字。"), "text")
    kept = LibraryText.objects.create(
        code=new_code(SystemRandom()), unit=unit, unit_path=unit.path, title=title.strip()[:80],
        origin=origin.strip()[:80], on=on, text=text.strip(), is_shared=is_shared, by_name=by.name, kept_on=localdate(at),
    )  # fmt: skip
    book.record("overlap.kept", of=kept.ref, unit_path=unit.path, by=by, at=at, private={"title": kept.title})
    return kept


@transaction.atomic
def withdraw_text(*, kept: LibraryText, by: Actor, at: datetime) -> LibraryText:
    """撤出文库: it is compared no more; its words are erased, its title stays with the deed."""
    kept = LibraryText.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    by.must(EDIT, kept)
    if kept.withdrawn_on is not None:
        raise Unfit(_("已经撤出。"))
    kept.withdrawn_on, kept.text = localdate(at), ""
    kept.save(update_fields=["withdrawn_on", "text"])
    book.record("overlap.withdrawn", of=kept.ref, unit_path=kept.unit_path, by=by, at=at, private={"title": kept.title})
    return kept
