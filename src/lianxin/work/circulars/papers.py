"""通报 as an official paper (GB/T 9704): title, number, sections, the problems by unit, signature and day.

It stops at the unit: no person is named but the office that signs. Units stand in the order of the tree.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

from django.conf import settings
from django.utils import translation

from lianxin.pure.paper import Binding, Figure, Heading, Item, Paper, Para, Run, Text, blocks, runs
from lianxin.pure.periods import Kind, Period
from lianxin.work.circulars.models import Circular, Finding, Named
from lianxin.work.circulars.queries.figures import SLOTS, Slot, are_all
from lianxin.work.circulars.queries.wording import PROBLEMS, SLOT, finding_words, without_noughts
from lianxin.work.circulars.terms import FindingState

_PERIODS: tuple[Kind, ...] = ("month", "quarter", "half_year", "year")


def named(circular: Circular) -> list[Named]:
    """The findings that a circular names and that still are some, by unit in the order of the tree: one statement."""
    found = circular.named.select_related("finding__unit", "finding__item", "finding__rule__version__regulation")
    kept = found if circular.text else found.exclude(finding__state=FindingState.WITHDRAWN)
    return list(kept.order_by("finding__unit_path", "finding__on", "finding__pk"))


@translation.override(settings.LANGUAGE_CODE)
def paper(circular: Circular, lines: Iterable[Named], values: Mapping[str, int]) -> Paper:
    """The circular as data; `values` are its numbers by slot word. Empty sections are left out."""
    body: list[Item] = []
    period = period_of(circular)
    for section in circular.sections:
        if section["key"] == PROBLEMS:
            problems = list(_problems(lines))
            body += [Heading(1, runs(section["head"])), *problems] if problems else []
        elif text := without_noughts(section, values).strip():
            body.append(Heading(1, runs(section["head"])))
            said = [line.strip() for line in text.splitlines() if line.strip()]
            body += [Para(tuple(filled(line, circular, values, period))) for line in said]
    unit = circular.unit.name
    return Paper(
        circular.title, tuple(body), addressee="各有关单位", signature=unit, dated=circular.issued_on, number=circular.number,
        is_sealed=True,
    )  # fmt: skip


def _problems(lines: Iterable[Named]) -> Iterable[Item]:
    for unit, of_unit in groupby(lines, key=lambda one: one.finding.unit):
        yield Heading(2, runs(unit.name))
        for number, one in enumerate(of_unit, start=1):
            yield Para(runs(f"{number}．{words_of(one)}"))


def words_of(line: Named) -> str:
    """The wording of one finding: as issued, or as it stands now."""
    return line.words or finding_words(line.finding)


@translation.override(settings.LANGUAGE_CODE)
def quoted(finding: Finding) -> str:
    """一个问题 as the circular would say it now: what the named unit is shown before it is issued."""
    return finding_words(finding)


def filled(line: str, circular: Circular, values: Mapping[str, int], period: Period | None) -> list[Run]:
    """A line with its slots filled; what is no slot of ours stays as it is written."""
    parts: list[Run] = []
    end = 0
    for slot in SLOT.finditer(line):
        if slot[1] in values:
            parts += [Text(line[end : slot.start()]), figure(SLOTS[slot[1]], values[slot[1]], circular, period)]
            end = slot.end()
    return [part for part in (*parts, Text(line[end:])) if part.text]


def figure(slot: Slot, number: int, circular: Circular, period: Period | None) -> Figure:
    """A number with its binding: where it equals an indicator of a whole period, the checker finds it again (backing)."""
    if slot.indicator and period is not None:
        binding = Binding(slot.indicator, "1", str(circular.unit_id), period.code, str(number))
    else:
        days = f"{circular.first.isoformat()}~{circular.last.isoformat()}"
        binding = Binding(f"circular.{slot.code}", "1", circular.ref, days, str(number))
    return Figure(str(number), binding, slot.word)


def period_of(circular: Circular) -> Period | None:
    """The whole month, quarter or year that the circular is of, if it is of one and of all checks there."""
    if not are_all(circular):
        return None
    for kind in _PERIODS:
        period = Period.containing(circular.first, kind)
        if (period.first, period.last) == (circular.first, circular.last):
            return period
    return None


def text_of(found: Paper) -> str:
    """All words of the paper, line by line: what is frozen at the issue."""
    return "\n".join(block.text for block in blocks(found))
