"""清单外交办: the record and the line of the journal that go with a handing outside the duty list (JF-10)."""

from datetime import datetime

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns import clocking
from lianxin.work.concerns.duty_book import DutyBook, outside
from lianxin.work.concerns.models import Concern, OutsideHanding


def hand(concern: Concern, to: Unit, *, reason: str, by: Actor, at: datetime) -> None:
    """Whoever hands a matter to a unit asks here first: Unfit where it is outside the list and no reason was given.

    With one, it is kept and counted. The caller saves the concern, which carries the day.
    """
    today = clocking.today(at)
    found = outside(DutyBook(), concern, to, reason, today)
    if found is None:
        return
    concern.outside_on = today
    OutsideHanding.objects.create(
        concern=concern, to=to, unit_path=by.own_path, by_post=by.post, reason=reason, on=today,
        rule=found.owners[0].rule if found.owners else None,
    )  # fmt: skip
    book.record(
        "concern.handed_outside", of=concern.ref, unit_path=concern.unit_path, by=by, at=at,
        private={"reason": reason}, to=to.name, to_path=to.path,
    )  # fmt: skip
