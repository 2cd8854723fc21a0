"""拟稿: the kinds of documents that can be composed from records, and who gives an outgoing document its number.

A room declares what it can compose when its app is ready (`composer`); whoever keeps the register of outgoing documents
declares itself (`registrar`). The documents room runs every kind through one life: draft, check, sign, number, archive.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.utils.functional import Promise

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.pure.paper import Paper
from lianxin.pure.periods import Period

Words = str | Promise


@dataclass(frozen=True)
class Choice:
    """可写的一件: what a document can be about: `ref` ("drive:K7…"), its words, and the period it covers where it has one."""

    ref: str
    label: str
    period: Period | None = None


class Compose(Protocol):
    """Writes the paper of one unit, period and subject as this viewer may know it. Raises NotAllowed, LookupError."""

    def __call__(self, *, unit: Unit, period: Period | None, subject: str, by: Actor, dated: date) -> Paper: ...


class Signed(Protocol):
    """What follows from the signature under a paper: its promises become tasks. By whoever signs, in the same save."""

    def __call__(
        self, *, unit: Unit, period: Period | None, subject: str, paper: Paper, by: Actor, at: datetime
    ) -> None: ...  # fmt: skip


@dataclass(frozen=True)
class Composer:
    """一种公文: its code, its word, the series it is numbered in ("" is not numbered), how it is composed.

    `periods` are the kinds of period it is written for (empty: it is about a subject alone); `subjects` lists what it can
    be about at a unit for this viewer (None: about the unit itself). `most` is its length budget in characters (JF-9).
    `signed` is done when the head signs one.
    """

    kind: str
    label: Words
    compose: Compose
    to_write: Permission
    series: str = ""
    periods: Sequence[str] = ()
    subjects: Callable[[Unit, Actor, date], Sequence[Choice]] | None = None
    most: int = 4000
    group: Words = ""
    signed: Signed | None = None


COMPOSERS: dict[str, Composer] = {}


class UnknownKind(LookupError):
    """没有这种公文."""


def composer(one: Composer) -> Composer:
    """Declare a kind of document. Raises ValueError where its code is taken."""
    if one.kind in COMPOSERS:
        raise ValueError(f"公文种类重复：{one.kind}")
    COMPOSERS[one.kind] = one
    return one


def composer_of(kind: str) -> Composer:
    """The kind with this code. Raises UnknownKind."""
    try:
        return COMPOSERS[kind]
    except KeyError as missing:
        raise UnknownKind(kind) from missing


@dataclass(frozen=True)
class Outgoing:
    """发文登记: the number that a document was given, and the record of the register ("dispatch:K7…")."""

    number: str
    ref: str


class Registrar(Protocol):
    """Registers an outgoing document and gives it the next number of its series. Raises the keeper's own refusals."""

    def __call__(
        self, *, series: str, title: str, unit: Unit, on: date, source: str, signer: str, copies_to: str, number: str,
        by: Actor, at: datetime,
    ) -> Outgoing: ...  # fmt: skip


class Voider(Protocol):
    """Voids the number of a document that was voided. Raises the keeper's own refusals."""

    def __call__(self, *, ref: str, reason: str, by: Actor, at: datetime) -> None: ...


_REGISTRARS: list[tuple[Registrar, Voider, Sequence[tuple[str, Words]]]] = []


def registrar(one: Registrar, void: Voider, series: Sequence[tuple[str, Words]] = ()) -> Registrar:
    """Declare who keeps the register of outgoing documents, how a number is voided there, which series it has; there is one."""
    if _REGISTRARS:
        raise ValueError("发文登记只能有一处")
    _REGISTRARS.append((one, void, series))
    return one


def outgoing_series() -> list[tuple[str, Words]]:
    """编号系列: those that the register has, by code, for a document that brings none of its own."""
    return [pair for _give, _void, series in _REGISTRARS for pair in series]


def register_outgoing(
    *, series: str, title: str, unit: Unit, on: date, source: str, by: Actor, at: datetime, signer: str = "",
    copies_to: str = "", number: str = "",
) -> Outgoing:  # fmt: skip
    """登记发文: give a document its number. Raises LookupError where nobody keeps a register."""
    if not _REGISTRARS:
        raise LookupError("没有发文登记")
    return _REGISTRARS[0][0](
        series=series, title=title, unit=unit, on=on, source=source, signer=signer, copies_to=copies_to, number=number,
        by=by, at=at,
    )  # fmt: skip


def void_outgoing(*, ref: str, reason: str, by: Actor, at: datetime) -> None:
    """文号作废: the number of a voided document ("dispatch:K7…") no longer counts and is not given again."""
    if ref and _REGISTRARS:
        _REGISTRARS[0][1](ref=ref, reason=reason, by=by, at=at)
