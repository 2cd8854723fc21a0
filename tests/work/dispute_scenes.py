"""纠纷的场景: disputes brought to a state by commands alone."""

from datetime import date, timedelta
from typing import Any

from lianxin.work.disputes import commands
from lianxin.work.disputes.models import Dispute
from tests.conftest import NOON, Town

TODAY = NOON.date()


def dispute_made(town: Town, **changes: Any) -> Dispute:
    """A ditch in 石桥村, found by its worker."""
    given = {
        "unit": town.shiqiao, "type": "water", "title": "三组排水沟走向", "text": "两户门前的排水沟改道，下雨时水往低处灌。",
        "place": "三组", "by": town.worker, "at": NOON,
    }  # fmt: skip
    return commands.record_dispute(**{**given, **changes})


def mediated(town: Town, dispute: Dispute, how: str = "agree", on: date = TODAY) -> Dispute:
    """Mediated to an agreement, or without one; `how`: agree, fail, or run (not concluded)."""
    by: dict[str, Any] = {"dispute": dispute, "by": town.head, "at": NOON}
    commands.start_mediation(mediators="石桥村调解委员会", on=on, **by)
    if how == "agree":
        commands.agree(agreement="水沟恢复原走向，两户各清一半。", on=on, fulfil_by=TODAY + timedelta(days=10), **by)
    elif how == "fail":
        commands.fail(reason="双方对走向各执一词。", on=on, **by)
    dispute.refresh_from_db()
    return dispute
