"""网关的词汇: a message, what a gateway promises, what can go wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

#: not now: it was not handed over, and may be tried again
LATER = "later"


@dataclass(frozen=True)
class Message:
    """一条: a key that stays the same when it is handed over again, to whom (a mobile number, an address), the words.

    Mail has a subject and a moment as well.
    """

    key: str
    to: str
    text: str
    subject: str = ""
    at: datetime | None = None


class Gateway(Protocol):
    """网关: takes messages over; how they travel on is its own affair."""

    def hand(self, messages: Sequence[Message]) -> dict[str, str]:
        """Take them over; why not, by key, for those that it does not take. Raises GatewayAway when it takes none now."""


class BadGateway(ValueError):
    """网关写错了; the sentence says how it is written."""


class GatewayAway(OSError):
    """网关暂时不通: nothing was handed over; it may be tried again."""
