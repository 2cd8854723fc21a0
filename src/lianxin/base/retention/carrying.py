"""保管期限带出、带入: the months of each kind that the county may set; never shorter or longer than the kind allows."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import Actor
from lianxin.base.retention import queries
from lianxin.base.retention.commands import set_period
from lianxin.base.retention.kinds import KINDS
from lianxin.base.retention.terms import SET
from lianxin.base.versions.carried_rows import Rows, of_rows, shaped
from lianxin.base.versions.carrying import carries
from lianxin.pure.problems import Unfit


def here(on: date) -> dict[str, dict[str, Any]]:
    """Every kind that is set here, with what holds."""
    own = queries.periods()
    return {
        code: {"months": own[code].months if code in own else kind.months}
        for code, kind in KINDS.items() if kind.is_set_here
    }  # fmt: skip


def checked(key: str, value: Any) -> dict[str, Any]:
    """Months that the kind allows. Raises Unfit."""
    found, kind = shaped(value, {"months": int}), KINDS[key]
    if not kind.least <= found["months"] <= kind.most:
        raise Unfit(_("这一类最短 %(least)s 个月，最长 %(most)s 个月。") % {"least": kind.least, "most": kind.most})
    return found


def words(key: str, value: Any) -> str:
    """Months in words."""
    return _("%(n)s 个月") % {"n": value["months"]}


def name(key: str) -> str:
    """The kind by its word."""
    return str(KINDS[key].label) if key in KINDS else key


def take(key: str, value: Any, by: Actor, at: datetime) -> object:
    """A further line of the kind."""
    return set_period(kind=key, months_kept=value["months"], reason=_("从另一处带来的设置"), by=by, at=at)


carries(
    of_rows(
        "retention",
        gettext_lazy("保管期限"),
        SET,
        Rows(here, checked, words, take, name, may_add=False),
        is_at_once=True,
    )
)
