"""合算: what several figures are said to come to together; made-up sentences beside what must come out."""

from __future__ import annotations

import pytest

from lianxin.pure.checking import check

WRONG = [
    ("受理230件，其中咨询115件、求助69件、投诉46件，分别占50%、32%、20%。", "share", "32%"),
    ("咨询115件、求助69件、投诉46件，分别占总量的50%、30%、21%。", "share", "21%"),
    ("一季度受理320件，二季度受理365件，上半年共受理695件。", "sum", "695"),
    ("一季度30件，二季度28件，三季度35件，四季度27件，全年共121件。", "sum", "121"),
    ("全年受理320件，其中上半年受理150件，下半年受理180件。", "sum", "320"),
    ("物业312件，占24.3%；噪声206件，占16%；道路185件，占14.4%，三类合计占56.7%。", "sum", "56.7"),
    ("受理1286件，其中物业312件、噪声206件、道路185件，三类合计713件。", "sum", "713"),
    ("受理1286件，其中物业312件、噪声206件、道路185件，三类合计703件，占56.7%。", "share", "56.7"),
    ("排查隐患1325处，已整改1298处，整改率98%，剩余37处正在整改。", "sum", "1325"),
    ("办结560件，其中按时办结548件，按时办结率98.9%。", "rate", "98.9"),
]
ASKED = ["信访事项45件（来信12件、来访23件、网上信访11件）。"]
RIGHT = [
    "受理230件，其中咨询115件、求助69件、投诉46件，分别占50%、30%、20%。",
    "咨询115件、求助69件、投诉46件，分别占总量的50%、30%、20%。",
    "来访最多的乡镇：甲镇156件、乙镇132件、丙镇98件，分别占全县的12.1%、10.3%、7.6%。",
    "一季度受理30件、办结28件，二季度受理32件、办结30件，上半年受理62件、办结58件。",
    "一季度受理320件，二季度受理365件，环比增加45件；上半年共受理685件。",
    "去年一季度30件，今年一季度32件，二季度28件，上半年60件。",
    "全年受理330件，其中上半年受理150件，下半年受理180件。",
    "物业312件，占24.3%；噪声206件，占16%；道路185件，占14.4%，三类合计占54.7%。",
    "受理1286件，其中物业312件、噪声206件、道路185件，三类合计703件，占54.7%。",
    "物业312件、噪声206件、道路185件，前两类合计518件。",
    "信访事项45件（来信12件、来访23件、网上信访10件）。",
    "参评46人（其中党员20人、女性30人、青年15人），干部45人（党员20人、女性30人）。",
    "排查隐患1325处，已整改1298处，整改率98%，剩余27处正在整改。",
    "受理600件，按时办结548件，按时办结率98.9%。",
    "办结560件，其中按时办结548件，按时办结率97.9%。",
]


class TestFiguresToldTogether:
    @pytest.mark.parametrize(("text", "kind", "stated"), WRONG)
    def test_that_do_not_come_to_it_are_wrong(self, text: str, kind: str, stated: str) -> None:
        found = [(c.kind, c.stated.rstrip("%")) for c in check(text).findings if c.grade == "wrong"]

        assert found == [(kind, stated.rstrip("%"))]

    @pytest.mark.parametrize("text", ASKED)
    def test_in_brackets_are_asked_about(self, text: str) -> None:
        assert [(c.kind, c.grade) for c in check(text).findings] == [("sum", "doubtful")]

    @pytest.mark.parametrize("text", RIGHT)
    def test_that_come_to_it_or_are_not_the_whole_are_let_be(self, text: str) -> None:
        assert [(c.kind, c.quote, c.explain) for c in check(text).findings] == []
