"""名册怎样算定稿: the digest over all lines, with a salt, so that the journal tells nothing of who is on it."""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lianxin.base.journal import book
from lianxin.work.ballots.models import Roll, RollEntry


@dataclass(frozen=True)
class Listed:
    """名册一行 as typed or read from a table; `person_id` where he has an account."""

    name: str
    unit_name: str = ""
    mark: str = ""
    person_id: int | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What no two lines of one roll share."""
        return self.name, self.unit_name, self.mark


def digest_of(salt: str, lines: Iterable[str]) -> str:
    """校验值 of a roll: the same for any order of its lines."""
    return hashlib.sha256(json.dumps([salt, sorted(lines)], ensure_ascii=False).encode()).hexdigest()


def lines_of(roll: Roll) -> list[str]:
    """Every person of the roll as one line."""
    return [entry.line for entry in RollEntry.objects.filter(roll=roll)]


def is_as_fixed(roll: Roll) -> bool:
    """Whether the roll is fixed and still what the journal holds."""
    if not roll.is_fixed or digest_of(roll.salt, lines_of(roll)) != roll.digest:
        return False
    told = book.story(roll.box.ref).filter(event="roll.fixed")
    return any(entry.detail.get("digest") == roll.digest for entry in told)


def read_lines(rows: Iterable[Sequence[object]]) -> list[Listed]:
    """名册 from the rows of a table or of a paste: name, unit, mark; a head line, numbers and empty lines are left out."""
    found: dict[tuple[str, str, str], Listed] = {}
    for row in rows:
        cells = ["".join(str(cell).split()) for cell in row if cell is not None]
        cells = [cell for cell in cells if cell]
        if cells and re.fullmatch(r"\d+(\.0|[.、])?", cells[0]):
            cells = cells[1:]
        if not cells or "姓名" in cells[0]:
            continue
        name, unit_name, mark = (*cells[:3], "", "")[:3]
        listed = Listed(name[:40], unit_name[:60], mark[:30])
        found.setdefault(listed.key, listed)
    return list(found.values())
