"""一列: what a ledger's column is called by offices, what it means, and how its cells are read."""

from dataclasses import dataclass
from typing import Literal

#: how a cell is read: a line of text, a text of several, a day, a whole number, one of a list, several of it, yes or no
Reads = Literal["line", "text", "day", "number", "choice", "choices", "yes_no"]


@dataclass(frozen=True)
class Choice:
    """一个选项: its code, the word that the sample offers, and other words that mean the same."""

    code: str
    label: object
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """一列 of a kind of ledger. `names` as `pure.ledgers.clean.key` leaves them; the label is a name without being told.

    `label` and `about` may be texts that are translated when they are shown.
    """

    code: str
    label: object
    names: tuple[str, ...] = ()
    about: object = ""
    reads: Reads = "line"
    is_needed: bool = False
    most: int = 60
    choices: tuple[Choice, ...] = ()
    example: str = ""
    #: parts of a column's name that rule it out although one of `names` is in it
    not_with: tuple[str, ...] = ()
