"""情况报告 on paper: the sentences with their figures, each bound to what it counts, and a table of where they come from."""

from collections.abc import Mapping

from lianxin.pure.paper import Binding, Figure, Heading, Item, Paper, Para, Run, Table, Text, runs, write_docx
from lianxin.work.statements import queries
from lianxin.work.statements.models import Statement
from lianxin.work.statements.queries import SLOT, Fact
from lianxin.work.statements.terms import StatementKind


def docx(statement: Statement, found: Mapping[str, Fact]) -> bytes:
    """The statement as docx; official papers are in Chinese whatever the language of the page."""
    with queries.in_chinese():
        return write_docx(paper(statement, found))


def paper(statement: Statement, found: Mapping[str, Fact]) -> Paper:
    """The statement as data: parts without a text are left out, as is the table where there is no figure."""
    body: list[Item] = []
    known = queries.slots()
    slots = {word: figure(found[code], statement) for word, code in known.items() if code in found}
    for section in statement.sections:
        lines = [line.strip() for line in section["text"].splitlines() if line.strip()]
        if lines:
            body.append(Heading(1, runs(section["head"])))
            body += [Para(tuple(filled(line, slots))) for line in lines]
    if found:
        rows = tuple((str(one.kind.word), (figure(one, statement),), str(one.kind.basis)) for one in found.values())
        body.append(Table(("数字", "数", "怎么数的"), rows, caption="数字出处", widths=(3, 2, 7)))
    signature = statement.home.name
    if statement.kind == StatementKind.PERSONAL:
        signature += f"　{statement.person.name}"
    return Paper(statement.title, tuple(body), signature=signature, dated=statement.submitted_on or statement.last)


def filled(line: str, figures: Mapping[str, Figure]) -> list[Run]:
    """A line with its slots filled, by their words; a slot that is none of ours stays as it is written."""
    parts: list[Run] = []
    end = 0
    for slot in SLOT.finditer(line):
        one = figures.get(slot[1])
        if one is not None:
            parts += [Text(line[end : slot.start()]), one]
            end = slot.end()
    return [part for part in (*parts, Text(line[end:])) if part.text]


def figure(one: Fact, statement: Statement) -> Figure:
    """A figure with its binding: what is counted, of which statement, between which days."""
    return figure_of(one, statement.ref, f"{statement.first.isoformat()}~{statement.last.isoformat()}")


def figure_of(one: Fact, whose: str, days: str) -> Figure:
    """The same for a statement or, without one, for a person himself (`whose` is the ref)."""
    return Figure(
        one.text, Binding(f"statement.{one.kind.code}", "1", whose, days, str(one.number)), str(one.kind.word)
    )
