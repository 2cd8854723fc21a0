"""个人情况报告的词汇: kinds, states, the parts of the official form, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class StatementKind(models.TextChoices):
    """Whose work it tells of: one's own (004-b), that of the leaders or of all people of a unit (000-2)."""

    PERSONAL = "personal", _("个人情况报告")
    LEADERS = "leaders", _("班子成员联系群众情况")
    STAFF = "staff", _("本单位干部联系群众情况")


class StatementStatus(models.TextChoices):
    DRAFT = "draft", _("起草中")
    SUBMITTED = "submitted", _("已报送")
    TAKEN_BACK = "taken_back", _("已撤回")


STATEMENT_FLOW = Flow(
    "statement",
    {
        "submit": ((StatementStatus.DRAFT, StatementStatus.TAKEN_BACK), StatementStatus.SUBMITTED),
        "take_back": ((StatementStatus.SUBMITTED,), StatementStatus.TAKEN_BACK),
    },
)
STATEMENT_VERBS = {"submit": _("报送"), "take_back": _("撤回")}

#: roles whose holders are 班子成员 of their unit
LEADING = ("county_leader", "township_leader", "department_head", "school_head", "station_head")


class Four(models.TextChoices):
    """四个一批 (000-2 “走访一批群众、结对一家亲戚、办好一批实事、解决一批问题”)."""

    SEE = "see", _("走访一批群众")
    PAIR = "pair", _("结对一家亲戚")
    DO = "do", _("办好一批实事")
    SOLVE = "solve", _("解决一批问题")


WRITE = permission("statement.write", _("起草个人情况报告"), weighed_at=("home",))
READ = permission("statement.read", _("查看报送的情况报告"), weighed_at=("home",))

event("statement.begun", _("起草%(kind)s，%(first)s至%(last)s"), private=())
event("statement.written", _("修改%(kind)s"), private=())
event("statement.submitted", _("报送%(kind)s，%(first)s至%(last)s"), private=())
event("statement.taken_back", _("撤回%(kind)s"), private=())
event("statement.discarded", _("丢弃%(kind)s草稿"), private=())
event("four_plan.kept", _("写 %(year)s 年四个一批计划"), private=())
