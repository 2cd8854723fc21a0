"""开启投票: two people each keep a passphrase; the box's key is sealed to both (F069)."""

import sqlite3
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots import chance, credentials, queries, sealing, store
from lianxin.work.ballots.models import PollBox
from lianxin.work.ballots.terms import OPEN_POLL, POLL_FLOW
from lianxin.work.concerns.problems import Unfit

SHORTEST = 8


@transaction.atomic
def hold_key(*, box: PollBox, passphrase: str, by: Actor, at: datetime) -> PollBox:
    """设口令: the first or the second keeper of the box; they are two people, and the box keeps no passphrase."""
    box = PollBox.objects.select_for_update().get(pk=box.pk)
    by.must(OPEN_POLL, box)
    POLL_FLOW.after("open", box.status)
    with store.opened(box.code, write=True) as inside:
        place = 1 if store.kept(inside, "holder_1") is None else 2
        if place == 2 and store.kept(inside, "keeper_1") == by.ref.encode():
            raise Unfit(_("第一位口令也是您设的，请另一位保管人用自己的账号来设。"), "passphrase")
        if place == 2 and store.kept(inside, "holder_2") is not None:
            raise Unfit(_("两位保管人都已设好口令。"), "passphrase")
        _set_half(inside, place, passphrase)
        store.keep(inside, f"keeper_{place}", by.ref.encode())
    setattr(box, "first_holder" if place == 1 else "second_holder", by.name)
    box.save(update_fields=["first_holder", "second_holder"])
    book.record("poll.key_held", of=box.ref, unit_path=box.unit_path, by=by, at=at, place=place)
    return box


def _set_half(inside: sqlite3.Connection, place: int, passphrase: str) -> None:
    if len("".join(passphrase.split())) < SHORTEST:
        raise Unfit(_("口令至少 %(least)s 个字符。") % {"least": SHORTEST}, "passphrase")
    if place == 2 and sealing.public_of(sealing.half(passphrase, store.kept(inside, "salt_1") or b"")) == store.kept(
        inside, "holder_1"
    ):
        raise Unfit(_("两位保管人的口令不能相同。"), "passphrase")
    salt = chance.some_bytes(16)
    store.keep(inside, f"salt_{place}", salt)
    store.keep(inside, f"holder_{place}", sealing.public_of(sealing.half(passphrase, salt)))


@transaction.atomic
def open_box(
    *, box: PollBox, by: Actor, at: datetime, passphrases: tuple[str, str] | None = None, witness: str = ""
) -> PollBox:
    """开启投票: nothing of the definition can change any more (F071).

    Without `passphrases` both keepers must have set theirs (`hold_key`). With them both are set here, where the two
    people stand before one screen: the actor keeps the first, `witness` the second.
    """
    box = PollBox.objects.select_for_update().get(pk=box.pk)
    by.must(OPEN_POLL, box)
    box.status = POLL_FLOW.after("open", box.status)
    queries.must_be_untouched(box)
    credentials.must_be_over(box, localdate(at))
    with store.opened(box.code, write=True) as inside:
        if passphrases is not None:
            if store.kept(inside, "holder_1") is not None:
                raise Unfit(_("已经有保管人设了口令，请两位各自设好后再开启。"), "passphrase")
            for place, passphrase in enumerate(passphrases, start=1):
                _set_half(inside, place, passphrase)
            box.first_holder, box.second_holder = by.name, witness or _("监督人")
        first, second = store.kept(inside, "holder_1"), store.kept(inside, "holder_2")
        if first is None or second is None:
            raise Unfit(_("要两位保管人都设好口令，才能开启投票。"), "passphrase")
        private = sealing.new_private()
        store.keep(inside, "wrapped", sealing.wrap(private, (first, second), box.code.encode()))
        store.keep(inside, "public", sealing.public_of(private))
        store.keep(inside, "state", boxes.OPEN_STATE)
    box.public_key, box.opened_on = sealing.public_of(private).hex(), localdate(at)
    box.save(update_fields=["status", "public_key", "opened_on", "first_holder", "second_holder"])
    book.record(
        "poll.opened", of=box.ref, unit_path=box.unit_path, by=by, at=at,
        holders="、".join((box.first_holder, box.second_holder)),
    )  # fmt: skip
    return box
