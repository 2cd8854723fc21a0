"""截止开箱: both passphrases open the box; what comes out is sorted, the sealed file and the key are destroyed."""

import json
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots import chance, keys, queries, released, sealing, store
from lianxin.work.ballots.models import PollBox
from lianxin.work.ballots.terms import OPEN_POLL, POLL_FLOW
from lianxin.work.concerns.problems import Unfit


@transaction.atomic
def close_box(*, box: PollBox, passphrases: tuple[str, str], by: Actor, at: datetime) -> PollBox:
    """截止开箱: open, sort by content, a fresh file; the journal gets the count and the root (security.md D1).

    Refused, with nothing changed, where a passphrase is wrong, the paper does not close or the definition was touched.
    """
    box = PollBox.objects.select_for_update().get(pk=box.pk)
    by.must(OPEN_POLL, box)
    status = POLL_FLOW.after("close", box.status)
    queries.must_be_untouched(box)
    private = _private(box, passphrases)
    _set_state(box, boxes.CLOSED)
    try:
        if not_even := queries.unsettled(box, boxes.turnout(box)):
            raise Unfit(
                _("纸张还没有清点平：%(which)s。收回多于发出的，这次测评无效。") % {"which": "、".join(not_even)}
            )
        contents = _open_all(box, private)
        salt = chance.some_bytes(32).hex()
        head = released.head_of(box, contents, salt)
        box.root = released.root_of(head, contents.receipts)
        about = {"head": json.dumps(head, ensure_ascii=False, sort_keys=True), "salt": salt}
        box.part_key = released.write_part(box, released.image(about, contents))
        box.status, box.count, box.closed_on = status, contents.count, localdate(at)
        box.save(update_fields=["status", "count", "root", "part_key", "closed_on"])
        book.record(
            "poll.closed", of=box.ref, unit_path=box.unit_path, by=by, at=at, count=box.count, root=box.root,
            channels=contents.channels(),
        )  # fmt: skip
    except BaseException:
        _set_state(box, boxes.OPEN_STATE)
        raise
    transaction.on_commit(partial(released.finish, box))
    return box


def _private(box: PollBox, passphrases: tuple[str, str]) -> bytes:
    with store.opened(box.code) as inside:
        salts = [store.kept(inside, f"salt_{place}") or b"" for place in (1, 2)]
        wrapped = store.kept(inside, "wrapped") or b""
    try:
        first, second = (sealing.half(text, salt) for text, salt in zip(passphrases, salts, strict=True))
        return sealing.unwrap(wrapped, (first, second), box.code.encode())
    except sealing.CannotOpen as wrong:
        raise Unfit(_("口令不对，投票箱没有打开，选票都还在。请两位保管人核对后再输。"), "passphrases") from wrong


def _set_state(box: PollBox, state: bytes) -> None:
    with store.opened(box.code, write=True) as inside:
        store.keep(inside, "state", state)


def _open_all(box: PollBox, private: bytes) -> released.Contents:
    contents = released.Contents()
    with store.opened(box.code) as inside:
        for group, channel, receipt, sealed in store.sealed_ballots(inside):
            try:
                plain = sealing.unseal(private, sealed, boxes.about(box, group, channel))
            except sealing.CannotOpen as broken:
                raise Unfit(_("有选票打不开，票箱可能被动过，没有开箱。请保留现场，报上级查明。")) from broken
            contents.add(group, channel, receipt, plain)
    return contents


@transaction.atomic
def void_box(*, box: PollBox, reason: str, by: Actor, at: datetime) -> PollBox:
    """作废投票: the box is never opened; its sealed file and its key are destroyed after the commit."""
    box = PollBox.objects.select_for_update().get(pk=box.pk)
    by.must(OPEN_POLL, box)
    if not reason.strip():
        raise Unfit(_("请写明为什么作废。"), "reason")
    box.status = POLL_FLOW.after("void", box.status)
    box.save(update_fields=["status"])
    book.record("poll.voided", of=box.ref, unit_path=box.unit_path, by=by, at=at, private={"reason": reason.strip()})
    transaction.on_commit(partial(store.destroy, store.path_of(box.code)))
    transaction.on_commit(partial(keys.destroy, box.code))
    return box
