"""隐私告知的读法: what is in force, a version by its number, whether a consent stands."""

from lianxin.base.notices.defaults import VERSIONS
from lianxin.base.notices.models import Consent, Notice
from lianxin.base.notices.terms import Channel


def brought(channel: str) -> list[Notice]:
    """The versions that the program brings, the oldest first; they stand in no row."""
    return [
        Notice(channel=channel, number=number, **parts) for number, parts in enumerate(VERSIONS[Channel(channel)], 1)
    ]


def standing(channel: str) -> Notice:
    """The notice in force."""
    return Notice.objects.filter(channel=channel).order_by("-number").first() or brought(channel)[-1]


def versions(channel: str) -> list[Notice]:
    """All versions, the newest first: the county's, then those before its first one that the program brought."""
    rows = list(Notice.objects.filter(channel=channel).order_by("-number"))
    first = rows[-1].number if rows else len(VERSIONS[Channel(channel)]) + 1
    return rows + [one for one in reversed(brought(channel)) if one.number < first]


def all_standing() -> list[Notice]:
    """The notice in force of every channel: one statement."""
    newest: dict[str, Notice] = {}
    for row in Notice.objects.order_by("channel", "number"):
        newest[row.channel] = row
    return [newest.get(channel) or brought(channel)[-1] for channel in Channel.values]


def numbered(channel: str, number: int) -> Notice | None:
    """One version; None where there is none."""
    return next((one for one in versions(channel) if one.number == number), None)


def consent(of: str, about: str) -> Consent | None:
    """The consent that stands for the record, or None."""
    found: Consent | None = Consent.objects.filter(of=of, about=about, withdrawn_at=None).first()
    return found


def consents(of: str) -> list[Consent]:
    """All that were given for the record, the newest first, with those that were taken back."""
    return list(Consent.objects.filter(of=of))
