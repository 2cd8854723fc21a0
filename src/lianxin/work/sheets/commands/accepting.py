"""投入票箱, 放弃, 清点: the sheets of a batch go in shuffled; pictures and readings are destroyed, numbers stay."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import polling
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots import chance
from lianxin.work.ballots import commands as ballots
from lianxin.work.ballots.models import PaperAccount, PollBox
from lianxin.work.ballots.terms import RUN, Stock
from lianxin.work.concerns.problems import Unfit
from lianxin.work.sheets import queries
from lianxin.work.sheets.commands.printing import paper_group
from lianxin.work.sheets.commands.scanning import must_take_paper
from lianxin.work.sheets.models import SheetBatch
from lianxin.work.sheets.terms import BATCH_FLOW, READ

Piles = dict[str, list[tuple[polling.Answers, dict[str, dict[str, str]]]]]


@transaction.atomic
def accept_batch(*, batch: SheetBatch, by: Actor, at: datetime) -> SheetBatch:
    """投入票箱: every sheet of the batch, or none. Refused, with the number that is wrong, where the paper would not close."""
    batch = SheetBatch.objects.select_for_update(of=("self",)).select_related("box").get(pk=batch.pk)
    by.must(READ, batch)
    status = BATCH_FLOW.after("accept", batch.status)
    must_take_paper(batch.box)
    piles, blank = _piles(batch)
    _must_close(batch.box, piles)
    batch.status, batch.sheets_total, batch.blank_total = status, sum(map(len, piles.values())), blank
    batch.save(update_fields=["status", "sheets_total", "blank_total"])
    batch.sheets.all().delete()
    book.record(
        "sheet.accepted", of=batch.ref, unit_path=batch.unit_path, by=by, at=at, sheets=batch.sheets_total, blank=blank
    )
    for group, pile in piles.items():
        _settle_returned(batch.box, group, len(pile), by, at)
    for group, pile in piles.items():  # last: the sealed file is another one, and what it took it keeps
        chance.SOURCE.shuffle(pile)
        boxes.cast_papers(box=batch.box, group=group, ballots=pile)
    return batch


def _piles(batch: SheetBatch) -> tuple[Piles, int]:
    """The sheets by group, and how many are blank. Raises Unfit while something waits for a person."""
    sheets = list(batch.sheets.select_related("form__box"))
    if not sheets:
        raise Unfit(_("这一批里没有答卷。"))
    waiting = sum(not one.is_settled for one in sheets)
    if waiting:
        raise Unfit(_("还有 %(count)s 份没有核好，核好以后才能投入票箱。") % {"count": waiting})
    piles: Piles = {}
    for one in sheets:
        assert one.form is not None
        piles.setdefault(one.form.group, []).append((one.answers, one.texts))
    return piles, sum(one.is_blank for one in sheets)


def _must_close(box: PollBox, piles: Piles) -> None:
    """No more ballots than people, no more sheets back than were printed or handed out; asked of all piles before any."""
    counts = boxes.turnout(box)
    for row in queries.accounts_of(box):
        more = len(piles.get(row.code, ()))
        if not more:
            continue
        if box.mode != polling.OPEN and sum(counts.get(row.code, {}).values()) + more > row.size:
            raise Unfit(
                _("“%(group)s”应评 %(size)s 人，投入这一批后票数会多于应评人数。")
                % {"group": row.label, "size": row.size}
            )
        if row.papers + more > row.printed:
            raise Unfit(
                _("“%(group)s”收回 %(back)s 份，多于印制的 %(printed)s 份。")
                % {"group": row.label, "back": row.papers + more, "printed": row.printed}
            )
        if row.account and row.account.is_settled and row.papers + more > row.account.handed_out:
            raise Unfit(
                _("“%(group)s”收回 %(back)s 份，多于发出的 %(out)s 份，请先核对发出数。")
                % {"group": row.label, "back": row.papers + more, "out": row.account.handed_out}
            )


def _settle_returned(box: PollBox, group: str, more: int, by: Actor, at: datetime) -> None:
    """Let the account, where there is one, follow what is put in now."""
    account = PaperAccount.objects.filter(
        group__box=box, group__code=group, stock=Stock.SHEETS, is_settled=True
    ).first()
    if account is None or not by.may(RUN, box):
        return
    papers = boxes.turnout(box).get(group, {}).get(polling.PAPER, 0)
    ballots.account(box=box, group=group, by=by, at=at, **{**account.numbers(), "returned": papers + more})


@transaction.atomic
def drop_batch(*, batch: SheetBatch, by: Actor, at: datetime) -> SheetBatch:
    """放弃这一批: nothing was put in; pictures, readings and what was keyed are deleted."""
    batch = SheetBatch.objects.select_for_update().get(pk=batch.pk)
    by.must(READ, batch)
    batch.status = BATCH_FLOW.after("drop", batch.status)
    batch.sheets_total = 0
    batch.save(update_fields=["status", "sheets_total"])
    batch.sheets.all().delete()
    batch.files.all().delete()
    book.record("sheet.dropped", of=batch.ref, unit_path=batch.unit_path, by=by, at=at)
    return batch


def account_sheets(
    *, box: PollBox, group: str, handed_out: int, unused: int, spoiled: int, by: Actor, at: datetime
) -> PaperAccount:
    """清点纸质答卷: 印制 is what was printed here, 收回 what lies in the box; 印制 = 发出 + 未发 + 作废, 收回 ≤ 发出."""
    by.must(READ, box)
    paper_group(box, group)
    row = next(one for one in queries.accounts_of(box) if one.code == group)
    if row.printed != handed_out + unused + spoiled:
        raise Unfit(
            _("印制 %(printed)s 份，发出、未发、作废合计 %(sum)s 份，差 %(gap)s 份。")
            % {"printed": row.printed, "sum": handed_out + unused + spoiled,
               "gap": abs(row.printed - handed_out - unused - spoiled)}, "handed_out",
        )  # fmt: skip
    if row.papers > handed_out:
        raise Unfit(
            _("已经收回 %(back)s 份，发出只有 %(out)s 份。") % {"back": row.papers, "out": handed_out}, "handed_out"
        )
    return ballots.account(
        box=box, group=group, printed=row.printed, handed_out=handed_out, unused=unused, spoiled=spoiled,
        returned=row.papers, by=by, at=at,
    )  # fmt: skip
