"""查看限额: the one door in front of every page that shows a person's particulars (security.md T6)."""

from django.utils.translation import gettext as _

from lianxin.base.custody import commands, queries
from lianxin.base.custody.terms import Window
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.ui.request import Request


class TooOften(NotAllowed):
    """过于频繁: the limit is met; the answer is 429, and somebody else has been told."""


def within_limit(request: Request) -> bool:
    """Count this look; raises TooOften where it is one too many. Asked only when all else is in order."""
    met = commands.look(by=request.actor, at=request.now)
    if met is None:
        return True
    hour, day = queries.limits()
    within = _("一小时内") if met[0] == Window.HOUR else _("二十四小时内")
    raise TooOften(
        _("%(within)s您已经查看了 %(most)s 次个人信息，到了限额（每小时 %(hour)s 次，每天 %(day)s 次）。"
          "请过一会儿再看。这次没有显示，已提请核实。")
        % {"within": within, "most": met[1], "hour": hour, "day": day}
    )  # fmt: skip
