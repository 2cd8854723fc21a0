"""公开承诺台账: what was promised, by when, how it will be seen to be done, what came of it."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianxin.base.ledgers import NUMBER, Column, Ledger, of, register
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.work.pledges.models import ItemProgress, Pledge, PledgeItem
from lianxin.work.pledges.terms import VIEW


def rows(by: Actor, unit: Unit, period: Period | None, today: date) -> Iterator[PledgeItem]:
    """Items of published pledges that the actor may see and that are due in the period: three statements."""
    seen = Pledge.objects.reachable(by=by, to=VIEW).order_by().values("pk")
    found = PledgeItem.objects.standing().filter(of(unit, period, "due_on"), pledge__in=seen)
    shown = found.select_related("pledge__unit").order_by("unit_path", "pledge_id", "number")
    yield from shown.prefetch_related("progress")


def _progress(row: PledgeItem) -> str:
    steps: list[ItemProgress] = list(row.progress.all())
    return row.words or (steps[-1].text if steps else "")


COLUMNS = (
    NUMBER,
    Column("unit", _("承诺单位"), lambda row: row.pledge.unit.name, ("单位", "责任单位")),
    Column("who", _("承诺人"), lambda row: row.pledge.who, ("责任人", "承诺人姓名")),
    Column("title", _("承诺题目"), lambda row: row.pledge.title, ("题目",)),
    Column("what", _("承诺事项"), lambda row: row.what, ("承诺内容", "承诺做什么", "事项")),
    Column("seen_by", _("怎样算做到"), lambda row: row.seen_by, ("完成标准", "目标", "预期目标")),
    Column("due_on", _("完成时限"), lambda row: row.due_on, ("办理期限", "兑现时间", "完成时间")),
    Column("progress", _("践诺情况"), _progress, ("进展", "完成情况", "兑现情况", "践诺进展")),
    Column("result", _("事项结果"), lambda row: str(row.get_result_display()), ("是否兑现", "结果", "是否完成")),
    Column("settled_on", _("兑现日期"), lambda row: row.settled_on, ("完成日期",)),
)  # fmt: skip

register(Ledger("pledges", _("公开承诺台账"), COLUMNS, rows, VIEW, _("评议")))
