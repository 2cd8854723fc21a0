"""邮件来信的读法: what waits, what was put away lately, a file inside a letter."""

from datetime import datetime
from typing import Any

from lianxin.base.files.mails import file_of
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.levels.terms import ENTER
from lianxin.work.mails.models import Mail
from lianxin.work.mails.terms import STAYS, MailState

MOST = 100


def tray(by: Actor) -> Any:
    """Letters to units where one takes in what comes from outside; without the messages themselves."""
    return Mail.objects.reachable(by=by, to=ENTER).select_related("unit", "concern").defer("raw")


def waiting(by: Actor) -> list[Mail]:
    """等着看的, the oldest first."""
    return list(tray(by).filter(state=MailState.WAITING).order_by("at", "pk")[:MOST])


def put_away(by: Actor, at: datetime) -> list[Mail]:
    """Lately put away: may still be taken up."""
    states = (MailState.DISMISSED, MailState.ORDERS)
    return list(tray(by).filter(state__in=states, decided_at__gte=at - STAYS).order_by("-decided_at", "-pk")[:MOST])


def count(by: Actor) -> int:
    """How many wait."""
    return int(tray(by).filter(state=MailState.WAITING).count())


def part(mail: Mail, n: int) -> tuple[str, bytes]:
    """File `n` of the letter: its name and its bytes. Raises LookupError."""
    parts = mail.letter.get("parts", [])
    if not 0 <= n < len(parts) or not (data := file_of(bytes(mail.raw), n)):
        raise LookupError(n)
    return str(parts[n][0]), data


def box_unit() -> Unit | None:
    """县: the unit to which the mailbox belongs, the one without a unit above it."""
    return Unit.objects.filter(parent=None).order_by("pk").first()
