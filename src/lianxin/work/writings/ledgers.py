"""民情日记登记: the diary entries and reports that were handed in. No grade, no count by person (JF-2, JF-3; rules.md §6.3)."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianxin.base.ledgers import NUMBER, Column, Ledger, of, register
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.work.writings.models import Writing
from lianxin.work.writings.terms import VIEW


def rows(by: Actor, unit: Unit, period: Period | None, today: date) -> Iterator[Writing]:
    """What was handed in and the actor may read, by day: one statement."""
    found = (
        Writing.objects.reachable(by=by, to=VIEW).standing().filter(of(unit, period, "on", "unit_path", "home_path"))
    )
    yield from found.select_related("person", "home", "unit").order_by("on", "pk")


COLUMNS = (
    NUMBER,
    Column("title", _("标题"), lambda row: row.title, ("题目", "名称")),
    Column("text", _("内容"), lambda row: row.text, ("日记内容", "正文", "民情日记")),
    Column("on", _("日期"), lambda row: row.on, ("时间", "日记日期")),
    Column("home", _("所在单位"), lambda row: row.home.name, ("所属网格", "单位", "所属单位")),
    Column("person", _("编写人"), lambda row: row.person.name, ("作者", "记录人", "填写人")),
    Column("kind", _("类别"), lambda row: str(row.get_kind_display()), ("类型",)),
    Column("status", _("状态"), lambda row: str(row.get_status_display())),
    Column("submitted_on", _("提交时间"), lambda row: row.submitted_on, ("提交日期", "交出日期")),
)  # fmt: skip

register(Ledger("writings", _("民情日记登记"), COLUMNS, rows, VIEW, _("联系群众")))
