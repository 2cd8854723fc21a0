"""雷同 on the source texts: the table of rules.md §10.4. Left out where ../shared is absent."""

import csv
import itertools
import json
import os
import re
from pathlib import Path

import pytest

from lianxin.project import cli
from lianxin.pure.overlap import START, Idioms, Overlap, compare, learned
from lianxin.reports.overlaps.commands.finding import is_much

SHARED = Path(__file__).resolve().parents[3] / "shared"
SEEDS = SHARED / "seeds"
REPORTS = sorted((SHARED / "data" / "gov_reports").glob("2026_*.csv"))
#: of 276 pairs of the 24 reports so many are compared; LIANXIN_COPY_PAIRS=276 compares all (about 40 seconds)
PAIRS = int(os.environ.get("LIANXIN_COPY_PAIRS", "4"))
TITLE = re.compile(
    r"(?m)^(?:第[一二三四五]篇[：:]|群众工作总结篇[一二三四五]$)|(?<=[\s　])篇[一二三四五六七八九十]+[：:]"
)
#: runs of 13 and more, characters, share of the shorter one in percent; names are file and number of the 篇 in it
TABLE = {("001-3", "001-5"): (30, 1447, 73.7), ("000-1", "001-5"): (6, 115, 9.2), ("000-1", "001-3"): (6, 105, 8.4),
         ("001-3", "001-4"): (3, 45, 2.1), ("001-4", "001-5"): (2, 28, 1.4)}  # fmt: skip
pytestmark = [
    pytest.mark.accept,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="验收资料不在：没有找到 ../shared/seeds"),
]


def papers() -> dict[str, str]:
    """The source texts, cut at their titles; the first two of 001 have none and stay one piece, called 001-2."""
    found = {}
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        cuts = [0, *(match.start() for match in TITLE.finditer(text) if match.start()), len(text)]
        first = 2 if path.name.startswith("001") else 0
        for n, (start, end) in enumerate(itertools.pairwise(cuts), first):
            found[f"{path.name[:3]}-{n}"] = text[start:end]
    return found


def told(found: dict[tuple[str, str], Overlap]) -> None:
    """Print the pairs that share most: each is read by a person and judged."""
    for (name, other), one in sorted(found.items(), key=lambda item: -item[1].share)[:8]:
        longest = max((passage.text for passage in one.counted), key=len, default="")
        print(f"{name} ~ {other}: {one.share:.1%}，{one.chars} 字，最长 {one.longest}：{longest[:40]}")


class TestThePapers:
    @pytest.mark.parametrize("pair", TABLE, ids="~".join)
    def test_share_what_the_table_says(self, pair: tuple[str, str]) -> None:
        runs, chars, percent = TABLE[pair]
        texts = papers()

        found = compare(texts[pair[0]], texts[pair[1]], least=13)

        assert abs(len(found.passages) - runs) <= 1
        assert (found.chars, round(found.share * 100, 1)) == (chars, pytest.approx(percent, abs=0.15))

    def test_of_the_others_none_gives_a_sign_and_the_idiom_is_forgiven(self) -> None:
        found = {
            (name, other): compare(a, b, least=13, idioms=START)
            for (name, a), (other, b) in itertools.combinations(papers().items(), 2)
        }
        told(found)

        assert {pair for pair, one in found.items() if one.is_telling} == {
            ("000-1", "001-3"), ("000-1", "001-5"), ("001-3", "001-5")
        }  # fmt: skip
        assert [pair for pair, one in found.items() if is_much(one)] == [("001-3", "001-5")], (
            "only the copy is asked about"
        )
        own = learned(list(papers().values()))
        again = compare(papers()["001-3"], papers()["001-5"], least=13, idioms=Idioms([*START.phrases, *own]))
        assert len(again.counted) >= 29, "what is learned from the texts themselves does not excuse the copy"

    @pytest.mark.mechanism("M301")
    def test_by_command_the_copy_is_found_with_its_error_and_the_controls_are_silent(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        files = []
        for name in ("001-3", "001-5", "001-4", "002-1"):
            files.append(tmp_path / f"{name}.txt")
            files[-1].write_text(papers()[name], encoding="gb18030" if name == "001-5" else "utf-8", errors="replace")

        assert cli.main(["compare", "--json", *map(str, files)]) == 1

        first, *others = json.loads(capsys.readouterr().out)["pairs"]
        assert (
            abs(len(first["runs"]) - 30) <= 1 and abs(first["share_of_shorter"] - 0.737) < 0.002 and first["in_order"]
        )
        assert first["shared_errors"][0]["grade"] == "wrong" and first["shared_errors"][0]["quote"] == "三个特性"
        assert all(not one["runs"] and not one["shared_errors"] for one in others)


@pytest.mark.skipif(not REPORTS, reason="验收资料不在：没有找到 ../shared/data/gov_reports")
class TestReportsOfTwentyFourProvinces:
    def test_share_what_comes_from_the_same_papers_and_none_is_asked_about(self) -> None:
        """Each two of them share sentences of one plan and one conference: at most a tenth of the shorter, in another
        order, no paragraph as a whole. That is a common source and no copy.
        """
        csv.field_size_limit(10**9)
        texts = {}
        for path in REPORTS:
            with path.open(encoding="utf-8-sig", newline="") as file:
                texts[path.name.split("_")[1]] = "\n".join(row["full_text"] for row in csv.DictReader(file))
        pairs = list(itertools.combinations(texts, 2))
        found = {
            pair: compare(texts[pair[0]], texts[pair[1]], least=13, idioms=START)
            for pair in pairs[:: max(1, len(pairs) // PAIRS)]
        }
        told(found)

        assert len(found) >= min(PAIRS, len(pairs)) and all(one.counted for one in found.values())
        assert [pair for pair, one in found.items() if is_much(one)] == []
        assert max(one.share for one in found.values()) < 0.1
