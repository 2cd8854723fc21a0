"""清点: what became of the paper, group by group: 印制 = 发出 + 未发 + 作废."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.work.ballots.models import PaperAccount, PollBox
from lianxin.work.ballots.terms import RUN, PollStatus, Stock
from lianxin.work.concerns.problems import Unfit


@transaction.atomic
def account(
    *, box: PollBox, group: str, printed: int, handed_out: int, by: Actor, at: datetime, unused: int = 0,
    spoiled: int = 0, returned: int = 0, stock: str = Stock.SHEETS,
) -> PaperAccount:  # fmt: skip
    """清点一种纸: the five numbers of one group, which must close; possible until the box is closed."""
    box = PollBox.objects.select_for_update().get(pk=box.pk)
    by.must(RUN, box)
    row = box.groups.filter(code=group).first()
    if row is None or stock not in Stock.values or box.status in (PollStatus.CLOSED, PollStatus.VOID):
        raise Unfit(_("这个投票箱现在不能清点。"))
    paper = PaperAccount.objects.filter(group=row, stock=stock).first() or PaperAccount(group=row, stock=stock)
    if stock == Stock.SLIPS and paper.printed != printed:
        raise Unfit(_("系统印制了 %(printed)s 张抽签条，印制数应当相同。") % {"printed": paper.printed}, "printed")
    paper.printed, paper.handed_out, paper.unused = printed, handed_out, unused
    paper.spoiled, paper.returned, paper.is_settled = spoiled, returned, True
    if min(paper.numbers().values()) < 0 or not paper.closes():
        raise Unfit(_("账不平：印制应等于发出、未发、作废之和，收回不能多于发出。请重新清点。"), "handed_out")
    if handed_out > row.size:
        raise Unfit(
            _("发出 %(out)s 张，多于应评的 %(size)s 人。") % {"out": handed_out, "size": row.size}, "handed_out"
        )
    paper.save()
    book.record(
        "poll.accounted", of=box.ref, unit_path=box.unit_path, by=by, at=at, group=row.label,
        matter=Stock(stock).label, **paper.numbers(),
    )  # fmt: skip
    return paper
