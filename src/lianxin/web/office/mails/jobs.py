"""看邮箱: once an hour (`lianxin remind`), or at once when somebody presses the button, in the background."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lianxin.base.files import scanner
from lianxin.base.files.mails import Note, ReadLetter, read_letter
from lianxin.base.gateways import BadGateway, GatewayAway, lines
from lianxin.base.gateways.imap import Imap
from lianxin.base.jobs.kinds import job
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.work.mails import commands, queries
from lianxin.work.mails.terms import Via


def left(*, at: datetime) -> None:
    """The administrator gave it up: the tray says so until the box is looked into again."""
    commands.note_look(taken=0, problem="GivenUp", by=SYSTEM, at=at)


@job(_("看邮箱"), over=left)
def poll() -> None:
    """Fetch what is new."""
    poll_now()


def poll_now() -> int:
    """The same at once; how many were taken in. A letter that cannot be read does not stop the others. Raises GatewayAway."""
    unit = queries.box_unit()
    if not settings.IMAP or unit is None:
        return 0
    taken, problem = 0, ""
    try:
        for data, is_whole in _box().letters():
            letter = _read(data, is_whole)
            kept = data if is_whole and Note.INFECTED not in letter.notes else b""
            taken += len(commands.take_in(
                letters=[(kept, letter)], unit=unit, via=Via.BOX, by=SYSTEM, at=timezone.now()
            ))  # fmt: skip
    except GatewayAway as away:
        problem = str(away)[:60]
        raise
    finally:
        commands.note_look(taken=taken, problem=problem, by=SYSTEM, at=timezone.now())
    return taken


def _box() -> Any:
    try:
        account = lines.account_of(settings.IMAP, lines.word_of(settings.MAIL_SECRETS["in"]), settings.MAIL_HOSTS)
        make: Callable[..., Any] = Imap
        return make(account, authority=settings.MAIL_CA, after=settings.IMAP_AFTER)
    except (BadGateway, OSError) as wrong:
        raise GatewayAway(type(wrong).__name__) from wrong


def _read(data: bytes, is_whole: bool) -> ReadLetter:
    """Where the site has a scanner it looks at letters too; of what it calls bad the head alone is taken in."""
    try:
        is_bad = bool(settings.CLAMD and scanner.verdict(settings.CLAMD, [data]))
    except scanner.Away:
        if settings.CLAMD_AWAY != "take":
            raise GatewayAway("NoScanner") from None
        is_bad = False
    letter = read_letter(data, is_whole=is_whole and not is_bad)
    return replace(letter, notes=(Note.INFECTED,)) if is_bad else letter
