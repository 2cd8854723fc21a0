"""诉求台账导出再导入: the list of the page, with names as another allowed, comes into an emptied room: same rows, same figures."""

import pytest

from lianxin.base.indicators.registry import INDICATORS
from lianxin.pure.ledgers.words import OUTCOME_OF
from lianxin.pure.periods import Period
from lianxin.pure.tabular import csv_bytes
from lianxin.web.office.concerns import ledger
from lianxin.work.concerns.commands import importing
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Outcome, Status
from tests.conftest import NOON
from tests.work.conftest import at_state
from tests.work.test_concerns_importing import TODAY, bring_in

#: 编号 is drawn anew; the number of the office's own ledger stays with it as the external number
OWN = 1
MONTHS = [Period.month(2026, number) for number in (8, 9, 10, 11)]


def rows_of(town) -> list[list[str]]:
    found = ledger.with_all_shown(Concern.objects.order_by("received_on", "pk"))
    return [ledger.line(one, town.clerk, is_whole=True) for one in found]


def figures(town) -> dict[tuple[str, str, str], str]:
    codes = ("concern.received", "concern.closed", "concern.closed_in_time")
    return {
        (code, unit.name, str(month)): str(INDICATORS[code].value(month, unit, by=town.clerk, today=TODAY))
        for code in codes for unit in (town.county, town.qingshui, town.shiqiao) for month in MONTHS
    }  # fmt: skip


@pytest.mark.thorough
def test_the_ledger_of_concerns_comes_back(town) -> None:
    batch = bring_in(town)
    left, counted = rows_of(town), figures(town)
    importing.undo_import(batch=batch, by=town.clerk, at=NOON)
    assert not Concern.objects.exists()

    data = csv_bytes([[str(word) for word, _width in ledger.COLUMNS], *left], "gb18030")
    came = bring_in(town, data=data)

    assert (came.added, came.rejected) == (len(left), [])
    assert [row[OWN:] for row in rows_of(town)] == [row[OWN:] for row in left]
    assert figures(town) == counted


def test_what_came_of_a_matter_comes_back_as_that_and_not_as_the_text_of_a_reply(town) -> None:
    assert {str(one.label): one.value for one in Outcome} == OUTCOME_OF
    done, today = at_state(town, Status.CLOSED), NOON.date().isoformat()
    (row,) = ledger.copied(ledger.with_all_shown(Concern.objects.filter(pk=done.pk)), town.clerk, "C-1", is_whole=True)
    assert row[-2:] == [today, today]

    data = csv_bytes([[str(word) for word, _width in (*ledger.COLUMNS, *ledger.DAYS)], row])
    bring_in(town, data=data)

    came = Concern.objects.exclude(pk=done.pk).get()
    assert (came.outcome, came.assigned_on, came.replied_on) == ("solved", NOON.date(), NOON.date())
    assert not came.replies.exists()
