"""One digit altered in claims that hold: how many are found. Real reports and made-up sentences."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from lianxin.pure.checking import check
from tests.pure.made_claims import made, seen

from .altered import REPORTS, altered, holding, report

pytestmark = [
    pytest.mark.accept,
    pytest.mark.skipif(not REPORTS, reason="验收资料不在：没有找到 ../shared/data/gov_reports"),
]
MADE = 330  # with some 170 real ones, five hundred


def told(found: Counter[str], asked: Counter[str]) -> str:
    return "  ".join(f"{kind} {found[kind]}/{asked[kind]}" for kind in sorted(asked))


class TestAnAlteredDigit:
    def test_in_a_real_report_is_found(self) -> None:
        random = Random(8)
        claims = [(piece, claim) for path in REPORTS for piece, claim in holding(path)]
        found: Counter[str] = Counter()
        asked: Counter[str] = Counter()
        for piece, claim in claims:
            one = altered(piece, claim, random)
            if one is not None:
                asked[one.kind] += 1
                found[one.kind] += one.seen
                if not one.seen:
                    print("not found:", one.kind, one.after[one.start : one.end])
        print(f"real: {sum(found.values())} of {sum(asked.values())}: {told(found, asked)}")

        figures = sum(asked.values()) - asked["count-word"]
        assert figures > 55
        assert sum(asked.values()) > 160
        assert (sum(found.values()) - found["count-word"]) * 100 >= 95 * figures
        assert found["count-word"] * 10 >= 7 * asked["count-word"]  # what is left are rows that may begin anywhere

    def test_in_a_made_up_sentence_is_found(self) -> None:
        random = Random(9)
        pairs = [(one, one.altered(random)) for one in made(MADE, 4)]
        asked = Counter(one.kind for one, after in pairs if after)
        found = Counter(one.kind for one, after in pairs if after and seen(after))
        print(f"made up: {sum(found.values())} of {sum(asked.values())}: {told(found, asked)}")

        assert not [one.text for one, _ in pairs if seen(one.text)]
        assert sum(found.values()) * 100 >= 95 * sum(asked.values())


class TestARealReport:
    @pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
    def test_is_hardly_ever_called_wrong(self, path: Path) -> None:
        wrong = [claim for claim in check(report(path)).claims if claim.grade == "wrong"]
        print(*((claim.kind, claim.quote, claim.explain) for claim in wrong), sep="\n")

        assert len(wrong) <= 1
