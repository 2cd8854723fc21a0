"""汇总: a county's roll-up says what its pages say, of itself and its townships, month by month; nothing of a village."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from lianxin.base.indicators import INDICATORS, Median, Stock
from lianxin.base.orgs.models import Unit
from lianxin.project import health, rollups
from lianxin.project.boot import everyone
from lianxin.project.cli import main
from lianxin.pure.periods import Period
from lianxin.pure.rollups import Refused
from lianxin.reports.rollups.counting import chosen, counted
from lianxin.work.concerns import commands
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON
from tests.work.conftest import at_state, registered

OCTOBER, NOVEMBER = Period.month(2026, 10), Period.month(2026, 11)
RECEIVED, ON_TIME = "concern.received", "concern.on_time_rate"


@pytest.fixture
def busy(town):
    """Two closed in 清水镇, one received in 白沙镇; the county has its code."""
    for _each in range(2):
        at_state(town, Status.CLOSED)
    registered(town, unit=town.shahe, by=town.stranger)
    Unit.objects.filter(pk=town.county.pk).update(code="990001")
    town.county.refresh_from_db()
    return town


def rows_of(found, month):
    return {(row.unit, row.indicator): (row.part, row.whole) for row in found.months[month]}


class TestWhatIsCounted:
    def test_is_what_the_pages_show_of_the_county_and_its_townships(self, busy):
        found = counted(busy.county, [OCTOBER, NOVEMBER], by=everyone(), today=NOON.date())

        rows = rows_of(found, NOVEMBER)
        below = busy.qingshui.path[len(busy.county.path) :]
        assert rows["", RECEIVED] == (3, None) and rows["", ON_TIME] == (2, 2)
        assert rows[below, RECEIVED] == (2, None)
        for (unit, code), (part, whole) in list(rows.items())[::3]:
            where = busy.county if not unit else Unit.objects.get(path=busy.county.path + unit)
            figure = INDICATORS[code].figure(NOVEMBER, where, by=busy.clerk, today=NOON.date())
            assert (part, whole) == (figure.part, figure.whole) if whole is not None else part == figure.value, code
        assert {row.unit_kind for row in found.months[NOVEMBER]} == {"county", "township"}

    def test_an_empty_month_is_reported_as_nought_by_the_county_alone(self, busy):
        rows = rows_of(counted(busy.county, [OCTOBER], by=everyone(), today=NOON.date()), OCTOBER)

        assert {unit for unit, _code in rows} == {""}
        assert len(rows) == len(chosen()) and set(rows.values()) == {(0, None), (0, 0)}

    def test_leaves_out_what_cannot_be_added_up_over_months_or_counties(self):
        codes = {one.code for one in chosen()}

        assert {RECEIVED, ON_TIME, "concern.satisfaction_rate"} <= codes
        for one in INDICATORS.values():
            if isinstance(one, Stock | Median) or one.is_momentary:
                assert one.code not in codes
        assert "concern.unfinished" not in codes

    def test_is_counted_by_the_eyes_of_the_county_not_of_the_township_that_is_complained_about(self, busy):
        below = busy.qingshui.path[len(busy.county.path) :]
        commands.register(text="镇里的窗口没有人。", kind="complaint", channel="counter", unit=busy.shiqiao,
                          subject_units=[busy.qingshui], by=busy.clerk, at=NOON)  # fmt: skip

        rows = rows_of(counted(busy.county, [NOVEMBER], by=everyone(), today=NOON.date()), NOVEMBER)

        assert (rows["", RECEIVED], rows[below, RECEIVED]) == ((4, None), (3, None))
        assert INDICATORS[RECEIVED].value(NOVEMBER, busy.qingshui, by=busy.officer, today=NOON.date()) == 2


class TestTheNight:
    def test_writes_once_a_night_where_a_folder_is_named_and_nothing_without_one(self, busy, tmp_path):
        pytest.importorskip("pyarrow")
        at = datetime.now(tz=UTC)
        assert rollups.write_if_due(at=at) is None
        with override_settings(ROLLUPS=str(tmp_path)):
            first = rollups.write_if_due(at=at)
            assert len(first["files"]) == 13 and {one.suffix for one in tmp_path.iterdir()} == {".parquet", ".json"}
            assert rollups.write_if_due(at=at) is None
            assert rollups.write_if_due(at=at + timedelta(days=1)) is not None

    def test_the_doctor_tells_when_it_fails(self, busy, tmp_path, settings):
        at = datetime.now(tz=UTC)
        settings.ROLLUPS = ""
        assert [one for one in health.signs(at=at) if one.code == "rollups"] == []

        settings.ROLLUPS = str(tmp_path)
        assert [one.state for one in health.signs(at=at) if one.code == "rollups"] == ["warning"]
        (tmp_path / "rollup-990001.json").write_text("{}")
        assert [one.state for one in health.signs(at=at) if one.code == "rollups"] == ["good"]
        assert [one.state for one in health.signs(at=at + timedelta(days=3)) if one.code == "rollups"] == ["warning"]

    def test_practice_writes_none(self):
        settings = Path(rollups.__file__).with_name("settings.py").read_text("utf-8")
        assert 'ROLLUPS = "" if PRACTICE else' in settings


class TestTheCommand:
    def test_writes_the_months_of_a_period_and_the_nation_reads_them(self, busy, tmp_path, capsys):
        pytest.importorskip("pyarrow")
        assert main(["rollup", "--to", str(tmp_path), "--period", f"{datetime.now(tz=UTC):%Y}"]) == 0
        assert "定安县（990001）" in capsys.readouterr().out

    def test_says_what_is_missing(self, town, tmp_path, capsys):
        assert main(["rollup", "--to", str(tmp_path), "--period", "2999"]) == 2
        assert "还没有开始" in capsys.readouterr().err
        pytest.importorskip("pyarrow")
        assert main(["rollup", "--to", str(tmp_path), "--period", "2026-01"]) == 1
        assert "行政区划代码" in capsys.readouterr().err and not list(tmp_path.iterdir())

    def test_without_the_libraries_says_how_to_install_them(self, busy, tmp_path, capsys, monkeypatch):
        monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)

        assert main(["rollup", "--to", str(tmp_path)]) == 1
        assert "requirements/analytics.txt" in capsys.readouterr().err
        with pytest.raises(Refused):
            rollups.write(tmp_path, [NOVEMBER], at=NOON)
