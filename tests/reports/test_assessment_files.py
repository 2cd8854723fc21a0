"""考核的 Excel: whatever the figures are, its formulas reckon what the program reckoned, digit for digit."""

from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.pure.periods import round_half_up
from lianxin.reports.assessments.models import Cell, Dimension, Item, Run, Scheme, Sheet
from lianxin.reports.assessments.reckoning import judge, weigh
from lianxin.reports.assessments.workbook import FIRST, unit_xlsx
from tests.conftest import TRIES
from tests.reports.spreadsheet import Spreadsheet

STEPS = [["95", "100"], ["80", "70.5"], ["60", "33"]]
WAYS = [
    {"how": "proportional", "better": "high", "floor": Decimal("51.5"), "full": Decimal(97)},
    {"how": "steps", "better": "high", "floor": Decimal("12.5"), "steps": STEPS},
    {"how": "fulfilled", "better": "high", "full": Decimal(80)},
    {"how": "proportional", "better": "low", "floor": Decimal(30), "full": Decimal(7)},
]


def filled(random: Random) -> tuple[Sheet, list[Cell], Run]:
    """Two to seven items in up to three dimensions, some with few records, some with none."""
    scheme = Scheme(title="考核", bands=[["好", "90"], ["较好", "75"], ["一般", "0"]], least_rated=30, larger="党建考核",
                    larger_weight=Decimal("7.5"))  # fmt: skip
    run, cells = Run(scheme=scheme, in_period="2026-H1"), []
    places = sorted(random.choices(range(1, 4), k=random.randint(2, 7)))
    for number, place in enumerate(places):
        dimension = Dimension(pk=place, number=place, name=f"维度{place}")
        item = Item(dimension=dimension, number=number, label=f"第{number}项", kind="measured", least=5, measure="%",
                    definition="口径。", weight=random.randint(1, 40), **random.choice(WAYS))  # fmt: skip
        whole = random.choice([0, 3, random.randint(5, 300)])
        part = random.randint(0, whole)
        cell = Cell(item=item)
        judge(cell, (round_half_up(Decimal(100 * part) / whole, 1) if whole else None, part, whole))
        cells.append(cell)
    sheet = Sheet(unit_name="清水镇")
    weigh(sheet, cells, scheme)
    return sheet, cells, run


@settings(max_examples=max(6, TRIES // 5))
@given(st.integers(0, 10**9))
def test_reckons_every_result_weight_total_and_band_again(seed: int) -> None:
    sheet, cells, run = filled(Random(seed))

    file = Spreadsheet(unit_xlsx(sheet, cells, run))

    for row, cell in enumerate(cells, FIRST):
        found = [round(Decimal(str(file.value("清水镇", f"{column}{row}"))), 2) for column in "KL"]
        assert found == [cell.used, cell.result or 0], (row, seed)
    last = FIRST + len(cells)
    shown = [file.value("清水镇", f"M{last}"), file.value("清水镇", f"M{last + 1}")]
    assert shown == (["不评", "不评"] if sheet.total is None else [float(sheet.total), sheet.band]), seed
