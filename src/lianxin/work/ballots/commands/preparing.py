"""备箱和印制抽签条: the definition is fixed; codes are drawn, shown once and kept only as keyed hashes."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import codes, polling
from lianxin.pure.questions import BadForm
from lianxin.work.ballots import chance, credentials, queries, store, tokens
from lianxin.work.ballots.models import PaperAccount, PollBox, PollGroup
from lianxin.work.ballots.terms import RUN, PollStatus, Stock
from lianxin.work.concerns.problems import Unfit

MOST_AT_ONCE = 500
STARTED = (PollStatus.PREPARED, PollStatus.OPEN)


@transaction.atomic
def prepare(
    *, poll: polling.Poll, unit: Unit, opens_on: date, closes_on: date, by: Actor, at: datetime,
    is_on_site: bool = False,
) -> PollBox:  # fmt: skip
    """备好投票箱: the poll is fixed from here on; its fingerprint goes into the journal and into the sealed file."""
    by.must_at(RUN, unit.path)
    try:
        poll.check()
    except (polling.BadPoll, BadForm) as wrong:
        raise Unfit(str(wrong)) from wrong
    if closes_on < opens_on:
        raise Unfit(_("截止日期不能早于开始日期。"), "closes_on")
    clearance.demand({"": clearance.words_in(poll.data())})
    if poll.mode == polling.BLIND:
        credentials.must_be_secure()
    box = PollBox.objects.create(
        code=codes.new_code(chance.SOURCE), title=poll.title, definition=poll.data(), fingerprint=poll.fingerprint,
        mode=poll.mode, unit_path=unit.path, unit_name=unit.name, opens_on=opens_on, closes_on=closes_on,
        is_on_site=is_on_site,
    )  # fmt: skip
    PollGroup.objects.bulk_create(
        PollGroup(box=box, code=group.code, label=group.label, size=group.size, place=place)
        for place, group in enumerate(poll.groups)
        if not group.is_named
    )
    store.make(box.code)
    with store.opened(box.code, write=True) as inside:
        store.keep(inside, "fingerprint", box.fingerprint.encode())
    book.record(
        "poll.prepared", of=box.ref, unit_path=box.unit_path, by=by, at=at, fingerprint=box.fingerprint,
    )  # fmt: skip
    return box


@transaction.atomic
def print_slips(*, box: PollBox, group: str, count: int, by: Actor, at: datetime) -> list[str]:
    """印制抽签条: fresh codes, shuffled, returned this once; never more than people who may answer."""
    box = PollBox.objects.select_for_update().get(pk=box.pk)
    by.must(RUN, box)
    row, known = box.groups.filter(code=group).first(), box.poll.group(group)
    if box.mode != polling.SLIPS or row is None or known is None or box.status not in STARTED:
        raise Unfit(_("这个投票箱现在不能印抽签条。"))
    queries.must_be_untouched(box)
    with store.opened(box.code, write=True) as inside:
        free = known.size - store.tokens(inside, group)
        if not 1 <= count <= min(free, MOST_AT_ONCE):
            raise Unfit(
                _("“%(group)s”还可以印 %(free)s 张，一次最多 %(most)s 张。")
                % {"group": row.label, "free": free, "most": MOST_AT_ONCE}, "count",
            )  # fmt: skip
        drawn = [codes.drawn(chance.SOURCE, codes.TOKEN_LENGTH) for _each in range(count)]
        store.add_tokens(inside, [tokens.digest_of(inside, code.encode()) for code in drawn], group)
    chance.SOURCE.shuffle(drawn)
    paper, _made = PaperAccount.objects.get_or_create(group=row, stock=Stock.SLIPS)
    paper.printed, paper.is_settled = paper.printed + count, False
    paper.save(update_fields=["printed", "is_settled"])
    book.record("poll.slips_printed", of=box.ref, unit_path=box.unit_path, by=by, at=at, group=row.label, count=count)
    return drawn


@transaction.atomic
def spoil_slips(*, box: PollBox, group: str, slips: Sequence[str], by: Actor, at: datetime) -> int:
    """作废抽签条: these codes vote no more, others may be printed for them; one that has voted is refused."""
    box = PollBox.objects.select_for_update().get(pk=box.pk)
    by.must(RUN, box)
    row = box.groups.filter(code=group).first()
    if box.mode != polling.SLIPS or row is None or box.status not in STARTED:
        raise Unfit(_("这个投票箱现在不能作废抽签条。"))
    with store.opened(box.code, write=True) as inside:
        for slip in slips:
            raw = (codes.typed(slip, codes.TOKEN_LENGTH) or "").encode()
            digest = tokens.digest_of(inside, raw)
            if store.group_of(inside, digest) != group or not store.drop_token(inside, digest):
                raise Unfit(_("有一个编码不是这一层没有用过的抽签条，一张也没有作废。"), "slips")
    book.record(
        "poll.slips_spoiled", of=box.ref, unit_path=box.unit_path, by=by, at=at, group=row.label, count=len(slips)
    )
    return len(slips)
