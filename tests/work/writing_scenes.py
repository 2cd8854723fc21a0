"""文稿: diaries and reports brought about by commands alone."""

from datetime import date
from typing import Any

from lianxin.base.orgs.models import Unit
from lianxin.work.writings import commands
from lianxin.work.writings.models import Publicity, Writing
from tests.conftest import NOON

TEXT = "一、基本情况\n石桥村三组入冬以后有五户取水困难，主要是支管老化、接头漏水，老人挑水要走半里路。\n建议先换支管，再装水表。"


def draft_made(town: Any, **changes: Any) -> Writing:
    """李青 of 清水镇 begins a field report on the Monday of the stories."""
    fields = {
        "kind": "field_report", "on": date(2026, 11, 2), "title": "三组取水情况", "text": TEXT, "by": town.officer, "at": NOON,
    }  # fmt: skip
    return commands.keep_draft(**{**fields, **changes})


def handed_in(town: Any, to: Unit | None = None, **changes: Any) -> Writing:
    """The same, handed to 清水镇 or elsewhere."""
    draft = draft_made(town, **changes)
    by, at = changes.get("by", town.officer), changes.get("at", NOON)
    return commands.submit(writing=draft, to=to or town.qingshui, by=by, at=at)


def publicity_made(town: Any, **changes: Any) -> Publicity:
    """An article in the county's paper about something real; what it reports on must be given."""
    fields = {
        "unit": town.qingshui, "kind": "article", "title": "支管换新，水到家门", "outlet": "定安报",
        "published_on": date(2026, 11, 2), "by": town.officer, "at": NOON,
    }  # fmt: skip
    return commands.enter_publicity(**{**fields, **changes})
