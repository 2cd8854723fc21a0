"""向导的办理: a step is put aside because this county does without it, or taken up again."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.queries import top_unit
from lianxin.pure import problems
from lianxin.work.guide.models import SetAside
from lianxin.work.guide.terms import KEEP, NAMES


class Unfit(problems.Unfit):
    """不合条件: the sentence says what to do."""


def _county_path(step: str, by: Actor) -> str:
    county = top_unit()
    path = county.path if county else ""
    by.must_at(KEEP, path)
    if step not in NAMES:
        raise Unfit(_("向导里没有这一步。"))
    return path


@transaction.atomic
def put_aside(*, step: str, by: Actor, at: datetime) -> SetAside:
    """放下一步 (本县不用): it does not count as missing any more."""
    path = _county_path(step, by)
    row, is_new = SetAside.objects.get_or_create(step=step, defaults={"on": localdate(at), "by_name": by.name})
    if not is_new:
        raise Unfit(_("这一步已经放下了。"))
    book.record("guide.put_aside", of=f"guide:{step}", unit_path=path, by=by, at=at, matter=NAMES[step])
    return row


@transaction.atomic
def take_up(*, step: str, by: Actor, at: datetime) -> None:
    """重新办一步 that was put aside."""
    path = _county_path(step, by)
    if not SetAside.objects.filter(step=step).delete()[0]:
        raise Unfit(_("这一步没有放下，不用重新办。"))
    book.record("guide.taken_up", of=f"guide:{step}", unit_path=path, by=by, at=at, matter=NAMES[step])
