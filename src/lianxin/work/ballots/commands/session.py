"""现场评议: who was to come and who came, group by group; the quorum is more than half (rules.md §3.2)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import polling
from lianxin.work.ballots.models import Attendance, HallSession, PollBox
from lianxin.work.ballots.terms import RUN, PollStatus
from lianxin.work.concerns.problems import Unfit


@transaction.atomic
def hold_session(
    *, box: PollBox, place: str, chair: str, tellers: str, present: Mapping[str, tuple[int, int]], by: Actor, at: datetime
) -> HallSession:  # fmt: skip
    """记现场评议: place, chair, tellers, and for each group (应到, 实到); may be corrected until the box is closed."""
    box = PollBox.objects.select_for_update().get(pk=box.pk)
    by.must(RUN, box)
    if box.mode == polling.BLIND:
        raise Unfit(_("盲签名是分两段时间的远程投票，不在会场投，也不公布实时份数。"))
    if box.status not in (PollStatus.PREPARED, PollStatus.OPEN):
        raise Unfit(_("投票已截止，会场记录不能再改。"))
    if box.is_open and not box.is_on_site:
        raise Unfit(_("这次投票开启时没有定为现场投票，不能再改成实时显示份数。"))
    groups = {group.code: group.label for group in box.groups.all()}
    if set(present) - set(groups) or not place.strip() or not chair.strip():
        raise Unfit(_("请写明地点、主持人和各层到会人数。"), "place")
    for code, (expected, came) in present.items():
        if not 0 <= came <= expected:
            raise Unfit(_("“%(group)s”的实到不能多于应到。") % {"group": groups[code]}, f"present_{code}")
    if not box.is_on_site:
        box.is_on_site = True  # said before the first vote: in a hall the number is seen as it grows
        box.save(update_fields=["is_on_site"])
    session, _new = HallSession.objects.update_or_create(
        box=box,
        defaults={"place": place.strip(), "chair": chair.strip(), "tellers": tellers.strip(), "held_on": localdate(at)},
    )
    for code, (expected, came) in present.items():
        Attendance.objects.update_or_create(
            session=session, group=code, defaults={"expected": expected, "present": came}
        )
    book.record(
        "poll.session_held", of=box.ref, unit_path=box.unit_path, by=by, at=at, place=session.place,
        expected=sum(one for one, _came in present.values()), present=sum(came for _one, came in present.values()),
    )  # fmt: skip
    return session
