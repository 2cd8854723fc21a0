"""提醒阶梯带出、带入: when each step falls and whether it is in use; steps themselves come with the program."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import Actor
from lianxin.base.versions.carried_rows import Rows, of_rows, shaped
from lianxin.base.versions.carrying import carries
from lianxin.pure.problems import Unfit
from lianxin.work.supervision import queries
from lianxin.work.supervision.commands import set_step
from lianxin.work.supervision.commands.reminding import LONGEST
from lianxin.work.supervision.models import LadderStep
from lianxin.work.supervision.terms import CLIMB


def here(on: date) -> dict[str, dict[str, Any]]:
    """Every step in its newest version."""
    return {
        one.code: {"days": one.days, "in_workdays": one.in_workdays, "enabled": one.enabled} for one in queries.ladder()
    }


def checked(key: str, value: Any) -> dict[str, Any]:
    """A step that may be set. Raises Unfit."""
    found = shaped(value, {"days": int, "in_workdays": bool, "enabled": bool})
    if abs(found["days"]) > LONGEST:
        raise Unfit(_("天数应在 %(most)s 以内。") % {"most": LONGEST})
    return found


def words(key: str, value: Any) -> str:
    """A step in words."""
    if not value["enabled"]:
        return _("不用")
    amount = {"n": value["days"]}
    return (_("%(n)s 个工作日") if value["in_workdays"] else _("%(n)s 日")) % amount


def name(key: str) -> str:
    """The step by its name."""
    return LadderStep.objects.filter(code=key).values_list("label", flat=True).first() or key


def take(key: str, value: Any, by: Actor, at: datetime) -> object:
    """A further version of the step."""
    return set_step(code=key, by=by, at=at, **value)


carries(
    of_rows(
        "ladder",
        gettext_lazy("提醒阶梯"),
        CLIMB,
        Rows(here, checked, words, take, name, may_add=False),
        is_at_once=True,
    )
)
