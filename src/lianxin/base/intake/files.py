"""导入的文件: from the bytes to the lines of a kind of ledger, sheet by sheet. Knows no database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lianxin.base.files.tables import Cell, Sheet, read_tables
from lianxin.base.intake.kinds import Kind
from lianxin.pure import ledgers
from lianxin.pure.intake import Line, Placed, missing, propose, read, shape_of
from lianxin.pure.ledgers import Rejected, Skipped
from lianxin.pure.ledgers.clean import key

#: from the mark of a sheet's headings to the columns that were chosen for it before
Remembered = Callable[[str], Mapping[str, int] | None]


@dataclass(frozen=True)
class SheetRead:
    """读出的工作表: its columns, how they were understood, and what became of each of its lines."""

    name: str
    columns: tuple[str, ...] = ()
    header_row: int = 0
    asked: bool = False
    placed: Mapping[str, Placed] | None = None
    missing: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    mark: str = ""

    @property
    def fits(self) -> bool:
        """Whether every needed column is there."""
        return self.placed is not None and not self.missing

    @property
    def is_in(self) -> bool:
        return self.asked and self.fits


@dataclass(frozen=True)
class FileRead:
    """读出的文件: its sheets; `question` asks about the encoding where it could be another one."""

    sheets: tuple[SheetRead, ...]
    question: str = ""

    @property
    def included(self) -> list[SheetRead]:
        return [sheet for sheet in self.sheets if sheet.is_in]

    @property
    def lines(self) -> list[Line]:
        return [line for sheet in self.included for line in sheet.lines]


def read_file(
    data: bytes, file_name: str, kind: Kind, *, choices: Mapping[str, Any], remembered: Remembered, encoding: str = ""
) -> FileRead:
    """Read a whole file by a kind; `choices`: per sheet whether it comes in and its columns. Raises `Unreadable`."""
    sheets = read_tables(data, file_name, encoding=encoding)
    read_ones = tuple(_read_sheet(one, kind, file_name, choices.get(one.name), remembered) for one in sheets)
    return FileRead(read_ones, next((one.question for one in sheets if one.question), ""))


def _read_sheet(
    sheet: Sheet, kind: Kind, file_name: str, choice: Mapping[str, Any] | None, remembered: Remembered
) -> SheetRead:
    header = ledgers.find_header(sheet.rows, _known(kind))
    if header is None:
        return SheetRead(sheet.name, notes=(*sheet.notes, "没有找到表头。"))
    mark = shape_of(kind.code, header.columns)
    chosen = (choice or {}).get("fields")
    if chosen is not None:
        placed = {code: Placed(at, "由经办人选定") for code, at in chosen.items() if at < len(header.columns)}
    else:
        placed = propose(header.columns, kind.columns, remembered(mark))
    lacking = tuple(missing(placed, kind.columns))
    asked = bool(choice["included"]) if choice is not None else not sheet.is_hidden
    body = sheet.rows[header.row_to + 1 :]
    found = _lines(body, sheet, header, placed, kind, file_name) if asked and not lacking else []
    return SheetRead(
        name=sheet.name, columns=header.columns, header_row=header.row_to + 1, asked=asked, placed=placed,
        missing=lacking, notes=sheet.notes, mark=mark, examples=_examples(body, len(header.columns)),
        lines=tuple(one for one in found if isinstance(one, Line)),
        rejected=tuple(one for one in found if isinstance(one, Rejected)),
        skipped=tuple(one for one in found if isinstance(one, Skipped)),
    )  # fmt: skip


def _lines(
    body: list[list[Cell]], sheet: Sheet, header: ledgers.Header, placed: Mapping[str, Placed], kind: Kind, file_name: str
) -> list[Line | Rejected | Skipped]:  # fmt: skip
    year = ledgers.year_in(*header.titles, sheet.name, file_name)
    return [
        read(
            cells, placed, kind.columns, number=header.row_to + 2 + k, sheet=sheet.name, base_year=year,
            is_from_1904=sheet.is_from_1904, names=header.columns,
        )
        for k, cells in enumerate(body)
    ]  # fmt: skip


def _known(kind: Kind) -> frozenset[str]:
    """The names by which this kind's columns go, and what stands in any ledger."""
    names = {key(str(one.label)) for one in kind.columns} | {name for one in kind.columns for name in one.names}
    return frozenset(names | {"序号", "备注"})


def _examples(body: list[list[Cell]], columns: int) -> tuple[str, ...]:
    """The first thing that stands in each column, to recognise it by."""
    firsts = ((line[at] for line in body[:200] if at < len(line) and line[at] is not None) for at in range(columns))
    return tuple(ledgers.line(next(cells, None))[:40] for cells in firsts)
