"""汇总文件: written whole, read with suspicion; who did not report is named; four engines give the same bytes.

What needs the libraries of the extra is left out where they are not installed; LIANXIN_ROLLUP_ON names the engines.
"""

import json
import os
import random
from datetime import date

import pytest

from lianxin.base.indicators.kinds import percent
from lianxin.project import nation_cli
from lianxin.project.cli import main
from lianxin.pure.periods import Period
from lianxin.pure.rollups import Counted, County, Meaning, Refused, Row, handed, nation

THREE = nation_cli.THREE
MEANINGS = {
    THREE[0]: Meaning("收到诉求", "1", False), THREE[1]: Meaning("按时办结率", "1", True),
    THREE[2]: Meaning("满意率（含基本满意）", "1", True),
}  # fmt: skip
OCTOBER, SEPTEMBER = Period.month(2026, 10), Period.month(2026, 9)
DAY = date(2026, 11, 2)


def county_rows(*numbers, version="1", unit=""):
    """The rows of a county's month: received, in time of how many, content of how many."""
    received, (timely, limited), (content, rated) = numbers
    told = zip(THREE, (received, timely, content), (None, limited, rated), strict=True)
    return [
        Row(unit, "", "甲", "township" if unit else "county", code, version, part, whole) for code, part, whole in told
    ]


def hand_in(folder, code="330102", name="甲县", meanings=MEANINGS, months=None):
    """A county's files and manifest in a folder of its own, or in the one given."""
    parquet = pytest.importorskip("lianxin.pure.rollups.parquet")
    pytest.importorskip("pyarrow")
    months = months or {OCTOBER: county_rows(43, (36, 40), (7, 7))}
    return parquet.write(folder, Counted(County(code, name), DAY, meanings, months))


def nations(folder, *more, period="2026-10", on="duckdb"):
    """The lines of the answer, without the head, and how the command ended."""
    pytest.importorskip("ibis")
    out = folder.parent / f"out-{len(list(folder.parent.iterdir()))}.csv"
    code = main(["nation", "--from", str(folder), "--period", period, "--on", on, "-o", str(out), *more])
    lines = out.read_text("utf-8-sig").splitlines()[1:] if out.exists() else []
    return code, lines


class TestTheRoll:
    """Who should report, and who did: plain words, no library."""

    def test_a_county_without_its_months_is_named_and_never_a_nought(self):
        due = [handed.Due(County(code, "")) for code in ("330102", "330103", "340101")]
        there = {code: handed.Handed(County(code, ""), None, {}, dict.fromkeys(months, ""))
                 for code, months in {"330102": ("2026-09", "2026-10"), "330103": ("2026-09",)}.items()}  # fmt: skip

        roll = handed.roll(there, ["2026-09", "2026-10"], due)

        assert roll.reported == ["330102"]
        assert roll.missing == ["330103（缺 2026-10）", "340101"]
        assert roll.within("34").missing == ["340101"] and roll.within("33").expected == ["330102", "330103"]

    def test_a_county_that_was_closed_owes_nothing_afterwards_and_may_report_nothing(self):
        due = [handed.Due(County("330102", "甲县")), handed.Due(County("330109", "乙县"), "", "2026-08")]
        old = handed.Handed(County("330109", "乙县"), None, {}, {"2026-08": "", "2026-09": ""})

        assert handed.roll({}, ["2026-10"], due).expected == ["330102"]
        assert handed.roll({"330109": old}, ["2026-08"], due).reported == ["330109"]
        with pytest.raises(Refused, match="乙县（330109）在 2026-09 不应再报"):
            handed.roll({"330109": old}, ["2026-09"], due)

    def test_who_is_not_on_the_list_is_not_added_up(self):
        with pytest.raises(Refused, match="名单里没有它"):
            handed.roll({"330199": handed.Handed(County("330199", "丙县"), None, {}, {})}, ["2026-10"],
                        [handed.Due(County("330102", "甲县"))])  # fmt: skip

    def test_nothing_to_divide_by_and_nobody_there_are_dashes(self):
        asked = nation.Asked(OCTOBER, MEANINGS)
        row = {"area": "00", "version": "1", "counties": 1, "part": 0, "whole": 0, "tenths": None}
        found = [{**row, "indicator": THREE[1]}, {**row, "indicator": THREE[0], "whole": None}]

        lines = nation.answer(found, asked, nation.Roll(["330102"], ["330102"])).decode("utf-8-sig").splitlines()

        assert lines[1:4] == [
            "00,2026-10,concern.received,1,收到诉求,0,,0,1,1,",
            "00,2026-10,concern.on_time_rate,1,按时办结率,0,0,—,1,1,",
            "00,2026-10,concern.satisfaction_rate,,满意率（含基本满意）,,,—,0,1,",
        ]

    @pytest.mark.parametrize(
        "text", ["代码,名称\n33010,甲\n", "code,name\n330102,甲\n", "代码,名称,起\n330102,甲,十月\n", "代码,名称\n", ""]
    )
    def test_a_list_that_is_none_is_refused(self, tmp_path, text):
        place = tmp_path / "名单.csv"
        place.write_text(text, "utf-8")

        with pytest.raises(Refused, match="名单"):
            handed.due(place)

    @pytest.mark.parametrize(("more", "told"), [([], "没有汇总清单"), (["--period", "2026-13"], "没有这样的统计期")])
    def test_says_what_it_does_not_find(self, tmp_path, capsys, more, told):
        assert main(["nation", "--from", str(tmp_path), "--period", "2026-10", *more]) in (1, 2)
        assert told in capsys.readouterr().err


class TestTheFiles:
    def test_a_file_tells_its_county_and_its_rows_and_nothing_of_a_person(self, tmp_path):
        manifest = hand_in(tmp_path)

        told = manifest["files"][0]
        assert (told["name"], told["rows"], told["units"]) == ("rollup-330102-2026-10.parquet", 3, 1)
        assert sorted(one.name for one in tmp_path.iterdir()) == ["rollup-330102-2026-10.parquet", "rollup-330102.json"]
        from lianxin.pure.rollups import parquet

        table = parquet.read(tmp_path / told["name"], "330102", OCTOBER)
        assert set(table.column_names) == {
            "county", "period", "unit", "unit_code", "unit_name", "unit_kind", "indicator", "version", "part", "whole",
        }  # fmt: skip
        assert sorted(zip(table["part"].to_pylist(), table["whole"].to_pylist(), strict=True), key=str) == [
            (36, 40), (43, None), (7, 7),
        ]  # fmt: skip

    def test_the_same_is_written_to_the_byte_and_older_months_stay(self, tmp_path):
        first = hand_in(tmp_path, months={SEPTEMBER: county_rows(1, (1, 1), (0, 0))})
        again = hand_in(tmp_path)

        assert [one["period"] for one in again["files"]] == ["2026-09", "2026-10"]
        assert again["files"][0] == first["files"][0]
        assert hand_in(tmp_path) == again

    def test_a_county_without_a_code_hands_in_nothing(self, tmp_path):
        with pytest.raises(Refused, match="六位行政区划代码"):
            hand_in(tmp_path, code="")
        assert list(tmp_path.iterdir()) == []

    def test_what_is_damaged_foreign_or_doubled_is_named_and_nothing_is_added_up(self, tmp_path, capsys):
        folder = tmp_path / "各县"
        hand_in(folder / "a")
        file = folder / "a" / "rollup-330102-2026-10.parquet"
        good, manifest = file.read_bytes(), folder / "a" / "rollup-330102.json"
        whole = manifest.read_text("utf-8")

        def refused(sentence):
            assert nations(folder) == (1, [])
            told = capsys.readouterr().err
            assert sentence in told and told.startswith("没有算："), told

        file.write_bytes(good[:-9])
        refused("校验值不符")
        file.unlink()
        refused("不在，清单里有它")
        file.write_bytes(b"PAR1 not at all")
        manifest.write_text(whole.replace(json.loads(whole)["files"][0]["sha256"], digest(file)), "utf-8")
        refused("读不出来")
        manifest.write_text(whole[:-30], "utf-8")
        refused("不是完好的汇总清单")
        manifest.write_text(whole.replace('"schema": 1', '"schema": 2'), "utf-8")
        refused("第 2 版")
        manifest.write_text(whole, "utf-8")
        file.write_bytes(good)
        (folder / "b").mkdir()
        (folder / "b" / "别的.parquet").write_bytes(good)
        refused("文件名不是汇总文件的")
        (folder / "b" / "别的.parquet").rename(folder / "b" / "rollup-330109-2026-10.parquet")
        refused("清单里没有它")
        (folder / "b" / "rollup-330109-2026-10.parquet").unlink()
        hand_in(folder / "b", name="冒名县")
        refused("代码 330102 报了两份")
        assert "冒名县" in str(handed_refusal(folder))
        (folder / "b" / "rollup-330102.json").unlink()
        (folder / "b" / "rollup-330102-2026-10.parquet").unlink()
        assert nations(folder)[0] == 0

    def test_a_file_of_another_county_under_this_ones_name_is_refused(self, tmp_path, capsys):
        hand_in(tmp_path / "in")
        other = hand_in(tmp_path / "other", code="330109")
        place = tmp_path / "in" / "rollup-330102-2026-10.parquet"
        place.write_bytes((tmp_path / "other" / other["files"][0]["name"]).read_bytes())
        manifest = tmp_path / "in" / "rollup-330102.json"
        told = json.loads(manifest.read_text("utf-8"))
        told["files"][0]["sha256"] = digest(place)
        manifest.write_text(json.dumps(told), "utf-8")

        assert nations(tmp_path / "in") == (1, [])
        assert "和文件名不符" in capsys.readouterr().err

    def test_numbers_below_nought_and_rows_twice_are_refused(self, tmp_path, capsys):
        for number, rows in enumerate([county_rows(-1, (1, 1), (0, 0)), county_rows(1, (1, 1), (0, 0)) * 2]):
            hand_in(tmp_path / str(number), months={OCTOBER: rows})

            assert nations(tmp_path / str(number)) == (1, [])
            assert "负数、空格或重复" in capsys.readouterr().err


def digest(place):
    from lianxin.pure.rollups import parquet

    return parquet.digest(place)


def handed_refusal(folder):
    with pytest.raises(Refused) as refused:
        handed.everything(folder)
    return refused.value


@pytest.mark.filterwarnings(
    "ignore::DeprecationWarning"
)  # ibis and Spark ask pandas for what goes with its next version
class TestTheNation:
    def test_adds_numerators_and_denominators_never_rates_and_leaves_out_what_lies_below_a_county(self, tmp_path):
        folder = tmp_path / "各县"
        hand_in(
            folder / "a",
            months={OCTOBER: [*county_rows(43, (36, 40), (7, 7)), *county_rows(9, (9, 9), (1, 1), unit="0001")]},
        )
        hand_in(folder / "b", "330103", "乙县", months={OCTOBER: county_rows(0, (0, 3), (0, 0))})
        hand_in(folder / "c", "340101", "丙县", months={SEPTEMBER: county_rows(500, (1, 1), (1, 1))})

        code, lines = nations(folder)

        assert code == 1  # somebody is missing
        assert lines == [
            "00,2026-10,concern.received,1,收到诉求,43,,43,2,3,340101",
            "00,2026-10,concern.on_time_rate,1,按时办结率,36,43,83.7%,2,3,340101",
            "00,2026-10,concern.satisfaction_rate,1,满意率（含基本满意）,7,7,100.0%,2,3,340101",
            "33,2026-10,concern.received,1,收到诉求,43,,43,2,2,",
            "33,2026-10,concern.on_time_rate,1,按时办结率,36,43,83.7%,2,2,",
            "33,2026-10,concern.satisfaction_rate,1,满意率（含基本满意）,7,7,100.0%,2,2,",
            "34,2026-10,concern.received,,收到诉求,,,—,0,1,340101",
            "34,2026-10,concern.on_time_rate,,按时办结率,,,—,0,1,340101",
            "34,2026-10,concern.satisfaction_rate,,满意率（含基本满意）,,,—,0,1,340101",
        ]

    def test_two_versions_of_a_definition_are_never_added_up(self, tmp_path):
        folder = tmp_path / "各县"
        hand_in(folder / "a")
        hand_in(folder / "b", "330103", "乙县", months={OCTOBER: county_rows(5, (1, 1), (1, 1), version="2")})

        _code, lines = nations(folder, "--only", THREE[0])

        assert lines[:2] == [
            "00,2026-10,concern.received,1,收到诉求,43,,43,1,2,",
            "00,2026-10,concern.received,2,收到诉求,5,,5,1,2,",
        ]

    def test_a_period_for_which_nobody_reported_is_empty_not_nought(self, tmp_path):
        hand_in(tmp_path / "各县")

        code, lines = nations(tmp_path / "各县", period="2026-08")

        assert code == 1
        assert lines[0] == "00,2026-08,concern.received,,收到诉求,,,—,0,1,330102"

    def test_nothing_is_written_over_and_an_indicator_that_nobody_reports_is_named(self, tmp_path, capsys):
        hand_in(tmp_path / "各县")
        (tmp_path / "三.csv").write_text("mine")

        assert (
            main(["nation", "--from", str(tmp_path / "各县"), "--period", "2026-10", "-o", str(tmp_path / "三.csv")])
            == 1
        )
        assert "没有覆盖" in capsys.readouterr().err and (tmp_path / "三.csv").read_text() == "mine"
        assert nations(tmp_path / "各县", "--only", "lamp") == (1, [])
        assert "没有指标 lamp" in capsys.readouterr().err

    def test_every_engine_gives_the_same_bytes_and_the_rounding_of_the_pages(self, tmp_path):
        pytest.importorskip("ibis")
        counties, dice = int(os.environ.get("LIANXIN_ROLLUP_COUNTIES", "12")), random.Random(70)
        folder, months = tmp_path / "各县", [Period.month(2026, number) for number in (7, 8, 9)]
        sums = [0] * 5
        for number in range(counties):
            told = {}
            for month in months:
                big = 10 ** dice.randrange(1, 10)
                limited, rated = dice.randrange(big), dice.randrange(big) * dice.randrange(2)
                five = (dice.randrange(big), dice.randint(0, limited), limited, dice.randint(0, rated), rated)
                told[month] = county_rows(five[0], five[1:3], five[3:])
            if number % 5 == 4:
                del told[months[1]]
            else:
                sums = [a + b for a, b in zip(sums, totals(told), strict=True)]
            code = f"{33 + number % 4}{number // 4 + 1:04d}"
            hand_in(folder / code, code, f"第{number}县", months=told)
        answers = {}
        for on in os.environ.get("LIANXIN_ROLLUP_ON", "sqlite,duckdb").split(","):
            out = tmp_path / f"{on}.csv"
            server = ["--database", os.environ["DATABASE_URL"]] if on == "postgresql" else []
            main(["nation", "--from", str(folder), "--period", "2026-Q3", "--on", on, "-o", str(out), *server])
            answers[on] = out.read_bytes()

        assert len(answers) > 1 and len(set(answers.values())) == 1
        lines = answers["duckdb"].decode("utf-8-sig").splitlines()[1:4]
        assert [line.split(",")[5:8] for line in lines] == [
            [str(sums[0]), "", str(sums[0])],
            [str(sums[1]), str(sums[2]), f"{percent(sums[1], sums[2])}%"],
            [str(sums[3]), str(sums[4]), f"{percent(sums[3], sums[4])}%"],
        ]


def totals(told):
    """Received, in time, of these, content, of these: over the months of a county."""
    rows = [row for month in told.values() for row in month]
    of = {code: [row for row in rows if row.indicator == code] for code in THREE}
    return (
        sum(r.part for r in of[THREE[0]]),
        *(sum(n) for code in THREE[1:] for n in zip(*[(r.part, r.whole) for r in of[code]], strict=True)),
    )
