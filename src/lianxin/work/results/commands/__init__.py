"""评议结果的事项: everything is imported from here."""

from lianxin.work.results.commands.briefs import compose_brief, publish_brief
from lianxin.work.results.commands.counting import publish, settle
from lianxin.work.results.commands.examples import decide_nomination, nominate

__all__ = ["compose_brief", "decide_nomination", "nominate", "publish", "publish_brief", "settle"]
