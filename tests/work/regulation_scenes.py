"""制度: regulations in force, brought about by commands alone."""

from typing import Any

from lianxin.work.regulations import commands
from lianxin.work.regulations.models import RegulationVersion
from tests.conftest import NOON

LEAVE = ("请假一天以内的，由站长批准。", "请假三天以内的，由总站批准。", "超过三天的，报县群工办备案。")


def drafted(town: Any, **changes: Any) -> RegulationVersion:
    """The county's 请销假制度, as a draft of the clerk's."""
    given = {
        "unit": town.county, "kind": "leave", "title": "请销假制度", "articles": LEAVE, "by": town.clerk, "at": NOON,
    }  # fmt: skip
    return commands.draft_regulation(**{**given, **changes})


def in_force(town: Any, **changes: Any) -> RegulationVersion:
    """The same, approved by the county's leader and in force from that day on."""
    version = drafted(town, **changes)
    return commands.approve_version(version=version, valid_from=NOON.date(), by=town.county_leader, at=NOON)
